"""Matters with their lights enter, the sheet of the official ledger leaves."""

from indicators.exporting import Sheet
from plans.tracking.faces import face_of
from plans.tracking.lights import Light

HEAD = ("序号", "重点工作任务", "牵头单位", "配合单位", "完成时限", "进展", "灯", "状态")


def ledger(lines):
    """The columns that offices ask for, in the order of the list."""
    return Sheet("督办台账", HEAD, [_row(n, line) for n, line in enumerate(lines, 1)])


def _row(number, line):
    matter = line.matter
    return (
        number,
        str(matter),
        str(matter.lead or ""),
        "、".join(unit.name for unit in matter.supporting_units.all()),
        days_of(matter),
        f"{matter.progress}% {matter.note}".strip(),
        light_of(line.sign),
        matter.get_state_display(),
    )


def days_of(matter):
    """The last day, and the first one where it was extended."""
    if matter.due_on is None:
        return ""
    if not matter.is_extended:
        return matter.due_on
    return f"{matter.due_on:%Y-%m-%d}（原定 {matter.first_due_on:%Y-%m-%d}）"


def light_of(sign):
    """A sign in shape and word: paper may have no colours."""
    told = face_of(sign)
    said = f"{told.shape} {told.word}"
    return said if sign is None or sign.light == Light.GREY else f"{said}（{sign.why}）"

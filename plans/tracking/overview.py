"""Matters, their sums and a query enter, what the overview shows of them leaves."""

from dataclasses import dataclass

from plans.tracking import choosing, figures
from plans.tracking.cells import NO_UNIT
from plans.tracking.figures import Figure, number
from plans.tracking.lines import lines_of
from plans.tracking.summing import GROUPS, funnel, ranked

SHOWN = 6
"""Matters of a short list; the rest stands behind its link."""
COLUMNS = (
    ("sent", "已下发"), ("red", "红灯"), ("yellow", "黄灯"), ("blue", "蓝灯"), ("grey", "已办结"),
    ("late", "其中逾期"), ("progress", "在办平均进度"), ("silent", "最久未反馈"),
    ("rate", "按时办结率"),
)  # fmt: skip
"""Columns of the board behind the name of the group: the sum, and its head."""
TILES = {
    "red": ("红灯", "bad", "已过完成时限"),
    "yellow": ("黄灯", "warn", "临近时限或进度滞后"),
    "blue": ("蓝灯", "on", "正常推进"),
    "grey": ("已办结", "still", "包括逾期办结"),
    "late": ("逾期办结", "late", "办结时已过时限"),
    "due": ("该反馈", "due", "超过反馈频次没有消息"),
    "asking": ("申请延期", "asking", "等待批复"),
}
"""What a tile counts: its name, class of its sign, and what it means."""
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Tile:
    """A count with its name, the class of its sign, and what it means."""

    name: str
    css: str
    meaning: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Bar:
    """A step of the funnel with its figures; ``share`` is percent of all."""

    name: str
    waits: str
    share: int
    reached: Figure
    waiting: Figure
    median: Figure
    longest: Figure


@dataclass(frozen=True, slots=True)
class Short:
    """The first lines of a list, and the figure that leads to all of it."""

    lines: list
    figure: Figure


@dataclass(frozen=True, slots=True)
class Place:
    """A unit's place in the ranking; None where too little counts for one."""

    number: int | None
    name: str
    rate: Figure
    on_time: Figure
    late: Figure
    overdue: Figure
    counted: int


def asked(query):
    """Group, order and complaints that a query comes to."""
    by, order = query.get("by", ""), query.get("o", "")
    complaints = []
    if by not in GROUPS:
        complaints += ["没有这种分组，现在按牵头单位分组。"] if by else []
        by = "unit"
    if order.removeprefix("-") not in {"name", *(column for column, _ in COLUMNS)}:
        complaints += ["没有这种排序，现在红灯多的在前。"] if order else []
        order = ""
    return by, order, complaints


def choices(by):
    """What the board may be grouped by: value, name, whether it is now."""
    return [(value, name, value == by) for value, name in GROUPS.items()]


def tiles(total):
    """Counts of lights, of what is due and what is asked for."""
    return [Tile(*TILES[name], figure) for name, figure in figures.tiles(total)]


def stages(waits):
    """The funnel."""
    found = funnel(waits)
    return [_bar(stage, found[0].reached) for stage in found]


def _bar(stage, whole):
    step = stage.stop.step.value
    return Bar(
        name=stage.stop.name,
        waits=stage.stop.waits,
        share=stage.reached * WHOLE // whole if whole else 0,
        reached=number(stage.reached, reached=step),
        waiting=number(stage.waiting, waits=step),
        median=_days(stage.median, stage.waiting, step),
        longest=_days(stage.longest, stage.waiting, step),
    )


def _days(days, rows, step):
    return figures.NOTHING if days is None else number(rows, f"{days} 天", waits=step)


def due(matters, total, today):
    """Those that owe a report, heard of longest ago first; one query."""
    found = choosing.owing(matters, today).order_by(choosing.SINCE, "due_on", "pk")
    return Short(lines_of(found[:SHOWN], today), number(total.due, mark="due"))


def asking(matters, total, today):
    """Those that wait for more time, the nearest day first; one query."""
    found = matters.filter(choosing.ASKING).order_by("asked_until", "due_on", "pk")
    return Short(lines_of(found[:SHOWN], today), number(total.asking, mark="asking"))


def ranking(groups):
    """Units by on-time rate."""
    units = [group for group in groups if group.part != NO_UNIT]
    return [_place(place, group) for place, group in ranked(units)]


def _place(place, group):
    rate, counts, unit = group.tally.rate, group.tally.counts, group.part
    chosen = {"lead_unit": unit.value}
    return Place(
        number=place,
        name=unit.name,
        rate=number(rate.counted, f"{rate.percent}%", light="counted", **chosen),
        on_time=number(rate.on_time, light="on_time", **chosen),
        late=number(counts["late"], light="late", **chosen),
        overdue=number(counts["red"], light="red", **chosen),
        counted=rate.counted,
    )

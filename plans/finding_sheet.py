"""A list of problems from Excel enters, is checked row by row, and is written whole or not."""

from django.db import transaction

from plans.models import Finding, Matter
from plans.models.evidence import YEARS
from plans.tables import cells
from plans.tables.cells import CellError, folded
from plans.tables.checking import Report
from plans.tables.columns import Column, Table
from plans.tables.lists import blame, read_row, settle
from plans.tables.names import Names
from plans.tracking import findings
from plans.tracking.steps import LONGEST_NOTE

MOST_ROWS = 500
LONGEST_PERSON = 60
MANNERS = {label: value for value, label in Finding.Manner.choices}
NEEDED = ("problem", "measures", "lead")
STEPS = (
    "每行一个问题，写在“问题清单”表里，第一行的列名不要改动。可以自己加列，不会读取。",
    "“责任单位”填科室或学校的名称；没有登记过的科室会新登记为本局单位。",
    "“整改类型”从下拉列表里选，空着算限期整改；长期坚持的可以不填整改时限。",
    "“整改时限”可以写成 2026-06-30、2026年6月底，不能早于检查的反馈日期。",
    "填好后在同一页上传。先检查，再由您决定写入；有问题的格会标红并加批注退还，全部无误才能写入。",
)


def _words(field, head, width, most, **more):
    def read(text, names):
        if len(text) > most:
            raise CellError(f"太长（{len(text)} 字），最多 {most} 字。")
        return text

    return Column(field, head, width, read, lambda row: "", **more)


def _lead(text, names):
    """The school of that name, else the unit."""
    try:
        return names.school(text)
    except CellError:
        return names.unit(text)


def _manner(text, names):
    if folded(text) not in MANNERS:
        raise CellError(f"“{text[:30]}”不在可选范围，请填：{'、'.join(MANNERS)}。")
    return MANNERS[folded(text)]


LIST = Table(
    "findings",
    "问题清单",
    Finding,
    (
        _words("problem", "反馈问题", 44, LONGEST_NOTE, look="long"),
        _words("measures", "整改措施", 44, LONGEST_NOTE, look="long"),
        Column("lead", "责任单位", 20, _lead, str, empty=None, names="unit-names"),
        _words("person", "责任人", 12, LONGEST_PERSON),
        Column("manner", "整改类型", 12, _manner, str, choices=tuple(MANNERS),
               empty=Finding.Manner.LIMITED.value),
        Column("due_on", "整改时限", 14, lambda text, names: cells.day_of(text), str, "date", None,
               hint="例如 2026-06-30、2026年6月底"),
    ),
    marks=(),
    origin="从本页下载模板",
)  # fmt: skip


def check(inspection, given, user) -> Report:
    """Look at the rows of a list; asks the database a fixed number of times."""
    names = Names(inspection, user)
    rows = [read_row(LIST, one, names, NEEDED) for one in given]
    known = Matter.objects.filter(finding__inspection=inspection).exclude(
        state=Matter.State.STOPPED
    )
    seen = {
        folded(text): "这个问题已经登记过，请删去这一行。"
        for text in known.values_list("text", flat=True)
    }
    for checked in rows:
        _check_day(checked, inspection)
        _check_once(checked, seen)
    settle(rows)
    return Report(LIST, rows, names)


@transaction.atomic
def write(inspection, report, *, user):
    """Register every row; returns how many. Raises ``ValidationError``."""
    for unit in report.names.new_units.values():
        unit.save()
    for checked in report.writable:
        findings.register(inspection, user=user, **checked.values)
    return len(report.writable)


def _check_day(checked, inspection):
    day, manner = checked.values.get("due_on"), checked.values.get("manner")
    if day is not None and not YEARS[0] <= day.year <= YEARS[1]:
        blame(checked, "due_on", f"年份要在 {YEARS[0]} 到 {YEARS[1]} 之间，请核对日期。")
    elif day is not None and day < inspection.day:
        told = f"不能早于反馈日期（{inspection.day:%Y-%m-%d}）。"
        blame(checked, "due_on", told)
    elif day is None and manner != Finding.Manner.LASTING:
        blame(checked, "due_on", "请填整改时限；只有长期坚持的可以不填。")


def _check_once(checked, seen):
    """A problem stands in an inspection once."""
    words = folded(checked.given.texts["problem"])
    if words in seen:
        blame(checked, "problem", seen[words])
    elif words:
        seen[words] = f"与第 {checked.given.place + 1} 行重复。"

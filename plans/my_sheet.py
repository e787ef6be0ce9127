"""Lines of a person's matters leave as a workbook; it comes back, is checked and written."""

from django.core.exceptions import ValidationError
from django.db import transaction

from indicators.workbook import Workbook
from plans.models import Matter
from plans.my_lines import State
from plans.row_forms import names_of
from plans.tables import reading
from plans.tables.checking import EXPORT_AGAIN, Checked, Fate, Report
from plans.tables.columns import KEY, VERSION, Column, Note, Table
from plans.tables.reading import MOST_COLUMNS
from plans.tables.writing import FACE, GUIDE, dress, fill_choices, put, write_heads
from plans.tracking import steps

PROGRESS, NOTE = "progress", "note"
GUIDES = (
    "每行一个事项。只填“新进度”和“本次进展”两列，两列都空着的行不会写入。",
    "没有变化的，在“本次进展”里写“无变化”，“新进度”可以不填。",
    "“编号”“版本”两列已隐藏，不要动；事项、时限、原进度和上次进展只供参考。",
    "改好后在“我的督办事项”里导入。有问题的格会标红并加批注退还，不会写入。",
)


def _typed(text, _names):
    return text


def _nothing(_row):
    return ""


LINES = Table(
    key="matters",
    name="我的督办事项",
    model=Matter,
    columns=(
        Column(PROGRESS, "新进度（%）", 12, _typed, _nothing, look="whole_number"),
        Column(NOTE, "本次进展", 50, _typed, _nothing, look="long"),
    ),
    notes=(
        Note("事项", 44, lambda matter: str(matter)),
        Note("完成时限", 12, lambda matter: f"{matter.due_on:%Y-%m-%d}" if matter.due_on else ""),
        Note("原进度（%）", 12, lambda matter: matter.progress),
        Note("上次进展", 40, lambda matter: matter.note),
    ),
    joins=(),
    defaults={},
)
HEADS = [KEY, VERSION, *(n.head for n in LINES.notes), *(c.head for c in LINES.columns)]


def fillable(matters):
    """Those of a person's matters that he reports on now."""
    return [m for m in matters if m.state == State.WORKING and not m.part_count]


def workbook(matters, user) -> bytes:
    """The lines to fill in."""
    work = Workbook(**FACE)
    sheet = work.book.add_worksheet(LINES.name)
    sheet.set_column(0, MOST_COLUMNS - 1, None, work.format(locked=False))
    write_heads(work, sheet, HEADS, 0)
    for line, matter in enumerate(matters, 1):
        _write(work, sheet, line, matter)
    dress(work, sheet, {head: at for at, head in enumerate(HEADS)}, LINES)
    fill_choices(work, LINES, names_of(user))
    _guide(work)
    sheet.freeze_panes(1, 3)
    sheet.protect("", dict.fromkeys(("format_columns", "format_rows", "autofilter", "sort"), True))
    return work.close()


def read(data, written, matters):
    """Sheets of a workbook, where the lines stand, and the report of what they would do.

    ``written`` are cells of rows that were written before. Raises ``TableError``.
    """
    sheets = reading.read(data)
    place = reading.find(sheets, LINES)
    reading.fill(sheets[place.sheet], place, written)
    given = reading.given(sheets, place, LINES)
    return sheets, place, check(given, matters)


def check(given, matters):
    """Each row that was sent beside the matter that it is about, with what is wrong with it."""
    known, seen, rows = {str(matter.pk): matter for matter in matters}, set(), []
    for one in given:
        checked = Checked(one, known.get(one.key))
        if any(one.texts.values()):
            _look(checked, seen)
        if checked.faults:
            checked.fate = Fate.FAULTY
        seen.add(one.key)
        rows.append(checked)
    return Report(LINES, rows, None)


@transaction.atomic
def write(report, *, user):
    """Report what the valid rows say; raises ``Conflict`` where somebody was faster.

    Returns, by number of the row, the cells that such a row has now.
    """
    done = {}
    for row in report.writable:
        matter = steps.report(row.row, user=user, version=row.seen, **row.values)
        emptied = dict.fromkeys((column.head for column in LINES.columns), "")
        done[str(row.given.place)] = {VERSION: str(matter.version), **emptied}
    return done


def _look(checked, seen):
    """What a row that says something would do."""
    given, matter = checked.given, checked.row
    if given.key in seen:
        checked.faults[KEY] = "与上面一行是同一事项，请只留一行。"
    elif matter is None:
        checked.faults[KEY] = "您现在没有这一事项要反馈：可能已报办结，或不由您牵头。请删去这一行。"
    elif given.version != str(matter.version):
        checked.faults[NOTE] = f"导出以后有人办理过这一事项，{EXPORT_AGAIN}"
    else:
        _read(checked)


def _read(checked):
    texts, matter = checked.given.texts, checked.row
    try:
        progress = steps.percent(texts[PROGRESS] or matter.progress)
        steps.require_note(texts[NOTE])
    except ValidationError as error:
        checked.faults |= {name: "".join(told) for name, told in error.message_dict.items()}
        return
    checked.fate, checked.seen = Fate.CHANGED, matter.version
    checked.values = {PROGRESS: progress, NOTE: texts[NOTE]}


def _write(work, sheet, line, matter):
    put(work, sheet, (line, 0), str(matter.pk), locked=True)
    put(work, sheet, (line, 1), matter.version, look="plain", locked=True)
    for at, note in enumerate(LINES.notes, 2):
        put(work, sheet, (line, at), note.show(matter), locked=True, text_wrap=True)
    for at, column in enumerate(LINES.columns, 2 + len(LINES.notes)):
        put(work, sheet, (line, at), "", look=column.look, locked=False, text_wrap=True)


def _guide(work):
    sheet = work.book.add_worksheet(GUIDE)
    sheet.set_column(0, 0, 100)
    for line, step in enumerate(GUIDES):
        put(work, sheet, (line, 0), f"{line + 1}. {step}", text_wrap=True)

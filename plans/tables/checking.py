"""Rows of a table as people sent them enter, changes of the plan or faults of cells leave."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError

from plans import editing, history
from plans.differences import UNITS, units_of
from plans.extraction.personal import is_masked
from plans.tables.cells import CellError
from plans.tables.columns import DROP, KEY, Table, version_of
from plans.tables.names import Names

EMPTY = {"null", "blank", "required"}
EXPORT_AGAIN = "没有覆盖它，请重新导出，核对后再改。"


class Fate(StrEnum):
    """What becomes of a row."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    DROPPED = "dropped"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True)
class Given:
    """A row as somebody sent it: ``texts`` by field, ``place`` is whatever the sender calls it."""

    place: Any
    key: str
    version: str
    texts: dict
    drop: str = ""


@dataclass(slots=True)
class Checked:
    """A row that was looked at; ``faults`` by field, ``present`` what stands in the plan now."""

    given: Given
    row: Any = None
    fate: Fate = Fate.SAME
    values: dict = field(default_factory=dict)
    faults: dict = field(default_factory=dict)
    present: dict = field(default_factory=dict)
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """All rows that were sent, and the units that they name for the first time."""

    table: Table
    rows: list
    names: Names

    @property
    def counts(self):
        """How many rows share each fate; an empty one counts nowhere."""
        return Counter(row.fate for row in self.rows)

    @property
    def faulty(self):
        """Rows that cannot be written."""
        return [row for row in self.rows if row.fate is Fate.FAULTY]

    @property
    def writable(self):
        """Rows that would change something."""
        return [r for r in self.rows if r.fate in (Fate.CHANGED, Fate.NEW, Fate.DROPPED)]


def check(plan, table: Table, given, user, *, advice=EXPORT_AGAIN) -> Report:
    """Compare rows that were sent with the plan; asks the database a fixed number of times.

    ``advice`` says what to do about a row that somebody else changed meanwhile.
    """
    rows = {row.key: row for row in table.rows(plan, user)}
    looked = [Checked(one, rows.get(one.key)) for one in given]
    _find_strangers(looked)
    past = _Past(table, looked, advice)
    places = frozenset(one.texts.get("region", "") for one in given)
    names = Names(plan, user, places)
    for checked in looked:
        if not checked.faults:
            _look(checked, table, plan, past, names)
        if checked.faults:
            checked.fate = Fate.FAULTY
    return Report(table, looked, names)


def _find_strangers(looked):
    """Rows that name none of the plan, or one that an earlier row names."""
    seen = {}
    for checked in looked:
        key = checked.given.key
        if key and checked.row is None and checked.given.drop != "是":
            checked.faults[KEY] = "计划里没有这一行：可能已被剔除，或属于别的计划。请删去这一行。"
        elif key in seen:
            checked.faults[KEY] = "与上面一行编号相同（多半是复制来的）。要新增一行，请清空“编号”。"
        elif key:
            seen[key] = checked


class _Past:
    """What stale rows said when they were sent out, and who changed them since."""

    def __init__(self, table, looked, advice):
        self.advice = advice
        stale = [c.row.pk for c in looked if c.row and c.given.version != str(version_of(c.row))]
        records = history.with_links(table.model, id__in=stale).order_by("history_date")
        self._records = list(records) if stale else []
        self._newest = {record.id: record for record in self._records}
        self._by_version = {(r.id, str(r.version)): r for r in self._records}

    def texts(self, checked, table):
        """What the row said in the version that was sent out; None where nobody knows."""
        record = self._by_version.get((checked.row.pk, checked.given.version))
        if record is None or getattr(record, "statement_id", None):
            return None
        return {c.field: record_text(c, record) for c in table.columns}

    def story(self, checked):
        """Who changed the row."""
        record = self._newest.get(checked.row.pk)
        return f"被 {record.history_user} 修改" if record and record.history_user else "有了变动"


def record_text(column, record):
    """What the cell of a row said in a record of its history."""
    if column.field == UNITS:
        return "、".join(unit.name for unit in units_of(record))
    return column.text(record)


def _look(checked, table, plan, past, names):
    """Find out what becomes of one row."""
    given, row = checked.given, checked.row
    is_dropped = given.drop == "是"
    if given.drop not in ("", "是", "否"):
        checked.faults[DROP] = f"“{given.drop}”看不懂：要删除这一行请填“是”，否则留空。"
    if row is None:
        if any(given.texts.values()) and not given.key and not is_dropped:
            checked.row, checked.fate = table.new(plan), Fate.NEW
            _read(checked, table, names, {f: t for f, t in given.texts.items() if t})
        return
    checked.seen, checked.present = row.version, {c.field: c.text(row) for c in table.columns}
    touched = {f: t for f, t in given.texts.items() if not _is_same(t, checked.present[f])}
    if given.version != str(version_of(row)):
        touched = _untangle(checked, table, past, touched, is_dropped)
    if checked.faults:
        return
    if is_dropped:
        _drop(checked)
    elif touched:
        checked.fate = Fate.CHANGED
        _read(checked, table, names, touched)


def _is_same(text, present):
    """Whether a cell was left alone, be it that personal data was hidden in it on its way out."""
    return text == present or is_masked(text, present)


def _untangle(checked, table, past, touched, is_dropped):
    """Leave alone what only others changed; what both changed is a fault."""
    if not checked.given.version.isdecimal():
        checked.faults[KEY] = "“版本”被改动过，无法确认这一行是否过时。请重新导出再改。"
        return {}
    sent = past.texts(checked, table)
    mine = touched if sent is None else {f: t for f, t in touched.items() if t != sent[f]}
    story = f"此行在导出后已{past.story(checked)}"
    for name in mine:
        now = checked.present[name] or "空"
        checked.faults[name] = f"{story}，现值：{now}。{past.advice}"
    if is_dropped:
        checked.faults[DROP] = f"{story}，没有删除。{past.advice}"
    return {}


def _drop(checked):
    if getattr(checked.row, "statement_id", None):
        checked.faults[DROP] = "此项来自原文里的数字，请到“指标”表格里删除。"
    checked.fate = Fate.DROPPED


def _read(checked, table, names, touched):
    """Turn texts into values of the row and see whether they hold together."""
    found = {}
    group = set(table.group)
    is_grouped = bool(group & touched.keys()) or checked.fate is Fate.NEW
    texts = checked.present | touched
    for column in table.columns:
        if column.field in touched or (is_grouped and column.field in group):
            text = texts.get(column.field, "")
            try:
                found[column.field] = column.read(text, names) if text else column.empty
            except CellError as error:
                checked.faults[column.field] = str(error)
    if checked.faults:
        return
    if table.settle and (is_grouped or not group):
        found, checked.faults = table.settle(checked.row, found)
    _fill(checked, table, found)


def _fill(checked, table, found):
    """Keep what differs from the row, and let the row check itself."""
    checked.values = {n: value for n, value in found.items() if not _stands(checked.row, n, value)}
    if not checked.values and checked.fate is Fate.CHANGED:
        checked.fate = Fate.SAME
    if checked.faults:
        return
    for name, value in checked.values.items():
        if name != UNITS:
            setattr(checked.row, name, value)
    try:
        editing.check(checked.row)
    except ValidationError as error:
        _blame(checked, table, error.error_dict)


def _stands(row, name, value):
    """Whether a row has a value already; the order of units means nothing."""
    if name != UNITS:
        return getattr(row, name) == value
    return {unit.name for unit in value} == set(_unit_names(row))


def _unit_names(row):
    return [unit.name for unit in row.supporting_units.all()] if row.pk else []


def _blame(checked, table, errors):
    """Put what the row says of itself to its cells; what has none stands at its number."""
    fields = {column.field for column in table.columns}
    for name, found in errors.items():
        words = ["不能空着，请填写。" if e.code in EMPTY else "".join(e.messages) for e in found]
        checked.faults[name if name in fields else KEY] = "".join(words)

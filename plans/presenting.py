"""Rows enter, what a page shows of them leaves: figures in natural units, cards, unknown fields."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from indicators.models import Comparator, School
from indicators.numbers import plain
from plans.extraction.repair import kinds
from plans.models import Reviewed, ReviewState, Statement
from plans.quoting import Quote, emphasised

YI, WAN = Decimal(100_000_000), Decimal(10_000)
HUNDREDTHS, DECIMALS = Decimal("0.01"), Decimal("0.0001")
"""Four decimals of 亿 or 万 are the figures that people write; the exact value is kept beside."""

SIGNS = {
    Comparator.AT_LEAST: "≥",
    Comparator.AT_MOST: "≤",
    Comparator.ABOUT: "≈",
}

FILES = {
    "text/plain": "文本",
    "text/html": "网页",
    "application/pdf": "PDF",
    "application/msword": "Word（doc）",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.ms-works": "WPS",
}
"""Media types in words."""
SCRIPTS = {"hans": "简体", "hant": "繁体", "mixed": "繁简混用"}

REMOVALS = {
    kinds.INVISIBLE: "不可见字符",
    kinds.ENTITY: "网页代码残留",
    kinds.MARKUP: "网页标签残留",
    kinds.PINYIN: "夹注拼音",
    kinds.DAMAGE: "受损文字还原",
    kinds.SPACE: "多余空白",
    kinds.BRACKET: "文号括号还原",
    kinds.LINE_BREAK: "断行调整",
    kinds.TERM: "用语还原",
    kinds.NAVIGATION: "网页导航文字",
    kinds.NOTICE: "网站声明文字",
    kinds.ADVERT: "广告与关键词堆砌",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A value as people write it: 4.4 亿元, with the exact number beside."""

    sign: str
    word: str
    number: str
    unit: str
    exact: str

    def __str__(self):
        return f"{self.sign}{self.number}{self.unit}"

    @property
    def bare(self):
        """The value without its comparator, for where the word is said beside it."""
        return f"{self.number}{self.unit}"


@dataclass(frozen=True, slots=True)
class Card:
    """A record as a page shows it; ``missing`` names what was not found and is needed.

    ``row`` is there where a person decides on the record; other records are found or dropped.
    ``suggestion`` is an indicator that it may measure.
    """

    key: str
    kind: str
    kind_name: str
    start: int | None
    end: int | None
    title: str
    figure: Figure | None = None
    facts: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    quote: Quote | None = None
    row: Reviewed | None = None
    school: School | None = None
    is_dropped: bool = False
    is_doubtful: bool = False
    suggestion: object = None
    to_check: str = ""

    @property
    def label(self):
        """What a pointer resting on the mark is told."""
        return f"{self.kind_name}：{self.title} {self.figure or ''}".strip()

    @property
    def marked_as(self):
        """Classes of its marks: the kind, and what was decided."""
        state = f" is-{self.state}" if self.state else ""
        return f"{self.kind}{state}{' is-doubtful' if self.is_doubtful else ''}"

    @property
    def state(self):
        """What was decided about it; empty where it stands as it was found."""
        if self.row:
            return self.row.state
        return ReviewState.REJECTED if self.is_dropped else ""

    @property
    def suggestible(self):
        """A named level that no indicator of the catalogue is chosen for."""
        row = self.row
        is_bare = self.kind == "statement" and row.indicator_id is None and row.indicator_name
        return bool(is_bare) and row.comparator != Comparator.CHANGE

    @property
    def said(self):
        """All its words, to be searched."""
        return f"{self.title}{self.figure or ''}{''.join(self.quote or ())}"

    @property
    def unknown(self):
        """The fields that nothing was found for, in one line."""
        return "、".join(self.missing)


def brief(value):
    """A reckoned value to two decimals; to more where nothing would be left of it."""
    short = value.quantize(HUNDREDTHS, ROUND_HALF_UP)
    return plain(short if short or not value else value)


def figure(row):
    """The value of a statement in the unit that people would use."""
    if row.unit == "比" and row.value_high is not None:
        ratio = f"{plain(row.value)}:{plain(row.value_high)}"
        return Figure(SIGNS.get(row.comparator, ""), _word(row), ratio, "", ratio)
    scale, prefix = _scale(row)
    values = [abs(v) if row.comparator == Comparator.CHANGE else v for v in _values(row)]
    number = "–".join(plain((v / scale).quantize(DECIMALS) if scale != 1 else v) for v in values)
    exact = "–".join(map(plain, values)) + row.unit
    return Figure(SIGNS.get(row.comparator, ""), _word(row), number, prefix + row.unit, exact)


def amount(value):
    """A sum of money in yuan as people write it: 4.4 亿元."""
    for scale, prefix in ((YI, "亿"), (WAN, "万")):
        if abs(value) >= scale:
            number = plain((value / scale).quantize(DECIMALS))
            return Figure("", "", number, f"{prefix}元", f"{plain(value)}元")
    return Figure("", "", plain(value), "元", f"{plain(value)}元")


def _values(row):
    return [v for v in (row.value, row.value_high) if v is not None]


def _scale(row):
    """Divisor and its word: money from 10,000 on is read in 万 and 亿, all else as it is."""
    if row.unit == "元":
        for scale, prefix in ((YI, "亿"), (WAN, "万")):
            if min(map(abs, _values(row))) >= scale:
                return scale, prefix
    return Decimal(1), ""


def _word(row):
    """The comparator in a word; nothing for a plain value."""
    if row.comparator == Comparator.CHANGE:
        return "减少" if row.value < 0 else "增加"
    return "" if row.comparator == Comparator.EXACTLY else Comparator(row.comparator).label


def statement_card(row, *, quote=None, is_doubtful=False, suggestion=None):
    """Card of a quantified statement, with who must reach it by when as its task says."""
    missing = tuple(lacking(row))
    known = {
        "计量对象": row.per,
        "范围": row.scope,
        "地区": row.region.name if row.region_id else "",
        "学校": row.school.name if row.school_id else "",
        "目录指标": row.indicator.name if row.indicator_id else "",
        **(task_facts(row.task) if row.task_id else {}),
    }
    head = [("", row.get_nature_display()), ("", f"{row.year}年" if row.year else "")]
    return Card(
        key=row.key,
        kind="funding" if row.is_money else "statement",
        kind_name="经费" if row.is_money else "指标",
        start=row.start,
        end=row.end,
        title=row.indicator_name or "未识别",
        figure=figure(row),
        facts=tuple(fact for fact in (*head, *known.items()) if fact[1]),
        missing=missing,
        quote=quote or emphasised(row.quote, row.text),
        row=row,
        is_doubtful=is_doubtful or bool(missing),
        suggestion=suggestion,
        to_check=row.to_check if row.is_open else "",
    )


DATED = {Statement.Nature.TARGET, Statement.Nature.ACTUAL, Statement.Nature.BASELINE}
"""Natures that say nothing without a year: a standard or a reference may hold at any time."""


def lacking(row):
    """Names of the fields without which a statement cannot be used."""
    if not row.indicator_name:
        yield "文中指标"
    if not row.unit:
        yield "单位"
    if not row.year and row.nature in DATED:
        yield "年度"


def task_facts(row):
    """Who must do a task by when, by the name of the field."""
    return {
        "牵头": row.lead_unit.name if row.lead_unit_id else "",
        "配合": "、".join(unit.name for unit in row.supporting_units.all()),
        "时限": f"{row.due_on:%Y-%m-%d}" if row.due_on else "",
    }


def task_card(row, heading, *, is_doubtful=False):
    """Card of an item of the outline; ``heading`` is the source span of its number and title."""
    start, end = heading or (None, None)
    return Card(
        key=row.key,
        kind="task",
        kind_name="任务",
        start=start,
        end=end,
        title=str(row),
        facts=tuple(fact for fact in task_facts(row).items() if fact[1]),
        row=row,
        is_doubtful=is_doubtful,
    )


def duty_card(row, *, is_dropped=False):
    """Card of a passage that makes units responsible."""
    supporting = "、".join(unit.name for unit in row.supporting_units.all())
    return Card(
        key=row.key,
        kind="duty",
        kind_name="责任",
        start=row.start,
        end=row.end,
        title=row.lead_unit.name,
        facts=(("配合", supporting),) if supporting else (),
        is_dropped=is_dropped,
        quote=Quote(row.quote),
    )


def deadline_card(row, *, is_dropped=False):
    """Card of a passage that bounds time."""
    return Card(
        key=row.key,
        kind="deadline",
        kind_name="时限",
        start=row.start,
        end=row.end,
        title=f"{row.due_on:%Y-%m-%d}" if row.due_on else "未识别",
        facts=(("精度", row.get_precision_display()),),
        missing=() if row.due_on else ("年份",),
        is_dropped=is_dropped,
        quote=Quote(row.quote),
    )


def school_card(row, places, *, is_dropped=False):
    """Card of a school with the places that name it."""
    start, end = places[0] if places else (None, None)
    return Card(
        key=f"g{row.pk}",
        kind="school",
        kind_name="学校",
        start=start,
        end=end,
        title=row.name,
        facts=(("出现", f"{len(places)} 处"),) if len(places) > 1 else (),
        school=row,
        is_dropped=is_dropped,
    )


def removal_counts(removals: Iterable[tuple[str, int, int]]):
    """What repair took out or rewrote: name of the kind, how often, characters; most first."""
    found: dict[str, list[int]] = {}
    for kind, start, end in removals:
        counted = found.setdefault(removal_name(kind), [0, 0])
        counted[0] += 1
        counted[1] += end - start
    ordered = sorted(found.items(), key=lambda item: -item[1][0])
    return [(name, times, characters) for name, (times, characters) in ordered]


def removal_name(kind):
    """A kind of removal in Chinese."""
    return REMOVALS.get(kind, kind)

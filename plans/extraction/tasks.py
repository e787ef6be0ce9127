"""An article with its duties and deadlines enters, its tasks leave: outline, tables, calendars."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from plans.extraction.schema import Article, Deadline, Duty, Task
from plans.extraction.tables import Row, Table
from plans.extraction.units import split_units

TITLE_LIMIT = 40

_AHEAD = re.compile(r"下一?步|打算|今后|明年|努力方向|(?:计划|安排|要点|思路|建议|规划|方案)$")
_BACK = re.compile(
    r"(?:回顾|总结|汇报|(?:开展|完成|进展|落实|执行|基本|工作|运行|总体)情况)$"
    r"|取得的?.{0,6}(?:成绩|成效|成果|进展)|(?:工作|主要|突出)(?:成绩|成效|亮点|做法)|^(?:过去|去年)"
)
_TROUBLE = re.compile(
    r"存在的?.{0,6}(?:问题|不足|困难|差距|短板)|面临的?.{0,4}(?:形势|挑战|困难)|原因分析"
    r"|^(?:主要|突出|当前)?的?(?:问题|不足|困难|差距)(?:[与和及].{0,10})?$"
)
_PREAMBLE = re.compile(
    r"^(?:指导思想|总体(?:要求|思路)|工作思路|基本原则|(?:活动|编制)?(?:目的|背景|意义|依据)|(?:形势|现状|校情|园情)分析"
    r"|.{0,8}(?:基本情况|现状分析)|.{0,12}领导小组(?:名单|成员|组成人员)?|组织机构|前言|引言)"
    r"(?:[和与及、].{0,12})?$"
)
_PAPER = re.compile(r"(?:表|名单|方案|办法|细则|清单|通知|指南|模板|标准)$")
"""What a list of attachments names; it is enclosed, not to be done."""
_COMMAND = re.compile(
    r"^(?:要|认真|继续|切实)?"
    r"(?:做好|加强|抓好|开展|完善|推进|解决|落实|建立|搞好|进行|收[交集缴]|上交|撰写|写好|召开|组织(?!机构)|报送|上报|评选|迎接"
    r"|[^，。]{2,20}，(?!存在))"
)
_CLAUSE_END = re.compile(r"[，。；：\t\n]")


def find_tasks(
    article: Article, duties: tuple[Duty, ...], deadlines: tuple[Deadline, ...]
) -> tuple[Task, ...]:
    """The items of the outline that say what to do, and the rows of breakdown tables, in order.

    An item that only holds others stands before them with its own text; what looks back (工作回顾,
    存在的问题) or only introduces (指导思想) is left out with all it holds.
    """
    return _Finder(article, duties, deadlines).tasks()


Found = TypeVar("Found", Duty, Deadline)


@dataclass(frozen=True, slots=True)
class _Places(Generic[Found]):
    """Records in order of their place in the source."""

    records: Sequence[Found]
    starts: Sequence[int]

    @classmethod
    def of(cls, records: Sequence[Found]) -> "_Places[Found]":
        ordered = sorted(records, key=lambda r: r.span)
        return cls(ordered, [r.span[0] for r in ordered])

    def within(self, start: int, end: int) -> Sequence[Found]:
        """The records that begin in a stretch of the source."""
        return self.records[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


class _Finder:
    """One article, with what was found in it at hand by place."""

    def __init__(
        self, article: Article, duties: Sequence[Duty], deadlines: Sequence[Deadline]
    ) -> None:
        self.article = article
        self.value = article.text.value
        self.duties = _Places.of(duties)
        self.deadlines = _Places.of(deadlines)
        self.tables = [t for t in article.tables if t.has("task")]

    def tasks(self) -> tuple[Task, ...]:
        """Tasks of the outline and of the tables, in order of place."""
        skipped = _skipped(self.article)
        found = [self._item(i) for i in self._kept(skipped)]
        for table in self.tables:
            holder = self._holder(table.start)
            if holder is None or not skipped[holder]:
                found += self._rows(table, holder)
        return tuple(sorted((t for t in found if t.text), key=lambda t: t.span))

    def _kept(self, skipped: list[bool]) -> list[int]:
        """Sections that are tasks; an attachment only where it holds some."""
        kept: list[int] = []
        holding = {self._holder(table.start) for table in self.tables}
        for index in range(len(skipped) - 1, -1, -1):
            section = self.article.sections[index]
            attached = section.number.startswith("附")
            if skipped[index] or (attached and index not in holding):
                continue
            kept.append(index)
            if section.parent is not None:
                holding.add(section.parent)
        return kept

    def _holder(self, position: int) -> int | None:
        """Index of the innermost section around a position."""
        index = bisect_left(self.article.sections, position + 1, key=lambda s: s.start) - 1
        above = index if index >= 0 else None
        while above is not None and self.article.sections[above].end <= position:
            above = self.article.sections[above].parent
        return above

    def _item(self, index: int) -> Task:
        section = self.article.sections[index]
        end = self._own_end(index)
        text = self.value[section.title_start : end].rstrip()
        start = section.title_start if text else section.start
        stop = start + len(text) if text else section.title_start
        span, shown = self.article.text.cut(start, stop)
        return Task(
            span=span,
            number=section.number,
            path=self._path(section.parent),
            title=section.title or _first_clause(text) or section.number,
            text=shown,
            units=self._units(index, end),
            due=self._due(index, end),
            depth=section.depth,
        )

    def _own_end(self, index: int) -> int:
        """End of what an item says itself: its first child or its first table ends it."""
        section = self.article.sections[index]
        end = section.end
        if index + 1 < len(self.article.sections):
            end = min(end, self.article.sections[index + 1].start)
        table = bisect_left(self.tables, section.body, key=lambda t: t.start)
        return min(end, self.tables[table].start) if table < len(self.tables) else end

    def _path(self, index: int | None) -> tuple[str, ...]:
        path: list[str] = []
        while index is not None:
            section = self.article.sections[index]
            heading = self.value[section.start : max(section.title_end, section.title_start)]
            path.append(heading.strip())
            index = section.parent
        return tuple(reversed(path))

    def _units(self, index: int, end: int) -> tuple[str, ...]:
        """Units named in the item, else in the nearest heading above that names any."""
        for start, stop in self._stretches(index, end):
            duties = self.duties.within(*self.article.text.span(start, stop))
            if duties:
                return tuple(dict.fromkeys(unit for duty in duties for unit in duty.units))
        return ()

    def _due(self, index: int, end: int) -> str | None:
        """Last day named in the item, else in the nearest heading above (三月：, say)."""
        for start, stop in self._stretches(index, end):
            due = self._last_day(start, stop)
            if due:
                return due
        return None

    def _stretches(self, index: int, end: int) -> Iterator[tuple[int, int]]:
        """What the item says, then the headings above it, inner ones first."""
        sections = self.article.sections
        yield sections[index].start, end
        above = sections[index].parent
        while above is not None:
            yield sections[above].start, sections[above].body
            above = sections[above].parent

    def _last_day(self, start: int, end: int) -> str | None:
        span = self.article.text.span(start, end)
        dates = [d.date for d in self.deadlines.within(*span) if not d.date.startswith("0000")]
        return max(dates, default=None)

    def _rows(self, table: Table, holder: int | None) -> Iterator[Task]:
        path = self._path(holder)
        depth = 0 if holder is None else self.article.sections[holder].depth + 1
        for row in table.rows:
            cells = table.cells(row, "task")
            if not cells:
                continue
            action = [c for c in table.cells(row, "action") if c.start == cells[-1].end + 1]
            end = action[0].end if action else cells[-1].end
            span, shown = self.article.text.cut(cells[0].start, end)
            number = table.cells(row, "number")
            groups = [row.group, *(c.text for c in table.cells(row, "category"))]
            yield Task(
                span=span,
                number=number[0].text if number else "",
                path=path + tuple(dict.fromkeys(g for g in groups if g)),
                title=_first_clause(cells[0].text),
                text=shown,
                units=_row_units(table, row),
                due=self._row_due(table, row),
                depth=depth,
            )

    def _row_due(self, table: Table, row: Row) -> str | None:
        cells = table.cells(row, "due")
        if cells:
            return self._last_day(cells[0].start, cells[-1].end)
        return self._last_day(row.start, row.end)


def _row_units(table: Table, row: Row) -> tuple[str, ...]:
    cells = (*table.cells(row, "lead"), *table.cells(row, "supporting"))
    return tuple(dict.fromkeys(unit for cell in cells for unit in split_units(cell.text)))


def _first_clause(text: str) -> str:
    """What an item without a title is called: its first clause, where that is short."""
    stop = _CLAUSE_END.search(text)
    clause = text[: stop.start()] if stop else text
    return clause if len(clause) <= TITLE_LIMIT else clause[:TITLE_LIMIT] + "…"


def _skipped(article: Article) -> list[bool]:
    """For every section whether it is no task: it looks back, tells of trouble or introduces."""
    root = bool(_BACK.search(article.title)) and not _AHEAD.search(article.title)
    skipped: list[bool] = []
    for section in article.sections:
        above = None if section.parent is None else article.sections[section.parent]
        inherited = root if section.parent is None else skipped[section.parent]
        outlook = _outlook(section.title)
        if above and above.number.startswith("附") and _PAPER.search(section.title):
            outlook = False
        skipped.append(inherited if outlook is None else not outlook)
    return skipped


def _outlook(title: str) -> bool | None:
    """True for a heading that looks ahead, False for one that holds no tasks, None for others."""
    if _COMMAND.match(title):
        return None
    if _BACK.search(title) or _TROUBLE.search(title) or _PREAMBLE.match(title):
        return False
    return True if _AHEAD.search(title) else None

"""Tables typed with bars enter; rows of cells parted by tabs leave."""

import re
from collections.abc import Iterator

from plans.extraction.repair.draft import Draft
from plans.extraction.repair.kinds import MARKUP
from plans.extraction.text import Edit, Span

_BARRED = re.compile(r"^[^\n|]*\|[^\n]*$", re.M)
_OUTER = re.compile(r"[ \u3000]*\|.*\|[ \u3000]*", re.S)
_RULE = re.compile(r"[\s|:：+\-—─=]+")
_BAR = re.compile(r"[ \t\u3000]*\|[ \t\u3000]*")
_LEAST_ROWS = 2
_LEAST_BARS = 2
"""A single bar inside a line parts a title from the name of a site."""


def part_barred_rows(draft: Draft) -> None:
    """Tabs in the place of the bars of two or more lines alike; the rules between them go."""
    value = draft.text.value
    if "|" in value:
        draft.edit(MARKUP, [edit for rows in _runs(value) for edit in _edits(value, rows)])


def _runs(value: str) -> Iterator[list[Span]]:
    """Lines that follow one another and have the same number of bars, enough for a table."""
    run: list[Span] = []
    for line in (match.span() for match in _BARRED.finditer(value)):
        if run and (line[0] != run[-1][1] + 1 or _bars(value, line) != _bars(value, run[-1])):
            yield from _tables(value, run)
            run = []
        run.append(line)
    yield from _tables(value, run)


def _bars(value: str, line: Span) -> int:
    return value.count("|", *line)


def _tables(value: str, run: list[Span]) -> Iterator[list[Span]]:
    rows = [line for line in run if not _RULE.fullmatch(value, *line)]
    if len(rows) >= _LEAST_ROWS and _bars(value, rows[0]) >= _LEAST_BARS:
        yield run


def _edits(value: str, rows: list[Span]) -> Iterator[Edit]:
    for line in rows:
        if _RULE.fullmatch(value, *line):
            yield line[0], min(line[1] + 1, len(value)), ""
        else:
            yield from _row(value, line)


def _row(value: str, line: Span) -> Iterator[Edit]:
    """Bars at both ends of a row go, those between its cells become tabs."""
    outer = bool(_OUTER.fullmatch(value, *line))
    bars = [match.span() for match in _BAR.finditer(value, *line)]
    for start, end in bars:
        at_edge = outer and (start == line[0] or end == line[1])
        yield start, end, "" if at_edge else "\t"

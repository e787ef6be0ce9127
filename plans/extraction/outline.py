"""An article's clean text and the file's headings enter, its outline leaves as sections."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from plans.extraction.marks import Mark, Style, find_marks
from plans.extraction.runs import find_runs
from plans.extraction.schema import Heading, Section
from plans.extraction.text import Text
from plans.extraction.titles import is_specific

LINE_LIMIT = 60
"""A line of its own is a title up to here (two clauses of a heading, as 一、 lines have them)."""
SENTENCE_LIMIT = 40
"""An item's first sentence is its title up to here; longer ones say the task itself."""

_TITLE_END = re.compile(
    r"[。！？；][”’）]?|：|（(?=[^（）\n]{0,10}(?:单位|部门|科室|股室|责任人|负责人|时限|时间)：)"
)
_CANONICAL: dict[Style, float] = {style: rank for rank, style in enumerate(get_args(Style))}


def read_outline(
    text: Text, headings: tuple[Heading, ...], marks: Sequence[Mark] | None = None
) -> tuple[Section, ...]:
    """The items of an article in order, each knowing its parent; tables have no items.

    ``marks`` are those of the text where the caller knows them already.
    """
    marks = _with_runs(text.value, find_marks(text.value) if marks is None else marks)
    marks = _with_headings(text, marks, headings)
    parents, ends = _nest(marks, len(text))
    stops = [mark.start for mark in marks[1:]] + [len(text)]
    sections: list[Section] = []
    places: dict[int | None, int] = {}
    for index, mark in enumerate(marks):
        if mark.style != "closing":
            above = places.get(parents[index])
            depth = 0 if above is None else sections[above].depth + 1
            title = _title(text.value, mark, stops[index])
            places[index] = len(sections)
            sections.append(_section(text.value, mark, title, (ends[index], depth, above)))
    return tuple(sections)


def _section(
    value: str, mark: Mark, title: tuple[int, int, int], place: tuple[int, int, int | None]
) -> Section:
    title_start, title_end, body = title
    end, depth, parent = place
    return Section(
        number=mark.number,
        title=value[title_start:title_end],
        start=mark.start,
        title_start=title_start,
        title_end=title_end,
        body=body,
        end=end,
        depth=depth,
        parent=parent,
    )


def _with_runs(value: str, marks: Sequence[Mark]) -> Sequence[Mark]:
    known = {mark.start for mark in marks}
    more = [mark for mark in find_runs(value) if mark.start not in known]
    return sorted([*marks, *more], key=lambda m: m.start) if more else marks


def _with_headings(
    text: Text, marks: Sequence[Mark], headings: tuple[Heading, ...]
) -> Sequence[Mark]:
    """Headings of the file joined with the marks; the document's own title is no item."""
    if not headings or not len(text):
        return marks
    by_start = {mark.start: mark for mark in marks}
    title_level = 0
    first, last = (bisect_left(headings, at, key=lambda h: h.span[0]) for at in _bounds(text))
    for heading in headings[first:last]:
        start, end = text.within(heading.span)
        if start == 0:
            title_level = heading.level
        if start in by_start:
            by_start[start] = replace(by_start[start], level=heading.level)
        elif start < end and heading.level > title_level and _is_heading_line(text.value, start):
            by_start[start] = Mark(start, start, "heading", "", 0, heading.level)
    return [by_start[start] for start in sorted(by_start)]


def _is_heading_line(value: str, start: int) -> bool:
    """A line below the first that is no row of a table and no document's title."""
    if start == 0 or value[start - 1] != "\n":
        return False
    line_end = value.find("\n", start)
    line = value[start : line_end if line_end >= 0 else len(value)]
    return "\t" not in line and not is_specific(line)


def _bounds(text: Text) -> tuple[int, int]:
    return text.starts[0], text.ends[-1]


def _nest(marks: Sequence[Mark], length: int) -> tuple[list[int | None], list[int]]:
    """For every mark the index of the one that holds it, and where its item ends."""
    ranks = _ranks(marks)
    parents: list[int | None] = []
    ends = [length] * len(marks)
    stack: list[int] = []
    for index, mark in enumerate(marks):
        kept = _kept([marks[i] for i in stack], mark, ranks)
        while len(stack) > kept:
            ends[stack.pop()] = mark.start
        parents.append(stack[-1] if stack else None)
        if mark.style != "closing":
            stack.append(index)
    return parents, ends


def _kept(open_marks: Sequence[Mark], mark: Mark, ranks: dict[Style, float]) -> int:
    """How many of the open items still hold when ``mark`` opens."""
    kept = len(open_marks)
    if mark.style == "heading":
        while kept and (open_marks[kept - 1].level or 99) >= (mark.level or 0):
            kept -= 1
        return kept
    peers = [i for i, open_mark in enumerate(open_marks) if open_mark.style == mark.style]
    if peers:
        return _kept_among_peers(open_marks, mark, peers)
    while kept and open_marks[kept - 1].style != "heading":
        if ranks[open_marks[kept - 1].style] < ranks[mark.style]:
            break
        kept -= 1
    return 0 if mark.style in ("closing", "attachment") else kept


def _kept_among_peers(open_marks: Sequence[Mark], mark: Mark, peers: list[int]) -> int:
    """Items of one style are siblings, but 一、 right below a heading 一、 opens a list in it."""
    innermost = open_marks[peers[-1]]
    first = mark.value == 1 and mark.style != "month"
    if first and mark.start - innermost.end <= SENTENCE_LIMIT and len(peers) == 1:
        return peers[-1] + 1 if open_marks[-1] is innermost else peers[-1]
    carried_on = [i for i in peers if open_marks[i].value + 1 == mark.value]
    return carried_on[-1] if carried_on else peers[-1]


def _ranks(marks: Sequence[Mark]) -> dict[Style, float]:
    """The usual order of styles, turned round where this document nests two the other way.

    An inner list starts again under every outer item: where the usual outer style (一、) keeps
    starting again and a usual inner one (1.) that came first runs on, they have changed places.
    """
    ranks = dict(_CANONICAL)
    values: dict[Style, list[int]] = {}
    for mark in marks:
        values.setdefault(mark.style, []).append(mark.value)
    restarts = {style: _restarts(numbers) for style, numbers in values.items()}
    order = list(values)
    for position, inner in enumerate(order):
        for later in order[position + 1 :]:
            turned = restarts[later] >= 1 and restarts[inner] == 0 and len(values[inner]) >= 2
            if turned and ranks[later] < ranks[inner] and "closing" not in (inner, later):
                ranks[later] = ranks[inner] + 0.5
    return ranks


def _restarts(numbers: list[int]) -> int:
    return sum(1 for number in numbers[1:] if number == 1)


def _title(value: str, mark: Mark, following: int) -> tuple[int, int, int]:
    """Start and end of an item's title and where the text after it begins."""
    line_end = value.find("\n", mark.end, following)
    line_end = following if line_end < 0 else line_end
    stop = _TITLE_END.search(value, mark.end, line_end)
    if stop is None:
        end = line_end if line_end - mark.end <= LINE_LIMIT else mark.end
        return mark.end, end, end
    if stop.start() - mark.end > SENTENCE_LIMIT:
        return mark.end, mark.end, mark.end
    return mark.end, stop.start(), stop.start() if stop.group() == "（" else stop.end()

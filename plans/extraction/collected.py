"""Clean text enters, where the documents of a collection page start leaves (篇1 …, 范文二：…)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from plans.extraction.marks import Mark, Style
from plans.extraction.numerals import chinese_integer
from plans.extraction.titles import NUMERAL, is_specific, is_title

LISTED = 60
"""Characters after a mark up to which it only lists a document (contents, related pages)."""
BODY = 150
"""What the median document of a collection has at least; a notice of one paragraph reaches it."""
REST = 80
"""A longer line after a mark is the document's text, not its title."""
SMALL_SHARE = 0.25
"""A run of marks with less than this share of the largest run's text is a list at head or foot."""

_OPEN, _CLOSE = r"[（(【\[〖《]?", r"[）)】\]〗》：:、.．，,—-]{0,3}"
_WORD = "(?:篇|范文|例文|范本|样本|模板|[Pp]art|PART)"
_MARKED = re.compile(
    rf"""^[^\w\s（(【\[〖《]{{0,3}}{_OPEN}
        (?:第(?P<ordinal>{NUMERAL})篇
        |(?P<title>[^\n，。；：:]{{4,30}}?)?{_WORD}{_OPEN}(?P<cardinal>{NUMERAL}))(?P<after>{_CLOSE})""",
    re.M | re.X,
)
"""第3篇 and 篇三 open a line."""
# (?=…) names what the pattern begins with: nothing is tried elsewhere
_BROKEN = re.compile(
    rf"""(?=[第篇【〖])(?:
    (?<=[。！？”…])(?:第(?P<ordinal>{NUMERAL})篇|篇(?P<cardinal>{NUMERAL}))[：:]
    |[【〖](?:第(?P<boxed>{NUMERAL})篇|篇(?P<box>{NUMERAL}))[】〗：:]
    |(?:(?<=计划|总结|要点|方案|报告|汇报|小结|讲话|规划|心得|体会|范文|模板|精选)|(?<=[）)]))
     篇(?P<trailing>{NUMERAL}))""",
    re.X,
)
"""Marks that are sure enough inside a line, where the page's line breaks were lost."""
_ORNAMENT = re.compile(r"[^\w（）()]+|（[^（）]*）|\([^()]*\)")
_TRAILING = re.compile(
    r"^(?P<title>[^\n]{4,60}?)[（(【\[]?"
    rf"(?:第(?P<ordinal>{NUMERAL})篇|(?P<word>篇|范文|例文|模板|之)?(?P<cardinal>{NUMERAL}))"
    r"[）)】\]]?[：:]?$",
    re.M,
)


_NUMBERS = ("ordinal", "cardinal", "boxed", "box", "trailing")


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that may open a document, and the characters from its end to the next such line."""

    start: int
    end: int
    number: int
    length: int = 0


def find_collected(value: str, marks: list[Mark]) -> list[Opening]:
    """The lines that open the documents of a collection; none where the text is no collection."""
    for openings in (_marked(value, marks), _trailing(value), _listed(value, marks)):
        settled = _settle(openings, len(value))
        if len(settled) >= 2:
            return settled
    return []


def _settle(openings: Iterable[Opening], length: int) -> list[Opening]:
    """Without entries of contents, repeated titles and lists of related pages."""
    measured = _measured(_without_repeats(_measured(list(openings), length)), length)
    bodies = _measured([o for o in measured if o.length > LISTED], length)
    runs = _runs(bodies)
    largest = max((sum(o.length for o in run) for run in runs), default=0)
    kept = [o for run in runs if sum(x.length for x in run) >= SMALL_SHARE * largest for o in run]
    return kept if kept and median(o.length for o in kept) >= BODY else []


def _measured(openings: list[Opening], length: int) -> list[Opening]:
    stops = [o.start for o in openings[1:]] + [length]
    return [replace(o, length=stop - o.end) for o, stop in zip(openings, stops, strict=False)]


def _without_repeats(openings: list[Opening]) -> list[Opening]:
    """Of a title line that the page shows twice the first stays."""
    kept = openings[:1]
    for before, opening in pairwise(openings):
        if before.length > LISTED or before.number != opening.number:
            kept.append(opening)
    return kept


def _runs(openings: list[Opening]) -> list[list[Opening]]:
    runs: list[list[Opening]] = []
    for opening in openings:
        if not runs or opening.number <= runs[-1][-1].number:
            runs.append([])
        runs[-1].append(opening)
    return runs


def _marked(value: str, marks: list[Mark]) -> list[Opening]:
    """Lines that open with 第3篇, 篇三：, 范文3, 工作计划范文3：; marks inside broken lines."""
    openings: dict[int, Opening] = {}
    sure = 0
    for match in _MARKED.finditer(value):
        rest = value[match.end() : _line_end(value, match.end())]
        if _opens(match, rest):
            sure += bool(match["after"]) or not _ORNAMENT.sub("", rest) or is_title(rest)
            end = match.end() + (len(rest) if len(rest) <= REST else 0)
            openings[_numeral(match)] = Opening(match.start(), end, _number(match))
    for match in _BROKEN.finditer(value):
        if _numeral(match) not in openings:
            sure += 1
            start = _line_start(value, match.start())
            openings[_numeral(match)] = Opening(start, match.end(), _number(match))
    found = sorted(openings.values(), key=lambda o: o.start)
    return found if 2 * sure >= len(found) and not _is_book(found, marks) else []


def _opens(match: re.Match[str], rest: str) -> bool:
    """A title before the mark must be one; without 】 or ： the line after the mark stays short."""
    if match["title"] and not (match["after"] and is_title(match["title"])):
        return False
    return bool(match["after"]) or (len(rest) <= REST and "。" not in rest)


def _is_book(found: list[Opening], marks: list[Mark]) -> bool:
    """第一篇, 第二篇 of one long plan: the chapters run on from part to part."""
    chapters = [m for m in marks if m.style == "chapter"]
    firsts = [next((c.value for c in chapters if c.start > o.start), 1) for o in found[:3]]
    return any(value > 1 for value in firsts[1:])


def _trailing(value: str) -> Iterator[Opening]:
    """Titles that end in a number: …工作计划篇1, …工作总结（二）, …方案3.

    A bare number counts only where two or more lines have the same title before it.
    """
    found = [m for m in _TRAILING.finditer(value) if is_title(m["title"])]
    shared = Counter(m["title"] for m in found)
    for match in found:
        if match["word"] or match["ordinal"] or shared[match["title"]] > 1:
            yield Opening(match.start(), match.end(), _number(match))


def _listed(value: str, marks: list[Mark]) -> list[Opening]:
    """Items that name a document each, when 一、 starts again below every one of them."""
    styles: tuple[Style, ...] = ("han", "bracketed", "arabic")
    for style in styles:
        openings = [
            Opening(mark.start, mark.end, mark.value)
            for mark, below in zip(marks, _below(marks, style), strict=True)
            if mark.style == style and below and is_specific(_line(value, mark))
        ]
        if len(openings) >= 2:
            return openings
    return []


def _below(marks: list[Mark], style: Style) -> list[bool]:
    """For every mark whether the next one of its style or of 一、 is an 一、 that starts anew."""
    restarts = False
    result = []
    for mark in reversed(marks):
        result.append(restarts)
        if mark.style in ("han", style):
            restarts = mark.style == "han" and mark.value == 1
    return result[::-1]


def _line(value: str, mark: Mark) -> str:
    return value[mark.end : _line_end(value, mark.end)]


def _line_end(value: str, start: int, reach: int = 200) -> int:
    """End of the line, looked for no further than ``reach`` (a page may be one single line)."""
    stop = min(len(value), start + reach)
    end = value.find("\n", start, stop)
    return stop if end < 0 else end


def _line_start(value: str, position: int) -> int:
    """Start of the line where it is near (a title stands before the mark), else the position."""
    near = max(0, position - REST)
    start = value.rfind("\n", near, position) + 1
    return start or (0 if near == 0 else position)


def _group(match: re.Match[str]) -> str:
    """Name of the group that holds the number."""
    return next(name for name in _NUMBERS if match.groupdict().get(name))


def _numeral(match: re.Match[str]) -> int:
    return match.start(_group(match))


def _number(match: re.Match[str]) -> int:
    numeral = match[_group(match)]
    return int(numeral) if numeral.isdecimal() else chinese_integer(numeral) or 0

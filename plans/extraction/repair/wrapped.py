"""A text whose lines were all broken at one width enters; its paragraphs leave whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from plans.extraction.repair.draft import Draft
from plans.extraction.repair.kinds import LINE_BREAK
from plans.extraction.repair.lines import ITEM
from plans.extraction.text import Edit

_NARROW, _WIDE = 40, 96
"""Columns of such lines, a Chinese character taking two: old boards had 80, mails 72 to 76."""
_RAGGED = 4
"""Columns by which a full line may stay behind: a mark or a figure that did not fit."""
_LEAST_LINES, _FULL_SHARE, _PROSE_SHARE = 6, 0.4, 0.5
"""Paragraphs of two and a half lines have 0.6 full ones; lists of names have no punctuation."""
_ENDED_SHARE = 0.4
"""Full lines that end with a sentence: of lines broken anywhere one in ten, of verses most."""
_BREAK = re.compile(r"\n+")
_INDENTED = re.compile(r"[ \t\u3000]")
_APART = re.compile(rf"{ITEM}|第.{{1,4}}[章节条]|[·●◆■▪※★—-]")
_CELLS = re.compile(r"\t|\||\S {2,}\S|\S\u3000+\S")
_PROSE = re.compile("[，。、；,]")
_ENDED = "。！？；：!?;:”）"
_WIDE_FROM = "\u2e80"


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    widths: tuple[int, int]
    """In columns, and with two columns for each character: both ways of breaking are met."""
    after_blank: bool


def unwrap_lines(draft: Draft) -> None:
    """Join lines that a fixed width broke, within paragraphs set off by indent or blank line."""
    value = draft.text.value
    lines = list(_lines(value))
    if len(lines) < _LEAST_LINES:
        return
    full = max((_full_lines(lines, way) for way in (0, 1)), key=len)
    if _is_wrapped(lines, full):
        draft.edit(LINE_BREAK, list(_joins(lines, set(full))))


def _lines(value: str) -> Iterator[_Line]:
    """Lines that are not blank; nothing behind one wider than such texts have."""
    breaks = [match.span() for match in _BREAK.finditer(value)]
    # Where carriage returns became line breaks of their own every break has two.
    single = min((end - start for start, end in breaks), default=1)
    start, after_blank = 0, False
    for end, following in [*breaks, (len(value), len(value))]:
        text = value[start:end].rstrip()
        if len(text) > _WIDE:
            yield _Line(start, end, "", (2 * len(text), 2 * len(text)), after_blank)
            return
        if text:
            width = len(text) + sum(character >= _WIDE_FROM for character in text)
            yield _Line(start, start + len(text), text, (width, 2 * len(text)), after_blank)
        after_blank = following - end > single or not text
        start = following


def _full_lines(lines: list[_Line], way: int) -> list[_Line]:
    widest = max(line.widths[way] for line in lines)
    if not _NARROW <= widest <= _WIDE:
        return []
    return [line for line in lines if line.widths[way] >= widest - _RAGGED]


def _is_wrapped(lines: list[_Line], full: list[_Line]) -> bool:
    if not full or len(full) < _FULL_SHARE * len(lines):
        return False
    prose = sum(_PROSE.search(line.text) is not None for line in full)
    ended = sum(line.text.endswith(tuple(_ENDED)) for line in full)
    return prose >= _PROSE_SHARE * len(full) and ended <= _ENDED_SHARE * len(full)


def _joins(lines: list[_Line], full: set[_Line]) -> Iterator[Edit]:
    for line, after in pairwise(lines):
        if line not in full or after.after_blank:
            continue
        if _INDENTED.match(after.text) or _APART.match(after.text):
            continue
        if _CELLS.search(line.text.strip()) or _CELLS.search(after.text):
            continue
        touching = line.text[-1] + after.text[0]
        words = touching.isascii() and touching.isalpha()
        yield line.end, after.start, " " if words else ""

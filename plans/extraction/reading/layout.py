"""Printed lines with their places enter, paragraphs leave; heads, feet and page numbers are out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line; places in points from the top left corner of its page.

    ``opening`` is the width of what it begins with and nobody would break.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    opening: float

    @property
    def size(self) -> float:
        """Height of the type."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page from top to bottom; ``ruled`` where lines are drawn on it."""

    lines: list[Line]
    width: float
    height: float
    ruled: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """Margins of the type area, size, pitch and character width of the body type, file-wide."""

    left: float
    right: float
    size: float
    pitch: float
    em: float
    indents: tuple[int, ...]


EDGE = 3
"""Lines at the head and at the foot of a page that may be its furniture."""
PAGE_NUMBER = re.compile(
    r"[-—–―－·•~\s]{0,4}(?:第\s?)?[\dⅰ-ⅹⅠ-Ⅻ]{1,4}\s?(?:页)?[-—–―－·•~\s]{0,4}"
    r"|第\s?[\d一二三四五六七八九十]{1,4}\s?页[，,\s/]{0,3}共\s?[\d一二三四五六七八九十]{1,4}\s?页"
    r"|(?:Page\s)?\d{1,4}\s?(?:/|of)\s?\d{1,4}",
    re.I,
)
ITEM = re.compile(
    r"[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,3}[、.．)）](?!\d)"
    r"|[①-⑳⑴-⒇]|第[一二三四五六七八九十百\d]{1,4}[条章节篇部]|附件|附：|抄送|主送"
)
UNBREAKABLE = re.compile(
    r"[“‘（《〔「]*(?:[A-Za-z0-9.,:%+-]+|.)(?:[，。；：、？！”’）》〕」]+(?:[“‘（《〔「]+.|[A-Za-z0-9.%]+)?)?"
)
CLOSED = re.compile(r"[。！？；：…][”’）)》」』]?$")
TAIL = 120
"""Characters at the end of a paragraph in which an open bracket still waits for its end."""
OPEN = re.compile(r"《[^》]*$|（[^）]*$|“[^”]*$|〔[^〕]*$")


def without_furniture(pages: list[Page]) -> list[list[Line]]:
    """Lines of each page without page numbers and without heads and feet that pages share."""
    edges = [edge_lines(page) for page in pages]
    seen = Counter(key for lines in edges for key in {signature(line) for line in lines})
    needed = 2 if len(pages) < 4 else max(3, len(pages) // 3)
    return [
        [
            line
            for line in page.lines
            if line not in edge
            or not (PAGE_NUMBER.fullmatch(line.text) or seen[signature(line)] >= needed)
        ]
        for page, edge in zip(pages, edges, strict=True)
    ]


def edge_lines(page: Page) -> list[Line]:
    """The first and last lines of a page that lie in its outer eighths."""
    ordered = sorted(page.lines, key=lambda line: line.top)
    head = [line for line in ordered[:EDGE] if line.bottom < page.height / 8]
    return head + [line for line in ordered[-EDGE:] if line.top > page.height * 7 / 8]


def signature(line: Line) -> tuple[str, int]:
    """What a running head has in common on all pages: its text but for numbers, and its height."""
    return re.sub(r"\d+", "#", line.text), round(line.top / 6)


def frame_of(lines: Iterable[Line]) -> Frame:
    """Type area of a file: where most lines begin, how far nearly all reach, the usual size."""
    known = list(lines)
    if not known:
        return Frame(0, 0, 0, 0, 0, ())
    rights = sorted(line.right for line in known)
    longest = rights[int(len(rights) * 0.9)]
    lefts = Counter(round(line.left) for line in known)
    usual = [at for at, count in lefts.items() if count >= 0.05 * len(known)]
    left = min(usual or lefts)
    steps = [b.top - a.top for a, b in pairwise(known) if b.top > a.top] or [0]
    widths = [(line.right - line.left) / ems(line.text) for line in known]
    size = median(line.size for line in known)
    em = max(size, median(widths))
    return Frame(left, longest, size, median(steps), em, tuple(usual))


def ems(text: str) -> float:
    """Width of a text in Chinese characters."""
    return sum(0.55 if character.isascii() else 1.0 for character in text) or 1.0


def paragraphs(lines: Iterable[Line], frame: Frame) -> Iterator[str]:
    """Join the lines that belong to one paragraph."""
    text = ""
    before: Line | None = None
    for line in lines:
        if before is not None and continues(text, before, line, frame):
            text = glued(text, line.text)
        else:
            if text:
                yield text
            text = line.text
        before = line
    if text:
        yield text


def continues(text: str, before: Line, line: Line, frame: Frame) -> bool:
    """Whether a line goes on with the paragraph that the line before belongs to."""
    if abs(before.size - line.size) > 0.15 * max(before.size, line.size):
        return False
    if OPEN.search(text[-TAIL:]) and not ITEM.match(line.text):
        return True
    if is_display(before, frame) and is_display(line, frame):
        return not CLOSED.search(text[-TAIL:]) and not ITEM.match(line.text)
    if stands_alone(before, frame):
        return False
    if is_short(before, line, frame) or line.top - before.top > 1.3 * frame.pitch:
        return False
    if CLOSED.search(text[-TAIL:]) and ITEM.match(line.text):
        return False
    return not begins_indented(text, before, line)


def stands_alone(line: Line, frame: Frame) -> bool:
    """Whether a line is centred or set to the right, at a place where few others begin."""
    if any(abs(line.left - indent) < 1.5 for indent in frame.indents):
        return False
    left, right = line.left - frame.left, frame.right - line.right
    centred = min(left, right) > frame.em and abs(left - right) < 0.6 * frame.em
    return centred or left > 4 * frame.em


def is_short(before: Line, line: Line, frame: Frame) -> bool:
    """Whether a line ends though what the next one begins with would still have fitted."""
    return before.right + line.opening + 0.8 * frame.em < frame.right


def opening_of(text: str) -> str:
    """What a line begins with and nobody would break: a character or number with its signs."""
    unit = UNBREAKABLE.match(text)
    return unit.group() if unit else text[:1]


def begins_indented(text: str, before: Line, line: Line) -> bool:
    """Whether the line's indent, against the line before, begins a paragraph."""
    step = line.left - before.left
    if step > 0.8 * line.size:
        return True
    return (
        abs(step) <= 0.8 * line.size
        and bool(CLOSED.search(text[-TAIL:]))
        and bool(ITEM.match(line.text))
    )


def is_display(line: Line, frame: Frame) -> bool:
    """Whether a line is large and evenly set, as a title broken over lines is."""
    even = abs((line.left - frame.left) - (frame.right - line.right)) < 1.2 * line.size
    return even and line.size > 1.15 * frame.size


def glued(text: str, more: str) -> str:
    """Two lines as one: a space only between Latin words, a hyphen at the break goes."""
    latin = text[-1].isascii() and more[0].isascii() and text[-1].isalnum() and more[0].isalpha()
    return f"{text} {more}" if latin else text + more

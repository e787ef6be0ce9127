"""What stands between the stages: frozen records, each with its span in the source."""

from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from plans.extraction.tables import Table
from plans.extraction.text import Span, Text

Kind = Literal["plan", "report", "speech", "notice", "article", "news"]
Level = Literal["national", "province", "prefecture", "county", "township", "school", "unknown"]
Comparator = Literal["exactly", "at_least", "at_most", "about", "between", "change"]
Nature = Literal["target", "actual", "baseline", "standard", "reference"]
Category = Literal["indicator", "funding"]
Precision = Literal["day", "ten_days", "month", "quarter", "half_year", "year"]
Script = Literal["hans", "hant", "mixed"]


class ReadError(Exception):
    """The bytes cannot become text; the message says in Chinese what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something doubtful that a reviewer must see; ``span`` is None where it has no one place."""

    stage: str
    message: str
    span: Span | None = None


class Removal(NamedTuple):
    """A stretch of source that repair took out or rewrote, by kind (``pinyin``, ``advert`` …)."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that the file itself marks (Word style, HTML ``h1``…``h6``); ``level`` from 1."""

    span: Span
    level: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of a file: plain text and the facts of the file.

    One paragraph is one line; a table row is one line with its cells separated by tabs.
    """

    name: str
    sha256: str
    media_type: str
    encoding: str | None
    text: str
    headings: tuple[Heading, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Repaired:
    """Clean text with offsets, what was removed, and what stayed doubtful."""

    text: Text
    script: Script
    removals: tuple[Removal, ...] = ()
    problems: tuple[Problem, ...] = ()
    page_lines: tuple[tuple[Span, str], ...] = ()
    """What a site says of its page (发布时间：…) and was taken out, with its place."""


@dataclass(frozen=True, slots=True)
class Section:
    """One item of the outline. All positions are in ``Article.text.value``.

    ``start`` begins the heading (its number included), ``[title_start, title_end)`` is the title
    without number, ``body`` is where the text after the title begins, ``end`` is the end of the
    item with all it contains. ``depth`` counts from 0; ``parent`` is the index of the enclosing
    section in ``Article.sections`` or None.
    """

    number: str
    title: str
    start: int
    title_start: int
    title_end: int
    body: int
    end: int
    depth: int
    parent: int | None


@dataclass(frozen=True, slots=True)
class Article:
    """One document of a source: clean text (offsets into the source), outline and tables.

    ``span`` is where the document stands in the source, its title line included; ``title`` is
    the line it was found by.
    """

    span: Span
    title: str
    text: Text
    sections: tuple[Section, ...]
    front: str = ""
    """Clean text that stands above the title: page facts, menus, a collection's introduction."""
    distinct: bool = False
    """Whether the source holds several documents and no other bears this title."""
    tables: tuple[Table, ...] = ()

    def path(self, position: int) -> tuple[Section, ...]:
        """The sections that hold a position of the clean text, outermost first.

        Sections nest: all that hold it are the last one begun and its parents.
        """
        index: int | None = bisect_right(self.sections, position, key=lambda s: s.start) - 1
        held: list[Section] = []
        while index is not None and index >= 0:
            section = self.sections[index]
            if position < section.end:
                held.append(section)
            index = section.parent
        return tuple(reversed(held))


@dataclass(frozen=True, slots=True)
class Header:
    """What the document says about itself; None where it does not.

    ``neighbours`` are the names, as written, of regions that are neither its own nor parts of it.
    """

    title: str
    kind: Kind
    year: int | None
    region: str | None
    adcode: str | None
    level: Level
    issuer: str | None
    doc_number: str | None
    school: str | None
    education: bool
    problems: tuple[Problem, ...] = ()
    neighbours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Confidence:
    """Probabilities, 0 to 1, that a statement is one and that each of its attributes is right.

    ``all`` is that of everything being right at once; it is learned as itself, no product.
    """

    found: float
    comparator: float
    nature: float
    year: float
    category: float
    per: float
    indicator: float
    all: float


@dataclass(frozen=True, slots=True)
class Statement:
    """A quantity that measures something, in base units (万, 亿 multiplied out)."""

    span: Span
    text: str
    value: Decimal
    value_high: Decimal | None
    unit: str
    comparator: Comparator
    nature: Nature
    year: int | None
    category: Category
    indicator: str | None
    per: str | None
    scope: str | None
    quote: str
    rule: str = ""
    """Name of the rule that named the indicator, for counting which rules people correct."""
    hints: tuple[str, ...] = ()
    """How plainly the text says it, in words for the stage that weighs it."""
    confidence: Confidence | None = None
    """None before the stage that weighs it, and where nothing was learned."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Units made responsible, lead unit first."""

    span: Span
    quote: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """Last day of a time bound, ISO; year ``0000`` where the source masks it."""

    span: Span
    quote: str
    date: str
    precision: Precision


@dataclass(frozen=True, slots=True)
class Task:
    """A numbered item of the outline, with the titles above it, outermost first."""

    span: Span
    number: str
    path: tuple[str, ...]
    title: str
    text: str
    units: tuple[str, ...] = ()
    due: str | None = None
    depth: int = 0
    """The tree is the order and the depth: what follows deeper belongs to the item."""


@dataclass(frozen=True, slots=True)
class Document:
    """Everything found in one document of a source."""

    span: Span
    header: Header
    statements: tuple[Statement, ...] = ()
    duties: tuple[Duty, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    schools: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """One file, understood: what was read, how it was cleaned, what was found."""

    reading: Reading
    repaired: Repaired
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...] = ()

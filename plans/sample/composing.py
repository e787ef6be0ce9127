"""What a document is to be enters, its text leaves with the place of everything in it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from plans.sample import words
from plans.sample.figures import Clause, Figure, Indicator, Subject, clause

Place = tuple[int, int]
DIGITS = "零一二三四五六七八九"
ITEMS = 4
"""Items of a sub-chapter."""
SUB_CHAPTERS = 3
"""Sub-chapters of a chapter."""
UNLISTED = 0.1
"""Share of the sentences that name what no catalogue has."""
LOOKING_BACK = {"report", "news", "article"}
"""Kinds that tell what was reached."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What is wanted of a document."""

    mark: str
    title: str
    kind: str
    year: int
    statements: int
    schools: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A figure at its place in the text, with its sentence and the number of its item."""

    place: Place
    sentence: Place
    figure: Figure
    item: int


@dataclass(slots=True)
class Item:
    """An item of the outline with what stands in it."""

    depth: int
    number: str
    title: str
    place: Place
    units: tuple[str, ...] = ()
    due_on: date | None = None
    duty: Place | None = None
    deadline: Place | None = None


@dataclass(slots=True)
class Document:
    """A text and what is to be found in it."""

    text: str = ""
    items: list[Item] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)


class Page:
    """Text that grows and tells where each addition stands."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.length = 0

    def add(self, text: str) -> Place:
        """Append a text; returns its place."""
        start = self.length
        self._pieces.append(text)
        self.length += len(text)
        return start, self.length

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self._pieces)


class Composer:
    """Writes one document; ``families`` are the indicators by the first part of their code."""

    def __init__(self, brief: Brief, families: dict[str, list[Indicator]], draw: Random) -> None:
        self.brief, self.families, self.draw = brief, families, draw
        self.page, self.document = Page(), Document()
        self.named: set[str] = set()
        self.chapters = list(words.SUBJECTS)
        draw.shuffle(self.chapters)

    def compose(self) -> Document:
        """Head, outline and foot, with exactly as many figures as the brief wants."""
        self.page.add(f"{self.brief.title}\n{self.draw.choice(words.OPENINGS)}\n")
        left, items = self.brief.statements, 0
        while left:
            self._headings(items)
            count = min(left, self.draw.randint(2, 4))
            self._item(items, count)
            left, items = left - count, items + 1
        self.page.add(f"（{self.brief.mark}，内容和数字都是虚构的）\n")
        self.document.text = self.page.text
        return self.document

    def _headings(self, items: int) -> None:
        """Begin a chapter or sub-chapter where one is due."""
        chapter, rest = divmod(items, ITEMS * SUB_CHAPTERS)
        if rest == 0:
            subject, _ = self._subject(items)
            self._heading(0, chinese(chapter + 1), f"{self.draw.choice(words.VERBS)}{subject}")
        if rest % ITEMS == 0:
            self._heading(1, f"（{chinese(rest // ITEMS + 1)}）", self._deed())

    def _subject(self, items: int) -> tuple[str, tuple[str, ...]]:
        return self.chapters[items // (ITEMS * SUB_CHAPTERS) % len(self.chapters)]

    def _heading(self, depth: int, number: str, title: str) -> None:
        self.page.add(number if depth else f"{number}、")
        self.document.items.append(Item(depth, number, title, self.page.add(title)))
        self.page.add("\n")

    def _deed(self) -> str:
        return f"{self.draw.choice(words.VERBS)}{self.draw.choice(words.OBJECTS)}"

    def _item(self, items: int, count: int) -> None:
        """One numbered paragraph with ``count`` figures."""
        number, title = f"{items % ITEMS + 1}", self._deed()
        self.page.add(f"{number}.")
        start, _ = self.page.add(f"{title}。")
        item = Item(2, number, title, (start, start))
        self.document.items.append(item)
        _, families = self._subject(items)
        entries = [entry for family in families for entry in self.families.get(family, ())]
        while count:
            some = min(count, self.draw.randint(1, 2))
            self._sentence(entries, some)
            count -= some
        self.page.add(f"{self.draw.choice(words.MEANS)}。")
        self._deadline(item)
        self._duty(item)
        item.place = (start, self.page.length)
        self.page.add("\n")

    def _sentence(self, entries: list[Indicator], count: int) -> None:
        named = self.draw.sample(entries, count)
        if self.draw.random() < UNLISTED:
            named[0] = Indicator("", *self.draw.choice(words.UNLISTED))
        clauses = [clause(self._about(each), self.draw) for each in named]
        start = self.page.length
        self._opening(clauses[0].figure.nature)
        self._clauses(clauses, start)

    def _about(self, indicator: Indicator) -> Subject:
        """An indicator that was named before is now confined to a part, lest they clash."""
        scope = self.draw.choice(words.SCOPES) if indicator.name in self.named else ""
        self.named.add(indicator.name)
        return Subject(indicator, scope, self.brief.year, self.brief.kind in LOOKING_BACK)

    def _opening(self, nature: str) -> None:
        if self.brief.schools and self.draw.random() < 0.15:
            self.page.add(f"以{self.draw.choice(self.brief.schools)}为试点，")
        elif nature == "target" and self.draw.random() < 0.4:
            self.page.add(f"{self.brief.year}年，")

    def _clauses(self, clauses: list[Clause], start: int) -> None:
        places = []
        for number, each in enumerate(clauses):
            begun, _ = self.page.add(f"，{each.text}" if number else each.text)
            begun += bool(number)
            places.append((begun + each.figure.start, begun + each.figure.end))
        _, end = self.page.add("。")
        item = len(self.document.items) - 1
        self.document.found += (
            Found(place, (start, end), each.figure, item)
            for place, each in zip(places, clauses, strict=True)
        )

    def _deadline(self, item: Item) -> None:
        if self.draw.random() < 0.5:
            month = self.draw.randint(3, 12)
            item.due_on = last_day(self.brief.year, month)
            item.deadline = self.page.add(f"{self.brief.year}年{month}月底前")
            self.page.add("完成。")

    def _duty(self, item: Item) -> None:
        if self.draw.random() < 0.6:
            lead, *others = self.draw.sample(words.UNITS, self.draw.randint(1, 3))
            named = f"牵头单位：{lead}" + (f"；配合单位：{'、'.join(others)}" if others else "")
            item.units = (lead, *others)
            self.page.add("（")
            item.duty = self.page.add(named)
            self.page.add("）")


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese, as outlines count: 二十一."""
    tens, ones = divmod(number, 10)
    front = "" if not tens else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return front + (DIGITS[ones] if ones else "")


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)

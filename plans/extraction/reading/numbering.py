"""Word's automatic numbering: numbering definitions enter, the number of each paragraph leaves."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml import etree

HAN = "零一二三四五六七八九"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def chinese(value: int) -> str:
    """一 … 十 十一 二十 一百零五, up to 9999."""
    digits = [int(d) for d in f"{value % 10000:04d}"]
    text = "".join(HAN[d] + unit if d else "零" for d, unit in zip(digits, "千百十 ", strict=True))
    text = re.sub("零+", "零", text.strip()).strip("零")
    return text.removeprefix("一") if text.startswith("一十") else text


def positional(value: int) -> str:
    """一 … 九 一〇 一一: digit by digit."""
    return str(value).translate({ord(str(i)): "〇一二三四五六七八九"[i] for i in range(10)})


def roman(value: int) -> str:
    """i ii iii iv …"""
    text = ""
    for worth, letters in ROMAN:
        text += letters * (value // worth)
        value %= worth
    return text


def letter(value: int) -> str:
    """a … z aa bb …, as Word counts."""
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def from_row(first: str, last: int) -> Callable[[int], str]:
    """Characters in a row of Unicode (① …), plain digits beyond its end."""
    return lambda value: chr(ord(first) + value - 1) if value <= last else str(value)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": "{:02d}".format,
    "upperLetter": lambda value: letter(value).upper(),
    "lowerLetter": letter,
    "upperRoman": lambda value: roman(value).upper(),
    "lowerRoman": roman,
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": positional,
    "japaneseDigitalTenThousand": positional,
    "chineseLegalSimplified": lambda value: chinese(value).translate(LEGAL),
    "ideographLegalTraditional": lambda value: chinese(value).translate(LEGAL),
    "ideographTraditional": lambda value: STEMS[(value - 1) % 10],
    "ideographZodiac": lambda value: BRANCHES[(value - 1) % 12],
    "decimalEnclosedCircle": from_row("①", 20),
    "decimalEnclosedCircleChinese": from_row("①", 20),
    "decimalEnclosedParen": from_row("⑴", 20),
    "decimalEnclosedFullstop": from_row("⒈", 20),
    "ideographEnclosedCircle": from_row("㊀", 10),
    "ideographParenthesized": from_row("㈠", 10),
    "none": lambda value: "",
}
SILENT = {"bullet", "none"}


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and shows itself."""

    start: int
    style: str
    pattern: str
    legal: bool
    restart_after: int | None

    @classmethod
    def of(cls, element: etree._Element) -> "Level":
        """From ``w:lvl``."""
        return cls(
            start=int(attribute(element, "w:start") or 1),
            style=attribute(element, "w:numFmt") or "decimal",
            pattern=attribute(element, "w:lvlText") or "",
            legal=element.find(qn("w:isLgl")) is not None,
            restart_after=as_int(attribute(element, "w:lvlRestart")),
        )


@dataclass(slots=True)
class Numbering:
    """Counts the numbered paragraphs of a document in reading order."""

    abstract: dict[str, dict[int, Level]] = field(default_factory=dict)
    linked_styles: dict[tuple[str, str], int] = field(default_factory=dict)
    lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: etree._Element | None) -> "Numbering":
        """From the root of numbering.xml; a document without one numbers nothing."""
        numbering = cls()
        if root is not None:
            definitions = root.findall(qn("w:abstractNum"))
            for element in definitions:
                numbering.add_abstract(element)
            numbering.follow_links(definitions)
            for element in root.findall(qn("w:num")):
                numbering.add_list(element)
        return numbering

    def add_abstract(self, element: etree._Element) -> None:
        """Take in ``w:abstractNum``."""
        name = str(element.get(qn("w:abstractNumId")))
        self.abstract[name] = {}
        for level in element.findall(qn("w:lvl")):
            depth = int(level.get(qn("w:ilvl"), "0"))
            self.abstract[name][depth] = Level.of(level)
            if style := attribute(level, "w:pStyle"):
                self.linked_styles[name, style] = depth

    def follow_links(self, definitions: list[etree._Element]) -> None:
        """Give a definition that only names a list style the levels of the one that defines it."""
        named = {
            attribute(d, "w:styleLink"): str(d.get(qn("w:abstractNumId"))) for d in definitions
        }
        for element in definitions:
            target = named.get(attribute(element, "w:numStyleLink") or "-")
            if target is not None:
                self.abstract[str(element.get(qn("w:abstractNumId")))] = self.abstract[target]

    def add_list(self, element: etree._Element) -> None:
        """Take in ``w:num`` with its overrides."""
        name = attribute(element, "w:abstractNumId") or ""
        levels = dict(self.abstract.get(name, {}))
        starts: dict[int, int] = {}
        for override in element.findall(qn("w:lvlOverride")):
            depth = int(override.get(qn("w:ilvl"), "0"))
            if (level := override.find(qn("w:lvl"))) is not None:
                levels[depth] = Level.of(level)
            if start := as_int(attribute(override, "w:startOverride")):
                starts[depth] = start
        self.lists[str(element.get(qn("w:numId")))] = (name, levels, starts)

    def depth_of_style(self, number_id: str, style: str) -> int:
        """The level that a list ties to a paragraph style; 0 where it ties none."""
        name = self.lists[number_id][0] if number_id in self.lists else ""
        return self.linked_styles.get((name, style), 0)

    def next(self, number_id: str, depth: int) -> str:
        """Count one more paragraph and say its number as Word shows it; empty for bullets."""
        name, levels, starts = self.lists.get(number_id, ("", {}, {}))
        if depth not in levels:
            return ""
        counts = self.counts.setdefault(name, {})
        first = starts.get(depth, levels[depth].start)
        if depth in starts and (number_id, depth) not in self.begun:
            counts.pop(depth, None)
        self.begun.add((number_id, depth))
        counts[depth] = counts.get(depth, first - 1) + 1
        for deeper in [d for d in counts if d > depth and restarts(levels.get(d), depth)]:
            del counts[deeper]
        return shown(levels, counts, depth)


def restarts(level: Level | None, depth: int) -> bool:
    """Whether a level counts anew after a paragraph of a level above it."""
    if level is None or level.restart_after is None:
        return True
    return level.restart_after > 0 and depth < level.restart_after


def shown(levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
    """The level's pattern with the counts of this and the outer levels in it."""
    level = levels[depth]
    if level.style in SILENT:
        return ""

    def part(match: re.Match[str]) -> str:
        outer = int(match[1]) - 1
        if outer not in levels:
            return ""
        style = "decimal" if level.legal else levels[outer].style
        return FORMATS.get(style, str)(counts.get(outer, levels[outer].start))

    text = re.sub(r"%([1-9])", part, level.pattern).strip()
    return f"{text} " if text and (text[-1].isalnum() or "%" not in level.pattern) else text


def attribute(element: etree._Element, child: str) -> str | None:
    """``w:val`` of a child element."""
    found = element.find(qn(child))
    return None if found is None else found.get(qn("w:val"))


def as_int(value: str | None) -> int | None:
    """An integer attribute, None where it is missing or no integer."""
    return int(value) if value and value.lstrip("-").isdigit() else None

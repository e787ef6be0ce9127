"""Word's paragraph styles: which paragraphs are headings, which are numbered."""

import re
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml import etree

from plans.extraction.reading.numbering import as_int, attribute

NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.I)
TITLES = {"title", "标题", "公文标题"}
PPR = qn("w:pPr")


@dataclass(slots=True)
class Styles:
    """Paragraph styles by id, with what they take over from the style they are based on."""

    elements: dict[str, etree._Element] = field(default_factory=dict)
    default: str = ""

    @classmethod
    def of(cls, root: etree._Element | None) -> "Styles":
        """From the root of styles.xml."""
        styles = cls()
        for element in () if root is None else root.findall(qn("w:style")):
            identity = str(element.get(qn("w:styleId")))
            if element.get(qn("w:type")) == "paragraph":
                styles.elements[identity] = element
                if element.get(qn("w:default")) in ("1", "true"):
                    styles.default = identity
        return styles

    def chain(self, paragraph: etree._Element) -> list[str]:
        """Ids of a paragraph's style and of those it is based on, nearest first."""
        properties = paragraph.find(PPR)
        current = None if properties is None else attribute(properties, "w:pStyle")
        current = current or self.default
        found: list[str] = []
        while current and current in self.elements and current not in found:
            found.append(current)
            current = attribute(self.elements[current], "w:basedOn") or ""
        return found

    def name(self, style: str) -> str:
        """A style's name in lower case."""
        return (attribute(self.elements[style], "w:name") or "").lower()

    def is_title(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is the document's title by its style."""
        return any(self.name(style) in TITLES for style in self.chain(paragraph)[:1])

    def heading_level(self, paragraph: etree._Element) -> int:
        """1 to 9 for a heading by its own outline level or its style's; 0 for body text."""
        own = paragraph.find(f"{PPR}/{qn('w:outlineLvl')}")
        if own is not None:
            return outline_level(own.get(qn("w:val")))
        for style in self.chain(paragraph):
            if match := NAME.fullmatch(self.name(style)):
                return int(match[1])
            level = self.elements[style].find(f"{PPR}/{qn('w:outlineLvl')}")
            if level is not None:
                return outline_level(level.get(qn("w:val")))
        return 0

    def numbering(self, paragraph: etree._Element) -> tuple[str, int | None, str] | None:
        """List id, level (None: by style) and style of a numbered paragraph; None for any other."""
        chain = self.chain(paragraph)
        for style, element in [(None, paragraph), *((s, self.elements[s]) for s in chain)]:
            properties = element.find(f"{PPR}/{qn('w:numPr')}")
            number = None if properties is None else attribute(properties, "w:numId")
            if properties is not None and number is not None:
                depth = as_int(attribute(properties, "w:ilvl"))
                return None if number == "0" else (number, depth, style or (chain or [""])[0])
        return None


def outline_level(value: str | None) -> int:
    """Word counts outline levels from 0 and calls 9 body text."""
    level = as_int(value)
    return level + 1 if level is not None and 0 <= level < 9 else 0

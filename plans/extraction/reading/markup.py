"""A tree of HTML (or of what the extractor keeps of it) enters, its lines leave."""

import re
from collections import deque
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree, html

from plans.extraction.reading.content import LONG_CELL, Content, Lines, joined

BLOCKS = {
    "address", "article", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "hr",
    "html", "item", "li", "list", "main", "ol", "p", "pre", "quote", "row", "section", "tr", "ul",
}  # fmt: skip
SILENT = {
    "button", "canvas", "graphic", "iframe", "input", "noscript", "object", "option", "script",
    "select", "style", "svg", "template", "textarea", "title",
}  # fmt: skip
FURNITURE = {"nav", "footer", "aside"}
FURNITURE_NAME = re.compile(
    r"(?:^|[-_\s])(?:nav\w*|menu\w*|foot\w*|copyright\w*|crumbs?|breadcrumbs?|side\w*|share\w*|"
    r"related|recommend\w*|ads?|advert\w*|banner\w*|comments?|pager|login\w*|search\w*)(?:$|[-_\s])",
    re.I,
)
LINKED = 0.6
"""Share of a block's characters inside links from which on it is a list of links, not text."""
MAX_COLUMNS = 60
Covered = dict[int, tuple[int, html.HtmlElement]]
"""Column -> rows still covered by a merged cell, and that cell."""


def complete(tree: html.HtmlElement) -> None:
    """Write into the tree what only a browser shows: merged cells in each row, numbers of lists."""
    for table in list(tree.iter("table")):
        below: Covered = {}
        for line in own_rows(table):
            below = fill_row(line, below)
    for ordered in list(tree.iter("ol")):
        number_items(ordered)


def own_rows(table: html.HtmlElement) -> list[html.HtmlElement]:
    """Rows of a table without those of tables inside it."""
    return [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]


def fill_row(line: html.HtmlElement, above: Covered) -> Covered:
    """Complete one row in place: merged rows repeat the value, merged columns leave blanks."""
    own = deque(cell for cell in line if cell.tag in ("td", "th"))
    filled: list[html.HtmlElement] = []
    below: Covered = {}
    while (own or any(column >= len(filled) for column in above)) and len(filled) < MAX_COLUMNS:
        rows, group = next_cells(own, above.get(len(filled)))
        for cell in group:
            if rows > 1:
                below[len(filled)] = (rows - 1, cell)
            filled.append(cell)
    line[:] = filled
    return below


def next_cells(
    own: "deque[html.HtmlElement]", covering: tuple[int, html.HtmlElement] | None
) -> tuple[int, list[html.HtmlElement]]:
    """The next cells of a row and the rows they cover: from above, its own, or a blank."""
    if covering:
        return covering[0], [deepcopy(covering[1])]
    if not own:
        return 1, [html.Element("td")]
    cell = own.popleft()
    rows, columns = take_extent(cell, "rowspan"), take_extent(cell, "colspan")
    return rows, [cell, *(html.Element("td") for _ in range(columns - 1))]


def take_extent(cell: html.HtmlElement, name: str) -> int:
    """Remove a rowspan, colspan or start and return it; 1 where it is missing or nonsense."""
    value = (cell.attrib.pop(name, None) or "1").strip()
    return min(max(int(value[:4]), 1), MAX_COLUMNS) if value.isascii() and value.isdigit() else 1


def number_items(ordered: html.HtmlElement) -> None:
    """Write the numbers of an ordered list into its items, unless the author did."""
    items = [item for item in ordered if item.tag == "li"]
    if any(re.match(r"\s*[(（]?[\d一二三四五六七八九十]", item.text_content()) for item in items):
        return
    start = take_extent(ordered, "start")
    for number, item in enumerate(items, start):
        item.text = f"{number}. {(item.text or '').lstrip()}"


@dataclass(frozen=True, slots=True)
class Measure:
    """Characters of an element, those inside links, the number of links, and of full stops."""

    characters: int = 0
    linked: int = 0
    links: int = 0
    stops: int = 0


def without_furniture(tree: html.HtmlElement) -> html.HtmlElement:
    """Take navigation, side columns and blocks of links out of a tree, in place."""
    elements = list(tree.iter(etree.Element))
    measures: dict[html.HtmlElement, Measure] = {}
    for element in reversed(elements):
        measures[element] = measure(element, measures)
    prune(tree, measures)
    return tree


def prune(element: html.HtmlElement, measures: dict[html.HtmlElement, Measure]) -> None:
    """Drop the blocks below an element that are furniture, the outermost of nested ones."""
    for child in list(element.iterchildren(etree.Element)):
        if is_furniture(child, measures[child]):
            child.clear(keep_tail=True)
        else:
            prune(child, measures)


def measure(element: html.HtmlElement, known: dict[html.HtmlElement, Measure]) -> Measure:
    """Measure an element whose children are measured already."""
    texts = [element.text or "", *(child.tail or "" for child in element)]
    inner = [known[child] for child in element if child in known]
    characters = sum(len("".join(text.split())) for text in texts)
    characters += sum(part.characters for part in inner)
    stops = sum(text.count("。") for text in texts) + sum(part.stops for part in inner)
    if element.tag == "a":
        return Measure(characters, characters, 1, stops)
    linked, links = sum(part.linked for part in inner), sum(part.links for part in inner)
    return Measure(characters, linked, links, stops)


def is_furniture(element: html.HtmlElement, size: Measure) -> bool:
    """Whether a block is there for the site, not for the reader of this text."""
    if element.tag in FURNITURE:
        return True
    if element.tag not in ("div", "ul", "section", "header", "table"):
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if not size.stops and FURNITURE_NAME.search(names[:200]):
        return True
    return size.links > 2 and size.linked > LINKED * size.characters


def collect(root: etree._Element) -> Content:
    """Lines of a tree in reading order."""
    collector = Collector()
    collector.visit(root)
    collector.flush()
    return collector.lines.content()


class Collector:
    """Walks a tree, gathers inline text and lets a line go at every block's border."""

    def __init__(self) -> None:
        self.lines = Lines()
        self.inline: list[str] = []

    def visit(self, element: etree._Element) -> None:
        """Take in an element with all below it; the parser cuts trees at a depth of 256."""
        tag = element.tag if isinstance(element.tag, str) else "script"
        if tag in SILENT:
            return
        if tag == "table":
            self.table(element)
        elif tag in ("br", "lb", "hr"):
            self.inline.append("\n")
        else:
            self.enclosed(element, tag)

    def enclosed(self, element: etree._Element, tag: str) -> None:
        """Take in text and children; blocks stand on lines of their own."""
        level = heading_level(element, tag)
        if tag in BLOCKS:
            self.flush()
        text = element.text or ""
        self.inline.append(text if tag == "pre" else re.sub(r"\s+", " ", text))
        for child in element:
            self.visit(child)
            self.inline.append(re.sub(r"\s+", " ", child.tail or ""))
        if tag in BLOCKS:
            self.flush(level)

    def flush(self, level: int = 0) -> None:
        """End the line."""
        self.lines.add("".join(self.inline), level)
        self.inline = []

    def table(self, element: etree._Element) -> None:
        """A table row is a line; a table of one column only lays out the page."""
        self.flush()
        rows = [r for r in element.iter("tr", "row") if enclosing_table(r) is element]
        cells = [[c for c in row if c.tag in ("td", "th", "cell")] for row in rows]
        layout = all(len(line) < 2 for line in cells) or element.find(".//table") is not None
        for line in cells:
            layout = layout or any(len("".join(cell.itertext())) > LONG_CELL for cell in line)
            if layout:
                for cell in line:
                    self.enclosed(cell, "div")
            else:
                self.lines.add_row([joined(collect(cell).text.split("\n")) for cell in line])


def enclosing_table(row: etree._Element) -> etree._Element | None:
    """The innermost table around a row."""
    return next(row.iterancestors("table"), None)


def heading_level(element: etree._Element, tag: str) -> int:
    """1 to 6 for a heading, 0 for anything else."""
    rank = str(element.get("rend") or "") if tag == "head" else tag
    return int(rank[1]) if re.fullmatch(r"h[1-6]", rank) else 0

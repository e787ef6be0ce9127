"""A .docx file enters, its text leaves: numbers written out, headings marked, rows as lines."""

import io
from collections.abc import Iterator

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from plans.extraction.reading.content import LONG_CELL, Content, Lines, joined
from plans.extraction.reading.numbering import Numbering
from plans.extraction.reading.styles import Styles
from plans.extraction.schema import Problem, ReadError

BROKEN = "Word 文件内部结构损坏，无法读取。请用 Word 或 WPS 打开后重新保存。"
PICTURES = "文档几乎没有文字，但有 {} 幅图片；图片中的文字没有读取，请先做文字识别（OCR）。"
FEW = 100
"""Characters below which a document with pictures is taken for a scan pasted into Word."""

WRAPPERS = frozenset(
    qn(name)
    for name in (
        "w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag", "w:hyperlink",
        "w:fldSimple", "w:r", "w:ruby", "w:rubyBase", "w:dir", "w:bdo",
    )
)  # fmt: skip
SKIPPED = frozenset(qn(n) for n in ("w:del", "w:moveFrom", "w:rt", "w:pPr", "w:rPr", "w:sdtPr"))
SIGNS = {
    qn("w:tab"): " ", qn("w:ptab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-", qn("w:softHyphen"): "",
}  # fmt: skip
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATE, FALLBACK = COMPATIBILITY + "AlternateContent", COMPATIBILITY + "Fallback"
P, TBL, TR, TC, T = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "t"))
BOX, NOTE = qn("w:txbxContent"), qn("w:footnoteReference")

MALFORMED = (
    PackageNotFoundError,
    LookupError,
    ValueError,
    AttributeError,
    TypeError,
    etree.XMLSyntaxError,
)
"""What python-docx raises for a package whose parts are not what they claim to be."""


def read_docx(data: bytes) -> Content:
    """Text of a Word document in reading order; text boxes and footnotes follow their paragraph.

    Insertions under revision are kept, deletions are not. Raises ReadError for a damaged file.
    """
    try:
        document = docx.Document(io.BytesIO(data))
    except MALFORMED as error:
        raise ReadError(BROKEN) from error
    body = document.element.find(qn("w:body"))
    if body is None:
        raise ReadError(BROKEN)
    reader = Reader(document, body)
    reader.blocks(body)
    pictures = sum(1 for _ in body.iter("{*}blip"))
    if pictures and reader.lines.length < FEW:
        if not reader.lines.length:
            raise ReadError(
                f"文档里只有 {pictures} 幅图片，没有文字。请先做文字识别（OCR）后再上传。"
            )
        return reader.lines.content((Problem("reading", PICTURES.format(pictures)),))
    return reader.lines.content()


def part_root(document: "docx.document.Document", name: str) -> etree._Element | None:
    """Root of a part that belongs to the main part, by the last word of the relation's type."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.rpartition("/")[2] == name:
            part = relation.target_part
            element = getattr(part, "element", None)
            return parse_xml(part.blob) if element is None else element
    return None


class Reader:
    """Walks a document's body and keeps what Word would show."""

    def __init__(self, document: "docx.document.Document", body: etree._Element) -> None:
        self.lines = Lines()
        self.styles = Styles.of(part_root(document, "styles"))
        self.numbering = Numbering.of(part_root(document, "numbering"))
        notes = part_root(document, "footnotes")
        self.notes = {} if notes is None else {n.get(qn("w:id")): n for n in notes}
        self.shift = int(any(self.styles.is_title(p) for p in body.iter(P)))

    def blocks(self, parent: etree._Element) -> None:
        """Read paragraphs and tables below an element, in order."""
        for child in parent:
            if child.tag == P:
                self.paragraph(child)
            elif child.tag == TBL:
                self.table(child)
            elif child.tag in WRAPPERS:
                self.blocks(child)

    def paragraph(self, element: etree._Element) -> None:
        """Read a paragraph, then the text boxes and footnotes anchored in it."""
        text = "".join(inline(element)).strip()
        if text:
            level = self.level(element)
            text = self.number(element) + text
            self.lines.add(text.replace("\n", " ") if level else text, level)
        for box in boxes(element):
            self.blocks(box)
        for reference in element.iter(NOTE):
            note = self.notes.get(reference.get(qn("w:id")))
            if note is not None:
                self.lines.add("注：" + "".join("".join(inline(p)) for p in note.iter(P)).strip())

    def level(self, element: etree._Element) -> int:
        """Heading level; a document with a title has its headings below it."""
        if self.styles.is_title(element):
            return 1
        level = self.styles.heading_level(element)
        return level and level + self.shift

    def number(self, element: etree._Element) -> str:
        """The paragraph's automatic number, counted on; empty where it has none."""
        found = self.styles.numbering(element)
        if found is None:
            return ""
        number_id, depth, style = found
        if depth is None:
            depth = self.numbering.depth_of_style(number_id, style)
        return self.numbering.next(number_id, depth)

    def table(self, element: etree._Element) -> None:
        """A row is a line; a table of one column only lays out the page."""
        rows = [list(within(row, TC)) for row in within(element, TR)]
        if all(len(cells) < 2 for cells in rows):
            for cell in (cell for cells in rows for cell in cells):
                self.blocks(cell)
            return
        above: dict[int, str] = {}
        for cells in rows:
            if any(is_long(cell) for cell in cells):
                for cell in cells:
                    self.blocks(cell)
            else:
                above = self.row(cells, above)

    def row(self, cells: list[etree._Element], above: dict[int, str]) -> dict[int, str]:
        """Read one row; ``above`` and the result hold the value of each column for merged cells."""
        values: list[str] = []
        for cell in cells:
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            continues = merge is not None and merge.get(qn("w:val")) != "restart"
            value = above.get(len(values), "") if continues else self.cell(cell)
            values += [value] + [""] * (columns(cell) - 1)
        self.lines.add_row(values)
        return dict(enumerate(values))

    def cell(self, cell: etree._Element) -> str:
        """A cell's paragraphs as one line; an empty numbered paragraph shows its number."""
        parts = []
        for element in cell.iter(P):
            if next(element.iterancestors(FALLBACK), None) is not None:
                continue
            number, text = self.number(element), "".join(inline(element))
            parts += (number + text if text.strip() else number.rstrip("．.、 ")).split("\n")
        return joined(parts)


def is_long(cell: etree._Element) -> bool:
    """Whether a cell holds running text and not an entry of a table."""
    return sum(len(text.text or "") for text in cell.iter(T)) > LONG_CELL


def columns(cell: etree._Element) -> int:
    """Grid columns that a cell covers."""
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    value = "1" if span is None else span.get(qn("w:val"), "1")
    return min(int(value), 60) if value.isdigit() and value != "0" else 1


def within(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children of a kind, also those inside content controls and revisions."""
    for child in parent:
        if child.tag == tag:
            if not is_deleted(child):
                yield child
        elif child.tag in WRAPPERS:
            yield from within(child, tag)


def is_deleted(row: etree._Element) -> bool:
    """Whether a revision took out a whole row."""
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def inline(element: etree._Element) -> Iterator[str]:
    """Text of a paragraph as Word shows it, without its text boxes."""
    for child in element:
        if child.tag == T:
            yield child.text or ""
        elif child.tag in SIGNS:
            yield SIGNS[child.tag]
        elif child.tag in WRAPPERS:
            yield from inline(child)


def boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Text boxes anchored in a paragraph, each once though Word writes it in two dialects."""
    for child in element:
        if child.tag == BOX:
            yield child
        elif child.tag == ALTERNATE:
            yield from next((found for c in child if (found := list(boxes(c)))), [])
        elif child.tag not in SKIPPED:
            yield from boxes(child)

"""The parts of an xlsx workbook enter, the places of cells shown as percentages leave.

Excel keeps 85% as 0.85; whoever reads the cell needs to know how people see it.
"""

import re
from collections.abc import Iterator

from lxml import etree

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REF = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_QUOTED = re.compile(r'"[^"]*"|\\.')
PERCENT_FORMATS = {"9", "10"}
"""Numbers of the formats 0% and 0.00% that every workbook has."""


class TooLarge(ValueError):
    """A workbook that memory should not hold; its text says so in Chinese."""


def percents(parts, *, most_rows, most_columns, most_sheets):
    """Cells shown as percentages by sheet, counted from 0; raises ``TooLarge``."""
    styles = _percent_styles(parts)
    files = _files(parts)
    if len(files) > most_sheets:
        raise TooLarge(f"工作表太多（{len(files)} 张），最多 {most_sheets} 张。")
    most = most_rows, most_columns
    return {name: frozenset(_scan(parts, path, styles, most)) for name, path in files.items()}


def _files(parts):
    """Path of each sheet's part by the sheet's name."""
    links = etree.fromstring(parts.read("xl/_rels/workbook.xml.rels"), _parser())
    paths = {link.get("Id"): link.get("Target") for link in links}
    book = etree.fromstring(parts.read("xl/workbook.xml"), _parser())
    rid = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    found = {s.get("name"): paths[s.get(rid)] for s in book.iter(f"{_NS}sheet")}
    return {n: p.lstrip("/") if p.startswith("/") else f"xl/{p}" for n, p in found.items()}


def _percent_styles(parts):
    """Numbers of the cell styles whose format shows a percentage."""
    if "xl/styles.xml" not in parts.namelist():
        return set()
    root = etree.fromstring(parts.read("xl/styles.xml"), _parser())
    formats = PERCENT_FORMATS | {
        f.get("numFmtId")
        for f in root.iter(f"{_NS}numFmt")
        if "%" in _QUOTED.sub("", f.get("formatCode", ""))
    }
    styles = root.find(f"{_NS}cellXfs")
    found = enumerate(styles if styles is not None else ())
    return {str(number) for number, style in found if style.get("numFmtId") in formats}


def _scan(parts, path, styles, most) -> Iterator[tuple[int, int]]:
    """Places of cells with one of the styles, counted from 0."""
    with parts.open(path) as stream:
        for _, cell in etree.iterparse(
            stream, tag=f"{_NS}c", resolve_entities=False, no_network=True
        ):
            match = _REF.fullmatch(cell.get("r", "A1"))
            row, column = (int(match[2]), _number(match[1])) if match else (0, 0)
            if row > most[0] or column > most[1]:
                allowed = f"最多 {most[0]} 行、{most[1]} 列"
                raise TooLarge(f"表格太大：{cell.get('r')} 还有内容，{allowed}。")
            if cell.get("s") in styles:
                yield row - 1, column - 1
            cell.clear()


def _parser():
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _number(letters):
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found

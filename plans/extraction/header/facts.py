"""A page enters, what the table of page facts above it states leaves: number, issuer, date.

A site sets the facts (索引号, 发文机关, 文号, 成文日期) above the title; what the document says
itself outweighs them, since a site also states them of what it only passes on.
"""

import re

from plans.extraction.header.numbers import NUMBER, number_of
from plans.extraction.header.page import Page

NUMBER_LABEL = re.compile(
    r"(?:发文字号|发文文号|文件编号|公文字号|公文编号|文号)[】\]]?\s*[：:]?\s*"
)
OFFICE_NAME = (
    r"[一-鿿]{2,24}?(?:局|厅|部|委员会|政府|办公室|委|中心校|教研室|中学|小学|幼儿园|学校)"
)
ISSUER = re.compile(
    r"(?:发文机关|发布机构|发文单位|制发机关|成文单位|发布单位|公开机构|责任部门|来源)[】\]]?\s*[：:]?\s*"
    rf"(?P<office>{OFFICE_NAME})"
    r"(?=[\s\d]|发布|发文|公开|生成|成文|文号|日期|时间|网|$)"
)
# A table with its labels in the row above has the office in a cell of its own.
OFFICE_CELL = re.compile(rf"\t(?P<office>{OFFICE_NAME})(?=\t|$)", re.MULTILINE)
# 发布日期, 公开日期 and 更新时间 are the site's; only these are the document's.
DATE = re.compile(
    r"(?:成文日期|成文时间|发文日期|发文时间|印发日期|签发日期|生成日期|制发日期)[】\]]?\s*[：:]?\s*"
    r"(?P<year>(?:19|20)\d\d)\s*[年./-]\s*\d{1,2}"
)
# 昌黎县人民政府门户网站, 大姚县教育局网: whose page it stands on.
SITE = re.compile(
    r"(?P<office>[一-鿿]{2,12}(?:人民政府|教育局|教体局|教育体育局|教育厅|教委))(?:门户|政务|信息)*网"
)
LONGEST_FACT = 200


def stated_number(page: Page) -> str | None:
    """The document number in a cell of its own, or behind its label."""
    for cell in _cells(page):
        labelled = NUMBER_LABEL.search(cell)
        match = NUMBER.match(cell, labelled.end()) if labelled else NUMBER.fullmatch(cell)
        if match:
            return number_of(match)
    return None


def stated_issuer(page: Page) -> str | None:
    """The office that the page facts name as the one that issued the document."""
    facts = _facts(page)
    match = ISSUER.search(facts) or OFFICE_CELL.search(facts)
    return match["office"] if match else None


def site_owner(page: Page) -> str | None:
    """The office on whose site the page stands."""
    match = SITE.search(_facts(page))
    return match["office"] if match else None


def stated_year(page: Page) -> int | None:
    """The year in which the document was written, as the page facts state it."""
    match = DATE.search(_facts(page))
    return int(match["year"]) if match else None


def _lines(page: Page) -> list[str]:
    return [line.strip()[:LONGEST_FACT] for line in (*page.front.split("\n"), *page.masthead)]


def _facts(page: Page) -> str:
    return "\n".join(_lines(page))


def _cells(page: Page) -> list[str]:
    """Cells of the facts; a label that stands alone is joined to the cell that follows it."""
    cells: list[str] = []
    for line in _lines(page):
        for cell in filter(None, line.split("\t")):
            alone = cells and NUMBER_LABEL.fullmatch(cells[-1])
            if alone:
                cells[-1] += cell
            else:
                cells.append(cell)
    return cells

"""The official ledger: its columns, groups and numbers, on the page, in Excel and in Word."""

import io

import docx
import pytest
from docx.oxml.ns import qn
from python_calamine import CalamineWorkbook

from plans.models import Matter
from plans.tracking.books import HEAD
from tests.plans.campaigning import day
from tests.tracking.matters import Desk
from tests.tracking.seeing import sampled, tree

pytestmark = pytest.mark.django_db
PATH = "/tracking/ledger/"


@pytest.fixture
def desk(bureau):
    return Desk(bureau)


def sheet(response):
    assert response.status_code == 200 and "attachment" in response["Content-Disposition"]
    return CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0)


def test_the_columns_are_those_of_offices(desk, client_of):
    matter = desk.matter("working", title="开展校舍安全排查", number="督1", due_on=day(60))
    matter.supporting_units.add(desk.unit)
    Matter.objects.filter(pk=matter.pk).update(
        progress=40, note="已排查三校。", first_due_on=day(30)
    )
    page = tree(client_of(desk.admin).get(PATH))
    heads = [th.text_content() for th in page.xpath("//table/thead//th")]
    assert tuple(heads) == HEAD
    cells = [c.text_content().strip() for c in page.xpath("//table/tbody/tr[2]/*")]
    wanted = ["1", "督1 开展校舍安全排查", "安全股", "安全股", f"{day(60)}（原定{day(30)}）"]
    assert cells == [*wanted, "40%　已排查三校。", "蓝灯"]


@pytest.mark.parametrize(("by", "name"), [("unit", "安全股"), ("kind", "计划任务")])
def test_groups_are_named_and_numbers_run_through(by, name, desk, client_of):
    sampled(desk)
    desk.matter("working", title="开展校舍安全排查")
    page = tree(client_of(desk.admin).get(f"{PATH}?by={by}"))
    numbers = [int(c.text_content()) for c in page.xpath("//td[@class='number']")]
    assert numbers == list(range(1, Matter.objects.sent().count() + 1))
    heads = [th.text_content() for th in page.xpath("//tr[@class='chapter']/th")]
    assert any(head.startswith(f"{name}（") for head in heads) and len(heads) >= 5
    assert sum(int(head.split("（")[-1].split(" ")[0]) for head in heads) == len(numbers)


def test_conditions_hold_in_every_form(desk, client_of):
    sampled(desk)
    client, query = client_of(desk.leader), "?light=red&by=kind"
    page = tree(client.get(PATH + query))
    count = len(page.xpath("//td[@class='number']"))
    links = [a.get("href") for a in page.xpath("//form//a[contains(@href, 'as=')]")]
    assert links == [f"{query}&as=xlsx", f"{query}&as=docx"]
    rows = sheet(client.get(PATH + links[0])).to_python()
    assert tuple(rows[0]) == (*HEAD, "来源") and len(rows) - 1 == count > 2
    assert {row[6] for row in rows[1:]} == {"✕红灯"}
    document = docx.Document(io.BytesIO(client.get(PATH + links[1]).content))
    cells = [row.cells[0].text for row in document.tables[0].rows]
    assert [cell for cell in cells if cell.isdecimal()] == [str(n) for n in range(1, count + 1)]


def test_the_word_file_is_landscape_with_a_head_on_every_page(desk, client_of):
    desk.matter("working", title="开展校舍安全排查", number="督1")
    response = client_of(desk.admin).get(f"{PATH}?as=docx")
    document = docx.Document(io.BytesIO(response.content))
    section, table = document.sections[0], document.tables[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in table.rows[0].cells] == list(HEAD)
    assert {cell.text for cell in table.rows[1].cells} == {"安全股（1件）"}
    assert table.rows[2].cells[1].text == "督1 开展校舍安全排查"
    title = document.paragraphs[0]
    assert title.text == "青禾县督办事项台账"
    assert title.runs[0]._element.rPr.rFonts.get(qn("w:eastAsia")) == "方正小标宋简体"
    cell = table.rows[2].cells[1].paragraphs[0].runs[0]
    assert cell._element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"


def test_a_formula_in_a_title_stays_text(desk, client_of):
    desk.matter("working", title="=1+1")
    rows = sheet(client_of(desk.admin).get(f"{PATH}?as=xlsx")).to_python()
    assert rows[1][1] == "=1+1"


def test_the_calendar_leaves_as_a_workbook(desk, client_of):
    on = day(40)
    desk.matter("working", title="开展校舍安全排查", number="督1", due_on=on)
    client = client_of(desk.admin)
    rows = sheet(client.get(f"/tracking/calendar/?month={on:%Y-%m}&as=xlsx")).to_python()
    assert rows[0][:4] == ["日期", "星期", "工作日", "事项"]
    assert rows[1][0] == on and rows[1][3] == "督1 开展校舍安全排查"
    assert rows[1][1] == "周" + "一二三四五六日"[on.weekday()]

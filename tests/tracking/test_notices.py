"""Notices to who leads what goes badly: wording by light, numbers, the preview as a Word file."""

import io

import docx
import pytest
from docx.oxml.ns import qn

from plans.models import IssuedNotice, Matter
from plans.tracking.lights import Light, Sign
from plans.tracking.notices import LEVELS, level_of, numbered
from tests.plans.campaigning import day
from tests.tracking.matters import Desk
from tests.tracking.seeing import sampled, tree

PATH = "/tracking/notice/"


@pytest.mark.parametrize(
    ("lights", "title"),
    [
        ([Light.BLUE], "督办事项提醒单"),
        ([Light.BLUE, Light.YELLOW], "催办单"),
        ([Light.YELLOW, Light.RED, Light.BLUE], "督查通知单"),
        ([Light.RED], "督查通知单"),
    ],
)
def test_the_worst_light_chooses_the_wording(lights, title):
    assert level_of([Sign(light, "因为") for light in lights]).title == title


def test_stricter_notices_leave_less_time():
    days = [level.days for level in LEVELS.values()]
    assert list(LEVELS) == [Light.BLUE, Light.YELLOW, Light.RED]
    assert days == sorted(days, reverse=True) and len(set(days)) == 3


@pytest.mark.parametrize(
    ("number", "place", "wanted"),
    [
        ("教督〔2026〕12号", 0, "教督〔2026〕12号"),
        ("教督〔2026〕12号", 3, "教督〔2026〕15号"),
        ("教督〔2026〕009号", 1, "教督〔2026〕010号"),
        ("第九号", 2, "第九号"),
        ("", 2, ""),
    ],
)
def test_numbers_count_on(number, place, wanted):
    assert numbered(number, place) == wanted


@pytest.fixture
def desk(bureau):
    return Desk(bureau)


@pytest.fixture
def late(desk):
    """A matter whose last day is over."""
    matter = desk.matter("working", title="消防设施整改", text="更换报警主机。")
    Matter.objects.filter(pk=matter.pk).update(begun_on=day(-40), due_on=day(-3), progress=30)
    return matter


def asked(client, *matters, **facts):
    query = {"matter": [matter.pk for matter in matters], "as": "docx", **facts}
    return client.get(PATH, query)


def opened(response):
    assert response.status_code == 200, response.content.decode()[:2000]
    assert response["Content-Disposition"].startswith("attachment")
    return docx.Document(io.BytesIO(response.content))


def words(document):
    lines = [paragraph.text for paragraph in document.paragraphs]
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return lines, cells


@pytest.mark.django_db
def test_a_notice_says_who_what_until_when_and_has_a_receipt(desk, late, client_of):
    facts = {"number": "教督〔2026〕7号", "signer": "青禾县教育局", "on": "2026-11-25"}
    lines, cells = words(opened(asked(client_of(desk.admin), late, **facts)))
    # Looked at before it is issued, it says so, and leaves no trace.
    assert lines[:4] == ["（预览，尚未出具）", "督查通知单", "教督〔2026〕7号", "安全股："]
    assert not IssuedNotice.objects.exists() and not late.steps.filter(action="inspect").exists()
    # Two working days after Wednesday the 25th.
    assert any("2026年11月27日前书面说明逾期原因" in line for line in lines)
    assert lines.index("青禾县教育局") < lines.index("2026年11月25日")
    assert "消防设施整改\n更换报警主机。" in cells and f"{day(-3)}" in cells
    assert any("回　执" in line for line in lines)
    assert {"收到人（签字）", "收到时间"} <= set(cells)
    assert any("教督〔2026〕7号（1件）已收到" in line for line in lines)


@pytest.mark.django_db
def test_each_lead_has_its_own_notice_with_the_next_number(desk, late, client_of):
    near = desk.matter("dispatched", title="校车路线复核", lead_unit=None, lead_school=desk.school)
    Matter.objects.filter(pk=near.pk).update(begun_on=day(-20), due_on=day(1))
    document = opened(asked(client_of(desk.leader), late, near, number="教督〔2026〕9号"))
    lines, _ = words(document)
    assert [line for line in lines if line in ("督查通知单", "催办单")] == ["督查通知单", "催办单"]
    assert {"教督〔2026〕9号", "教督〔2026〕10号", "安全股：", "河湾小学："} <= set(lines)
    assert len(document.tables) == 4
    assert document.tables[1].rows[1].height.mm == pytest.approx(14, abs=0.1)


@pytest.mark.django_db
def test_the_kind_may_be_chosen(desk, late, client_of):
    lines, _ = words(opened(asked(client_of(desk.admin), late, level="remind")))
    assert lines[1] == "督办事项提醒单"


@pytest.mark.django_db
def test_chinese_and_latin_letters_have_the_official_fonts(desk, late, client_of):
    document = opened(asked(client_of(desk.admin), late))
    title = document.paragraphs[1].runs[0]
    fonts = title._element.rPr.rFonts
    assert {fonts.get(qn(f"w:{s}")) for s in ("ascii", "hAnsi", "eastAsia")} == {"方正小标宋简体"}
    assert title.font.size.pt == 22
    text = document.paragraphs[3].runs[0]
    assert text._element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert text.font.size.pt == 16
    assert round(document.sections[0].page_width.mm) == 210


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"matter": []}, "至少勾选一件"),
        ({"matter": ["x"]}, "不能发通知"),
        ({"matter": ["99999999999999999999999"]}, "不能发通知"),
        ({"matter": ["\x00"]}, "不能发通知"),
        ({"on": "2026-02-30"}, "日期"),
        ({"on": "9999-12-31"}, "年份要在"),
        ({"signer": ""}, "必填"),
        ({"number": "号" * 41}, "40"),
        ({"number": "\x00"}, "空字符"),
        ({"level": "shout"}, "shout"),
    ],
)
def test_what_is_filled_in_wrongly_is_said_and_kept(facts, told, desk, late, client_of):
    given = {"number": "教督〔2026〕3号", "matter": [late.pk], **facts}
    response = client_of(desk.admin).get(PATH, {"as": "docx", **given})
    html = response.content.decode()
    assert response.status_code == 422 and told in html
    assert "number" in facts or "教督〔2026〕3号" in html
    assert "matter" in facts or f'value="{late.pk}" checked' in html


@pytest.mark.django_db
def test_what_is_closed_not_sent_or_of_others_gets_no_notice(desk, late, other_bureau, client_of):
    closed, inside = desk.matter("closed"), desk.matter("checked")
    for wrong in (closed, inside):
        response = asked(client_of(desk.admin), late, wrong)
        assert response.status_code == 422
    stranger = desk.people["bureau_leader"]
    stranger.post.region = other_bureau
    stranger.post.save()
    assert asked(client_of(stranger), late).status_code == 422


@pytest.mark.django_db
def test_the_list_shows_red_and_yellow_unless_asked(desk, client_of):
    sampled(desk)
    client = client_of(desk.admin)

    def lights(query=""):
        page = tree(client.get(PATH + query))
        return {
            sign.text_content() for sign in page.xpath("//tbody//span[contains(@class,'sign')]")
        }

    assert lights() == {"红灯", "黄灯"}
    assert lights("?light=blue") == {"蓝灯"}
    assert lights("?light=grey") == set()
    ticked = tree(client.get(f"{PATH}?light=red&tick=all")).xpath("//tbody//input/@checked")
    assert len(ticked) > 2


@pytest.mark.django_db
def test_control_characters_of_a_title_do_not_break_the_file(desk, late, client_of):
    Matter.objects.filter(pk=late.pk).update(title="消防\x0b设施\x1f整改")
    _, cells = words(opened(asked(client_of(desk.admin), late)))
    assert any("消防设施整改" in cell for cell in cells)

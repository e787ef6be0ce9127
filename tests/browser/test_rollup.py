"""A county target is divided with a correction by hand, its letter goes out; axe on all pages."""

from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from plans.models import AssignedTarget
from plans.rollup import assigning
from tests.browser.conftest import PHONE
from tests.browser.test_accessibility import FAULTS, LOOKS
from tests.conftest import county as a_county
from tests.plans.rollups import County

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def county(transactional_db):
    bureau = a_county("530199", "青禾县", "云岭省长川市青禾县")
    found = County(bureau, [("99", 300), ("96", 100)], waiting=1)
    found.promise(found.boarders, "48")
    found.promise(found.rate, "98.5")
    return found


@pytest.fixture
def page_of(open_page, live_server):
    """A function: user -> a page signed in as him."""

    def page(user, *size, script=True):
        client = Client()
        client.force_login(user)
        opened = open_page(*size, script=script)
        session = client.cookies["sessionid"].value
        cookie = {"name": "sessionid", "value": session, "url": live_server.url}
        opened.context.add_cookies([cookie])
        return opened

    return page


def address(county, name, *args):
    return reverse(name, args=[county.campaign.pk, *args])


def values():
    return sorted(AssignedTarget.objects.values_list("value", flat=True))


def test_a_target_is_divided_corrected_and_issued(county, page_of):
    page = page_of(county.staff)
    page.goto(address(county, "campaign-rollup"))
    page.get_by_role("link", name="分解到校：寄宿生数").click()
    tally = page.get_by_role("status")
    expect(tally).to_contain_text("各校之和 48 人")
    expect(tally).to_contain_text("正好分完")
    page.get_by_label("第1小学的分解目标").fill("30")
    expect(tally).to_contain_text("各校之和 42 人")
    expect(tally).to_contain_text("还差 6")
    page.get_by_label("第3小学的分解目标").fill("7")
    expect(tally).to_contain_text("超出 1")
    page.get_by_label("全县目标").fill("49")
    expect(tally).to_contain_text("正好分完")
    page.get_by_label("全县目标").fill("48")
    page.get_by_label("第3小学的分解目标").fill("6")
    expect(tally).to_contain_text("正好分完")
    page.get_by_role("button", name="存入草稿").click()
    expect(page.get_by_role("heading", name="第 1 版")).to_be_visible()
    assert values() == [6, 12, 30]
    leader = page_of(county.leader)
    leader.goto(address(county, "campaign-letters"))
    leader.get_by_role("button", name="下达给 3 所学校").click()
    expect(leader.get_by_text("已下达", exact=True)).to_be_visible()
    head = page_of(county.head(county.schools[0]), PHONE)
    own = county.submission(county.schools[0])
    head.goto(reverse("submission-letter", args=[own.pk]))
    expect(head.get_by_role("row", name="寄宿生数")).to_contain_text("30")
    with head.expect_download() as download:
        head.get_by_role("link", name="下载 PDF").click()
    assert download.value.suggested_filename == "第1小学2027年度目标责任书.pdf"


def test_without_a_script_the_sum_stands_after_reckoning(county, page_of):
    page = page_of(county.staff, script=False)
    page.goto(address(county, "campaign-rollup-division", county.boarders.pk))
    page.get_by_label("全县目标").fill("10")
    page.get_by_role("combobox", name="分解办法").select_option("equally")
    page.get_by_role("button", name="按此办法算").click()
    expect(page.get_by_role("status")).to_contain_text("各校之和 10 人")
    page.get_by_label("第1小学的分解目标").fill("两")
    page.get_by_role("button", name="存入草稿").click()
    expect(page.get_by_label("第1小学的分解目标")).to_have_value("两")
    expect(page.get_by_text("请填写数字")).to_be_visible()
    page.get_by_label("第1小学的分解目标").fill("4")
    page.get_by_role("button", name="存入草稿").click()
    expect(page.get_by_role("cell", name="正好分完")).to_be_visible()
    assert values() == [3, 3, 4]


def faults(page, path):
    page.goto(path)
    page.evaluate(Axe().axe_script)
    for size, scheme, options in LOOKS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        for fault in page.evaluate(FAULTS, options):
            yield f"{path} {size['width']} {scheme} {fault}"
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > size["width"]:
            yield f"{path} {size['width']} runs out to {width}"


def test_axe_finds_nothing_on_full_and_empty_pages(county, page_of):
    page = page_of(county.admin)
    rows = ("campaign-rollup", ()), ("campaign-letters", ())
    pairs = [(one, (one.pk,)) for one in (county.rate, county.boarders)]
    found = [
        *(address(county, name, *args) for name, args in rows),
        *(address(county, "campaign-rollup-indicator", *args) for _, args in pairs),
        *(address(county, "campaign-rollup-division", *args) for _, args in pairs),
    ]
    wrong = [fault for path in found for fault in faults(page, path)]
    own = county.submission(county.schools[0])
    head = page_of(county.head(county.schools[0]))
    letter = reverse("submission-letter", args=[own.pk])
    wrong += faults(head, letter)
    facts = {
        "indicator": county.boarders,
        "whole": Decimal(48),
        "basis": "by_hand",
        "measure": None,
    }
    assigning.assign(
        county.campaign, user=county.admin, facts=facts, values={own.pk: (None, Decimal(30))}
    )
    wrong += faults(page, address(county, "campaign-letters"))
    draft = assigning.newest_set(county.campaign, county.admin)
    assigning.issue(county.campaign, user=county.admin, seen=assigning.stamp(draft))
    for path in (*found, address(county, "campaign-letter", own.pk)):
        wrong += faults(page, path)
    wrong += faults(head, letter)
    assert not wrong, "\n".join(wrong)

"""The bell and the list of notices in a real browser: keyboard, no script, phone, axe."""

import pytest
from playwright.sync_api import expect

from eduplan.accounts.models import Role
from plans.models import Notice
from plans.noticing import tell
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import OUT_OF_ORDER, UNSEEN_FOCUS, faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIST = "/notices/"
ASKED = "河湾小学申请把《2027年度学校工作计划上报》延期到2027年1月20日，请答复。"
LATE = "《2027年度学校工作计划上报》有12所学校逾期未交，请到看板查看。"


@pytest.fixture
def told(clerk):
    """Three notices, the last of which is read."""
    for text, where in ((ASKED, "/plans/"), (LATE, "/sources/"), ("第三条通知", "/plans/")):
        tell([clerk], text=text, where=where)
    Notice.objects.filter(text="第三条通知").read()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_from_the_bell_to_what_a_notice_is_about(sign_in, told, script):
    page = sign_in(script=script)
    page.get_by_role("link", name="通知 2 条未读").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("通知")
    expect(page.locator("tbody tr")).to_have_count(3)
    page.get_by_role("button", name=LATE).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("来源文件")
    expect(page.get_by_role("link", name="通知 1 条未读")).to_be_visible()
    page.goto(LIST)
    page.get_by_role("button", name="全部标为已读").click()
    expect(page.get_by_role("status")).to_have_text("已把 1 条通知标为已读。")
    expect(page.get_by_role("link", name="通知", exact=True)).to_be_visible()
    expect(page.get_by_text("全部标为已读")).to_have_count(0)
    assert not Notice.objects.unread().exists()


def test_axe_finds_nothing_with_notices_and_without(sign_in, told):
    page = sign_in()
    found = list(faults(page, LIST))
    Notice.objects.all().delete()
    found += faults(page, LIST)
    expect(page.get_by_role("heading", level=2)).to_have_text("还没有通知")
    assert not found, "\n".join(found)


def test_focus_is_seen_and_follows_the_page(sign_in, told):
    page = sign_in()
    page.goto(LIST)
    page.keyboard.press("Tab")
    wrong = [
        found for question in (OUT_OF_ORDER, UNSEEN_FOCUS) for found in page.evaluate(question)
    ]
    assert not wrong, "\n".join(wrong)


def test_the_bell_takes_no_line_of_its_own(sign_in, clerk):
    """Two posts, a number of two digits and a sign: the most that the head ever holds."""
    clerk.appoint(Role.BUREAU_LEADER, region=clerk.region)
    rows = [Notice(user=clerk, text=f"第{n}条", where="/") for n in range(120)]
    Notice.objects.bulk_create(rows)
    page = sign_in(PHONE)
    for size, height in ((DESKTOP, 60), (PHONE, 220)):
        page.set_viewport_size(size)
        page.goto(LIST)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert page.locator("header.top").bounding_box()["height"] < height
        assert page.locator(".bell").bounding_box()["height"] < 40
        tops = page.evaluate("[...document.querySelectorAll('.who > *')].map(e => e.offsetTop)")
        assert max(tops) - min(tops) < 12

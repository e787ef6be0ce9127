"""Matters in a browser: sent and told once, rules by keyboard, a notice issued and signed."""

import pytest
from playwright.sync_api import expect

from eduplan.accounts.models import Role
from indicators.models import Unit
from plans.models import IssuedNotice, Matter, NoticeReceipt, TrackingRules
from plans.tracking import issuing, rule_making
from tests.browser.conftest import DESKTOP, PASSWORD, PHONE
from tests.browser.test_accessibility import (
    OUT_OF_ORDER,
    UNSEEN_FOCUS,
    ZOOMED,
    client,
    faults,
    page,
    user,
)
from tests.conftest import person
from tests.plans.campaigning import day
from tests.tracking.test_digest import RULES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ("client", "page", "user")


@pytest.fixture
def lead(user):
    """Who works in the unit that leads all matters here."""
    unit = Unit.objects.create(region=user.region, name="安全股", is_confirmed=True)
    lead = person("lead", Role.BUREAU_STAFF, user.region, PASSWORD)
    lead.post.unit = unit
    lead.post.save()
    return lead


@pytest.fixture
def matters(user, lead):
    """Two that wait to be sent, and one that is late."""
    facts = {"bureau": user.region, "created_by": user, "lead_unit": lead.unit}
    facts |= {"begun_on": day(-40)}
    return [
        Matter.objects.create(title=title, due_on=day(days), state=state, **facts)
        for title, days, state in (
            ("校车路线复核", 30, "checked"),
            ("护学岗设置", 40, "checked"),
            ("消防设施整改", -3, "working"),
        )
    ]


@pytest.fixture
def issued(user, matters):
    """The notice about the late one."""
    late = Matter.objects.filter(title="消防设施整改")
    return issuing.issue(late, user=user, on=day(), signer="青禾县教育局")[0]


@pytest.fixture
def paths(user, issued):
    """Addresses of all pages, with rules that were changed."""
    rule_making.set_rules(user=user, seen=0, **{**RULES, "near": 8})
    number = issued.pk
    return ["/tracking/rules/", "/tracking/notices/", f"/tracking/notices/{number}/"]


def sign_in(open_page, name, size=DESKTOP):
    """A page of somebody with a password."""
    opened = open_page(size)
    opened.goto("/login/")
    opened.locator("#id_username").fill(name)
    opened.locator("#id_password").fill(PASSWORD)
    opened.keyboard.press("Enter")
    expect(opened.get_by_role("heading", level=1)).to_have_text("工作台")
    return opened


def test_what_is_sent_together_is_told_once_and_leads_to_the_own_matters(
    page, open_page, lead, matters
):
    page.goto("/matters/?state=checked")
    for title in ("校车路线复核", "护学岗设置"):
        page.get_by_role("row", name=title).get_by_role("checkbox").check()
    page.get_by_role("button", name="下发").click()
    expect(page.get_by_role("status")).to_contain_text("已下发 2 项")
    own = sign_in(open_page, "lead")
    own.get_by_role("link", name="通知 1 条未读").click()
    own.get_by_role("button", name="安全股有新下发的督办事项，请签收。").click()
    expect(own.get_by_role("heading", level=1)).to_have_text("我的督办事项")
    expect(own.get_by_role("button", name="签收")).to_have_count(2)


def test_rules_are_made_by_keyboard_alone(page):
    page.goto("/tracking/rules/")
    page.get_by_label("临近：还剩几个工作日转黄灯").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("8")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "6":
            break
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("已启用新的督办规则")
    row = TrackingRules.objects.get()
    assert (row.near, row.weekdays) == (8, [1, 2, 3, 4, 5, 7])
    expect(page.locator(".rule-history")).to_contain_text("临近")


def test_a_notice_is_issued_and_signed_for(page, open_page, lead, matters):
    page.goto("/tracking/notice/")
    page.get_by_role("checkbox", name="消防设施整改").check()
    page.get_by_role("button", name="出具").click()
    expect(page.get_by_role("status")).to_contain_text("已出具 1 份")
    notice = IssuedNotice.objects.get()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{notice}")
    own = sign_in(open_page, "lead", PHONE)
    own.goto("/my-matters/")
    own.get_by_role("button", name=f"签收 {notice}").click()
    expect(own.get_by_role("status")).to_contain_text("已签收")
    assert NoticeReceipt.objects.get().by == lead
    page.goto("/tracking/notices/")
    expect(page.get_by_role("row", name=notice.number)).to_contain_text("lead")
    with page.expect_download() as taken:
        page.get_by_role("link", name=f"下载 {notice}").click()
    assert taken.value.path().read_bytes() == bytes(notice.file.content)


def test_axe_finds_nothing_full_and_empty(page, user, request):
    empty = ["/tracking/rules/", "/tracking/notices/", "/tracking/notices/?show=open"]
    found = {fault for path in empty for fault in faults(page, path)}
    paths = request.getfixturevalue("paths")
    found |= {fault for path in paths for fault in faults(page, path)}
    assert not found, "\n".join(sorted(found))


@pytest.mark.parametrize("size", [DESKTOP, PHONE, ZOOMED], ids=["desktop", "phone", "zoomed"])
def test_nothing_runs_out_sideways(size, page, paths):
    page.set_viewport_size(size)
    wide = []
    for path in paths:
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        wide += [(path, width)] if width > size["width"] else []
    assert not wide


def test_focus_is_seen_and_follows_the_page(page, paths):
    wrong = []
    for path in paths:
        page.goto(path)
        page.keyboard.press("Tab")
        for question in (OUT_OF_ORDER, UNSEEN_FOCUS):
            wrong += [f"{path} {found}" for found in page.evaluate(question)]
    assert not wrong, "\n".join(wrong)

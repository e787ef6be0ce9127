"""A bureau at its board: gives back with comments, approves many by keyboard, hands out a link.

Set ``EDUPLAN_SCREENSHOTS`` to a folder to keep a picture of every step.
"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from eduplan.accounts.models import Role
from plans import submitting
from plans.models import Submission
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import ALL, COLOURS, FAULTS, OUT_OF_ORDER, UNSEEN_FOCUS
from tests.conftest import county
from tests.plans.campaigning import day, fill, form_of, item, now, opened, school_of, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAMES = ("城关小学", "河湾小学", "青山小学", "长坪教学点")


@pytest.fixture
def admin(transactional_db):
    bureau = county("530199", "青禾县", "云岭省长川市青禾县")
    return somebody("wanghua", Role.BUREAU_ADMIN, bureau)


@pytest.fixture
def campaign(admin):
    """Three schools have submitted, one has not begun and nobody to sign in."""
    schools = [school_of(admin.region, name, town="城关镇") for name in NAMES]
    campaign = opened(admin, form_of(admin.region), schools)
    for number, school in enumerate(schools[:3]):
        head = somebody(f"head{number}", Role.SCHOOL_HEAD, admin.region, school)
        submitting.submit(fill(campaign.submissions.get(school=school), head), user=head)
    return campaign


@pytest.fixture
def enter(open_page, live_server, admin):
    """A function: window size, script on or off -> a page where the administrator is signed in."""

    def page(size=DESKTOP, *, script=True):
        client = Client()
        client.force_login(admin)
        opened = open_page(size, script=script)
        session = client.cookies["sessionid"].value
        cookie = {"name": "sessionid", "value": session, "url": live_server.url}
        opened.context.add_cookies([cookie])
        return opened

    return page


def row(campaign, name):
    return Submission.objects.for_page().get(campaign=campaign, school__name=name)


def states(campaign):
    return dict(campaign.submissions.values_list("school__name", "state"))


def test_many_are_approved_by_keyboard_alone(enter, campaign):
    page = enter()
    page.goto(reverse("campaign", args=[campaign.pk]))
    page.get_by_role("region", name="学校上报情况").focus()
    page.keyboard.press("j")
    expect(page.get_by_label("选择城关小学")).to_be_focused()
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("ArrowDown")
    page.keyboard.press(" ")
    expect(page.get_by_role("status").filter(has_text="已选 3 所")).to_be_visible()
    page.get_by_role("button", name="通过选中的").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("选中 3 所，其中已上报、可以通过的 2 所。其余 1 所")
    expect(dialog.get_by_role("button", name="确认通过")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert states(campaign)["城关小学"] == "submitted"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("通过的结果")
    expect(page.get_by_text("已通过 2 份，1 份没有通过。")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="长坪教学点")).to_contain_text("未开始")
    assert states(campaign) == {
        "城关小学": "approved", "河湾小学": "approved", "青山小学": "submitted",
        "长坪教学点": "not_started",
    }  # fmt: skip


def test_without_script_the_page_asks_before_it_approves(enter, campaign):
    page = enter(script=False)
    page.goto(reverse("campaign", args=[campaign.pk]) + "?state=submitted")
    page.get_by_role("link", name="全选本页").click()
    page.get_by_role("button", name="通过选中的").click()
    expect(page.get_by_role("main")).to_contain_text("可以通过的 3 所")
    page.get_by_role("button", name="确认通过").click()
    expect(page.get_by_text("已通过 3 份。")).to_be_visible()
    expect(page).to_have_url(re.compile("state=submitted"))
    assert list(states(campaign).values()).count("approved") == 3


def test_rows_are_chosen_by_mouse_one_by_one_and_in_a_stretch(enter, campaign):
    page = enter()
    page.goto(reverse("campaign", args=[campaign.pk]))
    page.get_by_role("row").filter(has_text="城关小学").get_by_text("城关镇").click()
    expect(page.get_by_text("已选 1 所")).to_be_visible()
    last = page.get_by_role("row").filter(has_text="青山小学")
    last.get_by_text("城关镇").click(modifiers=["Shift"])
    expect(page.get_by_text("已选 4 所")).to_be_visible()
    page.get_by_role("link", name="全选本页").click()
    expect(page.get_by_text("选择学校以后，可以一起办理")).to_be_visible()


def test_one_is_read_commented_and_given_back(enter, campaign):
    page = enter()
    found = row(campaign, "城关小学")
    page.goto(reverse("campaign", args=[campaign.pk]))
    page.get_by_label("选择城关小学").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("城关小学")
    page.get_by_role("button", name="打开审阅").click()
    pupils = item(campaign.form, "n1").key
    page.locator(f"#{pupils}").get_by_text("写意见").focus()
    page.keyboard.press("c")
    expect(page.locator(f"#comment-{pupils}")).to_be_focused()
    page.keyboard.type("与学籍系统的人数不一致")
    expect(page.get_by_text("已写 1 条意见。")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_label("退回原因").fill("人数请按学籍系统填写")
    page.get_by_label("修改到哪一天").fill(day(6).isoformat())
    page.get_by_role("button", name="退回学校").click()
    expect(page.get_by_text("已退回。")).to_be_visible()
    assert now(found).state == "returned" and now(found).due_on == day(6)
    comment = found.events.latest("at", "pk").comments.get()
    assert (comment.field, comment.text) == (pupils, "与学籍系统的人数不一致")
    page.locator("body").press("j")
    expect(page.get_by_role("heading", level=1)).to_have_text("河湾小学")
    page.keyboard.press("j")
    expect(page.get_by_role("heading", level=1)).to_have_text("青山小学")
    page.keyboard.press("k")
    expect(page.get_by_role("heading", level=1)).to_have_text("河湾小学")


def test_typed_comments_outlive_a_faster_colleague(enter, campaign, admin):
    page = enter()
    found = submitting.open_(row(campaign, "城关小学"), user=admin)
    page.goto(reverse("submission-review", args=[found.pk]))
    key = item(campaign.form, "r1").key
    page.locator(f"#{key}").get_by_text("写意见").click()
    page.locator(f"#comment-{key}").fill("比全县低")
    page.get_by_label("退回原因").fill("请再提高")
    submitting.approve(found, user=admin, version=found.version)
    page.get_by_role("button", name="退回学校").click()
    expect(page.get_by_role("alert")).to_contain_text("办理了“通过”")
    expect(page.locator(f"#comment-{key}")).to_have_value("比全县低")
    expect(page.get_by_label("退回原因")).to_have_value("请再提高")


def test_a_link_is_made_copied_and_revoked(enter, campaign):
    page = enter()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(reverse("campaign", args=[campaign.pk]))
    page.get_by_role("link", name="无账号，发链接").click()
    page.get_by_label("发给谁").fill("赵老师")
    page.get_by_role("button", name="生成链接").click()
    page.get_by_role("button", name="复制").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "/fill/" in copied and copied == page.get_by_label("填报网址").input_value()
    page.get_by_role("button", name="停用发给赵老师的链接").click()
    expect(page.get_by_role("row").filter(has_text="赵老师")).to_contain_text("已停用")
    expect(page.get_by_label("填报网址")).to_have_count(0)


def faults(page, path):
    """What axe finds on a page at both sizes, colours also by night."""
    page.goto(path)
    page.evaluate(Axe().axe_script)
    for size, scheme, options in (
        (DESKTOP, "dark", COLOURS),
        (DESKTOP, "light", ALL),
        (PHONE, "light", ALL),
    ):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        yield from (f"{path} {size['width']} {scheme} {f}" for f in page.evaluate(FAULTS, options))
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > size["width"]:
            yield f"{path} is {width} wide"
    page.keyboard.press("Tab")
    for question in (OUT_OF_ORDER, UNSEEN_FOCUS):
        yield from (f"{path} {found}" for found in page.evaluate(question))


def test_axe_finds_nothing_and_every_page_fits(enter, campaign, admin):
    page = enter()
    first, second, third, last = (row(campaign, name) for name in NAMES)
    submitting.approve(first, user=admin, version=first.version)
    second = submitting.open_(second, user=admin)
    key = item(campaign.form, "r1").key
    submitting.give_back(
        second, user=admin, version=second.version, reason="改", due_on=day(3), comments={key: "低"}
    )
    submitting.open_(third, user=admin)
    Submission.objects.filter(pk=last.pk).update(asked_until=day(40), asked_reason="大雪")
    paths = [
        reverse(name, args=[campaign.pk]) + query
        for name, query in (
            ("campaign", ""), ("campaign", "?q=没有"), ("campaign", "?chosen=page"),
            ("campaign-remind", ""), ("campaign-links", ""),
        )
    ]  # fmt: skip
    for found in (first, second, third, last):
        paths += [reverse(n, args=[found.pk]) for n in ("submission-review", "submission-links")]
    paths.append(reverse("submission-review", args=[first.pk]) + "?unlock=1")
    found = [fault for path in paths for fault in faults(page, path)]
    assert not found, "\n".join(found)

"""The life of a matter in the browser, the lines of who leads it, and both at every size."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from eduplan.accounts.models import Role
from plans.models import Matter
from plans.tracking import steps
from tests.browser.conftest import PASSWORD, PHONE
from tests.browser.test_accessibility import faults
from tests.browser.test_session import NOTICE, expire, sign_in_beside
from tests.conftest import person
from tests.plans.campaigning import day
from tests.plans.records import recorded
from tests.tracking.matters import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(clerk):
    """People around matters, which the clerk's own section leads."""
    desk = Desk(clerk.region)
    clerk.post.unit = desk.unit
    clerk.post.save()
    return desk


@pytest.fixture
def as_leader(open_page, clerk):
    """A page of the bureau's leader."""
    person("leader", Role.BUREAU_LEADER, clerk.region, PASSWORD)
    page = open_page()
    page.goto("/login/")
    page.locator("#id_username").fill("leader")
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("工作台")
    return page


def take(page, matter, step, **fields):
    """Open a step of a matter and send it."""
    page.goto(reverse("matter", args=[matter.pk]))
    form = page.locator(f"#do-{step}")
    if form.get_attribute("open") is None:
        form.locator("summary").click()
    for name, value in fields.items():
        form.locator(f"[name={name}]").fill(value)
    form.locator("button").click()
    expect(page.locator(".messages")).to_contain_text("已")


def test_a_task_is_followed_from_the_plan_to_its_closing(sign_in, as_leader, clerk, desk):
    plan = recorded(clerk.region).plans.get()
    plan.state = "published"
    plan.save()
    plan.tasks.update(state="accepted", lead_unit=desk.unit, due_on=day(60))
    page = sign_in()
    page.goto(reverse("plan", args=[plan.pk]))
    page.get_by_role("link", name="立项督办").click()
    page.get_by_label("全选").check()
    page.get_by_role("button", name="立项", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("已立项 1 项")
    matter = Matter.objects.get()
    as_leader.goto(reverse("matter-list"))
    as_leader.get_by_label(f"勾选“{matter.title}”").check()
    as_leader.get_by_role("button", name="审核", exact=True).click()
    expect(as_leader.locator(".messages")).to_contain_text("已审核 1 项")
    page.reload()
    page.get_by_label("全选本页").check()
    page.get_by_role("button", name="下发", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("已下发 1 项")
    page.goto(reverse("my-matters"))
    page.get_by_role("button", name="签收").click()
    line = page.locator(f"#m{matter.pk}")
    line.get_by_label("进度（%）", exact=True).first.fill("40")
    line.get_by_label("最新进展").fill("已开工两所")
    line.get_by_role("button", name="保存").click()
    expect(line).to_contain_text("已保存")
    take(page, matter, "ask_extension", until=f"{day(90):%Y-%m-%d}", reason="雨季停工")
    take(as_leader, matter, "grant_extension", until=f"{day(80):%Y-%m-%d}")
    take(page, matter, "finish", note="全部完成")
    take(page, matter, "give_back", reason="缺少验收表")
    take(page, matter, "finish", note="已补验收表")
    take(as_leader, matter, "close", note="同意销号")
    matter.refresh_from_db()
    assert (matter.state, matter.due_on, matter.first_due_on) == ("closed", day(80), day(60))
    expect(as_leader.locator(".matter-steps > li")).to_have_count(11)
    expect(as_leader.get_by_text("现在没有需要您办理的步骤")).to_have_count(0)


@pytest.fixture
def working(desk):
    """A matter that the clerk's section works on."""
    return desk.matter("working", title="整治校园周边")


def test_one_key_says_that_nothing_has_changed(sign_in, working):
    page = sign_in()
    page.goto(reverse("my-matters"))
    line = page.locator(f"#m{working.pk}")
    line.get_by_label("最新进展").fill("n")
    line.focus()
    page.keyboard.press("n")
    expect(line).to_contain_text("已记：进展无变化")
    expect(line).to_be_focused()
    assert working.steps.filter(action="report").count() == 1


class Keys:
    """A keyboard that counts each press, of a chord each key; what is typed as words apart."""

    def __init__(self, page):
        self.page, self.presses, self.characters = page, 0, 0

    def press(self, key):
        self.presses += len(key.split("+"))
        self.page.keyboard.press(key)

    def say(self, words):
        self.characters += len(words)
        self.page.keyboard.type(words)


DAILY = 45
"""Presses that the daily update of twenty lines may take."""


def test_twenty_lines_are_answered_with_at_most_45_presses(sign_in, desk):
    """Sixteen have not changed; of four the progress (its digits count) and a note are new."""
    for number in range(20):
        desk.matter("working", title=f"第{number + 1}项校园安全整治")
    page = sign_in()
    page.goto(reverse("my-matters"))
    keys, lines = Keys(page), page.locator("[data-line]")
    expect(lines).to_have_count(20)
    keys.press("n")
    for number in range(20):
        expect(lines.nth(number)).to_be_focused()
        expect(lines.nth(number)).to_be_in_viewport()
        if number % 5 != 3:
            keys.press("n")
            continue
        keys.press("Enter")
        expect(lines.nth(number).locator("[name=progress]")).to_be_focused()
        for digit in f"{40 + number}":
            keys.press(digit)
        keys.press("Tab")
        keys.say("已完成三所学校的排查，其余两所本周五前完成。")
        keys.press("Control+Enter")
    expect(page.locator("[data-line].is-saved")).to_have_count(20)
    found = Matter.objects.order_by("pk").values_list("progress", flat=True)
    assert list(found) == [40 + n if n % 5 == 3 else 0 for n in range(20)]
    assert all(matter.steps.filter(action="report").count() == 1 for matter in Matter.objects.all())
    assert keys.presses <= DAILY and keys.characters == 4 * 22, keys.presses


def test_keys_wait_for_the_line_and_stop_where_something_is_wrong(sign_in, desk):
    for number in range(3):
        desk.matter("working", title=f"第{number + 1}项")
    page = sign_in()
    page.goto(reverse("my-matters"))
    lines = page.locator("[data-line]")
    page.keyboard.press("n")
    page.keyboard.press("ArrowDown")
    expect(lines.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("150")
    page.keyboard.press("Control+Enter")
    # The browser itself says what is wrong, and keeps the place.
    expect(lines.nth(1).locator("[name=progress]")).to_be_focused()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("50")
    page.keyboard.press("Control+Enter")
    expect(lines.nth(1)).to_contain_text("请写一句进展")
    expect(lines.nth(1).get_by_label("最新进展")).to_be_focused()
    page.keyboard.type("完成一半")
    page.keyboard.press("Control+Enter")
    expect(lines.nth(2)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(lines.nth(0)).to_be_focused()


def test_a_mouse_stays_with_the_line_that_it_saved(sign_in, desk):
    for number in range(2):
        desk.matter("working", title=f"第{number + 1}项")
    page = sign_in()
    page.goto(reverse("my-matters"))
    line = page.locator("[data-line]").first
    line.get_by_role("button", name="无变化").click()
    expect(line).to_contain_text("已记：进展无变化")
    expect(line).to_be_focused()


def test_a_line_is_saved_without_script(sign_in, working):
    page = sign_in(script=False)
    page.goto(reverse("my-matters"))
    line = page.locator(f"#m{working.pk}")
    line.get_by_label("进度（%）").fill("70")
    line.get_by_label("最新进展").fill("快完成了")
    line.get_by_role("button", name="保存").click()
    expect(page.locator(".messages")).to_contain_text("已保存")
    working.refresh_from_db()
    assert (working.progress, working.note) == (70, "快完成了")


def test_what_was_typed_outlives_a_session_and_a_colleague(sign_in, working, clerk):
    page = sign_in(PHONE)
    page.goto(reverse("my-matters"))
    line = page.locator(f"#m{working.pk}")
    line.get_by_label("最新进展").fill("写了很久的话")
    expire()
    line.get_by_role("button", name="保存").click()
    notice = page.locator(NOTICE)
    expect(notice).to_be_in_viewport()
    expect(line.get_by_label("最新进展")).to_have_value("写了很久的话")
    sign_in_beside(page, notice.get_by_role("link"), clerk)
    steps.report(working, user=clerk, version=working.version, progress=20, note="别人写的")
    line.get_by_role("button", name="保存").click()
    expect(line).to_contain_text("别人写的")
    expect(line.get_by_label("最新进展")).to_have_value("写了很久的话")
    line.get_by_role("button", name="保存").click()
    expect(line).to_contain_text("已保存")


def addresses(matter):
    """The pages around a matter."""
    lists = ("matter-list", "my-matters", "my-matters-import", "matter-new")
    of_one = ("matter", "matter-edit", "matter-parts")
    return [*map(reverse, lists), *(reverse(name, args=[matter.pk]) for name in of_one)]


def test_the_pages_fit_every_window(sign_in, any_size, working):
    page = sign_in(any_size)
    for address in addresses(working):
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= any_size["width"], address


def test_the_pages_have_no_fault(sign_in, desk, working):
    page = sign_in()
    plan = recorded(desk.bureau).plans.get()
    plan.tasks.update(state="accepted")
    type(plan).objects.filter(pk=plan.pk).update(state="published")
    pages = [*addresses(working), reverse("matter-propose", args=[plan.pk])]
    found = [fault for address in pages for fault in faults(page, address)]
    assert not found


def test_empty_pages_have_no_fault(sign_in, desk):
    page = sign_in()
    for name in ("matter-list", "my-matters"):
        assert not list(faults(page, reverse(name)))

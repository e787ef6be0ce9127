"""The pages on which a clerk checks a plan, read in a real browser: what is to be seen of them."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from indicators.models import Indicator
from tests.browser.conftest import DESKTOP, PHONE
from tests.plans.records import recorded

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCOPE = "城东小学、城西小学、河湾教学点"


@pytest.fixture
def plan(clerk):
    """A plan with two of each record; its first statement is about three schools."""
    plan = recorded(clerk.region, times=2).plans.get()
    plan.statements.filter(pk=plan.statements.first().pk).update(scope=SCOPE)
    return plan


def width_of(cell):
    """How many characters of the text stand beside each other."""
    return cell.evaluate(
        """cell => {
            const style = getComputedStyle(cell);
            const inner = cell.clientWidth - parseFloat(style.paddingLeft) * 2;
            return inner / parseFloat(style.fontSize);
        }"""
    )


@pytest.mark.parametrize("width", [1024, 1280, 1366, 1920])
@pytest.mark.parametrize("name", ["范围", "资金来源"])
def test_the_columns_of_a_plan_hold_words(name, width, sign_in, plan):
    page = sign_in({**DESKTOP, "width": width})
    page.goto(reverse("plan", args=[plan.pk]))
    cell = page.locator(f'td[data-label="{name}"]').first
    expect(cell).to_be_visible()
    assert width_of(cell) >= 6
    assert page.evaluate("document.documentElement.scrollWidth") <= width


FAR = "全县各级各类学校" * 12 + "，其中新建幼儿园{n}所，比上年多。"
SEEN = """number => {
    const box = number.getBoundingClientRect();
    const around = number.closest('blockquote').getBoundingClientRect();
    return box.height > 0 && box.bottom <= around.bottom + 1;
}"""
"""Whether a number is not cut off with the end of its sentence."""


def records_of(page, plan):
    """The pane of the records on the review page, also where it is a tab."""
    page.goto(reverse("review", args=[plan.pk]))
    tab = page.get_by_role("link", name="记录", exact=True)
    if tab.is_visible():
        tab.click()
    return page.locator("#records")


def test_the_number_of_a_long_sentence_is_seen_without_a_click(sign_in, any_size, plan):
    for row in plan.statements.filter(category="indicator"):
        row.quote = FAR.format(n=f"{row.value:.0f}")
        row.save()
    page = sign_in(any_size)
    records = records_of(page, plan)
    card = records.locator(".card.is-statement").first
    assert card.locator("blockquote b").evaluate(SEEN)
    expect(card.locator(".far")).to_be_hidden()
    card.locator("blockquote").click()
    if any_size == PHONE:
        page.get_by_role("link", name="记录", exact=True).click()
    expect(card.locator(".far")).to_be_visible()


def test_on_a_phone_the_text_begins_in_the_upper_half(sign_in, plan):
    page = sign_in(PHONE)
    page.goto(reverse("review", args=[plan.pk]))
    assert page.locator(".paper").bounding_box()["y"] < PHONE["height"] / 2
    expect(page.locator("#id_show")).to_be_hidden()
    expect(page.locator("[data-help]")).to_be_hidden()
    page.get_by_text("筛选和操作").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id_show")).to_be_visible()
    page.get_by_text("疑点 1", exact=True).click()
    expect(page.get_by_text("合计与分项不符")).to_be_visible()


def test_on_a_phone_long_suggestions_are_read_whole(sign_in, plan):
    row = plan.statements.filter(category="indicator").first()
    row.indicator_name = f"新建幼儿园数（{'含改扩建和回购的公办与普惠性民办园' * 3}）"
    row.save()
    Indicator.objects.create(code="L1", name=row.indicator_name, unit="所")
    page = sign_in(PHONE)
    card = records_of(page, plan).locator(f"#c-{row.key}")
    card.get_by_role("link", name="修改").click()
    chips = page.locator(".suggestions button")
    expect(chips.first).to_contain_text(row.indicator_name)
    assert chips.evaluate_all("all => all.every(e => e.scrollWidth <= e.clientWidth + 1)")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("name", ["任务", "目标", "经费", "学校"])
def test_a_heading_that_a_tab_leads_to_is_not_covered(name, sign_in, any_size, clerk):
    plan = recorded(clerk.region, times=40).plans.get()
    page = sign_in(any_size)
    page.goto(reverse("plan", args=[plan.pk]))
    tabs = page.get_by_role("navigation", name="本页内容")
    tabs.get_by_role("link", name=re.compile(f"^{name}")).click()
    head = page.get_by_role("heading", name=name, exact=True)
    expect(head).to_be_in_viewport()
    bottom = tabs.bounding_box()["y"] + tabs.bounding_box()["height"]
    assert head.bounding_box()["y"] >= bottom


def test_a_wrong_duty_is_dropped_and_mended_by_keyboard(sign_in, plan):
    page = sign_in()
    duty = plan.duties.first()
    page.goto(f"{reverse('review', args=[plan.pk])}#c-{duty.key}")
    card = page.locator(f"#c-{duty.key}")
    expect(card).to_be_focused()
    page.keyboard.press("r")
    expect(card.get_by_role("button", name="恢复")).to_be_visible()
    expect(card).to_be_focused()
    expect(page.locator(f"mark#{duty.key}")).to_have_class(re.compile("is-rejected"))
    page.keyboard.press("u")
    expect(card.get_by_role("button", name="剔除")).to_be_visible()
    expect(page.locator(f"mark#{duty.key}")).not_to_have_class(re.compile("is-rejected"))
    card.focus()
    page.keyboard.press("e")
    expect(page.locator("#id_lead_unit")).to_be_focused()


def test_the_words_of_the_desk_are_explained_for_the_keyboard(sign_in, plan):
    page = sign_in()
    page.goto(reverse("review", args=[plan.pk]))
    meaning = page.get_by_text("待核、疑点、把握不大、未识别是什么意思")
    meaning.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("还没有人核对。")).to_be_visible()

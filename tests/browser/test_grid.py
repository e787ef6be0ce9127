"""A clerk fills the grid with the keyboard and the clipboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from plans.models import Plan, Statement

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plan(clerk):
    """A plan with three figures."""
    made = Plan.objects.create(bureau=clerk.region, title="青禾县2025年教育工作要点", year=2025)
    for n in range(1, 4):
        Statement.objects.create(
            plan=made, indicator_name=f"指标{n}", value=n, unit="所", comparator="exactly",
            nature="target", category="indicator", start=n, end=9,
        )  # fmt: skip
    return made


@pytest.fixture
def page(sign_in, plan):
    """The grid of the plan's figures."""
    opened = sign_in()
    opened.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened.goto(reverse("plan-grid", args=[plan.pk, "targets"]))
    return opened


def cell(page, row, field):
    return page.locator("tbody tr").nth(row).locator(f"[name$='-{field}']")


def values(plan):
    return [int(v) for v in plan.statements.order_by("pk").values_list("value", flat=True)]


def test_keys_move_and_typing_replaces(page, plan):
    cell(page, 0, "value").click()
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    expect(cell(page, 1, "value")).to_be_focused()
    page.keyboard.press("F2")
    page.keyboard.type("0")
    page.keyboard.press("Escape")
    expect(cell(page, 1, "value")).to_have_value("2")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    expect(cell(page, 2, "comparator")).to_be_focused()
    page.keyboard.type("约")
    page.keyboard.press("Tab")
    expect(cell(page, 2, "value")).to_be_focused()
    expect(page.locator(".grid-status")).to_have_text("已改 2 行，新增 0 行，还没有保存")
    page.keyboard.press("Control+z")
    expect(cell(page, 2, "comparator")).to_have_value("等于")
    page.keyboard.press("Control+s")
    expect(page.locator(".messages")).to_contain_text("已写入：修改 1 行。")
    assert values(plan) == [7, 2, 3]


def test_a_block_from_excel_fills_cells_and_adds_rows(page, plan):
    cell(page, 2, "indicator_name").click()
    lines = [
        "新建小学\t\t目标\t不低于\t1,2万\t\t所",
        '"含\t制表符"\t\t目标\t等于\t4\t\t所',
        *["补\t\t\t\t5"] * 4,
    ]
    page.evaluate("text => navigator.clipboard.writeText(text)", "\r\n".join(lines) + "\r\n")
    page.keyboard.press("Control+v")
    expect(cell(page, 3, "indicator_name")).to_have_value("含\t制表符")
    expect(page.locator("tbody tr")).to_have_count(8)
    cell(page, 2, "value").click()
    page.keyboard.type("8")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("修改 1 行，新增 5 行")
    assert values(plan) == [1, 2, 8, 4, 5, 5, 5, 5]


def test_a_block_is_copied_as_excel_takes_it_and_emptied(page):
    cell(page, 0, "value").click()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Control+c")
    assert page.evaluate("navigator.clipboard.readText()") == "1\t\t所\n2\t\t所"
    page.keyboard.press("Delete")
    expect(cell(page, 1, "value")).to_have_value("")
    page.keyboard.press("Control+z")
    expect(cell(page, 1, "value")).to_have_value("2")


def test_only_changed_rows_are_sent_and_faults_keep_what_was_typed(page, plan):
    cell(page, 1, "value").click()
    page.keyboard.type("5-6")
    with page.expect_request(lambda r: r.method == "POST") as found:
        page.keyboard.press("Control+s")
    assert found.value.post_data.count("row=") == 1
    expect(cell(page, 1, "value")).to_have_value("5-6")
    expect(page.locator(".fault")).to_contain_text("范围")
    assert values(plan) == [1, 2, 3]


def test_without_a_script_the_form_saves_all_the_same(sign_in, plan):
    page = sign_in(script=False)
    page.goto(reverse("plan-grid", args=[plan.pk, "targets"]))
    cell(page, 0, "value").fill("9")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("修改 1 行")
    assert values(plan) == [9, 2, 3]


def test_the_page_never_scrolls_sideways(sign_in, plan, any_size):
    page = sign_in(any_size)
    for kind in ("targets", "tasks", "funding"):
        page.goto(reverse("plan-grid", args=[plan.pk, kind]))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

"""The outline of a plan in a real browser: by keyboard alone, by dragging, and without script."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from plans.models import Plan, Task
from plans.outline import tasks_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plan(clerk):
    """A draft of four tasks on one level."""
    region = clerk.region
    plan = Plan.objects.create(bureau=region, region=region, title="青禾县计划", state="draft")
    for n, title in enumerate(("扩充学位", "改造食堂", "培训教师", "校园安全")):
        Task.objects.create(plan=plan, position=n, title=title, text=f"{title}的内容")
    return plan


@pytest.fixture
def edit_page(sign_in, plan):
    """A function: with script or without -> the edit page."""

    def page(**options):
        opened = sign_in(**options)
        opened.goto(reverse("plan-edit", args=[plan.pk]))
        return opened

    return page


def titles(page):
    """The outline as the page shows it: title and depth."""
    rows = page.locator("#outline tr.task")
    return rows.evaluate_all(
        "rows => rows.map(r => [r.querySelector('th').innerText.trim(), "
        "Number(r.className.match(/depth-(\\d)/)[1])])"
    )


def wait_for(page, expected):
    """Until the page shows an outline."""
    page.wait_for_function(
        "n => document.querySelectorAll('#outline tr.task').length === n", arg=len(expected)
    )
    for number, (title, depth) in enumerate(expected):
        row = page.locator("#outline tr.task").nth(number)
        expect(row.locator("th")).to_have_text(title)
        expect(row).to_have_class(re.compile(rf"depth-{depth}"))


def stored(plan):
    return [(t.title, t.depth) for t in tasks_of(plan)]


def focused_first(page):
    """Go to the first task with the Tab key."""
    page.locator("#undo-button").focus()
    while not page.evaluate("document.activeElement.matches('tr.task')"):
        page.keyboard.press("Tab")
    expect(page.locator("tr.task").first).to_be_focused()


def pressed(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_the_outline_by_keyboard_alone(edit_page, plan):
    page = edit_page()
    focused_first(page)
    expected = move_by_keys(page)
    add_by_keys(page, expected)
    split_and_merge_by_keys(page, expected)
    pressed(page, "Delete")
    del expected[2]
    wait_for(page, expected)
    expect(page.locator("tr.task").nth(2)).to_be_focused()
    assert stored(plan) == [tuple(row) for row in expected]
    pressed(page, "u")
    expected.insert(2, ["改造食堂", 1])
    wait_for(page, expected)
    expect(page.locator("tr.task").nth(2)).to_be_focused()


def move_by_keys(page):
    """Indent the second task, then move the first one down with it."""
    pressed(page, "ArrowDown", "Alt+ArrowRight")
    wait_for(page, [["扩充学位", 0], ["改造食堂", 1], ["培训教师", 0], ["校园安全", 0]])
    expect(page.locator("tr.task").nth(1)).to_be_focused()
    pressed(page, "ArrowUp", "Alt+ArrowDown")
    expected = [["培训教师", 0], ["扩充学位", 0], ["改造食堂", 1], ["校园安全", 0]]
    wait_for(page, expected)
    return expected


def add_by_keys(page, expected):
    pressed(page, "n")
    expect(page.locator("#new-t-title")).to_be_focused()
    page.keyboard.type("新任务")
    pressed(page, "Enter")
    expected.insert(3, ["新任务", 0])
    wait_for(page, expected)
    expect(page.locator("tr.task").nth(3)).to_be_focused()


def split_and_merge_by_keys(page, expected):
    """Part a task at the cursor in its text, and join the halves again."""
    pressed(page, "ArrowUp", "e")
    page.locator(".editing textarea").focus()
    pressed(page, "Control+Home", "ArrowRight", "ArrowRight", "Alt+Enter")
    expected.insert(3, ["食堂的内容", 1])
    wait_for(page, expected)
    expect(page.locator("tr.task").nth(3)).to_be_focused()
    pressed(page, "ArrowUp", "m")
    del expected[3]
    wait_for(page, expected)


def test_escape_leaves_a_form_and_comes_back_to_its_row(edit_page, plan):
    page = edit_page()
    row = page.locator("tr.task").nth(1)
    row.focus()
    page.keyboard.press("e")
    expect(page.locator(".editing .field-title input")).to_be_focused()
    page.keyboard.type("不保存")
    page.keyboard.press("Escape")
    expect(row).to_be_focused()
    expect(row.locator("th")).to_have_text("改造食堂")


def test_letters_in_a_field_are_letters(edit_page, plan):
    page = edit_page()
    page.locator("tr.task").first.focus()
    page.keyboard.press("e")
    expect(page.locator(".editing .field-title input")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type("numb")
    page.keyboard.press("Enter")
    expect(page.locator("tr.task th").first).to_have_text("扩充学位numb")


def test_a_fault_is_said_in_the_row_and_nothing_typed_is_lost(edit_page, plan):
    page = edit_page()
    page.locator("tr.task").first.focus()
    page.keyboard.press("e")
    page.locator(".editing .field-title input").fill("")
    page.locator(".editing textarea").fill("")
    page.locator(".editing .field-number input").fill("（九）")
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".editing [role=alert]")).to_contain_text("没有保存")
    expect(page.locator(".editing .field-number input")).to_have_value("（九）")
    expect(page.locator("tr.task")).to_have_count(3)


def test_a_stale_save_shows_both_versions(edit_page, plan):
    page = edit_page()
    page.locator("tr.task").first.focus()
    page.keyboard.press("e")
    field = page.locator(".editing .field-title input")
    field.fill("我的标题")
    Task.objects.filter(title="扩充学位").update(title="同事的标题", version=2)
    page.keyboard.press("Enter")
    expect(page.locator(".editing .conflict")).to_contain_text("同事的标题")
    expect(field).to_have_value("我的标题")
    page.get_by_role("button", name="用我的内容覆盖").click()
    expect(page.locator("tr.task th").first).to_have_text("我的标题")


def test_a_row_is_dragged_behind_another(edit_page, plan):
    page = edit_page()
    target = page.locator("tr.task").nth(2)
    box = target.bounding_box()
    page.locator("tr.task .grip").first.drag_to(
        target, target_position={"x": 60, "y": box["height"] - 3}
    )
    wait_for(page, [["改造食堂", 0], ["培训教师", 0], ["扩充学位", 0], ["校园安全", 0]])


def test_a_target_is_added_and_deleted_in_place(edit_page, plan):
    page = edit_page()
    page.locator("#new-target").click()
    page.locator("#new-s-indicator_name").fill("毛入园率")
    page.locator("#new-s-value").fill("92.5")
    page.locator("#new-s-unit").fill("%")
    page.locator("#new-s-comparator").select_option("at_least")
    page.get_by_role("button", name="添加").click()
    expect(page.locator("#figures")).to_contain_text("92.5%")
    page.get_by_role("button", name="删除：毛入园率").click()
    expect(page.locator("#told")).to_contain_text("已删除")
    expect(page.locator("#figures")).to_contain_text("还没有目标")


def test_without_a_script_buttons_move_and_forms_split(edit_page, plan):
    page = edit_page(script=False)
    page.locator("tr.task").nth(1).get_by_role("button", name="降一级").click()
    expect(page.locator("tr.task").nth(1)).to_have_class(re.compile("depth-1"))
    page.locator("tr.task").nth(2).get_by_role("link", name="修改").click()
    page.locator("textarea").fill("培训教师\n\n考核校长")
    page.get_by_role("button", name="拆分").click()
    expect(page.locator("tr.task")).to_have_count(5)
    expect(page.locator(".messages")).to_contain_text("已拆成两条")


def test_another_plan_to_follow_brings_its_next_title(sign_in, clerk):
    common = {"bureau": clerk.region, "region": clerk.region}
    Plan.objects.create(title="青禾县2023年计划", year=2023, **common)
    Plan.objects.create(title="青禾县2024年要点", year=2024, **common)
    page = sign_in()
    page.goto(reverse("plan-new"))
    expect(page.get_by_label("标题")).to_have_value("青禾县2025年要点")
    page.get_by_label("沿用").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("标题")).to_have_value("青禾县2024年计划")
    expect(page.get_by_label("年度")).to_have_value("2024")
    expect(page.get_by_label("沿用")).to_be_focused()
    page.get_by_role("button", name="新建").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("青禾县2024年计划")

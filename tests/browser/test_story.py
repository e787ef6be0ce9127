"""The whole story of a clerk by keyboard: three files, a published plan, and a table in Excel.

Set ``EDUPLAN_SCREENSHOTS`` to a folder to keep a picture of every step.
"""

import os
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from indicators.models import Indicator, Target
from plans.models import Plan, ReviewState, Statement
from plans.tables import reading
from tests.tables.workbooks import comments, edited, rows_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PLAN = """青禾县教育局{year}年工作要点

一、提高普及水平
1、学前三年毛入园率达到{rate}%，新建公办幼儿园3所。（责任单位：基教股，{year}年9月底前完成）
2、义务教育巩固率不低于{stay}%。（责任单位：督导室）
二、保障经费投入
3、投入1200万元改善办学条件，校车安全防护装置安装127套，防护率须满足全部覆盖要求。（责任单位：计财股）
"""
REPORT = (
    "青禾县教育局2024年工作总结\n\n2024年，学前三年毛入园率达到90.5%，义务教育巩固率达到99.2%。\n"
)


@pytest.fixture
def catalogue(transactional_db):
    """Two indicators; one bears another name than the plan gives it."""
    Indicator.objects.create(code="g3", name="学前三年毛入园率", unit="%", kind="rate")
    Indicator.objects.create(code="stay", name="九年义务教育巩固率", unit="%", kind="rate")


@pytest.fixture
def picture():
    """A function: page, name of a step -> its screenshot, where somebody wants to look."""
    folder = os.environ.get("EDUPLAN_SCREENSHOTS")

    def take(page, name):
        if folder:
            page.screenshot(path=Path(folder) / f"{name}.png")

    return take


def upload(name, text):
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def import_three(page):
    page.goto(reverse("source-import"))
    page.set_input_files(
        "#id_files",
        [
            upload("要点2024.txt", PLAN.format(year=2024, rate=90, stay=99)),
            upload("要点2025.txt", PLAN.format(year=2025, rate=92, stay=99.5)),
            upload("总结2024.txt", REPORT),
        ],
    )
    expect(page.locator(".tally")).to_have_text("已处理 3 个文件，共 3 个", timeout=120_000)


def active(page):
    """The card that the keys act on."""
    return page.locator(".card.is-active")


def settled(page):
    """Wait until the server has answered and the page is as it should be."""
    busy = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"
    page.wait_for_function("busy => !document.querySelector(busy)", arg=busy)
    page.wait_for_timeout(100)


def go_to(page, row):
    """Turn to the card of a row, as a link to it does."""
    page.evaluate("location.hash = ''")
    page.evaluate("key => location.hash = `#c-${key}`", row.key)
    expect(active(page)).to_have_attribute("data-key", row.key)


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)
        settled(page)


def review_by_keys(page, plan, picture):
    """Confirm the header, correct one row, match another, reject one, accept the rest."""
    page.goto(reverse("review", args=[plan.pk]))
    picture(page, "2-review")
    press(page, "j", "e")
    region = page.locator("#id_region")
    expect(page.locator("#id_title")).to_be_focused()
    region.focus()
    page.keyboard.type("530199")
    press(page, "Control+Enter")
    expect(page.locator(".card.is-header")).to_contain_text("已确认")
    rate = Statement.objects.get(plan=plan, text="92%")
    page.locator(f"#c-{rate.key}").focus()
    go_to(page, rate)
    press(page, "e")
    expect(page.locator("#id_indicator_name")).to_be_focused()
    page.locator("#id_value").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("92.5")
    picture(page, "3-correct")
    press(page, "Control+Enter")
    expect(page.locator(f"#c-{rate.key}")).to_contain_text("已更正")
    stay = Statement.objects.get(plan=plan, text="99.5%")
    go_to(page, stay)
    return stay


def test_from_three_files_to_a_published_plan(sign_in, clerk, catalogue, picture):
    page = sign_in()
    import_three(page)
    picture(page, "1-import")
    plan = Plan.objects.get(source__name="要点2025.txt")
    stay = review_by_keys(page, plan, picture)
    match_by_key(page, stay, picture)
    accept_all_but_one(page, plan)
    add_by_selection(page, plan, picture)
    publish_by_keys(page, plan, picture)
    targets = {str(t.indicator): float(t.value) for t in Target.objects.current()}
    assert targets["学前三年毛入园率"] == 92.5
    assert targets["九年义务教育巩固率"] == 99.5
    find_in_traditional_characters(page, picture)
    compare_with_last_year(page, plan, picture)
    send_a_table_there_and_back(page, plan, stay, picture)


def match_by_key(page, row, picture):
    """Choose the suggested indicator for a row that the import matched to none."""
    Statement.objects.filter(pk=row.pk).update(indicator=None)
    page.reload()
    go_to(page, row)
    press(page, "e")
    suggestion = page.locator(".suggestions button").first
    expect(suggestion).to_contain_text("九年义务教育巩固率")
    suggestion.focus()
    picture(page, "4-match")
    page.keyboard.press("Enter")
    expect(page.locator("#id_indicator")).to_have_value("九年义务教育巩固率")
    page.locator("#id_indicator").focus()
    press(page, "Control+Enter")
    expect(page.locator(f"#c-{row.key}")).to_contain_text("目录指标")


def accept_all_but_one(page, plan):
    """Reject a row with a reason, take it back, reject it again, accept everything else."""
    row = plan.statements.get(text="127套")
    go_to(page, row)
    for attempt in ("first", "again"):
        press(page, "r")
        expect(page.locator(f"#why-{row.key}")).to_be_focused()
        page.keyboard.type("与本计划无关")
        press(page, "Enter")
        expect(page.locator(f"#c-{row.key}")).to_contain_text("已剔除")
        if attempt == "first":
            press(page, "u")
            expect(page.locator(f"#c-{row.key}")).to_have_attribute("data-state", "proposed")
            go_to(page, row)
    page.goto(reverse("review", args=[plan.pk]))
    press(page, "j")
    for _ in range(40):
        if not plan.tasks.undecided().exists() and not plan.statements.undecided().exists():
            break
        press(page, "a")
    page.reload()
    expect(page.locator("#progress")).to_contain_text("全部核完")
    row.refresh_from_db()
    assert (row.state, row.reason) == (ReviewState.REJECTED, "与本计划无关")


def add_by_selection(page, plan, picture):
    """Select words that the import took for no figure, and make a record of them."""
    page.evaluate(
        """() => {
            const walker = document.createTreeWalker(
                document.querySelector(".paper"), NodeFilter.SHOW_TEXT);
            let node;
            while ((node = walker.nextNode()) && !node.data.includes("防护率须满足"));
            const range = document.createRange();
            const at = node.data.indexOf("防护率须满足");
            range.setStart(node, at);
            range.setEnd(node, at + 6);
            const chosen = getSelection();
            chosen.removeAllRanges();
            chosen.addRange(range);
            node.parentElement.scrollIntoView({ block: "center" });
            document.getElementById("text").dispatchEvent(
                new KeyboardEvent("keyup", { bubbles: true, shiftKey: true, key: "ArrowRight" }));
        }"""
    )
    link = page.locator("#add-here a").first
    expect(link).to_be_visible()
    picture(page, "5-select")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("添加记录")
    for name, value in (("indicator_name", "校车防护率"), ("value", "100"), ("unit", "%")):
        page.locator(f"#id_{name}").fill(value)
    picture(page, "6-add")
    page.locator("#id_unit").press("Enter")
    page.wait_for_url("**/review/**")
    row = plan.statements.get(indicator_name="校车防护率")
    source = plan.source.content.text
    assert source[row.start : row.end] == row.text == "防护率须满足"
    assert "校车安全防护装置" in row.quote
    expect(page.locator(f"mark[data-key='{row.key}']")).to_have_text("防护率须满足")


def publish_by_keys(page, plan, picture):
    page.goto(reverse("publish", args=[plan.pk]))
    picture(page, "7-publish")
    button = page.get_by_role("button", name="发布", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("已发布（第 1 次）")


def find_in_traditional_characters(page, picture):
    """Search as somebody from outside types, and jump to the place in the source."""
    page.locator("#find").focus()
    page.keyboard.type("義務教育鞏固率")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    hits = page.locator(".hit")
    expect(hits.first.locator("mark").first).to_be_visible()
    marked = page.locator(".hit mark").all_inner_texts()
    assert "义务教育巩固率" in "".join(marked)
    picture(page, "8-search")
    page.locator(".hit a[href*='/sources/']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources/**")
    expect(page.locator(".paper")).to_contain_text("义务教育巩固率")


def compare_with_last_year(page, plan, picture):
    """What became of the figures of the year before."""
    before = Plan.objects.get(source__name="要点2024.txt")
    Plan.objects.filter(pk=before.pk).update(region=plan.bureau)
    page.goto(f"{reverse('plan-compare')}?a={before.pk}&b={plan.pk}")
    line = page.locator("tr", has_text="学前三年毛入园率").first
    expect(line).to_contain_text("90%")
    expect(line).to_contain_text("92.5%")
    expect(line).to_contain_text("提高")
    picture(page, "9-compare")


def send_a_table_there_and_back(page, plan, row, picture):
    """Export, break a cell, get the marked file back, mend it, and write it."""
    page.goto(reverse("plan-grid", args=[plan.pk, "targets"]))
    with page.expect_download() as download:
        page.get_by_role("link", name="导出 Excel").press("Enter")
    exported = Path(download.value.path()).read_bytes()
    sheet = reading.read(exported)[0].name
    line = next(
        n for n, cells in enumerate(rows_of(exported, sheet)) if row.indicator_name in cells
    )
    send(page, plan, edited(exported, sheet, {(line, "数值"): "很多"}))
    expect(page.locator(".table-report")).to_contain_text("1 行有问题")
    picture(page, "10-marked")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载标注文件").press("Enter")
    marked = Path(download.value.path()).read_bytes()
    (said,) = comments(marked).values()
    assert "“很多”" in said
    row.refresh_from_db()
    assert float(row.value) == 99.5
    send(page, plan, edited(marked, sheet, {(line, "数值"): 99.6}))
    page.locator("input[name=reason]").fill("统计口径调整")
    page.get_by_role("button", name="全部写入").press("Enter")
    expect(page.locator(".messages")).to_contain_text("已写入")
    row.refresh_from_db()
    assert float(row.value) == 99.6
    assert row.history.first().history_change_reason == "统计口径调整"


def send(page, plan, data):
    """Upload a workbook and wait for what the check says of it."""
    page.goto(reverse("plan-import", args=[plan.pk, "targets"]))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.set_input_files("#id_file", {"name": "指标.xlsx", "mimeType": kind, "buffer": data})
    page.get_by_role("button", name="上传并检查").press("Enter")
    expect(page.locator(".table-report")).to_be_visible()

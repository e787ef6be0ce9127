"""A bureau builds a form and opens a campaign in a real browser, by keyboard and without script."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from plans.models import Campaign, CampaignForm, FormSection
from tests.browser.conftest import PHONE
from tests.browser.test_accessibility import OUT_OF_ORDER, UNSEEN_FOCUS, ZOOMED
from tests.browser.test_accessibility import faults as axe_faults
from tests.plans.campaigning import day, form_of, indicator, opened, school_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def schools(clerk):
    """Three hundred schools in ten towns."""
    return [
        school_of(clerk.region, f"第{n:03}小学", town=f"{'甲乙丙丁戊己庚辛壬癸'[n % 10]}镇")
        for n in range(300)
    ]


def reach(page, selector):
    """Go on with the Tab key until something is focused."""
    for _ in range(80):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab never comes to {selector}")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def heading(page, words):
    """Until the page of that heading is there."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def settled(page, selector):
    expect(page.locator(selector)).to_be_focused()


def titles(page):
    return page.locator(".section > .part b").all_inner_texts()


def test_a_form_is_built_and_a_campaign_opened_by_keyboard_alone(sign_in, clerk):
    indicator("r1", "小学巩固率", "%", direction="higher", kind="rate")
    for name in ("河湾小学", "白鹭小学"):
        school_of(clerk.region, name)
    page = sign_in()
    page.goto(reverse("form-list"))
    reach(page, ".button[href='/forms/new/']")
    press(page, "Enter")
    heading(page, "新建上报表")
    reach(page, "#id_title")
    page.keyboard.type("寄宿制学校计划")
    press(page, "Enter")
    heading(page, "寄宿制学校计划")
    build(page)
    form = CampaignForm.objects.get()
    assert [s.title for s in form.sections.order_by("position")] == ["年度目标", "指导思想"]
    reach(page, "[value=ready]")
    press(page, "Enter")
    expect(page.locator(".messages")).to_contain_text("可以用于上报了")
    open_campaign(page)
    campaign = Campaign.objects.get()
    assert campaign.state == "open" and campaign.submissions.count() == 2
    form.refresh_from_db()
    assert form.state == "ready" and form.is_frozen


def build(page):
    """Two sections, an indicator in one of them, moved and renamed by keys."""
    reach(page, "#new-text")
    press(page, "Enter")
    settled(page, "#new-text-title")
    page.keyboard.type("指导")
    press(page, "Enter")
    expect(page.locator(".part")).to_have_count(1)
    settled(page, ".part")
    reach(page, "#new-indicators")
    press(page, "Enter")
    settled(page, "#new-indicators-title")
    press(page, "Enter")
    expect(page.locator(".part")).to_have_count(2)
    expect(page.locator(".note.warning")).to_contain_text("“年度目标”里还没有指标")
    settled(page, ".section:last-of-type .part")
    press(page, "Alt+ArrowUp")
    expect(page.locator(".section .part").first).to_contain_text("年度目标")
    settled(page, ".section:first-child .part")
    reach(page, ".item-add a")
    press(page, "Enter")
    settled(page, "[name=indicator]")
    page.keyboard.type("小学巩固率")
    press(page, "Enter")
    expect(page.locator(".item")).to_contain_text("0～100 %")
    settled(page, ".item")
    expect(page.locator(".preview")).to_contain_text("小学巩固率")
    press(page, "ArrowDown", "e")
    settled(page, "[name=title]")
    press(page, "End")
    page.keyboard.type("思想")
    press(page, "Enter")
    expect(page.locator(".note.warning")).to_have_count(0)
    expect(page.locator(".preview")).to_contain_text("指导思想")
    remove_by_keys(page)


def remove_by_keys(page):
    """Asked once more; Escape leaves everything as it is."""
    settled(page, ".section:last-of-type .part")
    press(page, "Delete")
    settled(page, ".confirm[open] .danger")
    press(page, "Escape")
    settled(page, ".section:last-of-type .part")
    assert len(titles(page)) == 2


def open_campaign(page):
    page.goto(reverse("campaign-new"))
    reach(page, "#id_form")
    press(page, "ArrowDown")
    reach(page, "[name=save]")
    press(page, "Enter")
    heading(page, "开放“")
    expect(page.locator(".called")).to_contain_text("2 所学校参加")
    reach(page, "[value=open]")
    press(page, "Enter")
    expect(page.locator(".messages")).to_contain_text("2 所学校可以填报了")


def test_a_part_that_a_colleague_changed_is_not_overwritten(sign_in, clerk):
    form = form_of(clerk.region)
    part = form.sections.first()
    page = sign_in()
    page.goto(reverse("form", args=[form.pk]))
    page.locator(f"#edit-{part.key}").click()
    page.locator("[name=title]").fill("我的标题")
    FormSection.objects.filter(pk=part.pk).update(title="同事的标题")
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".conflict")).to_contain_text("现在：同事的标题")
    assert FormSection.objects.get(pk=part.pk).title == "同事的标题"
    page.get_by_role("button", name="用我的内容覆盖").click()
    expect(page.locator(f"#{part.key}.part")).to_contain_text("我的标题")


def test_schools_are_narrowed_ticked_and_counted(sign_in, clerk, schools):
    form_of(clerk.region)
    page = sign_in()
    page.goto(reverse("campaign-new"))
    expect(page.locator("#schools")).to_be_hidden()
    page.get_by_label("选定学校").check()
    expect(page.locator("#called")).to_contain_text("现在没有学校参加")
    page.get_by_label("查找").fill("丙镇")
    expect(page.locator(".town label:visible")).to_have_count(30)
    page.get_by_role("button", name="全选列出的").click()
    expect(page.locator(".told")).to_have_text("已选 30 所")
    expect(page.locator("#called")).to_contain_text("30 所学校参加")
    page.get_by_label("查找").fill("第007")
    expect(page.locator(".town label:visible")).to_have_count(31)
    page.get_by_label("查找").press("Enter")
    assert not Campaign.objects.exists(), "Enter while looking for a school saves nothing"
    page.locator("#id_year").fill("2031")
    expect(page.locator("#id_title")).to_have_value("2031年度学校工作计划上报")
    page.locator("#id_form").select_option(index=1)
    page.locator("#id_title").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("开放“2031年度")
    assert Campaign.objects.get().chosen.count() == 30


def test_all_of_it_works_without_script(sign_in, clerk):
    school_of(clerk.region, "河湾小学", town="河湾镇")
    school_of(clerk.region, "白鹭小学", town="白鹭镇")
    page = sign_in(PHONE, script=False)
    page.goto(reverse("form-new"))
    page.locator("#id_title").fill("小表")
    page.get_by_role("button", name="新建").click()
    page.locator("#new-text").click()
    page.locator("[name=title]").fill("指导思想")
    page.get_by_role("button", name="添加").click()
    page.locator("summary[aria-label='删除：指导思想']").click()
    expect(page.get_by_role("button", name="确定删除")).to_be_visible()
    page.get_by_role("button", name="设为可使用").click()
    page.goto(reverse("campaign-new"))
    page.locator("#id_form").select_option(index=1)
    page.get_by_label("选定学校").check()
    page.get_by_label("查找").fill("白鹭")
    page.get_by_role("button", name="查找", exact=True).click()
    page.get_by_label("白鹭小学").check()
    page.get_by_role("button", name="算一算").click()
    expect(page.locator("#called")).to_contain_text("1 所学校参加")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("button", name="确定开放").click()
    assert Campaign.objects.get().submissions.get().school.name == "白鹭小学"


def paths(clerk):
    """Every page of forms and campaigns, in each of its states."""
    form = form_of(clerk.region)
    part, asked = form.sections.first(), form.sections.get(kind="indicators")
    empty = CampaignForm.objects.create(bureau=clerk.region, title="空表")
    yield from (reverse("form-list"), reverse("form-new"))
    at = reverse("form", args=[form.pk])
    yield from (at, f"{at}?edit={part.key}", f"{at}?add={asked.key}", f"{at}?edit=head")
    yield from (reverse("form", args=[empty.pk]), reverse("campaign-list"), reverse("campaign-new"))
    used = form_of(clerk.region)
    schools = [school_of(clerk.region, f"{name}小学", town="河湾镇") for name in "甲乙丙"]
    school_of(clerk.region, "丁小学", is_confirmed=False)
    campaign = opened(clerk, used, schools[:2], opens_on=day(-9), closes_on=day(2))
    draft = Campaign.objects.create(
        bureau=clerk.region, year=2028, title="明年", form=used, created_by=clerk,
        opens_on=day(), closes_on=day(3), scope="towns", towns=["河湾镇"],
    )  # fmt: skip
    yield reverse("form", args=[used.pk])
    yield reverse("campaign-list")
    for name in ("campaign-edit", "campaign-turn", "campaign-schools"):
        yield from (reverse(name, args=[row.pk]) for row in (campaign, draft))


def test_axe_focus_and_zoom_on_every_page(sign_in, clerk):
    page = sign_in()
    found = []
    for path in paths(clerk):
        found += axe_faults(page, path)
        page.set_viewport_size(ZOOMED)
        found += [f"{path} focus {fault}" for fault in page.evaluate(UNSEEN_FOCUS)]
        found += [f"{path} order {fault}" for fault in page.evaluate(OUT_OF_ORDER)]
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found += [f"{path} runs out by {wide}"] if wide > 0 else []
    assert not found, "\n".join(found)

"""A clerk filters the library, keeps the filter and comes back to it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.plans.records import planned, recorded

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def library(clerk):
    """A plan and a report."""
    source = recorded(clerk.region, times=2)
    planned(source, source.characters - 1, source.characters, "旧总结", kind="report", year=2019)
    return source


@pytest.mark.parametrize("script", [True, False])
def test_a_filter_is_set_kept_and_found_again(sign_in, library, script):
    page = sign_in(script=script)
    page.get_by_role("link", name="计划", exact=True).click()
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(2)
    page.get_by_label("地区（含下级）").fill("青禾县")
    page.get_by_text("更多条件").click()
    page.get_by_label("文种", exact=True).select_option("总结")
    page.get_by_role("button", name="筛选", exact=True).click()
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("旧总结")
    page.get_by_text("保存当前筛选").click()
    page.get_by_label("名称").fill("历年总结")
    page.get_by_label("打开列表时使用").check()
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("已保存常用筛选“历年总结”")).to_be_visible()
    page.goto(reverse("home"))
    page.get_by_role("link", name="计划", exact=True).click()
    expect(rows).to_have_count(1)
    page.reload()
    expect(page.get_by_role("link", name="历年总结")).to_be_visible()
    page.get_by_role("link", name="全部取消").click()
    expect(rows).to_have_count(2)


def test_a_chip_narrows_and_its_cross_widens(sign_in, library):
    page = sign_in()
    page.goto(reverse("plan-list"))
    page.get_by_role("group", name="按年度筛选").get_by_role("link", name="2019 1").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_role("link", name="年度起：2019").click()
    expect(page.get_by_role("link", name="年度止：2019")).to_be_visible()


def test_the_workbench_leads_to_the_rows_behind_a_figure(sign_in, library):
    page = sign_in()
    page.get_by_role("link", name="1 待核对").click()
    expect(page.locator("tbody tr")).to_have_count(1)


def test_library_and_workbench_fit_their_window(sign_in, any_size, library):
    page = sign_in(any_size)
    for address in (reverse("home"), reverse("plan-list") + "?kind=plan&region=x", "/sources/?q=1"):
        page.goto(address)
        for summary in page.locator("main summary").all():
            summary.click()
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= any_size["width"], address
    header = page.locator("header nav").bounding_box()
    assert header["height"] < 60

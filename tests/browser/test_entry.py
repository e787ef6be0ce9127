"""A clerk enters figures of schools like in a sheet of Excel, and without a script."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from indicators.models import Draft, Indicator, School

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def address(clerk):
    """The sheet of two indicators and two schools."""
    for n in (1, 2):
        School.objects.create(
            region=clerk.region, name=f"第{n}小学", stage="primary", is_confirmed=True
        )
        Indicator.objects.create(code=f"t.{n}", name=f"指标{n}", unit="人", stage="primary")
    return f"{reverse('figure-entry')}?field_stage=primary&period=2025"


def cell(page, row, column):
    return page.locator("tbody tr").nth(row).locator("td > input").nth(column)


def kept():
    return list(Draft.objects.order_by("value").values_list("value", flat=True))


def test_a_block_is_pasted_undone_and_saved(sign_in, address):
    page = sign_in()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address)
    cell(page, 1, 0).click()
    page.evaluate("text => navigator.clipboard.writeText(text)", "11\t12\t13\n21\t22\n31\t32\n")
    page.keyboard.press("Control+v")
    status = page.locator(".grid-status")
    expect(status).to_contain_text("改了 4 格；右边多出的 1 格没有贴上；还有 1 行没有贴上")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("99")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+z")
    expect(cell(page, 2, 0)).to_have_value("21")
    page.keyboard.press("Control+s")
    expect(page.locator(".messages")).to_contain_text("已保存 4 格")
    assert kept() == [11, 12, 21, 22]


def test_the_sheet_is_a_plain_form_without_a_script(sign_in, address, any_size):
    page = sign_in(any_size, script=False)
    page.goto(address)
    cell(page, 0, 1).fill("5")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator(".messages")).to_contain_text("已保存 1 格")
    assert kept() == [5] and Draft.objects.get().school is None
    assert page.evaluate("document.documentElement.scrollWidth") <= any_size["width"]

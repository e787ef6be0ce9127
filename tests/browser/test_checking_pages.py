"""The pages on which a clerk checks a plan, read in a real browser: what is to be seen of them."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP
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

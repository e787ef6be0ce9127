"""Trying what a school would need, with and without script; the pages are open to everybody."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from indicators.frameworks.loading import load_frameworks
from indicators.models import Framework, School
from plans.management.commands.load_reference import load_indicators
from plans.reference import starter_frameworks, starter_indicators
from tests.browser.conftest import DESKTOP, PASSWORD
from tests.browser.test_accessibility import ALL
from tests.conftest import person
from tests.indicators.test_standing_pages import EAST, WEST, YEAR, publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def county(clerk):
    """Two schools: one keeps all standards, one lacks a teacher and a sports ground."""
    load_indicators(starter_indicators())
    load_frameworks(starter_frameworks())
    for name, values in (("城东小学", EAST), ("城西小学", WEST)):
        facts = {"region": clerk.region, "stage": "primary", "is_confirmed": True}
        publish(clerk, School.objects.create(name=name, **facts), values)
    return clerk.region


def address(name, county, *more):
    return reverse(name, args=["balanced-2017", county.adcode, YEAR, *more])


def sign_in(page, name="clerk"):
    page.goto("/login/")
    page.locator("#id_username").fill(name)
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("工作台")


def first_field():
    school = School.objects.get(name="城西小学")
    item = Framework.objects.get(code="balanced-2017").items.get(code="A1-1")
    return school, f"add-{school.pk}-primary-{item.pk}"


def test_a_slider_answers_at_once(open_page, county):
    school, name = first_field()
    page = open_page(DESKTOP)
    sign_in(page)
    page.goto(f"{address('standing-what-if', county)}?stage=primary&school={school.pk}")
    outcome = page.locator("#outcome")
    expect(outcome).to_contain_text("还没有填写增加的数")
    slider = page.locator(f"input[data-for='{name}']")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"#{name}")).to_have_value("1")
    expect(outcome).to_contain_text("5 项达标 → 6 项")
    expect(outcome).to_contain_text("1 所 → 2 所")
    page.reload()
    expect(page.locator(f"#{name}")).to_have_value("1")


def test_without_script_a_button_does(open_page, county):
    school, name = first_field()
    page = open_page(DESKTOP, script=False)
    sign_in(page)
    page.goto(f"{address('standing-what-if', county)}?stage=primary&school={school.pk}")
    expect(page.locator("input[type=range]").first).to_be_hidden()
    page.fill(f"#{name}", "1")
    page.get_by_role("button", name="试算", exact=True).click()
    expect(page.locator("#outcome")).to_contain_text("5 项达标 → 6 项")


def test_no_page_keeps_anybody_out(open_page, county, any_size):
    person("head", "bureau_admin", county, PASSWORD)
    own = Framework.objects.create(code="own", name="本县方案", bureau=county)
    item = own.items.create(code="A1", name="生均", kind="judged")
    school, name = first_field()
    pages = [
        reverse("framework-list"),
        reverse("framework", args=["balanced-2017"]),
        reverse("standing-choice"),
        address("standing", county),
        address("standing-school", county, school.pk),
        f"{address('standing-what-if', county)}?{name}=x",
        reverse("framework-new"),
        reverse("framework", args=["own"]),
        reverse("framework-item", args=["own", item.pk]),
        reverse("framework-standards", args=["own", item.pk]),
        reverse("framework-import", args=["own"]),
    ]
    page = open_page(any_size)
    sign_in(page, "head")
    faults = []
    for where in pages:
        page.goto(where)
        found = Axe().run(page, options=ALL).response["violations"]
        faults += [(where, rule["id"], rule["nodes"][0]["html"][:120]) for rule in found]
        if page.evaluate("document.documentElement.scrollWidth") > any_size["width"]:
            faults.append((where, "wider than the window"))
    assert not faults

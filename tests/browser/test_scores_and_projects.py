"""Scores and building projects in a browser: axe and width, full and empty, and by keyboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from indicators.models import Unit
from plans.sample.matters import write_matters
from plans.tracking import projects
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import ZOOMED, client, faults, page, user
from tests.plans.campaigning import day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ("client", "page", "user")

ROOMS = ("project-list", "project-new", "tracking-scores", "tracking-scheme")


@pytest.fixture
def rooms(user):
    """Addresses of the pages that there are without any row."""
    return [reverse(name) for name in ROOMS]


@pytest.fixture
def full(user, rooms):
    """Addresses of all pages, with matters in every state and a project."""
    write_matters(user.region, admin=user, leader=user)
    unit = Unit.objects.get(name="安全管理股")
    project = projects.create(user=user, name="柳溪中心小学教学综合楼新建工程", ends_on=day(300))
    of_rows = (("tracking-score", ["unit", unit.pk]), ("project", [project.pk]))
    return [*rooms, *(reverse(name, args=args) for name, args in of_rows)]


def test_axe_finds_nothing_on_full_and_empty_pages(page, rooms, request):
    found = {fault for path in rooms for fault in faults(page, path)}
    found |= {fault for path in request.getfixturevalue("full") for fault in faults(page, path)}
    assert not found, "\n".join(sorted(found))


@pytest.mark.parametrize("size", [DESKTOP, PHONE, ZOOMED], ids=["desktop", "phone", "zoomed"])
def test_nothing_runs_out_sideways(size, page, full):
    page.set_viewport_size(size)
    wide = []
    for path in full:
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        wide += [(path, width)] if width > size["width"] else []
    assert not wide


def test_a_project_is_entered_and_a_stage_completed_by_keyboard(page, rooms):
    page.goto(reverse("project-new"))
    page.get_by_label("项目名称").focus()
    page.keyboard.type("松岭幼儿园改扩建")
    page.get_by_label("计划竣工").fill(day(420).isoformat())
    page.get_by_role("button", name="保存").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("松岭幼儿园改扩建")
    page.get_by_role("button", name="登记完成").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr").first).to_contain_text(f"{day().isoformat()} 完成")

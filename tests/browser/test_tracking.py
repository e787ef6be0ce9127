"""The overview pages of followed-up matters in a browser: axe, width, keyboard, paper."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from plans.models import Period
from plans.sample.matters import write_matters
from plans.tracking.freezing import frozen
from plans.tracking.periods import span_of
from plans.tracking.waiting import set_befores
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import (
    OUT_OF_ORDER,
    UNSEEN_FOCUS,
    ZOOMED,
    client,
    faults,
    page,
    user,
)
from tests.tracking.seeing import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ("client", "page", "user")

FROZEN = span_of("month", timezone.localdate()).before
QUERIES = (
    *PAGES,
    "/tracking/?by=school&o=-rate",
    "/tracking/?by=moon",
    "/tracking/notice/?as=docx",
    "/tracking/findings/?stage=open",
    "/tracking/findings/new/",
    "/tracking/inspections/new/",
    f"/tracking/periods/?kind=month&day={FROZEN.first}",
)


@pytest.fixture
def full(user):
    """Matters in every state and light."""
    found = write_matters(user.region, admin=user, leader=user)
    before, after = found.filter(state="working", parent=None).order_by("due_on")[:2]
    set_befores(after, user=user, version=after.version, befores=[before.pk])
    facts = {"closed_by": user, "closed_at": timezone.now(), "snapshot": []}
    Period.objects.create(
        bureau=user.region,
        kind=FROZEN.kind,
        begins_on=FROZEN.first,
        ends_on=FROZEN.last,
        matters=frozen(user.region_id, FROZEN.last),
        **facts,
    )
    return found


def test_axe_finds_nothing_with_matters_in_every_light(page, full):
    found = {fault for path in QUERIES for fault in faults(page, path)}
    assert not found, "\n".join(sorted(found))


def test_axe_finds_nothing_without_any(page):
    found = {fault for path in PAGES for fault in faults(page, path)}
    assert not found, "\n".join(sorted(found))


@pytest.mark.parametrize("is_off", [True, False], ids=["rest day", "working day"])
def test_today_can_be_read_on_whatever_day_it_falls(page, is_off):
    page.goto("/tracking/calendar/")
    today = page.locator("td.is-today")
    today.evaluate("(cell, off) => cell.classList.toggle('is-off', off)", is_off)
    assert not set(faults(page, ""))


@pytest.mark.parametrize("size", [DESKTOP, PHONE, ZOOMED], ids=["desktop", "phone", "zoomed"])
def test_nothing_runs_out_sideways(size, page, full):
    page.set_viewport_size(size)
    wide = []
    for path in PAGES:
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        wide += [(path, width)] if width > size["width"] else []
    assert not wide


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_three_hundred_matters_with_long_titles_fit(size, page, user):
    write_matters(user.region, admin=user, leader=user, number=300)
    page.set_viewport_size(size)
    for path in (*PAGES, "/matters/?all=1"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
    page.goto("/tracking/ledger/")
    expect(page.locator(".ledger tbody th[scope=row]").first).to_be_visible()
    assert page.locator(".ledger tbody th[scope=row]").count() > 250
    page.goto("/tracking/timeline/?light=sent")
    expect(page.get_by_text("第 1 页，共")).to_be_visible()


def test_focus_is_seen_and_follows_the_page(page, full):
    wrong = []
    for path in PAGES:
        page.goto(path)
        page.keyboard.press("Tab")
        for question in (OUT_OF_ORDER, UNSEEN_FOCUS):
            wrong += [f"{path} {found}" for found in page.evaluate(question)]
    assert not wrong, "\n".join(wrong)


def test_arrows_turn_the_months_but_not_while_somebody_types(page, full):
    page.goto("/tracking/calendar/?month=2026-12")
    heading = page.get_by_role("heading", level=1)
    page.keyboard.press("ArrowRight")
    expect(heading).to_have_text("工作行事历 2027年1月")
    page.keyboard.press("ArrowLeft")
    expect(heading).to_have_text("工作行事历 2026年12月")
    page.locator("#id_month").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    expect(heading).to_have_text("工作行事历 2026年12月")


def test_a_phone_shows_the_calendar_as_a_list_of_days_with_matters(page, full):
    page.set_viewport_size(PHONE)
    page.goto("/tracking/calendar/")
    assert page.locator(".month td.is-empty:not(.is-today)").count() > 10
    expect(page.locator(".month td.is-empty:not(.is-today)").first).to_be_hidden()
    expect(page.locator(".month td:not(.is-empty):not(.is-outside)").first).to_be_visible()


def test_on_paper_the_calendar_is_landscape_and_holds_every_matter(page, full):
    page.goto("/tracking/calendar/")
    page.emulate_media(media="print")
    expect(page.locator(".tools").first).to_be_hidden()
    links = page.locator(".month li")
    assert links.count() > 3
    assert all(links.nth(n).is_visible() for n in range(links.count()))
    first = page.pdf(prefer_css_page_size=True)
    assert b"/MediaBox [0 0 841" in first or b"/MediaBox [0 0 842" in first


def test_notices_are_ticked_and_looked_at_before_they_are_issued(page, full):
    page.goto("/tracking/notice/")
    page.get_by_label("文号").fill("教督〔2026〕1号")
    page.get_by_role("checkbox").nth(0).check()
    with page.expect_download() as taken:
        page.get_by_role("button", name="预览 Word").click()
    assert taken.value.suggested_filename.endswith("（预览）.docx")
    assert "csrfmiddlewaretoken" not in taken.value.url

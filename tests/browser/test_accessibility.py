"""Every page of the portal, with and without rows: axe-core, zoom, focus.

The pages are those of ``tests/plans/test_page_access.py``: a new address comes here by itself.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import NoReverseMatch, reverse
from playwright.sync_api import expect

from eduplan.accounts.models import Role
from tests.browser.conftest import DESKTOP, PHONE
from tests.conftest import county, person
from tests.plans.records import planned, recorded
from tests.plans.test_page_access import NAMES, address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ZOOMED = {"width": 683, "height": 384}
"""The window of a 1366x768 screen at 200 %."""

TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
ALL = {"runOnly": TAGS, "resultTypes": ["violations"]}
LOOKS = ((DESKTOP, "dark", COLOURS), (DESKTOP, "light", ALL), (PHONE, "light", ALL))
ADMIN = "admin"
"""Pages of Django's own, which Django tests."""

FAULTS = """options => axe.run(document, options).then(found => found.violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)}`)))"""

FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
UNSEEN_FOCUS = f"""() => [...document.querySelectorAll("{FOCUSABLE}")].filter(e => {{
    if (e.disabled || !e.checkVisibility({{visibilityProperty: true}})) return false;
    const look = () => JSON.stringify([...'outline boxShadow backgroundColor position'.split(' ')]
        .map(name => getComputedStyle(e)[name]));
    document.activeElement.blur();
    const before = look();
    e.focus({{preventScroll: true, focusVisible: true}});
    return document.activeElement === e && look() === before;
}}).map(e => e.outerHTML.slice(0, 160))"""

OUT_OF_ORDER = f"""() => [...document.querySelectorAll("{FOCUSABLE}")].filter(e => {{
    const [own, around] = [getComputedStyle(e), getComputedStyle(e.parentElement)];
    const siblings = e.parentElement.querySelectorAll("{FOCUSABLE}").length;
    const turned = around.flexDirection.endsWith('-reverse') && siblings > 1;
    return e.tabIndex > 0 || own.order !== '0' || turned;
}}).map(e => e.outerHTML.slice(0, 160))"""


@pytest.fixture
def user(transactional_db):
    """Who may open every page, and changes his post on each."""
    bureau = county("530199", "青禾县", "云岭省长川市青禾县")
    user = person("all", Role.BUREAU_ADMIN, bureau)
    user.appoint(Role.BUREAU_LEADER, region=bureau)
    user.is_staff = user.is_superuser = True
    user.save()
    return user


@pytest.fixture
def source(user):
    """A source with all kinds of rows."""
    return recorded(user.region, times=3)


@pytest.fixture
def client(user):
    """The same reader without a browser."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def page(open_page, client, live_server):
    """A page in the browser whose reader is signed in."""
    opened = open_page()
    session = client.cookies["sessionid"].value
    opened.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return opened


def pages(client, source):
    """Address of every page that a reader sees: HTML in answer to GET, no part of a page."""
    for name in NAMES:
        if name != ADMIN:
            path = address(name, source)
            response = client.get(path)
            content = b"" if response.streaming else response.content
            if response.status_code == 200 and content.lstrip().startswith(b"<!doctype html>"):
                yield path
    yield "/nowhere/"


def extra_pages(source):
    """Pages that are the same address in another state."""
    aside = planned(source, source.characters - 1, source.characters, "搁置", state="set_aside")
    yield reverse("plan", args=[aside.pk])
    yield reverse("source", args=[source.pk]) + "?view=source"
    yield reverse("plan-list") + "?q=没有"
    yield reverse("audit") + "?q=没有"


def lists():
    """Addresses that are about no row."""
    for name in NAMES:
        try:
            yield reverse(name)
        except NoReverseMatch:
            continue


def faults(page, path):
    """What axe finds at both sizes, on a page or on the one that is open; colours also by night."""
    if path:
        page.goto(path)
    page.evaluate(Axe().axe_script)
    for size, scheme, options in LOOKS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        for fault in page.evaluate(FAULTS, options):
            yield f"{path} {size['width']} {scheme} {fault}"


def test_axe_finds_nothing_on_any_page(page, client, source):
    paths = [*pages(client, source), *extra_pages(source)]
    found = {fault for path in paths for fault in faults(page, path)}
    assert not found, "\n".join(sorted(found))


def test_axe_finds_nothing_where_there_is_nothing_yet(page, client):
    paths = [path for path in lists() if client.get(path).status_code == 200]
    found = {fault for path in paths for fault in faults(page, path)}
    assert not found, "\n".join(sorted(found))


def test_at_double_size_nothing_runs_out_sideways(page, client, source):
    page.set_viewport_size(ZOOMED)
    wide = []
    for path in pages(client, source):
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        wide += [(path, width)] if width > ZOOMED["width"] else []
    assert not wide


def test_in_a_low_window_the_desk_begins_with_the_text(page, source):
    page.set_viewport_size(ZOOMED)
    page.goto(reverse("review", args=[source.plans.get().pk]))
    assert page.locator(".panes").bounding_box()["y"] < ZOOMED["height"] * 0.6
    expect(page.locator("#problems .doubt-list")).to_be_hidden()
    expect(page.locator("#id_q")).to_be_hidden()
    page.evaluate(Axe().axe_script)
    assert not page.evaluate(FAULTS, ALL)
    page.keyboard.press("/")
    expect(page.locator("#id_q")).to_be_focused()
    page.get_by_text("疑点 1", exact=True).click()
    expect(page.locator("#problems .doubt-list")).to_be_visible()
    assert not page.evaluate(FAULTS, ALL)
    page.set_viewport_size(DESKTOP)
    expect(page.locator("#id_q")).to_be_visible()
    expect(page.get_by_text("筛选和操作")).to_be_hidden()


def test_focus_is_seen_and_follows_the_page(page, client, source):
    wrong = []
    for path in pages(client, source):
        page.goto(path)
        page.keyboard.press("Tab")
        for question in (OUT_OF_ORDER, UNSEEN_FOCUS):
            wrong += [f"{path} {found}" for found in page.evaluate(question)]
    assert not wrong, "\n".join(wrong)

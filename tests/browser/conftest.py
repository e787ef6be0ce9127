"""A real Chromium at desktop and phone size, and a portal for it."""

import os
import shutil

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.conftest import county, person

PASSWORD = "qinghe county 42"
DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}

# Playwright's synchronous API runs an event loop, in which Django would refuse its database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# A busy machine is slow, not wrong: what is expected is the same, only waited for longer.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def chromium():
    """The browser; where continuous integration installs it, its absence is an error."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        message = "No chromium found: apt-get install chromium"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def clerk(transactional_db):
    """A section clerk with a password."""
    region = county("530199", "青禾县", "云岭省长川市青禾县")
    return person("clerk", "bureau_staff", region, PASSWORD)


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def any_size(request):
    """Both window sizes that the portal is made for."""
    return request.param


@pytest.fixture
def open_page(chromium, live_server):
    """A function: window size, script on or off -> a page whose addresses start at the portal."""
    contexts = []
    wrong = []

    def page(size=DESKTOP, *, script=True):
        context = chromium.new_context(
            viewport=size, base_url=live_server.url, java_script_enabled=script, locale="zh-CN"
        )
        contexts.append(context)
        opened = context.new_page()
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        context.on("console", lambda message: wrong.extend(violations(message.text)))
        return opened

    yield page
    for context in contexts:
        context.close()
    assert not wrong


def violations(words):
    """What the browser says where a page does what its policy forbids."""
    return [words] if "Content Security Policy" in words else []


@pytest.fixture
def sign_in(open_page, clerk):
    """A function: window size -> a page signed in with the keyboard alone."""

    def page(size=DESKTOP, *, script=True):
        opened = open_page(size, script=script)
        opened.goto("/login/")
        expect(opened.locator("#id_username")).to_be_focused()
        opened.keyboard.type(clerk.username)
        opened.keyboard.press("Tab")
        opened.keyboard.type(PASSWORD)
        opened.keyboard.press("Enter")
        expect(opened.get_by_role("heading", level=1)).to_have_text("工作台")
        return opened

    return page

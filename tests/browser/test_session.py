"""Signing in by keyboard, and a session that ends or changes while somebody types."""

import re

import pyotp
import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from eduplan.accounts.second_factor import turn_on
from plans.models import Plan, Statement
from tests.browser.conftest import DESKTOP, PASSWORD, PHONE
from tests.browser.test_accessibility import faults
from tests.plans.records import recorded

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOTICE = "#interruption [data-interruption]"
TEXT = "青禾县教育局2026年工作要点"


@pytest.fixture
def statement(clerk):
    """A statement that waits for review."""
    return recorded(clerk.region).plans.get().statements.first()


def expire():
    Session.objects.all().delete()


def sign_in_beside(page, link, clerk):
    """Follow a link to a login in a new window, and come back to the first."""
    with page.context.expect_page() as opened:
        link.click()
    window = opened.value
    window.locator("#id_username").fill(clerk.username)
    window.locator("#id_password").fill(PASSWORD)
    window.keyboard.press("Enter")
    expect(window.get_by_role("heading", level=1)).to_have_text("可以继续了")
    window.close()


def type_a_value(page, statement, value):
    """Open the form of a statement and change its value."""
    page.goto(reverse("review", args=[statement.plan_id]) + f"#c-{statement.key}")
    page.keyboard.press("e")
    page.locator("#id_value").fill(value)


def save(page):
    page.locator(".is-editing .primary").click()


LATE = """document.dispatchEvent(new CustomEvent("htmx:afterRequest", {
    detail: {successful: true, pathInfo: {requestPath: "/another/"}},
}))"""
"""What htmx says when another request, sent while the session still was, has been answered."""


def test_what_was_typed_is_saved_after_a_login_in_another_window(sign_in, clerk, statement):
    page = sign_in()
    type_a_value(page, statement, "7")
    expire()
    save(page)
    notice = page.locator(NOTICE)
    expect(notice).to_contain_text("请在新窗口登录后继续")
    expect(notice).to_be_in_viewport()
    expect(page.locator("#id_value")).to_have_value("7")
    page.evaluate(LATE)
    expect(notice).to_have_count(1)
    sign_in_beside(page, notice.get_by_role("link"), clerk)
    expect(notice).to_contain_text("请再次提交")
    save(page)
    expect(page.locator(f"#c-{statement.key}")).to_contain_text("已更正", timeout=20_000)
    expect(notice).to_have_count(0)
    assert Statement.objects.get(pk=statement.pk).value == 7


def test_a_login_in_another_window_takes_no_open_page_its_right_to_save(sign_in, clerk, statement):
    page = sign_in()
    type_a_value(page, statement, "8")
    other = page.context.new_page()
    other.goto("/")
    other.locator(".account summary").click()
    other.get_by_role("button", name="退出").click()
    other.locator("#id_username").fill(clerk.username)
    other.locator("#id_password").fill(PASSWORD)
    other.keyboard.press("Enter")
    expect(other.get_by_role("heading", level=1)).to_have_text("工作台")
    save(page)
    expect(page.locator(f"#c-{statement.key}")).to_contain_text("已更正", timeout=20_000)


def test_a_sent_form_comes_back_and_is_sent_again(sign_in, clerk):
    page = sign_in()
    page.goto(reverse("plan-new"))
    page.locator("#id_title").fill(TEXT)
    expire()
    page.get_by_role("button", name="新建").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("没有保存")
    sign_in_beside(page, page.locator("[data-interruption]").get_by_role("link"), clerk)
    page.get_by_role("button", name="再次提交").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(TEXT)
    assert Plan.objects.get().title == TEXT


def test_a_file_is_sent_again_after_a_login(sign_in, clerk):
    page = sign_in()
    page.goto(reverse("source-import"))
    expire()
    file = {"name": "a.txt", "mimeType": "text/plain", "buffer": TEXT.encode()}
    page.set_input_files("#id_files", [file])
    expect(page.locator(".upload-row")).to_contain_text("再选一次这个文件")
    sign_in_beside(page, page.locator(NOTICE).get_by_role("link"), clerk)
    page.set_input_files("#id_files", [file])
    expect(page.locator(".upload-row").nth(1)).to_contain_text("已导入", timeout=60_000)


def code_of(secret, steps):
    totp = pyotp.TOTP(secret)
    return totp.generate_otp(int(timezone.now().timestamp()) // 30 + steps)


def test_the_second_step_by_keyboard(open_page, clerk):
    secret = pyotp.random_base32()
    turn_on(clerk, secret, code_of(secret, -1))
    page = open_page()
    page.goto("/plans/")
    page.keyboard.type(clerk.username)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("输入验证码")
    page.keyboard.type(code_of(secret, 0))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/plans/$"))


def test_a_password_is_changed_from_the_menu_by_keyboard(sign_in):
    page = sign_in()
    page.locator(".account summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="修改密码")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#id_old_password")).to_be_focused()
    for word in (PASSWORD, "Something-else 5", "Something-else 5"):
        page.keyboard.type(word)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("密码已修改")).to_be_visible(timeout=60_000)


def test_the_pages_before_the_login_are_for_everybody(open_page, clerk):
    """What the walk over all pages cannot reach, as it has signed in."""
    secret = pyotp.random_base32()
    turn_on(clerk, secret, code_of(secret, -1))
    page = open_page()
    found = [*faults(page, "/login/?next=/plans/"), *faults(page, "/login/done/")]
    page.goto("/login/")
    page.locator("#id_username").fill(clerk.username)
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("输入验证码")
    found += faults(page, "/login/code/")
    for _ in range(5):
        page.locator("#id_code").fill("x")
        page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("暂时不能登录")
    found += faults(page, None)
    assert not found


def test_the_pages_of_an_account_are_for_everybody(sign_in, clerk):
    page = sign_in()
    page.goto(reverse("code-set-up"))
    secret = page.locator(".secret").inner_text().replace(" ", "")
    page.locator("#id_code").fill(code_of(secret, 0))
    page.get_by_role("button", name="启用").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("备用验证码")
    found = [*faults(page, None), *faults(page, reverse("account"))]
    page.goto(reverse("plan-new"))
    page.locator("#id_title").fill(TEXT)
    expire()
    page.get_by_role("button", name="新建").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("没有保存")
    found += faults(page, None)
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert not found

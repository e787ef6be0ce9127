"""Administering people in a browser: an account by link, the pages without a fault of axe."""

import pytest
from playwright.sync_api import expect

from eduplan.accounts import reset_links
from eduplan.accounts.models import User
from indicators.models import School
from tests.accounts.workbooks import filled
from tests.browser.conftest import PASSWORD, PHONE
from tests.browser.test_accessibility import faults
from tests.conftest import county, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEW = "Meishan-77 county"


@pytest.fixture
def manager(transactional_db):
    """Who administers the bureau, with a school."""
    bureau = county("530199", "青禾县", "云岭省长川市青禾县")
    School.objects.create(region=bureau, name="青禾小学", is_confirmed=True)
    School.objects.create(region=bureau, name="传说小学")
    return person("manager", "bureau_admin", bureau, PASSWORD)


def sign_in(page, username, password):
    page.goto("/login/")
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill(password)
    page.locator("form.gate-form button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("工作台")


@pytest.mark.parametrize("script", [True, False])
def test_a_head_gets_an_account_by_link_and_signs_in(script, open_page, manager):
    page = open_page(script=script)
    sign_in(page, "manager", PASSWORD)
    page.goto("/people/new/")
    page.locator("#id_name").fill("陈大山")
    page.locator("#id_role").select_option("school_head")
    page.locator("#id_school").fill("青禾小学")
    page.get_by_role("button", name="新增", exact=True).click()
    field = page.locator("#id_once")
    link = field.input_value()
    if script:
        field.focus()
        assert page.evaluate("getSelection().toString()") in (link, "")
        page.get_by_role("button", name="复制", exact=True).click()
        expect(page.locator("[data-copied]")).not_to_be_empty()
    head = open_page(PHONE, script=script)
    head.goto(link)
    assert head.url.endswith("/reset/new/")
    expect(head.get_by_role("heading", level=1)).to_have_text("陈大山，请设置密码")
    head.locator("#id_new_password1").fill("zu kurz")
    head.locator("#id_new_password2").fill("zu kurz")
    head.get_by_role("button", name="设置密码").click()
    expect(head.get_by_role("alert")).to_contain_text("没有设置")
    head.locator("#id_new_password1").fill(NEW)
    head.locator("#id_new_password2").fill(NEW)
    head.get_by_role("button", name="设置密码").click()
    expect(head.get_by_role("status").first).to_contain_text("用户名 chendashan")
    sign_in(head, "chendashan", NEW)
    assert User.objects.get(username="chendashan").last_login


def test_axe_finds_nothing(open_page, manager, settings, tmp_path):
    settings.MAIL_IS_ON = True
    page = open_page()
    token = reset_links.issue(manager)
    other = person("other", "bureau_staff", manager.region)
    found = [*faults(page, "/reset/"), *faults(page, f"/reset/{token}/")]
    page.get_by_role("button", name="设置密码").click()
    found += [*faults(page, None), *faults(page, "/reset/vertippt/")]
    sign_in(page, "manager", PASSWORD)
    for path in (
        "/people/", "/people/?q=没有", "/people/new/", f"/people/{other.pk}/",
        f"/people/{manager.pk}/", "/people/import/", "/schools/", "/schools/?q=没有",
        "/schools/new/", "/schools/import/",
    ):  # fmt: skip
        found += faults(page, path)
    rows = [{"姓名": "王小明", "角色": "科室人员", "科室": "办公室"}, {"姓名": "无角色"}]
    (tmp_path / "名单.xlsx").write_bytes(filled("people-import", rows))
    page.goto("/people/import/")
    page.locator("#id_file").set_input_files(tmp_path / "名单.xlsx")
    page.get_by_role("button", name="上传并检查").click()
    found += faults(page, None)
    page.goto(f"/people/{other.pk}/")
    page.get_by_role("button", name="生成设置密码的链接").click()
    found += faults(page, None)
    assert not found, "\n".join(found)

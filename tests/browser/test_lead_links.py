"""A unit without users follows its matters up by a personal link, on a phone and by keyboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from indicators.models import Unit
from plans.models import LeadLink, Matter, MatterFile
from plans.tracking import steps
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import OUT_OF_ORDER, UNSEEN_FOCUS, faults
from tests.browser.test_matters import as_leader, desk, take
from tests.plans.campaigning import day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ("as_leader", "desk")

LINKS, MANY, MINE = map(reverse, ("lead-links", "lead-links-many", "my-matters"))


@pytest.fixture
def matter(desk):
    """A matter that was sent to the bureau of finance, of which nobody has an account."""
    finance = Unit.objects.create(region=desk.bureau, name="财政局", is_confirmed=True)
    found = desk.matter("checked", title="落实学生资助配套资金", lead_unit=finance)
    steps.dispatch(found, user=desk.admin)
    return found


@pytest.fixture
def by_link(open_page, desk, matter):
    """A function: window size -> a page that has come in by a link of the bureau of finance."""

    def page(size=PHONE):
        _, token = desk.link(matter.lead_unit)
        opened = open_page(size)
        opened.goto(reverse("fill-link", args=[token]))
        opened.get_by_role("button", name="进入办理").press("Enter")
        expect(opened.get_by_role("heading", level=1)).to_have_text("我的督办事项")
        return opened

    return page


def sent_by_keyboard(page, form, **fields):
    """Fill a form and send it with the keys alone."""
    for name, value in fields.items():
        form.locator(f"[name={name}]").focus()
        page.keyboard.insert_text(value)
    form.locator("button").first.focus()
    page.keyboard.press("Enter")


def given(bureau):
    """The address of a link that the bureau gives to the unit."""
    bureau.goto(LINKS)
    bureau.get_by_label("单位或学校").select_option(label="财政局（在办 1 项）")
    bureau.get_by_label("发给谁").fill("王建国")
    bureau.get_by_role("button", name="生成链接").click()
    return bureau.get_by_label("办理网址").input_value()


def revoked(bureau, phone, address):
    """The bureau ends the link; it opens nothing any more."""
    bureau.goto(LINKS)
    bureau.get_by_role("button", name="停用发给财政局王建国的链接").click()
    expect(bureau.locator(".messages")).to_contain_text("已停用发给财政局“王建国”的链接")
    phone.goto(MINE)
    expect(phone.get_by_role("heading", level=1)).to_have_text("登录")
    phone.goto(address)
    expect(phone.get_by_role("heading", level=1)).to_have_text("这个链接不能用")


def test_a_unit_without_users_acknowledges_reports_asks_and_the_bureau_closes(
    sign_in, open_page, as_leader, matter, tmp_path
):
    bureau = sign_in()
    address = given(bureau)
    phone = open_page(PHONE)
    phone.goto(address)
    expect(phone.get_by_role("heading", level=1)).to_have_text("财政局的督办事项")
    phone.get_by_role("button", name="进入办理").press("Enter")
    expect(phone.locator(".holder")).to_have_text("王建国 · 财政局")
    phone.wait_for_load_state("load")  # Before its scripts, a press would load the page anew.
    phone.get_by_role("button", name="签收").press("Enter")
    line = phone.locator(f"#m{matter.pk}")
    expect(line).to_contain_text("已签收")

    photo = tmp_path / "拨款单.png"
    photo.write_bytes(b"\x89PNG")
    line.get_by_label("佐证材料").set_input_files(photo)
    line.get_by_label("进度（%）", exact=True).first.fill("40")
    sent_by_keyboard(phone, line.locator("form"), note="首批资金已拨付")
    expect(line).to_contain_text("已保存")
    assert MatterFile.objects.get().name == "拨款单.png"

    line.get_by_role("link", name=matter.title).press("Enter")
    asking = phone.locator("#do-ask_extension")
    asking.locator("summary").press("Enter")
    asking.locator("[name=until]").fill(f"{day(90):%Y-%m-%d}")
    sent_by_keyboard(phone, asking, reason="省级资金下月到账")
    expect(phone.locator(".messages")).to_contain_text("已申请延期")
    take(as_leader, matter, "grant_extension", until=f"{day(80):%Y-%m-%d}")

    phone.goto(MINE)
    expect(line).to_contain_text(f"{day(80):%Y-%m-%d}")
    take(phone, matter, "finish", note="配套资金全部到位")
    take(as_leader, matter, "close")
    matter.refresh_from_db()
    assert (matter.state, matter.due_on) == ("closed", day(80))
    expect(as_leader.locator(".matter-steps")).to_contain_text("财政局 王建国（链接）")

    revoked(bureau, phone, address)


def test_the_holder_leaves_and_his_page_is_shut(by_link):
    page = by_link()
    page.get_by_role("button", name="退出").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("已退出办理")
    page.goto(MINE)
    expect(page.get_by_role("heading", level=1)).to_have_text("登录")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_pages_by_link_have_no_fault_and_fit(size, by_link, desk, matter):
    page = by_link(size)
    _, token = desk.link(matter.lead_unit)
    entry = reverse("fill-link", args=[token])
    addresses = (MINE, reverse("matter", args=[matter.pk]), reverse("my-matters-import"), entry)
    wrong = [fault for address in addresses for fault in faults(page, address)]
    for address in addresses:
        page.set_viewport_size(size)
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        wrong += [(address, width)] if width > size["width"] else []
    Matter.objects.update(state="stopped")
    wrong += faults(page, MINE)
    assert not wrong


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_bureaus_pages_have_no_fault_and_fit(size, sign_in, desk, matter):
    page = sign_in(size)
    wrong = [fault for address in (LINKS, MANY) for fault in faults(page, address)]
    desk.link(matter.lead_unit)
    desk.link(matter.lead_unit)
    LeadLink.objects.filter(pk=LeadLink.objects.first().pk).update(revoked_at=matter.created_at)
    for address in (LINKS, f"{LINKS}?all=1", MANY):
        wrong += faults(page, address)
        page.set_viewport_size(size)
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        wrong += [(address, width)] if width > size["width"] else []
        for question in (OUT_OF_ORDER, UNSEEN_FOCUS):
            wrong += page.evaluate(question)
    assert not wrong

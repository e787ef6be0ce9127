"""A clerk's way through the portal in a real browser."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.plans.records import TITLE, planned, recorded

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PLAN = "青禾县{year}年教育工作计划\n一、扩充学位\n新建公办幼儿园3所，投入资金1200万元。\n"


@pytest.fixture
def source(clerk):
    """A source long enough that neither half fits its pane."""
    return recorded(clerk.region, times=30)


def page_of(source):
    return reverse("source", args=[source.pk])


def upload(year):
    content = PLAN.format(year=year).encode()
    return {"name": f"{year}.txt", "mimeType": "text/plain", "buffer": content}


def is_in_view(page, selector):
    """Whether an element lies inside the window and inside its pane."""
    return page.locator(selector).evaluate(
        """e => {
            const box = e.getBoundingClientRect();
            const pane = e.closest('.pane').getBoundingClientRect();
            return box.height > 0 && box.top >= Math.max(0, pane.top) - 1
                && box.bottom <= Math.min(innerHeight, pane.bottom) + 1;
        }"""
    )


def test_files_are_sent_one_by_one_and_each_gets_its_result(sign_in):
    page = sign_in()
    page.goto(reverse("source-import"))
    empty = {"name": "空.txt", "mimeType": "text/plain", "buffer": b""}
    page.set_input_files("#id_files", [upload(2021), empty, upload(2022)])
    expect(page.locator(".tally")).to_have_text("已处理 3 个文件，共 3 个", timeout=60_000)
    rows = page.locator(".upload-row")
    expect(rows.nth(0)).to_contain_text("已导入")
    expect(rows.nth(1)).to_contain_text("未导入")
    expect(rows.nth(2)).to_contain_text("已导入")
    rows.nth(2).get_by_role("link", name="2022.txt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2022.txt")


def test_without_a_script_the_form_sends_all_files_at_once(sign_in):
    page = sign_in(script=False)
    page.goto(reverse("source-import"))
    page.set_input_files("#id_files", [upload(2021), upload(2022)])
    page.get_by_role("button", name="开始导入").click()
    expect(page.locator(".upload-row")).to_have_count(2, timeout=60_000)


def test_a_dropped_file_is_taken(sign_in):
    page = sign_in()
    page.goto(reverse("source-import"))
    files = page.evaluate_handle(
        """text => {
            const data = new DataTransfer();
            data.items.add(new File([text], '拖来的.txt', {type: 'text/plain'}));
            return data;
        }""",
        PLAN.format(year=2020),
    )
    page.dispatch_event(".drop", "drop", {"dataTransfer": files})
    expect(page.locator(".upload-row")).to_contain_text("已导入", timeout=60_000)


def test_a_click_on_a_mark_shows_its_card_and_back(sign_in, source):
    page = sign_in()
    page.goto(page_of(source))
    key = page.locator(".paper mark.statement").nth(25).get_attribute("data-key")
    assert not is_in_view(page, f"#c-{key}")
    page.locator(f"mark#{key}").click()
    expect(page.locator(f"#c-{key}")).to_have_class(re.compile("is-active"))
    assert is_in_view(page, f"#c-{key}")
    page.locator(
        "#c-" + page.locator(".paper mark.funding").first.get_attribute("data-key")
    ).click()
    assert is_in_view(page, "mark.funding.is-active")
    assert page.locator(".card.is-active").count() == 1


def test_marks_and_cards_are_linked_for_the_keyboard(sign_in, source):
    page = sign_in()
    page.goto(page_of(source))
    page.locator("mark[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    key = page.evaluate("document.activeElement.dataset.key")
    page.keyboard.press("Enter")
    card = page.locator(f"#c-{key}")
    expect(card).to_have_class(re.compile("is-active"))
    expect(card.locator(".jump")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"mark#{key}")).to_be_focused()


def test_a_link_from_elsewhere_arrives_at_its_mark(sign_in, source):
    page = sign_in()
    row = source.plans.get().statements.order_by("-start").first()
    page.goto(reverse("plan", args=[source.plans.get().pk]))
    page.locator(f"a[href$='#s{row.pk}']").click()
    expect(page.locator(f"mark#s{row.pk}")).to_have_class(re.compile("is-active"))
    assert is_in_view(page, f"mark#s{row.pk}")


def test_without_a_script_cards_still_lead_to_their_marks(sign_in, source):
    page = sign_in(script=False)
    page.goto(page_of(source))
    card = page.locator(".card.is-deadline").last
    card.locator(".jump").click()
    assert is_in_view(page, f"mark#{card.get_attribute('data-key')}")


def test_the_source_view_strikes_what_was_removed(sign_in, source):
    page = sign_in()
    page.goto(page_of(source))
    expect(page.locator(".paper")).not_to_contain_text("wǎng")
    page.get_by_role("link", name="原文", exact=True).click()
    removed = page.locator(".paper mark.removed").first
    expect(removed).to_have_text("网(wǎng)")
    expect(removed).to_have_css("text-decoration-line", "line-through")


def test_on_a_phone_the_halves_are_tabs_and_a_mark_turns_to_its_card(sign_in, source):
    page = sign_in({"width": 390, "height": 844})
    page.goto(page_of(source))
    expect(page.locator("#records")).to_be_hidden()
    page.locator(".paper mark.statement").first.click()
    expect(page.locator("#text")).to_be_hidden()
    expect(page.locator(".card.is-active")).to_be_in_viewport()
    page.get_by_role("link", name="文字", exact=True).click()
    expect(page.locator("#text")).to_be_visible()


def test_every_page_fits_its_window_and_has_its_landmarks(sign_in, any_size, clerk, source):
    long_name = recorded(clerk.region, name="很长的名字" * 20 + "a" * 80 + ".txt", title="长" * 200)
    planned(source, source.characters - 1, source.characters, TITLE, state="set_aside")
    page = sign_in(any_size)
    plans = [source.plans.first(), source.plans.last(), long_name.plans.get()]
    addresses = [reverse(name) for name in ("source-list", "source-import", "plan-list")]
    addresses += [page_of(source), page_of(source) + "?view=source", page_of(long_name)]
    addresses += [reverse("plan", args=[plan.pk]) for plan in plans] + ["/nowhere/"]
    for address in addresses:
        page.goto(address)
        assert page.title().endswith("教育计划")
        assert page.locator("h1").count() == 1, address
        assert page.locator("main").count() == 1, address
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= any_size["width"], address


BEYOND = """all => all
    .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth)
    .map(e => e.outerHTML)"""
"""What is seen and reaches beyond the window."""


@pytest.mark.parametrize("width", [320, 390, 720, 820, 900, 1024, 1100, 1366])
def test_the_top_bar_fits_every_window(sign_in, width):
    page = sign_in()
    page.set_viewport_size({"width": width, "height": 768})
    bar = page.locator(".top :is(a, button, input, summary, span)")
    assert not bar.evaluate_all(BEYOND)
    page.locator(".nav-more > summary").click()
    expect(page.locator(".nav-more .menu-list")).to_be_visible()
    assert not bar.evaluate_all(BEYOND)
    page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    lines = page.locator(".who").bounding_box()["height"]
    assert lines < 40, "what says who is signed in runs over one line"


def test_the_skip_link_comes_first_and_focus_is_seen(sign_in):
    page = sign_in()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"

"""What scripts tell people, under the switch to traditional characters."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from tests.plans.records import recorded

OURS = sorted((settings.BASE_DIR / "static" / "js").glob("*.js"))
ASKED = re.compile(r"""\bwords\("(\w+)\"""")


@pytest.fixture
def traditional(sign_in):
    """A page signed in, whose reader chose traditional characters."""
    page = sign_in()
    page.context.add_cookies([{"name": "script", "value": "hant", "url": page.url}])
    return page


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_no_script_holds_chinese_words_of_its_own(path):
    assert not re.findall(r"[一-鿿]+", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["grid", "review", "upload"])
def test_every_word_that_a_script_asks_for_stands_in_its_page(name):
    script = (settings.BASE_DIR / "static" / "js" / f"{name}.js").read_text(encoding="utf-8")
    page = settings.BASE_DIR / "templates" / "plans" / f"_{name}_words.html"
    asked = ASKED.findall(script)
    assert asked
    assert set(asked) <= set(re.findall(r'data-word="(\w+)"', page.read_text(encoding="utf-8")))


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_grid_the_desk_and_the_upload_speak_traditional(traditional, clerk):
    plan = recorded(clerk.region).plans.get()
    page = traditional
    page.goto(reverse("plan-grid", args=[plan.pk, "targets"]))
    page.get_by_role("button", name="保存").first.click()
    expect(page.locator(".grid-status")).to_have_text("沒有改動，不用保存")
    page.goto(reverse("source-import"))
    page.set_input_files("#id_files", [{"name": "空.txt", "mimeType": "text/plain", "buffer": b""}])
    expect(page.locator(".tally")).to_have_text("已處理 1 個文件，共 1 個", timeout=60_000)
    page.goto(reverse("review", args=[plan.pk]))
    page.context.set_offline(True)
    page.locator('.card [value="accepted"]').first.click()
    expect(page.locator("#trouble")).to_contain_text("連不上")

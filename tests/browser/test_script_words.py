"""What scripts tell people, under the switch to traditional characters."""

import re
from decimal import Decimal

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from eduplan.traditional import SHOWN, by_phrase
from plans.models import OpenRow
from tests.conftest import person
from tests.plans.records import recorded

OURS = sorted((settings.BASE_DIR / "static" / "js").glob("*.js"))
ASKED = re.compile(r"""\bwords\("(\w+)\"""")
browser = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SEEN = """shown => {
    const seen = [];
    const walk = element => {
        if (element.matches("script, style, textarea, [data-script=as-is]")) return;
        seen.push(...shown.map(name => element.getAttribute(name)).filter(Boolean));
        for (const node of element.childNodes) {
            if (node.nodeType === Node.TEXT_NODE) seen.push(node.data);
            if (node.nodeType === Node.ELEMENT_NODE) walk(node);
        }
    };
    walk(document.body);
    return seen;
}"""
"""All that a page shows or speaks, but for what fields send."""

SELECT_A_LINE = """line => {
    getSelection().selectAllChildren(line);
    line.dispatchEvent(new MouseEvent("mouseup", {bubbles: true}));
}"""


@pytest.fixture
def traditional(sign_in):
    """A page signed in, whose reader chose traditional characters."""
    page = sign_in()
    page.context.add_cookies([{"name": "script", "value": "hant", "url": page.url}])
    return page


@pytest.fixture
def plan(clerk):
    """A plan of two sentences with all their records."""
    return recorded(clerk.region, times=2).plans.get()


def all_is_traditional(page):
    """Fails when anything on the page would still change if it were converted."""
    seen = page.evaluate(SEEN, sorted(SHOWN))
    assert len(seen) > 20
    assert [text for text in seen if by_phrase(text) != text] == []


def says(page, place, words, timeout=10_000):
    """Waits until a place holds the words, and looks at the whole page then."""
    expect(page.locator(place)).to_contain_text(words, timeout=timeout)
    all_is_traditional(page)


def paste(page, text):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")


def answer(page, status):
    """From now on every form is answered with a status; 0 is a broken line."""
    page.unroute("**/*")

    def reply(route):
        if route.request.method != "POST":
            route.fallback()
        elif status:
            route.fulfill(status=status, body="")
        else:
            route.abort()

    page.route("**/*", reply)


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


class TestDesk:
    """Accepting, correcting, adding by selection, and what goes wrong."""

    pytestmark = browser

    def test_keys_decide_and_correct_and_what_is_saved_stays_simplified(self, traditional, plan):
        page = traditional
        row, after = plan.statements.order_by("pk")[:2]
        page.goto(f"{reverse('review', args=[plan.pk])}#c-{row.key}")
        page.keyboard.press("?")
        says(page, "#keys", "打開或關閉本表")
        page.keyboard.press("?")
        page.keyboard.press("a")
        says(page, f"#c-{row.key}[data-state=accepted]", "已核")
        page.goto(f"{reverse('review', args=[plan.pk])}?again#c-{row.key}")
        page.keyboard.press("e")
        expect(page.locator("#id_indicator_name")).to_be_focused()
        all_is_traditional(page)
        page.locator("#id_value").fill("7")
        page.keyboard.press("Control+Enter")
        says(page, f"#c-{row.key}[data-state=corrected]", "已更正")
        row.refresh_from_db()
        assert (row.value, row.indicator_name) == (Decimal(7), "新建幼儿园数")
        after.refresh_from_db()
        assert after.state == "proposed"

    def test_a_selection_is_added_at_its_place(self, traditional, plan):
        page = traditional
        page.goto(reverse("review", args=[plan.pk]))
        page.locator(".paper > p").last.evaluate(SELECT_A_LINE)
        expect(page.locator("#add-here")).to_have_attribute("aria-label", "把選中的文字添加為")
        says(page, "#add-here", "添加指標/經費")
        page.get_by_role("link", name="添加任務").click()
        says(page, "h1", "添加記錄")
        page.get_by_role("button", name="添加", exact=True).click()
        page.wait_for_url("**/review/**#c-*")
        assert "第2批新建幼儿园2所" in plan.tasks.order_by("pk").last().text

    def test_a_colleague_who_has_a_row_open_is_named(self, traditional, plan):
        other = person("other", "bureau_staff", plan.bureau)
        type(other).objects.filter(pk=other.pk).update(first_name="张发")
        key = plan.statements.first().key
        OpenRow.objects.create(user=other, plan=plan, key=key, opened_at=timezone.now())
        traditional.goto(reverse("review", args=[plan.pk]))
        says(traditional, f"#c-{key} .held", "張發正在修改")

    @pytest.mark.parametrize(
        ("status", "words"), [(0, "連不上服務器"), (403, "頁面已過期"), (500, "沒有接受這次操作")]
    )
    def test_what_was_not_saved_is_said(self, traditional, plan, status, words):
        traditional.goto(reverse("review", args=[plan.pk]))
        answer(traditional, status)
        traditional.locator('.card [value="accepted"]').first.click()
        says(traditional, "#trouble", words)


class TestGrid:
    """Pasting, saving and being refused."""

    pytestmark = browser

    @pytest.fixture
    def page(self, traditional, plan):
        """The grid of the plan's figures, its first cell chosen."""
        traditional.goto(reverse("plan-grid", args=[plan.pk, "targets"]))
        traditional.locator("tbody [name$='-indicator_name']").first.click()
        return traditional

    def test_a_paste_tells_what_found_no_place(self, page):
        page.keyboard.press("Control+s")
        says(page, ".grid-status", "沒有改動，不用保存")
        paste(page, "x" + "\t" * 20 + "\nx" * 600)
        status = page.locator(".grid-status")
        expect(status).to_contain_text("右邊多出的")
        expect(status).to_contain_text("行沒有貼上：一次最多新增 500 行")
        says(page, ".grid-status", "，還沒有保存")
        page.keyboard.press("Control+z")
        page.keyboard.type("7")
        page.keyboard.press("Enter")
        says(page, ".grid-status", "已改 1 行，新增 0 行，還沒有保存")

    def test_what_the_page_offers_is_understood_as_it_is_shown(self, page, plan):
        paste(page, "新建幼儿园数\t\t目標\t不低於\t1,200萬\t\t所")
        page.keyboard.press("Control+s")
        says(page, ".messages", "修改 1 行")
        row = plan.statements.order_by("pk").first()
        assert (row.value, row.comparator, row.nature) == (12_000_000, "at_least", "target")

    def test_faults_are_said_beside_their_cells(self, page):
        paste(page, "新建幼儿园数\t\t目標\t隨便\t5-6")
        page.keyboard.press("Control+s")
        expect(page.locator(".fault").last).to_contain_text("是一個範圍")
        says(page, "[role=alert]", "行填得不對")


class TestUpload:
    """Files that arrive and files that do not."""

    pytestmark = browser

    def test_each_file_gets_its_word(self, traditional):
        page = traditional
        page.goto(reverse("source-import"))
        text = "青禾县2021年教育工作计划\n一、扩充学位\n新建公办幼儿园3所。\n"
        self.send(page, text.encode())
        says(page, ".upload-row", "已導入", timeout=60_000)
        says(page, ".tally", "已處理 1 個文件，共 1 個")

    @pytest.mark.parametrize(
        ("status", "words"),
        [
            (0, "網絡中斷"),
            (401, "再選一次這個文件"),
            (403, "頁面已過期"),
            (413, "文件太大"),
            (500, "處理這個文件時出錯"),
            (502, "沒有導入（代碼 502）"),
        ],
    )
    def test_why_a_file_did_not_arrive_is_said(self, traditional, status, words):
        traditional.goto(reverse("source-import"))
        answer(traditional, status)
        self.send(traditional, b"x")
        says(traditional, ".upload-why", words)

    def test_a_file_that_is_too_large_is_not_sent(self, traditional):
        traditional.goto(reverse("source-import"))
        traditional.evaluate("Object.defineProperty(File.prototype, 'size', {value: 1e12})")
        self.send(traditional, b"x")
        says(traditional, ".upload-why", "請拆分後再導入")

    @staticmethod
    def send(page, content):
        file = {"name": "a.txt", "mimeType": "text/plain", "buffer": content}
        page.set_input_files("#id_files", [file])

"""Pages in traditional characters: what is read changes; structure, values and scripts stay."""

from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from eduplan.traditional import (
    SHOWN,
    _remembered,
    at_same_places,
    by_phrase,
    traditional_page,
)

WORDS = st.text("头发展学校里后面只干台国计划<>&\"' x7，\n", max_size=12)
NAMES = st.sampled_from(["div", "p", "b", "td", "label", "button", "select"])
LEAVES = ("script", "style", "textarea", "input", "option")
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["value", "name", "id", "href", "class", "data-key", *sorted(SHOWN)]),
    WORDS,
    max_size=3,
)


def shut(attributes):
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())


def element(name, attributes, inside):
    return f"<{name}{shut(attributes)}>{inside}</{name}>"


@st.composite
def leaf(draw):
    """An element that holds no other, or bare text."""
    name = draw(st.sampled_from([*LEAVES, ""]))
    attributes, text = draw(ATTRIBUTES), escape(draw(WORDS))
    if name == "input":
        return f"<input{shut(attributes)}>"
    return element(name, attributes, text) if name else text


PAGES = st.recursive(
    leaf(),
    lambda inner: st.builds(
        element, NAMES, ATTRIBUTES, st.lists(inner, max_size=4).map("<!-- 只 -->".join)
    ),
    max_leaves=12,
)


class Walk(HTMLParser):
    """The events of a page as a browser would meet them."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.events = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.events.append((tag, *attrs))

    def handle_endtag(self, tag):
        self.events.append((f"/{tag}",))

    def handle_data(self, data):
        self.events.append(("", data))

    def handle_comment(self, data):
        self.events.append(("!", data))


@given(PAGES)
def test_structure_values_and_scripts_stay(html):
    before, after = Walk(html).events, Walk(traditional_page(html)).events
    assert [event[0] for event in after] == [event[0] for event in before]
    inside = ""
    for old, new in zip(before, after, strict=True):
        inside = old[0] if old[0] in LEAVES and old[0] != "input" else inside
        if old[0] == f"/{inside}":
            inside = ""
        if old[0] == "":
            sent = inside in ("script", "style", "textarea")
            assert new == old if sent else len(new[1]) == len(old[1])
        elif old[0] == "!":
            assert new == old
        else:
            kept = [(n, v) for n, v in new[1:] if n not in SHOWN]
            assert kept == [(n, v) for n, v in old[1:] if n not in SHOWN]


@given(PAGES)
def test_a_second_conversion_changes_no_tag(html):
    once = traditional_page(html)
    assert [e[0] for e in Walk(traditional_page(once)).events] == [e[0] for e in Walk(once).events]


@given(WORDS)
def test_escaped_text_stays_escaped(text):
    assert traditional_page(escape(text)) == escape(by_phrase(text))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<b>头发</b>发展", "<b>頭髮</b>發展"),
        ("核对后学校才有群众的指标和文件", "核對後學校才有群眾的指標和文件"),
        ('<html lang="zh-Hans" class="x">', '<html lang="zh-Hant" class="x">'),
        ('<a title="学校" href="/学校/">国</a>', '<a title="學校" href="/学校/">國</a>'),
        ("<input placeholder='计划' value='计划'>", "<input placeholder='計劃' value='计划'>"),
        ('<option value="国">国</option>', '<option value="国">國</option>'),
        ("<option>国</option>国", "<option>国</option>國"),
        ("<textarea title=国>国<b></textarea>国", "<textarea title=國>国<b></textarea>國"),
        ("<script>alert('国')</script>国", "<script>alert('国')</script>國"),
        ('<i data-script="as-is" title="国">国<i>国</i>国</i>国', None),
        ("<!-- 国 -->5 < 6 国", "<!-- 国 -->5 < 6 國"),
        ('<td data-label="单位">国</td>', '<td data-label="單位">國</td>'),
        (
            "<p data-held='{&quot;s1&quot;: &quot;张&quot;}'>",
            "<p data-held='{&quot;s1&quot;: &quot;張&quot;}'>",
        ),
        (
            '<template><p data-word="国">国</p></template>',
            '<template><p data-word="国">國</p></template>',
        ),
        ("<a data-x=\"title='国'\">国</a>", "<a data-x=\"title='国'\">國</a>"),
    ],
)
def test_what_changes(html, expected):
    if expected is None:
        assert traditional_page(html) == html[:-1] + "國"
    else:
        assert traditional_page(html) == expected


def test_offsets_in_the_text_of_a_source_stay():
    for text in ("头发展", "𫖯国", "台湾国家里面"):
        words = at_same_places(text)
        assert len(words) == len(text)
        assert len(words.encode("utf-16")) == len(text.encode("utf-16"))
    inside = traditional_page('<div class="paper x"><p>国</p></div>')
    assert inside == '<div class="paper x"><p>國</p></div>'


def test_a_word_that_changes_length_falls_back_to_characters(monkeypatch):
    monkeypatch.setattr("eduplan.traditional._words", lambda: ({"电脑": "計算機"}, {"电脑": [2]}))
    _remembered.cache_clear()
    assert traditional_page("电脑") == "計算機"
    assert traditional_page('<p class="paper">电脑</p>') == '<p class="paper">電腦</p>'
    _remembered.cache_clear()


@pytest.mark.parametrize("text", ["干部干净，台风在台上，后面是皇后", "发展头发，一只钟，什么着力"])
def test_words_are_those_of_opencc(text):
    assert by_phrase(text) == OpenCC("s2tw").convert(text)


def test_a_huge_page_is_converted_character_by_character(monkeypatch):
    monkeypatch.setattr("eduplan.traditional.LONGEST", 100)
    html = "<p>头发</p>" * 20
    assert traditional_page(html) == html.replace("头发", "頭發")

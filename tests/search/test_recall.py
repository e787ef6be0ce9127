"""Forty queries over the specimens: what holds the words is found, and nothing else is."""

import re
import unicodedata

import pytest

from plans.models import Plan, SearchEntry, SourceContent, Statement, Task
from plans.search import hits, parse_query, rebuild, search

pytestmark = pytest.mark.django_db

QUERIES = {
    # one character
    "园": ["园"],
    "茶": ["茶"],
    "厕": ["厕"],
    "煤": ["煤"],
    "股": ["股"],
    "縣": ["县"],
    # two characters
    "食堂": ["食堂"],
    "宿舍": ["宿舍"],
    "取暖": ["取暖"],
    "校车": ["校车"],
    "心理": ["心理"],
    "省级": ["省级"],
    "营养": ["营养"],
    # names
    "巩昌镇": ["巩昌镇"],
    "梅山镇": ["梅山镇"],
    "渭州学校": ["渭州", "学校"],
    '"东莲幼儿园"': ["东莲幼儿园"],
    "职成教股": ["职成教股"],
    "电教馆": ["电教馆"],
    "清源小学": ["清源", "小学"],
    # traditional characters
    "毛入園率": ["毛入园率"],
    "控輟保學": ["控辍保学"],
    "財政局": ["财政局"],
    "「義務教育鞏固率」": ["义务教育巩固率"],
    "鄉村教師": ["乡村", "教师"],
    "幹部": ["干部"],
    # traditional and simplified in one
    "寄宿制學校": ["寄宿制", "学校"],
    "普惠性幼兒园": ["普惠性", "幼儿园"],
    "送敎上門 殘疾": ["送教上门", "残疾"],
    # numbers with units
    "85%": ["85%"],
    "８５％": ["85%"],
    "1200万元": ["1200万元"],
    "3所": ["3所"],
    "2.35万平方米": ["2.35万平方米"],
    "9:1": ["9:1"],
    "1.62億元": ["1.62亿元"],
    # Latin, document numbers, several terms
    "aed": ["aed"],
    "20XX年": ["20xx年"],
    "金教发〔2024〕7号": ["金教发", "2024", "7号"],
    "幼儿园 教师 培训": ["幼儿园", "教师", "培训"],
}
"""Query -> what a row has to hold, written down by hand in the form that the specimens use."""


def plain(*texts):
    """Half-width, lower case, without blanks; the specimens' clean text is simplified."""
    text = unicodedata.normalize("NFKC", "\n".join(texts)).lower()
    return re.sub(r"[^\S\n]", "", text)


def rows():
    """Every row that can be found, with all that it says."""
    for plan in Plan.objects.all():
        yield ("plan", plan.pk), plain(plan.title, plan.issuer, plan.doc_number, plan.region_name)
    for task in Task.objects.all():
        yield ("task", task.pk), plain(f"{task.number}{task.title}", task.text)
    for row in Statement.objects.all():
        yield ("statement", row.pk), plain(row.indicator_name, row.text, row.quote)


def lines():
    """Every line of every source with its stretch of the source."""
    for content in SourceContent.objects.all():
        text = content.repaired
        for match in re.finditer(r"[^\n]+", text.value):
            yield content.source_id, text.span(*match.span()), plain(match[0])


@pytest.fixture
def asked(library):
    """A function: query -> the entries found."""

    def ask(query, user=library):
        found = search(user, parse_query(query), most=1000)
        assert not found.full, f"{query} is found too often to be compared"
        return SearchEntry.objects.in_bulk(found.numbers())

    return ask


def test_there_are_forty():
    assert len(QUERIES) == 40


def test_rows_that_hold_the_words_are_found_and_no_others(asked):
    known = dict(rows())
    for query, needles in QUERIES.items():
        expected = {key for key, text in known.items() if all(n in text for n in needles)}
        found = {(e.kind, e.row) for e in asked(query).values() if e.row}
        assert found == expected, query


def test_lines_of_sources_that_hold_the_words_are_found(asked):
    known = [line for line in lines() if len(line[2]) <= 200]
    for query, needles in QUERIES.items():
        places = [(e.source_id, e.start, e.end) for e in asked(query).values() if not e.row]
        for source, (start, end), text in known:
            if all(needle in text for needle in needles):
                at = [p for p in places if p[0] == source and p[1] <= end and p[2] >= start]
                assert at, (query, text)


@pytest.mark.parametrize(
    ("query", "kind", "title"),
    [
        ("金寨縣2024年教育工作要點", "plan", "关于印发《金寨县2024年教育工作要点》的通知"),
        ("沂教体字〔2024〕32号", "plan", "关于做好2024年秋季学期控辍保学和学生资助工作的通知"),
        ("控輟保學", "plan", "关于做好2024年秋季学期控辍保学和学生资助工作的通知"),
        ("白茶", "plan", "安吉县溪龙乡举办2024年白茶开采节"),
        ("03_Langzhong", "passage", "03_langzhong.txt"),
    ],
)
def test_what_bears_the_words_in_its_title_comes_first(query, kind, title, library):
    terms = parse_query(query)
    first = hits(library, search(library, terms).numbers()[:1], terms)[0]
    assert (first.entry.kind, first.entry.title) == (kind, title)


def test_a_whole_term_comes_before_its_words(library):
    terms = parse_query("改善计划学生")
    numbers = search(library, terms).numbers()
    texts = [plain(hit.entry.title, hit.entry.text) for hit in hits(library, numbers, terms)]
    assert all("改善" in text and "计划" in text and "学生" in text for text in texts)
    terms = parse_query("体质健康优良率")
    numbers = search(library, terms).numbers("passage")
    shown = hits(library, numbers, terms)
    assert "体质健康优良率" in shown[0].entry.text


def test_every_query_gives_the_same_after_a_rebuild(library):
    def ask(query):
        found = search(library, parse_query(query), most=1000)
        entries = SearchEntry.objects.in_bulk(found.numbers())
        return [(e.kind, e.row, e.source_id, e.start) for e in map(entries.get, found.numbers())]

    before = {query: sorted(ask(query), key=str) for query in QUERIES}
    assert rebuild() == SearchEntry.objects.count() > 2000
    assert {query: sorted(ask(query), key=str) for query in QUERIES} == before


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "*",
        "/",
        "-",
        "AND",
        "a:b",
        "NEAR(",
        "title : 园",
        "'",
        "\\",
        "园*",
        "(",
        "!&|<->",
        "%%",
        "^园",
    ],
)
def test_signs_of_query_languages_are_only_signs(query, asked):
    for entry in asked(query).values():
        text = plain(entry.title, entry.text)
        assert all(part in text for term in parse_query(query) for part in term.parts)

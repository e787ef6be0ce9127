"""Folding, words and the reading of a query; no database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.search.terms import Term, characters, fold, parse_query, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("義務教育鞏固率", "义务教育巩固率"),
        ("乾坤、乾杯", "干坤、干杯"),
        ("隨著發展", "随着发展"),
        ("ＡＢＣ８５％", "abc85%"),
        ("Word\u3000文檔\x00\u200b", "word 文档  "),
        ("㎡、℃", "㎡、℃"),
        ("衞生", "卫生"),
    ],
)
def test_folding_meets_in_one_form(text, folded):
    assert fold(text) == folded


@given(st.text(), st.text(), st.text())
def test_what_stands_in_a_text_stands_in_its_folded_form(before, inside, after):
    assert fold(before + inside + after) == fold(before) + fold(inside) + fold(after)
    assert len(fold(inside)) == len(inside)


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Z"])))
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


def test_words_are_those_of_jieba_and_numbers_with_their_units():
    found = words("投入1200万元建设幼儿园3所，合格率85%，生机比9:1")
    assert {"投入", "幼儿园", "1200", "1200万元", "3", "3所", "85", "85%", "9:1"} <= set(found)
    assert not {"，", "率"} & set(found)
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("園", [("园",)]),
        ("毛入園率", [("毛入园率",)]),
        ("控辍保学", [("控辍保学",)]),
        ("乡村教师补助标准", [("乡村", "教师", "补助", "标准")]),
        ("新建3所小学", [("新建", "3所", "小学")]),
        ("2024年", [("2024年",)]),
        ("1200万元", [("1200万元",)]),
        ("  教师　 园长 ", [("教师",), ("园长",)]),
        ("“义务 教育经费”", [("义务教育经费",)]),
        ("「营养改善」 学生", [("营养改善",), ("学生",)]),
        ('教师 "培训', [("教师",), ("培训",)]),
        ("教师 教師", [("教师",)]),
        ("学前、幼儿", [("学前", "幼儿")]),
        ("、", [("、",)]),
        ('""', []),
        (" \u200b ", []),
    ],
)
def test_a_query_becomes_terms(query, parts):
    assert [term.parts for term in parse_query(query)] == parts


def test_a_term_knows_itself_as_a_whole():
    assert parse_query("乡村·教师") == (Term("乡村·教师", ("乡村", "教师")),)


@given(st.text())
def test_parts_of_a_term_stand_in_it(query):
    for term in parse_query(query):
        assert all(part and part in term.whole for part in term.parts)
        assert characters(term.whole) == term.whole

"""Sentences cut at the number that a record is about, so that it is to be seen."""

import pytest

from plans.extraction.text import Text
from plans.models import Statement
from plans.quoting import NEAR, emphasised, quote_of

LIST = "全县现有各级各类学校共计一百二十六所，其中普通高中3所、初中18所、小学62所，幼儿园40所。"


@pytest.mark.parametrize(
    ("sentence", "number", "parts"),
    [
        ("新建3所小学", "3所", ("新建", "3所", "小学")),
        ("小学3所、初中3所", "3所", ("小学3所、初中3所", "", "")),
        ("新建三所", "3所", ("新建三所", "", "")),
        ("没有数字", "", ("没有数字", "", "")),
    ],
)
def test_a_number_is_emphasised_where_it_stands_only_once(sentence, number, parts):
    assert emphasised(sentence, number) == parts


@pytest.mark.parametrize("number", ["3所", "18所", "62所", "40所"])
def test_little_stands_before_the_number_and_nothing_is_lost(number):
    quote = emphasised(LIST, number)
    assert len(quote.near) <= NEAR
    assert quote.far + quote.near + quote.number + quote.rest == LIST


def test_what_is_near_begins_with_a_clause_where_one_is():
    assert emphasised(LIST, "62所").near == "其中普通高中3所、初中18所、小学"
    assert emphasised("长" * 40 + "3所", "3所").near == "长" * NEAR


def test_a_short_sentence_is_not_cut():
    quote = emphasised("今年新建公办幼儿园3所。", "3所")
    assert (quote.far, quote.near) == ("", "今年新建公办幼儿园")


@pytest.mark.parametrize("nth", [0, 1])
def test_the_same_number_twice_is_told_apart_by_its_place(nth):
    sentence = "小学3所、初中3所。"
    text = Text.of("去年3所。" + sentence)
    start = [7, 12][nth]
    row = Statement(quote=sentence, text="3所", start=start, end=start + 2)
    assert quote_of(row, text).before == ["小学", "小学3所、初中"][nth]


def test_a_number_that_stands_elsewhere_now_is_not_emphasised():
    text = Text.of("小学3所、初中3所。")
    row = Statement(quote="高中3所、小学3所", text="3所", start=2, end=4)
    assert quote_of(row, text) == (row.quote, "", "")

"""Which of the offered names is chosen: by weights, the rule's where nothing speaks against it."""

from dataclasses import replace
from math import exp, log
from pathlib import Path

import pytest

from plans.extraction import Gazetteer
from plans.extraction.learned import Logistic
from plans.extraction.statements.naming.choosing import (
    LEAD,
    TABLES,
    Weights,
    described,
    likeliest,
    shares_alike,
    stored,
)
from plans.extraction.statements.naming.nearby import put_together
from plans.extraction.statements.naming.sentence import offer_names
from plans.extraction.statements.quantities import find_quantities
from tests.extraction.training import naming

REGIONS = Path(__file__).parents[2] / "fixtures" / "regions"


def offered(sentence: str, **around: str):
    return offer_names(sentence, find_quantities(sentence), **around)


def test_a_short_name_is_offered_what_stands_around_it():
    (offer,) = offered("年底普及率要达到85%。", headings=("（二）灾后重建学校",))
    assert offer.naming.indicator == offer.names[0] == "普及率"
    assert "灾后重建学校普及率" in offer.names


def test_a_name_that_says_whose_it_is_is_offered_nothing():
    (offer,) = offered("小学专任教师本科以上学历比例达到85%。")
    assert not offer.names


def only_names(**weights: float) -> Weights:
    """Weights that know nothing of words and pairs."""
    return Weights(Logistic({}), Logistic({}), Logistic(weights))


def test_the_rule_stands_unless_another_is_likelier_by_the_lead():
    (offer,) = offered("年底普及率要达到85%。", headings=("（二）灾后重建学校",))
    two = replace(offer, names=("普及率", "灾后重建学校普及率"), words=())
    longer, odds = "offered around", log((0.5 + LEAD) / (0.5 - LEAD))
    assert likeliest(only_names(), replace(two, names=("普及率",)))[0] == "普及率"
    assert likeliest(only_names(**{longer: odds - 0.01}), two)[0] == "普及率"
    assert likeliest(only_names(**{longer: odds + 0.01}), two)[0] == "灾后重建学校普及率"


def test_a_chosen_name_says_how_likely_it_is_right():
    (offer,) = offered("年底普及率要达到85%。")
    names = ("普及率", "网络学习空间普及率", "师生网络学习空间普及率")
    weights = only_names(**{"offered around": 2.0, "ends 及率": -1.0, "rule": -1.0})
    best, likely = likeliest(weights, replace(offer, names=names, words=()))
    assert best == "网络学习空间普及率"
    assert likely == pytest.approx(1 / (1 + exp(-1.0)))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("专任教师数", "小学专任教师数", True),
        ("招生数", "普通高级中学招生数", False),  # three characters may be part of anything
        ("教师培训人数", "教师培训人次", True),
        ("高中毛入学率", "初中巩固率", False),
        ("普及率", "普及率", True),
    ],
)
def test_names_are_alike_that_hold_one_another_or_half_the_same_pairs(one, other, alike):
    share = 1.0 if alike else 0.5
    assert shares_alike((one, other)) == shares_alike((other, one)) == [share, share]


def test_a_name_that_most_others_say_too_is_told_from_a_lonely_one():
    (offer,) = offered("年底普及率要达到85%。")
    names = ("普及率", "学前教育普及率", "农村学前教育普及率", "学前教育资金")
    known, marks = described(only_names(), replace(offer, names=names, words=()))
    shares = {name: mark[-1] for name, mark in zip(known, marks, strict=True)}
    assert shares["学前教育普及率"] == "alike 10"
    assert shares["学前教育资金"] == "alike 5"


def test_a_word_of_the_rules_name_is_told_from_one_left_out():
    (offer,) = offered("初中巩固率良好，年底普及率要达到85%。")
    marks = {word.text: word.marks for word in offer.words}
    assert "held b0" in marks["普及率"]
    assert "left b1" in marks["巩固率"]


def test_likely_words_make_a_name_and_others_do_not():
    (offer,) = offered("今年培训骨干教师，共计120人。")
    words = {"培训": 0.9, "骨干教师": 0.8, "今年": 0.1}
    assert list(put_together(words, "人"))[-1] == "培训骨干教师数"
    held = {word.text for word in offer.words}
    assert {"培训", "骨干"} <= held or {"培训", "骨干教师"} <= held


def test_what_stands_nearer_is_told_from_what_stands_farther_off():
    (offer,) = offered(
        "初中巩固率良好，年底普及率要达到85%。",
        headings=("（二）灾后重建学校",),
        above="上文说到培训。",
    )
    places = {word.text: word.marks[0] for word in offer.words}
    assert (places["普及率"], places["巩固率"]) == ("b0", "b1")
    assert (places["学校"], places["培训"]) == ("h0", "p")


def test_nothing_is_offered_that_the_text_does_not_hold():
    sentence = "改造教学楼3栋，完成投资600万元。"
    said = set(sentence) | set("数资金投比例完成率标准补助面积人次")
    for offer in offered(sentence):
        assert all(set(name) <= said for name in offer.names)


def test_the_labelled_documents_teach_what_the_file_holds_and_choosing_beats_the_rule():
    """One test: the documents are read for long, and parallel workers would read them anew."""
    cases = naming.labelled(Gazetteer.load(REGIONS))
    taught, kept = naming.fitted(cases), stored()
    for table in TABLES:
        assert is_taught(getattr(taught, table).weights, getattr(kept, table).weights), table
    found = naming.held_out(cases, 3)
    assert naming.share(found, 2) > naming.share(found, 1), "on documents left out"


def is_taught(learned, kept):
    """Whether the same marks have the same weights, but for how they are rounded."""
    return set(learned) == set(kept) and all(
        learned[name] == pytest.approx(kept[name], abs=0.02) for name in learned
    )

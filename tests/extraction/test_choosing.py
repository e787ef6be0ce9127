"""Which of the offered names is chosen: by weights, the rule's where nothing speaks against it."""

from dataclasses import replace
from math import log
from pathlib import Path

import pytest

from plans.extraction import Gazetteer
from plans.extraction.learned import Logistic
from plans.extraction.statements.naming.candidates import Candidate
from plans.extraction.statements.naming.choosing import MARGIN, likeliest
from plans.extraction.statements.naming.sentence import offer_names
from plans.extraction.statements.quantities import find_quantities
from tests.extraction.training import naming

REGIONS = Path(__file__).parents[2] / "fixtures" / "regions"


def offered(sentence: str, **around: str):
    return offer_names(sentence, find_quantities(sentence), **around)


def test_a_short_name_is_offered_what_stands_around_it():
    (offer,) = offered("年底普及率要达到85%。", headings=("（二）灾后重建学校",))
    names = {candidate.name for candidate in offer.names}
    assert offer.naming.indicator == offer.names[0].name == "普及率"
    assert "灾后重建学校普及率" in names


def test_a_name_that_says_whose_it_is_is_offered_nothing():
    (offer,) = offered("小学专任教师本科以上学历比例达到85%。")
    assert not offer.names


def test_the_rule_stands_unless_the_odds_of_others_are_more_by_the_margin():
    (offer,) = offered("年底普及率要达到85%。", headings=("（二）灾后重建学校",))
    assert likeliest(Logistic({}), replace(offer, names=offer.names[:1]))[0].name == "普及率"
    other = next(c for c in offer.names if c.name == "灾后重建学校普及率")
    two = replace(offer, names=(offer.names[0], other))
    source = f"{other.head}+{other.owner}"
    assert likeliest(Logistic({source: log(MARGIN) - 0.01}), two)[0].name == "普及率"
    assert likeliest(Logistic({source: log(MARGIN) + 0.01}), two)[0].name == other.name


def test_names_that_mean_the_same_count_together():
    (offer,) = offered("年底普及率要达到85%。")
    alone, *alike = (
        Candidate("普及率", "rule", ""),
        Candidate("网络学习空间普及率", "left", "a"),
        Candidate("师生网络学习空间普及率", "left", "b"),
    )
    three = replace(offer, names=(alone, *alike))
    assert likeliest(Logistic({"rule+": 0.5}), three)[0] in alike


def test_nothing_is_offered_that_the_text_does_not_hold():
    sentence = "改造教学楼3栋，完成投资600万元。"
    said = set(sentence) | set("数资金投比例完成率标准补助面积人次")
    for offer in offered(sentence):
        assert all(set(candidate.name) <= said for candidate in offer.names)


@pytest.fixture(scope="module")
def cases():
    return naming.labelled(Gazetteer.load(REGIONS))


def test_choosing_is_right_more_often_than_the_rule_on_documents_left_out(cases):
    found = naming.held_out(cases)
    assert naming.share(found, 2) > naming.share(found, 1)


def test_the_file_is_what_the_labelled_documents_teach(cases):
    taught = naming.fitted(cases).weights
    kept = naming.stored().weights
    assert set(taught) == set(kept)
    assert all(taught[name] == pytest.approx(kept[name], abs=0.02) for name in taught)

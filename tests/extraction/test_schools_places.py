"""How far the town before a school's name belongs to it."""

from dataclasses import replace

import pytest

from plans.extraction.schema import Article
from plans.extraction.schools import find_schools
from plans.extraction.text import Text
from tests.extraction.test_schools import HEADER
from tests.extraction.test_schools_fresh import GAZETTEER

TOWN_TOLD = [
    ("诸佛庵镇石桥小学缺教师。石桥小学与文峰小学结对。", "诸佛庵镇石桥小学 文峰小学"),
    ("石桥小学缺教师。诸佛庵镇石桥小学与文峰小学结对。", "诸佛庵镇石桥小学 文峰小学"),
    ("诸佛庵镇石桥小学建成。石桥小学招生，石桥小学有食堂。", "石桥小学"),
    ("诸佛庵镇实验小学缺教师，实验小学不缺。", "诸佛庵镇实验小学 实验小学"),
    ("霍山县石桥小学缺教师。石桥小学与文峰小学结对。", "石桥小学 文峰小学"),
]


@pytest.mark.parametrize(("value", "names"), TOWN_TOLD)
def test_a_town_belongs_to_the_name_that_is_mostly_told_with_it(value: str, names: str) -> None:
    own = replace(HEADER, region="安徽省六安市霍山县", adcode="341525")
    article = Article((0, len(value)), "", Text.of(value), ())
    assert list(find_schools(article, own, GAZETTEER)) == names.split()

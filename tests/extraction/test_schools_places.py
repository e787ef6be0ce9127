"""Names behind verbs, regions and counters, and how far the place before a name belongs to it."""

from dataclasses import replace

import pytest

from plans.extraction.schema import Article
from plans.extraction.schools import find_schools
from plans.extraction.text import Text
from tests.extraction.test_schools import HEADER
from tests.extraction.test_schools_fresh import GAZETTEER, schools

NAMED = [
    # a road is named by what is a verb elsewhere
    ("孝义市前进路小学扩建。", "孝义市前进路小学"),
    ("改造建设街小学、团结路小学操场。", "建设街小学 团结路小学"),
    ("富川县胜利街幼儿园、民主路小学招生。", "富川县胜利街幼儿园 民主路小学"),
    # a county's or a city's only school of a trade
    ("一期入驻市卫生学校、市工业学校两所。", "市卫生学校 市工业学校"),
    ("州农业学校、州民族师范学校并入园区。", "州农业学校 州民族师范学校"),
    ("县职业中等专业学校毕业生就业率高。", "县职业中等专业学校"),
    ("支持湘沅职业中等专业学校建设实训基地。", "湘沅职业中等专业学校"),
    ("阜南县城郊中学升学人数增加。", "阜南县城郊中学"),
    # 都 in a name
    ("这方面大冶市青都职业技术学校聘请技师。", "大冶市青都职业技术学校"),
    ("建成都湖镇中心幼儿园。", "都湖镇中心幼儿园"),
    ("加固都安乡第二小学。", "都安乡第二小学"),
    # 迎水 flows past a village
    ("看望麻埠镇迎水小学教师。", "麻埠镇迎水小学"),
]
KINDS_ONLY = [
    "有些教学点没有围墙。",
    "一些教学点教师年龄偏大，某些村小无人接任。",
    "惠及学校46所、受益学校31所。",
    "受惠小学12所。",
    "各市卫生学校、每个州农业学校都要评估。",
    "群众都说学校好，老师都到小学走教。",
    "建设小学12所，胜利完成。",
    "中等专业学校、职业中等专业学校招生。",
    "城郊中学大班额较多。",
]


@pytest.mark.parametrize(("value", "names"), NAMED)
def test_named_schools(value: str, names: str) -> None:
    assert schools(value) == names.split()


@pytest.mark.parametrize("value", KINDS_ONLY)
def test_kinds_of_schools_are_no_names(value: str) -> None:
    assert schools(value) == []


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

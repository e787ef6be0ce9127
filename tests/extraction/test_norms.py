"""What a rule prescribes, and what is another place's, beside what is promised or reached."""

from dataclasses import replace
from pathlib import Path

import pytest

from plans.extraction import Gazetteer, extract_file
from plans.extraction.schema import Kind
from tests.extraction.test_attributes import statements

GAZETTEER = Gazetteer.load(Path(__file__).resolve().parents[2] / "fixtures" / "regions")

PRESCRIBED: list[tuple[Kind, str, list[str]]] = [
    ("report", "验收办法规定初中规模不超过1800人，我校现有2104人。", ["standard", "actual"]),
    ("report", "按照规定，群众认可度须在80%以上，实测为91%。", ["standard", "actual"]),
    ("report", "巩固率为99.1%（达标线为95%）。", ["actual", "standard"]),
    ("report", "生均公用经费高于4500元的底线。", ["standard"]),
    ("report", "培训结业考核的合格线设为60分，一次通过71人。", ["standard", "actual"]),
    ("notice", "高中班额以50人为上限。", ["standard"]),
    ("notice", "中考总分810分，6月下旬开考。", ["standard"]),
    ("report", "初中班额全部在50人以内。", ["actual"]),
    ("report", "助学金标准从2000元调到2300元，发放1420人。", ["baseline", "standard", "actual"]),
    ("speech", "同一家公司在建工地不许超过2个，每班不准突破45人。", ["standard", "standard"]),
    ("plan", "体质健康优良率今年定在55%。", ["target"]),
    ("plan", "全年计划认定示范园30所。", ["target"]),
]


@pytest.mark.parametrize(("kind", "sentence", "natures"), PRESCRIBED)
def test_a_rule_that_is_named_makes_a_standard(
    kind: Kind, sentence: str, natures: list[str]
) -> None:
    assert [s.nature for s in statements(sentence, kind=kind)] == natures


COMPARED = [
    ("辰溪县人口45万，普通高中6所，在校生1.2万人。", ["reference"] * 3),
    ("我县普通高中4所；辰溪县有6所。", ["actual", "reference"]),
    ("辰溪县上线率是31%，我们只有22%。", ["reference", "actual"]),
    ("辰溪县捐赠图书3000册。", ["actual"]),
    ("辰溪县先走一步，人家集团化办学覆盖率达到95%。", ["reference"]),
    ("今年和辰溪县比一比。辰溪是多少？41%！", ["reference"]),
]


@pytest.mark.parametrize(("sentences", "natures"), COMPARED)
def test_what_is_said_of_another_place_is_for_comparison(
    sentences: str, natures: list[str]
) -> None:
    text = f"溆浦县教育局2014年工作总结\n一、主要成绩\n{sentences}\n溆浦县教育局\n2014年12月20日"
    (document,) = extract_file("a.txt", text.encode(), gazetteer=GAZETTEER).documents
    assert [s.nature for s in document.statements] == natures


def test_neighbours_are_neither_part_of_the_region_nor_above_it() -> None:
    text = (
        "怀化市教育局2014年工作总结\n溆浦县、辰溪县完成建设任务。娄底市来我市考察，湖南省给予表彰。"
    )
    (document,) = extract_file("a.txt", text.encode(), gazetteer=GAZETTEER).documents
    assert document.header.neighbours == ("娄底市",)
    assert replace(document.header, neighbours=()).region == "湖南省怀化市"

"""Tasks handed down, budgets and works under way that a report or a plan tells of."""

import pytest

from plans.extraction.schema import Kind
from tests.extraction.test_attributes import statements

TOLD: list[tuple[Kind, str, list[str]]] = [
    # what was set for the year stays a goal, whoever tells of it
    ("report", "市教育局下达我县高中招生计划1480人，实际录取1466人。", ["target", "actual"]),
    ("report", "下达给我校的特岗名额9名，实招9名。", ["target", "actual"]),
    ("report", "二本上线163人，这个数年初定的是150人。", ["actual", "target"]),
    ("report", "理科上线27人，离学期初提出的35人还差一些。", ["actual", "target"]),
    ("report", "全年县级应配套资金210万元，实际到位165万元。", ["target", "actual"]),
    ("report", "学校应承担经费48万元，目前只到账30万元。", ["target", "actual"]),
    ("plan", "今年核定招聘名额36名，全部补充到村小。", ["target"]),
    ("report", "下达补助资金320万元，惠及学生2100人。", ["actual", "actual"]),
    ("report", "校舍维修，预算130万元，完成投资72万元。", ["target", "actual"]),
    ("report", "教学楼概算560万元，已完工。", ["actual"]),
    # what has been done since is none
    ("report", "计划总投资2400万元，到9月末完成投资1310万元。", ["target", "actual"]),
    ("report", "全年安排建设项目6个，计划总投资2400万元。", ["target", "target"]),
    ("report", "全年安排资金240万元，用于购置图书。", ["actual"]),
    ("report", "市里提出的年底75%的要求已经达到。", ["target"]),
    ("report", "距县里提出的年末90%的要求还差2个百分点。", ["target", "actual"]),
    ("report", "距省里提出的10%的要求还差2个百分点。", ["standard", "actual"]),
]


@pytest.mark.parametrize(("kind", "sentence", "natures"), TOLD)
def test_what_was_set_before_is_a_goal_whoever_tells_of_it(
    kind: Kind, sentence: str, natures: list[str]
) -> None:
    assert [s.nature for s in statements(sentence, kind=kind)] == natures


WORKS: list[tuple[Kind, str, list[str]]] = [
    (
        "report",
        "综合楼于10月动工，设计面积2600平方米，概算520万元，截至12月初已完成基础施工。",
        ["target"] * 2,
    ),
    (
        "report",
        "中心小学宿舍楼，建筑面积1800平方米，投资430万元，现已施工至三层，完成投资260万元。",
        ["target", "target", "actual"],
    ),
    ("report", "中心幼儿园可容纳幼儿210名，因征地滞后，没有如期开工。", ["target"]),
    ("report", "新校区投资2.1亿元，正在进行内部装修。", ["target"]),
    ("report", "新校区占地90亩，正在进行内部装修。", ["actual"]),
    ("report", "生均校舍建筑面积6.2平方米，主要是综合楼尚未开工。", ["actual"]),
    # what stands was measured
    ("report", "公寓楼建筑面积3400平方米，投资560万元，8月底交付使用。", ["actual"] * 2),
    ("report", "教学楼建筑面积3400平方米，主体已竣工，正在使用。", ["actual"]),
    ("report", "投资300万元，建成食堂2个，正在申报示范食堂。", ["actual"] * 2),
    ("report", "学校占地60亩，有教学班24个，正在开展课题研究。", ["actual"] * 2),
]


@pytest.mark.parametrize(("kind", "sentence", "natures"), WORKS)
def test_what_works_under_way_will_measure_is_a_goal(
    kind: Kind, sentence: str, natures: list[str]
) -> None:
    found = [s for s in statements(sentence, kind=kind) if s.unit != "层"]
    assert [s.nature for s in found] == natures

"""A school at the head of a name becomes the scope of its figure."""

from pathlib import Path

import pytest

from plans.extraction import Gazetteer, extract_file

GAZETTEER = Gazetteer.load(Path(__file__).resolve().parents[2] / "fixtures" / "regions")
HEAD = "辰溪县教育局2014年工作要点\n一、主要任务\n"

# each sentence with name and scope of its figures
PLACED = [
    (
        "柿溪中学宿舍楼2600平方米、投资710万元，小龙门小学食堂900平方米。",
        [("宿舍楼面积", "柿溪中学"), ("宿舍楼投资", "柿溪中学"), ("食堂面积", "小龙门小学")],
    ),
    (
        "全县选派支教教师50人。其中：柿溪中学12人，小龙门小学9人。",
        [
            ("选派支教教师数", None),
            ("选派支教教师数", "柿溪中学"),
            ("选派支教教师数", "小龙门小学"),
        ],
    ),
    ("柿溪中学在校生规模控制在2000人以内。", [("在校生数", "柿溪中学")]),
    ("投资90万元改造柿溪中学、小龙门小学运动场。", [("改造运动场投资", "柿溪中学、小龙门小学")]),
    # what is spent on a school is spent on building one of its kind
    ("投资1400万元新建柿溪中学。", [("中学新建投资", "柿溪中学")]),
    ("投入360万元改扩建船溪幼儿园。", [("幼儿园改扩建投入", "船溪幼儿园")]),
    ("投资2.1亿元建成了辰阳实验学校。", [("学校建设投资", "辰阳实验学校")]),
    ("迁建小龙门小学，总投资3100万元。", [("小学迁建总投资", "小龙门小学")]),
    (
        "新建船溪幼儿园，投资900万元；扩建大水田小学，投资240万元。",
        [("幼儿园新建投资", "船溪幼儿园"), ("小学扩建投资", "大水田小学")],
    ),
    (
        "投资4600万元新建柿溪中学、小龙门小学。",
        [("学校新建投资", "柿溪中学、小龙门小学")],
    ),
    # kinds of school stay in the name, and so does a school of which nothing else is said
    ("农村寄宿制学校宿舍楼2600平方米。", [("农村寄宿制学校宿舍楼面积", None)]),
    ("柿溪中学投资710万元。", [("柿溪中学投资", None)]),
]


@pytest.mark.parametrize(("sentence", "expected"), PLACED)
def test_whose_figure_it_is_is_its_scope(
    sentence: str, expected: list[tuple[str, str | None]]
) -> None:
    (document,) = extract_file("a.txt", (HEAD + sentence).encode(), gazetteer=GAZETTEER).documents
    assert [(s.indicator, s.scope) for s in document.statements] == expected

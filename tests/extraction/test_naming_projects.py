"""Measures of a project that a sentence or an item opens with, however far its works are."""

# ruff: noqa: E501  (a sentence and its names stay on one line)

import pytest

from tests.extraction.test_naming import check

CASES = [
    ("1.青石镇中心小学教学楼，建筑面积【4200平方米】，计划投资【980万元】，现已施工至三层，完成投资【510万元】。", "教学楼建筑面积", "教学楼投资", "教学楼完成投资"),
    ("2.河口镇初级中学宿舍和食堂，计划投资【860万元】，主体已经完工，正在进行内部装修，完成投资【700万元】。", "宿舍和食堂投资", "宿舍和食堂完成投资"),
    ("3.第三食堂工程于10月动工，设计面积【2800平方米】，概算【560万元】。", "设计面积", "第三食堂工程投资"),
    ("河西小学综合楼是校安工程项目，面积【1200平方米】，造价【168万元】，主体已经封顶。", "综合楼面积", "综合楼造价"),
    ("学生公寓正在装修，总造价【96万元】。", "学生公寓总造价"),
    ("动工建设县第五小学，占地【40亩】，总投资【5200万元】。", "县第五小学占地面积", "县第五小学总投资"),
    ("5.台山镇中心幼儿园，可容纳幼儿【180名】，预算【420万元】。", "可容纳幼儿数", "台山镇中心幼儿园预算"),
    ("为农村小学改建食堂【22个】，投资【1110万元】；改造运动场【19块】，投资【950万元】。", "改建食堂数", "改建食堂投资", "改造运动场数", "改造运动场投资"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda c: c[0])
def test_projects(case: tuple[str, ...]) -> None:
    check(case[0], case[1:])

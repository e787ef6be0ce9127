"""Proper names of schools: which are found, where they begin, and what only names a kind."""

import pytest

from plans.extraction.schema import Article, Header
from plans.extraction.schools import find_schools
from plans.extraction.text import Text

HEADER = Header("", "plan", 2012, None, None, "county", None, None, None, True)


def schools(value: str) -> list[str]:
    return list(find_schools(Article((0, len(value)), "", Text.of(value), ()), HEADER))


NAMED = [
    ("完成青石沟小学、县一中、市第三幼儿园的改造。", "青石沟小学 县一中 市第三幼儿园"),
    ("新建城东幼儿园，改扩建平川县第二初级中学。", "城东幼儿园 平川县第二初级中学"),
    ("支持省外国语学校创建示范校。", "省外国语学校"),
    ("在白鹤镇中心小学、大坪村教学点试点。", "白鹤镇中心小学 大坪村教学点"),
    ("与南京师范大学、浙江大学合作。", "南京师范大学 浙江大学"),
    ("选派教师到马家坳小学支教。", "马家坳小学"),
    ("二中、三小和育红幼儿园的校舍。", "二中 三小 育红幼儿园"),
    ("第一、第三小学完成搬迁。", "第一小学 第三小学"),
    ("县职业教育中心与青松县职业教育中心联办。", "青松县职业教育中心"),
    ("民族小学、回民中学添置设备。", "民族小学 回民中学"),
    ("由胜利小学承办，光明中学协办。", "胜利小学 光明中学"),
    ("实验小学、机关幼儿园负责接待。", "实验小学 机关幼儿园"),
    (
        "桥头镇三合完小、柏杨坪九年一贯制学校竣工。",
        "桥头镇三合完小 柏杨坪九年一贯制学校",
    ),
    ("实施河西学院对口支援。", "河西学院"),
    ("临川高中与山阳第一高级中学结对。", "临川高中 山阳第一高级中学"),
    ("市区内二十三中、八中教师交流。", "二十三中 八中"),
    ("争取上级资金为石梁子小学建设食堂。", "石梁子小学"),
    ("组织教师赴北京四中、人大附中跟岗。", "北京四中 人大附中"),
    ("启动龙泉驿区航天小学二期。", "龙泉驿区航天小学"),
    (
        "民办阳光幼儿园、蓝天幼儿园被评为市级示范幼儿园。",
        "阳光幼儿园 蓝天幼儿园",
    ),
    ("迁建县二中，撤并老鹰岩小学。", "县二中 老鹰岩小学"),
    ("大连海事大学派出支教队。", "大连海事大学"),
    ("解放小学与团结小学合并。", "解放小学 团结小学"),
    ("云岭县特殊教育学校投入使用。", "云岭县特殊教育学校"),
    ("清河中心校、双河口中心校参加评比。", "清河中心校 双河口中心校"),
    ("镇中心小学的分校设在沙坝小学。", "沙坝小学"),
    ("启动沙坝小学迁建，沙坝小学年底竣工。", "沙坝小学"),
]
KINDS_ONLY = [
    "各乡镇中心小学、农村寄宿制学校和特殊教育学校要达标。",
    "加强大学生就业和普通高中建设，办好家长学校。",
    "贯彻十七届三中全会精神，学习一小时。",
    "建设两所实验学校、三所示范性高中。",
    "全县初中、小学、幼儿园均衡发展。",
    "中小学校长培训，小学教师和初中学生。",
    "希望小学、薄弱学校改造，名校办分校。",
    "开办老年大学，推动孔子学院建设。",
    "学前教育以乡镇中心幼儿园为骨干。",
    "创建若干个国内外知名品牌幼儿园。",
    "大力发展普通高中，全面实施小学英语课程。",
    "城区优质学校与近郊学校结对。",
    "全省高等学校和中等职业学校招生。",
    "高中阶段学校布局，居委会教学点清理。",
    "一中心三基地，一小部分，十中有一。",
    "支持地产企业开发建设幼儿园。",
    "每个乡镇办好一所公办幼儿园。",
    "二级学院、教学校长、大中小学。",
]


@pytest.mark.parametrize(("value", "names"), NAMED)
def test_named_schools(value: str, names: str) -> None:
    assert schools(value) == names.split()


@pytest.mark.parametrize("value", KINDS_ONLY)
def test_kinds_of_schools_are_no_names(value: str) -> None:
    assert schools(value) == []


def test_longer_form_gives_way_to_the_shorter() -> None:
    assert schools("桥头镇沙坝小学迁建。沙坝小学年底竣工。") == ["沙坝小学"]


def test_hostile_text_stays_linear() -> None:
    for piece in ("小学", "一中", "第一", "县"):
        schools(piece * 30_000)

"""For whom and for how long a number holds: classes, regions, several years, parts of a year."""

import pytest

from tests.extraction.test_attributes import statements

RATES: list[tuple[str, list[str | None]]] = [
    ("最大的班塞了83人。", ["班"]),
    ("小班、中班、大班人数分别控制在24人、28人、33人以内。", ["班"] * 3),
    ("新建小学班额不超过45人，新建初中不超过50人。", ["班"] * 2),
    ("小学生均事业费为4100元，比全市平均的4450元低350元。", ["人"] * 3),
    ("生均校舍面积为7.2平方米，比2011年增加1.8平方米。", ["人"] * 2),
    ("学生每生每年资助900元，孤儿再增加300元。", ["人·年"] * 2),
    ("全体在职教师五年累计培训不少于360学时。", ["人"]),
    ("教师培训每五年不少于360学时。", ["人·5年"]),
    ("为每个基地补助40万元。", ["基地"]),
    ("每个镇办好2所幼儿园。", ["镇"]),
    ("每个乡镇办好2所幼儿园。", ["乡镇"]),
    ("各乡镇中心校设专干1至2名。", ["校"]),
    ("各镇至少办好1所中心园。", ["镇"]),
    ("绩效工资人均月增260元。", ["人·月"]),
    ("人均周课时达19节。", ["人·周"]),
    ("寄宿生补助按小学每天4元、初中5元安排。", ["人·天"] * 2),
    ("膳食补助每生每天4元，全年200天。", ["人·天", "年"]),
    ("全州人均受教育年限为8.3年。", [None]),
]


@pytest.mark.parametrize(("sentence", "rates"), RATES)
def test_for_whom_and_how_long(sentence: str, rates: list[str | None]) -> None:
    assert [s.per for s in statements(sentence)] == rates

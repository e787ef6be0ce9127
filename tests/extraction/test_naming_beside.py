"""Numbers that are set beside the one before enter; names of what that measures leave."""

# ruff: noqa: E501  (a sentence and its names stay on one line)

import pytest

from tests.extraction.test_naming import check

CASES = [
    ("全县初中生均校舍面积【8.1平方米】，与国家标准相差【1.4平方米】。", "初中生均校舍面积", "初中生均校舍面积差距"),
    ("生均宿舍建筑面积小学【2.1平方米】，初中【2.3平方米】，与国家标准分别相差【0.4平方米】、【0.6平方米】。", "小学生均宿舍建筑面积", "初中生均宿舍建筑面积", "小学生均宿舍建筑面积差距", "初中生均宿舍建筑面积差距"),
    ("学生宿舍生均面积【2.6平方米】，离标准要求的【3平方米】还有差距。", "学生宿舍生均面积", "学生宿舍生均面积标准"),
    ("人均图书【8.5册】，距离省示范园要求的【10册】还差一截。", "人均图书册数", "人均图书册数标准"),
    ("生均运动场面积只有【6.1平方米】，未达到小学【7.5平方米】的底线。", "生均运动场面积", "生均运动场面积标准"),
    ("生均用地面积【18平方米】，没有达到【23平方米】的规定。", "生均用地面积", "生均用地面积标准"),
    ("中职学校生均校舍面积【14.2平方米】，低于全国【16.7平方米】的平均水平。", "中职学校生均校舍面积", "中职学校生均校舍面积"),
    ("每百名学生拥有骨干教师【1.2人】（标准为【1人】）。", "~骨干教师数", "~骨干教师数标准"),
    ("在校学生【860人】，比上年减少【30人】。", "在校学生数", "在校学生数"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda c: c[0])
def test_beside(case: tuple[str, ...]) -> None:
    sentence, *names = case
    check(sentence, tuple(names))

"""Rates that raise a standard or fulfil a plan, and score lines enter; their names leave."""

import pytest

from plans.extraction.statements.naming import name_quantities
from tests.extraction.test_naming import quantities

RAISED = [
    (
        "寄宿生生活补助小学每生每年【1250元】，残疾学生上浮【50%】。",
        "残疾学生寄宿生生活补助标准上浮比例",
    ),
    (
        "生均公用经费标准小学【720元】、初中【940元】，寄宿制学校在此基础上上浮【20%】。",
        "寄宿制学校生均公用经费标准上浮比例",
    ),
    ("课后服务费每生每学期【300元】，城区学校最多上浮【10%】。", "城区学校课后服务费标准上浮比例"),
    ("学生奶补助每人每天【5元】，学生人数上浮【10%】。", "学生人数增长率"),
]
FULFILLED = [
    (
        "校舍改造工程完成投资【2.6亿元】，占年度计划（【4亿元】）的【65%】。",
        "校舍改造工程投资完成率",
    ),
    ("全县开工建设幼儿园【12所】，占年度任务（【15所】）的【80%】。", "开工建设幼儿园完成率"),
    ("实训基地完成投资【900万元】，占计划投资（【1200万元】）的【75%】。", "实训基地投资完成率"),
    ("学校建筑面积【3万平方米】，占全县总面积（【9万平方米】）的【33%】。", "学校建筑面积"),
]
LINES = [
    ("本科批录取控制线物理类【448分】、历史类【449分】。", "历史类本科批录取控制线"),
    ("特殊类型招生控制线历史类【520分】，物理类【531分】。", "物理类特殊类型招生控制线"),
    ("专科批投档线文科【180分】，理科【160分】。", "理科专科批投档线"),
    ("今年全校物理类平均【480分】，历史类【470分】。", "历史类分数"),
]


@pytest.mark.parametrize(("marked", "last"), RAISED + FULFILLED + LINES)
def test_name_of_the_last_quantity(marked: str, last: str) -> None:
    sentence, found = quantities(marked)
    assert name_quantities(sentence, found, (), "")[-1].indicator == last

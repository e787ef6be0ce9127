"""What tells of the past, or of another's plan, sets no bound."""

import pytest

from plans.extraction.schema import Kind
from tests.extraction.test_deadlines_fresh import HALF_REPORT, YEAR_REPORT, dates

TOLD: list[tuple[str, Kind, str, list[tuple[str, str]]]] = [
    # the end of the year below a heading of last year is past
    (
        "一、去年的工作，亮点不少\n义务教育学校的绩效工资年底前全部补发。\n"
        "二、今年的任务\n年底前建成食堂9个。",
        "speech",
        "在会上的讲话",
        [("年底前", "2016-12-31")],
    ),
    ("一、去年和今年的事\n年底前建成食堂9个。", "speech", "讲话", [("年底前", "2016-12-31")]),
    # a plan that something is held against, or put into, promises nothing
    ("到6月末完成投资90万元，占计划的57%。", "report", HALF_REPORT, []),
    ("都柳食堂原计划10月完工，目前完成70%。", "report", YEAR_REPORT, []),
    ("年内未能消除的列入明年计划。", "report", YEAR_REPORT, []),
    ("食堂计划2017年8月底前完工。", "report", YEAR_REPORT, [("2017年8月底前", "2017-08-31")]),
    # December is not over for a report on one matter that is signed in it
    (
        "三、下一步打算\n12月底前拨付到位。\n东山县教育局\n2016年12月12日",
        "report",
        "关于学生资助工作的汇报",
        [("12月底前", "2016-12-31")],
    ),
    (
        "三、下一步打算\n12月底前拨付到位。\n东山县教育局\n2016年12月12日",
        "report",
        YEAR_REPORT.replace("全县", ""),
        [("12月底前", "2017-12-31")],
    ),
    (
        "配套资金90万元年底前刚到账。\n东山县教育局\n2016年12月12日",
        "report",
        "东山县2016年资助情况汇报",
        [],
    ),
]


@pytest.mark.parametrize(("text", "kind", "title", "found"), TOLD)
def test_what_is_told_binds_nobody(
    text: str, kind: Kind, title: str, found: list[tuple[str, str]]
) -> None:
    assert dates(text, kind, title=title) == found

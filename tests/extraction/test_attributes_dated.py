"""The years that section, preface, period and norm lend to what is not dated itself."""

import pytest

from plans.extraction.schema import Kind
from tests.extraction.test_attributes import statements

SCHEME = "学前教育普及实施方案"
STATE = (
    "一、现状分析\n截至2013年底，全县有幼儿园61所。\n（二）师资。教职工860人，目前持证的占71%。\n"
)
PREFACE = "自查以2012—2013学年教育统计数据为准。\n二、资源配置情况\n"

LENT: list[tuple[Kind, str, str, list[int]]] = [
    # the present state, dated once
    ("plan", SCHEME, STATE, [2013] * 3),
    ("plan", SCHEME, STATE + "二、任务\n今年新建幼儿园7所。", [2013] * 3 + [2014]),
    (
        "plan",
        SCHEME,
        "一、工作基础\n截至2013年底，有教师900人。\n同时也要看到，缺编教师40人。",
        [2013, 2014],
    ),
    ("plan", SCHEME, "一、现状分析\n全县有幼儿园61所。", [2014]),
    # the figures of a whole report
    (
        "report",
        "自查报告",
        PREFACE + "在校生9100人，比去年少120人，骨干教师48人（去年39人）。",
        [2012] * 3 + [2011],
    ),
    ("report", "自查报告", "自查以国家统计数据为准。\n二、资源配置情况\n在校生9100人。", [2014]),
    # a norm that facts of a year are held against
    ("report", "汇报", "2013年培训支出占公用经费的6.4%，超过了5%的规定。", [2013, 2014]),
    ("report", "汇报", "2013年发放补助620万元，每人每年1000元。", [2013, 2013]),
    # what is there beside what is to come
    ("plan", "工作要点", "预计到2017年缺教师90人，而全县现任教师已有41人超龄。", [2017, 2014]),
    # the year of what is asked for
    (
        "report",
        "汇报",
        "离上级提出的到2017年过半的要求尚有差距；兼职教师有130人。",
        [2017, 2014],
    ),
    # last year's number in a bracket dates no other
    ("report", "汇报", "本科上线310人（去年270人），专科上线900人。", [2014, 2013, 2014]),
    ("report", "汇报", "去年我们通过了验收，今年的任务是巩固。投入资金3100万元。", [2014]),
]


@pytest.mark.parametrize(("kind", "title", "text", "years"), LENT)
def test_a_year_is_lent_to_what_is_not_dated_itself(
    kind: Kind, title: str, text: str, years: list[int]
) -> None:
    assert [s.year for s in statements(text, kind=kind, title=title)] == years


PERIODS: list[tuple[Kind, str, str, list[int]]] = [
    # where a plan says how long it is carried out
    (
        "plan",
        "教师队伍建设推进计划",
        "实施期自2014年9月起，至2017年8月止。\n招聘教师600名。",
        [2017],
    ),
    ("plan", "教师队伍建设推进计划", "招聘教师600名。", [2014]),
    # the school year below the title
    ("plan", "学校学年度工作计划", "（2014—2015学年，经校长办公会通过）\n及格率达到75%。", [2015]),
    ("plan", "学校工作计划", "（2014年2月10日）\n及格率达到75%。", [2014]),
    # what a school has as its year begins, and what it aims at
    (
        "plan",
        "2014—2015学年度工作计划",
        "一、基本情况\n本学年有教学班24个，在校学生960人，其中住校生310人。",
        [2014] * 3,
    ),
    ("plan", "2014—2015学年度工作计划", "本学年及格率达到75%。", [2015]),
    ("plan", "2014—2015学年度工作计划", "食堂改造投资90万元，国庆节前投用。", [2014]),
    # the years of a period
    (
        "plan",
        "学校发展规划（2014—2016年）",
        "其中第一年投入80万元，第二年投入60万元；三年合计招聘教师9名。",
        [2014, 2015, 2016],
    ),
    # counted from the document's year
    ("speech", "讲话", "周转房三年内再添200套。", [2017]),
    ("report", "汇报", "力争用三年时间将骨干教师占比提高到20%。", [2017]),
    ("plan", SCHEME, "三年内新建公办园14所。", [2016]),
    ("plan", "工作要点", "三年内新建公办园14所。", [2014]),
    ("report", "汇报", "三年内流失教师91人。", [2014]),
    # a move promised for a later year starts from now, or from where it is said to stand
    ("plan", "教育发展规划（2014—2016年）", "毛入园率由71%提高到85%。", [2014, 2016]),
    ("plan", "工作要点", "毛入园率由71%提高到75%。", [2013, 2014]),
    (
        "plan",
        "教育发展规划（2014—2016年）",
        "2012年毛入园率为71.3%。\n二、目标\n毛入园率由71.3%提高到85%。",
        [2012, 2012, 2016],
    ),
    ("plan", SCHEME, STATE + "二、任务\n到2017年，毛入园率由71%提高到85%。", [2013] * 4 + [2017]),
]


@pytest.mark.parametrize(("kind", "title", "text", "years"), PERIODS)
def test_a_period_gives_its_years(kind: Kind, title: str, text: str, years: list[int]) -> None:
    assert [s.year for s in statements(text, kind=kind, title=title)] == years

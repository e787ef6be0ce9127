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


ASIDE: list[tuple[Kind, str, str, list[int]]] = [
    # the value that a subject left out had once dates nothing behind it
    ("report", "总结", "今年招生900人，而2012年是860人；毕业生700人。", [2014, 2012, 2014]),
    ("report", "总结", "今年招生900人，去年为860人；升学320人。", [2014, 2013, 2014]),
    ("report", "总结", "今年招生9人，去年这一数字是6所，新增学位900个。", [2014, 2013, 2014]),
    ("report", "总结", "上线率45%，而2013年是41%；获奖9人。", [2014, 2013, 2014]),
    # but one with which the sentence begins does, and so does one of a subject of its own
    ("report", "总结", "去年为860人，其中女生410人。", [2013, 2013]),
    ("report", "总结", "今年招生9人，2013年有教师90人，学生810人。", [2014, 2013, 2013]),
    # last year's like is a value of its own where it is no yardstick
    ("report", "总结", "受理2100人，而上年同期是1900人、80万元。", [2014, 2013, 2013]),
    ("report", "总结", "受理2100人，比上年同期增加90人。", [2014, 2014]),
    # 占比 and 生师比 end a name
    ("plan", "工作要点", "公办园占比去年为47%，今年要达到52%。", [2013, 2014]),
    ("plan", "工作要点", "生师比去年为21%，今年要降到19%。", [2013, 2014]),
    # a class has its year
    ("plan", "工作计划", "2013届毕业生510人，就业480人，就业率94%。", [2013] * 3),
    ("plan", "工作计划", "今年预计毕业530人。2012级学生610人。", [2014, 2014]),
    # what begins behind it dates a norm, what is past does not
    ("plan", "工作要点", "公用经费标准提高到每生每年700元，自2015年春季学期起执行。", [2015]),
    ("plan", "工作要点", "班额小学不得突破45人；上年排查出的57个超标班级全部化解。", [2014, 2013]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "title", "text", "years"), ASIDE)
def test_what_was_once_dates_only_itself(
    kind: Kind, title: str, text: str, years: list[int]
) -> None:
    assert [s.year for s in statements(text, kind=kind, title=title)] == years


SCHOOL_PLAN = "东山小学2014学年工作计划"
REVIEW = "二、上学年工作回顾\n"
GOALS = "二、工作目标\n力争2016年底达标，入学率2016年达到99%。\n三、任务\n"
PARTS: list[tuple[Kind, str, str, list[int]]] = [
    # the goals of a school year are due at its end, its own works in the year of their month
    ("plan", SCHOOL_PLAN, "三、本学年工作目标\n全年满意率不低于93%。", [2015]),
    ("plan", SCHOOL_PLAN, "三、新学年目标\n新增骨干教师4名。", [2015]),
    ("plan", SCHOOL_PLAN, "总务处要在11月底前完成改造，涉及教室36间。", [2014]),
    ("plan", SCHOOL_PLAN, "新校门于11月底前竣工，全校购书360册。", [2015]),
    # what is told of the school year before began in that, whatever month a sentence names
    ("plan", SCHOOL_PLAN, REVIEW + "2014年6月抽测，及格率92%。近视率为31%。", [2014, 2013]),
    ("plan", SCHOOL_PLAN, "上学年完成80学时，新学年计划研修12天。要派出3人。", [2013, 2015, 2015]),
    # in a plan of a calendar year the term before lies in the year before
    ("plan", "东山小学2014年工作计划", "补助要按时发放，上学期发了76人。", [2013]),
    ("plan", "东山小学2014年工作计划", "上学年流失率为8%，本年度控制在5%以内。", [2012, 2014]),
    ("plan", SCHOOL_PLAN, "课后服务上学期参与率为86%，学生比上学期增加9人。", [2014, 2014]),
    # the end of the year is that of the year looked back on
    ("speech", "讲话", "一、去年的工作\n到年底已经拆除900平方米。", [2013]),
    ("speech", "讲话", "一、去年的工作\n近年来，升学率达到92%。", [2013]),
    ("speech", "讲话", "二、今年的工作\n年底前补发360人。", [2014]),
    ("plan", "2014—2016年计划", "一、基础\n至2012年底有园9所。\n但也要看到，缺9人。", [2012, 2013]),
    # norms that the facts of the past are held against
    ("speech", "讲话", "一、去年的工作\n最大班80人，省里的要求是不超过45人。", [2013, 2014]),
    # a programme without years in its title is due when its goals are
    ("plan", SCHEME, GOALS + "建设周转房180套。", [2016, 2016]),
    ("plan", SCHEME, "二、工作目标\n入学率比2012年提高3%。\n三、任务\n建房180套。", [2014] * 2),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "title", "text", "years"), PARTS)
def test_a_year_is_that_of_the_part_and_of_the_plan(
    kind: Kind, title: str, text: str, years: list[int]
) -> None:
    assert [s.year for s in statements(text, kind=kind, title=title)] == years

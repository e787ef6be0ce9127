"""Nature, year, bound and rate of numbers in long sentences and in plans for years."""

import pytest

from plans.extraction.schema import Kind
from tests.extraction.test_attributes import statements

COMPARED_WITH_A_YEAR = [
    ("在入园率不低于去年91.2%水平的前提下，新建幼儿园6所，年度投资3200万元", [2014, 2014, 2014]),
    ("巩固率高于2013年水平，完成改扩建项目9个", [2014]),
    ("全年培训教师超过上年，选派支教教师40名", [2014]),
    ("上线人数要在去年812人的基础上净增30人，毕业率达到99%", [2013, 2014, 2014]),
    ("2014年在巩固已有成果基础上新增寄宿床位600个", [2014]),
    ("三年内新建中心园8所", [2014]),
]


@pytest.mark.parametrize(("sentence", "years"), COMPARED_WITH_A_YEAR)
def test_a_year_that_is_compared_with_holds_for_its_own_number(
    sentence: str, years: list[int]
) -> None:
    assert [s.year for s in statements(sentence)] == years


@pytest.mark.parametrize("opening", ["三年内，", "用三年时间，", "到规划期末，"])
def test_promises_of_a_plan_for_years_fall_due_at_its_end(opening: str) -> None:
    found = statements(opening + "新建幼儿园12所。", title="学前教育行动计划（2014—2016年）")
    assert [s.year for s in found] == [2016]


STOOD_BEFORE = [
    ("plan", "优质园占比2013年为31%，到2014年末不低于36%", [("baseline", 2013), ("target", 2014)]),
    ("plan", "去年上线率41%，今年目标44%", [("baseline", 2013), ("target", 2014)]),
    ("plan", "巩固率保持97%以上（2013年为96.6%）", [("target", 2014), ("baseline", 2013)]),
    ("plan", "超大班额占比控制在2%以内（现为4.1%）", [("target", 2014), ("baseline", 2014)]),
    ("plan", "使平均班额由51人回落至47人", [("baseline", 2013), ("target", 2014)]),
    ("plan", "网点由现有的9个压减为6个", [("baseline", 2014), ("target", 2014)]),
    ("report", "大班额由年初的62个减至20个", [("actual", 2014), ("actual", 2014)]),
    ("report", "微机由2012年的80台增至150台，设备完好", [("actual", 2012), ("actual", 2014)]),
    ("plan", "学校2001年创办，现有学生600人", [("actual", 2014)]),
]


@pytest.mark.parametrize(("kind", "sentence", "found"), STOOD_BEFORE)
def test_a_value_beside_the_one_to_be_reached(
    kind: Kind, sentence: str, found: list[tuple[str, int]]
) -> None:
    assert [(s.nature, s.year) for s in statements(sentence, kind=kind)] == found


RATES = [
    ("生活补助每生每天4元，交通补贴小学500元", ["人·天", None], "standard"),
    ("公用经费：小学650元、初中850元（每生每年）", ["人·年", "人·年"], "standard"),
    ("每班小学不超过45人，初中不超过50人", ["班", "班"], "standard"),
    ("教师月人均补贴300元", ["人·月"], "target"),
    ("生均拨款6400万元", [None], "target"),
    ("每所初中专职心理教师配备不少于1名", ["校"], "standard"),
    ("县城小学平均班额达62人", ["班"], "target"),
    ("最挤的一个班竟有96人，而有的班不到12人", ["班", "班"], "actual"),
    ("保育员流动大，月工资只有1900元", ["人·月"], "standard"),
    ("教师全员研修，每人完成72学时", ["人"], "target"),
    ("集中培训每人累计不少于60学时", ["人"], "standard"),
    ("教师每学期听课不少于16节，撰写反思不少于8篇，笔记不少于4000字", ["人·学期"] * 3, "standard"),
    ("校医津贴每月260元", ["人·月"], "standard"),
    ("班主任津贴自3月份起由每月150元提高到260元", ["人·月", "人·月"], "baseline"),
    ("生活补助每人每月400元，边远学校每月另加200元", ["人·月", "人·月"], "standard"),
    ("三至六年级每天书面作业不超过60分钟", ["人·天"], "standard"),
    ("教师每学期家访不少于18户", ["人·学期"], "standard"),
    ("每位教师年度继续教育不少于72学时", ["人·年"], "standard"),
    ("新任教师每人岗前培训不少于120学时", ["人"], "standard"),
    ("严格控制班额，起始年级小学不超过45人、初中不超过50人", ["班", "班"], "standard"),
    ("财政对每个骨干专业补助80万元", ["专业"], "standard"),
    ("每个教学点至少配备1名校医", ["教学点"], "standard"),
    ("学生生均校舍6.2平方米，低于全省7.1平方米的水平", ["人", "人"], "actual"),
    ("指标\t单位\t2012年\t2013年\n生均图书\t册\t16.2\t18.5", ["人", "人"], "actual"),
    ("班主任津贴由每月150元提高到260元", ["人·月", "人·月"], "baseline"),
    ("山区教师每月发放300元津贴", ["人·月"], "standard"),
    ("起始年级班额小学不得超过45人、初中不得超过50人", ["班", "班"], "standard"),
    ("小学生均事业费为5200元，比上年增加310元；初中为6400元", ["人", "人", "人"], "target"),
    ("评委每组不少于5人", ["组"], "standard"),
]


@pytest.mark.parametrize(("sentence", "rates", "first"), RATES)
def test_members_of_a_list_share_rate_and_norm(
    sentence: str, rates: list[str | None], first: str
) -> None:
    found = statements(sentence)
    assert ([s.per for s in found], found[0].nature) == (rates, first)


def test_an_upper_limit_is_a_bound() -> None:
    found = statements("收费每生每学期上限280元，每班以50人为限")
    assert [s.comparator for s in found] == ["at_most", "at_most"]


@pytest.mark.parametrize("due", ["年底", "年内", "力争年末"])
def test_the_end_of_the_year_is_that_of_the_section(due: str) -> None:
    found = statements(f"二、2015年工作打算\n{due}普惠率达到80%。", kind="report")
    assert [s.year for s in found][-1] == 2015


@pytest.mark.parametrize("setting", ["仅64人的现状", "目前老化的实际", "已有较大缺口的情况下"])
def test_a_setting_makes_no_fact_of_what_follows(setting: str) -> None:
    found = statements(f"面对骨干教师{setting}，使交流比例超过15%，设立专项经费200万元。")
    assert [s.nature for s in found][-2:] == ["target", "target"]


OPINION = "关于加快学前教育发展的实施意见"
GOALS = "一、现状\n现有幼儿园40所。\n二、总体目标\n到2017年，毛入园率达到85%。\n三、措施\n"

FALLS_DUE = [
    (OPINION, GOALS + "新建幼儿园12所。", 2017),
    (OPINION, GOALS + "2015年新建幼儿园3所。", 2015),
    ("教师队伍建设规划", "一、发展目标\n力争到2018年高级教师占30%。\n二、任务\n培训240人。", 2018),
    # what is of one year, or tells of far years only in passing, is due in its own
    (OPINION, GOALS.replace("到2017年", "到2014年底新建2所，到2017年") + "新建园12所。", 2014),
    ("2014年助学工作方案", GOALS + "新建幼儿园12所。", 2014),
    ("教育工作要点", GOALS + "新建幼儿园12所。", 2014),
    (
        OPINION,
        "一、目标\n毛入园率达到85%。\n二、措施\n上级提出最迟2020年普及。\n新建幼儿园12所。",
        2014,
    ),
]


@pytest.mark.parametrize(("title", "text", "year"), FALLS_DUE)
def test_a_programme_without_years_in_its_title_is_due_when_its_goals_are(
    title: str, text: str, year: int
) -> None:
    assert statements(text, title=title)[-1].year == year


DATED = [
    ("plan", "超大班额由去年年底的36个减少到15个以内", [2013, 2014]),
    ("plan", "寄宿床位由上年底的820张增至1000张", [2013, 2014]),
    ("plan", "随迁子女入学率不低于95%，去年为94.2%；残疾儿童入学率达到96%", [2014, 2013, 2014]),
    ("plan", "确保2012年招聘的48名特岗教师全部入编，留任率达到92%", [2012, 2014]),
    ("plan", "对2013年毕业的612名初中生跟踪登记，升学率达到95%", [2013, 2014]),
]


def test_a_plan_for_years_stands_on_the_year_before() -> None:
    text = "一、发展基础\n全县有学校180所，骨干教师135人。\n二、主要任务\n新建学校9所。"
    found = statements(text, title="教育事业“十二五”规划（2011—2015年）", year=2011)
    assert [(s.nature, s.year) for s in found] == [("actual", 2010)] * 2 + [("target", 2015)]


def test_the_day_by_which_one_is_due_dates_no_other() -> None:
    text = "改造宿舍1800平方米，2015年10月底前竣工；投入65万元添置设备26套。"
    assert [s.year for s in statements(text)] == [2015, 2014, 2014]


def test_a_sentence_that_turns_to_this_year_turns_those_behind_it() -> None:
    text = "截至2013年底，大专以上学历的占62%，今年要提高4个百分点。招聘教师40名。"
    assert [s.year for s in statements("1.优化队伍。" + text)] == [2013, 2014, 2014]


def test_a_norm_holds_in_the_year_of_its_document() -> None:
    text = "明年会考合格率要达到92%。教研员每人每学期听课不少于60节。"
    assert [s.year for s in statements(text)] == [2015, 2014]


def test_what_is_there_is_there_when_its_section_says() -> None:
    text = "一、现状\n截至2013年底，有园所40所。现有教职工310人，其中教师240人，持证的占61%。"
    assert {s.year for s in statements(text)} == {2013}


def test_by_then_is_the_year_last_aimed_at() -> None:
    text = "我县提出到2016年毛入园率达到80%。照此测算，届时将有幼儿9200人，要新建园舍12所。"
    assert [s.year for s in statements(text + "\n今年新建园舍3所。")] == [2016, 2016, 2016, 2014]


def test_a_report_looks_ahead_to_the_year_after() -> None:
    found = statements("新的一年，我们将补充教师6名，力争合格率达到97%。", kind="report")
    assert [(s.nature, s.year) for s in found] == [("target", 2015)] * 2


@pytest.mark.parametrize(("kind", "sentence", "years"), DATED)
def test_a_year_dates_only_what_it_is_said_of(kind: Kind, sentence: str, years: list[int]) -> None:
    assert [s.year for s in statements(sentence, kind=kind)] == years


def test_the_start_of_a_stretch_of_years_dates_nothing() -> None:
    lines = "2009年以来，改造危房2.1万平方米，投资1800万元。\n2009年以来，招聘教师160名。"
    found = statements("二、主要做法\n" + lines, kind="report")
    assert [s.year for s in found] == [2014] * 3

"""Bounds at the end of reports, in speeches and in plans of several years, and what is none."""

import pytest

from plans.extraction.deadlines import find_deadlines
from plans.extraction.outline import read_outline
from plans.extraction.schema import Article, Header, Kind
from plans.extraction.tables import read_tables
from plans.extraction.text import Text


def dates(
    value: str, kind: Kind = "report", year: int | None = 2016, title: str = ""
) -> list[tuple[str, str]]:
    text = Text.of(value)
    sections, tables = read_outline(text, ()), read_tables(value)
    article = Article((0, len(value)), title, text, sections, tables=tables)
    header = Header(title, kind, year, None, None, "county", None, None, None, True)
    return [(d.quote, d.date) for d in find_deadlines(article, header)]


YEAR_REPORT = "全县2016年教育工作总结"
HALF_REPORT = "全区2016年上半年教育工作总结"

ENDS_OF_REPORTS = [
    (
        "一、主要工作\n3月，开展师德演讲。8月底前，四所村小改造一新。\n"
        "二、存在问题\n编制紧缺。\n"
        "三、下一步工作打算\n（一）补足教师，2017年8月底前到岗40名。\n"
        "（二）6月底前完成食堂改造，年底前通过验收。",
        YEAR_REPORT,
        [
            ("2017年8月底前", "2017-08-31"),
            ("6月底前", "2017-06-30"),
            ("年底前", "2017-12-31"),
        ],
    ),
    (
        "一、上半年情况\n4月，举行春季运动会。\n二、下阶段重点\n一是抓建设，10月底前交付两所幼儿园；"
        "二是抓队伍，12月20日前完成轮岗。",
        HALF_REPORT,
        [("10月底前", "2016-10-31"), ("12月20日前", "2016-12-20")],
    ),
    (
        "一年来，成效明显。6月，通过省级评估。\n下一步工作打算\n9月底前，建成录播教室12间。",
        YEAR_REPORT,
        [("9月底前", "2017-09-30")],
    ),
    (
        "5月，召开了现场会。\n今后工作思路：\n到2018年，教学点全部接通光纤。",
        YEAR_REPORT,
        [("到2018年", "2018-12-31")],
    ),
    (
        "问题依然不少。\n下一步，我们将以评估为契机，到2018年新建小学2所；2017年6月底前补齐图书。",
        YEAR_REPORT,
        [("到2018年", "2018-12-31"), ("2017年6月底前", "2017-06-30")],
    ),
    (
        "我校学生获奖87人次。\n明年，学校要抓住机遇。6月底前装修完成实验楼，9月投入使用。",
        YEAR_REPORT,
        [("6月底前", "2017-06-30"), ("9月", "2017-09-30")],
    ),
    (
        "招聘教师86名。\n新的一年，我们要再接再厉：3月底前完成布局规划。",
        YEAR_REPORT,
        [("3月底前", "2017-03-31")],
    ),
    (
        "2017年工作设想\n1.5月底前消除D级危房。\n2.12月底前完成债务清偿。",
        YEAR_REPORT,
        [("5月底前", "2017-05-31"), ("12月底前", "2017-12-31")],
    ),
    (
        "三、存在的问题及下一步打算\n专任教师短缺，2017年秋季开学前招聘60名。",
        YEAR_REPORT,
        [("2017年秋季开学前", "2017-08-31")],
    ),
    (
        "四、整改措施\n（一）对未达标的三所小学，11月底前配齐音体美器材。\n（二）到2017年全部达标。",
        "关于义务教育均衡发展自查情况的报告",
        [("11月底前", "2016-11-30"), ("到2017年", "2017-12-31")],
    ),
    (
        "教学楼主体已封顶，8月25日前交付。旱厕5月改造完毕。",
        HALF_REPORT,
        [("8月25日前", "2016-08-25")],
    ),
    (
        "围墙正在施工，12月10日前完工；3月20日前签订了责任书。\n某县教育局\n2016年11月20日",
        "某县校园安全工作情况汇报",
        [("12月10日前", "2016-12-10")],
    ),
    (
        "按照省里部署，2018年底前取消全部教学点。",
        YEAR_REPORT,
        [("2018年底前", "2018-12-31")],
    ),
    (
        "以下是2017年打算。\n明年6月底前出台激励办法，明年秋季开学前建成运动场。",
        YEAR_REPORT,
        [("明年6月底前", "2017-06-30"), ("明年秋季开学前", "2017-08-31")],
    ),
    (
        "一是抓控辍。春季学期已劝返9人。\n二是抓改造。8月竣工两所。\n"
        "下一步，我们将抓好以下几点：\n一是抓劝返，2017年春季开学前清零；\n二是3月1日前完成采购。",
        YEAR_REPORT,
        [("2017年春季开学前", "2017-02-28"), ("3月1日前", "2017-03-01")],
    ),
    (
        "5月，通过验收。\n2017年工作思路\n3月启动三所学校改造。",
        YEAR_REPORT,
        [("3月", "2017-03-31")],
    ),
    (
        "三、今后努力方向\n1、抓实校本研修，11月底前评出优秀课例。",
        "某校2016年上半年教研工作总结",
        [("11月底前", "2016-11-30")],
    ),
]

REPORTS_LOOK_BACK = [
    "1.年初制定方案，6月底前全部签订责任书，9月1日前教师到岗。",
    "以上工作为下一步发展打下基础。\n11月，召开表彰会。10月底前发放助学金。",
    "一、上半年主要工作\n4月，举办艺术展演。",
    "（一）理清思路\n4月，举办艺术展演。\n2016年工作重点\n5月，组织师德考核。",
    "一、工作措施\n4月，举办艺术展演。\n二、主要任务\n5月，组织师德考核。",
    "三、今后努力方向\n1、继续抓好教研。\n2016年12月28日",
    "按照年初计划，9月底前三所幼儿园如期开园。",
    "今后要更加努力。去年底评出的名师，下一步将发挥作用。",
    "前三季度完成投资3000万元，较上年末增长两成。",
    "入园率提前两年实现“十三五”末八成的目标，提前达到2018年底前的要求。",
]


@pytest.mark.parametrize(("value", "title", "expected"), ENDS_OF_REPORTS)
def test_end_of_a_report_looks_ahead(
    value: str, title: str, expected: list[tuple[str, str]]
) -> None:
    assert dates(value, title=title) == expected


@pytest.mark.parametrize("value", REPORTS_LOOK_BACK)
def test_rest_of_a_report_looks_back(value: str) -> None:
    assert dates(value, title=YEAR_REPORT) == []


PLANS = [
    ("春季开学前完成校舍检修。", [("春季开学前", "2016-02-29")]),
    ("秋季学期开学前配齐教材。", [("秋季学期开学前", "2016-08-31")]),
    ("2017年春季开学前清退大班额。", [("2017年春季开学前", "2017-02-28")]),
    ("教师节前慰问困难教师。", [("教师节前", "2016-09-10")]),
    (
        "国庆节前完成宿舍搬迁，六一前评出好少年。",
        [("国庆节前", "2016-09-30"), ("六一前", "2016-05-31")],
    ),
    ("元旦前完成取暖改造。", [("元旦前", "2016-12-31")]),
    ("年终前兑现绩效工资。", [("年终前", "2016-12-31")]),
    ("工作任务\t责任单位\t完成时限\n均衡编班\t基教股\t全年", [("全年", "2016-12-31")]),
    ("完成时限：全年。", [("全年", "2016-12-31")]),
    (
        "分年度目标：\n2016年：新建园舍5所。\n2017年：新建园舍7所。\n2018年：新建园舍6所。",
        [("2016年", "2016-12-31"), ("2017年", "2017-12-31"), ("2018年", "2018-12-31")],
    ),
    (
        "第一批6月20号前报到，第二批七月五号之前报到。",
        [("6月20号前", "2016-06-20"), ("七月五号之前", "2016-07-05")],
    ),
    ("三月初到四月二十日专题复习。", [("三月初到四月二十日", "2016-04-20")]),
    ("到“十三五”末建成智慧校园。", [("到“十三五”末", "2020-12-31")]),
    ("2016年秋季学期11月底前拨付助学金。", [("2016年秋季学期11月底前", "2016-11-30")]),
    ("到2018年，学历达标率由目前的71%提高到80%。", [("到2018年", "2018-12-31")]),
    ("2017年6月底前配齐校医，比去年多20人。", [("2017年6月底前", "2017-06-30")]),
    ("10月15号交房，哪家误了谁说明。", [("10月15号", "2016-10-15")]),
    ("摸底时间：2016.3.1-2016.3.20。", [("2016.3.1-2016.3.20", "2016-03-20")]),
    ("9月10日至9月30日集中整改。", [("9月10日至9月30日", "2016-09-30")]),
]

PLANS_WITHOUT_BOUND = [
    "今年3月对800名家长的抽样调查显示，知晓率为九成。",
    "招收2010年8月31日前出生的儿童。",
    "凡2016年8月31日前年满六周岁的儿童均须入学。",
    "对2016年6月30日前参加工作的教师发放补贴。",
    "2016年4月30日前取得房产证的，按户籍类招生。",
    "2017年前后学龄人口将明显增加。",
    "初中学龄人口将于2018年达到峰值。",
    "每年秋季开学前组织体检，每学期开学前检修校车。",
    "九月的天气依然炎热。",
    "近视率上年末为四成，去年底降到三成五。",
    "本方案有效期至2018年12月31日。",
    "节前安全检查和假期安全教育要常抓不懈。",
    "全年免费培训教师，全年无重大事故。",
    "以2016年6月底在校生数为准核拨经费。",
    "某局项目办2016年3月19日整理",
    "国庆节前后易发事故。",
    "每年春、秋季开学前排查隐患。",
]


@pytest.mark.parametrize(("value", "expected"), PLANS)
def test_bound_of_a_plan(value: str, expected: list[tuple[str, str]]) -> None:
    assert dates(value, kind="plan") == expected


@pytest.mark.parametrize("value", PLANS_WITHOUT_BOUND)
def test_no_bound_of_a_plan(value: str) -> None:
    assert dates(value, kind="plan") == []


@pytest.mark.parametrize(
    "value", ["三年内入园率达到九成。", "到计划期末，每镇建成一所。", "规划期末班额达标。"]
)
def test_period_in_the_title_bounds_what_lies_within(value: str) -> None:
    title = "某县学前教育三年行动计划（2017—2019年）"
    assert [d for _, d in dates(value, "plan", 2017, title)] == ["2019-12-31"]
    untitled = ["2019-12-31"] if value.startswith("三年内") else []
    assert [d for _, d in dates(value, "plan", 2017, "某县学前教育行动计划")] == untitled


def test_half_year_that_only_opens_a_paragraph() -> None:
    value = "三、下半年安排\n下半年，全区要真抓实干，确保完成任务。\n8月底前竣工，下半年启动评估。"
    found = [("8月底前", "2016-08-31"), ("下半年", "2016-12-31")]
    assert dates(value, title=HALF_REPORT) == found


def test_five_year_plan_ends_with_its_period() -> None:
    title = "某县教育事业发展“十四五”规划"
    assert dates("规划期内新建幼儿园9所。", "plan", 2021, title) == [("规划期内", "2025-12-31")]


def test_hostile_text_stays_linear() -> None:
    for piece in (
        "下一步",
        "今后",
        "\n明年",
        "春季开学",
        "国庆",
        "三年内",
        "2016年：\n",
        "2016.3.1-",
    ):
        dates(piece * 30_000, "report")
        dates(piece * 30_000, "plan")


SPOKEN_IN_JUNE = "在全县项目推进会上的讲话\n（2016年6月20日）\n"
SPOKEN = [
    ("到5月底，全县开工学校30所，占任务的六成。", []),
    ("截止5月中旬到位资金两千万元，到上月止还差一半。", []),
    ("到8月底必须交付，7月底前全部进场。", [("到8月底", "2016-08-31"), ("7月底前", "2016-07-31")]),
    ("前期准备要抓紧，招标定在7月上旬。", [("7月上旬", "2016-07-10")]),
]


@pytest.mark.parametrize(("value", "expected"), SPOKEN)
def test_what_was_over_when_a_speech_was_given_binds_nobody(
    value: str, expected: list[tuple[str, str]]
) -> None:
    assert dates(SPOKEN_IN_JUNE + value, "speech") == expected


SET = [
    ("一、队伍\n今年核定招聘名额50名，面试定于8月中旬。", [("8月中旬", "2016-08-20")]),
    (
        "运动会推迟到9月下旬，合唱节安排在12月。",
        [("到9月下旬", "2016-09-30"), ("12月", "2016-12-31")],
    ),
    ("合唱节安排在4月，家长会定在5月上旬。", []),
    ("五、下半年怎么抓\n1.基建。教学楼7月交付。", [("7月", "2016-07-31")]),
    ("六、下半年怎么走\n一是抢工期，年底前封顶。", [("年底前", "2016-12-31")]),
    ("上半年共争取上级资金900万元，多方争取捐款20万元。", []),
    ("年内共拨付奖补80万元，生均经费由600元增加到今年的750元。", []),
    ("下半年任务十分繁重，上半年形势喜人。", []),
    # what comes after the half-year that is told of
    ("新聘保安12名，体检已毕，9月到岗。", [("9月", "2016-09-30")]),
    ("新聘保安12名，3月到岗，经费8月拨付了一半。", []),
    ("以上安排若与市上下半年计划有冲突，以市上为准。", []),
]


@pytest.mark.parametrize(("value", "expected"), SET)
def test_what_a_report_has_set_for_later(value: str, expected: list[tuple[str, str]]) -> None:
    assert dates(value, "report", title=HALF_REPORT) == expected


def test_section_named_for_a_later_year_looks_ahead() -> None:
    value = "一、办学条件\n4月，食堂启用。\n二、2017年主要指标\n1.城南小学4月开工。"
    assert dates(value, title=YEAR_REPORT) == [("4月", "2017-04-30")]


ADVICE = [
    (
        "一、基本情况\n6月底前完成核编。\n二、对策和建议\n由人社局牵头，年底前完成聘任。",
        [("年底前", "2016-12-31")],
    ),
    ("二、意见建议\n11月底前清退临聘教师。", [("11月底前", "2016-11-30")]),
    ("二、委员建议办理情况\n11月底前清退临聘教师。", []),
]


@pytest.mark.parametrize(("value", "expected"), ADVICE)
def test_advice_looks_ahead(value: str, expected: list[tuple[str, str]]) -> None:
    assert dates(value, "report", title="关于教师队伍的调研报告") == expected


FIVE_YEARS = "某县教育发展规划（2016—2020年）"
OF_YEARS = [
    ("2019年普惠园覆盖率、公办园占比分别达到85%和50%。", [("2019年", "2019-12-31")]),
    ("2019年高中阶段毛入学率稳定在92%。", [("2019年", "2019-12-31")]),
    ("2015年高中阶段毛入学率达到88%。", []),
    ("规划期内校舍建设总投资6亿元，共需教师400名。", []),
    ("同一教师年内不得重复参训，年内完成轮训。", [("年内", "2016-12-31")]),
    ("2018年降到12%，2019年控制在4%以内。", [("2018年", "2018-12-31"), ("2019年", "2019-12-31")]),
    (
        "2017年通过市级初核，2018年通过省级评估，2019年接受国家认定。",
        [("2017年", "2017-12-31"), ("2018年", "2018-12-31"), ("2019年", "2019-12-31")],
    ),
    ("小学在校生将于2019年达到峰值。", []),
    ("人均工资由3.1万元提高至2019年的4.2万元。", []),
    (
        "上一轮规划期内投入900万元，到期末本科率达到80%。",
        [("到期末", "2020-12-31")],
    ),
    ("到校参加考试，期末考试成绩上升。考虑到规划期内有12名教师退休，", []),
]


@pytest.mark.parametrize(("value", "expected"), OF_YEARS)
def test_plan_of_several_years(value: str, expected: list[tuple[str, str]]) -> None:
    assert dates(value, "plan", 2016, FIVE_YEARS) == expected


def test_period_of_another_length_is_not_the_title_s() -> None:
    assert dates("两年内配齐。", "plan", 2017, "某县行动计划（2017—2019年）") == []


IN_SO_MANY_YEARS: list[tuple[Kind, str, list[tuple[str, str]]]] = [
    ("plan", "三年内撤并教学点8个。", [("三年内", "2018-12-31")]),
    ("plan", "近三年内撤并教学点8个，每三年内轮训一遍。", []),
    ("plan", "拒不交流的，三年内不得评优。", []),
    ("report", "三年内撤并了教学点8个。", []),
    ("report", "下一步打算\n（一）偿还欠款，三年内清零。", [("三年内", "2019-12-31")]),
    ("speech", "职高三年里要办到3000人。\n2016年12月2日", [("三年里", "2019-12-31")]),
    ("speech", "三年后不低于92%。\n2016年2月20日", [("三年后", "2018-12-31")]),
    ("speech", "三年后的今天，这里变了样。\n2016年2月20日", []),
]


@pytest.mark.parametrize(("kind", "value", "expected"), IN_SO_MANY_YEARS)
def test_so_many_years(kind: Kind, value: str, expected: list[tuple[str, str]]) -> None:
    assert dates(value, kind) == expected


BESIDE = [
    ("心理筛查在10月底前做完，上学年筛出的学生已全部建档。", [("10月底前", "2016-10-31")]),
    ("（经8月21日全县校长会讨论通过）", []),
    ("2016年办园面要达到50%，2017年兑现面要达到70%。", [("2017年", "2017-12-31")]),
]


@pytest.mark.parametrize(("value", "expected"), BESIDE)
def test_what_stands_beside(value: str, expected: list[tuple[str, str]]) -> None:
    assert dates(value, "plan") == expected


SPEECHES = [
    (
        "上个月的事故教训深刻。\n下一步怎么办？我提三条。\n一要快。四月中旬完成整改。",
        [("四月中旬", "2016-04-20")],
    ),
    (
        "工程必须抢时间，7月5号进场，8月20号交付。",
        [("7月5号", "2016-07-05"), ("8月20号", "2016-08-20")],
    ),
    ("国庆节前必须清零。", [("国庆节前", "2016-09-30")]),
    ("九月份的雨水照样多，不能松劲。", []),
    ("大家要清醒地看到，5月的检查发现了隐患。", []),
    ("3月，我县迎来省级验收，各校都要珍惜。", []),
]


@pytest.mark.parametrize(("value", "expected"), SPEECHES)
def test_speech(value: str, expected: list[tuple[str, str]]) -> None:
    assert dates(value, kind="speech") == expected

"""Time bounds of future tasks: what is said, the date it means, and what is no deadline."""

import pytest

from plans.extraction.deadlines import find_deadlines
from plans.extraction.schema import Article, Header, Kind, Section
from plans.extraction.text import Text


def article(value: str, title: str = "", sections: tuple[Section, ...] = ()) -> Article:
    return Article((0, len(value)), title, Text.of(value), sections)


def header(year: int | None = 2012, kind: Kind = "plan", title: str = "") -> Header:
    return Header(title, kind, year, None, None, "county", None, None, None, True)


def dates(value: str, **about: object) -> list[tuple[str, str]]:
    found = find_deadlines(article(value), header(**about))  # type: ignore[arg-type]
    return [(d.quote, d.date) for d in found]


BOUNDS = [
    ("3月中旬前完成学校布点摸底。", [("3月中旬前", "2012-03-20")]),
    ("6月底前交付使用。", [("6月底前", "2012-06-30")]),
    (
        "9月1日之前全部到岗，12月底前通过验收。",
        [("9月1日之前", "2012-09-01"), ("12月底前", "2012-12-31")],
    ),
    ("年内建成三所村小食堂。", [("年内", "2012-12-31")]),
    ("今年年底前完成清产核资。", [("今年年底前", "2012-12-31")]),
    ("今年底实现全覆盖。", [("今年底", "2012-12-31")]),
    ("到2015年，公办园占比过半。", [("到2015年", "2015-12-31")]),
    ("到2013年底，旱厕全部改完。", [("到2013年底", "2013-12-31")]),
    ("2014年前消除超大班额。", [("2014年前", "2014-12-31")]),
    ("2013年6月底以前办结。", [("2013年6月底以前", "2013-06-30")]),
    ("明年3月前出台细则。", [("明年3月前", "2013-03-31")]),
    (
        "第三季度前完成招标，上半年启动选址。",
        [("第三季度前", "2012-09-30"), ("上半年", "2012-06-30")],
    ),
    ("二季度开展督查，四季度组织评比。", [("二季度", "2012-06-30"), ("四季度", "2012-12-31")]),
    ("下半年举办校园足球联赛。", [("下半年", "2012-12-31")]),
    ("于5月20日至22日举行技能比武。", [("5月20日至22日", "2012-05-22")]),
    ("4月28日—5月6日报名。", [("4月28日—5月6日", "2012-05-06")]),
    (
        "8月-10月整改，3-5月自查，9、10月份复核。",
        [("8月-10月", "2012-10-31"), ("3-5月", "2012-05-31"), ("9、10月份", "2012-10-31")],
    ),
    ("11月至次年2月实施冬训。", [("11月至次年2月", "2013-02-28")]),
    ("2012年10月至2013年3月分片培训。", [("2012年10月至2013年3月", "2013-03-31")]),
    ("2月底前完成缴存。", [("2月底前", "2012-02-29")]),
    ("4月上旬部署，4月下旬检查。", [("4月上旬", "2012-04-10"), ("4月下旬", "2012-04-30")]),
    (
        "十月底前上报名册，五月中旬前核对。",
        [("十月底前", "2012-10-31"), ("五月中旬前", "2012-05-20")],
    ),
    ("“十二五”末达到省定标准。", [("“十二五”末", "2015-12-31")]),
    ("材料请于3月15日前报送人事股。", [("3月15日前", "2012-03-15")]),
    ("5月份，开展教学开放周。", [("5月份", "2012-05-31")]),
    ("本年度内拨付到位。", [("本年度内", "2012-12-31")]),
    ("力争用一年时间，到明年底补齐短板。", [("到明年底", "2013-12-31")]),
    ("2013年，扩建食堂，6月底前开工。", [("6月底前", "2013-06-30")]),
    ("从3月到6月集中整治。", [("从3月到6月", "2012-06-30")]),
    ("报名截止到6月30日。", [("截止到6月30日", "2012-06-30")]),
    ("一、三月份工作：\n1.开学", [("三月份", "2012-03-31")]),
    ("5月20日举办体育节。", [("5月20日", "2012-05-20")]),
    (
        "准备阶段（3月）、实施阶段（4月至10月）。",
        [("3月", "2012-03-31"), ("4月至10月", "2012-10-31")],
    ),
    ("1、4月上旬前排查。", [("4月上旬前", "2012-04-10")]),
    ("实施阶段（8月21日至10月底）。", [("8月21日至10月底", "2012-10-31")]),
    ("3月底至4月10日报名。", [("3月底至4月10日", "2012-04-10")]),
    ("6月、12月各测一次。", [("6月", "2012-06-30"), ("12月", "2012-12-31")]),
    ("6月底前设置护栏。", [("6月底前", "2012-06-30")]),
    ("6月底前完成上半年督导。", [("6月底前", "2012-06-30")]),
    ("2014年实现全部免费。", [("2014年", "2014-12-31")]),
    ("力争2013年建成二期。", [("2013年", "2013-12-31")]),
    ("2012—2014年完成校舍改造。", [("2012—2014年", "2014-12-31")]),
    ("2013年，确保人人有书读。", [("2013年", "2013-12-31")]),
    (
        "2014.6.30前验收，完成时限：2013-10-15。",
        [("2014.6.30前", "2014-06-30"), ("2013-10-15", "2013-10-15")],
    ),
    ("完成时间：2013年。", [("2013年", "2013-12-31")]),
    ("5月12日、13日两天模拟考试。", [("5月12日", "2012-05-12")]),
    ("各单位务必在4月5日下午5点前上报。", [("4月5日", "2012-04-05")]),
    ("今年6月、12月底前分别上报。", [("今年6月", "2012-06-30"), ("12月底前", "2012-12-31")]),
    ("即日起至6月30日受理申请。", [("至6月30日", "2012-06-30")]),
    ("各站于12月25日前提交总结。", [("12月25日前", "2012-12-25")]),
    ("第二周（9月8日—9月14日）教师节慰问。", [("9月8日—9月14日", "2012-09-14")]),
]

NOT_BOUNDS = [
    "国庆节放假9月29日—10月6日，5月1日至3日放假。",
    "发布时间：2012-03-02",
    "桥头幼儿园\n2012年3月",
    "2011年完成了两所学校的搬迁。",
    "截至6月底，已有七所学校达标。",
    "从3月起实行新的作息时间。",
    "自9月1日起施行。",
    "每年9月评选先进。",
    "贯彻《学前教育三年行动计划（2011年—2013年）》。",
    "实施三年行动计划，三年内见成效。",
    "县教育局2012年1月30日印发",
    "石桥镇中心校\n2012年2月20日",
    "二○一二年二月三日",
    "上半年工作总结要及时上交。",
    "学校创建于1956年9月。",
    "落实2010年8月召开的全国会议精神。",
    "配备3名校医，设5个教学点。",
    "2012年，全县教育工作稳步推进。",
    "近年内、学年内不得调整。",
    "参加2011年12月底举行的验收会。",
    "去年年底全部结清。",
    "组织好9月10日教师节庆祝活动。",
    "2011年至2015年为规划期。",
    "证书有效期至2015年6月30日。",
    "宣传12月4日国家宪法日、3月12日植树节。",
    "石桥镇教育办\n20xx年1月10日",
    "2013年工作要点另行印发。",
    "2012年，确保队伍稳定。",
    "2011—2013年是攻坚期。",
    "由于上半年发生疫情。",
    "发布日期 2012-03-02 浏览 36 次",
    "电话 2012.6.1",
    "根据2012年2月8日省厅会议精神，抓好落实。",
    "做好年底考核和年末总结。",
]


@pytest.mark.parametrize(("value", "expected"), BOUNDS)
def test_bound_of_a_plan(value: str, expected: list[tuple[str, str]]) -> None:
    assert dates(value) == expected


@pytest.mark.parametrize("value", NOT_BOUNDS)
def test_no_bound(value: str) -> None:
    assert dates(value) == []


@pytest.mark.parametrize(
    ("value", "precision"),
    [
        ("3月15日前报送。", "day"),
        ("3月中旬前报送。", "ten_days"),
        ("3月底前报送。", "month"),
        ("一季度前报送。", "quarter"),
        ("上半年办结。", "half_year"),
        ("年底前办结。", "year"),
    ],
)
def test_precision(value: str, precision: str) -> None:
    assert [d.precision for d in find_deadlines(article(value), header())] == [precision]


def test_masked_year_is_0000() -> None:
    assert dates("20xx年6月底前完成。", year=None) == [("20xx年6月底前", "0000-06-30")]
    assert dates("年内建成。", year=None) == [("年内", "0000-12-31")]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("3月，举办了运动会。9月，召开校长会。", []),
        ("预计年底前全部清偿。", [("年底前", "2012-12-31")]),
        ("工程将于10月底前竣工。", [("10月底前", "2012-10-31")]),
        ("11月15日，新校门落成。", []),
        ("到2011年底，完成投资2亿元。", []),
        ("2012年6月前已全部竣工。", []),
        ("将在明年3月底前完成验收。", [("明年3月底前", "2013-03-31")]),
        ("力争到2015年消除大班额。", [("到2015年", "2015-12-31")]),
    ],
)
def test_report_looks_back(value: str, expected: list[tuple[str, str]]) -> None:
    assert dates(value, kind="report") == expected


def test_speech_tells_more_than_it_sets() -> None:
    assert dates("5月，我县通过验收。", kind="speech") == []
    assert dates("6月底前要开工。", kind="speech") == [("6月底前", "2012-06-30")]


def test_section_turns_a_report_ahead_and_sets_the_year() -> None:
    past = "一、工作回顾\n3月，举办艺术节。\n"
    value = past + "二、2013年工作打算\n4月，举办读书节。"
    cut = len(past)
    sections = (
        Section("一", "工作回顾", 0, 2, 6, 7, cut, 0, None),
        Section("二", "2013年工作打算", cut, cut + 2, cut + 11, cut + 12, len(value), 0, None),
    )
    found = find_deadlines(article(value, sections=sections), header(kind="report"))
    assert [(d.quote, d.date) for d in found] == [("4月", "2013-04-30")]


def test_stages_tell_the_year_that_the_title_lacks() -> None:
    value = "1.启动阶段（2015年3月—4月）\n2.总结阶段（2015年12月）\n各站于12月25日前上报。"
    second = value.index("2.")
    sections = (Section("2", value[second + 2 : second + 15], second, second + 2, second + 15,
                        second + 16, len(value), 0, None),)  # fmt: skip
    found = find_deadlines(article(value, sections=sections), header(year=None))
    assert [d.date for d in found] == ["2015-04-30", "2015-12-31", "2015-12-25"]


def test_year_of_what_a_task_prepares_is_not_its_own() -> None:
    value = "\n1.10月中旬前完成2013年项目储备。"
    sections = (Section("1", value[3:-1], 1, 3, len(value) - 1, len(value), len(value), 0, None),)
    found = find_deadlines(article(value, sections=sections), header())
    assert [d.date for d in found] == ["2012-10-20"]


def test_work_calendar() -> None:
    value = "三月：\n1.开学检查\n四月份\n1.教研月\n十二月1.年终考评\n一月\n1.期末测评"
    assert dates(value) == [
        ("三月", "2012-03-31"),
        ("四月份", "2012-04-30"),
        ("十二月", "2012-12-31"),
        ("一月", "2013-01-31"),
    ]


def test_school_year_spans_two_years() -> None:
    value = "九月\n1.迎新\n十二月\n1.义演\n三月\n1.踏青\n六月\n1.毕业典礼"
    found = dates(value, year=2023, title="青石小学2023—2024学年工作计划")
    assert [date for _, date in found] == ["2023-09-30", "2023-12-31", "2024-03-31", "2024-06-30"]


def test_second_term_lies_in_the_second_year() -> None:
    title = "青石小学2023-2024学年度第二学期工作计划"
    assert dates("3月底前完成家访。", year=2023, title=title) == [("3月底前", "2024-03-31")]


@pytest.mark.parametrize("title", ["青石小学2023学年第一学期计划", "青石小学2023年秋季学期计划"])
def test_first_term_ends_in_the_next_year(title: str) -> None:
    found = dates("十月份：写生。\n元月份：期末考试。", year=2023, title=title)
    assert found == [("十月份", "2023-10-31"), ("元月份", "2024-01-31")]


def test_sums_of_money_are_no_months() -> None:
    assert dates("教师补助500元月月发放，公元月历。") == []


def test_what_a_report_plans_for_next_year() -> None:
    value = "一年来成绩喜人。明年，我们打算：扩招；9月底前建成食堂。"
    assert dates(value, kind="report") == [("9月底前", "2013-09-30")]


def test_cells_of_a_task_table() -> None:
    value = "任务\t责任单位\t完成时限\n改造操场\t基建股\t2012年8月\n补充图书\t装备站\t年底"
    assert dates(value) == [("2012年8月", "2012-08-31"), ("年底", "2012-12-31")]


def test_span_lies_in_the_source() -> None:
    value = "各校要在5月底前完成自查。"
    (found,) = find_deadlines(article(value), header())
    assert value[slice(*found.span)] == found.quote == "5月底前"


def test_hostile_text_stays_linear() -> None:
    for piece in ("月", "3月", "年底", "（", "十", "2012年"):
        find_deadlines(article(piece * 40_000), header())


def test_years_over_columns_bind_nobody() -> None:
    text = "指标\t单位\t2023年\t2024年\t2025年\n巩固率\t%\t98\t98.5\t99\n2025年底前全部达标。"
    assert dates(text, year=2023) == [("2025年底前", "2025-12-31")]

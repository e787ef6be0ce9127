"""Years and regions that no title says: what is inferred from the text, and what is not."""

import pytest

from plans.extraction import Gazetteer, extract_file
from tests.extraction.test_header import ROOT, header_of


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(ROOT / "fixtures" / "regions")


NEIGHBOURS = [
    # a speaker of 全市 who names many of its counties speaks for what holds them
    (
        "在全市学前教育推进会上的讲话",
        "全市各县要对标。永康市、兰溪两市走在前面，磐安、武义、浦江进度偏慢，永康要带头，东阳要赶上。",
        "浙江省金华市",
    ),
    (
        "在全市校园安全会上的讲话",
        "全市学校要排查。我市永康五金校园有特色，永康市各中小学、永康市各幼儿园要落实，去武义看了。",
        "浙江省金华市永康市",
    ),
]


@pytest.mark.parametrize(("heading", "text", "region"), NEIGHBOURS)
def test_who_names_neighbours_alike_speaks_for_them_all(
    gazetteer: Gazetteer, heading: str, text: str, region: str
) -> None:
    assert header_of(gazetteer, heading, text).region == region


INFERRED = [
    # a plan that names one year, and that in passing
    ("教师培训工作安排", "各县要制定培训规划。\n2016年“送教下乡”项目重点加强乡村教师研修。", 2016),
    # what is drawn up now is for the year to come
    ("下半年招生工作安排", "编制2012年高中阶段招生计划。\n初步规划2012年义务教育招生工作。", 2011),
    # an anniversary says so where the page masks its years
    ("市教育大会讲话", "改革开放40年来，特别是20__年后发展很快。\n20__年，入学率达99%。", 2018),
    # a report tells of no year behind its date, however often it plans for it
    (
        "普及义务教育迎检自查报告",
        "（二〇一一年九月五日）\n我县现有小学40所。2012年秋季开学前撤点5个，2012年6月底完工。",
        2011,
    ),
    (
        "关于规范办学的自查情况汇报",
        "全县自查了60所学校。力争2016年8月完成整改，2016年再建3所，2016年底达标。\n2015年11月3日",
        2015,
    ),
    ("关于校舍情况的汇报", "2013年建成6所。2013年8月投用。2014年再建。\n2014年1月9日", 2013),
    # but round talk of decades does not
    ("市教育大会讲话", "改革开放40多年来，特别是20__年后发展很快。\n20__年，入学率达99%。", None),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "text", "year"), INFERRED)
def test_year_that_is_only_inferred(
    gazetteer: Gazetteer, heading: str, text: str, year: int | None
) -> None:
    assert header_of(gazetteer, heading, text).year == year


FRAMED = [
    # a speech or a report is of the year in which it was held
    (
        "关于学前教育发展情况的报告",
        "——2014年8月26日在县人大常委会会议上\n"
        "主任、各位委员：\n"
        "2013年建成6所，2013年投入3000万元，2013年招聘120人。入园率比2010年提高6个百分点。",
        2014,
    ),
    (
        "学校工作报告",
        "（2013年3月12日在第四届教职工代表大会上）\n"
        "各位代表：\n"
        "去年，二本上线310人，较2011年多20人。\n"
        "谢谢大家！",
        2013,
    ),
    (
        "教师队伍建设情况的汇报",
        "——2015年10月20日向市政府督导组汇报\n2014年招聘60人。2016年补助提高，2016年秋季到岗，2016年达标。",
        2015,
    ),
    # one that was held in January looks back
    (
        "关于校安工程进展情况的汇报",
        "——2012年1月9日在全市调度会上\n全年开工项目36个，竣工29个，2012年底全部完工。",
        2011,
    ),
    # the day on which a site posted it serves where nothing else tells
    (
        "在全县校园安全会上的讲话",
        "发布时间：2016-05-18 09:12\u3000来源：办公室\u3000浏览次数：342\n"
        "同志们：\n"
        "今年要整改隐患120处，2018年前全部达标。",
        2016,
    ),
    (
        "留守儿童工作汇报",
        "录入：办公室\u3000发布时间：2010-4-15\u3000点击数：627\n"
        "截至3月底，留守儿童1.2万人，2009年走访800户。",
        2010,
    ),
    (
        "双语教育工作计划",
        "发布人：admin 发布日期：12-02-20 阅读 95 次\n今年新建幼儿园5所，到2015年全覆盖。",
        2012,
    ),
    # but not a page that was posted long after, nor one whose years are masked
    ("语文教研组工作计划", "发布时间：2016-05-18\n2008年春季听课40节，2008年6月竞赛。", 2008),
    ("学前教育情况汇报", "发布时间：2016-05-18\n目前有园12所，比2008年增加3所。", None),
    ("学校工作总结", "发布时间：2016-05-18\n20xx年学校有学生400人，20xx年招生120人。", None),
    # number and signature of January are of a report on the year before
    (
        "乡村教师支持计划落实情况的报告",
        "甘教师〔2017〕3号\n"
        "省政府：\n"
        "招聘特岗教师410人，发放补助1.2亿元。2017年再招300人。\n"
        "2017年1月6日",
        2016,
    ),
    # what a numbered report names beyond its number is still to come
    (
        "督导反馈问题整改情况的报告",
        "尚政呈〔2018〕41号\n"
        "2017年12月督导组反馈17项。确保2019年秋季投入使用，2019年清零，2019年验收。",
        2018,
    ),
    # plans: the year after for 明年, the first stage, the year that is set against the one before
    ("东山县教育局关于明年教育工作的打算", "新建幼儿园4所。\n东山县教育局\n2012年11月20日", 2013),
    (
        "校舍安全工程实施方案",
        "用三年时间完成。\n"
        "第一阶段（2009年5月至9月）：排查。\n"
        "第二阶段（2009年10月至2010年12月）：加固。\n"
        "第三阶段（2011年1月至12月）：验收。",
        2009,
    ),
    (
        "迎接均衡发展评估实施方案",
        "平教字〔2012〕88号\n"
        "确保2013年5月通过评估。\n"
        "自查：2012年9月至12月；复评：2013年1月至3月；迎检：2013年4月至5月。\n"
        "2012年9月6日印发",
        2012,
    ),
    (
        "关于加强教育工作的意见",
        "去年合格率76%。今年合格率要比2013年提高3个百分点，上线65人。",
        2014,
    ),
    # so far from a year, so near to a period
    ("创建教育现代化情况汇报", "距2018年实现目标还有三年，目前有示范校21所。", 2015),
    (
        "在教育工作会议上的讲话",
        "同志们：\n“十一五”胜利收官、“十二五”刚刚起步。入园率要比2010年提高9个百分点。",
        2011,
    ),
    (
        "在职教座谈会上的讲话",
        "同志们：\n刚刚过去的“十一五”，职教发展最快。到2015年，在校生保持稳定。",
        2011,
    ),
    ("新增学位情况综述", "明年是“十四五”开局之年，新增学位7000个，预计到2021年再建3所。", 2020),
    ("全省教育年终盘点", "今年，新中国迎来60华诞，校舍改造180万平方米。", 2009),
    (
        "学前教育三年计划自查报告",
        "截至2013年底，有园183所，比2010年增加27所。离2016年的要求有差距。",
        2013,
    ),
    (
        "全县教育工作总结",
        "发布时间：2015-01-16　浏览：96\n一年来，全县招聘教师120人，比2013年增加15人。",
        2014,
    ),
    ("秋季开学典礼讲话稿", "两天后是抗日战争暨世界反法西斯战争胜利70周年纪念日。", 2015),
    ("推普周活动的通知", "第20届全国推广普通话宣传周将于9月举行，各校要开展活动。", 2017),
]


@pytest.mark.parametrize(("heading", "text", "year"), FRAMED)
def test_year_that_dates_events_and_comparisons_tell(
    gazetteer: Gazetteer, heading: str, text: str, year: int | None
) -> None:
    assert header_of(gazetteer, heading, text).year == year


def test_the_line_that_a_site_adds_dates_the_page_though_it_is_no_text_of_it(
    gazetteer: Gazetteer,
) -> None:
    page = (
        "东山县留守儿童教育工作汇报\n录入：办公室　发布时间：2010-4-15　点击数：627\n\n"
        "省调研组各位领导：\n截至3月底，全县有留守儿童1.2万人。\n目前建有留守儿童之家41个。\n"
    )
    (document,) = extract_file("page.txt", page.encode(), gazetteer=gazetteer).documents
    assert document.header.year == 2010
    assert [s.text for s in document.statements] == ["1.2万人", "41个"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("发布时间：2016-05-18\n今年整改隐患120处。", "按网页发布日期推定为2016年"),
        ("发布时间：2016-05-18\n今年整改隐患120处。\n2016年5月16日", ""),
        ("今年整改隐患120处。\n2016年5月16日", ""),
    ],
)
def test_a_year_that_only_the_site_tells_is_to_be_checked(
    gazetteer: Gazetteer, text: str, told: str
) -> None:
    header = header_of(gazetteer, "校园安全工作情况汇报", text)
    assert header.year == 2016
    assert [told in p.message for p in header.problems if "年" in p.message] == [True] * bool(told)

"""The year of short documents: what tells it where neither title nor signature names one."""

import pytest

from plans.extraction import Gazetteer
from tests.extraction.test_header import ROOT, header_of


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(ROOT / "fixtures" / "regions")


COUNTED = [
    # what is held every year counts its years, in the title too
    ("第三十二个教师节慰问活动的通知", "各校：\n慰问一线教师40名。", 2016),
    ("关于开展第二十二次全国助残日活动的通知", "各校：\n走访残疾学生31名。", 2012),
    ("安全教育日活动方案", "今年3月25日是第18个全国中小学生安全教育日。各校要组织演练。", 2013),
    ("宪法日活动小结", "12月4日是第五个国家宪法日，全校620名学生晨读宪法。", 2018),
    ("国家安全教育日活动方案", "在第六个“全民国家安全教育日”到来之际，各校要上好一堂课。", 2021),
    ("学宪法活动通知", "第五届全国学生“学宪法 讲宪法”活动已经启动，各校要组织学习。", 2020),
    ("宣传月活动方案", "今年是第九个全国学前教育宣传月，各园要办好开放日。", 2020),
    ("少先队工作小结", "为庆祝中国少年先锋队建队60周年，大队部举办了歌会。", 2009),
    ("团委活动小结", "今年是中国共产主义青年团成立一百周年，学校发展团员31名。", 2022),
    ("纪念五四活动方案", "为纪念五四运动100周年，学校要举办朗诵会。", 2019),
    # so does a year before or behind it
    ("明年工作打算", "明年是新中国成立七十周年，各校要办好歌咏比赛。", 2018),
    # who opens what a congress set out does so the year after it
    ("全县教育工作安排", "今年是全面贯彻党的十九大精神的开局之年，各校要抓好质量。", 2018),
    ("全镇教学工作安排", "距2020年只剩两年，各校要抓好控辍保学。", 2018),
    # but a local meeting counts its own, and a signature says more
    ("运动会通知", "我县第18届中小学生运动会定于5月举行。", None),
    ("秋季工作安排", "迎接明年第三十个教师节，表彰教师30名。\n东山小学\n2013年9月1日", 2013),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "text", "year"), COUNTED, ids=lambda value: str(value)[:12])
def test_what_is_held_every_year_tells_which_year_it_is(
    gazetteer: Gazetteer, heading: str, text: str, year: int | None
) -> None:
    assert header_of(gazetteer, heading, text).year == year


RECKONED = [
    # so many years after a start that is named
    ("送培工作小结", "送培项目自2013年启动，今年已是第四个年头。全年送课60节。", 2016),
    ("读书节工作小结", "读书节于2009年创办，每年一次，今年是第六届。收到征文210篇。", 2014),
    (
        "小组合作学习改革的反思",
        "2011年秋，我校在三个年级推行小组学习，至今年秋天已整整四年。本文只谈问题。",
        2015,
    ),
    # or after a school was founded
    (
        "在校庆大会上的讲话",
        "各位校友：\n1948年，先辈借祠堂创办了柳河小学。今天学校迎来了七十华诞，谢谢大家！",
        2018,
    ),
    ("秋季园务工作计划", "我园始建于1956年，今年十月将迎来建园六十周年。各班要布置展板。", 2016),
    # a point of a period
    ("学前教育工作会上的讲话", "同志们：\n三年行动计划（2014—2016年）今年就要收官了。", 2016),
    ("改薄工作情况汇报", "今年是全面改薄规划（2014-2018年）实施的第三年，竣工40个。", 2016),
    # the year before in brackets, or just over
    ("茶乡小学办起绣花班", "去年（2015年），学校申报了项目。5月13日，今年的课程开课。", 2016),
    ("在教育工作会议上的讲话", "同志们：\n刚刚过去的2014年，我们建成学校9所。今年要建6所。", 2015),
    ("学校工作总结", "刚刚过去的2014年，学校建成食堂，获奖21项。", 2014),
    # what happens once
    ("送教下乡工作小结", "今年5月汶川大地震以后，我校教师为灾区学生送课90节。", 2008),
    ("全镇工作安排", "去年召开的党的十八大提出了更高要求，各校要抓好质量。", 2013),
    ("课后服务经验汇报", "今年7月，中央“双减”意见出台。全镇开设社团61个。", 2021),
    ("红领巾当上小向导", "明年5月，上海世博会将开幕。10月11日，全镇小学生比赛英语。", 2009),
    ("雪乡孩子上冰场", "上月，北京冬奥会圆满闭幕。3月4日，全县小学生举行滑冰赛。", 2022),
    ("浅谈依法带娃", "刚刚通过的家庭教育促进法将于明年1月1日起施行，家长问得很多。", 2021),
    ("园长的话", "各位家长：\n今年6月1日起，《学前教育法》正式施行，我园要办家长课。", 2025),
    ("在控辍会上的讲话", "同志们：\n再过几天，党的十九大闭幕也就满一年了。要抓好控辍。", 2018),
    (
        "学前教育工作汇报",
        "《国家中长期教育改革和发展规划纲要》颁布三年来，全县建园12所，招聘教师90名。",
        2013,
    ),
    # the name of a year in the old calendar
    ("在开学会议上的讲话", "各位老师：\n给大家拜年，祝大家甲午马年吉祥！今年要抓好教研。", 2014),
    ("线上教学小结", "庚子年的春天，全校师生在屏幕前度过，录课90节。", 2020),
    # but not what is told of another time, however often
    ("教研工作安排", "我镇从2005年开始撤点，各校十分不易。今年要抓好教研。", None),
    ("学校安全工作安排", "甲午战争、辛亥革命都要讲。辛亥年的秋天发生了什么？要组织观影。", None),
    ("教学工作安排", "党的十九大召开以来变化很大，今年要抓好质量。", None),
    ("党建工作安排", "今年要学习去年以来的文件，学好党的十九大报告。", None),
    ("园长的话", "各位家长：\n今年，学前教育法草案公布，省里的学前教育法规也已出台。", None),
    ("研学安排", "去年昆明世博会开幕，各班要组织学生观看。", None),
    # nor against a title, a number or a signature
    ("2016年工作安排", "去年召开的党的十九大提出了要求。", 2016),
    ("教研工作安排", "东教〔2014〕3号\n今年是三年行动计划（2011—2013年）的最后一年。", 2014),
    (
        "教研工作安排",
        "项目自2013年启动，今年已是第三个年头，各校要抓好。\n2014年9月2日",
        2014,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "text", "year"), RECKONED, ids=lambda value: str(value)[:14])
def test_a_year_is_reckoned_from_another(
    gazetteer: Gazetteer, heading: str, text: str, year: int | None
) -> None:
    assert header_of(gazetteer, heading, text).year == year


def test_an_edition_tells_the_year_of_the_next(gazetteer: Gazetteer) -> None:
    text = "各单位：\n年会每两年举行一届，第三届于2009年在临海落幕，现将有关事项通知如下。"
    assert header_of(gazetteer, "关于召开第四届年会的通知", text).year == 2011


NOT_OWN = [
    # an edition in a title, a law and the founding of a school have other years than the text
    ("课程标准（2011年版）研读活动的通知", "各校：\n三月研读。\n东山县教研室\n2012年2月9日", 2012),
    ("《语文课程标准（2022版）》培训心得", "参加了三天培训，收获很大。", None),
    ("推普活动方案", "为贯彻2001年起施行的《国家通用语言文字法》，各校要写好字。", None),
    ("安全工作方案", "按照2006年6月公布的《中小学幼儿园安全管理办法》，各校要排查。", None),
    ("幼儿园简介", "我园1984年建园，1984年建园时有幼儿31名。", None),
    ("学校管理制度", "1956年建校以来，学校的做法很多，各班要坚持。", None),
    # but a year in which papers appear and schools are built may be the text's own
    ("学校建设情况汇报", "2013年建校舍3栋，2013年招聘教师9名。", 2013),
    ("教学章程（2015年修订）", "各校要遵守。", 2015),
    # a notice encloses what belongs to its term
    ("期末检测的通知", "各校：\n12月20日检测。\n附件：2017—2018学年第一学期检测安排", 2017),
    ("期末检测的通知", "各校：\n6月20日检测。\n附件：2017—2018学年第二学期检测安排", 2018),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "text", "year"), NOT_OWN, ids=lambda value: str(value)[:14])
def test_years_of_laws_editions_and_foundings_are_not_the_documents(
    gazetteer: Gazetteer, heading: str, text: str, year: int | None
) -> None:
    assert header_of(gazetteer, heading, text).year == year


POSTED = [
    # what is told of a day is posted soon after it, what is called for soon before it
    ("山乡读书", "发布时间：2015-05-14\n5月13日，全乡读书。2011年以来建书角9个。", 2015),
    ("关于举办歌咏赛的通知", "发布时间：2015-05-14\n各校：\n6月2日比赛，报名从速。", 2015),
    ("从一份试卷谈起", "发布日期：2013-07-02\n今年的中考试题平和。笔者认为应当读书。", 2013),
    ("浅谈留守儿童", "关键词：留守\n笔者去年走访。\n（收稿日期：2012-04-01）", 2012),
    # but not one that tells of another season, and an essay of no time is posted at any
    ("山乡读书", "发布时间：2015-05-14\n10月13日，全乡读书。2011年以来建书角9个。", None),
    ("浅谈写字", "发布日期：2013-07-02\n笔者认为写字应当天天练。", None),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "text", "year"), POSTED, ids=lambda value: str(value)[:14])
def test_a_day_near_the_posting_tells_that_it_was_posted_at_once(
    gazetteer: Gazetteer, heading: str, text: str, year: int | None
) -> None:
    assert header_of(gazetteer, heading, text).year == year


GOALS = [
    # a plan begins when it is signed, or with its first stage, however often it names its end
    (
        "校舍改造实施方案",
        "去年有危房9栋。到2018年全部消除，2018年底竣工12栋，2018年验收。\n2015年4月2日",
        2015,
    ),
    (
        "职业教育提升工程实施方案",
        "去年招生900人。2014年招生1200人，2014年达标，力争2014年9月建成。\n二○一二年三月五日",
        2012,
    ),
    (
        "质量提升方案",
        "力争2019年底达标，2019年建成9所，2019年验收。\n一、启动阶段（2017年3月至5月）"
        "\n二、实施阶段（2017年6月至2019年6月）\n三、总结阶段（2019年7月至9月）",
        2017,
    ),
    # one of the autumn may be for the year to come
    ("招生工作方案", "2016年招生900人，2016年9月开学，2016年建班18个。\n2015年11月2日", 2016),
    ("教研工作安排", "明年抓好教研。\n2015年12月20日", 2016),
    # what is past stays what it was
    ("控辍工作方案", "2013年辍学9人，2013年复学7人。今年要清零。\n2014年3月2日", 2014),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "text", "year"), GOALS, ids=lambda value: str(value)[:14])
def test_a_plan_is_not_of_the_year_in_which_it_ends(
    gazetteer: Gazetteer, heading: str, text: str, year: int
) -> None:
    assert header_of(gazetteer, heading, text).year == year

"""A page enters, whether it is education work leaves."""

import re

from plans.extraction.header.page import Page
from plans.extraction.schema import Problem

SCHOOL_WORDS = re.compile(
    r"教育局|教体局|教育厅|教育部(?!分|门)|教委|学校|中小学|小学|中学|初中|高中|幼儿园|"
    r"学前教育|义务教育|职业教育|特殊教育|"
    r"基础教育|高等教育|民办教育|教育教学|素质教育|教育事业|教师|教学|校长|班主任|"
    r"学生|师生|课程|课堂|招生|高考|中考|"
    r"入学率|巩固率|控辍保学|教研|校园|校舍|德育|师德|育人|语文|培训学员|督导|备课|幼儿|家长"
)
# 公安局, 税务, 医院 …: whose work it is when a title or an opening names them.
OTHER_TRADES = re.compile(
    r"公安|派出所|消防|交警|税务|地税|国税|医院|卫生院|疾控|法院|检察院|司法局|银行|"
    r"信用社|财政局|水利|林业局|农业局|"
    r"环保局|住建|国土|城管|工商局|质监|食药监|物业|公司|(?<!教育)集团|酒店|营销|销售|车间|"
    r"煤矿|电力|供电|护理|药品|"
    r"安监局|统计局|审计局|民政局|气象|烟草|保险|施工|工程项目部|小说|旅游局|招商"
)
GENERAL_GOVERNMENT = re.compile(r"政府工作报告|国民经济和社会发展")
# 教育 in a title is the trade itself, unless it is 安全教育 or a campaign.
TITLE_WORDS = re.compile(
    r"(?<!安全)(?<!廉政)(?<!思想)(?<!健康)(?<!警示)(?<!法制)(?<!党员)(?<!普法)(?<!国防)(?<!宣传)"
    r"教育(?!训练|活动|实践|培训|整顿)|中小学|幼儿园|学前|义务教育|教学|教师|校长|班主任"
)
# 税务局关于学校开具发票的通告: the office of another trade speaks, whatever it speaks of
ANOTHER_OFFICE = re.compile(
    rf"^(?![^，。]{{0,20}}(?:教育|教体))[^，。]{{0,20}}(?:{OTHER_TRADES.pattern})[^，。]{{0,4}}(?:局|所|厅|行|院|队)?(?:关于|致)"
)
# 厂家直销, 扫码下载, 客户端: school desks and apps are sold with the words of schools
SALE = re.compile(
    r"元/[套台盏件个]|厂家|直销|客服|微信|扫码|扫描|起批|型号|购买|购物车|下载|安装包|版本|客户端|热线"
    r"|利率|优惠|立减|信用卡|一键|登录"
)
# “坐下吧，”他说: stories and matches are told
SPEECH = re.compile(
    r"[，。？！]”[^，。“”]{0,14}(?:说|道|问|答|表示|介绍)|(?:说|道|问|表示)[：:，]“"
)
OPENING = 120
SHORT = 300
DENSE = 5.0
MIXED = 11.0
LOUD = 5.0
TOLD = 4.0
"""Words for each 1,000 characters; work documents of education have at most 2 of sale or speech."""
STRANGE = 1 / 3
"""Share of words of other trades among those of schools; in education it is under a sixth."""


def is_education(page: Page) -> bool:
    """Whether the document is education work: by how often it speaks of schools, and how.

    Per 1,000 characters work documents of education have 15-60 such words, police training plans
    and government reports under 12 (own samples); a title of another trade raises the bar. What
    is sold or told, and what the office of another trade says, is none.
    """
    text = page.title + "\n" + page.sample
    if _often(SALE, text) >= LOUD or _often(SPEECH, text) >= TOLD:
        return False
    if ANOTHER_OFFICE.search(page.title):
        return False
    density = _often(SCHOOL_WORDS, text)
    foreign = OTHER_TRADES.search(page.title) or is_general_government(page)
    if not foreign and TITLE_WORDS.search(page.title):
        return density + _often(re.compile("教育"), text) >= DENSE
    if foreign or _often(OTHER_TRADES, text) > density * STRANGE:
        return density >= MIXED and bool(SCHOOL_WORDS.search(page.title))
    return density >= DENSE


def _often(words: re.Pattern[str], text: str) -> float:
    """How often words occur for each 1,000 characters."""
    return 1000 * sum(1 for _ in words.finditer(text)) / max(len(text), SHORT)


def is_general_government(page: Page) -> bool:
    """Whether a government reports on everything, schools among it."""
    return bool(GENERAL_GOVERNMENT.search(page.title + page.sample[:OPENING]))


def subject_problems(page: Page) -> tuple[Problem, ...]:
    """What a reader must know of a document that speaks of schools and is no education plan."""
    if not is_general_government(page) or is_education(page):
        return ()
    message = "这是政府工作报告一类的综合文件，不是教育工作计划；其中教育部分的表述只供参考"
    return (Problem("header", message),)

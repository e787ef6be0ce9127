"""A title or a line enters, the school, town or office that it names leaves."""

import re

from plans.extraction.gazetteer import Gazetteer
from plans.extraction.header.page import Page

LONGEST_LINE = 60
TRADE = (
    r"(?:体育|科技|科学技术|文化|旅游|广电|广播电视|卫生|新闻出版|人力资源|社会保障|计划生育|科|体|"
    r"文|卫|工|旅|广|新)"
)
OFFICE = re.compile(
    rf"教育部|教育厅|教委|(?:{TRADE}[和与及、]?)*教(?:育|{TRADE})(?:[和与及、]?{TRADE})*局|"
    r"教育(?:工作)?委员会|委?教育工(?:作)?委(?:员会)?|"
    r"社会(?:事业|发展)(?:管理)?局|教育工会|教育督导(?:室|团|委员会办公室)|"
    r"人民政府(?:办公[室厅]|教育督导(?:室|团|委员会办公室))?|国务院(?:办公厅)?|"
    r"教育(?:管理)?(?:办公室|站)|(?<!职业)(?<!技术)教育(?:管理)?中心|中心学?校|学区|教研室|(?<!党)进修学[校院]|(?<=[省市县区州])教育学院|教学研究室|教师发展(?:中心|学院)|教育科学研究[院所]"
)
SCHOOL_KIND = (
    "(?:高级|初级|完全|第[一二三四五六七八九十\\d]+|实验|中心|附属|外国语|职业|中等|特殊教育|民族|希望|九年制|九年一贯制|"
    "寄宿制|双语)*(?:中学|小学|幼儿园|学校|高中|初中|完小|学院|大学|职教中心|职业(?:技术)?教育中心|教学点|教育集团)"
)
SCHOOL_START = re.compile(
    rf"^(?:关于)?(?P<name>[一-鿿]{{1,18}}?(?:第?[一二三四五六七八九十\d]{{1,3}})?{SCHOOL_KIND}|"
    rf"[一-鿿]{{2,10}}[一二三四五六]中)"
    r"(?=[\d二一〇○（(“《\s—-]|教|工|学年|学期|[春秋]|关于|安全|德育|党|少先队|卫生|"
    r"体育|后勤|工会|总务|政教|校本|科研|"
    r"教研|年|信息|家长|综合|语言|图书|财务|食堂|保教|园务|办学|发展|自查|控辍|$)"
)
# 石庄镇幼儿园许兰芝, 石庄镇幼儿园 园长 许兰芝: a school of a named place, and who writes there
BYLINE = re.compile(
    rf"^(?P<name>[一-鿿]{{2,12}}[省市县区旗州镇乡][一-鿿]{{0,8}}?{SCHOOL_KIND})"
    r"(?:供稿|[\s\d]*(?:校长|园长|教师|老师|书记|主任)?\s*[一-鿿]{2,3})$"
)
# 斑竹园镇中心学校 runs all schools of its town and speaks for the town.
OF_TOWN = re.compile(r"(?:镇|乡|街道|苏木)(?:九年制)?中心学?校$")
# These are not the name of one school: 农村小学, 全县中小学, 中小学校, 各学校.
NOT_ONE_SCHOOL = re.compile(
    r"全[国省市县区镇乡]|各|中小学|普通|农村|城区|城乡|民办|公办|义务教育|学前|直属|"
    r"[省市县区]属|乡镇(?:中|小|幼)|寄宿|规模|"
    r"薄弱|教育局|教委|教育厅|教育部|关于|加强|开展|部分|所有|(?<!九)年|创建|规范|建设|"
    r"推进|做好|暑假|寒假|的|^[在让把从]|[省市县区州旗](?:小学|初中|高中)$"
)
GENERIC_SCHOOL = re.compile(
    r"^(?:我|本|学|小|中|初中|高中|幼儿|中心|乡镇|城市|高等|职业|特殊教育|中等职业|"
    r"高级|初级|实验|完全|第[一二三四五]|某|[xX某]{1,3})?"
    r"(?:中学|小学|幼儿园|学校|高中|初中|大学|学院)$"
)
# 斑竹园镇中心小学: the town that a school is called by.
SCHOOL_TOWN = re.compile(
    r"(?:[一-鿿]{1,7}[县市区旗])?(?P<town>[一-鿿]{1,6}?(?:镇|乡|街道|苏木))"
    r"(?=中|第|初|高|小|幼|希望|完|九|实验)"
)
TOWN_END = re.compile(
    r"(?:镇|乡|街道|苏木)(?=(?:人民政府|办事处)?(?:中心学?校|教育|学区|教办|教管|"
    r"总校|联校|成人|成教|文教|中小学|党委|政府|"
    r"辅导|各|学校|[\d二“《（(]|$))|(?<=[一-鿿]{2})(?=中心学校|中心校|学区|教管中心|教育总支)"
)
BEFORE_TOWN = re.compile(r"[县市区旗州盟省\s\d—-]|教育局|中共|委员会")
TOWN_LENGTHS = (6, 5, 4, 3)
NO_TOWN = re.compile(r"各|全|农村|城乡|本|我|村镇|城镇$|乡镇")
ZONE = re.compile(
    r"[一-鿿]{0,8}?(?:经济技术开发区|经济开发区|高新技术产业开发区|高新技术开发区|"
    r"高新区|高新开发区|开发区|经开区|工业园区|新区|管理区|"
    r"风景区|示范区|综合试验区|产业园区|度假区)"
)
DIVISION = re.compile(
    r"第[一二三四五六七八九十\d]{1,3}师|"
    r"[\d一二三四五六七八九十]{1,3}团(?:场)?(?=中学|学校|教育)|兵团(?=教育|\d)"
)


def find_school(page: Page) -> str | None:
    """The one school whose document this is, by title, masthead or signature."""
    if page.names_in_title:
        candidates = [page.title, *page.issuing_lines[:4], *page.closing_lines]
    else:
        candidates = [*page.issuing_lines[:3], *page.closing_lines]
    for line in candidates:
        if len(line) > LONGEST_LINE or (OFFICE.search(line) and "中心" not in line):
            continue
        match = SCHOOL_START.match(line) or (line != page.title and BYLINE.match(line)) or None
        if match and is_one_school(match["name"]) and not OF_TOWN.search(match["name"]):
            return match["name"]
    return None


def is_one_school(name: str) -> bool:
    """Whether a phrase that ends in 小学 … is the name of one school."""
    return not NOT_ONE_SCHOOL.search(name) and not GENERIC_SCHOOL.match(name)


def find_town(page: Page, gazetteer: Gazetteer) -> str | None:
    """The full name of the town that a title, masthead or signature speaks for."""
    lines = [page.title] if page.names_in_title else []
    for line in (*lines, *page.issuing_lines[:4], *page.closing_lines):
        end = TOWN_END.search(line) if len(line) <= LONGEST_LINE else None
        if end is None:
            continue
        before = line[: end.end()]
        name = BEFORE_TOWN.split(before)[-1]
        if len(name) == 1:
            name = _known_town(before, gazetteer)
        if not end.group():
            name = next((name + s for s in "镇乡" if gazetteer.counties_of_town(name + s)), "")
        known = gazetteer.counties_of_town(name)
        if 2 <= len(name) <= 8 and (known or not NO_TOWN.search(name)):
            return name
    return None


def _known_town(text: str, gazetteer: Gazetteer) -> str:
    """The town that a text ends with, where its name has 市, 州 … in it (伍市镇)."""
    names = (text[-length:] for length in TOWN_LENGTHS if length <= len(text))
    return next((name for name in names if gazetteer.counties_of_town(name)), "")


def town_of_school(school: str | None) -> str | None:
    """The town in the name of a school."""
    match = SCHOOL_TOWN.match(school or "")
    return match["town"] if match else None


def find_zone(page: Page) -> str | None:
    """A development zone in title or masthead: it has an education office but no code."""
    lines = [page.title] if page.names_in_title else []
    for line in (*lines, *page.issuing_lines, *page.closing_lines):
        match = ZONE.search(line) if len(line) <= LONGEST_LINE else None
        if match:
            return BEFORE_TOWN.split(match.group()[:-1])[-1] + match.group()[-1]
    return None


def find_division(page: Page) -> str | None:
    """The lowest division of the 新疆生产建设兵团 in a line of title or masthead."""
    for line in (page.title, *page.issuing_lines):
        found = DIVISION.findall(line) if len(line) <= LONGEST_LINE else []
        if found:
            return str(found[-1])
    return None

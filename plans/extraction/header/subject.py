"""A page enters, what else than education work it is leaves."""

import re

from plans.extraction.header.page import TITLE_END, Page
from plans.extraction.patterns import opening
from plans.extraction.schema import Problem

SCHOOL_WORDS = re.compile(
    r"教育局|教体局|教育厅|教育部(?!分|门)|教委|学校|中小学|小学|中学|初中|高中|幼儿园|"
    r"学前教育|义务教育|职业教育|特殊教育|"
    r"基础教育|高等教育|民办教育|教育教学|素质教育|教育事业|教师|教学|校长|班主任|"
    r"学生|师生|课程|课堂|招生|高考|中考|"
    r"入学率|巩固率|控辍保学|教研|校园|校舍|德育|师德|育人|语文|培训学员|督导|备课|幼儿|家长"
)
# A pattern whose alternatives all begin with a fixed character is found as fast as that one.
# 公安局, 税务, 医院 …: whose work it is when a title or an opening names them.
OTHER_TRADES = re.compile(
    r"公安|派出所|消防|交警|税务|地税|国税|医院|卫生院|疾控|法院|检察院|司法局|银行|"
    r"信用社|财政局|水利|林业局|农业局|"
    r"环保局|住建|国土|城管|工商局|质监|食药监|物业|公司|集(?<!教育集)团|酒店|营销|销售|车间|"
    r"煤矿|电力|供电|护理|药品|防汛|抗旱|俱乐部|联赛|赛季|纳税|"
    r"安监局|统计局|审计局|民政局|气象|烟草|保险|施工|工程项目部|小说|旅游局|招商"
)
# 交通运输局关于 …: a bureau of any other trade that opens a title.
OTHER_BUREAU = re.compile(r"^[^教学校园关的]{2,20}局(?!部|面|势)")
# The same in a letterhead or signature, where it stands alone.
OTHER_OFFICE = re.compile(
    r"^[^教学校园关的]{2,20}(?:局|公司|集团|银行|医院|卫生院|俱乐部|[支大中]队|合作社)"
    r"(?:党组|党委|办公室|文件)?$"
)
EDUCATION_OFFICE = re.compile(
    r"教育(?:(?:和|与)?(?:体育|科技|科学技术|文化|卫生|旅游|广电|[、和]){0,4})[局厅委]|(?:文教|教[体科文])局|"
    r"教育(?:工作)?(?:部|委员会|督导)(?!分|门)"
)
SCHOOL = re.compile(
    r"学校|学院|学区|大学|小学|中学|高中|初中|幼儿园|中心校|职中|中专|职教中心|教研室"
)
ISSUES = re.compile(
    rf"(?:{SCHOOL.pattern}|{EDUCATION_OFFICE.pattern})(?:党[组委总支]{{1,3}}|办公室|文件)?$"
)
OWN_SCHOOL = re.compile(r"[我本全](?:校|园|班)(?!舍|区|车)")
# 各中小学：, 省教育厅：: the addressees of papers of education.
ADDRESSED = re.compile(
    r"(?m)^(?:各[^，。；\n]{0,14}(?:中小学|学校|学院|幼儿园|中心校)|[一-鿿]{0,8}教[育体]{1,3}[局厅委][：:])"
)
GENERAL_GOVERNMENT = re.compile(r"政府工作报告|国民经济和社会发展")
# 我代表县人民政府向大会报告工作: such a report under any title.
GOVERNMENT_REPORTS = re.compile(
    r"代表[^。\n]{0,12}政府[^。\n]{0,8}(?:报告工作|作(?:政府)?工作报告)"
)
# 教育 in a title is the trade itself, unless it is 安全教育 or a campaign.
TITLE_WORDS = re.compile(
    r"(?<!安全)(?<!廉政)(?<!思想)(?<!健康)(?<!警示)(?<!法制)(?<!党员)(?<!普法)(?<!国防)(?<!宣传)(?<!主题)"
    r"教育(?!训练|活动|实践|培训|整顿)|中小学|幼儿园|学前|义务教育|教学|教师|校长|班主任"
)
TITLE_HINTS = re.compile(r"校(?!准|对)|学年|学期|开学|升学|学位|学科|办学|班级|[幼托]儿|园务|保教")
HINTS = (SCHOOL_WORDS, SCHOOL, EDUCATION_OFFICE, TITLE_HINTS)
# What every paper of work is written in: aims, duties, measures.
WORK_WORDS = re.compile(
    r"加强|落实|推进|做好|抓好|开展|组织|完善|提高|实施|制定|贯彻|指导思想|工作|任务|措施|"
    r"要求|目标|检查|考核|活动"
)
# “…”他说 / 她问：“…”: people speak.
SPOKEN = re.compile(
    r"(?:说|道|问|喊|答|叫|笑)[：:，,]?\s*[“「\"]|[”」\"][^。“”「」\n]{0,10}[说道问喊]"
)
# What goods and programs are offered with.
_WARES = (
    r"型号|价格|[¥￥]\s?\d|元/[套台件张个]|包邮|客服|库存|现货|起订|质保|退换|发货|下单|规格|"
    r"安装包|版本|下载|安装|闪退|登录|扫码|一键|应用商店|客户端|[家教]\w端|推送|点击|微信"
)
WARES = re.compile(f"{opening(_WARES)}(?:{_WARES})")
SHORT = 300
DENSE = 5.0
MIXED = 11.0
PURE = 22.0
LEAST_SPOKEN = 3.0
LEAST_WARES = 6.0

GOVERNMENT = "政府工作报告"
TALE = "叙事的文字（如小说）"
OFFER = "商品或软件的介绍"
OTHER_WORK = "其他行业或部门的文件"
SECTIONS = "；其中教育部分的表述可供参考"
REMOTE = "很少谈到学校的文件"


def other_subject(page: Page) -> str | None:
    """What a document is that is no education work; None for education work.

    A paper of education speaks of schools often (15-60 such words per 1,000 characters; police
    training plans and government reports under 6, own samples), in words of work, and for a
    school or an office of education rather than for another trade.
    """
    text = page.title + "\n" + page.sample
    density = _density(SCHOOL_WORDS, text)
    if _reports_government(page) and not _is_of_schools(page, text, density):
        return GOVERNMENT
    if not _is_dense(page, text, density):
        return REMOTE
    writing = None if _is_titled_work(page) else _other_writing(text)
    return writing or (None if _is_of_schools(page, text, density) else OTHER_WORK)


def subject_problems(subject: str | None) -> tuple[Problem, ...]:
    """What a reviewer is told of a document of another subject."""
    if subject is None:
        return ()
    message = f"这是{subject}，不是教育工作计划"
    return (Problem("header", message + SECTIONS if subject == GOVERNMENT else message),)


def _density(words: re.Pattern[str], text: str) -> float:
    """How many such words stand in 1,000 characters."""
    return 1000 * len(words.findall(text)) / max(len(text), SHORT)


def _reports_government(page: Page) -> bool:
    return bool(GENERAL_GOVERNMENT.search(page.title) or GOVERNMENT_REPORTS.search(page.head))


def _is_dense(page: Page, text: str, density: float) -> bool:
    """Whether the text speaks of schools often enough; under an own title 教育 counts as well."""
    if TITLE_WORDS.search(page.title):
        density += 1000 * text.count("教育") / max(len(text), SHORT)
    return density >= DENSE


def _is_titled_work(page: Page) -> bool:
    """Whether a title names a school or its office and a kind of paper (城关小学 … 计划)."""
    return (
        bool(_school_in(page.title) and TITLE_END.search(page.title))
        and "解决方案" not in page.title
    )


def _other_writing(text: str) -> str | None:
    """A tale or an offer: it has more of their signs than of words of work."""
    work, spoken, wares = (_density(words, text) for words in (WORK_WORDS, SPOKEN, WARES))
    if spoken >= LEAST_SPOKEN and spoken > work / 2:
        return TALE
    if wares >= LEAST_WARES and wares > work:
        return OFFER
    return None


def _is_of_schools(page: Page, text: str, density: float) -> bool:
    """Whether a paper is about the work of schools and not of another trade."""
    trades = _density(OTHER_TRADES, text)
    if _is_foreign(page):
        clear = density >= max(MIXED, 2 * trades)
        return clear and bool(SCHOOL_WORDS.search(page.title))
    if TITLE_WORDS.search(page.title):
        return True
    if trades > density:
        return density >= MIXED and bool(SCHOOL_WORDS.search(page.title))
    hinted = any(words.search(page.title) for words in HINTS)
    return hinted or density >= PURE or _speaks_for_schools(page)


def _is_foreign(page: Page) -> bool:
    """Whether title, letterhead or signature name another trade before any school."""
    if _reports_government(page):
        return True
    trade = OTHER_TRADES.search(page.title) or OTHER_BUREAU.search(page.title)
    school = _school_in(page.title)
    if trade and school and school.start() < trade.start():
        return False
    named = trade or any(OTHER_OFFICE.search(line) for line in _signed(page))
    return bool(named) and not _speaks_for_schools(page)


def _school_in(title: str) -> re.Match[str] | None:
    return SCHOOL.search(title) or EDUCATION_OFFICE.search(title)


def _signed(page: Page) -> tuple[str, ...]:
    """The lines that can name who issues a paper."""
    return (*page.issuing_lines, *page.closing_lines)


def _speaks_for_schools(page: Page) -> bool:
    """Whether a school or an office of education issues a paper, or is addressed by it."""
    return (
        any(ISSUES.search(line) for line in _signed(page))
        or len(OWN_SCHOOL.findall(page.sample)) > 1
        or bool(ADDRESSED.search(page.head))
    )

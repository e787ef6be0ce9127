"""A page enters, the year whose work it is about leaves, or None where that is masked or open."""

import re
from collections import Counter

from plans.extraction.header.dates import Day, held_on, signed_on, year_of, year_worked_on
from plans.extraction.header.events import FIVE_YEARS, anniversaries, events
from plans.extraction.header.facts import stated_year
from plans.extraction.header.numbers import number_year
from plans.extraction.header.page import Page
from plans.extraction.header.reckoning import reckoned
from plans.extraction.schema import Kind

# (?=…) names what the pattern begins with: nothing is tried elsewhere
# 20xx年, 201X年, 20_年, XX年, 20**学年: a collection page has masked the year.
MASK = re.compile(
    r"(?=[12xX×Ｘ*＊_＿])(?<![A-Za-z\d])(?:(?:19|20)\d?[xXnN×Ｘ*＊_＿○]{1,4}|[xX×Ｘ*＊_＿]{1,4})\s*"
    r"(?=年(?!级)|学年|[-—~至]\s*20|届)"
)
# 2012-2013学年, 2023—2024学年度第二学期
SCHOOL_YEAR = re.compile(
    r"(?<!\d)(20\d\d)\s*年?\s*[-—–－~～至/]{1,2}\s*(20\d\d|\d\d)\s*(?:学年|"
    r"年度)度?(?P<rest>.{0,10})"
)
# 2007学年第二学期 is the spring of 2008.
TERM_OF_YEAR = re.compile(r"(?<!\d)(20\d\d)学年度?\s*[（(]?(?:第二学期|下学期|下期|春季)")
TERM = re.compile(r"第?[一二上下]学?期")
SECOND_TERM = re.compile(r"第二学期|下学期|下期|春季|下半学年")
PERIOD = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年?\s*[-—–－~～至]{1,2}\s*((?:19|20)\d\d)")
YEAR = re.compile(r"(?=[12])(?<!\d)((?:19[5-9]|20[0-4])\d)(?=\s*(?:年|学年|届|春|秋|工作|教育|度))")
# 工作计划2021, 2019工作要点: in a title a year may do without 年.
BARE_YEAR = re.compile(r"(?<![\d〔\[])(20[0-4]\d)(?![\d号])")
# 2022最新…, …最新2021: when a shop last dressed up its page.
SHOP_YEAR = re.compile(r"(?:19|20)\d\d年?(?=最新|精选|优秀|热门)|(?<=最新)(?:19|20)\d\d年?(?!度)")
CHINESE_YEAR = re.compile(r"([一二][九〇○零OＯ0][〇○零OＯ0一二三四五六七八九]{2})(?=年|学年)")
PLAN_PERIOD = re.compile(
    r"[“‘\"「]?(十[一二三四五]?五|[八九]五)[”’\"」]?(?=规划|计划|时期|期间|教育|"
    r"事业|发展)"
)
PROGRAMME = re.compile(r"规划|计划|纲要|行动|方案|意见")
# Years that are goals, bounds, comparisons or parts of names do not tell the document's own.
NOT_OWN_BEFORE = re.compile(
    r"(?:(?:编制|制定|制订|规划|谋划|筹划)[^，。]{0,2}|到|至|自|从|截至|截止|比|较|"
    r"与|和|同|距|距离|(?<![定拟将])于|—|-|~|[（(〔\[])\s*$"
)
NOT_OWN_AFTER = re.compile(r"\s*(?:年)?\s*(?:前|以前|底前|末前|以来|版|年?[-—~至]\s*(?:19|20)\d\d)")
FOUNDED_AFTER = re.compile(r"年\d{0,2}月?(?:始建|建[校园](?!舍|安|区))")
GOAL_AFTER = re.compile("年(?:底|末)?以?前|年以来")
# 课程标准（2022年版）, 2006年公布的《…办法》: years of papers that others wrote.
EDITION = re.compile(r"(?<!\d)(?:19|20)\d\d年?版")
OF_A_PAPER = re.compile(
    r"(?<!\d)(?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?起?(?:正式|新)?"
    r"(?:颁布|公布|施行|实施|修订|修正|发布|颁发|出台)(?:施行|实施)?的[^。，；《\n]{0,8}《"
)
TITLE_MARKS = re.compile(r"《[^》\n]{0,80}》|[〔\[（(]\d{4}[〕\]）)]")
OWN_WORK = re.compile(
    r"(?:执行|做好|完成|抓好|迎接|开展|全面完成|落实|组织)[^。，\n]{0,6}((?:19|20)\d\d)年"
    r"|((?:19|20)\d\d)年(?:全[省市县区州旗镇乡校]|我[省市县区州旗镇乡校]|度?(?:教育|"
    r"工作|学校|春季|秋季|上半年|下半年))"
)
# 2015年，我们将抓好…: behind a look back the year of the plan.
TO_COME = re.compile(
    r"((?:19|20)\d\d)年[，,]?(?:我们|[我全本][省市县区州旗镇乡校园局])?(?:将|要|计划|拟)(?![于在近])"
)
# 编制2009年招生计划: the year before is at hand
PREPARED = re.compile(r"(?:编制|制定|制订|规划|谋划|筹划)[^，。\d]{0,2}((?:19|20)\d\d)年")
AT_HAND = re.compile(
    r"[今去明本]年|一年(?:以)?来|本?年[内底初]|学期|目前|截[至止](?:\d{1,2}月|目前)|近日|昨[日天]"
)
# 第一阶段（2009年5月至9月）, 自查：2012年9月至12月
STAGE = re.compile(r"[（(：:阶段]\s?((?:19|20)\d\d)年\d{1,2}月[^，。；\n]{0,6}[至到—-]")
# 截至2013年底: how far a report tells
UNTIL = re.compile(r"截[至止]((?:19|20)\d\d)年(?:年?底|末|1[12]月)")
# 今年合格率要比2013年提高3个百分点
AGAINST = re.compile(r"今年(?!以来)[^。；\n\d]{0,16}[比较]((?:19|20)\d\d)年(?!前)")
# 对2011年度教育工作进行了认真自查: a report says which year it looks back on
LOOKED_BACK = re.compile(
    r"[对将把就][^。，\n\d]{0,8}((?:19|20)\d\d)年度?(?!以来)[^。，\n\d]{0,16}(?:工作|情况)[^。，\n\d]{0,12}"
    r"(?:自查|自评|总结|回顾|汇报|报告)"
)
# 三、2013年工作打算: the last part of a report on 2012.
AHEAD = re.compile(
    r"((?:19|20)\d\d)年[^。，\n]{0,10}(?:要点|安排|打算|思路|计划|"
    r"重点)[^。，\n]{0,4}(?=\n)"
)
# 把2016年确定为“质量提升年”, 2019年是作风建设年: a campaign is named for the year at hand.
NAMED_YEAR = re.compile(
    r"(?:[将把]|定)?((?:19|20)\d\d)年(?:作为|定为|确定为|确立为|是)[^，。；\n]{0,10}“[^”\n]{2,16}年”"
)
# 在2011年立项的基础上，今年再建…: the sentence sets this year against the one before.
YEAR_BEFORE = re.compile(
    r"((?:19|20)\d\d)年(?:(?!\d{4}年)[^。；\n]){0,40}(?:基础上|之后|以后)[，,]?今年(?!以来)"
)
DAY = re.compile(r"(?=[12])(?<!\d)((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")
NEEDED = 2.0


def find_year(
    page: Page, kind: Kind, number: str | None, *, posted: Day | None = None
) -> int | None:
    """The year in the title, else in the opening, number, signature or body, else None.

    ``posted`` is the day on which a site posted the page, where that may count.
    """
    if not page.collected and MASK.search(page.heading):
        return None
    if not page.borrowed:
        titled = titled_year(page.title)
        if titled:
            return titled
    if is_masked(page):
        return number_year(number) or next(iter(anniversaries(page.sample)), None)
    reviewed = LOOKED_BACK.search(page.head) if kind == "report" else None
    if reviewed:
        return int(reviewed[1])
    held = held_on(page)
    if held and kind != "plan":
        return year_worked_on(page, kind, held)
    votes = _votes(page, kind, number, posted)
    named = titled_year(page.title) if page.borrowed else None
    if named and _agrees(page, named, votes):
        return named
    return _elected(votes) or _only_year(page, kind)


def _only_year(page: Page, kind: Kind) -> int | None:
    """The year of a plan or notice that names no other."""
    if kind not in ("plan", "notice"):
        return None
    years = set(years_in(page.sample))
    named = set(_mentioned(page.sample, []))
    return next(iter(named)) if len(years) == 1 and years == named else None


def titled_year(title: str) -> int | None:
    """The year that a title names: its first, the start of a period, the year of a term."""
    if MASK.search(title):
        return None
    title = EDITION.sub("", SHOP_YEAR.sub("", title))
    term = SCHOOL_YEAR.search(title)
    if term:
        return int(term[1]) + (1 if SECOND_TERM.search(term["rest"]) else 0)
    single = TERM_OF_YEAR.search(title)
    if single:
        return int(single[1]) + 1
    period = PERIOD.search(title)
    if period:
        return int(period[1])
    years = years_in(title) or [int(m[1]) for m in BARE_YEAR.finditer(title)]
    if years:
        return years[0]
    plan = PLAN_PERIOD.search(title) if PROGRAMME.search(title) else None
    return FIVE_YEARS.get(plan[1]) if plan else None


def years_in(text: str) -> list[int]:
    """Years written in Arabic or Chinese numerals, in order."""
    found = [(m.start(), int(m[1])) for m in YEAR.finditer(text)]
    for match in CHINESE_YEAR.finditer(text):
        found.append((match.start(), year_of(match[1])))
    return [year for _, year in sorted(found)]


def find_era(page: Page) -> int | None:
    """The latest year that the text names: about when it was written, where its year is open."""
    return max(years_in(page.sample), default=None)


def is_masked(page: Page) -> bool:
    """Whether the page hides its years: a mask in the opening, or several anywhere."""
    return bool(MASK.search(page.head[:300])) or len(MASK.findall(page.sample)) >= 2


def _votes(page: Page, kind: Kind, number: str | None, posted: Day | None) -> Counter[int]:
    text = page.sample if page.borrowed else f"{page.title}\n{page.sample}"
    signed = signed_on(page)
    own = year_worked_on(page, kind, signed) if signed else None
    dated = own or number_year(number) or stated_year(page)
    told = dict.fromkeys(events(text), 5)
    if not dated:
        told |= dict.fromkeys(reckoned(page.title, page.sample, kind), 5)
    near = posted if posted and _is_near(posted, page, kind) else None
    if kind == "article":
        return Counter({near.year: 2} | told if near else told)
    votes = _opened(page)
    votes.update(_dated(page, kind, number, near))
    votes.update(_told(page.sample, kind))
    votes.update({year: count for year, count in told.items() if own in (None, year)})
    written = signed.year if signed else number_year(number) or (posted and posted.year)
    if kind == "plan":
        written = _begins(page.sample, signed)
    if kind in _BOUNDED and written:
        # what is named beyond the own date is still to come
        votes = Counter({year: count for year, count in votes.items() if year <= written})
    return votes


_BOUNDED: tuple[Kind, ...] = ("report", "news", "plan")
_AUTUMN = 9


def _begins(text: str, signed: Day | None) -> int | None:
    """The last year in which a plan can begin: signed in autumn it may be for the one after."""
    if signed:
        return signed.year + (signed.month >= _AUTUMN)
    return next(iter(_first_stage(text)), None)


def _opened(page: Page) -> Counter[int]:
    """Votes of the first words: the year that they name, a school year."""
    votes: Counter[int] = Counter()
    first = OF_A_PAPER.sub("《", page.head.replace("\n", " ")[:120])
    for year in years_in(TITLE_MARKS.sub("", first))[:1]:
        at = max(0, first.find(str(year)))
        other = GOAL_AFTER.match(first, at + 4) or FOUNDED_AFTER.match(first, at + 4)
        if not NOT_OWN_BEFORE.search(first[:at]) and not other:
            votes[year] += 3
    if SCHOOL_YEAR.search(first):
        votes[titled_year(first) or 0] += 5
    return votes


def _dated(page: Page, kind: Kind, number: str | None, near: Day | None) -> Counter[int]:
    """Votes of number, page facts, signature and the day on which a site posted the page."""
    votes: Counter[int] = Counter()
    signed, numbered = signed_on(page), number_year(number)
    own = year_worked_on(page, kind, signed) if signed else None
    if signed and own != signed.year:
        votes[signed.year] -= READ_AGAIN
        numbered = own if numbered == signed.year else numbered
    lent = year_worked_on(page, kind, near) if near else None
    for year, weight in ((numbered, 4), (stated_year(page), 2), (own, 4), (lent, 2)):
        if year:
            votes[year] += weight
    return votes


def _is_near(posted: Day, page: Page, kind: Kind) -> bool:
    """Whether a page was posted soon after it was written.

    It tells of a day of that season, or it speaks of 今年 and the like and names no year long
    before it was posted.
    """
    day = DAY_OF_YEAR.search(page.sample) if kind in NEAR_MONTHS else None
    if day and (int(day[1]) - posted.month) % 12 in NEAR_MONTHS[kind]:
        return True
    if not AT_HAND.search(page.sample):
        return False
    past = [year for year in years_in(page.sample) if year <= posted.year]
    return not past or posted.year - max(past) <= LATE


# 4月23日下午
DAY_OF_YEAR = re.compile(r"(?<![\d年月])(\d{1,2})月\d{1,2}日(?!前)")
NEAR_MONTHS: dict[Kind, tuple[int, ...]] = {"news": (11, 0), "notice": (11, 0, 1)}
"""Months from the posting to the first day that a page tells of."""
READ_AGAIN = 2
"""Votes that the date of a signature has in running text."""
LATE = 2
"""Years after the last one named in which a page is posted for the first time."""


def _told(text: str, kind: Kind) -> Counter[int]:
    """Votes of the body: events, campaigns, what lies ahead, and years in passing."""
    ahead = [int(m[1]) for m in AHEAD.finditer(text)] if kind == "report" else []
    votes = _mentioned(text, ahead)
    votes.update({year - 1: 2 for year in ahead})
    votes.update({int(m[1]): 4 for m in NAMED_YEAR.finditer(text)})
    votes.update({int(m[1]) + 1: 4 for m in YEAR_BEFORE.finditer(text)})
    votes.update(Counter(int(m[1]) - 1 for m in PREPARED.finditer(text)))
    if kind == "plan":
        votes.update({int(m[1]): 3 for m in TO_COME.finditer(text)})
        votes.update(_first_stage(text))
        votes.update({int(m[1]) + 1: 3 for m in AGAINST.finditer(text)})
    if kind == "notice":
        votes.update(_enclosed_term(text))
    if kind == "report":
        votes.update({int(m[1]): 2 for m in UNTIL.finditer(text)})
    return votes


def _first_stage(text: str) -> dict[int, int]:
    """A plan that is carried out in stages belongs to the year of the first."""
    stages = [int(m[1]) for m in STAGE.finditer(text)]
    return {min(stages): 4} if len(stages) > 1 else {}


def _enclosed_term(text: str) -> dict[int, int]:
    """The year of the only term that a notice and its enclosures speak of."""
    terms = {m.group() for m in SCHOOL_YEAR.finditer(text) if TERM.search(m["rest"])}
    years = {titled_year(term) or 0 for term in terms}
    return dict.fromkeys(years, 3) if len(years) == 1 else {}


def _mentioned(body: str, ahead: list[int]) -> Counter[int]:
    """Votes of the years in running text, but for those that a report looks ``ahead`` to."""
    votes: Counter[int] = Counter()
    plain = TITLE_MARKS.sub("", OF_A_PAPER.sub("《", body))
    for match in YEAR.finditer(plain):
        before = plain[max(0, match.start() - 5) : match.start()]
        after = NOT_OWN_AFTER.match(plain, match.end()) or FOUNDED_AFTER.match(plain, match.end())
        if NOT_OWN_BEFORE.search(before) or after:
            continue
        votes[int(match[1])] += 1
    for match in OWN_WORK.finditer(plain):
        votes[int(match[1] or match[2])] += 1
    for match in DAY.finditer(plain):
        votes[int(match[1])] += 1
    for year in ahead:
        del votes[year]
    return votes


def _agrees(page: Page, year: int, votes: Counter[int]) -> bool:
    """A collection's year counts if the body names it, or is silent under a title of its own."""
    elected = _elected(votes)
    if elected is not None and elected != year and 2 * votes[year] < votes[elected]:
        return False
    own = re.search(r"[一-鿿]{2,}(?:片|镇|乡|县|区|市|中学|小学|幼儿园|工会)", page.title)
    return str(year) in page.sample or bool(own)


def _elected(votes: Counter[int]) -> int | None:
    """The latest of the well supported years; what is named only in passing elects nobody."""
    if not votes:
        return None
    top = max(votes.values())
    if top < NEEDED:
        return None
    return max(year for year, count in votes.items() if count >= max(NEEDED, 0.5 * top))

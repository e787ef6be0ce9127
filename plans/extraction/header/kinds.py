"""A page enters, the kind of document leaves: plan, report, speech, notice, article or news."""

import re

from plans.extraction.header.kind_cues import CUES
from plans.extraction.header.page import MASTHEAD_LINE, Page
from plans.extraction.schema import Kind

# The noun that a title ends with decides; of several the last (工作总结及…工作计划 is both).
TITLE_NOUNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "plan",
        re.compile(
            r"(?<!审议)(?<!反馈)(?<!征求)(?<!处理)(?<!督[导查])意见|"
            r"计划|要点|方案|安排|规划|打算|思路|纲要|行事历|"
            r"日程表|配档表|任务分解|目标责任书|"
            r"工作目标|工作重点|重点工作|预案|配当表|年历|措施$"
        ),
    ),
    ("report", re.compile(r"总结|小结|汇报|报告|述职|回顾|自查|工作情况|情况$|情况通报|材料$")),
    ("speech", re.compile(r"讲话|发言|致辞|致词|演讲|动员词|开幕词|闭幕词|寄语")),
    (
        "notice",
        re.compile(
            r"通知|通告|公告|通报|一封信|公开信|倡议书|(?:审议|反馈|征求|处理|督[导查])意见|办法|"
            r"规定|细则|决定|批复|答复|复函|[的]函$|公示|章程|简章"
        ),
    ),
    (
        "article",
        re.compile(
            r"研究|思考|探析|探讨|浅谈|浅析|对策|论文|调查与|初探|之我见|启示|刍议|成因|困境|"
            r"出路|浅议|反思$"
        ),
    ),
    (
        "news",
        re.compile(r"(?:召开|举行|启动|开展|举办|部署)[^》]{0,24}(?:会|会议|活动|仪式|工作)?$"),
    ),
)
# ——某县教育扶贫综述, …改造纪实（上）: what only a newspaper calls its tales.
FEATURE = re.compile(
    r"(?:(?<!文献)(?<!研究)综述|纪实|侧记|纪略|巡礼|掠影|扫描|(?:年终|年度|岁末)盘点|见闻|特写|"
    r"走笔|(?<!工作)回眸)(?:之[一二三四五]|[（(][上中下一二三四五][）)])?$"
)
# 2012年工作总结及2013年工作思路: the year that is over fills such a text.
REPORT_FIRST = re.compile(
    r"(?:总结|汇报|回顾)(?:及|和|与|暨|、).{0,20}(?:计划|打算|思路|安排|要点)"
)
# 现将《…要点》印发给你们: the paper behind the letter counts.
HANDED_ON = re.compile(
    r"(?:现将)?《(?P<paper>[^》\n]{4,60})》[^。\n]{0,40}(?:印发|转发|下发)(?:给|你)"
)
# 明年工作打算的汇报: what is reported is still to come.
AHEAD = re.compile(
    r"^(?!.*(?:情况|总结|回顾|[及和与暨、]))"
    r".*(?:打算|思路|安排|工作计划|工作要点)的?(?:汇报|报告)$"
)
AT_A_MEETING = re.compile(r"(?:会|会议|大会|仪式|典礼)上的?(?:工作)?(?:报告|讲话|发言|讲稿)")
ENCLOSED = re.compile(
    r"(?:关于|转发|的)?(?:印发|下发|发布|公布)(?:《(?P<marked>[^》]+)》|"
    r"(?P<plain>.+?)的(?:通知|函))"
)
# 印发《…百日攻坚行动》: an action that a notice encloses is laid out in steps.
ACTION = re.compile(r"行动[”」]?$")
# 向代表报告工作, 向委员通报情况: an account, unless it thanks its hearers and appeals to them.
ACCOUNT = re.compile(r"工作报告|通报")
TO_A_COUNCIL = re.compile(r"(?:^|\n)各位(?:代表|委员|主席|主任)[^。\n]{0,24}[：:]")
TO_HEARERS = re.compile(r"谢谢(?:大家|各位)|希望(?:大家|各位|同志)")
# These decide before the nouns do.
TITLE_TURNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("report", REPORT_FIRST),
    ("plan", AHEAD),
    ("speech", AT_A_MEETING),
    ("news", FEATURE),
    ("article", re.compile(r"有感$|读后感")),
)

MOST_HITS = 3
ONCE = ("start", "opening", "scene", "end")
SCENE_LINES = 5
ITEM_LINE = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]{1,2}[）)])[^。\n]{2,40}$"
)
TITLE_TAIL = 12

FIRST_HEADING = re.compile(r"^(?:一、|[（(]一[)）]|1[、.．])[^。]{2,30}$")
LOOKING_BACK = re.compile(r"情况(?!分析)|回顾|成绩|成效|做法|总结|所做的工作")
# What is over: 完成了, 荣获, 比上年增加; what is to come: a clause that opens with its verb.
PAST = re.compile(
    r"了(?<![为除]了)(?!解)|已经?(?!任)|先后|累计|共[有计投建举开培完]|获得?(?!取)|被评为|取得|荣获|实现了|"
    r"顺利|圆满|涌现|得到|举(?<=[一-鿿]举)(?<!月举)行|召(?<=[一-鿿]召)(?<!月召)开|有[所了]|比(?:上年|去年|[12]\d{3}年)|建成|"
    r"投入[^，。]{0,12}万元"
)
WILL = re.compile(
    r"(?:^|[。；;，,\n、.．)）])(?:要|将|应|加强|推进|继续|进一步|积极|认真|深入|全面|"
    r"大力|切实|努力|做好|抓好|确保|力争|争取|完善|落实|"
    r"建立|组织|开展|加快|强化|健全|深化|严格|坚持|扎实|实施|提高|规范|"
    r"启动|召开|举行|举办|检查|制定|培养|养成|引导|丰富|办好|扩大|改进|统筹)(?![^，。；\n]{0,12}了)"
)
BALANCE, LEAN, DOUBT = 0.5, 12.0, 2
LEAST_CLAUSES = 3


def find_kind(page: Page) -> Kind:
    """Kind by the title's noun where the title is the document's own, else by the body's cues."""
    titled = _titled(page)
    scores = _body_scores(page)
    if titled and not page.borrowed:
        scores[titled] += 4 if titled == "news" and not _is_feature(page) else 13
    elif titled:
        scores[titled] += 2 if page.numbered else 6
    handed = HANDED_ON.search(page.head)
    if handed:
        scores[_enclosed_kind(handed["paper"])] += 9
    return max(scores, key=lambda kind: scores[kind])


def _titled(page: Page) -> Kind | None:
    """Kind that title and subtitle tell, with what the salutation makes of an account."""
    if ACCOUNT.search(page.title) and TO_A_COUNCIL.search(page.head):
        return "speech" if TO_HEARERS.search(page.sample) else "report"
    return title_kind(page.title) or title_kind(page.subtitle)


def _is_feature(page: Page) -> bool:
    return bool(FEATURE.search(page.title) or FEATURE.search(page.subtitle))


def title_kind(title: str) -> Kind | None:
    """Kind that a title names; a notice that encloses a plan is a plan."""
    enclosed = ENCLOSED.search(title)
    if enclosed:
        return _enclosed_kind(enclosed["marked"] or enclosed["plain"] or "")
    for kind, pattern in TITLE_TURNS:
        if pattern.search(title):
            return kind
    last: tuple[int, Kind] | None = None
    for kind, pattern in TITLE_NOUNS:
        for match in pattern.finditer(title):
            if match.end() < len(title) - TITLE_TAIL:
                continue
            if last is None or match.end() > last[0]:
                last = (match.end(), kind)
    return last[1] if last else None


def _enclosed_kind(name: str) -> Kind:
    return title_kind(name) or ("plan" if ACTION.search(name) else "notice")


def _first_paragraph(page: Page) -> str:
    lines = page.lines[:SCENE_LINES]
    return next((line for line in lines if len(line) > MASTHEAD_LINE), "")


def _body_scores(page: Page) -> dict[Kind, float]:
    scores: dict[Kind, float] = dict.fromkeys(
        ("plan", "report", "speech", "notice", "article", "news"), 0.0
    )
    zones = {
        "start": page.head[:500],
        "end": page.tail[-260:],
        "opening": page.head[:80],
        "scene": _first_paragraph(page)[:120],
        "headings": "\n".join(line for line in page.lines if len(line) <= 24),
        "items": "\n".join(line for line in page.lines if ITEM_LINE.match(line)),
        "all": page.sample,
    }
    for kind, zone, weight, pattern in CUES:
        hits = sum(1 for _ in zip(range(MOST_HITS), pattern.finditer(zones[zone]), strict=False))
        scores[kind] += weight * min(hits, 1 if zone in ONCE else MOST_HITS) ** 0.5
    opening = next((line for line in page.lines[:6] if FIRST_HEADING.match(line)), "")
    if LOOKING_BACK.search(opening):
        scores["report"] += 5
    past, will = len(PAST.findall(page.sample)), len(WILL.findall(page.sample))
    if past + will >= LEAST_CLAUSES:
        share = (past + DOUBT) / (past + will + 2 * DOUBT)
        scores["report"] += LEAN * max(0.0, share - BALANCE)
        scores["plan"] += LEAN * max(0.0, BALANCE - share)
    return scores

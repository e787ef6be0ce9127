"""A page enters, the kind of document leaves: plan, report, speech, notice, article or news."""

import re

from plans.extraction.header.page import Page
from plans.extraction.schema import Kind

# The noun that a title ends with decides; of several the last (工作总结及…工作计划 is both).
TITLE_NOUNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "plan",
        re.compile(
            r"(?:工作|安排|实施|推进)意见|计划|要点|方案|安排|规划|打算|思路|纲要|行事历|"
            r"日程表|配档表|任务分解|目标责任书|"
            r"工作目标|工作重点|重点工作|预案|配当表|年历|措施$"
        ),
    ),
    ("report", re.compile(r"总结|小结|汇报|报告|述职|回顾|自查|工作情况|情况通报|材料$|纪实")),
    ("speech", re.compile(r"讲话|发言|致辞|致词|演讲|动员词|开幕词|闭幕词|寄语")),
    (
        "notice",
        re.compile(
            r"通知|通告|公告|通报|一封信|公开信|倡议书|意见|办法|规定|细则|决定|批复|答复|复函|[的]函$|公示|章程|简章"
        ),
    ),
    (
        "article",
        re.compile(r"研究|思考|探析|探讨|浅谈|浅析|对策|论文|调查与|初探|之我见|启示|刍议"),
    ),
    (
        "news",
        re.compile(r"(?:召开|举行|启动|开展|举办|部署)[^》]{0,24}(?:会|会议|活动|仪式|工作)?$"),
    ),
)
# 2012年工作总结及2013年工作思路: the year that is over fills such a text.
REPORT_FIRST = re.compile(
    r"(?:总结|汇报|回顾)(?:及|和|与|暨|、).{0,20}(?:计划|打算|思路|安排|要点)"
)
# 现将《…要点》印发给你们: the paper behind the letter counts.
HANDED_ON = re.compile(
    r"(?:现将)?《(?P<paper>[^》\n]{4,60})》[^。\n]{0,40}(?:印发|转发|下发)(?:给|你)"
)
AT_A_MEETING = re.compile(r"(?:会|会议|大会|仪式|典礼)上的?(?:工作)?(?:报告|讲话|发言|讲稿)")
ENCLOSED = re.compile(
    r"(?:关于|转发|的)?(?:印发|下发|发布|公布)(?:《(?P<marked>[^》]+)》|"
    r"(?P<plain>.+?)的(?:通知|函))"
)

CUES: tuple[tuple[Kind, str, float, re.Pattern[str]], ...] = (
    # kind, zone, weight, pattern
    (
        "speech",
        "start",
        9,
        re.compile(r"(?:^|\n)(?:尊敬的|各位|同志们|老师们|同学们|亲爱的)[^。\n]{0,40}[：:，,！!]"),
    ),
    ("speech", "all", 2, re.compile(r"同志们")),
    ("speech", "all", 2, re.compile(r"我们(?:要|必须|一定|应当)|希望(?:大家|各位|同志)|在座")),
    (
        "speech",
        "all",
        4,
        re.compile(r"(?:下面|我|就|再|着重|主要)[，,]?讲[^。，\n]{0,10}(?:意见|问题|方面|几点|点)"),
    ),
    ("speech", "all", 2, re.compile(r"(?:今天|这次)[^。\n]{0,16}(?:会议|大会|召开|在这里)")),
    (
        "speech",
        "end",
        3,
        re.compile(
            r"谢谢大家|谢谢[!！]|表示(?:最?衷心|诚挚|崇高|节日|最)[^。\n]{0,12}(?:感谢|祝贺|"
            r"问候|敬意)"
        ),
    ),
    ("speech", "all", 2, re.compile(r"借此机会|我代表|代表(?:县|区|市|州|旗|省)(?:委|政府|教育)")),
    (
        "report",
        "start",
        6,
        re.compile(r"现[将就][^。\n]{0,50}(?:汇报|总结|报告|述职)(?:如下|于下)?[：:。]"),
    ),
    (
        "report",
        "start",
        4,
        re.compile(
            r"(?:一年|半年|[两三四五]年|学期|学年)以?来[，,]|今年以?来|过去的?一年|"
            r"在[^。\n]{0,30}(?:领导|关心|支持|指导)下[，,]"
        ),
    ),
    (
        "report",
        "headings",
        3,
        re.compile(
            r"(?:工作|任务|项目|开展|完成|进展|落实|实施|基本)情况(?!分析)|主要(?:做法|成绩|"
            r"成效|"
            r"经验)|取得的?(?:主要)?(?:成绩|成效)|工作回顾|(?:经验|心得)(?:与|和)?体会"
        ),
    ),
    (
        "report",
        "headings",
        4,
        re.compile(
            r"存在的?(?:主要)?(?:问题|不足|困难)|不足之处|下一?步(?:工作)?(?:打算|思路|安排|"
            r"计划|措施)|今后(?:的)?(?:打算|工作)"
        ),
    ),
    (
        "plan",
        "headings",
        3,
        re.compile(
            r"指导思想|(?:工作|总体|基本|目标)(?:思路|目标|重点|任务|要点|措施|安排|要求)|"
            r"主要(?:任务|目标|措施|工作)|(?:组织|保障|实施|具体)(?:领导|机构|保障|措施|"
            r"步骤|工作)|方法步骤"
        ),
    ),
    ("plan", "headings", 1.5, re.compile(r"(?m)^(?:[一二三四五六七八九十]{1,2}|\d{1,2})月份?$")),
    (
        "plan",
        "start",
        3,
        re.compile(
            r"(?:总体|工作|总的)(?:要求|思路|目标|指导思想)(?:是|为)?[：:]|"
            r"以[^。\n]{4,80}为(?:指导|统领|主线|目标|宗旨|抓手|理念|主题|核心|重点|载体|契机|中心)"
        ),
    ),
    (
        "plan",
        "start",
        5,
        re.compile(
            r"(?:特|现)?(?:制定|制订|拟定|拟订)(?:本|如下|以下|出|了)?[^。\n]{0,14}(?:计划|"
            r"方案|要点|安排)"
        ),
    ),
    (
        "plan",
        "start",
        4,
        re.compile(
            r"(?:做好|完成|抓好|重点是|开展)[^。，\n]{0,4}(?:以下|下列)[^。，\n]{0,8}(?:工作|任务|几项)|"
            r"年[，,]?[我本全][省市县区州旗镇乡][^。，\n]{0,16}工作(?:要|将|的(?:总体|基本|指导))"
        ),
    ),
    ("notice", "all", 4, re.compile(r"(?m)^第[一二三四五六七八九十\d]{1,3}[章条](?=[\s一-鿿])")),
    ("notice", "all", 4, re.compile(r"本(?:办法|规定|细则|制度|章程)(?:自|适用|由|所称)")),
    (
        "notice",
        "all",
        4,
        re.compile(r"(?:请|务必|须|于)[^。\n]{0,40}报(?:送|至)?我(?:部|厅|局|委)"),
    ),
    ("notice", "end", 5, re.compile(r"特此(?:通知|通告|公告|通报|函告|函复)")),
    (
        "notice",
        "start",
        3,
        re.compile(r"(?:^|\n)(?:各|[^。\n]{2,12}局)[^。；\n]{2,80}[：:](?:\n|$)"),
    ),
    (
        "notice",
        "start",
        5,
        re.compile(r"现(?:将|就)[^。\n]{0,60}(?:通知|公告|通报|公布)(?:如下|给你们)?"),
    ),
    (
        "notice",
        "start",
        3,
        re.compile(r"(?:现)?印发给你们|请[^。\n]{0,24}(?:遵照|贯彻|认真)(?:贯彻)?(?:执行|落实)"),
    ),
    (
        "notice",
        "all",
        2,
        re.compile(
            r"各(?:省级?|地|校|单位|学校|县区?)(?:[（(][^）)]*[）)])?(?:教育行政部门)?(?:要|应|"
            r"须|务必|于\d)"
        ),
    ),
    ("notice", "headings", 2, re.compile(r"(?m)^附件\s*\d?\s*[：:]?")),
    ("notice", "end", 2, re.compile(r"联系人[：:]|联系电话|报名(?:时间|地点)")),
    (
        "article",
        "start",
        8,
        re.compile(r"关键词\s*[：:]|摘\s*要\s*[：:】\]]|中图分类号|文献标识码|作者单位|内容提要"),
    ),
    (
        "article",
        "all",
        2,
        re.compile(
            r"应(?:该|当|将|以|在|主要|重点|有|从|给予|把)|总体上(?:讲|看)|具体来看|"
            r"可以(?:总结|归纳|概括)为"
        ),
    ),
    ("article", "all", 3, re.compile(r"笔者|本文(?:从|以|拟|认为|通过|在)|参考文献")),
    (
        "article",
        "headings",
        3,
        re.compile(
            r"现状(?:与|和|及)|问题(?:与|和|及)|原因(?:分析|与)|(?:对策|建议)(?:与|和|(?m:$))|"
            r"结论|结语|引言|意义"
        ),
    ),
    (
        "news",
        "start",
        6,
        re.compile(
            r"本报讯|(?:^|\n)[（(]?(?:本报)?(?:记者|通讯员)|[（(](?:记者|"
            r"通讯员)[^）)]{2,12}[）)]|据(?:悉|了解)[，,]"
        ),
    ),
    (
        "news",
        "start",
        4,
        re.compile(
            r"(?:^|\n)(?:近日|日前|(?:\d{4}年)?(?:\d{1,2}|元)月\d{1,2}日)(?:上午|下午)?[，,]"
            r"[^。\n]{2,40}(?:召开|举行|举办|开展)"
        ),
    ),
    (
        # A speech without its salutation still has the headings of one.
        "speech",
        "items",
        4,
        re.compile(
            r"再接再厉|认清形势|振奋精神|坚定信心|增强信心|乘势而上|鼓足干劲|(?:肯定|总结)成绩[，、]|"
            r"增强[^，。\n]{0,12}(?:紧迫感|责任感|使命感)|明确思路[，、]突出重点"
        ),
    ),
    (
        "speech",
        "all",
        1.5,
        re.compile(
            r"(?:书记|省长|市长|县长|区长|州长|部长|厅长)[^，。\n]{0,8}(?:上任|亲自|多次|就任)"
        ),
    ),
    (
        "notice",
        "start",
        4,
        re.compile(r"(?:作出|提出|制定)(?:以下|如下)(?:实施)?(?:意见|决定|规定)"),
    ),
    (
        "news",
        "opening",
        4,
        re.compile(
            r"(?:会|会议|仪式|典礼|活动|赛|培训班|展演|汇演)[^，。\n]{0,4}"
            r"(?:隆重|顺利|圆满|胜利|如期|正式|在[^，。\n]{2,24})(?:召开|举行|举办|开幕|闭幕|落幕|开班)"
        ),
    ),
    (
        "news",
        "start",
        4,
        re.compile(
            r"(?:参加|出席)了?(?:本次|这次|此次)?(?:会议|活动|仪式|培训|比赛|座谈|开班)[^，。\n]{0,4}[。，]"
        ),
    ),
    ("news", "start", 4, re.compile(r"(?:会议|大会|仪式|活动|典礼)由[^，。；\n]{2,24}主持")),
    (
        "news",
        "start",
        3,
        re.compile(
            r"(?:局长|主任|书记|县长|区长|市长|校长)[^，。；\n]{0,8}(?:做|作|发表)了?[^，。；\n]{0,8}"
            r"(?:讲话|报告|致辞)"
        ),
    ),
    (
        "news",
        "start",
        3,
        re.compile(
            r"(?:^|\n)(?:近日|日前|昨日|昨天|(?:\d{4}年)?(?:\d{1,2}|元)月\d{1,2}日(?:上午|"
            r"下午)?)[，,]"
        ),
    ),
)
MOST_HITS = 3
ONCE = ("start", "opening", "end")
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
    titled = title_kind(page.title)
    scores = _body_scores(page)
    if titled and not page.borrowed:
        scores[titled] += 13 if titled != "news" else 4
    elif titled:
        scores[titled] += 2 if page.numbered else 6
    handed = HANDED_ON.search(page.head)
    if handed:
        scores[title_kind(handed["paper"]) or "notice"] += 9
    return max(scores, key=lambda kind: scores[kind])


def title_kind(title: str) -> Kind | None:
    """Kind that a title names; a notice that encloses a plan is a plan."""
    enclosed = ENCLOSED.search(title)
    if enclosed:
        inner = title_kind(enclosed["marked"] or enclosed["plain"] or "")
        return inner or "notice"
    if REPORT_FIRST.search(title):
        return "report"
    if AT_A_MEETING.search(title):
        return "speech"
    last: tuple[int, Kind] | None = None
    for kind, pattern in TITLE_NOUNS:
        for match in pattern.finditer(title):
            if match.end() < len(title) - TITLE_TAIL:
                continue
            if last is None or match.end() > last[0]:
                last = (match.end(), kind)
    return last[1] if last else None


def _body_scores(page: Page) -> dict[Kind, float]:
    scores: dict[Kind, float] = dict.fromkeys(
        ("plan", "report", "speech", "notice", "article", "news"), 0.0
    )
    zones = {
        "start": page.head[:500],
        "end": page.tail[-260:],
        "opening": page.head[:80],
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

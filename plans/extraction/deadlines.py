"""A document enters, the time bounds of what is still to be done leave.

The date is the last day of what is named, whatever the bound: 6月底前 is the 30th, 2015年前 is
31 December 2015, as 年底前 and 一季度前 have it in plain use.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from plans.extraction.around import clause_of, sentence, sentence_start
from plans.extraction.moments import Moment, last_day, moments, number_of
from plans.extraction.outlook import Frame, read_frame, within
from plans.extraction.schema import Article, Deadline, Header, Precision

_WILL = re.compile(
    r"将|预计|(?<![占原])计划(?!的|$)|拟|力争|确保|(?<![共方])争取(?!到|[^，。；\n]{0,10}(?:资金|投资|经费|捐))|务必|必须|即将|届时|(?<![主重首必概摘简纪扼])要(?!求|点|素)"
)
_DONE = re.compile(r"已(?!有的)|截至|至今|以来|曾|(?<![比较由从同与])(?:目前|去年|上年|上学期)")
_HAPPENED = re.compile(
    r"提前[^，。]{0,4}[实完达]|已(?!有的)|(?<![不误晚迟])了(?!解)|显示|表明|截至|至今|以来|曾|取得|荣获|获得|被评|发生|由于|回顾"
)
_ISSUED = re.compile(
    r"[^，。；\n]{0,12}(?:印发|颁布|下发|出台|公布|发布|召开|举行)的|[^，。；\n]{0,14}(?:讨论|审议)通过|[^，。；\n]{0,6}(?:施行|起实行)"
)
_ENACTED = re.compile(
    r"[^，。；\n]{0,12}(?:印发|颁布|公布|发布)|[^，。；\n]{0,10}通过(?!验收|评估|国家|[省市]级)"
)
_IMPRINT = re.compile(r"[）)。\s]*(?:印发?|整理|星期.|（[^（）\n]{0,8}）)?[）)。\s]*")
_REACHED = re.compile(
    r"(?:要|将|基本|全面|全部|如期|底)*(?:完成|实现|建成|达到|达标|竣工|消除|投入使用|接受(?=国家|[省市]级?)|通过(?=验收|评估|国家|[省市]级))(?!了|的|峰)"
)
_SOUGHT = re.compile(r"，?(?:力争|确保|争取)")
_AIMED = re.compile(r"(?:力争|争取|确保|预计|计划|拟)(?:在|于|到)?$|(?:时限|时间|期限|日期)[：:]$")
_GROUNDS = re.compile(r"(?:根据|按照|依据|依照|贯彻|传达)[^，。；]{0,6}$")
_PUBLISHED = re.compile(r"(?:发布|更新|发表|来源|浏览|录入|添加|上传)(?:时间|日期)?[：:]$")
_SUMMED = re.compile(r"[^，。；\n]{0,4}(?:共|累计|先后)(?!同)")
"""年内共发放300万元, as 增加到今年的500万元, tells of what was reached."""

_SET_FOR = re.compile(r"(?:[定排放]|推迟|延期|改期|顺延)(?:在|于|到|至)$")
_HOLIDAY = re.compile(r"[^，。；\n]{0,8}(?:放假|休假|调休|补休)(?!前|后)")
_STAGED = re.compile(r"(?:阶段|步骤?|环节)[：:]?（$")
_OF_PERIOD = re.compile(r"(?:完成|做好|搞好|通报|公布|总结|回顾)$")
_MODIFIES = re.compile(
    r"的?(?:工作(?!目标)|任务|形势|压力|怎[么样]|干什么|经费|总结|小结|考核|财务|学期|教育|情况|各项|绩效"
    r"|(?:打算|安排|计划|思路|要点)(?:[：:]|$|不一致|有?(?:冲突|出入|抵触)))"
)
# 同一教师年内不得重复参训
_FORBIDDEN = re.compile(r"(?:不得|不准|不能|不许|不再|严禁|只能)")
# 2019年普惠园覆盖率、公办园占比分别达到85%和50%
_LEVEL_THEN = re.compile(
    r"(?P<ought>[^，。；\d]{0,30}?要)?"
    r"[^，。；\d]{0,30}(?:达(?:到(?!峰值|高峰)|(?!到))|提高到|降到|保持在|稳定在|控制在)"
)
# 规划期内校舍建设总投资6亿元
_SUM_OF_PERIOD = re.compile(
    r"[^，。；\d]{0,14}(?:总投[资入]|共需|共投)|[还仍]?将(?:延续|持续)|有[^，。；]{1,8}(?:退休|到龄)"
)
_FEAST = re.compile(
    r"[（，、]?(?:是|为|的)?第?“?(?:(?!举|开|组|召|参|庆|前)[^，。；）\n\d]){0,8}?(?:节|国庆|元旦|日)”?"
    r"(?![期常子程目课奏约点日前])"
)
_CONDITION = re.compile(
    r"(?:（[^（）]{0,8}）)?(?:及以前)?(?:出生|年满|满.{1,2}周?岁|(?:取得|办理|购)[^，。；]{1,10}的"
    r"|(?:参加工作|入职|毕业|退休|在[编岗册籍]|落户|注册|登记)的)|[^，。；]{0,12}为(?:准|基数|依据)"
)
_ORDERED = re.compile(r"必须|务必|确保|力争")
_CALLS = re.compile(r"报名|申报|上报|报送|提交|受理|缴|征集|交至|交到")
_PERIOD_START = tuple("年0123456789")
LINE = 60
"""A signature or an imprint is shorter than this before and after its date."""

_SIGNED = re.compile(r"[^\n，；：、。]{0,24}")
_MONTH_NAME = r"(?:十[一二]?|[一二三四五六七八九元]|1[0-2]|0?[1-9])"
_HEADING = re.compile(
    rf"^(?:[（(][一二三四五六七八九十]{{1,3}}[)）]|[一二三四五六七八九十]{{1,3}}、|\d{{1,2}}[.、])?"
    rf"(?P<month>(?:\d{{4}}年)?(?:{_MONTH_NAME}(?:月份?)?[-—~至、])?{_MONTH_NAME}月份?)"
    r"(?=[：:\t]|$|工作(?:安排|计划|重点|要点)?(?:[：:]|$)|\d{1,2}[.、]|[（(]\d|①)"
    rf"|(?P<late>(?:十[一二]?|[一二三四五六七八九])月份?)$(?=\n1[.、])",
    re.M,
)
_ENDS_PAPER = re.compile(r"\s*(?:附|主题词|抄[送报]|\Z)")
"""What follows the date of a signature."""
_NEXT_YEAR = re.compile(r"(?:明年|来年)[^。；\n]{0,12}?(?:打算|计划|拟|将|安排|思路|目标)")
_YEAR_BEFORE = re.compile(r"(20\d\d)年(?!来|以来|\d{1,2}月\d)")
_AUTUMN = 9


_YEAR_LINE = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．])?(20\d\d)年(?:度|目标)?(?=[：:])", re.M
)
_WHOLE_YEAR = re.compile(r"(?:时限|期限|时间)[：:](全年)")
_PERIOD_END = re.compile(
    r"(?=[二两三四五到规计])(?:"
    r"(?<![近前去第过续每])(?P<years>[二两三四五])年(?:内(?!见)|[后里](?=[^，。；]{0,4}(?:要|力争|确保|不[低少]于|达到)))"
    r"|(?<!轮)到?(?:规划|计划)期(?:[末满]|内(?!容))|(?<=[，。；])到期末(?![考测检统]))"
)

_Found: TypeAlias = tuple[int, int, str, Precision]


def find_deadlines(article: Article, header: Header) -> tuple[Deadline, ...]:
    """Every explicit time bound on a future task.

    Plans and notices look ahead unless a section or sentence looks back; reports, articles and
    news look back unless a section or sentence looks ahead.
    """
    frame = read_frame(article, header)
    headings = [*_month_headings(frame), *_year_headings(frame)]
    found = sorted([*headings, *_whole_years(article, frame), *_ends_of_period(frame)])
    taken = [(start, end) for start, end, _, _ in found]
    nearby = 0
    for moment in moments(frame.value):
        while nearby < len(taken) and taken[nearby][1] <= moment.start:
            nearby += 1
        if nearby < len(taken) and taken[nearby][0] < moment.end:
            continue
        if _counts(moment, frame) and not _heads_columns(moment, frame.value):
            found.append((moment.start, moment.end, _date(moment, frame), moment.precision))
    deadlines = []
    for start, end, limit, precision in sorted(found):
        span, quote = article.text.cut(start, end)
        deadlines.append(Deadline(span, quote, limit, precision))
    return tuple(deadlines)


_YEAR_CELLS = re.compile(r"(?:^|[\t|])\s*(?:19|20)\d\d年?(?:（[^（）]{1,8}）)?\s*(?=[\t|]|$)")


def _heads_columns(moment: Moment, value: str) -> bool:
    """The years over the columns of a table of figures bind nobody."""
    start, end = value.rfind("\n", 0, moment.start) + 1, value.find("\n", moment.end)
    line = value[start : end if end >= 0 else len(value)]
    return ("\t" in line or "|" in line) and len(_YEAR_CELLS.findall(line)) > 1


def _month_headings(frame: Frame) -> Iterator[_Found]:
    """The months that head a work calendar; where they start over, next year begins."""
    if not frame.ahead:
        return
    last, turned = 0, 0
    for match in _HEADING.finditer(frame.value):
        name = "month" if match["month"] else "late"
        numerals = re.findall(_MONTH_NAME, re.sub(r"\d{4}年", "", match[name]))
        month = number_of(numerals[-1])
        if last > month + 5 and not frame.second:
            turned += 1
        last = month
        stated = re.match(r"\d{4}", match[name])
        if stated and _ENDS_PAPER.match(frame.value, match.end()):
            continue
        year = int(stated[0]) if stated else _year_of(month, frame, match.start(name))
        if not stated and year:
            year += turned
        yield match.start(name), match.end(name), _iso(year, month, 0), "month"


def _year_headings(frame: Frame) -> Iterator[_Found]:
    """The years that head the lines of a plan, one after the other: 2016年：新建5所."""
    lines = [m for m in _YEAR_LINE.finditer(frame.value) if int(m[1]) >= (frame.first or 0)]
    if frame.ahead and len({line[1] for line in lines}) > 1:
        for line in lines:
            if frame.stretch(line.start())[1] is not False:
                yield line.start(1), line.end(), _iso(int(line[1]), 12, 0), "year"


def _whole_years(article: Article, frame: Frame) -> Iterator[_Found]:
    """全年 where a limit is asked for: under 完成时限 in a table, or right behind the words."""
    if not frame.ahead:
        return
    due = (c for t in article.tables for row in t.rows for c in t.cells(row, "due"))
    places = [(cell.start, cell.end) for cell in due if cell.text == "全年"]
    places += [match.span(1) for match in _WHOLE_YEAR.finditer(frame.value)]
    for start, end in places:
        yield start, end, _iso(frame.first, 12, 0), "year"


def _ends_of_period(frame: Frame) -> Iterator[_Found]:
    """三年内; 到规划期末 in a plan whose title names the period."""
    for match in _PERIOD_END.finditer(frame.value):
        if _SUM_OF_PERIOD.match(frame.value, match.end()):
            continue
        last = _last_year(frame, match)
        if last:
            yield match.start(), match.end(), _iso(last, 12, 0), "year"


def _last_year(frame: Frame, match: re.Match[str]) -> int | None:
    """The year that a period ends in: 三年内 counts this year in a plan, not after a report."""
    years = number_of(match["years"]) if match["years"] else 0
    if frame.ahead and frame.period:
        first, last = frame.period
        return last if years in (0, last - first + 1) else None
    start, end = sentence(frame.value, match.start(), match.end())
    before, after = frame.value[start : match.start()], frame.value[match.end() : end]
    direction = frame.stretch(match.start())[1]
    ahead = frame.ahead if direction is None else direction
    told = _HAPPENED.search(clause_of(before, after)) or _FORBIDDEN.match(after)
    if told or not (years and frame.first and ahead):
        return None
    over = not frame.ahead or (frame.now is not None and frame.now.month > _AUTUMN)
    return frame.first + years - (not over)


def _counts(moment: Moment, frame: Frame) -> bool:
    """Whether a moment bounds something still to be done."""
    if moment.open or within(moment.start, frame.titled) or _only_opens(moment, frame):
        return False
    if _is_past_year(moment, frame) or _was_over(moment, frame):
        return False
    if _cell(frame.value, moment):
        return frame.ahead
    start, end = sentence(frame.value, moment.start, moment.end)
    before, after = frame.value[start : moment.start], frame.value[moment.end : end]
    if moment.bare and not _achieves(moment, frame, before, after):
        return False
    if _is_document_date(frame.value, moment) or _is_no_bound(moment, frame.value, before, after):
        return False
    clause = clause_of(before, after)
    if _looks_ahead(moment, frame):
        return not (_DONE if moment.bounded else _HAPPENED).search(clause)
    if _HAPPENED.search(clause):
        return False
    ordered = frame.told and _ORDERED.search(before)
    summed = frame.value[moment.end - 1] == "的" or _SUMMED.match(after)
    limit = moment.bounded or _SET_FOR.search(before) or _is_after_half_year(moment, frame)
    bound = not summed and limit
    return bool(ordered or _WILL.search(clause)) or (bool(bound) and _lies_ahead(moment, frame))


def _only_opens(moment: Moment, frame: Frame) -> bool:
    """下半年，我们将… opens a report's last part and bounds no task of it."""
    opens = not frame.ahead and frame.value[moment.start - 1 : moment.start] in ("", "\n")
    return opens and moment.precision == "half_year" and frame.value.startswith("，", moment.end)


def _achieves(moment: Moment, frame: Frame, before: str, after: str) -> bool:
    """2014年实现, 力争2014年: a bare year that something is to be reached in."""
    if _REACHED.match(after) or _AIMED.search(before):
        return True
    later = moment.masked or moment.year != frame.first
    level = _LEVEL_THEN.match(after) if frame.ahead else None
    reached = level and (frame.period or level["ought"])
    return later and bool(_SOUGHT.match(after) or reached)


def _is_past_year(moment: Moment, frame: Frame) -> bool:
    if (moment.shift or 0) < 0:
        return True
    year = _year(moment, frame)
    if frame.first is None:
        staged = _STAGED.search(frame.value, max(0, moment.start - 4), moment.start)
        stated = moment.year is not None and not moment.bounded and not moment.bare
        return stated and not (frame.ahead and staged)
    return year is not None and year < frame.first


def _was_over(moment: Moment, frame: Frame) -> bool:
    """Whether a month without 前 had passed when a speech was given: 到6月底，开工30所."""
    if not frame.told or frame.now is None or moment.year or moment.shift:
        return False
    limited = frame.value[moment.end - 1] in "前内止"
    return not limited and _date(moment, frame) <= frame.now.isoformat()


def _is_no_bound(moment: Moment, value: str, before: str, after: str) -> bool:
    """Facts, habits, feasts, periods and what only says which report or exam is meant."""
    written = value[moment.start : moment.end]
    if written.startswith("截") and not _CALLS.search(before + after):
        return True
    if written.startswith(("到", "至")) and before[-1:] in _PERIOD_START:
        return True
    if written[-1] not in "前内止" and (_MODIFIES.match(after) or _OF_PERIOD.search(before)):
        return moment.precision in ("half_year", "quarter", "year")
    forbidden = written.endswith("年内") and _FORBIDDEN.match(after)
    if (
        forbidden
        or _VALUE_THEN.match(written + after[:1])
        or before.endswith("有效期")
        or _PUBLISHED.search(before)
        or _CONDITION.match(after)
    ):
        return True
    if _HOLIDAY.search(before.rpartition("，")[2]) or _HOLIDAY.match(after.partition("，")[0]):
        return True
    if moment.bounded:
        return False
    if _GROUNDS.search(before) or after.startswith("的"):
        return True
    feast = moment.precision == "day" and _FEAST.match(after)
    return bool(feast) or "每年" in before[-6:] or _tells_of_past(moment, after)


def _looks_ahead(moment: Moment, frame: Frame) -> bool:
    ahead = frame.ahead and (moment.bounded or not frame.told)
    direction = frame.stretch(moment.start)[1]
    if _follows_next_year(moment, frame.value):
        return True
    return ahead if direction is None else direction


def _is_after_half_year(moment: Moment, frame: Frame) -> bool:
    """Whether a report on the first half of a year names a month of the second."""
    half = frame.now is not None and (frame.now.month, frame.now.day) == (6, 30)
    return half and not frame.told and moment.precision in ("day", "ten_days", "month")


def _lies_ahead(moment: Moment, frame: Frame) -> bool:
    """Whether a limit in a report ends later than what the report tells of."""
    if not frame.first or (frame.now is None and frame.ahead):
        return False
    later = moment.year is not None and moment.year > frame.first
    return later or (frame.now is not None and _date(moment, frame) > frame.now.isoformat())


def _year(moment: Moment, frame: Frame) -> int | None:
    """The year of a moment: its own, its sentence's, its section's, the document's."""
    if moment.masked:
        return None
    if moment.year:
        return moment.year + moment.wraps
    if moment.shift and frame.first and not frame.ahead:
        return frame.first + moment.shift + moment.wraps
    year = _year_of(moment.month, frame, moment.start)
    if year is None:
        return None
    if frame.first and _follows_next_year(moment, frame.value):
        year = frame.first + 1
    return year + (moment.shift or 0) + moment.wraps


def _follows_next_year(moment: Moment, value: str) -> bool:
    """Whether a list that 明年，我们打算 opens holds the moment."""
    if moment.shift is not None or moment.year is not None:
        return False
    floor = max(0, moment.start - 240)
    start = max(floor, *(value.rfind(mark, floor, moment.start) + 1 for mark in "。！？\n"))
    return bool(_NEXT_YEAR.search(value, start, moment.start))


def _year_of(month: int, frame: Frame, position: int) -> int | None:
    start = max(0, position - 120)
    start = sentence_start(frame.value, start, position)
    stated = _YEAR_BEFORE.findall(frame.value, start, position)
    if stated and (frame.first is None or int(stated[-1]) >= frame.first):
        return int(stated[-1])
    _, ahead, year = frame.stretch(position)
    if year:
        return year
    if frame.now and frame.first and ahead:
        over = date(frame.first, month, last_day(frame.first, month)) <= frame.now
        return frame.first + over
    if frame.second:
        return frame.second if frame.closing or month <= 7 else frame.first
    return frame.first


def _date(moment: Moment, frame: Frame) -> str:
    return _iso(_year(moment, frame), moment.month, moment.day)


def _iso(year: int | None, month: int, day: int) -> str:
    last = last_day(year or 0, month)
    return f"{year or 0:04d}-{month:02d}-{min(day or last, last):02d}"


# 由3万元提高至2023年的4.5万元
_VALUE_THEN = re.compile(r"[到至][^，。；]{4,8}年的\d")


def _cell(value: str, moment: Moment) -> bool:
    """Whether a moment fills a cell of a table."""
    before = value[moment.start - 1 : moment.start] if moment.start else "\n"
    after = value[moment.end : moment.end + 1] or "\n"
    return before in "\t\n" and after in "\t\n" and "\t" in before + after


def _is_document_date(value: str, moment: Moment) -> bool:
    """A full date, or a year and month, that ends a line without a verb: signature or imprint."""
    if (moment.year is None and not moment.masked) or moment.bounded:
        return False
    low, high = max(0, moment.start - LINE), moment.end + LINE
    before = value[low : moment.start].rpartition("\n")[2]
    after = value[moment.end : high].partition("\n")[0]
    if value[moment.start] == "二":
        return True
    if _STAGED.search(before):
        return False
    return bool(_SIGNED.fullmatch(before)) and bool(_IMPRINT.fullmatch(after))


def _tells_of_past(moment: Moment, after: str) -> bool:
    """1月召开的会议; 2012年1月5日印发: what follows makes the moment a fact."""
    return bool(_ISSUED.match(after) or (moment.year and _ENACTED.match(after)))

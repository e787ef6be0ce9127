"""A text enters, the years that it can be reckoned to be of leave.

It names another year and how far off that is (去年（2013年）; 自2010年启动，今年是第五个年头), or
what happened only once (去年召开的党的十九大).
"""

import re
from collections.abc import Iterator

from plans.extraction.header.dates import year_of
from plans.extraction.header.events import CONGRESS_YEAR, COUNT, PERIOD_NAME, integer
from plans.extraction.schema import Kind

_YEAR = r"(?:(?:19|20)\d\d|[一二][九〇○零][〇○零一二三四五六七八九]{2})"
_SHIFT = {"前年": 2, "去年": 1, "上年": 1, "明年": -1, "来年": -1}
_WHEN = re.compile(
    "[前去今明来上]年|本年|[本上]个?月|刚刚|日前|不久前|[一二两三四五六七八九十]天前"
)
# 去年（2013年）
_BESIDE = re.compile(rf"(?P<when>[前去今明来上]年)\s?[（(](?P<year>{_YEAR})年?[）)]")
# 刚刚过去的2012年, 2012年已经过去
_OVER = re.compile(rf"刚刚?过去的({_YEAR})年|({_YEAR})年(?:已经?|刚刚?)(?:悄然)?(?:过去|成为过去)")
# 自2012年设立，今年已是第七个
_SINCE = re.compile(
    rf"(?P<year>{_YEAR})年[^。；\n]{{0,16}}?(?:启动|设立|开始|开展|实施|创办|举办|举行|发起|推行|起|始)"
    rf"[^。；\n]{{0,40}}?今年[^，。；\n]{{0,8}}?[是为][^，。；\n]{{0,8}}?"
    rf"第(?P<count>{COUNT})(?:个年头|[个届年次])(?=[，。；、了）)]|$)"
)
# 2008年秋…，至今年秋天整整五载
_LASTED = re.compile(
    rf"(?P<year>{_YEAR})年[^。；\n]{{0,48}}?[至到]今(?:年[^，。；\n]{{0,4}})?[，,]?"
    r"(?:已经?|已有|整整|正好|恰好|刚好){1,2}(?P<count>\d|10|[一二两三四五六七八九十])(?:周?年|载)(?!级)"
)
# 建园六十周年, 学校迎来六十岁生日
_JUBILEE = re.compile(
    rf"(?:[建办创]|成立)[校园院](?P<school>{COUNT})周年"
    rf"|[校园学][^。；\n]{{0,16}}?(?P<birthday>{COUNT})(?:岁(?:生日|华诞)|华诞|周年[校园]庆)"
)
_FOUNDED = re.compile(
    rf"(?P<year>{_YEAR})年[^。\n]{{0,40}}?(?:[创兴开]办|[创始][建立]|建[校园]|成立|诞生|首任|首批|开课|"
    r"第一[任块批间])"
    rf"|(?:[创兴开]办|[创始][建立]|建[校园]|成立)于(?P<behind>{_YEAR})年"
)
# 三年行动计划（2011—2013年）今年就要收官
_PERIOD = re.compile(
    r"(?P<first>20\d\d)\s?年?\s?[-—–－~～至到]{1,2}\s?(?P<last>20\d\d)年?[）)》”]{0,3}(?P<rest>[^。；\n]{0,20})"
)
_POINT = re.compile(
    r"(?P<start>第一年|首年|头一年|开局|启动之年|起步)|(?P<second>第二年)|(?P<third>第三年)"
    r"|(?P<end>最后一年|收官|末年)"
)
_AT_HAND = re.compile("(?P<when>[去今明来]年|本年)")
# 年会每两年举行一届，第五届于2010年…
_EDITION = re.compile(rf"第(?P<count>{COUNT})届[^。；\n]{{0,6}}?(?P<year>{_YEAR})年")
_EVERY = re.compile(r"每(?P<step>[一两二三四])?年|(?P<other>[一两二三四])年一[届次]")
_NEXT = re.compile(rf"第({COUNT})届")

# What happened once: its name, the year, what a text says of it.
_HELD = "召开|举行|举办|开幕|闭幕|落幕"
_ISSUED = "出台|印发|颁布|发布|公布"
_IN_FORCE = "施行|实施|生效"
_PRESCHOOL_LAW = "学前教育法(?![规制律]|》?[（(]?草案)"
_STRUCK = "发生|之?后|以[来后]"
_ONCE = tuple(
    (
        re.compile(name),
        re.compile(rf"[^，。；\n]{{0,16}}?(?:{verb})(?!(?:之?后|以来)?的第|之?后|以来)"),
        re.compile(rf"(?:{verb})的[^，。；\n]{{0,4}}$"),
        year,
    )
    for name, year, verb in (
        *((f"(?:党的|中共){name}大", year, _HELD) for name, year in CONGRESS_YEAR.items()),
        ("北京(?:夏季)?奥运会", 2008, _HELD),
        ("上海世博会", 2010, _HELD),
        ("北京冬(?:季奥林匹克运动会|奥会)", 2022, _HELD),
        ("(?:汶川|5月12日)[^。，；\n]{0,6}地震", 2008, _STRUCK),
        ("玉树[^。，；\n]{0,6}地震", 2010, _STRUCK),
        ("鲁甸[^。，；\n]{0,6}地震", 2014, _STRUCK),
        ("国家[^。，；\n《》]{0,4}教育改革和发展规划纲要", 2010, _ISSUED),
        ("双减”?(?:意见|政策|文件)", 2021, _ISSUED),
        ("家庭教育促进法", 2021, f"通过|{_ISSUED}"),
        ("家庭教育促进法", 2022, _IN_FORCE),
        (_PRESCHOOL_LAW, 2024, f"通过|{_ISSUED}"),
        (_PRESCHOOL_LAW, 2025, _IN_FORCE),
    )
)
# 党的十九大闭幕也就满一年
_YEAR_AFTER = re.compile(
    r"党的(十七|十八|十九|二十)大[^。，；\n]{0,6}?(?:召开|闭幕)[^。，；\n]{0,4}?(?:[满整]一年|一周年)"
)
# 国家中长期教育改革和发展规划纲要 …《规划纲要》颁布整整一年了
_OUTLINE = "国家中长期教育改革和发展规划纲要"
_OF_OUTLINE = re.compile(
    rf"规划纲要(?:（2010[—-]2020年?）)?》?(?:颁布|发布|印发)(?:实施)?(?:已经?|整整|已整整)?"
    rf"(?P<count>{COUNT})周?年(?=[，。；了多来]|以来)"
)
# 庚子年的春天, 壬辰龙年: not 辛亥, which is told of 1911
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_CYCLE = re.compile(
    rf"(?=[农岁{_STEMS}])(?P<new>农历|岁次)?(?!辛亥)(?P<stem>[{_STEMS}])(?P<branch>[{_BRANCHES}])"
    r"(?(new)|(?=[鼠牛虎兔龙蛇马羊猴鸡狗猪]年|年的?[新早初阳暮]?[春夏秋冬]))"
)


def reckoned(title: str, text: str, kind: Kind) -> list[int]:
    """The years that a text can be reckoned to be of, each once."""
    years = [_moved(m["year"], m["when"]) for m in _BESIDE.finditer(text)]
    # what has just passed is what a report is about
    years += [year_of(m[1] or m[2]) + (kind != "report") for m in _OVER.finditer(text)]
    years += (*_since(text), *_jubilees(text), *_points(text), *_editions(title, text))
    years += (*_happened(text), *_cyclic(text))
    return list(dict.fromkeys(years))


def _moved(year: str, when: str) -> int:
    return year_of(year) + _SHIFT.get(when, 0)


def _since(text: str) -> Iterator[int]:
    """So many years after a start."""
    for match in _SINCE.finditer(text):
        if not (PERIOD_NAME.search(match.group()) or _step(match.group()) > 1):
            yield year_of(match["year"]) + integer(match["count"]) - 1
    for match in _LASTED.finditer(text):
        yield year_of(match["year"]) + integer(match["count"])


def _jubilees(text: str) -> Iterator[int]:
    """So many years after the one in which the text says that a school was founded."""
    founded = _FOUNDED.search(text)
    for match in _JUBILEE.finditer(text) if founded else ():
        before = _AT_HAND.findall(text, max(0, match.start() - 16), match.start())
        count = integer(match["school"] or match["birthday"])
        if founded and count % 5 == 0:
            shift = _SHIFT.get(before[-1], 0) if before else 0
            yield year_of(founded["year"] or founded["behind"]) + count + shift


def _points(text: str) -> Iterator[int]:
    """The first or last year of a period that is written out."""
    for match in _PERIOD.finditer(text):
        before = _SENTENCE_END.split(text[max(0, match.start() - _LONG) : match.start()])[-1]
        when, point = _AT_HAND.search(before + match["rest"]), _POINT.search(match["rest"])
        if when and point:
            first, last = int(match["first"]), int(match["last"])
            of = {"start": first, "second": first + 1, "third": first + 2, "end": last}
            yield of[point.lastgroup or "end"] + _SHIFT.get(when["when"], 0)


def _editions(title: str, text: str) -> Iterator[int]:
    """The year of the edition in the title, so many after one that is named with its year."""
    following, past = _NEXT.search(title), _EDITION.search(text)
    if following and past and _step(text):
        gap = integer(following[1]) - integer(past["count"])
        yield year_of(past["year"]) + gap * _step(text)


def _step(text: str) -> int:
    """Every how many years something is held; 0 where that is not said."""
    match = _EVERY.search(text)
    return integer(match["step"] or match["other"] or "一") if match else 0


def _happened(text: str) -> Iterator[int]:
    """Years so near to what happened only once."""
    for name, verb, verb_before, year in _ONCE:
        for match in name.finditer(text):
            before = _SENTENCE_END.split(text[max(0, match.start() - _NEAR) : match.start()])[-1]
            happened = verb.match(text, match.end())
            if not (happened or verb_before.search(before)):
                continue
            whens = _WHEN.findall(before) + _WHEN.findall(happened.group() if happened else "")
            yield from (year + _SHIFT.get(when, 0) for when in whens[-1:])
    yield from (CONGRESS_YEAR[match[1]] + 1 for match in _YEAR_AFTER.finditer(text))
    outlines = _OF_OUTLINE.finditer(text) if _OUTLINE in text else ()
    yield from (2010 + integer(match["count"]) for match in outlines)


_NEAR, _LONG = 20, 60
_SENTENCE_END = re.compile(r"[。；\n]")


def _cyclic(text: str) -> Iterator[int]:
    """The year of our time that bears a name of the cycle of sixty."""
    for match in _CYCLE.finditer(text):
        stem, branch = _STEMS.index(match["stem"]), _BRANCHES.index(match["branch"])
        yield from (1984 + n for n in range(60) if (n % 10, n % 12) == (stem, branch))

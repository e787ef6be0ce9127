"""A text enters, the years that only its events and programmes can mean leave."""

import re

from plans.extraction.numerals import chinese_integer
from plans.extraction.patterns import opening

FIVE_YEARS = {
    "八五": 1991,
    "九五": 1996,
    "十五": 2001,
    "十一五": 2006,
    "十二五": 2011,
    "十三五": 2016,
    "十四五": 2021,
    "十五五": 2026,
}
PERIOD_NAME = re.compile("十[一二三四五]?五")
# 今年是“十二五”规划的开局之年
POINT_OF_PERIOD = re.compile(
    r"(?:(?P<when>[今本明去]年|20\d\d年)[^。\n]{0,6})?是[^。\n]{0,30}?[“‘\"]?(?P<period>十[一二三四]?五)[”’\"]?"
    r"(?:规划|计划|时期)?[^。，\n]{0,6}?"
    r"(?P<point>开局|起步|第一|第二|第三|第四|第五|收官|最后|末)"
)
# 为“十二五”时期发展开好局、起好步
GOOD_START = re.compile(r"(十[一二三四五]?五)[”’\"]?[^。，；\n]{0,12}?(?:开好局|起好步|开好头)")
POINTS = {
    "开局": 0,
    "起步": 0,
    "第一": 0,
    "第二": 1,
    "第三": 2,
    "第四": 3,
    "第五": 4,
    "收官": 4,
    "最后": 4,
    "末": 4,
}
SHIFTED = {"明年": -1, "来年": -1, "去年": 1}
"""明年是“十四五”开局之年: what is said of another year."""
# 刚刚过去的“十一五”; “十一五”胜利收官、“十二五”刚刚起步
_OVER = re.compile(
    r"刚刚过去的[“‘\"]?(十[一二三四]?五)"
    r"|(十[一二三四]?五)[”’\"]?[^。，\n]{0,4}(?:收官|结束|完成)[^。\n]{0,6}十[一二三四]?五[”’\"]?[^。，\n]{0,4}(?:起步|开局|开启)"
)
# 距2018年实现目标还有三年
_DISTANCE = re.compile(
    r"距(?:离|到)?((?:19|20)\d\d)年[^，。\n]{0,16}?[还只仅不][有剩到]([一二两三四五六七八九]|\d)年"
)
COUNT = r"\d{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?|一?百[一二]?|[一二两三四五六七八九]"
# 庆祝新中国成立六十周年, 建党90周年: only one year can say so.
FOUNDED = (
    (r"建国|新中国(?:成立|迎来)|中华人民共和国(?:成立|建国)|国庆", 1949),
    (r"建党|中国共产党成立", 1921),
    (r"改革开放", 1978),
    (r"抗(?:日|战)[^。\n]{0,16}胜利", 1945),
    (r"长征胜利", 1936),
    (r"建团|共(?:青团|产主义青年团)(?:成立|建团)", 1922),
    (r"建队|少(?:先队|年先锋队)成立", 1949),
    (r"五四运动", 1919),
    (r"香港回归(?:祖国)?", 1997),
    (r"澳门回归(?:祖国)?", 1999),
)
ANNIVERSARY = re.compile(
    opening("|".join(name for name, _ in FOUNDED))
    + rf"(?:{'|'.join(f'({name})' for name, _ in FOUNDED)})"
    r"(?P<count>\d{2,3}|[一二三四五六七八九]?十[一二三四五六七八九]?|一?百[一二]?)"
    r"(?:周年|华诞|年(?=来|以来|的))"
)
# 第28个教师节, 第二十次全国助残日: what is held every year, with the year of its first
YEARLY = (
    ("教师节", 1985),
    ("助残日", 1991),
    ("推(?:广普通话(?:宣传)?|普)周", 1998),
    ("中小学生?安全教育日", 1996),
    ("国防教育日", 2001),
    ("法制宣传日", 2001),
    ("防灾减灾日", 2009),
    ("学前教育宣传月", 2012),
    ("(?:国家)?宪法日", 2014),
    ("国家安全教育日", 2016),
    (r"学生“?学宪法[、，\s]?讲宪法", 2016),
)
ORDINAL = re.compile(
    rf"第(?P<count>{COUNT})[个届次]“?(?:全国|国家|全民)?(?:{'|'.join(f'({n})' for n, _ in YEARLY)})"
)
# 明年是新中国成立七十周年
NOT_NOW = re.compile(r"(?P<when>[明来去]年)[^。；\n]{0,10}$")
CONGRESS = re.compile(
    r"(?:迎接|喜迎|向)(?:着)?[^。，\n]{0,4}党的(十七|十八|十九|"
    r"二十)大(?:的)?(?:胜利)?(?:召开|献礼)?"
)
# 今年是全面贯彻党的十九大精神的开局之年
AFTER_CONGRESS = re.compile(
    r"(?:贯彻|学习|落实)[^。，；\n]{0,10}党的(十七|十八|十九|二十)大(?:会议)?精神的?(?:开局|起步|第一年|首年)"
)
CONGRESS_YEAR = {"十七": 2007, "十八": 2012, "十九": 2017, "二十": 2022}


def anniversaries(text: str) -> list[int]:
    """Years that only one can call so: 建国六十周年, 改革开放30年来."""
    years = []
    for match in ANNIVERSARY.finditer(text):
        named = next(i for i, name in enumerate(match.groups()) if name)
        years.append(FOUNDED[named][1] + integer(match["count"]) + _shift(match))
    return years


def _ordinals(text: str) -> list[int]:
    """Years that an ordinal tells: 第28个教师节."""
    return [
        YEARLY[(m.lastindex or 0) - 2][1] + integer(m["count"]) - 1 + _shift(m)
        for m in ORDINAL.finditer(text)
    ]


def _shift(match: re.Match[str]) -> int:
    """What lies between the year at hand and one that is called 明年 or 去年."""
    said = NOT_NOW.search(match.string, max(0, match.start() - CLAUSE), match.start())
    return SHIFTED[said["when"]] if said else 0


CLAUSE = 16


def integer(count: str) -> int:
    """A small number in Arabic or Chinese numerals."""
    return int(count) if count.isdigit() else chinese_integer(count) or 0


def events(text: str) -> list[int]:
    """Years of anniversaries, congresses and points of a programme, each once."""
    years = anniversaries(text) + _ordinals(text)
    years += [CONGRESS_YEAR[m[1]] for m in CONGRESS.finditer(text)]
    years += [CONGRESS_YEAR[m[1]] + 1 + _shift(m) for m in AFTER_CONGRESS.finditer(text)]
    for sentence in re.split(r"[。\n]", text) if PERIOD_NAME.search(text) else ():
        if PERIOD_NAME.search(sentence):
            years += _years_of_periods(sentence)
    return list(dict.fromkeys(years + _distances(text)))


def _years_of_periods(text: str) -> list[int]:
    """Years that a text places in a five-year programme: its first, its last, after its end."""
    points = [
        FIVE_YEARS[m["period"]] + POINTS[m["point"]] + SHIFTED.get(m["when"] or "", 0)
        for m in POINT_OF_PERIOD.finditer(text)
        if m["period"] in FIVE_YEARS
    ]
    over = [m[1] or m[2] for m in _OVER.finditer(text)]
    after = [FIVE_YEARS[name] + 5 for name in over if name in FIVE_YEARS]
    starts = [FIVE_YEARS[m[1]] for m in GOOD_START.finditer(text) if m[1] in FIVE_YEARS]
    return points + starts + after


def _distances(text: str) -> list[int]:
    """Years so far from one that is named."""
    found = ((int(m[1]), m[2]) for m in _DISTANCE.finditer(text))
    return [year - integer(n) for year, n in found]

"""A text enters, the years that only its events and programmes can mean leave."""

import re

from plans.extraction.numerals import chinese_integer

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
_SHIFTED = {"明年": -1, "去年": 1}
"""明年是“十四五”开局之年: what is said of another year."""
# 刚刚过去的“十一五”; “十一五”胜利收官、“十二五”刚刚起步
_OVER = re.compile(
    r"刚刚过去的[“‘\"]?(十[一二三四]?五)"
    r"|(十[一二三四]?五)[”’\"]?[^。，\n]{0,4}(?:收官|结束|完成)[^。\n]{0,6}十[一二三四]?五[”’\"]?[^。，\n]{0,4}(?:起步|开局|开启)"
)
# 距2018年实现目标还有三年
_DISTANCE = re.compile(
    r"距(?:离|到)?((?:19|20)\d\d)年[^，。\n]{0,16}?[还只仅不][有剩到]([一二三四五六七八九]|\d)年"
)
# 庆祝新中国成立六十周年, 建党90周年, 第28个教师节: only one year can say so.
ANNIVERSARY = re.compile(
    r"(?P<event>建国|新中国(?:成立|迎来)|中华人民共和国成立|中华人民共和国建国|国庆|建党|"
    r"中国共产党成立|改革开放|抗(?:日|战)[^。\n]{0,16}胜利|"
    r"长征胜利)(?P<count>\d{2,3}|[一二三四五六七八九]?十[一二三四五六七八九]?|一?百[一二]?)"
    r"(?:周年|华诞|年(?=来|以来|的))"
)
ANNIVERSARY_FROM = {
    "建国": 1949,
    "新中": 1949,
    "中华": 1949,
    "国庆": 1949,
    "建党": 1921,
    "中国": 1921,
    "改革": 1978,
    "抗日": 1945,
    "抗战": 1945,
    "抗胜": 1945,
    "长征": 1936,
}
TEACHERS_DAY = re.compile(r"第(\d{1,2}|[一二三四五]?十[一二三四五六七八九]?)个教师节")
# 第20届全国推广普通话宣传周, held since 1998
LANGUAGE_WEEK = re.compile(r"第(\d{1,2})届(?:全国)?推(?:广普通话(?:宣传)?|普)周")
CONGRESS = re.compile(
    r"(?:迎接|喜迎|向)(?:着)?[^。，\n]{0,4}党的(十七|十八|十九|"
    r"二十)大(?:的)?(?:胜利)?(?:召开|献礼)?"
)
CONGRESS_YEAR = {"十七": 2007, "十八": 2012, "十九": 2017, "二十": 2022}


def anniversaries(text: str) -> list[int]:
    """Years that only one can call so: 建国六十周年, 改革开放30年来."""
    years = []
    for match in ANNIVERSARY.finditer(text):
        count = match["count"]
        value = int(count) if count.isdigit() else chinese_integer(count)
        start = ANNIVERSARY_FROM.get(match["event"][:2])
        if value and start:
            years.append(start + value)
    return years


def events(text: str) -> list[int]:
    """Years of anniversaries, congresses and points of a programme, each once."""
    years = anniversaries(text)
    for match in TEACHERS_DAY.finditer(text) if "个教师节" in text else ():
        value = int(match[1]) if match[1].isdigit() else chinese_integer(match[1])
        years.append(1984 + (value or 0))
    years += [1997 + int(match[1]) for match in LANGUAGE_WEEK.finditer(text)]
    years += [CONGRESS_YEAR[m[1]] for m in CONGRESS.finditer(text)]
    for sentence in re.split(r"[。\n]", text) if PERIOD_NAME.search(text) else ():
        if PERIOD_NAME.search(sentence):
            years += _years_of_periods(sentence)
    return list(dict.fromkeys(years + _distances(text)))


def _years_of_periods(text: str) -> list[int]:
    """Years that a text places in a five-year programme: its first, its last, after its end."""
    points = [
        FIVE_YEARS[m["period"]] + POINTS[m["point"]] + _SHIFTED.get(m["when"] or "", 0)
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
    return [year - (int(n) if n.isdigit() else chinese_integer(n) or 0) for year, n in found]

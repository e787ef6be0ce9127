"""Words about time enter, the year that a value holds for leaves."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from plans.extraction.numerals import chinese_integer
from plans.extraction.schema import Nature
from plans.extraction.statements.clauses import EARLIER, Context

_TITLED = re.compile(r"《[^《》]{0,80}》|[〔\[（(](?:19|20)\d\d[〕\])）]")
_YEAR = re.compile(
    r"""(?P<against>(?:(?<![占生师])比|较|与|同|和|按|对比|相比|[低高少多大小优好建办立始]于|超过|超出)\s?)?
    (?P<since>自|从)?(?P<until>到|至|截至|截止)?(?P<standing>在)?
    (?:
      (?P<first>(?:19|20)\d\d)年?\s?[-~—–－至到]{1,2}\s?(?P<last>(?:19|20)?\d\d)(?P<school>学年(?:度?[上下第][一二]?学期)?)?(?:年|(?![\d.%]))
    | (?P<plain>(?<!\d)(?:19|20)\d\d)(?P<one_school>学年)?(?:年|学年|届(?=[^，。]{0,3}毕业生))
    | (?P<short>(?<![\d.])0\d|(?<![\d.])1\d(?=年(?:底|末|初|度|秋|春|中央|市|省|县|全)))年
    | (?P<spelt>[一二][九〇○零][〇○零一二三四五六七八九]{2})年
    | (?P<masked>(?:19|20)\s?[xX×*_＿○]{1,2}(?:\s?[-—–~至到]\s?20\s?[xX×*_＿○]{1,2})?学?年
        |20[012][xX×*_＿]年|(?<![a-zA-Z])[xX×*]{2,4}年)
    | (?P<relative>今年|本年度|本年|当年|[本新]学年|去年|上年度|上年|上一年|前年|明年|来年
        |下一年|翌年|(?<![以之])下年度?(?=[^，。\d]{0,4}(?:工作|打算|安排|任务|目标|思路|设想))|次年|下一?学年|现有|上学年|现在|目前|如今|至今|迄今|近年来|近几年来|近年)(?:年?[底末])?
    | (?<![第前近这学\d])(?P<ago>[一二两三四五六七八九十])年(?:之|以)?前(?![期后景往])
    | (?P<within>(?<![一二两三四五六七八九十几数\d])年内|(?<!\d年)年[底末终]|年度内)
    | (?(until)(?P<plan_to>十[一二三四]?五)[”"]?
        |(?P<plan>十[一二三四]?五)[”"]?(?:规划|计划)?(?:时期|期间|期?末|期内))
    )
    (?P<after>以来|以前|同期(?![为是只仅才有\d])|相比|相?比较|的?基础上|的?水平|的同期|级|届
        |(?:\d{1,2}月)?(?:建[校园]|创[办建]|始建|成立|办学)|(?(standing)[^，]{1,40}?基础上))?""",
    re.X,
)
START_VALUE = re.compile(
    r"[由从](?![^，由从\d]{0,6}\d{0,4}年?\d{0,2}月?(?:份|\d{1,2}日)?起)[^，由从]{1,40}?(?:提高|上升|增加|增长|下降|降低|减少|扩大|回[落升]|拉长|延[长伸]|[升降增减提调涨压缩变转])[^，]{0,4}?[到至为]"
)
_HINT = re.compile(r"[年现]|[12]\d{3}|[目如至迄近]|现在|五")
# 今后三年, 未来5年: until then
_COMING = re.compile(r"(?:今后|未来|接下来)(?:的)?(?P<years>[二两三四五]|[2-5])年")
_SAME_YEAR = re.compile("当年[^年]*$")
_IN_USE = re.compile(
    r"起(?:[执施]行|实施|$)|投入使用|建成|完成|竣工|交付|招生|启用|到位|开工|前|基本|全部|实现|消除"
)
_VALUE_OF_ITS_OWN = re.compile(r"(?:达到?|提高到|增加到|突破|容纳)|\d(?![\d年月日])")
_ENUMERATED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九]$|其[一二三四五])"
)
_HELD_AGAINST = re.compile(r"[比较与和同]")
# 2012年招聘的48名教师: the year is that of the noun, and of nothing behind it
_OF_NOUN = re.compile(r"(?:19|20)\d\d年[^，\d的]{1,8}的(?=\d|$)")
# 2015年10月底前竣工: by which one work is finished dates no other
_OF_ONE = re.compile(
    rf"{_OF_NOUN.pattern}|(?:19|20)\d\d年\d{{1,2}}月[^，]{{0,4}}前(?:全部)?(?:竣工|完工|交付|投入使用|建成)[^，\d]*$"
    # 离国家提出的到2022年过半的要求尚有距离
    r"|(?:提出|规定|确定|要求)的?到(?:19|20)\d\d年[^，]{1,12}的(?:要求|目标|规定|任务)[^，\d]*$"
)
# 今年招生900人，而去年为860人；…: a value that a subject left out had once dates nothing behind it
ASIDE = re.compile(
    r"[而但]?(?:[去上]年(?:[春秋]季|同期)?|(?<!\d)(?:19|20)\d\d年(?:同期)?)"
    r"(?:这一?|该)?(?:数字|数据|比例|比率|指标)?(?:我[省市县区校])?(?:只|仅|才)?"
    r"(?:[为是](?=\d|$)|有(?=\d[\d.]*[^，]{0,3}$|$))"
)
_REACHED = re.compile(r"(?:达到|[提升降]高?到|保持在|控制在|稳定在|不[低少]于|不超过)$")
_EVER_SINCE = re.compile(r"以来|至今")
_NOT_OF_VALUES = (
    *("以来", "同期", "相比", "基础上", "级", "届"),
    *("建校", "建园", "创办", "创建", "始建", "成立", "办学"),
)
"""Behind the year of something compared with, of a class, of a founding."""
_SHIFT = {
    "今年": 0,
    "本年度": 0,
    "本年": 0,
    "当年": 0,
    "本学年": 0,
    "新学年": 0,
    "去年": -1,
    "上年": -1,
    "上年度": -1,
    "上一年": -1,
    "前年": -2,
    "明年": 1,
    "来年": 1,
    "下一年": 1,
    "翌年": 1,
    "次年": 1,
    "下年": 1,
    "下年度": 1,
    "下学年": 1,
    "下一学年": 1,
    "现在": 0,
    "目前": 0,
    "如今": 0,
    "现有": 0,
    "上学年": -1,
    "近年来": 0,
    "近几年来": 0,
    "近年": 0,
    "至今": 0,
    "迄今": 0,
}
_FIRST_PLAN_ENDS = 1955
"""The n-th five-year plan ends in 1955 + 5n (the twelfth in 2015)."""


@dataclass(frozen=True, slots=True)
class When:
    """A year as words give it: ``start`` differs for a school year or a span of years.

    ``year`` is None where it is masked; ``shift`` counts from the document's year (去年 is -1)
    where a word does so.
    """

    start: int | None
    year: int | None
    shift: int | None = None

    @property
    def of_school_year(self) -> bool:
        """Whether it is a school year or another span."""
        return self.start != self.year

    def direction(self, this_year: int | None) -> int:
        """-1 before the document's year, 1 after it, 0 within it or unknown."""
        if self.shift is not None:
            return (self.shift > 0) - (self.shift < 0)
        if self.year is None or this_year is None:
            return 0
        return (self.year > this_year) - (self.year < this_year)

    def for_nature(self, nature: Nature) -> int | None:
        """A target holds at the end of a school year, an observation at its start."""
        return self.year if nature in ("target", "standard") else self.start


@lru_cache(maxsize=4096)
def years_in(text: str, this_year: int | None) -> tuple[When, ...]:
    """The years that a text names for its values, in order; not those compared with."""
    if not _HINT.search(text):
        return ()
    bare = _TITLED.sub("", text)
    return tuple(
        when
        for match in _YEAR.finditer(bare)
        if not (_may_begin(match) and _EVER_SINCE.search(bare, match.end()))
        and (when := _when(match, this_year))
    )


def _may_begin(match: re.Match[str]) -> bool:
    """Whether 以来 further on would make it the year since when."""
    return bool(match["since"] or match["plain"] or match["relative"] in ("去年", "上年"))


def _when(match: re.Match[str], this_year: int | None) -> When | None:
    after = match["after"] or ""
    if match["against"] or after.endswith(_NOT_OF_VALUES):
        return None
    if match["masked"]:
        return When(None, None)
    if match["relative"] or match["within"] or match["ago"]:
        ago = chinese_integer(match["ago"]) if match["ago"] else None
        shift = -ago if ago else _SHIFT.get(match["relative"] or "", 0)
        year = this_year + shift if this_year else None
        return When(year, year, shift)
    return _stated(match)


def _stated(match: re.Match[str]) -> When | None:
    if match["first"]:
        start = int(match["first"])
        end = (
            int(match["last"])
            if len(match["last"]) == 4
            else start // 100 * 100 + int(match["last"])
        )
        return _school_year(start, end, match["school"] or "") if end >= start else None
    plan = match["plan"] or match["plan_to"]
    if plan:
        end = _FIRST_PLAN_ENDS + 5 * (chinese_integer(plan[:-1]) or 0)
        return When(end, end)
    if match["short"]:
        year = 2000 + int(match["short"])
    else:
        text = match["plain"] or match["spelt"]
        year = int(text) if text.isdigit() else chinese_integer(text) or 0
    return When(year, year)


def _school_year(start: int, end: int, written: str) -> When:
    """A span of years: a school year begins in the first, each of its terms lies in one."""
    if "学期" not in written:
        return When(start if written else end, end)
    term = end if re.search("[下二]", written) else start
    return When(term, term)


def nearest_year(context: Context, this_year: int | None) -> When | None:
    """The year that stands nearest before a number: in its clause, else in the clauses before.

    The items of a list (一是…；二是…) do not lend their years to one another; 当年 is the year
    said before it, where one is.
    """
    inside, same = False, None
    for text in (context.lead, *_dating(context)):
        if not inside:
            found = _coming(text, this_year) or years_in(START_VALUE.sub("", text), this_year)
            if found and _SAME_YEAR.search(text) and found[-1].shift == 0:
                same = same or found[-1]
            elif found:
                return found[-1]
        item = _ENUMERATED.match(text)
        if item:
            inside = not text.startswith(("一是", "第一", "其一"))
    return same


def _dating(context: Context) -> Iterator[str]:
    """What the clauses before say that may date what stands behind them."""
    reached = bool(_REACHED.search(context.lead))
    for place, text in enumerate(context.earlier, 1):
        opens = place == len(context.earlier) < EARLIER
        aside = ASIDE.match(text) and (reached or not opens)
        yield "" if aside else _OF_ONE.sub("", text)


def dates_a_noun(context: Context) -> bool:
    """Whether the year before a number only tells which ones are counted."""
    return bool(_OF_NOUN.search(context.lead))


_IN_PERIOD = re.compile(
    r"(?:规划|计划|方案|行动|本|(?<![学长暑寒工任]))期(?:末|满|内)|[二两三四五]年(?:之?内|间|共|累计|合计)|最后一年|收官之年"
)


def is_within_period(context: Context, this_year: int | None) -> bool:
    """Whether 三年内, 期末 or the like stands nearer before a number than any year."""
    for text in (context.lead, *context.earlier):
        if years_in(START_VALUE.sub("", text), this_year):
            return bool(_IN_PERIOD.search(re.split(r"\d{4}年", text)[-1]))
        if _IN_PERIOD.search(text):
            return True
    return False


# 三年内, 用三年时间, 三年后
_WITHIN_YEARS = re.compile(
    r"(?<![第前去近这来上\d])(?P<years>[两二三四五]|[2-5])年(?:的?时间|之?内|以?后|里)(?!头)"
)
_YEAR_OF_PERIOD = re.compile(r"(?<![职作教学校])第(?P<nth>[一二三四五])年(?!级)")


def promised_within(context: Context, this_year: int | None, *, plan: bool) -> When | None:
    """The year in which 三年内 ends where nothing said since is dated; a plan's own year counts."""
    match = _nearest(_WITHIN_YEARS, context, this_year)
    if not match or not this_year:
        return None
    years = match["years"]
    length = int(years) if years.isdigit() else chinese_integer(years) or 0
    end = this_year + length - bool(plan and "后" not in match.group())
    return When(end, end)


def year_of_period(context: Context, first: int | None) -> When | None:
    """The year that 第二年 is of a period that begins in a year."""
    match = _nearest(_YEAR_OF_PERIOD, context, first)
    if not match or not first or _IN_PERIOD.search(context.lead):
        return None
    year = first + (chinese_integer(match["nth"]) or 1) - 1
    return When(year, year)


def _nearest(
    pattern: re.Pattern[str], context: Context, this_year: int | None
) -> re.Match[str] | None:
    """The last match before a number in the clauses that no year stands behind."""
    for text in (context.lead, *context.earlier):
        found = list(pattern.finditer(text))
        if found:
            return None if years_in(text[found[-1].end() :], this_year) else found[-1]
        if years_in(START_VALUE.sub("", text), this_year):
            return None
    return None


def _coming(text: str, this_year: int | None) -> tuple[When, ...]:
    match = _COMING.search(text)
    if not match or not this_year:
        return ()
    years = match["years"]
    end = this_year + (int(years) if years.isdigit() else chinese_integer(years) or 0)
    return (When(end, end),)


def following_year(context: Context, this_year: int | None, nature: Nature) -> When | None:
    """The year in the rest of the clause or in the next one (新建5所,2015年投入使用).

    What is said next of another value (2017年达到90%) does not date this one's promise, what is
    past (；上年排查出的57个班) dates none and no norm.
    """
    found: Iterable[When] = years_in(context.tail, this_year)
    later = START_VALUE.sub("", context.later)
    promise = nature == "target"
    if not found and not (promise and _VALUE_OF_ITS_OWN.search(later)):
        found = years_in(later, this_year) if not promise or _IN_USE.search(later) else ()
    return next((when for when in found if when.direction(this_year) >= 0), None)


def compared_year(context: Context, this_year: int | None) -> When | None:
    """The year of a value that the own one is held against (与上年全国平均水平85%)."""
    lead = context.lead or context.outer
    found = years_in(_HELD_AGAINST.split(lead)[-1], this_year)
    return found[-1] if found else None

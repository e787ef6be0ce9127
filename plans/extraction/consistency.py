"""A document and its statements enter, contradictions between its figures leave as problems.

Only what cannot be read another way is reported: a false alarm costs more trust than a miss.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TypeAlias

from plans.extraction.schema import Article, Header, Problem, Statement
from plans.extraction.table_totals import wrong_totals

_Finding: TypeAlias = tuple[int, int, str]

_STAGE = "consistency"
MOST_PARTS = 40
"""A sum of more parts than this stands in a table, not in a sentence."""

_RATES = re.compile(
    r"(?:净?入学|入园|巩固|合格|及格|优秀|优良|升学|就业|普及|覆盖|达标|开出|配备|参与|满意|辍学|文盲|毕业|完成学业"
    r"|到位|知晓|开课|录取|上线|出勤|到课|结业|使用|接入|持证|归位|整改|建档|参保|参训|近视|肥胖|保留|流失)率"
    r"|满意度|差错率|百分比|(?<!增长)比例|占比"
)
_MAY_EXCEED = re.compile(
    r"毛入[学园]|增长|增幅|提高|超额|上升|负荷|完成率|为上年|相当于|是上年|同比|倍"
)
_FAMILIES = tuple(
    re.compile(pattern)
    for pattern in (
        r"幼儿园|学前|小学|初中|中学|高中|普高|职高|中职|职业|特教|特殊教育|九年|完中|完小|教学点|大学|高校|本科|专科",
        r"男|女",
        r"公办|民办|公立|私立",
        r"城区|县城|城市|城镇|农村|乡镇|镇区|乡村|村",
        r"新建|改建|扩建|改扩建|维修|迁建|重建|续建",
        r"[一二三]等奖|特等奖|优秀奖",
        r"[一二三四五六七八九]年级|[高初][一二三]",
        r"高级|中级|初级|正高|副高|特级",
        r"国家级|省级|市级|县级|区级|校级",
        r"中央|省财政|省级|市级|县级|区级|省|市|县|自筹|本级|上级|镇|学校|社会|捐赠|贷款",
        r"[ABCDabcd一二三四甲乙丙][类级档]",
    )
)
_PLACE = re.compile(r"[^全各本我\d](?:[县区镇乡村旗]|街道|学区|片)$")
_OPENING = re.compile(r"[^，。；：\n（）\d]{0,8}（")
_SEPARATOR = re.compile(r"[，、；,和及与\s]")
_CLOSE = re.compile(r"[。；\n）]")
_OF_WHICH = re.compile(r"[^，。；\n（）\d]{0,10}[，（；]其中[：，]?")
# (?=…) names what the pattern begins with: nothing is tried elsewhere
_CHAIN = re.compile(r"(?=\d)(?<![\d.+])\d{1,6}(?:\+\d{1,6}){1,12}(?![\d.+%])")
_CHAIN_SUM = re.compile(
    r"[”’]?(?:[个项所名人家]|工程|项目|计划)?[，（]?(?:=|共计?|合计|总计)(?:有|为|安排)?(\d{1,7})(?![\d.])"
)
_FROM_TO = re.compile(
    r"[^，。；\d]{0,8}?(?P<verb>提高|上升|增加|增长|提升|扩大|下降|降低|减少|降|压缩|缩小)[^，。；\d]{0,4}[到至为][^，。；\d]{0,4}"
)
_FROM = re.compile(r"(?:由|从)[^，。；\d由从]{0,24}$")
_RISING = frozenset(("提高", "上升", "增加", "增长", "提升", "扩大"))
_LOWER_IS_BETTER = re.compile(
    r"辍学|文盲|大班额|超员|流失|近视|事故|犯罪|差异系数|缺口|差距|违规|投诉|发病|欠债|债务"
)
_HIGHER_IS_BETTER = re.compile(
    r"(?:入学|入园|巩固|合格|及格|优秀|升学|就业|普及|覆盖|达标|开出|参与|满意|毕业)[率度]"
)
_SUM = re.compile(r"[，、；][^，。；\d]{0,4}(?:共计|合计|总计)[^，。；\d]{0,8}$")
_RATE_NAME = re.compile(
    r"(?:学前|小学|初中|高中|九年|义务教育|适龄|残疾|三残|三类).{0,10}(?:入学|入园|巩固|辍学|升学|完成|普及)率$"
)
_PART_OF_WHOLE = re.compile(
    r"其中|城区|农村|城镇|乡镇|男|女|山区|牧区|力争|争取|部分|个别|最[高低]|分别|有的|全国|全省|平均|以上的[县乡镇校]"
)


@dataclass(frozen=True, slots=True)
class _Figure:
    """A statement with its place in the clean text."""

    start: int
    end: int
    said: Statement

    @property
    def value(self) -> Decimal:
        return self.said.value

    @property
    def single(self) -> bool:
        """A plain count or amount: exact, no range, ratio, share or change."""
        return (
            self.said.value_high is None
            and self.said.comparator == "exactly"
            and self.said.unit not in ("%", "比", "百分点", "倍")
            and self.said.per is None
        )


def find_inconsistencies(
    article: Article, header: Header, statements: tuple[Statement, ...]
) -> tuple[Problem, ...]:
    """Figures that cannot all be right, each with both figures and the place in the source."""
    value = article.text.value
    figures = [_Figure(*article.text.within(s.span), s) for s in statements]
    figures.sort(key=lambda f: f.start)
    found = [
        *_impossible_shares(value, figures),
        *_split_totals(value, figures),
        *_parts_of(value, figures),
        *_added_up(value, figures),
        *_changes(value, figures),
        *_chains(value),
        *_worse_targets(figures),
        *_two_values(figures),
        *wrong_totals(article),
    ]
    places = {(start, end): message for start, end, message in reversed(found)}
    return tuple(
        Problem(_STAGE, message, article.text.span(*place))
        for place, message in sorted(places.items())
    )


def _impossible_shares(value: str, figures: list[_Figure]) -> Iterator[_Finding]:
    """Shares of a whole above 100 %: 巩固率达到102%; 毛入学率 may be."""
    for figure in figures:
        said = figure.said
        if said.unit != "%" or said.comparator == "change" or figure.value <= 100:
            continue
        before = re.split(r"[。；\n]", value[max(0, figure.start - 30) : figure.start])[-1]
        named = _RATES.search(before) and (
            _RATES.search(said.indicator or "") or not said.indicator
        )
        if named and not _MAY_EXCEED.search(before + (said.indicator or "")):
            yield figure.start, figure.end, f"比率超过100%：{said.text}"


def _split_totals(value: str, figures: list[_Figure]) -> Iterator[_Finding]:
    """312名（初中301名，小学12名）: a bracket that splits the total in front of it."""
    for index, total in enumerate(figures):
        opening = _OPENING.match(value, total.end)
        if not total.single or not opening:
            continue
        close = value.find("）", opening.end(), opening.end() + 200)
        parts = list(_between(figures, index, close))
        labels = _labels(value, opening.end(), parts)
        whole = len(parts) > 1 and not value[parts[-1].end : max(close, 0)].strip("。")
        if whole and _partition(total, parts, labels):
            yield from _compare(total, parts, close + 1, exact=True)


def _parts_of(value: str, figures: list[_Figure]) -> Iterator[_Finding]:
    """专任教师312人，其中女教师320人: no part, nor parts of one kind together, exceed the whole."""
    for index, total in enumerate(figures):
        opening = _OF_WHICH.match(value, total.end)
        if not total.single or not opening:
            continue
        stop = _CLOSE.search(value, opening.end(), opening.end() + 160)
        close = stop.start() if stop else opening.end() + 160
        parts = [p for p in _between(figures, index, close) if _alike(total, p)]
        labels = _labels(value, opening.end(), parts)
        if parts and parts[0].value > total.value:
            yield from _compare(total, parts[:1], parts[0].end, exact=False)
        elif len(parts) > 1 and _partition(total, parts, labels):
            yield from _compare(total, parts, parts[-1].end, exact=False)


def _added_up(value: str, figures: list[_Figure]) -> Iterator[_Finding]:
    """新建小学3所、初中2所，共计6所: what precedes a sum adds up to it."""
    for index, total in enumerate(figures):
        if not total.single or not _SUM.search(value, max(0, total.start - 20), total.start):
            continue
        low = max(0, total.start - 400)
        start = max(low, *(value.rfind(mark, low, total.start) + 1 for mark in "。；\n"))
        parts: list[_Figure] = []
        for place in range(index - 1, max(-1, index - MOST_PARTS), -1):
            part = figures[place]
            near = part.start >= start and (parts[-1] if parts else total).start - part.end <= 16
            if not near or not _alike(total, part):
                break
            parts.append(part)
        parts.reverse()
        first = parts[0].start - 10 if parts else 0
        if len(parts) > 1 and _partition(total, parts, _labels(value, max(start, first), parts)):
            yield from _compare(total, parts, total.end, exact=True)


def _compare(total: _Figure, parts: list[_Figure], end: int, *, exact: bool) -> Iterator[_Finding]:
    added = sum((p.value for p in parts), Decimal(0))
    if added > total.value or (exact and added != total.value):
        listed = "＋".join(p.said.text for p in parts)
        sign = "" if len(parts) == 1 else f"＝{_plain(added)}{total.said.unit}"
        yield (
            min(total.start, parts[0].start),
            end,
            f"总数{total.said.text}与分项{listed}{sign}不符",
        )


def _between(figures: list[_Figure], index: int, close: int) -> Iterator[_Figure]:
    for place in range(index + 1, len(figures)):
        if figures[place].end > close:
            return
        yield figures[place]


def _labels(value: str, start: int, parts: list[_Figure]) -> list[str]:
    """What stands before each part since the last separator."""
    labels = []
    for part in parts:
        labels.append(_SEPARATOR.split(value[start : part.start].rstrip())[-1])
        start = part.end
    return labels


def _alike(total: _Figure, part: _Figure) -> bool:
    return part.single and part.said.unit == total.said.unit


def _partition(total: _Figure, parts: list[_Figure], labels: list[str]) -> bool:
    """Whether parts of the same unit are labelled with different members of one family."""
    if not all(_alike(total, p) for p in parts):
        return False
    if any(len(label) > 12 for label in labels):
        return False
    if len(set(labels)) == len(labels) and all(_PLACE.search(label) for label in labels):
        return True
    for family in _FAMILIES:
        found = [family.search(label) for label in labels]
        kinds = [match[0] for match in found if match]
        if len(kinds) == len(labels) and len(set(kinds)) == len(kinds):
            return True
    return False


def _changes(value: str, figures: list[_Figure]) -> Iterator[_Finding]:
    """由95%提高到92%, and 由100人增加到120人，增长30%."""
    for index in range(len(figures) - 1):
        old, new = figures[index], figures[index + 1]
        link = _FROM_TO.fullmatch(value, old.end, new.start)
        if (
            not link
            or old.said.unit == "比"
            or old.said.unit != new.said.unit
            or not _FROM.search(value, max(0, old.start - 30), old.start)
        ):
            continue
        rising = link["verb"] in _RISING
        if (rising and new.value < old.value) or (not rising and new.value > old.value):
            yield (
                old.start,
                new.end,
                f"“{link['verb']}”与数字方向相反：{old.said.text}→{new.said.text}",
            )
        elif index + 2 < len(figures):
            yield from _stated_change(value, old, new, figures[index + 2])


def _stated_change(value: str, old: _Figure, new: _Figure, change: _Figure) -> Iterator[_Finding]:
    link = value[new.end : change.start]
    if not re.fullmatch(
        r"[^，。；\d]{0,6}[，（][^，。；\d]{0,3}(?:增加|增长|提高|上升|下降|减少|降低|提升)[^，。；\d]{0,3}",
        link,
    ):
        return
    if new.said.comparator != "exactly" or old.value == 0:
        return
    difference, stated = abs(new.value - old.value), abs(change.value)
    unit = change.said.unit
    if unit == "%" and old.said.unit != "%":
        wrong = abs(difference / old.value * 100 - stated) > Decimal(1)
    elif (unit == old.said.unit and unit != "%") or (unit == "百分点" and old.said.unit == "%"):
        wrong = abs(difference - stated) > max(
            Decimal("0.11") if unit == "百分点" else 0, stated / 50
        )
    else:
        return
    if wrong:
        yield (
            old.start,
            change.end,
            f"增减数与前后数不符：{old.said.text}→{new.said.text}，{change.said.text}",
        )


def _chains(value: str) -> Iterator[_Finding]:
    """10+10+6 announced as 36."""
    for chain in _CHAIN.finditer(value):
        terms = [int(term) for term in chain[0].split("+")]
        after = _CHAIN_SUM.match(value, chain.end())
        if not after or (len(terms) < 3 and "=" not in after[0]):
            continue
        if int(after[1]) != sum(terms):
            yield chain.start(), after.end(), f"{chain[0]}＝{sum(terms)}，文中作{after[1]}"


def _worse_targets(figures: list[_Figure]) -> Iterator[_Finding]:
    """A target on the wrong side of the baseline that stands beside it."""
    for old, new in pairwise(figures):
        same = (old.said.unit, old.said.indicator, old.said.scope, old.said.quote) == (
            new.said.unit,
            new.said.indicator,
            new.said.scope,
            new.said.quote,
        )
        if not same or (old.said.nature, new.said.nature) != ("baseline", "target"):
            continue
        name = new.said.indicator or ""
        lower = _LOWER_IS_BETTER.search(name) and new.value > old.value
        higher = _HIGHER_IS_BETTER.search(name) and new.value < old.value
        if new.said.comparator != "change" and (lower or higher):
            yield old.start, new.end, f"目标{new.said.text}劣于基期{old.said.text}（{name}）"


def _two_values(figures: list[_Figure]) -> Iterator[_Finding]:
    """The same rate, of the same place and year, with two values."""
    rates: dict[tuple[object, ...], _Figure] = {}
    for figure in figures:
        said = figure.said
        key = (said.indicator, said.scope, said.year, said.nature, said.comparator)
        if (
            said.unit != "%"
            or said.year is None
            or said.value_high is not None
            or said.nature not in ("actual", "target")
            or said.comparator in ("change", "about")
            or not _RATE_NAME.search(said.indicator or "")
            or _PART_OF_WHOLE.search(said.quote)
        ):
            continue
        first = rates.setdefault(key, figure)
        if first.value != figure.value:
            yield (
                figure.start,
                figure.end,
                (f"{said.indicator}有两个数：{first.said.text}与{said.text}"),
            )


def _plain(number: Decimal) -> str:
    if number >= 10_000 and number % 100 == 0:
        return f"{(number / 10_000).normalize():f}万"
    return f"{number.normalize():f}"

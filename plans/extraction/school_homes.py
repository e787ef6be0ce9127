"""A document's region and school enter, the short names that its text may use for them leave."""

import re
from collections.abc import Iterator

import jieba

from plans.extraction.gazetteer import TOWN_SUFFIXES, Gazetteer
from plans.extraction.place_names import plain_town
from plans.extraction.schema import Header
from plans.extraction.school_words import GENERIC, HEADS, ONE_OF_A_KIND, STOPS, is_generic
from plans.extraction.wordlists import words

_CJK = re.compile(r"[\u4e00-\u9fff]")
_PLACE_END = re.compile(r"[省市州县区旗盟镇乡村]|街道")
_SEGMENT = re.compile(r"(?<=[省盟市])(?=..)|(?<=自治[区州])(?=..)|(?<=地区)(?=..)")
_KIND_OF_REGION = re.compile(
    r"(?:(?:土家|布依|仡佬|朝鲜|蒙古|哈萨克|东乡|保安|撒拉|塔吉克|锡伯|哈尼|傈僳|拉祜|纳西|布朗|仫佬"
    r"|毛南|达斡尔|各|[壮回苗侗瑶彝土白黎畲满藏羌傣水佤])族)*(?:自治)?[县市区旗]"
    r"(?:[\u4e00-\u9fff]{2,4}(?:镇|乡|街道))?$"
)

_NO_PLACE = words("城关 中心镇 中心街道 新乡镇 三乡镇 中小镇 城镇街道 集体乡 城郊乡 城郊镇 郊区乡")
"""Towns whose names say little, or also end phrases (城乡镇, 重点中心镇)."""


def known_places(value: str, header: Header, gazetteer: Gazetteer | None) -> dict[int, int]:
    """The start of each region and town named in a text by its end.

    Only the own county's towns are known without their kind (八滩 for 八滩镇), and where
    they begin like another word of the text (占城镇).
    """
    if gazetteer is None:
        return {}
    own = {town.name for town in gazetteer.towns((header.adcode or "")[:6])}
    plain = {*map(plain_town, own)}
    short = {short_home(header.region or ""), *plain, *map(_without_kind, plain)}
    short = {name for name in short - STOPS - _NO_PLACE - GENERIC if len(name) > 1}
    named = re.compile("|".join(sorted(short, key=len, reverse=True)) or r"(?!)")
    places = {match.end(): match.start() for match in named.finditer(value)}
    places |= {m.end: m.start for m in gazetteer.mentions(value) if m.name not in _NO_PLACE}
    for start, end, town in gazetteer.town_mentions(value):
        sure = town in own or not (town[0] in STOPS or town in _NO_PLACE)
        if sure and not value.startswith(("村", "镇"), end):
            places[end] = min(start, places.get(end, start))
    return places


def _without_kind(town: str) -> str:
    suffix = next((kind for kind in TOWN_SUFFIXES if town.endswith(kind)), "")
    return town.removesuffix(suffix)


def short_home(region: str) -> str:
    """The name of a document's county without its kind: 都安 of 都安瑶族自治县."""
    last = _SEGMENT.split(region)[-1]
    short = _KIND_OF_REGION.sub("", last)
    return short if 2 <= len(short) <= 3 and short != last else ""


def own_school(value: str, school: str) -> Iterator[tuple[int, str]]:
    """The school that speaks, and its name without county and town where that stands alone."""
    if school and school in value:
        yield value.index(school), school
    for start in range(2, len(school) - 3):
        short = school[start:]
        place = value.find(short)
        while place > 0 and _CJK.match(value[place - 1]):
            place = value.find(short, place + 1)
        if place >= 0 and _PLACE_END.fullmatch(school[start - 1]) and _tells(short):
            yield place, short


def _tells(name: str) -> bool:
    """Whether any word of a name is more than a kind of school."""
    return any(
        not (is_generic(word) or word in ONE_OF_A_KIND or word in HEADS)
        for word in jieba.lcut(name, HMM=False)
    )

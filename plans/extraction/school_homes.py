"""A document's region and school enter, the short names that its text may use for them leave."""

import re
from collections.abc import Iterator

import jieba

from plans.extraction.school_words import HEADS, ONE_OF_A_KIND, is_generic

_CJK = re.compile(r"[\u4e00-\u9fff]")
_PLACE_END = re.compile(r"[省市州县区旗盟镇乡村]|街道")
_SEGMENT = re.compile(r"(?<=[省盟市])(?=..)|(?<=自治[区州])(?=..)|(?<=地区)(?=..)")
_KIND_OF_REGION = re.compile(
    r"(?:(?:土家|布依|仡佬|朝鲜|蒙古|哈萨克|东乡|保安|撒拉|塔吉克|锡伯|哈尼|傈僳|拉祜|纳西|布朗|仫佬"
    r"|毛南|达斡尔|各|[壮回苗侗瑶彝土白黎畲满藏羌傣水佤])族)*(?:自治)?[县市区旗]"
    r"(?:[\u4e00-\u9fff]{2,4}(?:镇|乡|街道))?$"
)


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

"""A document enters, the proper names of the schools in it leave."""

import re
from collections.abc import Iterator

import jieba

from plans.extraction.schema import Article, Header
from plans.extraction.school_homes import own_school, short_home
from plans.extraction.school_names import (
    OWNERS,
    counts,
    cut,
    ends_in_region,
    is_noun,
    merged,
    names_owner,
    names_region,
    proper_name,
    tag,
)
from plans.extraction.school_words import HEADS, STOPS, is_generic
from plans.extraction.wordlists import words

REACH = 14
"""Characters before the head that a name may take; the longest of a few thousand has 13."""

_HEAD = re.compile(
    rf"(?P<head>{'|'.join(HEADS)})(?!生|习|科[^技研]|阶段|段|部(?![门委分])|[、与和]?[小初]?中[小学]|化倾|联考|城)"
)
_NUMBERED = re.compile(
    r"(?P<name>第?(?P<number>[一二三四五六七八九十]{1,3})[中小高幼])"
    r"(?!全会|等(?:职|教|专|以|水|收|偏|城|师)|学(?!生|校|科)|高(?!考|[一二三])"
    r"|[心央部年型级国华共时步批片段块组初儿小考职旬期层间外文专院队医草青撮招轮个位名所件阶校])"
)
_SESSION = re.compile(r"(?:[、和及][一二三四五六七]中){0,5}全会")
_LISTED = re.compile(
    r"((?:第[一二三四五六七八九十]{1,3}、){0,12}第[一二三四五六七八九十]{1,3})[、和]"
    r"第[一二三四五六七八九十]{1,3}(小学|中学|幼儿园|初级中学|高级中学|初中|高中)"
)
_BEFORE = re.compile(r"(?P<before>[\u4e00-\u9fff]{2,12})、$")
_SIGNATURE = re.compile(
    rf"^(?P<before>[\u4e00-\u9fff]{{2,12}}?)(?P<head>{'|'.join(HEADS)})"
    r"(?:\n(?=20[\dxX×_＿*]{1,2}年|二[〇○零])|\n?\Z)",
    re.M,
)
_CJK = re.compile(r"[\u4e00-\u9fff]+$")
_KIND_NAME = re.compile(
    rf"(?:第?[一二三四五六七八九十]{{1,3}}|实验|外国语|机关|民族|中心|[高初]级|完全)+(?:{'|'.join(HEADS)}|[中小高幼])$"
)
_BESIDE = re.compile(
    r"[、，。；：）和与及\n等在（]|教师|校长|学生|高考|老?(?:教学|综合|实[训验]|宿舍|办公)[大楼]|宿舍|食堂|操场|校[园舍区]"
    r"|[改扩迁新]+建|负责|承办|牵头|$"
)
_SHORT_NAME = re.compile(r"[一二三四五六七八九十][中小高幼]$")
_AVERAGED = re.compile(
    r"平均|[共现]?有?(?:\d+|[一二三四五六七八九十两]+)[所个](?!班|教)|(?:数量|总数|布局)"
)
_OF_HOME = words("高中 中学 初中 职高 职中 完中 附中 附小")
_NOT_OWNERS: frozenset[tuple[str, ...]] = frozenset((word,) for word in "全我本各")


def find_schools(article: Article, header: Header) -> tuple[str, ...]:
    """Distinct proper names of schools, kindergartens and colleges, in the order of the text.

    A name that only adds a region, or a word that the grammar could not cut off, to another
    name of the document gives way to the shorter one.
    """
    value = article.text.value
    home = short_home(header.region or "")
    found = sorted(
        [
            *_full_names(value, home),
            *_numbered(value, home),
            *_listed(value),
            *_signatures(value),
            *own_school(value, header.school or ""),
        ]
    )
    names = dict.fromkeys(name for _, name in found)
    known = frozenset(names)
    return tuple(name for name in names if not _longer_form(name, known))


def _longer_form(name: str, names: frozenset[str]) -> bool:
    """Whether another name is this one cut short; 实验小学 is not 第三实验小学 cut short."""
    shorter = (name[start:] for start in range(1, len(name) - 3))
    return any(other in names and not _KIND_NAME.match(other) for other in shorter)


def _full_names(value: str, home: str) -> Iterator[tuple[int, str]]:
    for match in _HEAD.finditer(value):
        context = _CJK.search(value, max(0, match.start() - REACH), match.start())
        at_home = home and match["head"] in _OF_HOME and value.endswith(home, 0, match.start())
        if at_home and _BESIDE.match(value, match.end()):
            yield match.start(), home + match["head"]
            continue
        if context and not _is_plural(context[0], match["head"]):
            name = proper_name(context[0], match["head"])
            if name and not _is_averaged(name, value, match):
                yield match.start(), name
                yield from _coordinated(value, match.end() - len(name), match["head"])


def _is_averaged(name: str, value: str, match: re.Match[str]) -> bool:
    """Whether figures of all schools of a region follow: 石桥镇小学平均班额."""
    place = name.removesuffix(match["head"])
    return bool(ends_in_region(place) and _AVERAGED.match(value, match.end()))


def _coordinated(value: str, start: int, head: str) -> Iterator[tuple[int, str]]:
    """Places that share the head of the name after them: 沙湾、石桥教学点.

    柳河镇、石桥小学 lists a town and a school: what begins the list is of the kind of its end.
    """
    like = ends_in_region(value[start : value.find(head, start)])
    places: list[tuple[int, str]] = []
    while match := _BEFORE.search(value, max(0, start - 13), start):
        place = _bare_place(match["before"], head)
        if place is None:
            break
        start = match.end() - 1 - len(place)
        places.append((start, place))
    while places and ends_in_region(places[-1][1]) != like:
        places.pop()
    yield from ((at, place + head) for at, place in places)


def _bare_place(before: str, head: str) -> str | None:
    """The place that ends a stretch, where it stands alone or behind a verb: 加固北岭.

    Of kindergartens any noun alone is a name: 童心、小海豚幼儿园.
    """
    kept, stop = cut(before)
    place = "".join(kept)
    alone = not stop or tag(stop) == "p"
    known = 2 <= len(place) <= 4 and all(names_region(w) for w in kept)
    named = place.endswith(HEADS) or _SHORT_NAME.search(place)
    if head == "幼儿园" and alone and not named and len(kept) == 1 and is_noun(place):
        return place
    if not known or named or (stop and not tag(stop).startswith(("v", "p"))):
        return None
    return place


def _is_plural(context: str, head: str) -> bool:
    """Whether a head is the end of 中小学, 大中学校; 教学校长 holds none either."""
    return context[-1] in "中大教小" and head in ("小学", "中学", "学校")


def _numbered(value: str, home: str) -> Iterator[tuple[int, str]]:
    """Short names: 市十八中, 黎明镇二小; a bare 一中 only where it stands by itself."""
    for match in _NUMBERED.finditer(value):
        if home and value.endswith(home, 0, match.start()):
            yield match.start(), home + match["name"]
            continue
        context = _CJK.search(value, max(0, match.start() - 8), match.start())
        kept, stop = cut(context[0] if context else "")
        if _is_session(value, match) or counts(stop) or kept in _NOT_OWNERS:
            continue
        owned = kept and (
            kept[-1] in OWNERS or any(names_owner(w) for w in kept if not is_generic(w))
        )
        alone = not kept and _BESIDE.match(value, match.end()) and (not context or bool(stop))
        if owned or alone:
            yield match.start(), "".join(kept) + match["name"]


def _is_session(value: str, match: re.Match[str]) -> bool:
    """Whether 三中 is a plenary session: 十八届三中、四中全会."""
    return value[match.start() - 1 : match.start()] == "届" or bool(
        _SESSION.match(value, match.end())
    )


def _signatures(value: str) -> Iterator[tuple[int, str]]:
    """The school that signs: a name alone on a line, above a date or at the end."""
    for match in _SIGNATURE.finditer(value):
        before = merged(jieba.lcut(match["before"], HMM=False))
        general = match["head"] == "学校" or _is_plural(match["before"], match["head"])
        stops = any(word in STOPS or counts(word) for word in before)
        if not (general or stops or all(is_generic(word) for word in before)):
            yield match.start(), match["before"] + match["head"]


def _listed(value: str) -> Iterator[tuple[int, str]]:
    for match in _LISTED.finditer(value):
        for ordinal in match[1].split("、"):
            yield match.start(), ordinal + match[2]

"""A document enters, the proper names of the schools in it leave."""

import re
from collections.abc import Iterator
from functools import lru_cache

import jieba
import jieba.posseg

from plans.extraction.schema import Article, Header
from plans.extraction.school_homes import own_school, short_home
from plans.extraction.school_words import (
    GENERIC,
    HEADS,
    KIND_STOPS,
    NAME_VERBS,
    ONE_OF_A_KIND,
    PLACES,
    PLAIN_HEADS,
    STOPS,
    is_generic,
)
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
_REGION = re.compile(r"[省市州县区旗盟镇乡村]|街道")
# 贵州 and 郑州 are names by themselves, 恩施州 is a region with its kind
_WHOLE_REGION = re.compile(r"(?:[省市县区旗盟]|(?<=..)州)$")
_ORDINAL = re.compile(r"第?[一二三四五六七八九十]{1,3}$")
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
_ZONE_WORDS = words("现代 农业 工业 国际 文化 科技 高新")
_NUMERALS = words("一 二 三 四 五 六 七 八 九 十 百 千 万")
_NEVER_FIRST = words("地 得 了 者 里 内 余")
_RATE_OR_PUPIL = re.compile(r".率$|..生$")
_OF_HOME = words("高中 中学 初中 职高 职中 完中 附中 附小")
_ROADS = words("路 街 巷 湾")
_TOWNS = words("镇 乡 村 街道")
_OWNERS = words("省 市 州 县 区 镇 旗")
_NOT_OWNERS: frozenset[tuple[str, ...]] = frozenset((word,) for word in "全我本各")
_ALSO_VERBS = words("联合 合作 成功 希望 团结 解放 附属 实验 复兴 统一 劳动 友好 超越 安居")
_TELLING_KINDS = words("实验 外国语 机关 民族")
_OPENING_CHARACTERS = tuple("大小新老上下前后高中内外")
_VERBAL = ("v", "p", "c", "d", "u", "r", "y", "k", "a", "t", "z", "l", "i")
# 十里铺, 三十里营: a number of 里 with a kind of place is a village;
# 嘎查 is one in Inner Mongolia
_MILES = re.compile(
    r"[二三四五六七八九]?十?[一二三四五六七八九十]里[铺店堡桥河沟坪营庄屯湾]$|^[\u4e00-\u9fff]{2,6}嘎查$"
)
# 新建县, once a county, would swallow the verb
_BUILT = re.compile(r".*新建(?![路街村镇乡桥])")
_PLACES_TAGS = ("ns", "nr", "nt", "nz")


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
            name = _name(context[0], match["head"])
            if name and not _is_averaged(name, value, match):
                yield match.start(), name
                yield from _coordinated(value, match.end() - len(name), match["head"])


def _is_averaged(name: str, value: str, match: re.Match[str]) -> bool:
    """Whether figures of all schools of a region follow: 石桥镇小学平均班额."""
    place = name.removesuffix(match["head"])
    return bool(_has_region_suffix(place) and _AVERAGED.match(value, match.end()))


def _coordinated(value: str, start: int, head: str) -> Iterator[tuple[int, str]]:
    """Places that share the head of the name after them: 沙湾、石桥教学点.

    柳河镇、石桥小学 lists a town and a school: what begins the list is of the kind of its end.
    """
    like = _has_region_suffix(value[start : value.find(head, start)])
    places: list[tuple[int, str]] = []
    while match := _BEFORE.search(value, max(0, start - 13), start):
        place = _bare_place(match["before"], head)
        if place is None:
            break
        start = match.end() - 1 - len(place)
        places.append((start, place))
    while places and _has_region_suffix(places[-1][1]) != like:
        places.pop()
    yield from ((at, place + head) for at, place in places)


def _has_region_suffix(place: str) -> bool:
    return bool(_REGION.fullmatch(place[-1:]))


def _bare_place(before: str, head: str) -> str | None:
    """The place that ends a stretch, where it stands alone or behind a verb: 加固北岭.

    Of kindergartens any noun alone is a name: 童心、小海豚幼儿园.
    """
    kept, stop = _kept(before)
    place = "".join(kept)
    alone = not stop or _tag(stop) == "p"
    known = 2 <= len(place) <= 4 and all(_names_region(w) for w in kept)
    named = place.endswith(HEADS) or _SHORT_NAME.search(place)
    if head == "幼儿园" and alone and not named and len(kept) == 1 and _is_noun(place):
        return place
    if not known or named or (stop and not _tag(stop).startswith(("v", "p"))):
        return None
    return place


def _is_noun(word: str) -> bool:
    return 2 <= len(word) <= 3 and _tag(word).startswith("n") and not is_generic(word)


def _names_region(word: str) -> bool:
    return not is_generic(word) and (word in PLACES or _tag(word) == "ns")


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
        kept, stop = _kept(context[0] if context else "")
        if _is_session(value, match) or _counts(stop) or kept in _NOT_OWNERS:
            continue
        owned = kept and (
            kept[-1] in _OWNERS or any(_names_owner(w) for w in kept if not is_generic(w))
        )
        alone = not kept and _BESIDE.match(value, match.end()) and (not context or bool(stop))
        if owned or alone:
            yield match.start(), "".join(kept) + match["name"]


def _names_owner(word: str) -> bool:
    """Before a number (城关三小, 石门五中) a plain noun is a place too."""
    noun = len(word) == 2 and _tag(word) == "n" and word[0] not in _NUMERALS
    return noun or _names_place(word) or word == "城关"


def _is_session(value: str, match: re.Match[str]) -> bool:
    """Whether 三中 is a plenary session: 十八届三中、四中全会."""
    return value[match.start() - 1 : match.start()] == "届" or bool(
        _SESSION.match(value, match.end())
    )


def _signatures(value: str) -> Iterator[tuple[int, str]]:
    """The school that signs: a name alone on a line, above a date or at the end."""
    for match in _SIGNATURE.finditer(value):
        before = _merged(jieba.lcut(match["before"], HMM=False))
        general = match["head"] == "学校" or _is_plural(match["before"], match["head"])
        stops = any(word in STOPS or _counts(word) for word in before)
        if not (general or stops or all(is_generic(word) for word in before)):
            yield match.start(), match["before"] + match["head"]


def _listed(value: str) -> Iterator[tuple[int, str]]:
    for match in _LISTED.finditer(value):
        for ordinal in match[1].split("、"):
            yield match.start(), ordinal + match[2]


@lru_cache(maxsize=4096)
def _name(context: str, head: str) -> str | None:
    """The proper name that ends in ``head`` with this text before it, or None."""
    kept, stop = _kept(context)
    while len(kept) > 1 and _only_leads(kept):
        kept = kept[1:]
    if _counts(stop) or not _proper(kept, head):
        return None
    return "".join(kept) + head


@lru_cache(maxsize=4096)
def _kept(context: str) -> tuple[tuple[str, ...], str]:
    """The words before a head that can belong to a name, and the word that stopped them."""
    miles = _MILES.search(context)
    if miles:
        return (miles[0],), ""
    built = _BUILT.search(context)
    words = jieba.lcut(context[built.end() :] if built else context, HMM=False)
    for index in range(len(words) - 1, -1, -1):
        inside = index < len(words) - 1
        if _begins_town(words, index) or _ends_place(words, index):
            continue
        if _ends(words[index], inside) or _measures(words, index):
            return tuple(_merged(words[index + 1 :])), words[index]
    return tuple(_merged(words)), "新建" if built else ""


def _begins_town(words: list[str], index: int) -> bool:
    """Whether a numeral opens a town's name (百灵镇): no measure follows, single characters do.

    So does a particle that no clause can begin with: 地, 里.
    """
    opens = words[index] in _NUMERALS or (index == 0 and words[0] in _NEVER_FIRST)
    if not opens or index + 2 >= len(words) or not _is_new(words, index):
        return False
    follow = words[index + 1 : index + 4]
    town = next((i for i, word in enumerate(follow) if word in _TOWNS), 0)
    return town > 0 and all(len(w) == 1 and w not in STOPS for w in follow[:town])


def _ends_place(words: list[str], index: int) -> bool:
    """Whether 办 is short for a street office (柳河办中心小学), or 里 ends a village (姚里小学)."""
    before = words[index - 1] if index else ""
    if words[index] == "里":
        return index == len(words) - 1 and len(before) == 1 and _tag(before).startswith("n")
    office = words[index : index + 2] == ["办", "中心"]
    return office and bool(before) and _names_region(before)


def _is_new(words: list[str], index: int) -> bool:
    return index == 0 or _tag(words[index - 1]) != "m"


def _ends(word: str, inside: bool) -> bool:
    """Whether a word cannot belong to a name."""
    if word in NAME_VERBS:
        return inside and word in _ALSO_VERBS
    if word in STOPS or _RATE_OR_PUPIL.search(word):
        return True
    if is_generic(word) or word in PLACES or len(word) == 1:
        return False
    if _counts(word):
        return True
    if len(word) > 3 and not word.endswith("大") and not _tag(word).startswith(("ns", "nt")):
        return True
    return _tag(word).startswith(_VERBAL)


def _only_leads(words: tuple[str, ...]) -> bool:
    """Whether the first word is no part of the name: 农村, or an office before a place."""
    first = words[0]
    if first in ("小", "大") and len(words) == 2 and not is_generic(words[1]):
        return False
    if is_generic(first):
        return first not in _OWNERS and not (first in _ZONE_WORDS and words[1].endswith("园区"))
    if first[-1] in "部局厅委":
        return True
    common = len(first) == 2 and _tag(first) in ("n", "vn", "an", "l")
    return common and any(_names_place(w) for w in words[1:])


def _proper(words: tuple[str, ...], head: str) -> bool:
    """Whether the words before a head name one school rather than a kind."""
    telling = [w for w in words if not is_generic(w)]
    if words == ("教育",) and head == "幼儿园":
        return True
    if not words or len("".join(words)) < 2:
        return False
    if _WHOLE_REGION.search(words[0]) and all(
        is_generic(w) or w in ONE_OF_A_KIND for w in words[1:]
    ):
        return _one_of_a_kind(words, head)
    if not telling:
        return False
    named_after = telling[0] in NAME_VERBS and telling[0] not in _TELLING_KINDS
    if named_after and (words[0] in _OWNERS or words[-1] in _TELLING_KINDS):
        return True
    return any(_names_place(w) for w in telling) or (head in PLAIN_HEADS and len(telling) == 1)


def _one_of_a_kind(words: tuple[str, ...], head: str) -> bool:
    """A region and kinds of school: 云岭县特殊教育学校 is one, 云岭县农村小学 are many."""
    rest = words[1:]
    if not rest:
        return words[0] not in GENERIC and head in ("职教中心", "职业教育中心", "中心校")
    known = words[0] not in GENERIC or any(w in _TELLING_KINDS for w in rest)
    return known and all(w in ONE_OF_A_KIND for w in rest)


def _measures(words: list[str], index: int) -> bool:
    """Whether 家 counts (三家幼儿园) rather than names a family's village (马家坳小学)."""
    return words[index] == "家" and (index == 0 or _tag(words[index - 1]) == "m")


def _merged(words: list[str]) -> list[str]:
    """Single characters that follow one another are one word (体艺), a region takes its kind."""
    merged: list[str] = []
    for word in words:
        if word in _ROADS and len(merged) > 1 and all(len(w) == 1 for w in merged[-2:]):
            merged[-2:] = ["".join(merged[-2:]) + word]
            continue
        single = len(word) == 1 and word not in GENERIC and merged and len(merged[-1]) <= 2
        opens = merged and merged[-1] in _OPENING_CHARACTERS
        if merged and (
            (single and (opens or merged[-1] not in GENERIC)) or _is_suffix(word, merged[-1])
        ):
            merged[-1] += word
        else:
            merged.append(word)
    return merged


def _counts(word: str) -> bool:
    """Whether a word counts or points: after 一所, 若干个, 各 comes a kind of school."""
    if _ORDINAL.match(word):
        return not word.startswith("第") and len(word) == 1
    return (
        word in KIND_STOPS
        or word.startswith(("各", "每", "该"))
        or (_tag(word) == "m" and word[-1] in KIND_STOPS)
    )


def _is_suffix(word: str, before: str) -> bool:
    return bool(_REGION.fullmatch(word)) and len(before) > 1 and not is_generic(before)


def _names_place(word: str) -> bool:
    """Whether a word tells which school of a kind is meant; 城关 tells only roughly where."""
    if word == "城关":
        return False
    if len(word) > 2 and _REGION.fullmatch(word[-1]):
        return True
    return word in PLACES or _tag(word).startswith(_PLACES_TAGS) or bool(_ORDINAL.match(word))


def _tag(word: str) -> str:
    """The dictionary's part of speech; of a word it does not hold, that of a place."""
    return str(jieba.posseg.dt.word_tag_tab.get(word, "ns"))

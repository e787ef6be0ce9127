"""The words before a school's head enter, its proper name leaves, or None for a kind."""

import re
from functools import lru_cache
from itertools import accumulate, takewhile

import jieba
import jieba.posseg

from plans.extraction.school_words import (
    GENERIC,
    KIND_STOPS,
    LANDSCAPES,
    LAST_KINDS,
    MOTTOES,
    NAME_VERBS,
    ONE_OF_A_KIND,
    PLACES,
    PLAIN_HEADS,
    STOPS,
    is_generic,
)
from plans.extraction.wordlists import words

Towns = tuple[str, ...]
"""Places in a stretch of text, from left to right."""

_REGION = re.compile(r"[省市州县区旗盟镇乡村]|街道")
# 贵州 and 郑州 are names by themselves, 恩施州 is a region with its kind
_WHOLE_REGION = re.compile(r"(?:[省市县区旗盟]|(?<=..)州)$")
_ORDINAL = re.compile(r"第?[一二三四五六七八九十]{1,3}$")
_ZONE_WORDS = words("现代 农业 工业 国际 文化 科技 高新")
_NUMERALS = words("一 二 三 四 五 六 七 八 九 十 百 千 万")
_NEVER_FIRST = words("地 得 了 者 里 内 余 上 下 前 后 中 月 居")
_COUNTED = re.compile("[一两几][项处年期批类]")
_NEVER_LISTED = words("与 和 同 对 向 从 到 在 由 为 将 如 按 及 原 近 约 共")
_NO_NAME = re.compile(r".率$|..比$|..[生单人者员费额款]$")
_MAKING = words("创建 改建 扩建 增建 建成 创办")
_ROADS = words("路 街 巷 湾")
_ROADS_ALONE = (["路"], ["街"], ["巷"])
_ROAD_VERBS = words("建设 民主 友谊")
_TOWNS = words("镇 乡 村 街道")
_SIDES = words("关 东 西 南 北")
OWNERS = words("省 市 州 县 区 镇 旗")
_ALSO_VERBS = words("联合 合作 成功 希望 团结 解放 实验 复兴 统一 劳动 友好 超越 安居")
_TELLING_KINDS = words("实验 外国语 机关 民族")
_SPELT_KINDS = tuple(kind for kind in LAST_KINDS if len(kind) > 1)
_COUNTY_HEADS = words(
    "职教中心 职业教育中心 职业中专 职专 中心校 职教中心校 职业教育中心校"
    " 职教中心学校 职业教育中心学校"
)
_OPENING_CHARACTERS = tuple("大小新老上下前后高中内外")
_VERBAL = ("v", "p", "c", "d", "u", "r", "y", "k", "a", "t", "z", "l", "i")
# 十里铺, 三十里营: a number of 里 with a kind of place is a village;
# 嘎查 is one in Inner Mongolia
_MILES = re.compile(
    r"[二三四五六七八九]?十?[一二三四五六七八九十]里[铺店堡桥河沟坪营庄屯湾]$|^[\u4e00-\u9fff]{2,6}嘎查$"
)
# 新建县, once a county, would swallow the verb; 3月10日前交…, 班额远超…
_BUILT = re.compile(r".*(?:新建(?![路街村镇乡桥])|前[交报送]|远超)")
_PLACES_TAGS = ("ns", "nr", "nt", "nz")


@lru_cache(maxsize=4096)
def proper_name(context: str, towns: Towns, head: str) -> str | None:
    """The proper name that ends in ``head`` with this text before it, or None."""
    kept, stop = cut(context, towns)
    if _is_university("".join(kept) or stop, head):
        return ("".join(kept) or stop) + head
    while len(kept) > 1 and _only_leads(kept, towns):
        kept = kept[1:]
    if counts(stop) or not _proper(kept, towns, head):
        return None
    return "".join(kept) + head


@lru_cache(maxsize=4096)
def cut(context: str, towns: Towns = ()) -> tuple[tuple[str, ...], str]:
    """The words before a head that can belong to a name, and the word that stopped them.

    ``context`` begins with 、 where that is what stands before it; ``towns`` are places in it.
    """
    listed = context.startswith("、")
    context = context.removeprefix("、")
    miles = _MILES.search(context)
    if miles:
        return (miles[0],), ""
    built = _BUILT.search(context)
    words = _words(context[built.end() :] if built else context, towns)
    for index in range(len(words) - 1, -1, -1):
        inside = index < len(words) - 1
        if words[index] in towns or _opens(words, index, listed) or _ends_place(words, index):
            continue
        if _names_road(words, index):
            continue
        if _ends(words[index], inside) or _measures(words, index):
            return tuple(merged(words[index + 1 :])), words[index]
    return tuple(merged(words)), "新建" if built else ""


def _words(context: str, towns: Towns) -> list[str]:
    """The words of a stretch, each place one of them unless it begins inside another word."""
    words = _divided(context)
    if not towns:
        return words
    start = context.rfind(towns[-1])
    if start not in (0, *accumulate(map(len, words))):
        return _words(context, towns[:-1])
    rest = _divided(context[start + len(towns[-1]) :])
    return [*_words(context[:start], towns[:-1]), towns[-1], *rest]


def _divided(context: str) -> list[str]:
    """The words of the dictionary, but 和|县 behind other words and 县|城关 before a head."""
    words: list[str] = jieba.lcut(context, HMM=False)
    for index in range(len(words) - 1, 0, -1):
        if words[index] == "和县":
            words[index : index + 1] = ["和", "县"]
        if words[index - 1] == "县城" and words[index] in _SIDES:
            words[index - 1 : index + 1] = ["县", "城" + words[index]]
    return words


def _opens(words: list[str], index: int, listed: bool) -> bool:
    """Whether a word that ends names begins one: 百灵镇, 三棵柳, 上河, and in a list 同福.

    No measure follows but single characters, up to a town's kind or the kind of school.
    """
    if not _may_open(words, index, listed):
        return False
    rest = words[index + 1 :]
    town = next((i for i, word in enumerate(rest[:3]) if _ends_town(word)), 0)
    if town or (rest and _ends_town(rest[0]) and rest[0] not in _TOWNS):
        return all(len(word) == 1 and word not in STOPS for word in rest[:town])
    singles = [*takewhile(_is_free_character, rest)]
    return 0 < len(singles) <= 3 and all(is_generic(word) for word in rest[len(singles) :])


def _ends_town(word: str) -> bool:
    """Whether a word is a town's kind, or one that a dictionary ends with it: 山乡."""
    return word in _TOWNS or (len(word) == 2 and word[1] in "镇乡" and not is_generic(word))


def _may_open(words: list[str], index: int, listed: bool) -> bool:
    """Whether a clause can hardly hold the word here: no number before 三, nothing before 里."""
    word = words[index]
    if word in _NUMERALS:
        return _is_new(words, index)
    if word == "都":  # behind a verb nobody is told to do all of it, as in 教师都到
        before = words[index - 1] if index else ""
        return before in _MAKING or (bool(before) and tag(before).startswith("v"))
    return index == 0 and (word in _NEVER_FIRST or (listed and word in _NEVER_LISTED))


def _is_free_character(word: str) -> bool:
    """Whether a character counts nothing and says no kind of school."""
    return len(word) == 1 and word not in STOPS and word not in GENERIC and tag(word) != "q"


def _ends_place(words: list[str], index: int) -> bool:
    """Whether 办 is short for a street office (柳河办中心小学), or 里 ends a village (姚里小学).

    日 between characters is a sound (苏日图), and so is 都 behind a character and a region.
    """
    before = words[index - 1] if index else ""
    if words[index] == "都":
        return index > 1 and _is_free_character(before) and names_region(words[index - 2])
    if before + words[index] in MOTTOES:
        return True
    if words[index] == "日":
        return index < len(words) - 1 and _is_free_character(before)
    if words[index] in ("里", "原"):
        return index == len(words) - 1 and len(before) == 1 and before not in STOPS
    if words[1:] == ["和"] and index == 1:
        return _is_free_character(before)
    office = words[index : index + 2] == ["办", "中心"]
    return office and bool(before) and names_region(before)


def _names_road(words: list[str], index: int) -> bool:
    """Whether a road is named by what is a verb elsewhere: 前进路."""
    return words[index + 1 : index + 2] in _ROADS_ALONE and (
        words[index] in NAME_VERBS or words[index] in _ROAD_VERBS
    )


def _is_new(words: list[str], index: int) -> bool:
    return index == 0 or tag(words[index - 1]) != "m"


def _ends(word: str, inside: bool) -> bool:
    """Whether a word cannot belong to a name."""
    if word in NAME_VERBS:
        return inside and word in _ALSO_VERBS
    if word in STOPS or word[0] == "这" or word.removeprefix("新") in _MAKING:
        return True
    if is_generic(word) or word in PLACES or len(word) == 1:
        return False
    if counts(word) or _NO_NAME.search(word):
        return True
    if len(word) > 3 and not word.endswith(("大", "大学", "学院")):
        return not tag(word).startswith(("ns", "nt"))
    return tag(word).startswith(_VERBAL)


def _only_leads(words: tuple[str, ...], towns: Towns) -> bool:
    """Whether the first word is no part of the name: 农村, or an office before a place."""
    first = words[0]
    if first in ("小", "大") and len(words) == 2 and not is_generic(words[1]):
        return False
    if is_generic(first):
        return first not in OWNERS and not (first in _ZONE_WORDS and words[1].endswith("园区"))
    if first[-1] in "部局厅委":
        return True
    common = len(first) == 2 and first not in towns and tag(first) in ("n", "vn", "an", "l")
    return common and any(w in towns or _names_place(w) for w in words[1:])


def _proper(words: tuple[str, ...], towns: Towns, head: str) -> bool:
    """Whether the words before a head name one school rather than a kind."""
    if words == ("教育",) and head == "幼儿园":
        return True
    if not words or len("".join(words)) < 2:
        return False
    regions = [*takewhile(_WHOLE_REGION.search, words)]
    rest = words[len(regions) :]
    if regions and all(is_generic(w) or w in ONE_OF_A_KIND for w in rest):
        return _one_of_a_kind(regions[-1], rest, head)
    telling = [w for w in words if not is_generic(w)]
    return bool(telling) and not _of_many(words, head) and _tells_one(words, telling, towns, head)


def _tells_one(words: tuple[str, ...], telling: list[str], towns: Towns, head: str) -> bool:
    """Whether a motto, a place or, before some heads, any noun tells which school is meant."""
    if telling[0] in MOTTOES or any(w in towns or _names_place(w) for w in telling):
        return True
    named_after = telling[0] in NAME_VERBS and telling[0] not in _TELLING_KINDS
    if named_after and (words[0] in OWNERS or words[-1] in _TELLING_KINDS):
        return True
    playful = head == "幼儿园" and [*map(len, words)] == [2, 2] and len(telling) == 2
    # a character alone belongs to its neighbour (牛|场坝)
    return playful or (sum(len(w) > 1 for w in telling) <= 1 and head in PLAIN_HEADS)


def _of_many(words: tuple[str, ...], head: str) -> bool:
    """Whether the words tell where schools of a kind are: 平川学校, 石桥镇公办幼儿园."""
    return (
        words[-1] in LAST_KINDS
        or "".join(words).endswith(_SPELT_KINDS)
        or (head == "学校" and len(words) == 1 and words[0] in LANDSCAPES)
    )


def _is_university(before: str, head: str) -> bool:
    """Whether a dictionary has a whole name: 华南理工大学, but not 中医药大学."""
    told = before.startswith("中国") or not is_generic(before[:2])
    known = jieba.posseg.dt.word_tag_tab.get(before + head) == "nt"
    return head in ("大学", "学院") and len(before) > 2 and told and known


def _one_of_a_kind(region: str, kinds: tuple[str, ...], head: str) -> bool:
    """A region and kinds of school: 云岭县特殊教育学校 is one, 云岭县农村小学 are many."""
    if not kinds:
        return region not in GENERIC and head in _COUNTY_HEADS
    if kinds == ("城郊",):
        return region not in GENERIC and head == "中学"
    known = region not in GENERIC or any(w in _TELLING_KINDS for w in kinds)
    return known and all(w in ONE_OF_A_KIND for w in kinds)


def _measures(words: list[str], index: int) -> bool:
    """Whether 家 counts (三家幼儿园) rather than names a family's village (马家坳小学)."""
    return words[index] == "家" and (index == 0 or tag(words[index - 1]) == "m")


def merged(words: list[str]) -> list[str]:
    """Single characters that follow one another are one word (体艺), a region takes its kind."""
    parts: list[str] = []
    for word in words:
        if word in _ROADS and len(parts) > 1 and all(len(w) == 1 for w in parts[-2:]):
            parts[-2:] = ["".join(parts[-2:])]
        single = (
            len(word) == 1
            and (word == "原" or word not in GENERIC)
            and parts
            and len(parts[-1]) <= 2
        )
        opens = parts and parts[-1] in _OPENING_CHARACTERS
        if parts and (
            (single and (opens or parts[-1] not in GENERIC)) or _is_suffix(word, parts[-1])
        ):
            parts[-1] += word
        else:
            parts.append(word)
    return parts


def counts(word: str) -> bool:
    """Whether a word counts or points: after 一所, 若干个, 各 comes a kind of school."""
    if _ORDINAL.match(word):
        return not word.startswith("第") and len(word) == 1
    return (
        word in KIND_STOPS
        or bool(_COUNTED.fullmatch(word))
        or word.startswith(("各", "每", "该"))
        or word.endswith("些")
        or (tag(word) == "m" and word[-1] in KIND_STOPS)
    )


def _is_suffix(word: str, before: str) -> bool:
    if word in _ROADS:
        return len(before) > 1
    return bool(_REGION.fullmatch(word)) and len(before) > 1 and not is_generic(before)


def names_region(word: str) -> bool:
    return not is_generic(word) and (word in PLACES or tag(word) == "ns")


def is_noun(word: str) -> bool:
    return 2 <= len(word) <= 3 and tag(word).startswith("n") and not is_generic(word)


def _names_place(word: str) -> bool:
    """Whether a word tells which school of a kind is meant; 城关 tells only roughly where."""
    if word == "城关":
        return False
    if len(word) > 2 and _REGION.fullmatch(word[-1]):
        return True
    return word in PLACES or tag(word).startswith(_PLACES_TAGS) or bool(_ORDINAL.match(word))


def tag(word: str) -> str:
    """The dictionary's part of speech; of a word it does not hold, that of a place."""
    return str(jieba.posseg.dt.word_tag_tab.get(word, "ns"))


def names_owner(word: str, towns: Towns) -> bool:
    """Before a number (城关三小, 石门五中, 城北二小) a plain noun or a side is a place too."""
    noun = len(word) == 2 and tag(word) in ("n", "s") and word[0] not in _NUMERALS
    return noun or word in towns or _names_place(word) or word == "城关"


def ends_in_region(place: str) -> bool:
    return bool(_REGION.fullmatch(place[-1:]))

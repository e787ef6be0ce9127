"""A document enters, the proper names of the schools in it leave."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import jieba

from plans.extraction.gazetteer import Gazetteer
from plans.extraction.schema import Article, Header
from plans.extraction.school_homes import known_places, own_school, short_home
from plans.extraction.school_names import (
    OWNERS,
    Towns,
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
    rf"(?P<head>{'|'.join(HEADS)})(?!生|习|科[^技研]|阶段|段|部(?![门委分])|[、与和]?[小初]?中[小学]|化倾|联考|城"
    r"|附[属中小]|(?:(?![和与及的])[\u4e00-\u9fff]){2,6}附属[学小中]|(?<=村小)学|(?<=中专)学校|(?<=书院)[小中])"
)
# (?=…) names what the pattern begins with: nothing is tried elsewhere
_NUMBERED = re.compile(
    r"(?=[第一二三四五六七八九十])(?P<name>第?(?P<number>[一二三四五六七八九十]{1,3})[中小高幼])"
    r"(?!全会|等(?:职|教|专|以|水|收|偏|城|师)|学(?!生|校|科)|高(?!考|[一二三])"
    r"|[心央部年型级国华共时步批片段块组初儿小考职旬期层间外文专院队医草青撮招轮个位名所件阶校])"
)
_SESSION = re.compile(r"(?:[、和及][一二三四五六七]中){0,5}全会")
_LISTED = re.compile(
    r"(?=第)((?:第[一二三四五六七八九十]{1,3}、){0,12}第[一二三四五六七八九十]{1,3})[、和]"
    r"第[一二三四五六七八九十]{1,3}(小学|中学|幼儿园|初级中学|高级中学|初中|高中)"
)
_BEFORE = re.compile(r"(?P<before>[\u4e00-\u9fff]{2,12})、\Z")
_SIGNATURE = re.compile(
    rf"^(?P<before>[\u4e00-\u9fff]{{2,12}}?)(?P<head>{'|'.join(HEADS)})"
    r"(?:\n(?=20[\dxX×_＿*]{1,2}年|二[〇○零])|\n?\Z)",
    re.M,
)
_BEFORE_HEAD = re.compile(r"(?:(?<=[\dxX×*_＿])[年月日时])?(?P<text>、?[\u4e00-\u9fff]+)\Z")
# 平坝初级中学和平头镇小学 names no 和平
_JOINED = re.compile(
    rf".*(?:(?:{'|'.join(HEADS)})(?:以及|[和与及])(?=..)|(?:局|委|镇|乡|街道)[和与及](?=[县市区]))"
)
_AFTER_SCHOOL = re.compile(rf"(?:{'|'.join(HEADS)}|[一二三四五六七八九十][中小高幼])[、和与及]\Z")
_KIND_NAME = re.compile(
    rf"(?:第?[一二三四五六七八九十]{{1,3}}|实验|外国语|机关|民族|中心|[高初]级|完全)+(?:{'|'.join(HEADS)}|[中小高幼])$"
)
_BESIDE = re.compile(
    r"[、，。；：）和与及\n等在（]|教师|校长|学生|高考|老?(?:教学|综合|实[训验]|宿舍|办公)[大楼]|宿舍|食堂|操场|校[园舍区]"
    r"|[改扩迁新]+建|负责|承办|牵头|$"
)
_ONE_IN_REGION = re.compile(
    r"(?P<county>[县市区州旗](?:(?:特殊教育|特教|盲?聋哑|教师进修|进修)学校"
    r"|职高|职专|高级中学|(?:中等|高级|高等)?职业(?:教育|技术|技术教育|中等专业)?(?:学校|学院|中学|高中)"
    r"|(?:工业|农业|林业|商业|财贸|财经|工贸|商贸|卫生|体育运动|民族师范|师范|技工)学校"
    r"|职教中心|职业教育中心|职业中专))|[镇乡]中心(?:小学|学校|校|幼儿园)"
)
_NUMBERS = "两2三3四4五5六6七7八8九9"
_COUNTED = re.compile(
    rf"(?P<number>[{_NUMBERS}])所(?P<head>小学|[初高]级中学|中学|初中|高中|完小|学校|幼儿园)"
)
_LIST = re.compile(r"[\u4e00-\u9fff、]+\Z")
_PART = re.compile("[^、和与及]+")
_SHORT_NAME = re.compile(r"[一二三四五六七八九十][中小高幼]$")
_AVERAGED = re.compile(
    r"平均|[挤缺]|普遍|[共现]?有?(?:\d+|[一二三四五六七八九十两]+)[所个](?!班|教)|(?:数量|总数|布局)"
)
_BY_LEVEL = re.compile(
    r"[^，。；、\n]{0,10}[\d足够缺齐紧][^，。；、\n]{0,16}[、，；](?:小学|初中|高中|幼儿园)[^，。；、\n生校部\d]{0,6}[\d足够缺齐紧]"
)
_OF_HOME = words("高中 中学 初中 职高 职中 完中 附中 附小")
_NOT_OWNERS: frozenset[tuple[str, ...]] = frozenset((word,) for word in "全我本各")


@dataclass(frozen=True, slots=True)
class _Page:
    """A text, the short name of its county, and the start of each place known in it by its end."""

    value: str
    home: str
    places: Mapping[int, int]

    def before(self, end: int, reach: int) -> tuple[str, Towns]:
        """What a name that ends here can hold, with the 、 before it, and the places in it."""
        match = _BEFORE_HEAD.search(self.value, max(0, end - reach), end)
        if match is None:
            return "", ()
        joined = _JOINED.match(match["text"])
        return self.stretch(match.start("text") + (joined.end() if joined else 0), end)

    def stretch(self, start: int, end: int) -> tuple[str, Towns]:
        """A stretch of the text and the places in it, from left to right."""
        inside = ((self.places.get(at, -1), at) for at in range(start + 1, end + 1))
        places = tuple(self.value[begin:at] for begin, at in inside if begin >= start)
        return self.value[start:end], places

    def ends_at_home(self, end: int) -> bool:
        """Whether the short name of the county stands before this place."""
        return bool(self.home) and self.value.endswith(self.home, 0, end)


def find_schools(
    article: Article, header: Header, gazetteer: Gazetteer | None = None
) -> tuple[str, ...]:
    """Distinct proper names of schools, kindergartens and colleges, in the order of the text.

    A name that only adds a county, or a word that the grammar could not cut off, to another
    name of the document gives way to the shorter one; a town stays unless the name is more often
    told without it. The gazetteer tells where towns begin.
    """
    value = article.text.value
    home = short_home(header.region or "")
    page = _Page(value, home, known_places(value, header, gazetteer))
    found = sorted(
        [
            *_full_names(page),
            *_numbered(page),
            *_listed(value),
            *_counted(page),
            *_of_a_region(page, header.level in ("township", "school")),
            *_signatures(value),
            *own_school(value, header.school or ""),
        ]
    )
    names = dict.fromkeys(name for _, name in found)
    known = frozenset(names).difference(_without_town([name for _, name in found], page))
    return tuple(
        name
        for name in names
        if name in known and not (_longer_form(name, known) or _told_by_another(name, names, value))
    )


def _without_town(found: Iterable[str], page: _Page) -> Iterator[str]:
    """Names told with their town at least as often as without: 石桥小学 of 青岭镇石桥小学."""
    places = {page.value[start:end] for end, start in page.places.items()}
    towns = tuple(place for place in places if place.endswith(("镇", "乡", "街道")))
    told = Counter(found)
    for name in told:
        if name.startswith(towns):
            short = next(name.removeprefix(town) for town in towns if name.startswith(town))
            if told[short] <= told[name] and not _KIND_NAME.match(short):
                yield short


def _longer_form(name: str, names: frozenset[str]) -> bool:
    """Whether another name is this one cut short; 实验小学 is not 第三实验小学 cut short."""
    shorter = (name[start:] for start in range(1, len(name) - 3))
    return any(
        other in names and not (_KIND_NAME.match(other) or _ONE_IN_REGION.fullmatch(other))
        for other in shorter
    )


def _told_by_another(name: str, names: Iterable[str], value: str) -> bool:
    """Whether a name only repeats a longer or an earlier one.

    县职教中心 does 平川县职教中心 and 县职业教育中心, 一中 平川一中, and 实验小学 县实验小学.
    """
    if _KIND_NAME.fullmatch(name):
        beside = any(mark + name in value for mark in "、和与及")
        owned = {owner + name for owner in OWNERS}
        brief = len(name) == len("一中")
        longer = [o for o in names if o in owned or (brief and o != name and o.endswith(name))]
        return bool(longer) and not beside
    if not _ONE_IN_REGION.fullmatch(name):
        return False
    short = _abbreviated(name)
    alike = [other for other in names if _abbreviated(other).endswith(short)]
    return any(len(_abbreviated(other)) > len(short) for other in alike) or alike[0] != name


def _abbreviated(name: str) -> str:
    return name.replace("职业教育", "职教").replace("特殊教育", "特教")


def _full_names(page: _Page) -> Iterator[tuple[int, str]]:
    for match in _HEAD.finditer(page.value):
        head = match["head"]
        at_home = head in _OF_HOME and page.ends_at_home(match.start())
        if at_home and _BESIDE.match(page.value, match.end()):
            yield match.start(), page.home + head
            continue
        context, towns = page.before(match.start(), REACH)
        if context and not _is_plural(context, head):
            name = proper_name(context, towns, head)
            if name and not _is_of_level(name, page.value, match):
                yield match.start(), name
                yield from _coordinated(page, match.end() - len(name), head)


def _is_of_level(name: str, value: str, match: re.Match[str]) -> bool:
    """Whether figures of all such schools follow: 石桥镇小学平均班额; 风琴小学8架、初中5架."""
    told = name.removesuffix(match["head"])
    if match["head"] in ("中学", "初中") and told.endswith(("乡", "镇")):
        return False
    follows = _AVERAGED if ends_in_region(told) else _BY_LEVEL if tag(told) == "n" else None
    return bool(follows and follows.match(value, match.end()))


def _coordinated(page: _Page, start: int, head: str) -> Iterator[tuple[int, str]]:
    """Places that share the head of the name after them: 沙湾、石桥教学点.

    柳河镇、石桥小学 lists a town and a school: what begins the list is of the kind of its end.
    """
    like = ends_in_region(page.value[start : page.value.find(head, start)])
    places: list[tuple[int, str]] = []
    while match := _BEFORE.search(page.value, max(0, start - 13), start):
        place = _bare_place(*page.stretch(*match.span("before")), head)
        if place is None:
            break
        start = match.end() - 1 - len(place)
        places.append((start, place))
    while places and ends_in_region(places[-1][1]) != like:
        places.pop()
    yield from ((at, place + head) for at, place in places)


def _bare_place(before: str, towns: Towns, head: str) -> str | None:
    """The place that ends a stretch, where it stands alone or behind a verb: 加固北岭.

    Of kindergartens any noun alone is a name: 童心、小海豚幼儿园.
    """
    kept, stop = cut(before, towns)
    place = "".join(kept)
    alone = not stop or tag(stop) == "p"
    known = 2 <= len(place) <= 4 and all(w in towns or names_region(w) for w in kept)
    named = place.endswith(HEADS) or _SHORT_NAME.search(place)
    if head == "幼儿园" and alone and not named and len(kept) == 1 and is_noun(place):
        return place
    if not known or named or (stop and not tag(stop).startswith(("v", "p"))):
        return None
    return place


def _is_plural(context: str, head: str) -> bool:
    """Whether a head ends 中小学 or begins 学校长, or follows another; 浙大小学 is one school."""
    if context[-1] == "大" and jieba.lcut(context, HMM=False)[-1] != "大":
        return False
    if head == "学校" and context.endswith(("小学", "中学", "幼儿园", "大学", "学院")):
        return True
    return context[-1] in "中大教小" and head in ("小学", "中学", "学校")


def _numbered(page: _Page) -> Iterator[tuple[int, str]]:
    """Short names: 市十八中, 黎明镇二小; a bare 一中 only where it stands by itself."""
    for match in _NUMBERED.finditer(page.value):
        if page.ends_at_home(match.start()):
            yield match.start(), page.home + match["name"]
            continue
        context, towns = page.before(match.start(), 8)
        kept, stop = cut(context, towns)
        if _is_session(page.value, match) or counts(stop) or kept in _NOT_OWNERS:
            continue
        owned = kept and (
            kept[-1] in OWNERS or any(names_owner(w, towns) for w in kept if not is_generic(w))
        )
        alone = not kept and _stands_alone(page.value, match) and (not context or bool(stop))
        if owned or alone:
            yield match.start(), "".join(kept) + match["name"]


def _stands_alone(value: str, match: re.Match[str]) -> bool:
    """Whether a short name is told by what follows it, or by the school listed before it."""
    return _is_listed(value, match.start()) or bool(_BESIDE.match(value, match.end()))


def _is_listed(value: str, start: int) -> bool:
    """Whether a school is named before this place: 县一中、."""
    return bool(_AFTER_SCHOOL.search(value, max(0, start - 6), start))


def _is_session(value: str, match: re.Match[str]) -> bool:
    """Whether 三中 is a plenary session: 十八届三中、四中全会."""
    return value[match.start() - 1 : match.start()] == "届" or bool(
        _SESSION.match(value, match.end())
    )


def _of_a_region(page: _Page, in_town: bool) -> Iterator[tuple[int, str]]:
    """Schools of which a county has one, and a town among the names of its own schools."""
    for match in _ONE_IN_REGION.finditer(page.value):
        kept, stop = cut(*page.before(match.start() + 1, REACH))
        listed = in_town and _is_listed(page.value, match.start())
        if kept == (match[0][0],) and not counts(stop) and (listed or match["county"]):
            yield match.start(), match[0]


def _counted(page: _Page) -> Iterator[tuple[int, str]]:
    """As many places as their head is counted by: 沙湾、石桥两所小学."""
    for match in _COUNTED.finditer(page.value):
        number, head = _NUMBERS.index(match["number"]) // 2 + 2, match["head"]
        listed = _LIST.search(page.value, max(0, match.start() - 50), match.start())
        begin = listed.start() if listed else match.start()
        parts = [*_PART.finditer(page.value, begin, match.start())][-number:]
        found = [_bare_place(*page.stretch(*part.span()), head) for part in parts]
        places = [place for place in found if place]
        # a verb may stand before the first alone
        if len(places) == number and places[1:] == [part[0] for part in parts[1:]]:
            ends = [part.end() for part in parts]
            yield from ((end, place + head) for end, place in zip(ends, places, strict=True))


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

"""Folded text enters, the names of pupils and of their parents leave, where the text says so.

Who acts in office (局长张三, 责任人：李四) is no private person: a plan must name them.
"""

import re
from collections.abc import Iterator

from plans.extraction.personal.kinds import Personal
from plans.extraction.personal.surnames import (
    COMPOUND,
    DOTTED,
    HAN,
    SPEAKING,
    is_name,
    is_surely_name,
    is_word,
)

_PUPIL = (
    r"学生|幼儿|儿童|孤儿|小朋友|新生|考生|贫困生|特困生|留守生|借读生|转学生|寄宿生|住校生|毕业生|辍学生"
    r"|学困生|监护人|家长|父亲|母亲|爸爸|妈妈|祖父|祖母|爷爷|奶奶|外公|外婆|好少年|同学|女生|男生"
)
_AFTER = re.compile(rf"(?:{_PUPIL})(?:姓名)?[“\"]?(?=(?P<first>{HAN}))")
"""学生王建国因…: the name follows at once."""
_LIST = re.compile(
    rf"(?:{_PUPIL}|户名|学生干部|团员)(?:名单|姓名|代表|干部|信息|本人)?"
    r"(?:\([^()\n]{1,12}\))?[:：] ?"
)
"""受助学生名单：A、B: whole words between signs."""
_BEFORE = re.compile(
    r"同学|小朋友|等(?:\d+|[一二两三四五六七八九十]+)[名位个]?(?:学生|同学|幼儿|儿童)"
)
_OWN = re.compile(r"姓 ?名 ?[:：] ?")
_RECORD = re.compile(r"班级|年级|学籍|学号|家长|监护人|出生|性别|家庭住址|幼儿|考号")
"""What stands beside the name of a pupil and not beside that of an official."""
_STAFF = re.compile(r"职务|职称|任教|学科|编制|单位|学历")
AROUND = 120
"""Characters around 姓名： in which the other fields of the same person stand."""

_DOTTED = re.compile(rf"{DOTTED}(?=[未没因在等于的和由]|[^\u3400-\u9fff·]|$)")
ITEM = rf"(?:{DOTTED}|{HAN}{{2,4}})"
_ITEM = re.compile(ITEM)
_NEXT = re.compile(r"(?:\([^()\n]{1,10}\))?(?:[、,，;；/ ]|和|与|及){1,2}")
_PREVIOUS = re.compile(rf"(?:^|[、,，;；。:：\s(（“—-])({ITEM})[、,，]$")

LINKING = "因在已于被获由为是与和及或等的将并"
"""Words of one character that stand behind a name far more often than they end one."""
_FOLLOWED = re.compile(
    rf"$|[\s、,，;；。.:：!！?？()（）“”\"'/—-]|[{LINKING}家同参加患住就转未系说称从向对把父其本有现应符没无"
    r"到入考当拟经评上受请申每送签辍休复返失一二三四五六七八九十身户属报取得代提需离去过来能目至自]"
)
_TOLD = re.compile(r"对|向|由|让|给|请|为|和|与|及|关|至|从|帮|找|叫|把")


def find_people(text: str) -> Iterator[Personal]:
    """Names that a word beside them gives to a pupil or a parent."""
    for match in _AFTER.finditer(text):
        if place := _name_at(text, match.end()):
            yield from _with_neighbours(text, place)
    for match in _LIST.finditer(text):
        yield from _listed(text, match.end())
    for match in _BEFORE.finditer(text):
        if place := _name_until(text, match.start()):
            yield from _with_neighbours(text, place)
    for match in _OWN.finditer(text):
        beside = text[max(0, match.start() - AROUND) : match.end() + AROUND]
        if _RECORD.search(beside) and not _STAFF.search(beside):
            yield from _listed(text, match.end())


def _person(place: tuple[int, int]) -> Personal:
    return Personal(*place, "name")


def _name_at(text: str, start: int) -> tuple[int, int] | None:
    """The name that begins here, its end told by what follows."""
    if match := _DOTTED.match(text, start):
        return match.span()
    fits = [
        (start, start + length)
        for length in _lengths(text[start : start + 2])
        if is_surely_name(text[start : start + length]) and _is_end(text, start + length)
    ]
    # 学生张伟和家长, 幼儿唐糖患有: what links or begins a word behind it is no part of the name.
    alone = [place for place in fits if not _goes_on(text, place[1])]
    return next(iter(alone or fits), None)


def _is_end(text: str, end: int) -> bool:
    """Whether a name may end here: a sign, a word that often follows one, or any known word."""
    if end > len(text):
        return False
    return bool(_FOLLOWED.match(text, end)) or is_word(text[end : end + 2])


def _goes_on(text: str, end: int) -> bool:
    return text[end - 1] in LINKING or is_word(text[end - 1 : end + 1])


def _lengths(start: str) -> tuple[int, ...]:
    return (4, 3) if start in COMPOUND else (3, 2)


def _name_until(text: str, end: int) -> tuple[int, int] | None:
    """The name that ends here, its beginning told by its surname."""
    if match := re.search(rf"(?:^|[^\u3400-\u9fff·])({DOTTED})$", text[max(0, end - 30) : end]):
        return end - len(match[1]), end
    for length in (4, 3, 2):
        name = text[end - length : end] if end >= length else ""
        if length == 4 and name[:2] not in COMPOUND:
            continue
        if is_surely_name(name):
            before = text[max(0, end - length - 1) : end - length]
            if name[0] != "于" or not _TOLD.match(before):
                return end - length, end
    return None


def _listed(text: str, start: int) -> Iterator[Personal]:
    """Names between signs from here on; words count as names where a sure one stands with them."""
    places = list(_items(text, start))
    if any(is_surely_name(text[slice(*place)]) for place in places):
        yield from map(_person, places)


def _items(text: str, start: int) -> Iterator[tuple[int, int]]:
    match = _ITEM.match(text, start)
    while match and is_name(match.group()) and _ends(text, match.end()):
        yield match.span()
        step = _NEXT.match(text, match.end())
        match = _ITEM.match(text, step.end()) if step else None


def _ends(text: str, end: int) -> bool:
    """Whether a word ends here: at a sign, a line end, or 等."""
    return end == len(text) or not re.match(HAN, text[end]) or text[end] == "等"


def _with_neighbours(text: str, place: tuple[int, int]) -> Iterator[Personal]:
    """A name, and those that stand beside it in one list: A、B、C等3名学生."""
    yield _person(place)
    yield from map(_person, _behind(text, place[1]))
    yield from map(_person, _ahead(text, place[0]))


def _behind(text: str, end: int) -> Iterator[tuple[int, int]]:
    while end < len(text) and text[end] in "、,，和与及":
        place = _name_at(text, end + 1)
        if place is None or text[place[0]] in SPEAKING:
            return
        yield place
        end = place[1]


def _ahead(text: str, start: int) -> Iterator[tuple[int, int]]:
    match = _PREVIOUS.search(text[max(0, start - 30) : start])
    while match and _is_neighbour(match[1]):
        end = start - 1
        start = end - len(match[1])
        yield start, end
        match = _PREVIOUS.search(text[max(0, start - 30) : start])


def _is_neighbour(name: str) -> bool:
    return is_name(name) and name[0] not in SPEAKING and not is_word(name)

"""A sentence and its quantities enter; the year of each leaves where each is given its own."""

import re
from collections.abc import Iterator, Sequence

from plans.extraction.statements.quantity import Quantity

_ONE = r"(?:19|20)\d\d"
# 2011年、2012年和2013年; 2014年至2016年
_SERIES = re.compile(
    rf"(?P<list>(?:{_ONE}年?度?[、和及]){{1,8}}{_ONE}年)"
    rf"|(?P<first>{_ONE})年?[-~—–－至到]{{1,2}}(?P<last>{_ONE})年"
)
_EACH = re.compile(r"[^。；\d]{0,30}分别[^，。；\d]{0,10}$")
# 三年分别为: the sum stands between
_YEARS_EACH = re.compile(r"[^。；]{0,40}[，；（][二两三四五六]年分别[^，。；\d]{0,8}$")
_APART = 3
"""Characters between the members of a list."""
_MARKS = re.compile("[、，和及与]+")


def years_of_each(sentence: str, quantities: Sequence[Quantity]) -> dict[int, int]:
    """The year of each quantity (by index) of the lists that a series of years is dealt to."""
    found: dict[int, int] = {}
    if "分别" not in sentence or len(quantities) < 2:
        return found
    for first, last in _lists(sentence, quantities):
        years = _series_before(sentence[: quantities[first].start])
        if len(years) == last - first + 1:
            found.update(zip(range(first, last + 1), years, strict=True))
    return found


def _lists(sentence: str, quantities: Sequence[Quantity]) -> Iterator[tuple[int, int]]:
    """First and last of each run of quantities in one unit with nothing but marks between."""
    first = 0
    for index in range(1, len(quantities) + 1):
        if index < len(quantities) and _joined(sentence, *quantities[index - 1 : index + 1]):
            continue
        if index - first > 1:
            yield first, index - 1
        first = index


def _joined(sentence: str, one: Quantity, other: Quantity) -> bool:
    between = sentence[one.end : other.start]
    near = one.unit == other.unit and len(between) <= _APART
    return near and bool(_MARKS.fullmatch(between))


def _series_before(lead: str) -> list[int]:
    """The years of the last series before a list whose members they are dealt to."""
    series = list(_SERIES.finditer(lead))
    if not series:
        return []
    rest = lead[series[-1].end() :]
    if not _EACH.fullmatch(rest) and not _YEARS_EACH.fullmatch(rest):
        return []
    if series[-1]["list"]:
        return [int(year) for year in re.findall(_ONE, series[-1]["list"])]
    return list(range(int(series[-1]["first"]), int(series[-1]["last"]) + 1))

"""The outline of an article enters; the past year that a run of sections looks back on leaves."""

import re
from collections import Counter

from plans.extraction.schema import Article, Header, Section
from plans.extraction.statements.timing import When, years_in

_OPENING = re.compile(
    r"(?:^|[。；\n])[^，。；由从自比较\n]{0,6}?(?P<time>(?:19|20)\d\d年(?:以来)?|[今去明]年|下一步|今后)",
    re.M,
)
_NUMERALS = re.compile(r"[一二三四五六七八九十\d]+")
_LOOKING_BACK = ("speech", "report")
_DEEPEST = 1
"""Sections deeper than this belong to a run of their parents."""


class Parts:
    """Runs of sibling sections numbered alike: the review of a speech, its plan, and so on.

    A run lends a past year to what it does not date when two of its paragraphs or three of its
    sentences open with that year, and more than half of those that open with a time.
    """

    def __init__(self, article: Article, header: Header) -> None:
        self._value = article.text.value
        self._sections = article.sections
        self._this_year = header.year if header.kind in _LOOKING_BACK else None
        self._runs = _runs(article.sections) if self._this_year else {}
        self._known: dict[tuple[int, int], When | None] = {}

    def year(self, index: int, path: tuple[Section, ...]) -> When | None:
        """The past year of the run of a section, innermost first, or None.

        ``index`` is the section's place in the article, ``path`` itself and its parents.
        """
        for _ in path:
            run = self._runs.get(index)
            if run and (found := self._year_of(run)):
                return found
            parent = self._sections[index].parent
            if parent is None:
                return None
            index = parent
        return None

    def _year_of(self, run: tuple[int, int]) -> When | None:
        if run not in self._known:
            self._known[run] = self._majority(*run)
        return self._known[run]

    def _majority(self, start: int, end: int) -> When | None:
        opened = list(_OPENING.finditer(self._value, start, end))
        times = Counter(m["time"] for m in opened)
        if not times:
            return None
        ((word, count),) = times.most_common(1)
        years = years_in(word, self._this_year)
        lines = sum(m["time"] == word and m[0][0] not in "。；" for m in opened)
        clear = (count > 2 or lines > 1) and 2 * count > len(opened)
        return years[0] if clear and years and years[0].direction(self._this_year) < 0 else None


def _runs(sections: tuple[Section, ...]) -> dict[int, tuple[int, int]]:
    """Place of a section to the stretch of its run."""
    stretches: list[tuple[int, int]] = []
    number_of: dict[int, int] = {}
    last: dict[int | None, tuple[str, int]] = {}
    for index, section in enumerate(sections):
        if section.depth > _DEEPEST:
            continue
        style = _NUMERALS.sub("#", section.number)
        known, number = last.get(section.parent, ("", -1))
        if style == known:
            stretches[number] = (stretches[number][0], section.end)
        else:
            number = len(stretches)
            stretches.append((section.start, section.end))
        last[section.parent] = (style, number)
        number_of[index] = number
    return {index: stretches[number] for index, number in number_of.items()}

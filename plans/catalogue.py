"""A name as a document writes it enters, the indicators of the catalogue that it may mean leave."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch

from indicators.matching import Entry, Matcher, Ranker, is_same_unit
from indicators.models import Indicator, IndicatorAlias

MOST = 5
"""Suggestions that a reviewer is shown: more than one key press can choose from is a search."""

CLOSE = 0.8
"""Nearness from which one key may take a suggestion.

Below it, names of the specimens measure something else more often than not: 新增 beside the stock
of the same thing, one stage of education beside all of them.
"""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An indicator that a statement may measure, and why it is suggested."""

    indicator: Indicator
    why: str
    is_close: bool = True


class Catalogue:
    """The catalogue as a bureau knows it: its own names, and those that the bureau has learned.

    Read once in three queries and asked for every statement of a document or page.
    """

    def __init__(self, bureau):
        own = IndicatorAlias.objects.filter(bureau__isnull=True)
        rows = Indicator.objects.kept().prefetch_related(Prefetch("aliases", own, "own_names"))
        self._entries = [Entry(i, i.name, i.unit, tuple(a.name for a in i.own_names)) for i in rows]
        learned = IndicatorAlias.objects.learned().filter(bureau=bureau)
        self._learned = {a.name: a.indicator for a in learned.select_related("indicator")}

    @cached_property
    def _matcher(self):
        return Matcher(self._entries)

    @cached_property
    def _ranker(self):
        return Ranker(self._entries)

    def match(self, name, unit):
        """The indicator that the name means, or None; what a person chose once comes first."""
        learned = self._learned.get(name)
        if learned and is_same_unit(learned.unit, unit):
            return learned
        entry = self._matcher.match(name, unit)
        return entry and entry.key

    def suggest(self, name, unit):
        """At most ``MOST`` suggestions for a name, best first; none for an empty name."""
        found: dict[Indicator, Suggestion] = {}
        learned = self._learned.get(name)
        if learned and is_same_unit(learned.unit, unit):
            found[learned] = Suggestion(learned, "本局选定过")
        entry = self._matcher.match(name, unit) if name else None
        if entry:
            found.setdefault(entry.key, Suggestion(entry.key, "同名"))
        for likely in self._ranker.rank(name, unit, most=MOST):
            key, said = likely.entry.key, "名称相近"
            if likely.name != likely.entry.name:
                said = f"又称“{likely.name}”"
            found.setdefault(key, Suggestion(key, said, likely.nearness >= CLOSE))
        return list(found.values())[:MOST]

"""A query string enters; what is active, what else could be chosen, and what is wrong leave."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import django_filters
from django.db.models import Count
from django_filters.constants import EMPTY_VALUES

from plans.filters.fields import OrderedForm

SORT = "o"
SIZE = "size"
ALL = "all=1"
"""Query of a list without any condition: an empty one would bring the user's default filter."""
MOST = 12
"""Values of a facet that are shown, those of most rows first; of years all are."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A link that sets a condition or takes it away."""

    label: str
    query: str
    is_on: bool = True
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """A column whose values are counted; ``params`` are the conditions that choose one value.

    ``without`` is the condition that chooses the rows that have none.
    """

    label: str
    column: str
    params: tuple[str, ...]
    empty: str = ""
    by_value: bool = False
    without: str = ""

    @property
    def conditions(self):
        """All conditions that choose among its values."""
        return {*self.params, self.without}

    def order(self, counted):
        """Years run down from the newest, all else from what has most rows."""
        value, count = counted
        return (-int(value or 0),) if self.by_value else (-count, str(value))


class ListFilter(django_filters.FilterSet):
    """A FilterSet that knows its own conditions as links."""

    facets: tuple[Facet, ...] = ()
    by_link: tuple[str, ...] = ()
    """Conditions that links set; the form has no field for them and hands them on."""

    class Meta:
        form = OrderedForm

    @property
    def handed_on(self):
        """Names and values that the form sends along unseen."""
        names = (*self.by_link, SORT, SIZE)
        return [(name, self.data[name]) for name in names if self.data.get(name)]

    @property
    def complaints(self):
        """What is wrong with the query, a sentence each; the rest of it still holds."""
        fields = self.form.fields
        return [
            f"{fields[name].label}：{message}这一条件没有使用。"
            for name, messages in self.form.errors.items()
            for message in messages
        ]

    @property
    def conditions(self):
        """Names and values of what narrows the list, by name."""
        return {name: v for name, v in self._valid.items() if name != SORT}

    @property
    def _valid(self):
        """What the query asks for, as far as it could be understood."""
        self.form.is_valid()
        values = self.form.cleaned_data
        return {name: v for name, v in values.items() if v not in EMPTY_VALUES}

    @property
    def stored(self):
        """The query of the list without its page and without what is wrong."""
        return self._with()

    @property
    def active(self):
        """The conditions as links that take them away."""
        return [
            Chip(f"{self.form.fields[name].label}：{self._word(name, value)}", self._with(name))
            for name, value in self.conditions.items()
        ]

    def counted(self):
        """Label and chips of every facet, counted under all other conditions."""
        counts = self._free_counts.copy()
        for facet in self.facets:
            if facet not in counts:
                counts |= self._counts([facet])
        return [(facet.label, self._chips(facet, counts[facet])) for facet in self.facets]

    @property
    def total(self):
        """How many rows there are; no query of its own where the facets have told it."""
        told = next(iter(self._free_counts.values()), None)
        return self.qs.count() if told is None else told.total()

    @cached_property
    def _free_counts(self):
        """Counts of the facets without a condition of their own: one query for all."""
        asked = self.conditions.keys()
        free = [facet for facet in self.facets if asked.isdisjoint(facet.conditions)]
        return self._counts(free) if free else {}

    def _counts(self, facets):
        """How many rows each value has, by facet; none of them has a condition but the first."""
        rows = self._under_others(facets[0]).order_by()
        counts = {facet: Counter() for facet in facets}
        columns = (facet.column for facet in facets)
        for *values, times in rows.values_list(*columns).annotate(n=Count("pk")):
            for facet, value in zip(facets, values, strict=True):
                counts[facet][facet.empty if value is None else value] += times
        return counts

    def _chips(self, facet, counts):
        labels = self._labels(facet.params[0])
        named = sorted(((v, n) for v, n in counts.items() if v != ""), key=facet.order)
        chips = [
            Chip(labels.get(str(value), str(value)), *self._switch(facet, str(value)), count)
            for value, count in (named if facet.by_value else named[:MOST])
        ]
        if facet.without and counts[""]:
            (value, label), *_ = self._labels(facet.without).items()
            chips.append(Chip(label, *self._switch(facet, value, (facet.without,)), counts[""]))
        return chips

    def _under_others(self, facet):
        rows = self.queryset.all()
        for name, value in self.conditions.items():
            if name not in facet.conditions:
                rows = self.filters[name].filter(rows, value)
        return rows

    def _switch(self, facet, value, params=()):
        """The query that turns a value on, or off where it is on, and whether it is.

        It sets ``params``, all of the facet's own where none are given.
        """
        params = params or facet.params
        is_on = all(self.data.get(param) == value for param in params)
        others = facet.conditions.difference(params)
        return self._with(*params, value="" if is_on else value, without=others), is_on

    def _with(self, *params, value="", without=frozenset()):
        """The query with conditions set to a value, or without them, and without others."""
        query = self.data.copy()
        for name in set(query) - {*self._valid, SIZE}.difference(params, without):
            del query[name]
        if value:
            query.update(dict.fromkeys(params, value))
        return query.urlencode() or ALL

    def _labels(self, name):
        return {str(key): label for key, label in getattr(self.form.fields[name], "choices", ())}

    def _word(self, name, value):
        """A condition as people read it; what the database gave knows its own name."""
        return self._labels(name).get(value, value) if isinstance(value, str) else str(value)

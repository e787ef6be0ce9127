"""One row for each indicator and place, with its values by period."""

from collections import defaultdict

from django.db.models import Min

from indicators.api.asking import number_after
from indicators.api.links import LINKS
from indicators.api.reading import Versions
from indicators.api.resources import SERIES
from indicators.api.schema import operation, parameters_of
from indicators.api.statements import narrowed
from indicators.api.views import TableView, as_json, release_of
from indicators.models import BREAKDOWNS
from indicators.periods import code

KEYS = ("indicator_id", "region_id", "school_id", "frequency", "nature", *BREAKDOWNS)
"""Columns of an observation whose values a series shares; periods are what differs."""
NAMES = {
    "indicator": "indicator__code",
    "indicator_name": "indicator__name",
    "unit": "indicator__unit",
    "region": "region__adcode",
    "region_name": "region__name",
    "school": "school_id",
    "school_name": "school__name",
    "frequency": "frequency",
    "nature": "nature",
    **{name: name for name in BREAKDOWNS},
}


class SeriesView(TableView):
    """Series of observations, in the order of their oldest figures."""

    table = SERIES

    def describe(self, _method):
        """The description of the list."""
        page = {"schema": PAGE, "example": EXAMPLE}
        answer = {"description": "系列", "content": {"application/json": page}}
        summary = "系列：每个指标、地方一行，按时期给值"
        return operation(summary, parameters_of(self.table), answer, LINKS["series"])

    def answer(self, request, question, access, edition, headers):
        """A page of series with all their values."""
        versions = Versions(question.as_of, question.after_release)
        rows = narrowed(self.table.rows(access, versions), self.table, question.filters)
        found = list(_firsts(rows, question.after)[: question.limit + 1])
        shown = found[: question.limit]
        more = len(found) > len(shown)
        values = _values(rows, shown)
        body = {
            "release": release_of(question, edition),
            "next": self.next_of(request, question, [shown[-1]["first"]] if more else None),
            "data": [
                {**{name: row[path] for name, path in NAMES.items()}, "values": values[_key(row)]}
                for row in shown
            ],
        }
        return as_json(body, headers)


def _firsts(rows, after):
    """The oldest row of each series stands for it: its number is the place between pages."""
    columns = dict.fromkeys((*KEYS, *NAMES.values()))
    groups = rows.order_by().values(*columns).annotate(first=Min("pk")).order_by("first")
    if after is None:
        return groups
    return groups.filter(first__gt=number_after(after))


def _values(rows, shown):
    """Values by period of each series shown; the newest figure where a period has several."""
    ids = {name: {row[name] for row in shown} for name in ("indicator_id", "region_id")}
    rows = rows.filter(indicator__in=ids["indicator_id"], region__in=ids["region_id"])
    found = defaultdict(dict)
    for row in rows.order_by("year", "part", "pk").values(*KEYS, "year", "part", "value"):
        found[_key(row)][code(row["frequency"], row["year"], row["part"])] = float(row["value"])
    return found


def _key(row):
    return tuple(row[name] for name in KEYS)


PAGE = {
    "type": "object",
    "required": ["release", "next", "data"],
    "properties": {
        "release": {"type": "integer"},
        "next": {"type": ["string", "null"]},
        "data": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["indicator", "region", "values"],
                "properties": {
                    **{name: {"type": SERIES.columns[name].types} for name in NAMES},
                    "values": {
                        "type": "object",
                        "additionalProperties": {"type": "number"},
                        "description": "时期到数值",
                    },
                },
            },
        },
    },
}
EXAMPLE = {
    "release": 12,
    "next": None,
    "data": [
        {
            **{name: SERIES.columns[name].example for name in NAMES},
            "values": {"2023": 91.8, "2024": 92.4},
        }
    ],
}

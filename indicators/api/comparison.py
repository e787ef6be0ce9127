"""Places side by side: the values of one indicator in one period, ranked, with their spread."""

from statistics import fmean, median, quantiles

from indicators.api.asking import wrong
from indicators.api.links import LINKS
from indicators.api.reading import Versions
from indicators.api.resources import COMPARISON
from indicators.api.schema import operation, parameters_of
from indicators.api.series import NAMES
from indicators.api.statements import narrowed
from indicators.api.views import TableView, as_json, release_of
from indicators.figure_filters import TOTAL
from indicators.models import BREAKDOWNS, Indicator
from indicators.problems import Problem

MOST = 10_000
NEEDED = ("indicator", "period")
PLACE = ("region", "region_name", "school", "school_name")


class CompareView(TableView):
    """Places ranked by one indicator in one period, actual values of all together."""

    table = COMPARISON

    def describe(self, _method):
        """The description of the list."""
        body = {"schema": BODY, "example": EXAMPLE}
        answer = {"description": "比较", "content": {"application/json": body}}
        parameters = parameters_of(self.table)
        summary = "比较：一个指标一个时期，各地各校排名与离散"
        asked = operation(summary, parameters, answer, LINKS["compare"])
        for each in asked["parameters"]:
            if each["name"] in NEEDED:
                each |= {"required": True, "example": COMPARISON.columns[each["name"]].example}
        return asked

    def answer(self, request, question, access, edition, headers):
        """The ranking; raises ``Problem`` where it would be of several things."""
        _check(question.filters)
        filters = {"nature": "actual", **dict.fromkeys(BREAKDOWNS, TOTAL), **question.filters}
        versions = Versions(question.as_of, question.after_release)
        rows = narrowed(self.table.rows(access, versions), self.table, filters)
        names = {name: NAMES[name] for name in PLACE}
        found = list(rows.order_by("pk").values(*names.values(), "value")[: MOST + 1])
        if len(found) > MOST:
            raise _too_many()
        lower = Indicator.objects.filter(
            code=question.filters["indicator"], direction=Indicator.Direction.LOWER
        ).exists()
        body = {
            "release": release_of(question, edition),
            "summary": summary([float(row["value"]) for row in found]),
            "data": list(_ranked(found, names, lower)),
        }
        return as_json(body, headers)


def _check(filters):
    for name in NEEDED:
        words = filters.get(name, "").split(",")
        if len(words) != 1 or not words[0] or ":" in words[0]:
            zh = f"比较要写一个且只写一个{'指标' if name == 'indicator' else '时期'}。"
            raise wrong(name, zh, "Compare needs exactly one.", status=409)


def _ranked(rows, names, lower):
    """Rows best first; equal values share a rank, as in a competition."""
    sign = 1 if lower else -1
    rank, before = 0, None
    for place, row in enumerate(sorted(rows, key=lambda row: sign * row["value"]), 1):
        if row["value"] != before:
            rank, before = place, row["value"]
        yield {
            **{name: row[path] for name, path in names.items()},
            "value": float(row["value"]),
            "rank": rank,
        }


def summary(values):
    """Number, least, quartiles, greatest and plain mean; None where there is nothing to measure.

    Quartiles as in Excel's QUARTILE.INC: between the two nearest values, both ends included.
    """
    if not values:
        return dict.fromkeys(_MEASURES, None) | {"count": 0}
    low, _, high = quantiles(values, n=4, method="inclusive") if len(values) > 1 else values * 3
    measures = (len(values), min(values), low, median(values), high, max(values), fmean(values))
    return dict(zip(_MEASURES, measures, strict=True))


_MEASURES = ("count", "min", "q1", "median", "q3", "max", "mean")


def _too_many():
    return Problem(
        413,
        "too_many_places",
        f"超过 {MOST} 个地方：请用 region_tree、level 或 has_school 缩小范围。",
        f"More than {MOST} places: narrow with region_tree, level or has_school.",
    )


BODY = {
    "type": "object",
    "required": ["release", "summary", "data"],
    "properties": {
        "release": {"type": "integer"},
        "summary": {
            "type": "object",
            "properties": {name: {"type": ["number", "null"]} for name in _MEASURES},
        },
        "data": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    **{name: {"type": COMPARISON.columns[name].types} for name in PLACE},
                    "value": {"type": "number"},
                    "rank": {"type": "integer", "minimum": 1},
                },
            },
        },
    },
}
EXAMPLE = {
    "release": 12,
    "summary": summary([91.8, 92.4]),
    "data": [
        {
            **{name: COMPARISON.columns[name].example for name in PLACE},
            "value": 92.4,
            "rank": 1,
        }
    ],
}

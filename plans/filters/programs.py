"""Query strings of programs enter, narrowed plans leave."""

from django.db.models import Q

from indicators.figure_filters import (
    NamedFilterSet,
    WholeFilter,
    WordsFilter,
    of_choices,
    of_subtrees,
)
from indicators.periods import FIRST_YEAR, LAST_YEAR
from plans.models import Plan


def of_numbers(name, words):
    """Rows of any of some numbers; one that nobody has finds nothing."""
    numbers = [int(word) for word in words if word.isascii() and word.isdecimal()]
    return Q(**{f"{name}__in": [number for number in numbers if number < 1 << 63]})


class PlanNames(NamedFilterSet):
    """Filters of plans."""

    id = WordsFilter("pk", find=of_numbers, label="计划编号，可多个，用逗号隔开")
    kind = WordsFilter("kind", find=of_choices(Plan.Kind), label="文种")
    region_tree = WordsFilter("bureau", find=of_subtrees, label="教育局所在地区及其下级")
    year = WholeFilter("year", min_value=FIRST_YEAR, max_value=LAST_YEAR, label="年度")

    class Meta:
        model = Plan
        fields = ()

"""Query strings enter, filtered submissions of one campaign leave."""

import django_filters
from django.utils import timezone

from indicators.models import Stage
from plans.filters.fields import SteadyOrdering, rows_saying
from plans.filters.listing import ListFilter
from plans.models import Submission

YES = "1"
NONE = "-"
"""Stands for schools whose town or stage nobody has entered."""
OVERDUE = ((YES, "已逾期"),)
ASKING = ((YES, "等待答复"),)
WORDS = ("school__name", "school__town")


class SubmissionFilter(ListFilter):
    """Submissions by school, state, town, stage, and what is late or waits; ``o`` sorts."""

    q = django_filters.CharFilter(method="by_words", label="学校")
    state = django_filters.ChoiceFilter(
        choices=Submission.State, label="状态", empty_label="全部状态"
    )
    town = django_filters.ChoiceFilter(method="by_place", label="乡镇", empty_label="全部乡镇")
    stage = django_filters.ChoiceFilter(method="by_place", label="学段", empty_label="全部学段")
    overdue = django_filters.ChoiceFilter(
        method="by_overdue", choices=OVERDUE, label="逾期", empty_label="不限"
    )
    asking = django_filters.ChoiceFilter(
        method="by_asking", choices=ASKING, label="申请延期", empty_label="不限"
    )
    o = SteadyOrdering(
        fields=(
            ("school__name", "school"),
            ("school__town", "town"),
            ("school__stage", "stage"),
            ("rank", "state"),
            ("until", "until"),
            ("submitted_at", "submitted"),
        ),
        label="排序",
    )

    by_link = ("state", "overdue", "asking")

    class Meta(ListFilter.Meta):
        model = Submission
        fields = ()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        places = self.queryset.order_by().values_list("school__town", "school__stage").distinct()
        towns, stages = ({*column} for column in zip(*places, strict=True)) if places else ((), ())
        self.filters["town"].extra["choices"] = _choices(sorted(towns))
        self.filters["stage"].extra["choices"] = _choices(
            [value for value in ("", *Stage.values) if value in stages], dict(Stage.choices)
        )

    def by_words(self, queryset, _name, value):
        """The name of the school or of its town holds every one of the words."""
        for word in value.split():
            queryset = rows_saying(self.request, queryset, WORDS, word)
        return queryset

    def by_place(self, queryset, name, value):
        """The school lies in the town, or is of the stage."""
        return queryset.filter(**{f"school__{name}": "" if value == NONE else value})

    def by_overdue(self, queryset, _name, _value):
        """The school still owes it after its last day."""
        return queryset.overdue(timezone.localdate())

    def by_asking(self, queryset, _name, _value):
        """The school waits for an answer to its request for more time."""
        return queryset.asking()


def _choices(values, names=None):
    """Values as choices, schools without one under a name of their own."""
    return [(value or NONE, (names or {}).get(value, value) or "未填写") for value in values]

"""Query strings enter, filtered sources leave."""

import django_filters
from django.db.models import Q

from plans.filters.fields import (
    DONE,
    NOBODY,
    PROBLEMS,
    REVIEW,
    DayFilter,
    SteadyOrdering,
    bureaus,
    colleagues,
    rows_saying,
)
from plans.filters.listing import Facet, ListFilter
from plans.models import Plan, Source
from plans.presenting import FILES, SCRIPTS
from plans.progress import doubtful, undecided


class SourceFilter(ListFilter):
    """Sources by words, type, script, importer, day, and by what is left to do; ``o`` sorts."""

    q = django_filters.CharFilter(method="by_words", label="文字")
    type = django_filters.ChoiceFilter(
        field_name="media_type", choices=list(FILES.items()), label="类型", empty_label="全部类型"
    )
    script = django_filters.ChoiceFilter(
        choices=list(SCRIPTS.items()), label="字体", empty_label="全部字体"
    )
    importer = django_filters.ModelChoiceFilter(
        field_name="uploaded_by",
        queryset=colleagues,
        label="导入人",
        empty_label="全部导入人",
        null_label="命令行",
        null_value=NOBODY,
    )
    uploaded_from = DayFilter(field_name="uploaded_at", lookup_expr="gte", label="导入日起")
    uploaded_to = DayFilter(field_name="uploaded_at", lookup_expr="lt", label="导入日止")
    review = django_filters.ChoiceFilter(
        method="by_review", choices=REVIEW, label="核对", empty_label="不限"
    )
    problems = django_filters.ChoiceFilter(
        method="by_problems", choices=PROBLEMS, label="疑点", empty_label="不限"
    )
    bureau = django_filters.ModelChoiceFilter(queryset=bureaus, label="教育局")
    o = SteadyOrdering(
        fields=(
            ("name", "name"),
            ("media_type", "type"),
            ("uploaded_at", "uploaded_at"),
            ("uploaded_by__last_name", "importer"),
            ("characters", "characters"),
        ),
        label="排序",
    )

    facets = (
        Facet("类型", "media_type", ("type",)),
        Facet("字体", "script", ("script",)),
        Facet("导入人", "uploaded_by", ("importer",), empty=NOBODY),
    )

    by_link = ("importer", "bureau")

    class Meta(ListFilter.Meta):
        model = Source
        fields = ()

    def by_words(self, queryset, _name, value):
        """The name of the file or the title of a plan in it holds every one of the words."""
        for word in value.split():
            plans = Plan.objects.visible_to(self.request.user)
            titled = rows_saying(self.request, plans, ("title",), word).values("source")
            named = rows_saying(self.request, queryset, ("name",), word).values("pk")
            queryset = queryset.filter(Q(pk__in=named) | Q(pk__in=titled))
        return queryset

    def by_review(self, queryset, _name, value):
        """Somebody must still decide on a row, or nobody."""
        is_open = undecided("plan__source")
        return queryset.filter(~is_open if value == DONE else is_open)

    def by_problems(self, queryset, _name, _value):
        """A doubt is not settled yet."""
        return queryset.filter(doubtful("source"))

"""Query strings enter, filtered rows leave: one FilterSet a model, for pages and API alike."""

import django_filters
from django.db.models import Q

from plans.models import Plan, Source


class SourceFilter(django_filters.FilterSet):
    """Sources by name."""

    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label="文件名")

    class Meta:
        model = Source
        fields = ("q",)


class PlanFilter(django_filters.FilterSet):
    """Plans by words, kind, year and level; ``o`` sorts."""

    q = django_filters.CharFilter(method="by_words", label="标题、单位或文号")
    kind = django_filters.ChoiceFilter(choices=Plan.Kind, label="文种", empty_label="全部文种")
    year = django_filters.NumberFilter(label="年度", min_value=1949, max_value=2100)
    level = django_filters.ChoiceFilter(choices=Plan.Level, label="层级", empty_label="全部层级")
    o = django_filters.OrderingFilter(
        fields=("title", "kind", "year", "region_name", "level", "issuer", "doc_number", "state"),
        label="排序",
    )

    class Meta:
        model = Plan
        fields = ("q", "kind", "year", "level")

    def by_words(self, queryset, _name, value):
        """Title, issuer, document number or region hold the words."""
        columns = ("title", "issuer", "doc_number", "region_name")
        wanted = Q()
        for column in columns:
            wanted |= Q(**{f"{column}__icontains": value})
        return queryset.filter(wanted)

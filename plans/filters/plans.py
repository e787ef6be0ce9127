"""Query strings enter, filtered plans leave."""

import django_filters
from django.db.models import Q

from indicators.models import Unit
from plans.filters.fields import (
    DONE,
    PROBLEMS,
    REVIEW,
    RegionFilter,
    SteadyOrdering,
    YearFilter,
    bureaus,
    colleagues,
    rows_saying,
)
from plans.filters.listing import Facet, ListFilter
from plans.models import Plan, Task
from plans.progress import decided_by, doubtful, undecided

WORDS = ("title", "issuer", "doc_number", "region_name", "region__full_name")


class PlanFilter(ListFilter):
    """Plans by words, place, time, kind, units, and by how far their review is; ``o`` sorts."""

    q = django_filters.CharFilter(method="by_words", label="文字")
    region = RegionFilter(field_name="region", label="地区（含下级）")
    year_from = YearFilter(field_name="year", lookup_expr="gte", label="年度起")
    year_to = YearFilter(field_name="year", lookup_expr="lte", label="年度止")
    undated = django_filters.ChoiceFilter(
        method="by_no_year", choices=(("1", "没有年度"),), label="年度", empty_label=None
    )
    state = django_filters.ChoiceFilter(choices=Plan.State, label="状态", empty_label="全部状态")
    kind = django_filters.ChoiceFilter(choices=Plan.Kind, label="文种", empty_label="全部文种")
    level = django_filters.ChoiceFilter(choices=Plan.Level, label="层级", empty_label="全部层级")
    school = django_filters.CharFilter(method="by_school", label="学校")
    unit = django_filters.CharFilter(method="by_unit", label="单位")
    review = django_filters.ChoiceFilter(
        method="by_review", choices=REVIEW, label="核对", empty_label="不限"
    )
    problems = django_filters.ChoiceFilter(
        method="by_problems", choices=PROBLEMS, label="疑点", empty_label="不限"
    )
    importer = django_filters.ModelChoiceFilter(
        field_name="source__uploaded_by", queryset=colleagues, label="导入人"
    )
    reviewer = django_filters.ModelChoiceFilter(
        method="by_reviewer", queryset=colleagues, label="核对人"
    )
    bureau = django_filters.ModelChoiceFilter(queryset=bureaus, label="教育局")
    o = SteadyOrdering(
        fields=("title", "kind", "year", "region_name", "level", "issuer", "state"), label="排序"
    )

    facets = (
        Facet("状态", "state", ("state",)),
        Facet("文种", "kind", ("kind",)),
        Facet("年度", "year", ("year_from", "year_to"), by_value=True, without="undated"),
    )

    by_link = ("undated", "importer", "reviewer", "bureau")
    of_desk = ("review", "problems", "importer", "reviewer")
    """Conditions about how a plan is made, which readers from outside its bureau do not see."""

    class Meta(ListFilter.Meta):
        model = Plan
        fields = ()

    def __init__(self, *args, request, **options):
        super().__init__(*args, request=request, **options)
        if not request.user.has_desk:
            for name in self.of_desk:
                del self.filters[name]

    def by_words(self, queryset, _name, value):
        """Title, issuer, document number or region hold every one of the words."""
        for word in value.split():
            queryset = rows_saying(self.request, queryset, WORDS, word)
        return queryset

    def by_no_year(self, queryset, _name, _value):
        """Nothing says which year the plan is for."""
        return queryset.filter(year__isnull=True)

    def by_school(self, queryset, _name, value):
        """The plan is a school's, or speaks of it."""
        spoken_of = Plan.schools.through.objects.filter(school__name__icontains=value)
        own = Q(school__name__icontains=value)
        return queryset.filter(own | Q(pk__in=spoken_of.values("plan")))

    def by_unit(self, queryset, _name, value):
        """The unit issued the plan, leads one of its tasks or supports it."""
        units = Unit.objects.filter(name__icontains=value)
        tasks = Task.objects.visible_to(self.request.user).kept()
        led, supported = tasks.filter(lead_unit__in=units), tasks.filter(supporting_units__in=units)
        responsible = Q(pk__in=led.values("plan")) | Q(pk__in=supported.values("plan"))
        issued = rows_saying(self.request, queryset, ("issuer",), value)
        return queryset.filter(responsible | Q(pk__in=issued.values("pk")))

    def by_review(self, queryset, _name, value):
        """Somebody must still decide on a row, or nobody."""
        is_open = undecided("plan")
        return queryset.filter(~is_open if value == DONE else is_open)

    def by_problems(self, queryset, _name, _value):
        """A doubt is not settled yet."""
        return queryset.filter(doubtful("plan"))

    def by_reviewer(self, queryset, _name, value):
        """The person decided on a row of the plan."""
        return queryset.filter(decided_by(value))

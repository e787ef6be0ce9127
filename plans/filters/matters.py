"""Query strings enter, filtered matters leave."""

import django_filters
from django.db.models import F, Q

from indicators.models import School, Unit
from plans.filters.fields import NOBODY, SteadyOrdering, rows_saying
from plans.filters.listing import Facet, ListFilter
from plans.models import Matter, Plan
from plans.tracking import choosing, life
from plans.tracking.lights import Light

LIGHTS = (
    (Light.RED.value, "红灯（逾期）"),
    (Light.YELLOW.value, "黄灯（临近或滞后）"),
    (Light.BLUE.value, "蓝灯（正常）"),
    (Light.GREY.value, "已办结"),
    ("late", "逾期办结"),
    ("on_time", "按时办结"),
    ("open", "未办结"),
    ("counted", "计入按时办结率"),
    ("sent", "已下发的全部"),
)
ASKING, EXTENDED, DIVIDED, DUE = "asking", "extended", "divided", "due"
MARKS = ((ASKING, "申请延期"), (EXTENDED, "已延期"), (DIVIDED, "已分解"), (DUE, "该反馈未反馈"))


def units(request):
    """Units that a matter may be led by, as far as the user sees them."""
    return Unit.objects.visible_to(request.user)


def schools(request):
    """Schools that a matter may be led by, as far as the user sees them."""
    return School.objects.visible_to(request.user)


def plans(request):
    """Plans whose tasks are followed up."""
    return Plan.objects.visible_to(request.user)


class MatterFilter(ListFilter):
    """Matters by words, light, state, source, who leads, leader, days and marks; ``o`` sorts."""

    q = django_filters.CharFilter(method="by_words", label="文字")
    light = django_filters.ChoiceFilter(
        method="by_light", choices=LIGHTS, label="灯", empty_label="全部灯"
    )
    state = django_filters.ChoiceFilter(choices=Matter.State, label="状态", empty_label="全部状态")
    kind = django_filters.ChoiceFilter(choices=Matter.Kind, label="来源", empty_label="全部来源")
    unit = django_filters.CharFilter(method="by_unit", label="牵头或配合单位")
    lead_unit = django_filters.ModelChoiceFilter(
        queryset=units, label="牵头单位", empty_label="全部牵头单位", null_label="（没有牵头单位）"
    )
    lead_school = django_filters.ModelChoiceFilter(
        queryset=schools,
        label="承办学校",
        empty_label="全部承办学校",
        null_label="（没有承办学校）",
    )
    leader = django_filters.CharFilter(method="by_leader", label="分管领导")
    plan = django_filters.ModelChoiceFilter(field_name="task__plan", queryset=plans, label="计划")
    due_from = django_filters.DateFilter(field_name="due_on", lookup_expr="gte", label="时限起")
    due_to = django_filters.DateFilter(field_name="due_on", lookup_expr="lte", label="时限止")
    mark = django_filters.ChoiceFilter(
        method="by_mark", choices=MARKS, label="标记", empty_label="不限"
    )
    reached = django_filters.ChoiceFilter(
        method="by_reached", choices=life.REACHED, label="已经走到"
    )
    waits = django_filters.ChoiceFilter(method="by_waits", choices=life.WAITS, label="停在")
    o = SteadyOrdering(
        fields=(
            ("due_on", "due_on"),
            ("title", "title"),
            ("progress", "progress"),
            ("heard_at", "heard_at"),
            ("lead_unit__name", "lead"),
            ("state", "state"),
        ),
        label="排序",
    )

    facets = (
        Facet("状态", "state", ("state",)),
        Facet("来源", "kind", ("kind",)),
    )
    by_link = ("lead_unit", "lead_school", "leader", "plan", "reached", "waits")

    class Meta(ListFilter.Meta):
        model = Matter
        fields = ()

    def by_words(self, queryset, _name, value):
        """Its title, text, number, origin or latest note holds every one of the words."""
        columns = ("title", "text", "number", "origin", "note")
        for word in value.split():
            queryset = queryset.filter(
                pk__in=rows_saying(self.request, queryset, columns, word).values("pk")
            )
        return queryset

    def by_light(self, queryset, _name, value):
        """Those that show a light today, or that were closed in time or late."""
        return choosing.showing(queryset, value)

    def by_leader(self, queryset, _name, value):
        """Those of a leader; ``null`` stands for those of none."""
        return queryset.filter(leader="" if value == NOBODY else value)

    def by_reached(self, queryset, _name, value):
        """Those that got as far as a step of their life."""
        return life.reached(queryset, value)

    def by_waits(self, queryset, _name, value):
        """Those that stand at a step of their life and wait for the next one."""
        return life.waiting(queryset, value)

    def by_unit(self, queryset, _name, value):
        """Led or supported by a unit of that name."""
        units = Unit.objects.visible_to(self.request.user).filter(name__contains=value).values("pk")
        named = Q(lead_unit__in=units) | Q(supporting_units__in=units)
        return queryset.filter(pk__in=queryset.filter(named).order_by().values("pk"))

    def by_mark(self, queryset, _name, value):
        """Those that ask for more time, were given more, are divided, or owe a report."""
        if value == DUE:
            return choosing.owing(queryset)
        if value == ASKING:
            return queryset.filter(choosing.ASKING)
        if value == DIVIDED:
            divided = Matter.objects.filter(parent__isnull=False).order_by()
            return queryset.filter(pk__in=divided.values("parent"))
        return queryset.exclude(due_on=F("first_due_on")).filter(first_due_on__isnull=False)

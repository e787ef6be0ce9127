"""Query strings enter, filtered findings leave."""

import django_filters
from django.utils import timezone

from plans.filters.fields import rows_saying
from plans.filters.listing import Facet, ListFilter
from plans.filters.matters import schools, units
from plans.models import Inspection, Matter
from plans.tracking.looking import light_of
from plans.tracking.rectifying import STAGES
from plans.tracking.ruling import rulebook

BY_STAGE = Facet("销号", "", ("stage",))


def inspections(request):
    """Inspections of the bureau, the newest first."""
    return Inspection.objects.visible_to(request.user)


class FindingFilter(ListFilter):
    """Findings by words, inspection, who puts them right, and how far that is."""

    q = django_filters.CharFilter(method="by_words", label="文字")
    inspection = django_filters.ModelChoiceFilter(
        field_name="finding__inspection",
        queryset=inspections,
        label="检查",
        empty_label="全部检查",
    )
    lead_unit = django_filters.ModelChoiceFilter(
        queryset=units, label="责任单位", empty_label="全部责任单位"
    )
    lead_school = django_filters.ModelChoiceFilter(
        queryset=schools, label="责任学校", empty_label="全部责任学校"
    )
    stage = django_filters.ChoiceFilter(
        method="by_stage",
        choices=[(value, name) for value, (name, _) in STAGES.items()],
        label="销号",
        empty_label="全部",
    )

    class Meta(ListFilter.Meta):
        model = Matter
        fields = ()

    def by_words(self, queryset, _name, value):
        """The problem or the latest note holds every one of the words."""
        for word in value.split():
            queryset = rows_saying(self.request, queryset, ("title", "text", "note"), word)
        return queryset

    def by_stage(self, queryset, _name, value):
        """Those that are so far today."""
        _, holds = STAGES[value]
        today, book = timezone.localdate(), rulebook()
        found = [row.pk for row in queryset if holds(row, light_of(row, today, book))]
        return queryset.filter(pk__in=found)

    def of_all_stages(self):
        """What the other conditions leave."""
        return self._under_others(BY_STAGE)

    def at_stage(self, stage):
        """The query that shows a stage under the other conditions; an empty one shows all."""
        return self._with("stage", value=stage)

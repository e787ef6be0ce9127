"""Query strings enter, filtered indicators leave."""

import django_filters
from django.db.models import Prefetch

from indicators.choices import Stage
from indicators.matching import folded
from indicators.models import Indicator, IndicatorAlias
from indicators.script import simplified


class IndicatorFilter(django_filters.FilterSet):
    """Indicators by words of their names, other names and codes, by stage and by kind."""

    q = django_filters.CharFilter(method="by_words", label="名称、别名或代码")
    stage = django_filters.ChoiceFilter(choices=Stage, label="学段", empty_label="全部学段")
    kind = django_filters.ChoiceFilter(choices=Indicator.Kind, label="类型", empty_label="全部类型")

    class Meta:
        model = Indicator
        fields = ()

    def by_words(self, queryset, _name, value):
        """Each word stands in a name, an alias that the user may see, or the code; in any script.

        Names are compared as matching compares them, so they are looked through here.
        """
        words = [folded(simplified(word)) for word in value.split()]
        found = queryset.prefetch_related(_aliases(self.request.user))
        return queryset.filter(pk__in=[row.pk for row in found if _says(row, words)])


def _aliases(user):
    return Prefetch("aliases", IndicatorAlias.objects.visible_to(user), "seen_names")


def _says(row, words):
    names = [row.name, row.code, *(alias.name for alias in row.seen_names)]
    said = [folded(simplified(name)) for name in names]
    return all(any(word in name for name in said) for word in words)

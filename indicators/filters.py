"""Query strings enter, filtered indicators and drafts leave."""

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import Prefetch, Q

from indicators.choices import Origin, Stage
from indicators.entering.forms import PeriodField
from indicators.matching import folded
from indicators.models import Draft, Indicator, IndicatorAlias
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


def _drafted(request):
    """Indicators of the drafts that the user sees."""
    own = Draft.objects.visible_to(request.user).order_by().values("indicator")
    return Indicator.objects.visible_to(request.user).filter(pk__in=own)


def _drafting(request):
    """People and programs who entered the drafts that the user sees."""
    own = Draft.objects.visible_to(request.user).order_by().values("entered_by")
    return get_user_model().objects.filter(pk__in=own).order_by("last_name", "pk")


class PeriodFilter(django_filters.CharFilter):
    """Rows of one period, as people write it."""

    field_class = PeriodField

    def filter(self, qs, value):
        return qs.of_period(value) if value else qs


class DraftFilter(django_filters.FilterSet):
    """Drafts by what they are of, and by whom and how they came."""

    indicator = django_filters.ModelChoiceFilter(
        queryset=_drafted, label="指标", empty_label="全部指标"
    )
    place = django_filters.CharFilter(method="of_place", max_length=100, label="学校或地区")
    period = PeriodFilter(max_length=20, label="时期")
    origin = django_filters.ChoiceFilter(choices=Origin, label="来源", empty_label="全部来源")
    who = django_filters.ModelChoiceFilter(
        "entered_by", queryset=_drafting, label="录入", empty_label="全部人员和接口账号"
    )

    class Meta:
        model = Draft
        fields = ()

    def of_place(self, rows, _name, words):
        """Figures of schools whose names have the words, and of such regions themselves."""
        words = simplified(words)
        of_region = Q(school=None, region__name__icontains=words)
        return rows.filter(Q(school__name__icontains=words) | of_region)

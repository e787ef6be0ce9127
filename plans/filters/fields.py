"""Values of a query string enter, regions, years, days and people that rows are chosen by leave."""

from datetime import datetime, time, timedelta

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.utils import timezone

from indicators.models import Region
from plans.models import Source
from plans.models.evidence import YEARS

NAMED = 5
"""Regions of one name that a message lists."""
OFFERED = 30
"""Regions that the field of regions offers while somebody types."""
OPEN = "open"
DONE = "done"
REVIEW = ((OPEN, "还有待核"), (DONE, "全部核完"))
PROBLEMS = ((OPEN, "有未处理的疑点"),)
NOBODY = "null"


class RegionField(forms.CharField):
    """A region by its name or its code; a name that several bear today is asked back.

    GB/T 2260 keeps abolished codes under the same names: those are meant by their codes alone.
    """

    def clean(self, value):
        """The region, None where nothing is asked."""
        words = super().clean(value)
        if not words:
            return None
        called = Region.objects.called(words)
        today = called.in_year(timezone.localdate().year)
        found = {region.adcode: region for region in reversed(today or called)}
        if len(found) == 1:
            return found.popitem()[1]
        raise ValidationError(self._question(words, list(found.values())[::-1]))

    def _question(self, words, found):
        if not found:
            return f"没有找到地区“{words}”，请写名称或六位代码。"
        named = "、".join(f"{region.adcode} {region.full_name}" for region in found[:NAMED])
        more = "等" if len(found) > NAMED else ""
        return f"“{words}”可能是 {named}{more}，请写六位代码。"


def offered_regions(plans):
    """Regions of the plans and those above them, for the list that opens while somebody types."""
    own = Region.objects.filter(pk__in=plans.order_by().values("region"))
    lines = (
        (region, region.parent, region.parent and region.parent.parent)
        for region in own.select_related("parent__parent")[:OFFERED]
    )
    named = {region.pk: region for line in lines for region in line if region}
    return sorted(named.values(), key=lambda region: region.adcode)


class RegionFilter(django_filters.CharFilter):
    """Rows of a region and of everything below it."""

    field_class = RegionField

    def filter(self, qs, value):
        if not value:
            return qs
        return qs.filter(**{f"{self.field_name}__in": Region.objects.subtree_of(value)})


class YearFilter(django_filters.Filter):
    """A bound of the years that a plan may be for."""

    field_class = forms.IntegerField

    def __init__(self, *args, **kwargs):
        super().__init__(*args, min_value=YEARS[0], max_value=YEARS[1], **kwargs)


class DayFilter(django_filters.DateFilter):
    """Moments from a day on, or up to its end, in local time."""

    def filter(self, qs, value):
        if not value:
            return qs
        day = value + timedelta(days=self.lookup_expr == "lt")
        moment = timezone.make_aware(datetime.combine(day, time.min))
        return super().filter(qs, moment)


class SteadyOrdering(django_filters.OrderingFilter):
    """Sorting in which every row has its one place, empty values last on every database."""

    def filter(self, qs, value):
        if not value:
            return qs
        columns = [self.get_ordering_value(param) for param in value if param]
        return qs.order_by(*map(_emptied_last, columns), "pk")


def _emptied_last(column):
    name = F(column.removeprefix("-"))
    return name.desc(nulls_last=True) if column[0] == "-" else name.asc(nulls_last=True)


class OrderedForm(forms.Form):
    """A form whose ranges must not run backwards."""

    ranges = (("year_from", "year_to"), ("uploaded_from", "uploaded_to"), ("due_from", "due_to"))

    def clean(self):
        """A range that runs backwards counts for nothing and is said."""
        values = super().clean()
        for first, last in self.ranges:
            low, high = values.get(first), values.get(last)
            if low and high and low > high:
                self.add_error(first, f"“{low}”在“{high}”之后，起止写反了。")
                del values[last]
        return values


def colleagues(request):
    """People of the user's bureau, and those who brought in a file that he may see."""
    people, user = get_user_model().objects.all(), request.user
    if user.is_system_admin:
        return people
    if not user.is_bureau_member:
        return people.none()
    importers = Source.objects.visible_to(user).values("uploaded_by")
    own = get_user_model().objects.of_bureau(user.region_id)
    return people.filter(Q(pk__in=own.values("pk")) | Q(pk__in=importers))


def rows_saying(request, rows, columns, word):
    """Rows that hold a word in one of their columns, as far as the user may read what they say.

    Who sees personal data masked finds nobody by it: his rows are looked through once more.
    """
    # Chinese has no capitals, and to look for them takes PostgreSQL four times as long.
    lookup = "contains" if word.lower() == word.upper() else "icontains"
    wanted = Q()
    for column in columns:
        wanted |= Q(**{f"{column}__{lookup}": word})
    found = rows.filter(wanted)
    if request.reader.sees:
        return found
    said = found.order_by().values_list("pk", *columns)
    return rows.filter(pk__in=[pk for pk, *texts in said if _says(texts, word)])


def _says(texts, word):
    return any(word.casefold() in (text or "").casefold() for text in texts)


def bureaus(request):
    """Regions whose bureaus have something that the user may see."""
    return Region.objects.filter(pk__in=Source.objects.visible_to(request.user).values("bureau"))

"""Query strings enter, filtered entries of the audit log leave."""

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import Q

from eduplan.audit.models import AuditEntry
from plans.filters.fields import DayFilter, OrderedForm
from plans.filters.listing import ListFilter

MOST = 10_000
"""Entries that the pages of a list hold; beyond, a list is narrowed and not paged through."""


class SpanForm(OrderedForm):
    """A form whose days must not run backwards."""

    ranges = (("day_from", "day_to"),)


class AuditFilter(ListFilter):
    """Entries by object, person, action, day and address."""

    q = django_filters.CharFilter(method="by_object", label="对象或操作")
    person = django_filters.CharFilter(method="by_person", label="人员")
    action = django_filters.ChoiceFilter(
        choices=AuditEntry.Action, label="类别", empty_label="全部类别"
    )
    day_from = DayFilter(field_name="at", lookup_expr="gte", label="日期起")
    day_to = DayFilter(field_name="at", lookup_expr="lt", label="日期止")
    address = django_filters.CharFilter(label="来源地址")

    class Meta(ListFilter.Meta):
        model = AuditEntry
        fields = ()
        form = SpanForm

    @property
    def total(self):
        """How many entries the pages hold: counting ends at ``MOST``."""
        return self.qs[:MOST].count()

    def by_object(self, queryset, _name, value):
        """The object or what was done to it holds every one of the words.

        What is hidden from the reader finds nothing: a hit would tell that it stands there.
        """
        if self.request.reader.hide(value) != value:
            return queryset.none()
        for word in value.split():
            queryset = queryset.filter(Q(object_text__icontains=word) | Q(label__icontains=word))
        return queryset

    def by_person(self, queryset, _name, value):
        """The login name or name of the person, or a part of it; asked first, for the index."""
        named = (Q(**{f"{c}__icontains": value}) for c in ("username", "last_name", "first_name"))
        people = get_user_model().objects.filter(Q(*named, _connector=Q.OR))
        return queryset.filter(user__in=list(people.values_list("pk", flat=True)))

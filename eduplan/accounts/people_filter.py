"""Query strings enter, filtered accounts leave."""

import django_filters
from django.db.models import Q

from eduplan.accounts import people
from eduplan.accounts.models import Post, Role, User
from indicators.models import Region
from plans.filters.fields import RegionFilter, SteadyOrdering
from plans.filters.listing import ListFilter

ENDED = "ended"
COLUMNS = ("last_name", "first_name", "username", "phone")


class PeopleFilter(ListFilter):
    """Accounts by name, role, state, school, and region for who administers several."""

    q = django_filters.CharFilter(method="by_words", label="姓名、用户名或手机")
    role = django_filters.ChoiceFilter(
        choices=Role, method="by_role", label="角色", empty_label="全部角色"
    )
    state = django_filters.ChoiceFilter(
        choices=[*people.STATES.items(), (people.CODE, "两步验证")],
        method="by_state",
        label="状态",
        empty_label="全部状态",
    )
    school = django_filters.CharFilter(method="by_school", label="学校")
    region = RegionFilter(method="by_region", label="地区")
    ended = django_filters.ChoiceFilter(
        choices=(("1", "也列出已结束的"),),
        method="as_asked",
        label="任职",
        empty_label="只列现任的",
    )
    o = SteadyOrdering(
        fields=(
            ("last_name", "name"),
            ("username", "username"),
            ("last_login", "last_login"),
        )
    )

    class Meta(ListFilter.Meta):
        model = User
        fields = ()

    def by_words(self, queryset, _name, value):
        """Every one of the words stands in a column."""
        for word in value.split():
            wanted = (Q(**{f"{column}__icontains": word}) for column in COLUMNS)
            queryset = queryset.filter(Q(*wanted, _connector=Q.OR))
        return queryset

    def by_role(self, queryset, _name, value):
        """People who hold the role, or on demand held it."""
        return self._holding(queryset, role=value)

    def by_school(self, queryset, _name, value):
        """People of the schools whose name holds the words."""
        return self._holding(queryset, school__name__icontains=value)

    def by_region(self, queryset, _name, value):
        """People of a region and what lies below it."""
        return self._holding(queryset, region__in=Region.objects.subtree_of(value))

    def by_state(self, queryset, _name, value):
        """Accounts that stand so."""
        return people.in_state(queryset, value)

    def as_asked(self, queryset, _name, value):
        """Ended posts are shown and found; without a word for them nothing is left out."""
        return queryset

    @property
    def with_ended(self):
        """Whether ended posts count."""
        return bool(self.conditions.get(ENDED))

    def _holding(self, queryset, **wanted):
        posts = Post.objects.all() if self.with_ended else Post.objects.current()
        return queryset.filter(pk__in=posts.filter(**wanted).values("user"))

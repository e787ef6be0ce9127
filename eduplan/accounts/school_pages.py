"""A request about schools enters, their list or the page of one leaves."""

from typing import ClassVar

import django_filters
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eduplan.audit.deeds import MOST
from eduplan.audit.models import AuditEntry
from eduplan.audit.recording import record
from indicators.models import School, Stage
from indicators.school_codes import school_code_of
from plans.filters.fields import RegionField, RegionFilter, SteadyOrdering
from plans.filters.listing import Facet, ListFilter
from plans.views.listing import listing

MOST_AT_ONCE = 1000
CONFIRMED = (("1", "已确认"), ("0", "待确认"))


def require_keeper(user):
    """Raises ``PermissionDenied`` for whoever keeps no list of schools."""
    if not (user.is_system_admin or user.may_import):
        raise PermissionDenied("学校名录只对局管理员、科室人员和系统管理员开放。")


class SchoolFilter(ListFilter):
    """Schools by name or code, stage, town, and whether a person confirmed them."""

    q = django_filters.CharFilter(method="by_words", label="名称、标识码或乡镇")
    stage = django_filters.ChoiceFilter(choices=Stage, label="学段", empty_label="全部学段")
    confirmed = django_filters.ChoiceFilter(
        choices=CONFIRMED, method="by_state", label="确认", empty_label="全部"
    )
    region = RegionFilter(field_name="region", label="地区")
    o = SteadyOrdering(
        fields=(("name", "name"), ("school_code", "code"), ("stage", "stage"), ("town", "town"))
    )
    facets = (Facet("学段", "stage", ("stage",)),)

    class Meta(ListFilter.Meta):
        model = School
        fields = ()

    def by_words(self, queryset, _name, value):
        """Every one of the words stands in a column."""
        for word in value.split():
            columns = ("name", "school_code", "town")
            wanted = (Q(**{f"{column}__icontains": word}) for column in columns)
            queryset = queryset.filter(Q(*wanted, _connector=Q.OR))
        return queryset

    def by_state(self, queryset, _name, value):
        """Confirmed ones, or those that only a document named."""
        return queryset.filter(is_confirmed=value == "1")


class SchoolForm(forms.ModelForm):
    """One school; its region is the administrator's own, or one that he names."""

    class Meta:
        model = School
        fields = ("name", "school_code", "stage", "town", "is_confirmed")
        labels: ClassVar = {"name": "学校名称"}

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and by.is_system_admin:
            self.fields["region"] = RegionField(label="地区", max_length=60)
        elif self.instance.pk is None:
            self.instance.region = by.region

    def clean(self):
        """The code is one, and name and code are no other school's."""
        found = super().clean()
        self.instance.region = found.get("region") or self.instance.region
        if found.get("school_code"):
            try:
                found["school_code"] = school_code_of(found["school_code"], self.instance.region)
            except ValueError as error:
                self.add_error("school_code", str(error))
        return found

    def _post_clean(self):
        """Django leaves out constraints that name a column without a field, here the region."""
        super()._post_clean()
        if not self.errors:
            try:
                self.instance.validate_constraints()
            except ValidationError as error:
                self.add_error(None, ValidationError(error.messages))


@require_safe
def school_list(request):
    """学校名录: all schools of the region, and what documents name and nobody has confirmed."""
    require_keeper(request.user)
    rows = School.objects.visible_to(request.user).select_related("region")
    found = SchoolFilter(request.GET, rows.order_by("is_confirmed", "name", "pk"), request=request)
    context = listing(request, found)
    context["waiting"] = rows.filter(is_confirmed=False).count()
    return render(request, "accounts/schools.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def school_new(request):
    """登记学校."""
    require_keeper(request.user)
    return _edited(request, School(is_confirmed=True), "登记学校")


@require_http_methods(["GET", "HEAD", "POST"])
def school_edit(request, pk):
    """Name, code, stage, town of one school, and whether it is confirmed."""
    require_keeper(request.user)
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    return _edited(request, school, "修改学校")


def _edited(request, school, label):
    sent = request.POST if request.method == "POST" else None
    form = SchoolForm(sent, instance=school, by=request.user)
    if form.is_valid():
        try:
            with transaction.atomic():
                form.save()
                details = {"fields": form.changed_data}
                record(request, AuditEntry.Action.CHANGE, school, label=label, details=details)
        except IntegrityError:
            form.add_error(None, "刚才有人登记了同名或同标识码的学校，没有保存。")
        else:
            messages.success(request, f"已保存“{school}”。", "done")
            return redirect("school-list")
    known = School.objects.visible_to(request.user).filter(pk=school.pk).first()
    context = {"form": form, "school": known}
    return render(request, "accounts/school.html", context, status=422 if form.is_bound else 200)


@require_POST
def school_confirm(request):
    """Confirm chosen schools that documents named."""
    require_keeper(request.user)
    numbers = [n for n in request.POST.getlist("school") if n.isdecimal() and len(n) < 18]
    rows = School.objects.visible_to(request.user).filter(is_confirmed=False)
    with transaction.atomic():
        chosen = list(rows.filter(pk__in=numbers[:MOST_AT_ONCE]))
        rows.filter(pk__in=[school.pk for school in chosen]).update(is_confirmed=True)
        names = [school.name for school in chosen]
        details = {"学校": names[:MOST], "学校_count": len(names)}
        record(request, AuditEntry.Action.CHANGE, label="确认学校", details=details)
    if chosen:
        messages.success(request, f"已确认 {len(chosen)} 所学校。", "done")
    else:
        messages.warning(request, "没有选中待确认的学校。请先在表里勾选，再按“确认所选”。")
    return redirect("school-list")

"""Requests about the forms of a bureau enter, their list or the beginning of one leaves."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from plans import form_building
from plans.builder_forms import HeadForm
from plans.models import CampaignForm
from plans.views.forms import settled

ROWS = 50
OF_BUREAU = "上报表由教育局编制。学校请在“本校上报”里填报。"
BUILDERS = "只有本局的管理员和科室人员可以编制上报表。"


@require_safe
def form_list(request):
    """Standard forms and the bureau's own, the ones in use first."""
    if not request.user.has_desk:
        raise PermissionDenied(OF_BUREAU)
    forms = CampaignForm.objects.visible_to(request.user).for_list(request.user)
    page = Paginator(forms, ROWS).get_page(request.GET.get("page"))
    may_build = form_building.is_builder(request.user)
    return render(request, "forms/form_list.html", {"page": page, "may_build": may_build})


@require_http_methods(["GET", "HEAD", "POST"])
def form_new(request):
    """Begin an empty form."""
    if not form_building.is_builder(request.user):
        raise PermissionDenied(BUILDERS)
    form = HeadForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("title", "stage")}
        made = settled(form, lambda: form_building.draft_form(user=request.user, **facts))
        if made:
            messages.success(request, f"已新建“{made.title}”，请逐个加上要学校填写的部分。")
            return redirect("form", made.pk)
    status = 422 if form.is_bound else 200
    return render(request, "forms/form_new.html", {"head": form}, status=status)

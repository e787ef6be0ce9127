"""A request to begin a plan enters, the form or the new plan's edit page leaves."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from plans import copying
from plans.outline_forms import NewPlanForm, copyable


@require_http_methods(["GET", "HEAD", "POST"])
def plan_new(request):
    """Begin a plan from nothing, or after another one, which ``?copied_from`` may name."""
    if not request.user.may_import:
        raise PermissionDenied("只有本局的管理员和科室人员可以新建计划。")
    if request.method != "POST":
        form = NewPlanForm(user=request.user, initial=_suggested(request))
        return render(request, "plans/plan_new.html", {"form": form})
    form = NewPlanForm(request.POST, user=request.user)
    if not form.is_valid():
        return render(request, "plans/plan_new.html", {"form": form}, status=422)
    plan = copying.begin(user=request.user, **form.cleaned_data)
    messages.success(request, _told(plan))
    return redirect("plan-edit", plan.pk)


def _suggested(request):
    """The plan to follow, the newest unless the address says otherwise, and its next title."""
    asked, plans = request.GET.get("copied_from"), copyable(request.user)
    if asked is None:
        old = plans.first()
    else:
        old = plans.filter(pk=asked).first() if asked.isdecimal() else None
    if old is None:
        return {"year": timezone.localdate().year}
    year = old.year + 1 if old.year else timezone.localdate().year
    return {"copied_from": old, "title": copying.next_title(old), "year": year}


def _told(plan):
    if plan.copied_from is None:
        return "已新建计划，请填写任务和目标。"
    return f"已按《{plan.copied_from}》新建计划：任务和目标都是待核的建议，时限顺延了一年。"

"""Requests to publish a plan or take it back enter, what it would do or did leaves."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from plans.publishing import Changed, publish, unpublish
from plans.reckoning import reckon
from plans.rights import is_publisher, is_withdrawer
from plans.views.paths import desk_plan, said


@require_http_methods(["GET", "HEAD", "POST"])
def publish_page(request, pk):
    """What publishing would write and what stands against it; publishing by POST."""
    plan = desk_plan(request, pk)
    if request.method != "POST":
        return _page(request, plan)
    reason = request.POST.get("reason", "").strip()[:300]
    try:
        publication = publish(
            plan, user=request.user, seen=request.POST.get("seen", ""), reason=reason
        )
    except Changed:
        message = "您打开本页以后内容有了变化，还没有发布。请看清下面的新内容，再点发布。"
        return _page(request, plan, message, status=409)
    except ValidationError as error:
        return _page(request, plan, said(error), status=422)
    messages.success(request, f"已发布（第 {publication.number} 次）。")
    return redirect("plan", pk=plan.pk)


def _page(request, plan, error="", status=200):
    context = {
        "plan": plan,
        "reckoning": reckon(plan),
        "publications": plan.publications.select_related("published_by", "withdrawn_by"),
        "may_edit": is_publisher(request.user, plan),
        "may_withdraw": plan.is_published and is_withdrawer(request.user, plan),
        "error": error,
        "reason": request.POST.get("reason") or request.session.get(f"reason-{plan.pk}", ""),
    }
    return render(request, "plans/publish_page.html", context, status=status)


@require_POST
def unpublish_plan(request, pk):
    """Take a published plan back."""
    plan = desk_plan(request, pk)
    try:
        unpublish(plan, user=request.user, reason=request.POST.get("reason", "").strip()[:300])
    except ValidationError as error:
        return _page(request, plan, said(error), status=422)
    messages.success(request, "已撤回发布。目标值和完成值不再计入，历次版本都保留着。")
    return redirect("publish", pk=plan.pk)

"""Requests for the rules of followed-up matters enter: their page leaves, new rules are written."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from plans.editing import Conflict
from plans.rule_forms import RulesForm
from plans.tracking import rule_making
from plans.tracking.ruling import rules_of
from plans.views.forms import sent, settled
from plans.views.overseers import for_bureau

NEWER = "别人刚改过督办规则，您填的还没有保存。请看过下面的修改记录，再打开这一页重新修改。"


@for_bureau
@require_http_methods(["GET", "HEAD", "POST"])
def rules_page(request):
    """When lights turn, who is told when, and who changed these rules; administrators change."""
    user = request.user
    if request.method == "POST" and not rule_making.may_rule(user):
        raise PermissionDenied(rule_making.ADMINISTRATORS)
    form = RulesForm(sent(request), rules=rules_of(user.region_id))
    status = 422 if form.is_bound else 200
    try:
        if form.is_valid() and settled(
            form, lambda: rule_making.set_rules(user=user, **form.facts)
        ):
            messages.success(request, "已启用新的督办规则，灯和每日提醒从现在起按新规则。")
            return redirect("tracking-rules")
    except Conflict:
        form.add_error(None, NEWER)
        status = 409
    context = {
        "form": form,
        "history": rule_making.history(user.region_id),
        "may_rule": rule_making.may_rule(user),
    }
    return render(request, "tracking/rules.html", context, status=status)

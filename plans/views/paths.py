"""A request enters, the plan or row that it is about leaves, or 404."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_date

from plans import editing
from plans.models import Plan
from plans.rights import require_desk, require_editor


def plan_of(request, pk):
    """The plan, if the user may see it."""
    return get_object_or_404(Plan.objects.visible_to(request.user).for_page(), pk=pk)


def desk_plan(request, pk):
    """The plan, if the user may see how it is made; ``PermissionDenied`` for outside readers."""
    plan = plan_of(request, pk)
    require_desk(request.user, plan)
    return plan


def edited_plan(request, pk):
    """The plan, if the user may see it and change it; ``PermissionDenied`` for readers."""
    plan = plan_of(request, pk)
    require_editor(request.user, plan)
    return plan


def row_of(plan, key):
    """The row of a plan that a key names."""
    row = editing.row_of(plan, key)
    if row is None:
        raise Http404
    row.plan = plan
    return row


def reason_of(request, plan):
    """Why a published plan is changed: as sent, or as sent last for this plan."""
    name = f"reason-{plan.pk}"
    sent = request.POST.get("reason", "").strip()[:300]
    if sent and plan.is_published:
        request.session[name] = sent
    return sent or (request.session.get(name, "") if plan.is_published else "")


def version_of(request):
    """The version that the user saw; what is no number is none that ever was."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdecimal() else 0


def day_of(text):
    """A day as a browser sends it; None where it is none."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def said(error: ValidationError):
    """The messages of a refusal in one line."""
    return "".join(error.messages)

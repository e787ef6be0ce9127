"""A request for the workbench enters, what the user's role has to see first leaves."""

from datetime import datetime, timedelta

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.assessment_page import owed_by
from plans.workbench.rounds import owed, running
from plans.workbench.shares import by_bureau, by_person, by_year
from plans.workbench.shelves import last_decisions, newest_problems, shelves
from plans.workbench.since import happened

SPANS = {"7": "最近 7 天", "30": "最近 30 天"}
VISIT = "previous_login"
"""Where the session keeps the moment of the login before this one."""


@require_safe
def home(request):
    """工作台: what waits, who does what, and what changed since the last visit."""
    user = request.user
    if not user.has_desk:
        context = _of_school(user) if user.is_school_member else {}
        return render(request, "plans/home_closed.html", context)
    since, span, complaint = _since(request)
    context = {
        "shelves": shelves(request, with_plans=user.may_import or user.is_bureau_leader),
        "since": since,
        "span": span,
        "spans": SPANS,
        "has_visit": VISIT in request.session,
        "complaint": complaint,
        **happened(user, since),
        **_of_role(user),
    }
    return render(request, "plans/home.html", context)


def _of_school(user):
    """What a school has to fill in."""
    return {"submissions": owed(user), "assessments": owed_by(user)}


def _of_role(user):
    """What only some roles see."""
    context = {"rounds": running(user)} if user.is_bureau_member else {}
    if user.may_import:
        context |= {"problems": newest_problems(user), "decisions": last_decisions(user)}
    if user.is_bureau_leader:
        context["years"] = by_year(user)
    if user.is_bureau_admin or user.is_bureau_leader:
        context["people"] = by_person(user)
    if user.is_system_admin:
        context["bureaus"] = by_bureau(user)
    return context


def _since(request):
    """The moment that changes count from, the span it comes from, and what was asked wrongly."""
    asked, visit = request.GET.get("since", ""), request.session.get(VISIT)
    complaint = "" if asked in ("", *SPANS) else "没有这样的时段，请从下面选一个。"
    if asked in SPANS or not visit:
        span = asked if asked in SPANS else "7"
        return timezone.now() - timedelta(days=int(span)), span, complaint
    return datetime.fromisoformat(visit), "", complaint

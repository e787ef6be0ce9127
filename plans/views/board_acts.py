"""Requests of a bureau about many submissions at once enter; they are approved, or reminded."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from plans import submitting
from plans.models import Submission
from plans.submitting.transitions import BUREAU, is_of, require_approver
from plans.submitting.urging import reached, urge
from plans.views.board import address_of_board, back_of, rows_of
from plans.views.paths import said
from plans.views.submission_paths import campaign_of

DIGITS = 10
"""No number of a row has more."""
MOST = 200
"""Submissions that one request approves: each publishes its plan."""
ASKED_BACK = 422
"""Status of a page that asks something before anything is done: the log has no entry of it."""


@require_POST
def board_approve(request, pk):
    """Approve the chosen ones: asks first, then says which were not approved and why."""
    campaign = campaign_of(request, pk)
    require_approver(request.user, campaign)
    versions = _chosen(request)
    rows = list(rows_of(request, campaign).filter(pk__in=versions))
    if "confirmed" in request.POST and 0 < len(rows) <= MOST:
        seen = {row.pk: versions[row.pk] for row in rows}
        return _approved(request, campaign, submitting.approve_many(seen, user=request.user))
    wrong = "" if rows else "还没有选中学校。"
    if len(rows) > MOST:
        wrong = f"一次最多通过 {MOST} 份，请分几次办理。"
    context = _around(request, campaign) | {
        "rows": rows,
        "waiting": [row for row in rows if row.state == Submission.State.SUBMITTED],
        "wrong": wrong,
    }
    return render(request, "campaigns/board_approve.html", context, status=ASKED_BACK)


def _approved(request, campaign, outcome):
    """Back to the board where all went well, else the refusals school by school."""
    approved, refused = outcome
    context = _around(request, campaign) | {"approved": approved, "refused": refused}
    if refused:
        return render(request, "campaigns/board_approved.html", context)
    messages.success(request, f"已通过 {len(approved)} 份。")
    return redirect(context["board"])


@require_http_methods(["GET", "HEAD", "POST"])
def board_remind(request, pk):
    """Remind the people of schools that owe their plan: all of them, or the chosen ones."""
    campaign = campaign_of(request, pk)
    if not is_of(BUREAU, request.user, campaign):
        raise PermissionDenied("只有本局人员可以催报。")
    owing = list(rows_of(request, campaign).filter(state__in=Submission.OWED))
    numbers = _chosen(request)
    chosen = [row for row in owing if row.pk in numbers]
    if "send" not in request.POST:
        status = ASKED_BACK if request.method == "POST" else 200
        return _remind_page(request, campaign, owing, chosen, status=status)
    rows = chosen if request.POST.get("to") == "chosen" else owing
    try:
        found = urge(rows, user=request.user, text=request.POST.get("text", ""))
    except ValidationError as error:
        return _remind_page(request, campaign, owing, chosen, error=said(error), status=422)
    messages.success(request, f"已提醒 {len(found.people)} 所学校的 {found.told} 人。")
    if found.alone:
        told = f"还有 {len(found.alone)} 所学校没有账号，没有收到提醒，请发填报链接。"
        messages.warning(request, told)
    return redirect(address_of_board(request, campaign))


def _remind_page(request, campaign, owing, chosen, *, error="", status=200):
    """The page that says whom a reminder would reach, before it goes out."""
    words = f"请尽快完成“{campaign.title}”的填报并上报，本校的截止日期见填报页面。"
    context = _around(request, campaign) | {
        "owing": reached(owing),
        "chosen": reached(chosen),
        "numbers": [f"{row.pk}.{row.version}" for row in chosen],
        "is_chosen": request.POST.get("to", "chosen") == "chosen" and bool(chosen),
        "text": request.POST.get("text", words),
        "error": error,
    }
    return render(request, "campaigns/board_remind.html", context, status=status)


def _around(request, campaign):
    """The campaign, and the way back to its board."""
    return {
        "campaign": campaign,
        "board": address_of_board(request, campaign),
        "back": back_of(request),
    }


def _chosen(request):
    """Number of each chosen submission -> the version that the user saw."""
    pairs = [pair.split(".") for pair in request.POST.getlist("chosen")]
    known = [pair for pair in pairs if len(pair) == 2 and all(map(_fits, pair))]
    return {int(number): int(version) for number, version in known}


def _fits(number):
    return number.isdecimal() and len(number) < DIGITS

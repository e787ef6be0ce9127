"""Requests of a bureau about links for heads without an account enter, links leave, shown once."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from indicators.exporting import Sheet, as_xlsx
from plans.models import FillLink
from plans.submitting import links
from plans.submitting.transitions import BUREAU, is_of
from plans.views.board import rows_of
from plans.views.link_paths import DAYS, address_of, lasting_of, name_of, until
from plans.views.paths import said
from plans.views.submission_paths import campaign_of, reviewed_submission

BUREAU_ALONE = "只有本局人员可以发放和停用填报链接。"
HEAD = ("学校", "乡镇", "填报网址", "有效期至", "怎样交给学校")
HOW = "请只发给该校负责人本人：谁有这个网址，谁就能代表学校填报和上报。"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def links_page(request, pk):
    """All links to a submission; a new one by POST, whose address is shown this once."""
    found = reviewed_submission(request, pk)
    if request.method != "POST":
        return _page(request, found)
    _require_bureau(request, found.campaign)
    try:
        link, token = links.issue(
            found, user=request.user, name=name_of(request), lasting=lasting_of(request)
        )
    except ValidationError as error:
        return _page(request, found, error=said(error), status=422)
    return _page(request, found, new=link, address=address_of(request, token))


@require_POST
def link_revoke(request, pk, link):
    """Close a link for good."""
    found = reviewed_submission(request, pk)
    own = FillLink.objects.visible_to(request.user).select_related("submission__campaign")
    closed = get_object_or_404(own, submission=found, pk=link)
    links.revoke(closed, user=request.user)
    messages.success(request, f"已停用发给“{closed.name}”的链接。")
    return redirect("submission-links", pk=pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_links(request, pk):
    """Links for all schools without an account, taken along once as a workbook."""
    campaign = campaign_of(request, pk)
    _require_bureau(request, campaign)
    rows = list(rows_of(request, campaign))
    context = {
        "campaign": campaign,
        "wanted": links.without_account(rows),
        "all": links.without_account(rows, again=True),
        "again": request.POST.get("again") == "1",
        "days": request.POST.get("days", DAYS),
    }
    if request.method != "POST":
        return render(request, "campaigns/board_links.html", context)
    wanted = context["all" if context["again"] else "wanted"]
    try:
        issued = links.issue_many(wanted, user=request.user, lasting=lasting_of(request))
    except ValidationError as error:
        context["error"] = said(error)
        return render(request, "campaigns/board_links.html", context, status=422)
    return as_xlsx([_sheet(request, issued)], f"{campaign.title} 填报链接")


def _page(request, submission, *, new=None, address="", error="", status=200):
    kept = FillLink.objects.visible_to(request.user).filter(submission=submission)
    context = {
        "submission": submission,
        "links": kept.select_related("created_by"),
        "may_issue": is_of(BUREAU, request.user, submission.campaign),
        "new": new,
        "address": address,
        "name": "" if new else request.POST.get("name", ""),
        "days": DAYS if new else request.POST.get("days", DAYS),
        "error": error,
    }
    return render(request, "submissions/review_links.html", context, status=status)


def _require_bureau(request, campaign):
    if not is_of(BUREAU, request.user, campaign):
        raise PermissionDenied(BUREAU_ALONE)


def _sheet(request, issued):
    rows = [
        (
            found.school.name,
            found.school.town,
            address_of(request, token),
            until(link),
            HOW,
        )
        for found, link, token in issued
    ]
    return Sheet("填报链接", HEAD, rows)

"""Requests about where all schools of a campaign stand enter, the board or its workbook leaves."""

from django.http import QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from indicators.exporting import as_xlsx
from plans.board_page import deadline, fit_for_board, sheet_of, summed, tiles
from plans.filters import SubmissionFilter
from plans.models import Submission
from plans.submitting.transitions import APPROVERS, BUREAU, is_of
from plans.views.listing import paged
from plans.views.submission_paths import campaign_of

ROWS = 50


@require_safe
def board(request, pk):
    """Where all schools of a campaign stand."""
    campaign = campaign_of(request, pk)
    rows = rows_of(request, campaign)
    context = paged(request, SubmissionFilter(request.GET, rows, request=request), ROWS)
    fit_for_board(context["page"].object_list)
    counts = tiles(rows)
    context |= {
        "campaign": campaign,
        "tiles": counts,
        **summed(counts),
        "deadline": deadline(campaign),
        "may_approve": is_of(APPROVERS, request.user, campaign),
        "is_bureau": is_of(BUREAU, request.user, campaign),
        "all_chosen": request.GET.get("chosen") == "page",
    }
    return render(request, "campaigns/board.html", context)


@require_safe
def board_export(request, pk):
    """The lines of the board that its conditions leave, as a workbook."""
    campaign = campaign_of(request, pk)
    found = SubmissionFilter(request.GET, rows_of(request, campaign), request=request).qs
    return as_xlsx([sheet_of(list(found))], f"{campaign.title} 上报情况")


def rows_of(request, campaign):
    """The submissions of a campaign that the user may see, as the board shows them."""
    return Submission.objects.visible_to(request.user).filter(campaign=campaign).for_board()


def back_of(request):
    """The conditions of the board that the user came from, and nothing else."""
    return QueryDict(request.POST.get("back", "")).urlencode()


def address_of_board(request, campaign):
    """Address of the board as the user left it."""
    query = back_of(request)
    return reverse("campaign", args=[campaign.pk]) + (f"?{query}" if query else "")

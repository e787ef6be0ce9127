"""Requests for the roll-up of a campaign enter, pages and files leave."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from indicators.exporting import as_csv, as_xlsx
from indicators.models import Indicator
from plans.rollup import asked as asking
from plans.rollup.assigning import ALREADY_ISSUED, assign, newest_set, unassign
from plans.rollup.dividing import Basis, Way, bases_of, measures, weighing
from plans.rollup.figures import county_targets, figures_of
from plans.rollup.sheets import rollup_sheet, standing_sheet, waiting_sheet
from plans.rollup.standing import standing_of
from plans.rollup.sums import distance_of, gap_of, rollup_of, way_of, why_of
from plans.submitting.calling import is_caller
from plans.views.submission_paths import campaign_of


@require_safe
def campaign_rollup(request, pk):
    """The county's targets beside what the schools promise together."""
    campaign = campaign_of(request, pk)
    rollup = rollup_of(campaign, request.user)
    name = f"{campaign.year}年度目标汇总"
    if request.GET.get("as") == "csv":
        return as_csv(rollup_sheet(rollup), name)
    if request.GET.get("as") == "xlsx":
        return as_xlsx([rollup_sheet(rollup), waiting_sheet(rollup)], name)
    divided = _divided(campaign, request.user)
    context = {"campaign": campaign, "rollup": rollup, "divided": divided}
    return render(request, "campaigns/rollup.html", context)


def _divided(campaign, user):
    """Numbers of the indicators that the newest version divides."""
    found = newest_set(campaign, user)
    return set(found.divisions.values_list("indicator", flat=True)) if found else set()


@require_safe
def campaign_rollup_indicator(request, pk, indicator):
    """Where each school stands in one indicator."""
    campaign = campaign_of(request, pk)
    found = _indicator(campaign, request.user, indicator)
    standing = standing_of(campaign, found, request.user)
    name = f"{found.name}{campaign.year}年各校目标".replace("/", "、")
    if request.GET.get("as") == "csv":
        return as_csv(standing_sheet(standing), name)
    if request.GET.get("as") == "xlsx":
        return as_xlsx([standing_sheet(standing)], name)
    county = county_targets(campaign, request.user, [found.pk]).get(found.pk)
    distance = distance_of(standing.together.value, county and county.target, found)
    context = {
        "campaign": campaign,
        "indicator": found,
        "standing": standing,
        "county": county,
        "distance": distance,
        "gap": gap_of(distance, found),
        "how": way_of(found),
        "why": why_of(found),
    }
    return render(request, "campaigns/rollup_indicator.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_rollup_division(request, pk, indicator):
    """Divide the county's target of one indicator among the schools; saving by POST."""
    campaign = campaign_of(request, pk)
    found = _indicator(campaign, request.user, indicator)
    if request.method == "POST" and request.POST.get("do") == "drop":
        return _drop(request, campaign, found)
    page = _page_of(request, campaign, found)
    if request.method != "POST":
        return _division(request, page)
    values = asking.fill_sent(page["rows"], request.POST)
    asked = page["asked"]
    has_wrong = asked.wrong or any(row.wrong for row in page["rows"])
    try:
        if not has_wrong or not is_caller(request.user, campaign):
            facts = {"whole": asked.whole, "basis": asked.basis, "measure": asked.measure}
            assign(campaign, user=request.user, facts={"indicator": found, **facts}, values=values)
            messages.success(request, f"“{found}”的分解已存入草稿，下达以前学校看不到。")
            return redirect("campaign-letters", pk=campaign.pk)
    except ValidationError as error:
        page["error"] = _tell(error, page)
    return _division(request, page, status=422)


def _indicator(campaign, user, pk):
    """An indicator that the form of the campaign asks for."""
    own = campaign.form.sections.values("indicators__indicator")
    indicators = Indicator.objects.visible_to(user).select_related("weight")
    return get_object_or_404(indicators.filter(pk__in=own), pk=pk)


def _page_of(request, campaign, indicator):
    """What stands on the page: as sent, as saved, or as proposed."""
    people = [one.pk for one in weighing()]
    figures = figures_of(campaign, request.user, [indicator.pk, *people])
    newest = newest_set(campaign, request.user)
    divisions = newest.divisions.select_related("measure") if newest else None
    division = divisions and divisions.filter(indicator=indicator).first()
    sent = request.POST if request.method == "POST" else request.GET
    choices = measures(figures)
    county = county_targets(campaign, request.user, [indicator.pk]).get(indicator.pk)
    is_sent = request.method == "POST" or "basis" in sent
    if is_sent:
        asked = asking.asked_of(sent, indicator, choices)
    else:
        asked = asking.offered(indicator, choices, county, division)
    rows = asking.rows_of(figures, indicator, asked)
    if division and not is_sent:
        asking.fill_saved(rows, division)
    return {
        "campaign": campaign,
        "indicator": indicator,
        "county": county,
        "asked": asked,
        "whole_text": sent.get("whole", "")[:40] if is_sent else asking.shown(asked.whole),
        "rows": rows,
        "division": division,
        "measures": choices,
        "newest": newest,
        "error": "",
    }


def _division(request, page, status=200):
    indicator, newest = page["indicator"], page["newest"]
    is_issued = newest is not None and newest.is_issued
    values = [asking.number_of(row.text) for row in page["rows"]]
    given = sum(value for value in values if value is not None)
    whole = page["asked"].whole
    bases = [(basis.value, basis.label) for basis in bases_of(indicator)]
    page |= {
        "bases": bases,
        "is_summed": indicator.aggregation == Way.SUM,
        "is_same": page["asked"].basis == Basis.SAME,
        "sum": given,
        "rest": None if whole is None else whole - given,
        "rest_size": None if whole is None else abs(whole - given),
        "blank": sum(value is None for value in values),
        "how": way_of(indicator),
        "why": why_of(indicator),
        "may_divide": is_caller(request.user, page["campaign"]) and not is_issued,
        "issued_note": ALREADY_ISSUED if is_issued else "",
    }
    return render(request, "campaigns/rollup_division.html", page, status=status)


def _tell(error, page):
    """Messages to their fields; the others in one line."""
    found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    return "".join(asking.tell_wrong(page["rows"], page["asked"], found))


def _drop(request, campaign, indicator):
    try:
        unassign(campaign, user=request.user, indicator=indicator)
    except ValidationError as error:
        messages.error(request, "".join(error.messages))
    else:
        messages.success(request, f"“{indicator}”不再列入分解。")
    return redirect("campaign-letters", pk=campaign.pk)

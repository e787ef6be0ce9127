"""Requests to open, end or widen a campaign enter, the campaign so turned leaves."""

from django import forms
from django.contrib import messages
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from plans import submitting
from plans.call_forms import CallForm, SchoolsForm, typed
from plans.form_building import obstacles_of
from plans.models import Campaign, CampaignForm, Submission
from plans.submitting.calling import own_schools
from plans.submitting.reach import reach_of
from plans.views.campaigns import called_of
from plans.views.forms import settled

State = Campaign.State


class TurnForm(forms.Form):
    """What it takes to open, end or reopen a campaign: for the last, a new day."""

    closes_on = forms.DateField(label="新的截止日期", required=False, **CallForm.date)


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_turn(request, pk):
    """What will happen, and the button for it: open, end, or open again."""
    campaign = called_of(request, pk)
    if request.method != "POST":
        return _page(request, campaign, TurnForm())
    turn = TURNS.get(request.POST.get("do", ""))
    if turn is None:
        return HttpResponseBadRequest("没有说明要做什么。")
    form = TurnForm(request.POST)
    if form.is_valid():
        function, needs, note = turn
        facts = {name: form.cleaned_data[name] for name in needs}
        turned = settled(form, lambda: function(campaign, user=request.user, **facts))
        if turned:
            messages.success(request, note.format(turned, schools=turned.submissions.count()))
            return redirect("campaign", campaign.pk)
    return _page(request, campaign, form, status=422)


TURNS = {
    "open": (submitting.open_campaign, (), "已开放“{0}”，{schools} 所学校可以填报了。"),
    "close": (submitting.close_campaign, (), "“{0}”已结束，学校不能再填。已上报的仍可审核。"),
    "reopen": (submitting.reopen_campaign, ("closes_on",), "“{0}”重新开放到 {0.closes_on}。"),
}
"""What may be asked -> how it is done, with which facts, and what is said then."""


def _page(request, campaign, form, status=200):
    context = {"campaign": campaign, "form": form}
    if campaign.state == State.DRAFT:
        reach = reach_of(campaign)
        context |= {"reach": reach, "obstacles": _obstacles(campaign, reach)}
    else:
        counted = campaign.submissions.counted()
        context |= {"counted": _named(counted), "called": sum(counted.values())}
    return render(request, "campaigns/campaign_turn.html", context, status=status)


def _obstacles(campaign, reach):
    """What stands against opening, in words, before anybody tries."""
    found = []
    if not reach.called:
        found.append("没有学校在范围里，请修改范围，或先确认本县的学校名录。")
    if campaign.closes_on < timezone.localdate():
        found.append("截止日期已经过了，请先改成今天或以后。")
    if campaign.form.state != CampaignForm.State.READY:
        found.append(f"上报表“{campaign.form}”是“{campaign.form.get_state_display()}”，请另选。")
    return found + obstacles_of(campaign.form)


def _named(counted):
    """Names of states and how many schools are in each."""
    return [(Submission.State(state).label, number) for state, number in counted.items()]


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_schools(request, pk):
    """Let more schools take part in an open campaign."""
    campaign = called_of(request, pk)
    form = _schools_form(request, campaign)
    if form.is_bound and form.is_valid():
        chosen = form.cleaned_data["chosen"]
        new = settled(
            form, lambda: submitting.add_schools(campaign, user=request.user, schools=chosen)
        )
        if new is not None:
            messages.success(request, f"已加入 {len(new)} 所学校，可以填报了。")
            return redirect("campaign", campaign.pk)
    context = {"campaign": campaign, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "campaigns/campaign_schools.html", context, status=status)


def _schools_form(request, campaign):
    """Schools that do not take part yet."""
    schools = own_schools(campaign).exclude(submissions__campaign=campaign)
    if request.method != "POST":
        return SchoolsForm(schools=schools)
    if "count" in request.POST:
        return SchoolsForm(schools=schools, initial=typed(request.POST))
    return SchoolsForm(request.POST, schools=schools)

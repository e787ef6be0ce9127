"""Requests of a bureau about its campaigns enter: the list, and their setting up."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from plans import submitting
from plans.call_forms import CLOSED, CallForm, facts_of, first_facts, typed
from plans.campaign_counts import for_list
from plans.editing import Conflict
from plans.form_stamps import stamp_of
from plans.models import Campaign, CampaignForm
from plans.submitting.calling import is_caller
from plans.submitting.reach import reach_of
from plans.views.forms import settled
from plans.views.submission_paths import OF_BUREAU, campaign_of

ROWS = 30
CALLERS = "只有本局的管理员和科室人员可以发起和管理上报任务。"


@require_safe
def campaign_list(request):
    """All campaigns of the bureau with what schools have handed in."""
    if not request.user.has_desk:
        raise PermissionDenied(OF_BUREAU)
    campaigns = for_list(Campaign.objects.visible_to(request.user))
    page = Paginator(campaigns, ROWS).get_page(request.GET.get("page"))
    today = timezone.localdate()
    for campaign in page:
        campaign.days_left = (campaign.closes_on - today).days
    context = {"page": page, "may_call": may_call(request.user)}
    if not page.object_list:
        context["has_forms"] = CampaignForm.objects.visible_to(request.user).offered().exists()
    return render(request, "campaigns/campaign_list.html", context)


def may_call(user):
    """Whether the user runs campaigns of some bureau."""
    return user.may_import and user.region_id is not None


def called_of(request, pk):
    """The campaign, if the user runs it."""
    campaign = campaign_of(request, pk)
    if not is_caller(request.user, campaign):
        raise PermissionDenied(CALLERS)
    return campaign


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_new(request):
    """Prepare a campaign; its schools hear of it when it is opened."""
    if not may_call(request.user):
        raise PermissionDenied(CALLERS)
    campaign = Campaign(bureau=request.user.region)
    form = _form(request, campaign, first_facts(timezone.localdate()))
    if form.is_bound and form.is_valid():
        made = settled(form, lambda: submitting.draft_campaign(user=request.user, **form.facts))
        if made:
            messages.success(request, "已保存。学校还看不到，请核对下面的内容后开放。")
            return redirect("campaign-turn", made.pk)
    return _page(request, campaign, form)


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_edit(request, pk):
    """Change a campaign; once it is open, only what changes no school's form."""
    campaign = called_of(request, pk)
    if campaign.state == Campaign.State.CLOSED:
        messages.error(request, CLOSED)
        return redirect("campaign-turn", pk)
    form = _form(request, campaign, facts_of(campaign))
    stamp = request.POST.get("stamp", "") if request.method == "POST" else stamp_of(campaign)
    if not form.is_bound or not form.is_valid():
        return _page(request, campaign, form, stamp=stamp)
    facts = {"user": request.user, "seen": stamp, **form.facts}
    try:
        changed = settled(form, lambda: submitting.change_campaign(campaign, **facts))
    except Conflict as conflict:
        stored = conflict.rows[0]
        return _page(request, stored, form, status=409, stamp=stamp_of(stored), is_stale=True)
    if changed is None:
        return _page(request, campaign, form, stamp=stamp)
    messages.success(request, "已保存。")
    is_draft = changed.state == Campaign.State.DRAFT
    return redirect("campaign-turn", pk) if is_draft else redirect("campaign-list")


def _form(request, campaign, facts):
    """The form with what was sent; unchecked where only the schools were counted or looked for."""
    options = {"user": request.user, "campaign": campaign}
    if request.method != "POST":
        return CallForm(initial=facts, **options)
    if "count" in request.POST:
        return CallForm(initial=typed(request.POST), **options)
    return CallForm(request.POST, **options)


def _page(request, campaign, form, *, status=None, **context):
    """The form with whom it calls."""
    status = status or (422 if form.is_bound else 200)
    context |= {"campaign": campaign, "form": form}
    if campaign.state == Campaign.State.DRAFT:
        context["reach"] = _reach(campaign, form)
    return render(request, "campaigns/campaign_form.html", context, status=status)


def _reach(campaign, form):
    """Whom the campaign would call as its form stands now, checked or not."""
    values = {name: form[name].value() for name in ("scope", "stages", "towns", "form")}
    number = str(values["form"] or "")
    forms = form.fields["form"].queryset
    asked = Campaign(
        bureau=campaign.bureau,
        scope=values["scope"] if values["scope"] in Campaign.Scope.values else "",
        **{name: [v for v in values[name] or [] if "\0" not in v] for name in ("stages", "towns")},
        form=forms.filter(pk=number).first() if number.isdecimal() and len(number) < 10 else None,
    )
    return reach_of(asked, [row for row in form.schools if row.is_ticked])

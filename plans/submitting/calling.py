"""A bureau's call for plans enters; its schools have their submissions, or the call is over."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from indicators.models import School
from plans.form_building import obstacles_of
from plans.form_stamps import require_same, stamp_of
from plans.models import Campaign, CampaignForm, Submission, SubmissionEvent
from plans.submitting.telling import tell_of_opening

State = Campaign.State
ALWAYS = {"title", "note", "closes_on", "reminder_days"}
"""What may still be changed once schools fill in."""


def is_caller(user, campaign):
    """Whether the user runs campaigns of the bureau: its administrators and staff."""
    return user.may_import and user.region_id == campaign.bureau_id


@transaction.atomic
def draft_campaign(*, user, chosen=(), **facts):
    """A campaign in preparation; raises ``ValidationError`` by field."""
    campaign = Campaign(bureau_id=user.region_id, created_by=user, **facts)
    _require_caller(user, campaign)
    _check(campaign)
    campaign.save()
    _choose(campaign, chosen)
    return campaign


@transaction.atomic
def change_campaign(campaign, *, user, chosen=None, seen="", **facts):
    """Other facts for a campaign; once it is open, only those that change no school's form.

    ``seen`` is the stamp of what its editor began with; raises ``Conflict`` where that is past.
    """
    found = _locked(campaign, user)
    if seen:
        require_same(found, seen, stamp_of)
    if found.state == State.CLOSED:
        raise ValidationError("这次上报已经结束，不能修改。")
    fixed = set(facts) - ALWAYS
    if found.state == State.OPEN and (fixed or chosen is not None):
        raise ValidationError("已经开放填报，只能修改名称、说明、截止日期和提醒，或加入学校。")
    for name, value in facts.items():
        setattr(found, name, value)
    _check(found)
    found.save()
    if chosen is not None:
        _choose(found, chosen)
    return found


@transaction.atomic
def open_campaign(campaign, *, user):
    """Let its schools begin; from now on its form stays as it is. Returns the campaign."""
    found = _locked(campaign, user)
    if found.state != State.DRAFT:
        raise ValidationError(f"现在是“{found.get_state_display()}”，不用再开放。")
    if found.closes_on < timezone.localdate():
        raise ValidationError({"closes_on": "截止日期已经过了，请先改成今天或以后。"})
    form = CampaignForm.objects.select_for_update().get(pk=found.form_id)
    if form.state != CampaignForm.State.READY:
        raise ValidationError({"form": "选的上报表还不能使用，请先把它设为“可使用”。"})
    lacking = obstacles_of(form)
    if lacking:
        raise ValidationError({"form": f"选的上报表还没有编好：{''.join(lacking)}"})
    schools = list(schools_of(found))
    if not schools:
        raise ValidationError("没有学校在范围里，请选择学校，或先确认本县的学校名录。")
    form.frozen_at = form.frozen_at or timezone.now()
    form.save(update_fields=["frozen_at"])
    found.state, found.opened_at = State.OPEN, timezone.now()
    found.save(update_fields=["state", "opened_at"])
    _enter(found, schools, user)
    return found


@transaction.atomic
def add_schools(campaign, *, user, schools):
    """Let more schools take part in an open campaign; returns those that did not yet."""
    found = _locked(campaign, user)
    if found.state != State.OPEN:
        raise ValidationError("只有开放填报期间可以加入学校。")
    _require_own(found, schools)
    known = set(found.submissions.values_list("school", flat=True))
    new = [school for school in schools if school.pk not in known]
    _enter(found, new, user)
    return new


@transaction.atomic
def close_campaign(campaign, *, user):
    """End it: schools fill in no more, what was submitted can still be approved."""
    found = _locked(campaign, user)
    if found.state != State.OPEN:
        raise ValidationError(f"现在是“{found.get_state_display()}”，不能结束。")
    found.state, found.closed_at = State.CLOSED, timezone.now()
    found.save(update_fields=["state", "closed_at"])
    return found


@transaction.atomic
def reopen_campaign(campaign, *, user, closes_on):
    """Open it again until a new day."""
    found = _locked(campaign, user)
    if found.state != State.CLOSED:
        raise ValidationError(f"现在是“{found.get_state_display()}”，不用重新开放。")
    if closes_on is None or closes_on < timezone.localdate():
        raise ValidationError({"closes_on": "请填写今天或以后的截止日期。"})
    found.state, found.closed_at, found.closes_on = State.OPEN, None, closes_on
    found.save(update_fields=["state", "closed_at", "closes_on"])
    return found


def schools_of(campaign):
    """Schools that the campaign would call: confirmed ones of its region, or the chosen."""
    if campaign.scope == Campaign.Scope.CHOSEN:
        return campaign.chosen.all()
    schools = own_schools(campaign).filter(is_confirmed=True)
    if campaign.scope == Campaign.Scope.STAGES:
        schools = schools.filter(stage__in=campaign.stages)
    if campaign.scope == Campaign.Scope.TOWNS:
        schools = schools.filter(town__in=campaign.towns)
    return schools


def own_schools(campaign):
    """Schools of the bureau's region and below."""
    return School.objects.filter(region__adcode__startswith=campaign.bureau.significant)


def _enter(campaign, schools, user):
    """Give schools their submissions, each with its first event, and tell them."""
    now = timezone.now()
    rows = Submission.objects.bulk_create(
        Submission(campaign=campaign, school=school) for school in schools
    )
    SubmissionEvent.objects.bulk_create(
        SubmissionEvent(
            submission=row, action=SubmissionEvent.Action.ADD, to_state=row.state, by=user, at=now
        )
        for row in rows
    )
    tell_of_opening(campaign, rows)


def _locked(campaign, user):
    locked = Campaign.objects.select_for_update(of=("self",)).select_related("bureau")
    found = locked.get(pk=campaign.pk)
    _require_caller(user, found)
    return found


def _require_caller(user, campaign):
    if not is_caller(user, campaign):
        raise PermissionDenied("只有本局的管理员和科室人员可以发起和管理上报任务。")


def _check(campaign):
    """Raises ``ValidationError`` by field."""
    campaign.full_clean()
    wrong = {}
    if campaign.form.bureau_id not in (None, campaign.bureau_id):
        wrong["form"] = "这张上报表不是本局的，请另选。"
    if campaign.scope == Campaign.Scope.STAGES and not campaign.stages:
        wrong["stages"] = "请至少选一个学段。"
    if campaign.scope == Campaign.Scope.TOWNS and not campaign.towns:
        wrong["towns"] = "请至少选一个乡镇。"
    days = campaign.reminder_days
    if not all(isinstance(day, int) and 0 <= day <= 60 for day in days):
        wrong["reminder_days"] = "提醒请填截止前的天数，0 到 60，例如 7、3、1。"
    if wrong:
        raise ValidationError(wrong)


def _choose(campaign, schools):
    _require_own(campaign, schools)
    campaign.chosen.set(schools)


def _require_own(campaign, schools):
    own = set(own_schools(campaign).values_list("pk", flat=True))
    strangers = [school.name for school in schools if school.pk not in own]
    if strangers:
        raise ValidationError(f"不是本县的学校：{'、'.join(strangers)}。")

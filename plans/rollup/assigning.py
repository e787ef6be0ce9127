"""A person and what his bureau expects of its schools enter; a draft, and issued letters, leave.

What is issued stays as it is: a change begins a new version, for a reason.
"""

import hashlib
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from plans.models import AssignedTarget, AssignmentSet, Campaign, Division, Letter
from plans.rollup.dividing import bases_of, is_countable
from plans.rollup.letters import contents_of
from plans.submitting.calling import is_caller
from plans.submitting.transitions import APPROVERS

State = AssignmentSet.State
LONGEST_REASON = 300
MOST_DIGITS = Decimal(10) ** 16
LONGEST = {"preamble": 2000, "terms": 5000}
"""Most characters of the texts of a letter."""
WORDS = ("bureau_name", "preamble", "terms", "has_promises", "has_tasks")
"""What the letters of a version say besides its targets."""
ALREADY_ISSUED = "目标已经下达，不能直接改。请先在“目标责任书”页写明变更原因，再改新的一版。"


def is_issuer(user, campaign):
    """Whether the user may issue letters: administrators and leaders of the bureau."""
    return user.role in APPROVERS and user.region_id == campaign.bureau_id


def newest_set(campaign, user):
    """The draft of a campaign, else what was issued last; None before anything is divided."""
    return campaign.assignment_sets.visible_to(user).newest_first().first()


@transaction.atomic
def assign(campaign, *, user, facts, values):
    """Write how an indicator is divided into the draft; returns the division.

    ``facts`` are indicator, whole, basis, measure; ``values`` pairs of proposed and assigned
    value by submission. Raises ``ValidationError`` by field, ``PermissionDenied``.
    """
    draft = _draft(campaign, user)
    _check(facts, values)
    indicator = facts["indicator"]
    rest = {name: facts[name] for name in ("whole", "basis", "measure")}
    division, _ = Division.objects.update_or_create(
        assignment_set=draft, indicator=indicator, defaults={**rest, "updated_by": user}
    )
    division.parts.all().delete()
    own = set(campaign.submissions.values_list("pk", flat=True))
    AssignedTarget.objects.bulk_create(
        AssignedTarget(division=division, submission_id=pk, proposed=proposed, value=value)
        for pk, (proposed, value) in values.items()
        if pk in own and value is not None
    )
    return division


@transaction.atomic
def unassign(campaign, *, user, indicator):
    """Take an indicator out of the draft."""
    _draft(campaign, user).divisions.filter(indicator=indicator).delete()


@transaction.atomic
def write_words(campaign, *, user, **words):
    """Other words for the letters of the draft; raises ``ValidationError`` by field."""
    draft = _draft(campaign, user)
    for name in WORDS:
        if name in words:
            setattr(draft, name, words[name])
    _require_short(draft)
    draft.full_clean(exclude=["campaign"])
    draft.save()
    return draft


@transaction.atomic
def issue(campaign, *, user, seen):
    """Issue the draft (下达): every school that it gives a target has its letter, for good.

    ``seen`` is the stamp of what the user was shown. Returns the set.
    """
    locked = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    if not is_issuer(user, locked):
        raise PermissionDenied("只有本局的局领导和管理员可以下达目标责任书。")
    draft = campaign.assignment_sets.filter(state=State.DRAFT).first()
    if draft is None:
        raise ValidationError("没有可以下达的草稿。请先分解目标，或者看看是不是已经下达。")
    if stamp(draft) != seen:
        raise ValidationError("您打开本页以后内容有了变化，还没有下达。请看清新的内容，再点下达。")
    contents = contents_of(draft, user)
    if not contents:
        raise ValidationError("还没有一所学校有目标。请先分解目标，再下达。")
    draft.state, draft.issued_by, draft.issued_at = State.ISSUED, user, timezone.now()
    draft.save()
    Letter.objects.bulk_create(
        Letter(
            assignment_set=draft,
            submission_id=pk,
            content=content.issued(timezone.localdate()).as_json(),
        )
        for pk, content in contents.items()
    )
    return draft


@transaction.atomic
def revise(campaign, *, user, reason):
    """Begin a new version that says what the last one says, for a reason; returns the draft."""
    _locked(campaign, user)
    last = campaign.assignment_sets.newest_first().first()
    if last is None or not last.is_issued:
        raise ValidationError("现在的一版还没有下达，直接修改就可以。")
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": "下达以后再改，请写明原因。"})
    if len(reason) > LONGEST_REASON:
        raise ValidationError({"reason": f"请写在 {LONGEST_REASON} 字以内。"})
    words = {name: getattr(last, name) for name in WORDS}
    new = AssignmentSet.objects.create(
        campaign=campaign, version=last.version + 1, reason=reason, created_by=user, **words
    )
    for division in last.divisions.prefetch_related("parts"):
        _copy(division, new)
    return new


def stamp(assignment_set):
    """A short name of all that a version says: the same for the same targets and words."""
    parts = AssignedTarget.objects.filter(division__assignment_set=assignment_set)
    said = list(parts.order_by("pk").values_list("pk", "value"))
    words = [getattr(assignment_set, name) for name in WORDS]
    return hashlib.sha256(repr((assignment_set.pk, said, words)).encode()).hexdigest()[:16]


def _copy(division, assignment_set):
    parts = list(division.parts.all())
    division.pk, division.assignment_set = None, assignment_set
    division.save(force_insert=True)
    for part in parts:
        part.pk, part.division = None, division
    AssignedTarget.objects.bulk_create(parts)


def _draft(campaign, user):
    """The draft of a campaign, begun where nothing was issued yet."""
    found = _locked(campaign, user)
    last = found.assignment_sets.order_by("-version").first()
    if last is None:
        if found.state == Campaign.State.DRAFT:
            raise ValidationError("这次上报还没有开放，还没有学校可以分解。")
        name = f"{found.bureau.name}教育局"
        return AssignmentSet.objects.create(campaign=found, bureau_name=name, created_by=user)
    if last.is_issued:
        raise ValidationError(ALREADY_ISSUED)
    return last


def _locked(campaign, user):
    locked = Campaign.objects.select_for_update(of=("self",)).select_related("bureau")
    found = locked.get(pk=campaign.pk)
    if not is_caller(user, found):
        raise PermissionDenied("只有本局的管理员和科室人员可以分解目标、修改责任书。")
    return found


def _require_short(draft):
    long = {name: most for name, most in LONGEST.items() if len(getattr(draft, name)) > most}
    if long:
        raise ValidationError({name: f"请写在 {most} 字以内。" for name, most in long.items()})


def _check(facts, values):
    """Raises ``ValidationError`` where the whole or a value is none that can be assigned."""
    indicator, whole = facts["indicator"], facts["whole"]
    wrong = {}
    if facts["basis"] not in bases_of(indicator):
        wrong["basis"] = "这一指标不能用这种办法分解，请另选。"
    if why := _unfit(whole, indicator):
        wrong["whole"] = why
    for pk, (_, value) in values.items():
        if value is not None and (why := _unfit(value, indicator)):
            wrong[f"value-{pk}"] = why
    if not wrong and all(value is None for _, value in values.values()):
        wrong["values"] = "请至少给一所学校填写分解目标。"
    if wrong:
        raise ValidationError(wrong)


def _unfit(value, indicator):
    """Why a value cannot be assigned; empty where it can."""
    if value is None or value < 0:
        return "请填写 0 或更大的数。"
    if value >= MOST_DIGITS:
        return "数太大了，请检查单位。"
    if is_countable(indicator) and value != value.to_integral_value():
        return f"“{indicator.unit}”要填整数。"
    if value != round(value, 4):
        return "小数最多四位。"
    return ""

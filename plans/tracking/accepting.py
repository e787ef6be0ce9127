"""A figure that was reported for the target of a matter enters, an observation leaves.

It becomes one only when somebody of the bureau accepts it, and as published figures do: it is never
overwritten, and another value is a new version, for a reason (教育统计管理规定 §32).
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from indicators.choices import Origin
from indicators.models import Indicator, Observation
from indicators.releasing import release
from plans.models import AcceptedFigure, Matter, MatterStep, PublishedFigure
from plans.tracking.steps import said
from plans.tracking.transitions import CHECKER, PROPOSER, parts_of

ELSEWHERE = (
    "这一年的完成值已经随《{plan}》发布（{value:f}），与本次反馈的不同。"
    "如需更正，请在那份计划里更正并再次发布。"
)


def may_accept(user, matter):
    """Whether the user may make figures of what was reported: the bureau's own people."""
    return bool(parts_of(user, matter) & {PROPOSER, CHECKER})


def obstacle(step, matter):
    """Why the figure of a step gives no observation, in words; empty where it gives one."""
    row = matter.statement
    if step.figure is None or row is None or row.indicator_id is None:
        return "这次反馈没有可以采纳的完成值：事项没有对应到目录指标的目标，或者没有填数。"
    if row.year is None:
        return "对应的目标没有年度，请先在计划里补上年度。"
    if row.per or row.scope:
        return "对应的目标限定了计量对象或范围，完成值不能记到整个地区或学校名下。"
    if hasattr(step, "accepted"):
        return "这次反馈的完成值已经采纳过。"
    return ""


@transaction.atomic
def accept(step, *, user, reason=""):
    """Make the figure of a report an observation, or a new version of one; returns the evidence.

    Raises ``PermissionDenied`` for others than the bureau, ``ValidationError`` where something
    stands against it or another value is to be replaced without a reason.
    """
    matter = Matter.objects.for_change(step.matter_id)
    if not may_accept(user, matter):
        raise PermissionDenied("只有本局人员可以采纳反馈的完成值。")
    step = MatterStep.objects.get(pk=step.pk)
    told = obstacle(step, matter)
    if told:
        raise ValidationError(told)
    observation = _written(_figure(step, matter), user, reason)
    return AcceptedFigure.objects.create(
        step=step, observation=observation, by=user, at=timezone.now()
    )


def _figure(step, matter):
    """The unsaved observation of a step: of the place that its target names, else of who leads."""
    row = matter.statement
    is_placed = row.region_id is not None or row.school_id is not None
    return Observation(
        indicator=row.indicator,
        region=row.region or matter.bureau,
        school=row.school if is_placed else matter.lead_school,
        year=row.year,
        value=step.figure,
        nature=Observation.Nature.ACTUAL,
        origin=Origin.REPORT,
    )


def _written(figure, user, reason):
    """The observation as the database has it now: the same one, or its next version."""
    # Two that accept figures of one indicator at once go one after the other.
    Indicator.objects.select_for_update(no_key=True).get(pk=figure.indicator_id)
    before = _newest(figure)
    if before and not before.is_withdrawn and before.value == figure.value:
        return before
    if before:
        _require_own(before)
        figure.supersedes = before
        figure.reason = said(reason, f"原来记的是 {before.value.normalize():f}，更正要写明原因。")
    release([figure], by=user)
    return figure


def _newest(figure):
    about = ("indicator_id", "region_id", "school_id", "year")
    same = Observation.objects.reached().filter(**{name: getattr(figure, name) for name in about})
    # What a formula gave is no statement: its release takes it back when there is one.
    same = same.exclude(origin=Origin.FORMULA)
    return same.filter(ended_in__isnull=True).order_by("-pk").first()


def _require_own(before):
    """What a plan published is corrected where it was published."""
    evidence = PublishedFigure.objects.filter(observation=before, publication__withdrawn_at=None)
    found = evidence.select_related("publication__plan").first()
    if found:
        plan, value = found.publication.plan, before.value.normalize()
        raise ValidationError(ELSEWHERE.format(plan=plan, value=value))

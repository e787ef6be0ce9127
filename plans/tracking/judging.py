"""A bureau and a span enter, the scores of its units and schools leave, each with its lines."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from indicators.models import Region, School, Unit
from plans.models import Matter, Period, ScoreJudgement, ScoreScheme
from plans.tracking import freezing
from plans.tracking.outcomes import outcomes_of
from plans.tracking.periods import Span
from plans.tracking.scoring import Judgement, Scheme, Score, score_of

LONGEST_REASON = 300
MOST_POINTS = Decimal(100)


@dataclass(frozen=True, slots=True)
class Judged:
    """A unit or school with its score and what people judged of it."""

    key: tuple
    whom: Unit | School
    score: Score
    judgements: tuple


def scheme_of(bureau_id):
    """The scheme that a bureau made last, and as the arithmetic takes it; the default without."""
    row = ScoreScheme.objects.filter(bureau=bureau_id).order_by("-at", "-pk").first()
    return row, as_scheme(row)


def as_scheme(row):
    """A stored scheme as the arithmetic takes it."""
    if row is None:
        return Scheme()
    weights = {kind: Decimal(weight) for kind, weight in row.weights.items()}
    return Scheme(row.on_time, row.reached, row.heard, weights, row.cap)


def scores(bureau_id, span, scheme, today=None):
    """Everybody who is judged in a span, the best first; a fixed number of queries."""
    found = outcomes_of(Matter.objects.filter(bureau=bureau_id), span, today)
    judgements = _judgements(bureau_id, span)
    people = _named({*found, *judgements})
    judged = [
        Judged(key, people[key], _score(found, judgements, key, scheme), judgements.get(key, ()))
        for key in people
    ]
    return sorted(judged, key=_rank)


@transaction.atomic
def judge(*, user, whom, day, points, reason, is_veto=False):
    """Give or take points, or a veto; for a reason. Raises ``ValidationError`` by field."""
    _require_leading(user)
    row = ScoreJudgement(
        bureau_id=user.region_id,
        unit=whom if isinstance(whom, Unit) else None,
        school=whom if isinstance(whom, School) else None,
        day=day,
        points=points,
        is_veto=is_veto,
        reason=reason.strip(),
        by=user,
        at=timezone.now(),
    )
    if whom.region is None or not whom.region.adcode.startswith(user.region.significant):
        raise ValidationError(f"“{whom}”不是本局的单位或学校。")
    _check(row)
    _require_open(user.region_id, day)
    row.save()
    return row


@transaction.atomic
def offset(judgement, *, user, reason):
    """Take a judgement back, for a reason; both stay to be read."""
    _require_leading(user)
    found = ScoreJudgement.objects.visible_to(user).select_for_update().get(pk=judgement.pk)
    if not found.is_standing:
        raise ValidationError("这一条已经冲销，或本身就是冲销，不能再冲销。")
    _require_open(user.region_id, found.day)
    row = ScoreJudgement(
        bureau_id=found.bureau_id,
        unit=found.unit,
        school=found.school,
        day=found.day,
        points=-found.points,
        reason=reason.strip(),
        offsets=found,
        by=user,
        at=timezone.now(),
    )
    _check(row)
    row.save()
    return row


@transaction.atomic
def set_scheme(*, user, **facts):
    """A new scheme, which counts from now on; raises ``ValidationError`` by field."""
    _require_leading(user)
    row = ScoreScheme(bureau_id=user.region_id, by=user, at=timezone.now(), **facts)
    row.full_clean()
    wrong = {
        name: "分值在 0 到 100 之间。"
        for name in ("on_time", "reached", "heard", "cap")
        if not 0 <= getattr(row, name) <= MOST_POINTS
    }
    if row.on_time + row.reached + row.heard != MOST_POINTS:
        wrong["on_time"] = "按时办结、目标达成、按期反馈三项合计要等于 100 分。"
    if wrong:
        raise ValidationError(wrong)
    row.save()
    return row


@transaction.atomic
def close_period(*, user, span: Span):
    """Freeze a period that is over: its matters at its end, scores and scheme as they are now.

    Later edits do not change it; a report that comes in later for it is marked as late.
    """
    _require_leading(user)
    # Of two who freeze at once, the second finds what the first has frozen.
    Region.objects.select_for_update(no_key=True).get(pk=user.region_id)
    if span.last >= timezone.localdate():
        raise ValidationError(f"{span.name}还没有结束，结束以后才能封存。")
    if Period.objects.filter(bureau=user.region_id, kind=span.kind, begins_on=span.first).exists():
        raise ValidationError(f"{span.name}已经封存。")
    row, scheme = scheme_of(user.region_id)
    period = Period(
        bureau_id=user.region_id,
        kind=span.kind,
        begins_on=span.first,
        ends_on=span.last,
        closed_by=user,
        closed_at=timezone.now(),
        scheme=row,
        snapshot=snapshot_of(scores(user.region_id, span, scheme)),
        matters=freezing.frozen(user.region_id, span.last),
    )
    period.save()
    return period


def snapshot_of(judged):
    """Scores as plain values, which stay as they are."""
    return [
        {
            "key": list(one.key),
            "name": one.whom.name,
            "total": _plain(one.score.total),
            "base": _plain(one.score.base),
            "judged": _plain(one.score.capped),
            "is_vetoed": one.score.is_vetoed,
            "parts": [
                {
                    "name": part.name,
                    "points": _plain(part.points) if part.is_judged else None,
                    "most": _plain(part.most),
                    "numbers": list(part.numbers),
                }
                for part in one.score.parts
            ],
        }
        for one in judged
    ]


def _plain(value):
    return None if value is None else f"{value.normalize():f}"


def _score(found, judgements, key, scheme):
    told = [
        Judgement(row.points, row.reason, row.is_veto)
        for row in judgements.get(key, ())
        if row.is_standing
    ]
    return score_of(found.get(key, ()), told, scheme)


def _judgements(bureau_id, span):
    """Key of who is judged -> its judgements in a span, the newest first."""
    rows = ScoreJudgement.objects.filter(bureau=bureau_id, day__range=(span.first, span.last))
    found = {}
    for row in rows.select_related("offset_by", "by"):
        key = ("unit", row.unit_id) if row.unit_id else ("school", row.school_id)
        found.setdefault(key, []).append(row)
    return found


def _named(keys):
    """Key -> the unit or school; two queries."""
    numbers = {kind: [n for k, n in keys if k == kind] for kind in ("unit", "school")}
    units = {("unit", u.pk): u for u in Unit.objects.filter(pk__in=numbers["unit"])}
    return units | {("school", s.pk): s for s in School.objects.filter(pk__in=numbers["school"])}


def _rank(one):
    total = one.score.total
    return (total is None, -(total or 0), one.whom.name)


def _require_leading(user):
    if not (user.is_bureau_admin or user.is_bureau_leader):
        raise PermissionDenied("只有本局的局领导和管理员可以评分、封存和修改考核办法。")


def _require_open(bureau_id, day):
    """Raises ``ValidationError`` for a day in a period that was frozen."""
    periods = Period.objects.filter(bureau=bureau_id).defer("snapshot", "matters")
    frozen = periods.filter(begins_on__lte=day, ends_on__gte=day).first()
    if frozen:
        raise ValidationError({"day": f"{frozen}已经封存，请记在还没有封存的日期。"})


def _check(row):
    row.full_clean()
    if abs(row.points) > MOST_POINTS:
        raise ValidationError({"points": "一次加减分不超过 100 分。"})
    if len(row.reason) > LONGEST_REASON:
        raise ValidationError({"reason": f"请写在 {LONGEST_REASON} 字以内。"})

"""A person and what he says of items enter, marks are written; handed in, given back."""

from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from plans.evaluating.gathering import gather_all
from plans.evaluating.telling import tell_of_giving_back
from plans.evaluating.transitions import Step, has_role, require
from plans.models import Assessment, AssessmentEvent, Mark
from plans.tracking.steps import said as reason_of

LONGEST_REASON, LONGEST_DOCUMENT = 300, 120
SHOWN = 5
"""Names of items that a refusal lists."""
NEWER = "这一条别人刚改过，没有保存。请看新的内容后再改。"
BEFORE = {"check": ("counted",), "sample": ("check", "counted")}
"""Step -> which marks of a line it is held against: the first that there is."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of one item; all empty takes back what he said before."""

    verdict: str = ""
    points: Decimal | None = None
    reason: str = ""
    document: str = ""

    @property
    def is_empty(self):
        """It judges nothing."""
        return not self.verdict and self.points is None

    @property
    def stamp(self):
        """A short word for it: a page sends back the one that it showed."""
        points = "" if self.points is None else f"{self.points.normalize():f}"
        words = "\0".join((self.verdict, points, self.reason, self.document))
        return sha256(words.encode()).hexdigest()[:12]


def said_by(mark):
    """What a mark says; empty for none."""
    return Said(mark.verdict, mark.points, mark.reason, mark.document) if mark else Said()


@transaction.atomic
def mark(place, *, user, step, said, seen=None):
    """Write what is said of items, by their number; all of it or nothing. Returns how many changed.

    ``seen`` are the stamps of what the page showed: a row that still says what it showed is left
    alone, and one that somebody else changed meanwhile is refused. Raises ``ValidationError`` by
    the number of the item.
    """
    found = Assessment.objects.for_change(place.pk)
    require(Step(step), user, found.round, found)
    lines = {line.item.pk: line for line in gather_all(found.round, [found])[0].lines}
    own = {m.item_id: m for m in found.marks.filter(step=step)}
    if set(said) - set(lines):
        raise ValidationError("有的条目不在这次评估里，请刷新页面后重新填写。")
    wrong, changed = {}, []
    for number, one in said.items():
        now, shown = said_by(own.get(number)), (seen or {}).get(number)
        if one == now or one.stamp == shown:
            continue
        told = NEWER if shown and shown != now.stamp else _wrong(lines[number], step, one)
        if told:
            wrong[str(number)] = told
        changed.append((number, one))
    if wrong:
        raise ValidationError(wrong)
    for number, one in changed:
        _write(found, number, step, one, user)
    return len(changed)


@transaction.atomic
def agree(place, *, user):
    """Mark all that is unmarked yet as it was said before; returns how many items.

    A check agrees with what was handed in, a second look with the check.
    """
    found = Assessment.objects.for_change(place.pk)
    step = Step.SAMPLE if found.round.state == found.round.State.SAMPLE else Step.CHECK
    require(step, user, found.round, found)
    if step == Step.CHECK and not found.is_handed_in:
        raise ValidationError("这里没有提交自评，请逐条复评。")
    before = BEFORE[step][0]
    lines = gather_all(found.round, [found])[0].lines
    rest = [line for line in lines if getattr(line, before) and step not in line.marks]
    for line in rest:
        said = getattr(line, before)
        _write(found, line.item.pk, Mark.Step(step), Said(said.verdict, said.points), user)
    return len(rest)


@transaction.atomic
def hand_in(place, *, user):
    """Let the self marks count; raises ``ValidationError`` while some are missing.

    The second time changes nothing.
    """
    found = Assessment.objects.for_change(place.pk)
    is_done = found.is_handed_in and found.round.state == found.round.State.SELF
    if is_done and has_role(Step.HAND_IN, user, found.round, found):
        return found
    require(Step.HAND_IN, user, found.round, found)
    marked = set(found.marks.filter(step=Mark.Step.SELF).values_list("item", flat=True))
    asked = [item for item in found.round.items.all() if item.is_asked_of(found)]
    lacking = [str(item) for item in asked if item.pk not in marked]
    if lacking:
        more = "等" if len(lacking) > SHOWN else ""
        names = "、".join(lacking[:SHOWN])
        raise ValidationError(f"还有 {len(lacking)} 条没有自评：{names}{more}。评完再提交。")
    found.state, found.submitted_by = Assessment.State.SUBMITTED, user
    found.submitted_at = timezone.now()
    found.save(update_fields=["state", "submitted_at", "submitted_by"])
    _remember(found, AssessmentEvent.Action.HAND_IN, user)
    return found


@transaction.atomic
def give_back(place, *, user, reason):
    """Let the school change what it handed in, for a reason."""
    found = Assessment.objects.for_change(place.pk)
    require(Step.GIVE_BACK, user, found.round, found)
    why = reason_of(reason, "退回要写明原因，让学校知道改什么。")
    found.state, found.submitted_at = Assessment.State.RETURNED, None
    found.save(update_fields=["state", "submitted_at"])
    _remember(found, AssessmentEvent.Action.GIVE_BACK, user, why)
    tell_of_giving_back(found)
    return found


def _wrong(line, step, one):
    """What is wrong with what is said of an item; empty where nothing is."""
    if len(one.reason) > LONGEST_REASON or len(one.document) > LONGEST_DOCUMENT:
        return f"理由请写在 {LONGEST_REASON} 字以内，文件名请写在 {LONGEST_DOCUMENT} 字以内。"
    if one.is_empty:
        return "写了理由，还没有评定。" if one.reason or one.document else ""
    told = _wrong_points(line.item, one) if line.item.points else _wrong_verdict(one)
    return told or _unexplained(line, step, one)


def _wrong_points(item, one):
    if one.verdict:
        is_alone = one.verdict == Mark.Verdict.NOT_ASKED and one.points is None
        return "" if is_alone else "这一条按分评定：填得分，或者只选“不适用”。"
    most = f"{item.points.normalize():f}"
    if not 0 <= one.points <= item.points or one.points != round(one.points, 2):
        return f"得分要在 0 到 {most} 之间，最多两位小数。"
    return ""


def _wrong_verdict(one):
    is_known = one.verdict in Mark.Verdict.values and one.points is None
    return "" if is_known else "请选择达标、未达标或不适用。"


def _unexplained(line, step, one):
    marks = (getattr(line, before) for before in BEFORE.get(step, ()))
    against = next(filter(None, marks), None)
    if against is None or one.reason:
        return ""
    is_other = (one.verdict, one.points) != (against.verdict, against.points)
    return f"与{against.get_step_display()}不一致，请写明理由。" if is_other else ""


def _write(place, item, step, one, user):
    key = {"assessment": place, "item_id": item, "step": step}
    if one.is_empty:
        Mark.objects.filter(**key).delete()
        return
    facts = {name: getattr(one, name) for name in ("verdict", "points", "reason", "document")}
    facts |= {"by": user, "at": timezone.now()}
    Mark.objects.update_or_create(**key, defaults=facts)


def _remember(place, action, user, reason=""):
    AssessmentEvent.objects.create(
        assessment=place, action=action, by=user, at=timezone.now(), reason=reason
    )

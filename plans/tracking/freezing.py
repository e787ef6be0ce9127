"""A bureau and a last day enter, its matters as they stood at the end of that day leave.

What happened since is taken back by the steps that were written; a matter that nobody touched since
stands as it did. Titles are not kept: they are read, and masked, with the matter itself.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from plans.models import Matter, MatterStep
from plans.tracking.faces import Face, face_of
from plans.tracking.lights import Light, Sign
from plans.tracking.looked_at import Row, rows_of
from plans.tracking.looking import light_of
from plans.tracking.ruling import rulebook
from plans.tracking.weighing import whole_progress

State, Action = Matter.State, MatterStep.Action
MOVED_DAY = (Action.GRANT_EXTENSION, Action.REOPEN)
"""Steps that set another last day."""


@dataclass(frozen=True, slots=True)
class Then:
    """What was frozen of a matter."""

    state: str
    progress: int
    lead: str
    due_on: date | None
    face: Face


@dataclass(frozen=True, slots=True)
class Pair:
    """A matter as it was frozen and as it is now; ``late`` are reports that came in afterwards."""

    then: Then
    now: Row
    late: int

    @property
    def changes(self):
        """What is another now, in words."""
        now, then = self.now, self.then
        facts = (
            ("状态", then.state, now.matter.get_state_display()),
            ("进度", then.progress, now.matter.progress),
            ("牵头单位", then.lead, now.lead),
            ("时限", then.due_on, now.matter.due_on),
            ("灯", then.face, now.face),
        )
        return "、".join(name for name, before, after in facts if before != after)


def frozen(bureau_id, end):
    """Facts of each matter that was sent and not stopped by the end of a day, as plain values."""
    rows = Matter.objects.filter(bureau=bureau_id).select_related("lead_unit", "lead_school")
    matters = list(rows.order_by("due_on", "pk"))
    _take_back(matters, bureau_id, end)
    sent = [m for m in matters if m.state not in ("", *Matter.INSIDE, State.STOPPED)]
    book = rulebook()
    return [_facts(matter, light_of(matter, end, book)) for matter in sent]


def compared(period, user, today=None):
    """A pair for each frozen matter that is still there; a fixed number of queries."""
    facts = {row["pk"]: row for row in period.matters}
    rows = rows_of(Matter.objects.visible_to(user).filter(pk__in=facts), today)
    late = _late(period, facts)
    pairs = {row.matter.pk: row for row in rows}
    return [
        Pair(_then(facts[number]), pairs[number], late[number])
        for number in facts
        if number in pairs
    ]


def _take_back(matters, bureau_id, end):
    """Set the rows, which nobody saves, back to the end of a day."""
    after = timezone.make_aware(datetime.combine(end + timedelta(days=1), time.min))
    steps = MatterStep.objects.filter(matter__bureau=bureau_id)
    touched = set(steps.filter(at__gte=after).order_by().values_list("matter", flat=True))
    told = defaultdict(list)
    for step in steps.filter(matter__in=touched).order_by("at", "pk"):
        told[step.matter_id].append(step)
    parts = defaultdict(list)
    for matter in matters:
        parts[matter.parent_id].append(matter)
        if matter.pk in touched:
            _set_back(matter, told[matter.pk], after)
    for matter in parts[None]:
        _carry_back(matter, parts, touched)


def _set_back(matter, steps, after):
    before = [step for step in steps if step.at < after]
    since = [step for step in steps if step.at >= after]
    matter.state = before[-1].to_state if before else ""
    said = [step.progress for step in before if step.progress is not None]
    matter.progress = said[-1] if said else 0
    days = [step.was_due_on for step in since if step.action in MOVED_DAY and step.was_due_on]
    matter.due_on = days[0] if days else matter.due_on
    is_done = matter.state in (State.REPORTED, State.CLOSED)
    matter.reported_on = _last(before, Action.FINISH) if is_done else None
    matter.closed_on = _last(before, Action.CLOSE) if matter.state == State.CLOSED else None


def _last(steps, action):
    """The day of the last step of a kind; None without one."""
    found = [step for step in steps if step.action == action]
    return timezone.localdate(found[-1].at) if found else None


def _carry_back(matter, parts, touched):
    """Give a whole the progress of its parts; whether any of them was touched since."""
    is_touched = [_carry_back(part, parts, touched) for part in parts[matter.pk]]
    if any(is_touched):
        there = [p for p in parts[matter.pk] if p.state not in ("", State.STOPPED)]
        matter.progress = whole_progress((p.weight, p.progress) for p in there)
    return any(is_touched) or matter.pk in touched


def _facts(matter, sign):
    return {
        "pk": matter.pk,
        "state": str(matter.state),
        "progress": matter.progress,
        "lead": str(matter.lead or ""),
        "due_on": matter.due_on and matter.due_on.isoformat(),
        "light": sign.light.value,
        "is_late": sign.is_late,
    }


def _then(facts):
    sign = Sign(Light(facts["light"]), "", is_late=facts["is_late"])
    return Then(
        state=State(facts["state"]).label,
        progress=facts["progress"],
        lead=facts["lead"],
        due_on=facts["due_on"] and date.fromisoformat(facts["due_on"]),
        face=face_of(sign),
    )


def _late(period, numbers):
    """Number of a matter -> reports that came in for the period after it was frozen."""
    later = type(period).objects.filter(bureau=period.bureau_id, ends_on__gt=period.ends_on)
    until = later.order_by("closed_at").values_list("closed_at", flat=True).first()
    steps = MatterStep.objects.filter(matter__in=numbers, is_late=True, at__gt=period.closed_at)
    steps = steps.filter(at__lte=until) if until else steps
    found = defaultdict(int)
    for number in steps.order_by().values_list("matter", flat=True):
        found[number] += 1
    return found

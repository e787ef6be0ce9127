"""A bureau enters, matters in every state and light leave, with the steps that led there.

What happened earlier is written as rows, for steps are taken today alone; what happens today is
done by the steps that people take. The same number gives the same matters.
"""

import random
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from indicators.models import School, Unit
from plans.models import Matter, MatterStep
from plans.sample import matter_words as words
from plans.sample.findings import write_findings
from plans.tracking import proposing, steps

MARK = "督样"
"""How the numbers of these matters begin."""
Step, State, Cadence = MatterStep.Action, Matter.State, Matter.Cadence
SCHOOLS = 6
NEAR = range(1, 6)
"""Days before the last one that make a light yellow however far a matter is."""
FURTHEST = 25
"""Days that the same fate may lie apart."""
WHOLE = 100
BATCH = 2_000
"""Matters that are written at once, with some six steps each."""
EVERY = 30
"""Days between two reports."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a matter: days count from today, progress in percent."""

    state: str
    begun: int
    due: int
    progress: int = 0
    heard: int | None = None
    """Days since the last report; None where nobody reported."""
    done: int | None = None
    """Days since it was reported as done."""
    first_due: int | None = None
    """Its last day before it was extended."""


FATES = (
    Fate("working", -60, 45, 60, 9),
    Fate("working", -90, 3, 85, 6),
    Fate("working", -120, -8, 70, 12),
    Fate("closed", -150, -40, 100, 50, 50),
    Fate("working", -70, 30, 15, 40),
    Fate("reported", -80, 12, 100, 4, 4),
    Fate("dispatched", -6, 60),
    Fate("closed", -140, -60, 100, 48, 48),
    Fate("working", -40, 100, 35, 3),
    Fate("working", -100, 20, 80, 15, first_due=-10),
    Fate("proposed", -3, 50),
    Fate("checked", -5, 75),
    Fate("working", -20, 120),
    Fate("closed", -200, -90, 100, 95, 95),
    Fate("reported", -110, -14, 100, 7, 7),
    Fate("working", -150, -35, 55, 64),
    Fate("working", -30, 5, 90, 2),
    Fate("closed", -120, -20, 100, 26, 26),
    Fate("working", -50, 150, 40, 21),
    Fate("dispatched", -16, 14),
)
"""What becomes of them, over and over: each light and state is among the first sixteen."""


@transaction.atomic
def write_matters(bureau, *, admin, leader, units=(), schools=(), number=40):
    """So many matters of the bureau, made once; returns all of them.

    ``admin`` proposes and sends, ``leader`` checks and closes. Without ``units`` and ``schools``
    invented sections lead, and schools that the bureau has already.
    """
    known = Matter.objects.filter(bureau=bureau, number__startswith=MARK)
    if known.exists():
        return known
    units = list(units) or [_unit(bureau, name) for name in words.UNITS]
    schools = list(schools) or list(School.objects.filter(region=bureau).order_by("pk")[:SCHOOLS])
    drawn = random.Random(number)
    fates = [_fate(n, drawn) for n in range(number)]
    pairs = [
        (_matter(n, fate, bureau, admin, _lead(n, units, schools)), fate)
        for n, fate in enumerate(fates)
    ]
    write_pairs(pairs, units, drawn, admin=admin, leader=leader)
    write_findings([matter for matter, _ in pairs], bureau, admin)
    _go_on_today(pairs, admin, leader)
    return known


def write_pairs(pairs, units, drawn, *, admin, leader):
    """Write matters with their fates: the rows, who supports them, and their steps."""
    for start in range(0, len(pairs), BATCH):
        batch = pairs[start : start + BATCH]
        Matter.objects.bulk_create(matter for matter, _ in batch)
        _support([matter for matter, _ in batch], units, drawn)
        _remember(batch, admin, leader)
    _set_begin(pairs)


def _fate(n, drawn):
    """The first ones as they stand; later ones on other days, with the same light."""
    fate = FATES[n % len(FATES)]
    if n < len(FATES):
        return fate
    if fate.due in NEAR:
        return replace(fate, due=drawn.choice(NEAR))
    moved = drawn.randrange(FURTHEST)
    if fate.done is not None:
        past = {"due": fate.due - moved, "heard": fate.heard + moved, "done": fate.done + moved}
        return replace(fate, begun=fate.begun - moved, **past)
    return replace(fate, due=fate.due + (moved if fate.due > 0 else -moved))


def _unit(bureau, name):
    facts = {"is_confirmed": True}
    return Unit.objects.get_or_create(region=bureau, name=name, defaults=facts)[0]


def _lead(n, units, schools):
    """Every sixth matter is led by a school, where there is one."""
    if schools and n % 6 == 5:
        return {"lead_school": schools[n // 6 % len(schools)]}
    return {"lead_unit": units[(n + n // len(FATES) * 3) % len(units)]}


def _matter(n, fate, bureau, admin, lead):
    kind, title, text = words.TITLES[n % len(words.TITLES)]
    title += _turn(n // len(words.TITLES))
    sent_at = _at(fate.begun + 2) if fate.state not in Matter.INSIDE else None
    return Matter(
        bureau=bureau,
        created_by=admin,
        kind=kind,
        origin=words.ORIGINS.get(kind, ""),
        number=f"{MARK}{n + 1:03}",
        title=title,
        text=text,
        leader=words.LEADERS[n % len(words.LEADERS)],
        cadence=(Cadence.MONTHLY, Cadence.WEEKLY, Cadence.QUARTERLY)[n % 3],
        begun_on=_on(fate.begun),
        due_on=_on(fate.due),
        first_due_on=_on(fate.due if fate.first_due is None else fate.first_due),
        state=fate.state,
        turned_on=_on(_turned(fate)),
        progress=fate.progress,
        note=_note(n, fate),
        heard_at=None if fate.heard is None else _at(-fate.heard),
        dispatched_at=sent_at,
        reported_on=None if fate.done is None else _on(-fate.done),
        closed_on=_on(2 - fate.done) if fate.state == State.CLOSED else None,
        **lead,
    )


def part_of(whole, place, fate, unit):
    """An unwritten part of a matter, as its fate has it."""
    part = _matter(
        int(whole.number.removeprefix(MARK)) - 1, fate, whole.bureau, whole.created_by, {}
    )
    part.parent, part.lead_unit = whole, unit
    part.number, part.title = f"{whole.number}-{place}", f"{place}：{whole.title}"[:255]
    part.due_on = part.first_due_on = min(part.due_on, whole.due_on)
    return part


def _turn(turn):
    """Where and in which round the same work goes on, once the titles are used up."""
    if not turn:
        return ""
    place = words.PLACES[(turn - 1) % len(words.PLACES)]
    rounds = (turn - 1) // len(words.PLACES)
    return f"（{place}{words.ROUNDS[rounds % len(words.ROUNDS)]}）"


def _turned(fate):
    """The day on which it came into its state."""
    if fate.done is not None:
        return 2 - fate.done if fate.state == State.CLOSED else -fate.done
    return fate.begun + (State.PROPOSED, State.CHECKED, State.DISPATCHED, State.WORKING).index(
        fate.state
    )


def _note(n, fate):
    if fate.heard is None:
        return ""
    return words.DONE if fate.done is not None else words.NOTES[n % len(words.NOTES)]


def _support(matters, units, drawn):
    """Up to two other units support each."""
    through = Matter.supporting_units.through
    rows = []
    for matter in matters:
        others = [unit for unit in units if unit.pk != matter.lead_unit_id]
        chosen = drawn.sample(others, min(drawn.randrange(3), len(others)))
        rows += [through(matter=matter, unit=unit) for unit in chosen]
    through.objects.bulk_create(rows)


def _remember(pairs, admin, leader):
    MatterStep.objects.bulk_create(
        step for matter, fate in pairs for step in _steps(matter, fate, admin, leader)
    )


def _steps(matter, fate, admin, leader):
    """The steps that bring a matter to its state, each on its day."""
    done = -(fate.done or 0)
    way = (
        (Step.PROPOSE, admin, State.PROPOSED, fate.begun, {}),
        (Step.CHECK, leader, State.CHECKED, fate.begun + 1, {}),
        (Step.DISPATCH, admin, State.DISPATCHED, fate.begun + 2, {}),
        (Step.ACKNOWLEDGE, admin, State.WORKING, fate.begun + 3, {}),
        (Step.FINISH, admin, State.REPORTED, done, _finished(matter)),
        (Step.CLOSE, leader, State.CLOSED, done + 2, {}),
    )
    before = ""
    for action, by, state, day, facts in way:
        at = _at(day)
        yield MatterStep(
            matter=matter, action=action, from_state=before, to_state=state, by=by, at=at, **facts
        )
        before = state
        if state == State.WORKING and fate.heard is not None:
            yield from _reports(matter, fate, admin)
        if state == fate.state:
            return


def _finished(matter):
    proof = words.PROOF if matter.is_finding else ""
    return {"progress": WHOLE, "note": words.DONE, "proof": proof}


def _reports(matter, fate, admin):
    """A report a month, and the last one that tells how far it is now."""
    first, last = fate.begun + EVERY, -fate.heard
    days = [*range(first, last, EVERY), *((last,) if fate.done is None else ())]
    for turn, day in enumerate(days, 1):
        is_last = day == last
        progress = fate.progress * turn // (len(days) + 1)
        yield MatterStep(
            matter=matter,
            action=Step.REPORT,
            by=admin,
            at=_at(day),
            from_state=State.WORKING,
            to_state=State.WORKING,
            progress=fate.progress if is_last else progress,
            note=matter.note if is_last else words.NOTES[turn % len(words.NOTES)],
        )


def _set_begin(pairs):
    """When each was proposed: the database fills in today by itself."""
    begun = {}
    for matter, fate in pairs:
        begun.setdefault(fate.begun, []).append(matter.pk)
    for day, numbers in begun.items():
        Matter.objects.filter(pk__in=numbers).update(created_at=_at(day))


def _go_on_today(pairs, admin, leader):
    """Ask for time, urge, give back, divide and stop, as people do it."""
    working = [m for m, fate in pairs if fate.state == State.WORKING and fate.due > 0]
    late = [m for m, fate in pairs if fate.state == State.WORKING and fate.due < 0]
    reported = [m for m, fate in pairs if fate.state == State.REPORTED]
    for matter in working[1:3]:
        until = matter.due_on + timedelta(days=30)
        steps.ask_extension(matter, user=admin, until=until, reason=words.ASKED)
    for matter in late[:2]:
        steps.urge(matter, user=admin, note=words.URGED)
    for matter in reported[2:3]:
        steps.give_back(matter, user=admin, reason=words.BACK, progress=80)
    _stop_one(pairs, leader)
    _divide_one(pairs, admin, leader)


def _stop_one(pairs, leader):
    for matter, fate in pairs[::-1]:
        if fate.state == State.DISPATCHED:
            steps.stop(matter, user=leader, reason=words.STOPPED)
            return


def _divide_one(pairs, admin, leader):
    """Parts for a matter that nobody has reported on, one of them under way."""
    whole = next((m for m, f in pairs if f.state == State.WORKING and f.heard is None), None)
    if whole is None:
        return
    lead = {"lead_unit": whole.lead_unit, "lead_school": whole.lead_school}
    facts = [{"title": f"{place}：{whole.title}"[:255], **lead} for place in words.PLACES[:3]]
    for part in proposing.break_down(whole, user=admin, parts=facts)[:2]:
        steps.dispatch(part, user=admin)
        taken = steps.acknowledge(part, user=admin)
        steps.report(taken, user=admin, version=taken.version, progress=45, note=words.NOTES[1])


def _on(days):
    return timezone.localdate() + timedelta(days=days)


def _at(days):
    """Nine in the morning of a day, and never later than now."""
    morning = timezone.make_aware(datetime.combine(_on(days), time(9)))
    return min(morning, timezone.now())

"""A matter and those that come before it enter; what it waits for is kept, and told with lights."""

from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from django.core.exceptions import ValidationError
from django.db import transaction

from indicators.models import Region
from plans.models import Matter
from plans.tracking import addresses
from plans.tracking.faces import Face, face_of
from plans.tracking.lights import Light
from plans.tracking.looking import light_of
from plans.tracking.steps import locked, move
from plans.tracking.transitions import Step

MOST = 20
"""Matters that one may wait for."""
State = Matter.State


@dataclass(frozen=True, slots=True)
class Wait:
    """What a matter waits for: how it looks today, and what that means."""

    matter: Matter
    face: Face
    told: str
    is_late: bool

    @property
    def address(self):
        """Its page."""
        return addresses.matter(self.matter.pk)


@transaction.atomic
def set_befores(matter, *, user, version, befores):
    """Let a matter wait for others of its bureau, and for no more than these; returns it.

    Raises ``Conflict`` where somebody took a step since ``version``, ``ValidationError`` where
    they would wait for each other.
    """
    # Two that are set at once could wait for each other: those of one bureau go one by one.
    Region.objects.select_for_update(no_key=True).get(pk=matter.bureau_id)
    found = locked(matter, Step.CHANGE, user, version)
    rows = list(Matter.objects.visible_to(user).filter(bureau=found.bureau_id, pk__in=befores))
    _require_few(rows)
    _require_apart(found, rows)
    _require_no_circle(found, rows)
    found.waits_for.set(rows)
    # Without their names: whoever leads the matter may not know of the others.
    return move(found, Step.CHANGE, user=user, note=f"前置事项改为 {len(rows)} 项。")


def waits_of(matter, befores, today, book):
    """What a matter waits for, the last day first that comes first."""
    rows = sorted(befores, key=lambda row: (row.due_on is None, row.due_on, row.pk))
    return [_wait(row, matter, light_of(row, today, book)) for row in rows]


def _wait(before, matter, sign):
    is_late = sign is not None and sign.light == Light.RED
    return Wait(before, face_of(sign), _told(before, matter, sign, is_late), is_late)


def _told(before, matter, sign, is_late):
    if before.state == State.STOPPED:
        return "已终止，请核对是否还要等"
    if is_late:
        return f"{sign.why}，会耽误本事项"
    ends = before.state != State.CLOSED and before.due_on
    if ends and matter.due_on and ends > matter.due_on:
        return f"时限（{ends:%Y-%m-%d}）晚于本事项，请核对"
    return sign.why if sign else "还没有下发"


def _require_few(rows):
    if len(rows) > MOST:
        raise ValidationError(f"最多选 {MOST} 项前置事项，请只留直接的前置事项。")


def _require_apart(matter, rows):
    """A part and its whole wait for each other by themselves."""
    for row in rows:
        if row.pk == matter.pk:
            raise ValidationError("事项不能以自己为前置事项。")
        if row.pk in _above(matter) or matter.pk in _above(row):
            raise ValidationError(f"“{row}”与本事项是分解关系，不能作为前置事项。")


def _above(matter):
    """Numbers of the wholes that a matter is a part of."""
    found = []
    while matter.parent_id:
        matter = matter.parent
        found.append(matter.pk)
    return found


def _require_no_circle(matter, rows):
    """Raises ``ValidationError`` that names the matters which would wait for each other."""
    pairs = Matter.waits_for.through.objects.filter(from_matter__bureau=matter.bureau_id)
    graph = {matter.pk: {row.pk for row in rows}}
    for after, before in pairs.exclude(from_matter=matter).values_list("from_matter", "to_matter"):
        graph.setdefault(after, set()).add(before)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = error.args[1]
        titles = Matter.objects.in_bulk(circle)
        way = " → ".join(titles[number].title for number in circle)
        raise ValidationError(f"这样会互相等待：{way}。请去掉其中一个前置。") from None

"""A step that somebody took with matters enters, the people whom it concerns are told.

================  ==========  ========================================================
step              who         how
================  ==========  ========================================================
dispatch          lead        gathered, leads to his own matters
give back         lead        at once, leads to the matter
urge, notices     lead        at once; several in one go are one notice
extension, both   lead        at once, leads to the matter
stop, reopen      lead        at once, leads to the matter
close             lead        gathered, leads to the list of closed ones
extension asked   deciding    at once, leads to the matter
finish            deciding    gathered, leads to those that wait to be checked
all others        nobody      the daily digest has what waits (``plans.tracking.digest``)
================  ==========  ========================================================

*Lead* are the members of the unit or school that leads a matter. At dispatch those of supporting
units are told as well, in words of their own, where the bureau's rules say so. *Deciding* are the
bureau's administrators: leaders are told by the digest. *Gathered*: while the last notice of its
kind is unread, another such step of the day tells nothing more; the page that it leads to has them
all. So thirty matters
sent at once, or one after the other, are one notice.

Reasons stay on the page of the matter, and its title is masked: notices leave the portal.
"""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from plans.models import Notice
from plans.noticing import Message, tell_all, turn_of
from plans.readers import Outsider
from plans.tracking import addresses
from plans.tracking.notices import chinese
from plans.tracking.ruling import rules_of
from plans.tracking.transitions import Step

DECIDING = ("bureau_admin",)
LONGEST_TITLE = 60
LEAD, BUREAU = "lead", "bureau"
Kind = Notice.Kind


@dataclass(frozen=True, slots=True)
class Telling:
    """Whom a step concerns, and how he is told: of one matter, and of several at once."""

    to: str
    one: str
    many: str = ""
    kind: Kind = Kind.STEP
    is_gathered: bool = False


TELLINGS = {
    Step.DISPATCH: Telling(
        LEAD, "{lead}有新下发的督办事项，请签收。", kind=Kind.NOTE, is_gathered=True
    ),
    Step.GIVE_BACK: Telling(LEAD, "{lead}报办结的“{title}”已退回重办，请按页面上的意见办理。"),
    Step.CLOSE: Telling(LEAD, "{lead}有督办事项已销号。", is_gathered=True),
    Step.URGE: Telling(
        LEAD,
        "{lead}的督办事项“{title}”被催办，请按页面上的要求尽快办理并反馈。",
        "{lead}有 {number} 件督办事项被催办，请尽快办理并反馈。",
        Kind.DUE,
    ),
    Step.GRANT_EXTENSION: Telling(LEAD, "“{title}”申请延期已同意，完成时限是{due}。"),
    Step.REFUSE_EXTENSION: Telling(LEAD, "“{title}”申请延期未获同意，完成时限仍是{due}。"),
    Step.STOP: Telling(LEAD, "{lead}的督办事项“{title}”已终止，不用再办。"),
    Step.REOPEN: Telling(LEAD, "{lead}的督办事项“{title}”重新办理，完成时限是{due}。"),
    Step.ASK_EXTENSION: Telling(
        BUREAU, "{lead}申请把“{title}”延期到{asked}，请答复。", kind=Kind.ASK
    ),
    Step.FINISH: Telling(
        BUREAU, "有督办事项报办结，请复核：销号，或退回重办。", kind=Kind.ASK, is_gathered=True
    ),
}
"""Step -> who is told what; nobody is told of the others."""
SUPPORTING = Telling(
    LEAD, "{unit}有新下发的配合事项，可以查看要求和时限。", kind=Kind.NOTE, is_gathered=True
)
"""What is sent, for those who support it."""


def tell_of(step, matters, *, by):
    """Tell whom a step with matters concerns, but not who took it; in its transaction.

    A constant number of queries for each unit, school or bureau that the matters are of, and all
    notices are written together. Who leads what never left the bureau is told nothing of it.
    """
    telling = TELLINGS.get(step)
    if telling is None:
        return
    sent = [matter for matter in matters if matter.dispatched_at is not None]
    messages = []
    for group in _grouped(sent, telling).values():
        words = {"text": _words(telling, group), "where": _page(step, telling, group)}
        mark = f"{step}:{_key(telling, group[0])}"
        messages += _messages(telling, _people(telling, group), mark, **words)
    if step == Step.DISPATCH:
        messages += _to_supporting(sent)
    tell_all([message for message in messages if message.user.pk != by.pk])


def tell_of_issue(notice, *, by):
    """Tell who leads the matters of a notice that was issued to him."""
    text = f"{notice.to_whom.name}收到{notice}，请签收，并于{chinese(notice.answer_by)}前反馈。"
    where = reverse("issued-notice", args=[notice.pk])
    people = members_of(notice.unit_id, notice.school_id).exclude(pk=by.pk)
    tell_all([Message(user, text, where, f"issued:{notice.pk}", Kind.DUE) for user in people])


def members_of(unit_id, school_id):
    """Who answers for a unit or school."""
    users = get_user_model().objects
    return users.of_schools([school_id]) if school_id else users.of_units([unit_id])


def _grouped(matters, telling):
    """Matters by the unit and school that lead them, or by their bureau."""
    found = {}
    for matter in matters:
        is_led = telling.to == LEAD
        key = (matter.lead_unit_id, matter.lead_school_id) if is_led else matter.bureau_id
        found.setdefault(key, []).append(matter)
    return found


def _people(telling, group):
    first, users = group[0], get_user_model().objects
    if telling.to == BUREAU:
        return users.of_bureau(first.bureau_id, roles=DECIDING)
    return (
        users.none() if first.lead is None else members_of(first.lead_unit_id, first.lead_school_id)
    )


def _to_supporting(matters):
    """Messages to those who support matters that were sent, where their bureau tells them."""
    prefetch_related_objects(matters, "supporting_units")
    telling = {pk for pk in {m.bureau_id for m in matters} if rules_of(pk).tells_supporting}
    sent = [matter for matter in matters if matter.bureau_id in telling]
    for unit in {unit for matter in sent for unit in matter.supporting_units.all()}:
        words = {"text": SUPPORTING.one.format(unit=unit.name)}
        words["where"] = addresses.ledger(unit=unit.name)
        people, mark = members_of(unit.pk, None), f"support:u{unit.pk}"
        yield from _messages(SUPPORTING, people, mark, **words)


def _messages(telling, people, mark, *, text, where):
    """A message to each; of what is gathered none while the last one of its kind is unread."""
    people, turns = list(people), {}
    if telling.is_gathered:
        mark = f"matters:{mark}:{timezone.localdate()}:"
        turns = turn_of(people, mark)
    for user in people:
        once = f"{mark}{turns.get(user.pk, 0)}" if telling.is_gathered else ""
        yield Message(user, text, where, once, telling.kind)


def _words(telling, group):
    first = group[0]
    text = telling.many if telling.many and len(group) > 1 else telling.one
    return text.format(
        lead=first.lead and first.lead.name,
        title=_public(first),
        number=len(group),
        due=first.due_on and chinese(first.due_on),
        asked=first.asked_until and chinese(first.asked_until),
    )


def _public(matter):
    """The title as whoever sees nothing personal reads it, not too long for a notice."""
    title = getattr(matter.title, "whole", matter.title)
    shown = Outsider(matter.bureau_id).hide(title)
    return shown if len(shown) <= LONGEST_TITLE else f"{shown[: LONGEST_TITLE - 1]}…"


def _key(telling, matter):
    if telling.to == BUREAU:
        return f"b{matter.bureau_id}"
    return f"s{matter.lead_school_id}" if matter.lead_school_id else f"u{matter.lead_unit_id}"


def _page(step, telling, group):
    first = group[0]
    lead = {"lead_unit": first.lead_unit_id, "lead_school": first.lead_school_id}
    if step == Step.CLOSE:
        return addresses.ledger(state="closed", o="-due_on", **lead)
    if step == Step.FINISH:
        return addresses.ledger(state="reported")
    if telling.is_gathered or len(group) > 1:
        return reverse("my-matters")
    return addresses.matter(first.pk)

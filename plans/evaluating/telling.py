"""Assessments enter, the people of their schools and counties are told what is asked of them."""

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from plans.models import Assessment, EvaluationRound, Notice
from plans.noticing import Message, tell_all

ASSESSORS = ("bureau_admin", "bureau_staff")
"""Who scores a county."""
REMINDED = (7, 3, 1, 0, -1)
"""Days before the last one, and after it, on which who has not handed in is reminded."""


def tell_of_opening(held):
    """Ask everybody of a round for his self-evaluation; in the transaction of the opening."""
    text = "请完成《{name}》自评，{day}前提交。"
    _tell(held, held.assessments.all(), text, "round-open:{pk}", Notice.Kind.NOTE)


def tell_of_giving_back(place):
    """Say that a self-evaluation came back; why stands on its page."""
    text = "《{name}》自评已退回，请按页面上的意见修改，{day}前再次提交。"
    _tell(place.round, [place], text, "", Notice.Kind.STEP)


def remind(held):
    """Remind those who have not handed in, once a day; returns how many people were told."""
    return _remind(held, timezone.localdate())


def remind_of_day(day):
    """Remind of every round on whose days before the last one, or right after it, a day falls.

    Returns how many people were told; the second time that day none.
    """
    rounds = EvaluationRound.objects.filter(state=EvaluationRound.State.SELF).order_by("pk")
    left = {held: (held.self_until - day).days for held in rounds}
    return sum(_remind(held, day) for held, days in left.items() if days in REMINDED)


def _remind(held, day):
    owed = Assessment.objects.filter(round=held, state__in=Assessment.OWED)
    text = "《{name}》自评还没有提交，截止日期是{day}。"
    kind = Notice.Kind.OVERDUE if held.self_until < day else Notice.Kind.DUE
    return len(_tell(held, owed, text, f"round-due:{{pk}}:{day}", kind))


def _tell(held, places, text, once, kind):
    text = text.format(name=held.name, day=f"{held.self_until:%Y-%m-%d}")
    pages = {pk: reverse("assessment", args=[pk]) for pk in (place.pk for place in places)}
    messages = [
        Message(person, text, pages[place.pk], once.format(pk=place.pk), kind)
        for place, person in _people(held, places)
    ]
    return tell_all(messages)


def _people(held, places):
    """Pairs of an assessment and somebody who has to do with it; two queries."""
    users = get_user_model().objects
    by_school = {place.school_id: place for place in places if place.school_id}
    if by_school:
        for person in users.of_schools(by_school):
            yield by_school[person.at_school], person
    for place in places:
        if place.county_id:
            for person in users.of_bureau(place.county_id, roles=ASSESSORS):
                yield place, person

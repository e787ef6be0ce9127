"""A day enters, everybody whom matters concern is told of them in one notice, once that day.

All matters pass once, as a stream; then people pass in chunks, each of which is told whole or not
at all. Whoever was told before a run broke off is not told again: his notice bears the day.
"""

from django.contrib.auth import get_user_model
from django.urls import reverse

from plans.models import Matter, Notice
from plans.models.matters import divided
from plans.noticing import Message, tell_all
from plans.tracking import addresses
from plans.tracking.digest import Count, Glance, Tallies, add, add_supporting, said
from plans.tracking.ruling import rulebook

CHUNK = 500
"""People who are told in one transaction."""
STREAM = 2_000
"""Matters that are in memory at once."""
LEADER, ADMIN = "bureau_leader", "bureau_admin"
ONCE = "matters:"
"""How the mark begins that nobody is told twice of a day; the day follows."""
OWN, OVERVIEW = "my-matters", "tracking"
"""Pages that the notice leads to: to report, and to look at all."""


def remind(day):
    """Tell whom the day concerns; returns how many were told now."""
    tallies = counted(day, rulebook())
    _give_to_all(tallies, _names_of_leaders())
    told, last = 0, 0
    while people := list(get_user_model().objects.at_work(since=last)[:CHUNK]):
        last = people[-1].pk
        messages = [_message(person, tallies, day) for person in people]
        told += len(tell_all(filter(None, messages)))
    return told


def counted(day, book):
    """What every unit, school, leader and bureau is to be told; one pass over the matters.

    Who supports them passes once more, of bureaus whose rules say so.
    """
    tallies, sends = Tallies(), _Sending(book, day)
    for matter in _glances(Matter.objects.annotate(is_divided=divided())):
        if sends[matter.bureau_id]:
            add(tallies, matter, day, book)
    wanting = [bureau for bureau, rules in book.items() if rules.tells_supporting]
    if any(sends[bureau] for bureau in wanting):
        rows = Matter.supporting_units.through.objects.filter(matter__bureau__in=wanting)
        rows = rows.annotate(is_divided=divided("matter"))
        for matter, unit in _glances(rows, "matter__", "unit"):
            if sends[matter.bureau_id]:
                add_supporting(tallies, unit, matter, day, book)
    return tallies


class _Sending(dict):
    """Number of a bureau -> whether its digest goes out on the day."""

    def __init__(self, book, day):
        super().__init__()
        self._book, self._day = book, day

    def __missing__(self, bureau):
        self[bureau] = self._book[bureau].tells_on(self._day)
        return self[bureau]


def _glances(rows, path="", *more):
    """A stream of what the digest follows from, each with the values of further columns."""
    rows = rows.exclude(**{f"{path}state__in": Matter.OVER}).order_by()
    names = [f"{path}{name}" for name in Glance._fields[:-1]]
    width = len(Glance._fields)
    for values in rows.values_list(*names, "is_divided", *more).iterator(chunk_size=STREAM):
        glance = Glance._make(values[:width])
        yield (glance, *values[width:]) if more else glance


def _names_of_leaders():
    """Bureau and name of every leader who may sign in; a constant number of queries."""
    people = get_user_model().objects.at_work().filter(posts__role=LEADER).distinct()
    return {(post.region_id, str(p)) for p in people for post in p.held if post.role == LEADER}


def _give_to_all(tallies, names):
    """What would be told to a leader who is nobody's name is told to all leaders of the bureau."""
    for (bureau, name), counter in tallies.of_leader.items():
        if (bureau, name) not in names:
            tallies.over_all[bureau].update(counter)


def _message(person, tallies, day):
    """The one notice of a person; None where there is nothing to tell him."""
    own = [(line, reverse(OWN)) for post in person.held for line in _of_lead(post, tallies)]
    rest = [
        (line, reverse(OVERVIEW))
        for post in person.held
        for line in _of_bureau(post, person, tallies)
    ]
    supported = [found for post in person.held for found in _of_supporting(post, tallies)]
    pages = {line: page for line, page in (*own, *rest, *supported) if line}
    if not pages:
        return None
    text = f"{day.month}月{day.day}日督办提醒。{'；'.join(pages)}。"
    where = next(iter(pages.values()))
    return Message(person, text, where, f"{ONCE}{day}", Notice.Kind.DIGEST)


def _of_lead(post, tallies):
    """What a post's unit or school is told."""
    if post.school_id:
        yield said(post.school.name, tallies.of_school.get(post.school_id, {}))
    elif post.unit_id and post.role != LEADER:
        yield said(post.unit.name, tallies.of_unit.get(post.unit_id, {}))


def _of_supporting(post, tallies):
    """What a post's unit is told of what it supports, with the list of it."""
    if post.unit_id and post.role != LEADER:
        name = post.unit.name
        line = said(f"{name}配合", tallies.of_supporting.get(post.unit_id, {}))
        yield line, addresses.ledger(unit=name)


def _of_bureau(post, person, tallies):
    """What a leader or an administrator of a bureau is told."""
    if post.role == LEADER:
        yield said("分管事项", tallies.of_leader.get((post.region_id, str(person)), {}))
        yield said("全局", tallies.over_all.get(post.region_id, {}))
    if post.role in (LEADER, ADMIN):
        waiting = tallies.of_bureau.get(post.region_id, {})
        others = {Count.CHECKED} if post.role == LEADER else set()
        yield said("局里待办", {c: n for c, n in waiting.items() if c not in others})

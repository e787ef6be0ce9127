"""A sheet of a source enters, its two halves leave: marked lines and the cards of its records."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import chain

from django.db.models import Q

from indicators.models import School
from plans.dropping import SCHOOL
from plans.extraction.text import Text
from plans.marking import Mark, marked_lines
from plans.models import Source, Task
from plans.presenting import (
    Card,
    deadline_card,
    duty_card,
    removal_name,
    school_card,
    statement_card,
    task_card,
)
from plans.quoting import quote_of
from plans.sheets import Sheet

Place = tuple[int, int]
SHORTEST = 2
"""Characters of the shortest beginning that tells one school from another."""
PERSONAL = "个人信息：对无权查看的人隐去"
SEPARATOR = 2
"""Characters between an item's number and its title: 、 or a point and a space."""
ROOM = 20
"""Characters beside its title that a title line may hold: 第三篇：, 范文, a date."""


@dataclass(slots=True)
class Group:
    """The records of one item of the outline; ``head`` is None before the first item.

    ``is_whole`` is false where the item itself was not asked for, only records in it.
    """

    head: Card | None
    cards: list[Card] = field(default_factory=list)
    is_whole: bool = True

    @property
    def undecided(self):
        """Its cards that nobody has decided on, its head first."""
        heads = [self.head] if self.head and self.is_whole else []
        return [card for card in heads + self.cards if card.row and card.row.is_open]


@dataclass(frozen=True, slots=True)
class Spread:
    """What a source page shows of a sheet."""

    lines: list
    groups: list[Group]


def spread(
    source: Source | None,
    sheet: Sheet,
    text: Text,
    *,
    problems,
    personal=(),
    original=False,
    sought: Place | None = None,
) -> Spread:
    """Both halves of a sheet; ``original`` shows the source itself, removed stretches marked.

    ``sought`` is the place that a search leads to.
    """
    heads, cards, mentions = records(sheet, text, problems)
    if source is None:
        return Spread([], _groups(heads, cards))
    clean = text.within((sheet.start, sheet.end))
    marks = _marks(chain(heads, cards), mentions, problems)
    marks += _title_mark(sheet, text, clean)
    marks += [Mark("", "personal", m.start, m.end, PERSONAL) for m in personal]
    if sought:
        marks.append(Mark("found", "found", *sought))
    if original:
        value = source.content.text[sheet.start : sheet.end]
        marks += _removed(source.content.removals, text)
        shown = _moved(marks, sheet.start, len(value))
    else:
        value = text.value[slice(*clean)]
        inside = (_at(mark, text.within((mark.start, mark.end))) for mark in marks)
        shown = _moved(inside, clean[0], len(value))
    return Spread(list(marked_lines(value, shown)), _groups(heads, cards))


def records(sheet: Sheet, text: Text, problems=()):
    """Cards of tasks, cards of all other records, and the places of the schools by card key.

    Rows without a place, which a person added, come with the first part.
    """
    plan = sheet.plan
    if plan is None:
        return [], [], {}
    here = Q(start__gte=sheet.start, start__lt=sheet.end)
    here |= Q(start__isnull=True) if sheet.part == 1 else Q()
    doubts = doubted(problems)
    heads = []
    for row in plan.tasks.filter(here).for_cards():
        place = heading(row, text)
        heads.append(task_card(row, place, is_doubtful=touches(doubts, place)))
    cards = [
        statement_card(row, quote=quote_of(row, text), is_doubtful=touches(doubts, row.place))
        for row in plan.statements.filter(here).for_cards()
    ]
    dropped = set(plan.dropped.values_list("key", flat=True))
    duties = plan.duties.filter(here).select_related("lead_unit")
    duties = duties.prefetch_related("supporting_units")
    cards += [duty_card(row, is_dropped=row.key in dropped) for row in duties]
    deadlines = plan.deadlines.filter(here)
    cards += [deadline_card(row, is_dropped=row.key in dropped) for row in deadlines]
    schools, mentions = _schools(sheet, text, dropped)
    return heads, cards + schools, mentions


def _schools(sheet, text, dropped):
    """Cards of the schools that a sheet names, dropped ones too, and their places by card key."""
    keys = [int(key[1:]) for key in dropped if key.startswith(SCHOOL)]
    schools = list(sheet.plan.schools.all())
    schools += School.objects.filter(pk__in=keys) if keys else []
    clean = text.within((sheet.start, sheet.end))
    mentions = _mentions([school.name for school in schools], text, clean)
    cards = [
        school_card(
            school,
            mentions.get(school.name, []),
            is_dropped=f"{SCHOOL}{school.pk}" in dropped,
        )
        for school in schools
        if school.name in mentions or sheet.parts == 1
    ]
    return cards, {card.key: mentions.get(card.title, []) for card in cards}


def doubted(problems) -> list[Place]:
    """The places that doubts of the import are about, settled ones left out."""
    return [(p.start, p.end) for p in problems if p.start is not None and not p.resolved_at]


def touches(doubts, place):
    """Whether a doubt of the import reaches into a place."""
    return bool(place) and any(start < place[1] and end > place[0] for start, end in doubts)


def heading(task: Task, text: Text) -> Place | None:
    """Source span of an item's number and title, None where the item has no place."""
    if task.start is None:
        return None
    start, _ = text.within((task.start, task.end))
    if start == len(text):
        return None
    line = text.value.rfind("\n", 0, start) + 1
    before = text.value[line:start]
    has_number = task.number and task.number in before
    first = line if has_number and len(before) <= len(task.number) + SEPARATOR else start
    titled = task.title and text.value.startswith(task.title, start)
    return text.span(first, start + len(task.title) if titled else max(start, first + 1))


def _mentions(names, text, clean) -> dict[str, list[Place]]:
    """Source spans of every name in a stretch of clean text; a longer name wins over its part.

    A name that stands there in two halves (城东、城西等小学) has the place of its first half.
    """
    found: dict[str, list[Place]] = {}
    if names:
        any_name = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
        for match in any_name.finditer(text.value, *clean):
            found.setdefault(match.group(), []).append(text.span(*match.span()))
    for name in names:
        half = None if name in found else _first_half(name, text, clean)
        if half:
            found[name] = [half]
    return found


def _first_half(name, text, clean) -> Place | None:
    """Where a name begins that ends further on in its sentence; the longest beginning counts."""
    for length in range(len(name) - 1, SHORTEST - 1, -1):
        halves = map(re.escape, (name[:length], name[length:]))
        match = re.compile("({})[^。；\\n]*?{}".format(*halves)).search(text.value, *clean)
        if match:
            return text.span(*match.span(1))
    return None


def _marks(cards, mentions, problems) -> list[Mark]:
    """Marks of all records in the source."""
    marks = []
    for card in cards:
        for start, end in mentions.get(card.key) or [(card.start, card.end)]:
            if start is not None:
                marks.append(Mark(card.key, card.marked_as, start, end, card.label))
    for problem in problems:
        if problem.start is not None:
            label = f"疑点：{problem.message}"
            marks.append(Mark(f"p{problem.pk}", "problem", problem.start, problem.end, label))
    return marks


def _title_mark(sheet, text, clean) -> list[Mark]:
    """The line that gives the document its title."""
    place = text.value.find(sheet.plan.title, *clean) if sheet.plan and sheet.plan.title else -1
    if place < 0:
        return []
    start = text.value.rfind("\n", 0, place) + 1
    end = text.value.find("\n", place)
    end = len(text) if end < 0 else end
    if end - start > len(sheet.plan.title) + ROOM:
        return []
    return [Mark("", "title", *text.span(start, end))]


def _removed(removals, text) -> list[Mark]:
    """What repair took out, and what it rewrote."""
    marks = []
    for kind, start, end in removals:
        first, last = text.within((start, end))
        is_rewritten = first < last
        label = f"{'已改写' if is_rewritten else '已清除'}：{removal_name(kind)}"
        marks.append(Mark("", "rewritten" if is_rewritten else "removed", start, end, label))
    return marks


def _at(mark, place):
    return Mark(mark.key, mark.kind, *place, mark.label)


def _moved(marks, origin, length) -> list[Mark]:
    """Marks counted from the beginning of the sheet; those that lie outside are left out."""
    return [
        _at(mark, (max(0, mark.start - origin), min(length, mark.end - origin)))
        for mark in marks
        if mark.start <= origin + length and mark.end >= origin
    ]


def _groups(heads, cards) -> list[Group]:
    """Cards under the item that they stand in, items in the order of the plan.

    A card without a place goes to the task of its row or to the end, a school to the beginning.
    """
    groups = {head.key: Group(head) for head in heads}
    first, last = Group(None), Group(None)
    placed = sorted((h for h in heads if h.start is not None), key=lambda head: head.start)
    starts = [head.start for head in placed]
    for card in sorted(cards, key=lambda card: (card.start is None, card.start or 0)):
        if card.start is None:
            task = getattr(card.row, "task_id", None)
            groups.get(f"t{task}", first if card.school else last).cards.append(card)
        elif (number := bisect_right(starts, card.start)) > 0:
            groups[placed[number - 1].key].cards.append(card)
        else:
            first.cards.append(card)
    return [g for g in (first, *groups.values(), last) if g.head or g.cards]

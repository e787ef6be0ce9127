"""A sheet of a source enters, its two halves leave: marked lines and the cards of its records."""

import re
from dataclasses import dataclass, field
from itertools import chain

from django.db.models import Q

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
from plans.sheets import Sheet

Place = tuple[int, int]
SEPARATOR = 2
"""Characters between an item's number and its title: 、 or a point and a space."""
ROOM = 20
"""Characters beside its title that a title line may hold: 第三篇：, 范文, a date."""


@dataclass(slots=True)
class Group:
    """The records of one item of the outline; ``head`` is None before the first item."""

    head: Card | None
    cards: list[Card] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Spread:
    """What a source page shows of a sheet."""

    lines: list
    groups: list[Group]


def spread(source: Source, sheet: Sheet, text: Text, *, problems, original=False) -> Spread:
    """Both halves of a sheet; ``original`` shows the source itself, removed stretches marked."""
    clean = text.within((sheet.start, sheet.end))
    heads, cards, mentions = _records(sheet, text, clean)
    marks = _marks(chain(heads, cards), mentions, problems)
    marks += _title_mark(sheet, text, clean)
    if original:
        value = source.content.text[sheet.start : sheet.end]
        marks += _removed(source.content.removals, text)
        shown = _moved(marks, sheet.start, len(value))
    else:
        value = text.value[slice(*clean)]
        inside = (_at(mark, text.within((mark.start, mark.end))) for mark in marks)
        shown = _moved(inside, clean[0], len(value))
    return Spread(list(marked_lines(value, shown)), _groups(heads, cards))


def _records(sheet, text, clean):
    """Cards of tasks, cards of all other records, and the places of the schools by card key."""
    plan = sheet.plan
    if plan is None:
        return [], [], {}
    here = Q(start__gte=sheet.start, start__lt=sheet.end) | Q(start__isnull=True)
    tasks = plan.tasks.filter(here).select_related("lead_unit").prefetch_related("supporting_units")
    heads = [task_card(task, _heading(task, text)) for task in tasks]
    duties = plan.duties.filter(here).select_related("lead_unit")
    cards = [
        statement_card(row) for row in plan.statements.filter(here).select_related("indicator")
    ]
    cards += [duty_card(row) for row in duties.prefetch_related("supporting_units")]
    cards += [deadline_card(row) for row in plan.deadlines.filter(here)]
    schools = list(plan.schools.all())
    mentions = _mentions([school.name for school in schools], text, clean)
    found = [school for school in schools if school.name in mentions or sheet.parts == 1]
    cards += [school_card(school, mentions.get(school.name, [])) for school in found]
    return heads, cards, {f"g{school.pk}": mentions.get(school.name, []) for school in found}


def _heading(task: Task, text: Text) -> Place | None:
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
    """Source spans of every name in a stretch of clean text; a longer name wins over its part."""
    found: dict[str, list[Place]] = {}
    if names:
        any_name = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
        for match in any_name.finditer(text.value, *clean):
            found.setdefault(match.group(), []).append(text.span(*match.span()))
    return found


def _marks(cards, mentions, problems) -> list[Mark]:
    """Marks of all records in the source."""
    marks = []
    for card in cards:
        for start, end in mentions.get(card.key) or [(card.start, card.end)]:
            if start is not None:
                marks.append(Mark(card.key, card.kind, start, end, card.label))
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
    """Cards in document order under the item that they follow; placeless ones last."""
    groups = [Group(None)]
    placed = sorted(
        chain(heads, cards),
        key=lambda card: (card.start is None, card.start or 0, card.kind != "task"),
    )
    for card in placed:
        if card.kind == "task":
            groups.append(Group(card))
        else:
            groups[-1].cards.append(card)
    return [group for group in groups if group.head or group.cards]

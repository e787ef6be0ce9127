"""A plan and what a reviewer asks to see enter, the review desk leaves: text, cards, progress."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Count, Q

from plans.catalogue import Catalogue
from plans.extraction.text import Text
from plans.models import Plan, Problem, ReviewState, Source, Statement, Task
from plans.presenting import Card, statement_card, task_card
from plans.quoting import quote_of
from plans.review.pace import minutes_left
from plans.sheets import Sheet, sheet_of
from plans.spread import Group, Spread, doubted, heading, spread, touches

SHOWS = {
    "": ("全部", lambda card: True),
    "open": ("待核", lambda card: card.row is not None and card.row.is_open),
    "doubtful": ("有疑点", lambda card: card.row is not None and card.is_doubtful),
    "indicator": ("指标", lambda card: card.kind == "statement"),
    "funding": ("经费", lambda card: card.kind == "funding"),
    "task": ("任务", lambda card: card.kind == "task"),
    "unmatched": ("未对应目录", lambda card: card.kind == "statement" and card.suggestible),
    "rejected": ("已剔除", lambda card: card.state in DROPPED),
}
"""What a reviewer may ask to see: name, and whether a card belongs to it."""
DROPPED = (ReviewState.REJECTED, ReviewState.LEFT_OUT)
MOST_ROWS = 5
"""Rows that a doubt names; one that reaches over more is about the whole passage."""
REVIEWED = (Task, Statement)
"""Kinds of rows that a reviewer decides on one by one."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review of a plan has come."""

    total: int
    decided: int
    minutes: int | None = None

    @property
    def undecided(self):
        """Rows that nobody has decided on."""
        return self.total - self.decided

    @property
    def is_done(self):
        """Every row is decided."""
        return self.undecided == 0


def progress_of(plan, user):
    """Rows and decided rows of a plan, and the time left at the user's pace: four queries."""
    total = undecided = 0
    moments = []
    for model in REVIEWED:
        rows = model.objects.filter(plan=plan)
        counts = rows.aggregate(all=Count("pk"), open=Count("pk", Q(state=ReviewState.PROPOSED)))
        total, undecided = total + counts["all"], undecided + counts["open"]
        mine = rows.filter(reviewed_by=user).order_by("-reviewed_at")
        moments += mine.values_list("reviewed_at", flat=True)[:50]
    return Progress(total, total - undecided, minutes_left(moments, undecided))


class Desk:
    """Everything that the review page of a plan shows to a user."""

    def __init__(self, plan: Plan, user, query):
        self.plan, self.user = plan, user
        self.show = query.get("show", "") if query.get("show") in SHOWS else ""
        self.words = query.get("q", "").strip()[:100]
        self.original = query.get("view") == "source"
        self.part, self.at = _number(query, "part"), _number(query, "at")

    @cached_property
    def source(self):
        """The source with its texts; None for a plan that was written here."""
        if self.plan.source_id is None:
            return None
        joined = Source.objects.select_related("content", "newer").defer("content__file")
        return joined.get(pk=self.plan.source_id)

    @cached_property
    def text(self) -> Text:
        """Clean text with the offset of every character; empty where there is no source."""
        return self.source.content.repaired if self.source else Text.of("")

    @cached_property
    def sheet(self) -> Sheet:
        """The part of the plan that is shown."""
        if self.source is None:
            return Sheet(self.plan, 1, 1, 1, 1, 0, 0)
        plans = list(self.source.plans.order_by("start"))
        number = [plan.pk for plan in plans].index(self.plan.pk)
        plans[number] = self.plan
        asked = {"document": number + 1, "part": self.part or 1}
        inside = self.at is not None and self.plan.start <= self.at < self.plan.end
        return sheet_of(
            self.text, self.source.characters, plans, **asked, at=self.at if inside else None
        )

    @cached_property
    def problems(self):
        """Doubts of the import about this plan, and about the file where it is the first."""
        mine = Q(plan=self.plan)
        if self.source and self.sheet.document == 1:
            mine |= Q(source=self.source, plan=None)
        found = list(Problem.objects.filter(mine).select_related("resolved_by"))
        places = self._places() if any(p.start is not None for p in found) else []
        for problem in found:
            held = [row for row in places if _touches(problem, row)]
            problem.rows = [(f"s{pk}", name or text) for pk, *_, name, text in held[:MOST_ROWS]]
        return found

    def _places(self):
        """Id, place and words of the plan's statements."""
        rows = self.plan.statements.filter(start__isnull=False)
        return list(rows.values_list("pk", "start", "end", "indicator_name", "text"))

    @property
    def open_problems(self):
        """Doubts that nobody has settled."""
        return sum(problem.resolved_at is None for problem in self.problems)

    @cached_property
    def spread(self) -> Spread:
        """Marked lines and the cards that were asked for."""
        whole = spread(
            self.source, self.sheet, self.text, problems=self.problems, original=self.original
        )
        return Spread(whole.lines, [g for g in map(self._kept, whole.groups) if g is not None])

    @cached_property
    def progress(self) -> Progress:
        """How far the review has come."""
        return progress_of(self.plan, self.user)

    @cached_property
    def _catalogue(self):
        return Catalogue(self.plan.bureau_id)

    def card(self, row):
        """The card of one row, as the page shows it."""
        doubts = doubted(self.problems)
        if isinstance(row, Task):
            place = heading(row, self.text)
            return task_card(row, place, is_doubtful=touches(doubts, place))
        is_doubtful = touches(doubts, row.place)
        card = statement_card(row, quote=quote_of(row, self.text), is_doubtful=is_doubtful)
        return suggesting(card, self._catalogue)

    def _kept(self, group) -> Group | None:
        """The cards of a group that were asked for, None where there are none."""
        cards = [suggesting(c, self._catalogue) for c in group.cards if self._is_wanted(c)]
        is_wanted = group.head is not None and self._is_wanted(group.head)
        return Group(group.head, cards, is_wanted) if cards or is_wanted else None

    def _is_wanted(self, card: Card):
        return SHOWS[self.show][1](card) and (not self.words or self.words in card.said)


def suggesting(card, catalogue):
    """A card with the first suggestion of the catalogue, where it has no indicator yet."""
    if not card.suggestible:
        return card
    found = catalogue.suggest(card.row.indicator_name, card.row.unit)
    return replace(card, suggestion=found[0] if found and found[0].is_close else None)


def _touches(problem, row):
    _, start, end, *_ = row
    return problem.start is not None and start < problem.end and end > problem.start


def _number(query, name):
    """A number of the address; what is none counts for nothing."""
    value = query.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else None

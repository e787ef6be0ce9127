"""A user enters, the plans that wait for something leave, each shelf a filter of the library."""

from dataclasses import dataclass, field

from django.db.models import F
from django.http import QueryDict

from plans.filters import PlanFilter
from plans.models import Plan, Problem, Statement, Task
from plans.progress import measure_plans

ROWS = 6
NEWEST = (F("source__uploaded_at").desc(nulls_last=True), "-pk")

TO_REVIEW = ("待核对", "state=proposed&review=open", "导入后还有记录没人核过", "review")
TO_PUBLISH = ("可以发布", "state=proposed&review=done", "记录都核过了，还没有发布", "publish")
DRAFTS = ("编制中", "state=draft", "本局自己起草、还没有发布", "plan")
PUBLISHED = ("已发布", "state=published", "数据已经进入指标库", "plan")
DOUBTFUL = ("有疑点", "problems=open", "程序发现可疑之处，还没有处理", "review")
"""Label, query of the library, meaning, and the page of a plan where the work is done."""
SHELVES = (TO_REVIEW, TO_PUBLISH, DRAFTS, PUBLISHED, DOUBTFUL)
WORK = (TO_REVIEW, TO_PUBLISH, DRAFTS)
"""Shelves whose first plans an editor sees at once."""


@dataclass
class Shelf:
    """Plans that one filter of the library finds: how many, and the newest."""

    label: str
    query: str
    meaning: str
    room: str
    count: int
    plans: list[Plan] = field(default_factory=list)


def shelves(request, *, with_plans):
    """Every shelf with its count; those of ``WORK`` with their newest plans as well.

    Who does none of the work is led to the plan itself.
    """
    does_work = request.user.may_import
    plans = Plan.objects.visible_to(request.user).current().for_page()
    found = []
    for facts in SHELVES:
        rows = PlanFilter(QueryDict(facts[1]), plans, request=request).qs
        shelf = Shelf(*facts, rows.order_by().count())
        shelf.room = shelf.room if does_work else "plan"
        if with_plans and facts in WORK:
            shelf.plans = list(rows.order_by(*NEWEST)[:ROWS])
        found.append(shelf)
    measure_plans([plan for shelf in found for plan in shelf.plans], request.user)
    return found


def newest_problems(user):
    """The doubts that came last and that nobody has settled."""
    open_ones = Problem.objects.visible_to(user).unresolved().filter(source__newer__isnull=True)
    return open_ones.select_related("plan", "source").order_by("-pk")[:ROWS]


def last_decisions(user):
    """The rows that the user decided on last."""
    rows = []
    for model in (Statement, Task):
        mine = model.objects.visible_to(user).filter(reviewed_by=user)
        rows += mine.select_related("plan").order_by("-reviewed_at")[:ROWS]
    return sorted(rows, key=lambda row: row.reviewed_at, reverse=True)[:ROWS]

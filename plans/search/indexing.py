"""Rows that were written or changed enter, the index that follows them leaves.

Nothing here waits for a signal: who writes rows says so, in the same transaction.
"""

from itertools import islice

from django.db import transaction
from django.db.models import Q

from plans.models import Plan, ReviewState, SearchEntry, SourceContent, Statement, Task
from plans.search.engines import engine
from plans.search.entries import Kind, entries_of, passages_of
from plans.search.terms import characters, words

KINDS = {Plan: Kind.PLAN, Task: Kind.TASK, Statement: Kind.STATEMENT}
"""Models whose rows can be found."""
BATCH = 20
"""Sources or plans that a rebuild reads at once."""


@transaction.atomic
def refresh(rows):
    """Index plans, tasks and statements as they stand now; rejected ones leave the index.

    Rows of other models are passed over.
    """
    rows = [row for row in rows if type(row) in KINDS]
    if moved := _of_another_year([row for row in rows if isinstance(row, Plan)]):
        index_plans(moved)
    forget(rows)
    kept = [row for row in rows if row.state != ReviewState.REJECTED]
    wanted = {row.plan_id for row in kept if not isinstance(row, Plan)}
    plans = Plan.objects.in_bulk(wanted) if wanted else {}
    plans |= {row.pk: row for row in kept if isinstance(row, Plan)}
    _write(e for row in kept for e in entries_of(row, plans[getattr(row, "plan_id", row.pk)]))


def _of_another_year(plans):
    """Plans whose entries bear another year than they do now."""
    entries = SearchEntry.objects.filter(plan__in=plans)
    years = {plan.pk: plan.year for plan in plans}
    stored = entries.order_by().values_list("plan", "year").distinct()
    moved = {pk for pk, year in stored if year != years[pk]}
    return [plan for plan in plans if plan.pk in moved]


def index_plans(plans):
    """Index plans anew with their rows and the texts of their sources."""
    index_sources({plan.source_id for plan in plans if plan.source_id})
    written = Plan.objects.filter(pk__in=[plan.pk for plan in plans if not plan.source_id])
    SearchEntry.objects.filter(plan__in=written).delete()
    _index(written, SourceContent.objects.none())


def forget(rows):
    """Take plans, tasks and statements out of the index."""
    by_kind = {}
    for row in rows:
        by_kind.setdefault(KINDS[type(row)], []).append(row.pk)
    gone = Q()
    for kind, numbers in by_kind.items():
        gone |= Q(kind=kind, row__in=numbers)
    if gone:
        SearchEntry.objects.filter(gone).delete()


@transaction.atomic
def index_sources(sources):
    """Index sources anew with all that was found in them; as many queries for any number."""
    SearchEntry.objects.filter(source__in=sources).delete()
    contents = SourceContent.objects.filter(source__in=sources)
    _index(Plan.objects.filter(source__in=sources), contents)


def index_source(source):
    """Index one source anew, as ``index_sources``."""
    index_sources([source])


@transaction.atomic
def rebuild():
    """Make the whole index anew; returns how many entries it has."""
    SearchEntry.objects.all().delete()
    contents, plans = SourceContent.objects.all(), Plan.objects.all()
    for numbers in _batches(contents.order_by("pk").values_list("pk", flat=True)):
        _index(plans.filter(source__in=numbers), contents.filter(pk__in=numbers))
    without = plans.filter(Q(source__isnull=True) | Q(source__content__isnull=True))
    for numbers in _batches(without.order_by("pk").values_list("pk", flat=True)):
        _index(plans.filter(pk__in=numbers), contents.none())
    engine().settle()
    return SearchEntry.objects.count()


def _batches(numbers):
    waiting = iter(list(numbers))
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _index(plans, contents):
    """Index plans with their rows, and the texts of sources."""
    plans = list(plans.order_by("source_id", "start", "pk"))
    by_pk = {plan.pk: plan for plan in plans}
    by_source = {}
    for plan in plans:
        by_source.setdefault(plan.source_id, []).append(plan)
    found = [entry for plan in plans for entry in entries_of(plan, plan)]
    for model in (Task, Statement):
        for row in model.objects.filter(plan__in=plans).kept():
            found += entries_of(row, by_pk[row.plan_id])
    for content in contents.select_related("source").defer("file", "text", "removals"):
        found += passages_of(content, by_source.get(content.source_id, []))
    _write(found)


def _write(entries):
    """Store entries and their terms."""
    entries = SearchEntry.objects.bulk_create(entries)
    if entries:
        engine().write(
            (e, characters(e.title), characters(e.text), words(e.title) + words(e.text))
            for e in entries
        )

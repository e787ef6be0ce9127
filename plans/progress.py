"""Plans or sources of a page enter, how far their review is leaves: a fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from plans.models import Plan, Problem, ReviewState, Source, Statement, Task

REVIEWED = (Statement, Task)
"""Rows that a person decides on; money follows the statement that tells it."""
OPEN = Q(state=ReviewState.PROPOSED)
TARGET = Q(nature=Statement.Nature.TARGET, category=Statement.Category.INDICATOR) & ~Q(
    state=ReviewState.REJECTED
)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many rows of how many are decided."""

    decided: int = 0
    total: int = 0

    def __str__(self):
        return f"{self.decided}/{self.total}"

    @property
    def is_done(self):
        """Nobody need decide on anything any more."""
        return self.decided == self.total


def undecided(path):
    """Condition: a row that ``path`` leads from waits for a decision."""
    statements, tasks = (model.objects.undecided() for model in REVIEWED)
    outer = {path: OuterRef("pk")}
    return Q(Exists(statements.filter(**outer))) | Q(Exists(tasks.filter(**outer)))


def doubtful(path):
    """Condition: a problem that ``path`` leads from is not settled."""
    return Q(Exists(Problem.objects.unresolved().filter(**{path: OuterRef("pk")})))


def decided_by(user):
    """Condition: a person decided on a row of the plan."""
    statements, tasks = (model.objects.filter(reviewed_by=user) for model in REVIEWED)
    return Q(pk__in=statements.values("plan")) | Q(pk__in=tasks.values("plan"))


def measure_plans(plans: Iterable[Plan], user):
    """Tell every plan what a person sees of its progress, targets and open problems."""
    statements, tasks, problems = (model.objects.visible_to(user) for model in (*REVIEWED, Problem))
    statements = _reviewed(statements, "plan", plans, targets=Count("pk", TARGET))
    tasks = _reviewed(tasks, "plan", plans)
    problems = _counts(problems.unresolved(), "plan", plans)
    for plan in plans:
        plan.progress = _progress(statements[plan.pk], tasks[plan.pk])
        plan.target_count = statements[plan.pk]["targets"]
        plan.problem_count = problems[plan.pk]["total"]


def measure_sources(sources: Iterable[Source]):
    """Tell every source its progress, plans, statements and open problems; returns the sources."""
    statements, tasks = (_reviewed(model.objects, "plan__source", sources) for model in REVIEWED)
    plans = _counts(Plan.objects, "source", sources)
    problems = _counts(Problem.objects.unresolved(), "source", sources)
    for source in sources:
        source.progress = _progress(statements[source.pk], tasks[source.pk])
        source.plan_count = plans[source.pk]["total"]
        source.statement_count = statements[source.pk]["total"]
        source.problem_count = problems[source.pk]["total"]
    return sources


def _reviewed(rows, path, parents, **more):
    return _counts(rows, path, parents, undecided=Count("pk", OPEN), **more)


def _counts(rows, path, parents, **more):
    """Counts of the rows of every parent, by its id; zero where it has none."""
    own = rows.filter(**{f"{path}__in": parents}).order_by().values(path)
    found = own.annotate(total=Count("pk"), **more)
    return defaultdict(Counter, {row.pop(path): Counter(row) for row in found})


def _progress(*counts):
    total = sum(found["total"] for found in counts)
    return Progress(total - sum(found["undecided"] for found in counts), total)

"""Versions of a figure enter, the sentences of published plans that they were read from leave."""

from django.db.models import F

from plans.api.tables import plans
from plans.models import PublishedFigure
from plans.personal import read_by
from plans.readers import Outsider


def evidence_of(access, versions):
    """Members of ``EVIDENCE``, the oldest first; of plans that the access may read alone.

    A plan that was published again tells the same once more: each sentence is told once.
    """
    of = versions.model._meta.model_name
    paths = {
        "release": f"{of}__released_in_id",
        "plan": "statement__plan_id",
        "source": "statement__plan__source_id",
        "quote": "statement__quote",
        "start": "statement__start",
        "end": "statement__end",
    }
    open_plans = plans(access, None).order_by().values("pk")
    rows = PublishedFigure.objects.filter(
        **{f"{of}__in": versions.order_by().values("pk")}, statement__plan__in=open_plans
    ).order_by("pk")
    found = {}
    for bureau in sorted({*rows.order_by().values_list("statement__plan__bureau", flat=True)}):
        with read_by(Outsider(bureau)):
            asked = {f"x_{name}": F(path) for name, path in paths.items()}
            own = rows.filter(statement__plan__bureau=bureau).annotate(**asked)
            for key, *row in own.values_list("statement", *asked):
                found.setdefault((row[0], key), dict(zip(paths, row, strict=True)))
    return sorted(found.values(), key=lambda row: row["release"])

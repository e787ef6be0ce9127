"""Published plans, and where each figure of a source stands in its text."""

import hashlib
from itertools import groupby

import orjson
from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpResponse

from indicators.api.asking import at, number_after, read
from indicators.api.schema import NEXT, operation, page_of, parameters_of
from indicators.api.statements import narrowed
from indicators.api.versioned import CACHING, VARY, unchanged
from indicators.api.views import DataView, TableView, access_of
from indicators.models import Edition
from indicators.problems import Problem
from plans.api.tables import EVIDENCE, PLANS, plans
from plans.models import PublishedFigure, Source
from plans.personal import read_by
from plans.readers import Outsider


class PlansView(TableView):
    """Plans in the order of their numbers; names of persons in them stay hidden."""

    table = PLANS

    def describe(self, _method):
        """The description of the list."""
        return operation("计划", parameters_of(PLANS), _list_of(PLANS.columns, "计划"))

    def get(self, request):
        """One page."""
        access, edition = access_of(request), Edition.objects.now()
        question = at(read(request.GET, "", PLANS), edition)
        rows = narrowed(plans(access, None), PLANS, question.filters).order_by("pk")
        places = _after(rows, question.after).values_list("pk", "bureau_id")
        found = list(places[: question.limit + 1])
        shown = found[: question.limit]
        more = len(found) > len(shown)
        body = {
            "next": self.next_of(request, question, [shown[-1][0]] if more else None),
            "data": list(_masked(rows, shown)),
        }
        return _tagged(request, body)


class EvidenceView(DataView):
    """Where the figures of a source stand in its text."""

    def describe(self, _method):
        """The description of the list."""
        answer = operation(
            "出处：来源文件中每个已发布数据所在的句子", (), _list_of(EVIDENCE, "出处")
        )
        number = {"type": "integer", "minimum": 1, "maximum": MOST}
        place = {"name": "source", "in": "path", "required": True, "schema": number}
        return {**answer, "parameters": [{**place, "description": "来源文件编号"}]}

    def get(self, request, source):
        """All of them."""
        access = access_of(request)
        source = _source_of(access, source)
        with read_by(Outsider(source.bureau_id)):
            rows = list(_evidence(access, source))
        return _tagged(request, {"next": None, "data": rows})


MOST = (1 << 63) - 1
"""The greatest number of a row."""


def _source_of(access, pk):
    sources = Source.objects.filter(pk=pk, plans__in=plans(access, None).order_by())
    source = sources.distinct().first() if pk <= MOST else None
    if source is None:
        raise Problem(
            404,
            "not_found",
            f"没有可读的来源文件 {pk}：请在 plans/ 的 source 列中查编号。",
            f"There is no source {pk} that you may read.",
        )
    return source


def _evidence(access, source):
    """Rows of the evidence that newest publications of the source's plans gave."""
    is_target = Case(
        When(target__isnull=False, then=Value("targets")), default=Value("observations")
    )
    first = Coalesce("target__first_id", "target_id", "observation__first_id", "observation_id")
    rows = PublishedFigure.objects.filter(
        statement__plan__in=plans(access, None).filter(source=source).order_by()
    )
    paths = {name: F(column.expression) for name, column in EVIDENCE.items() if column.expression}
    paths |= {"figure": first, "of": is_target}
    named = rows.annotate(**{f"x_{name}": path for name, path in paths.items()})
    for row in named.order_by("pk").values_list(*(f"x_{name}" for name in EVIDENCE)):
        yield dict(zip(EVIDENCE, row, strict=True))


def _after(rows, after):
    if after is None:
        return rows
    return rows.filter(pk__gt=number_after(after))


def _masked(rows, shown):
    """Rows of the numbers shown, each bureau's read as somebody outside of it reads them."""
    for bureau, numbers in groupby(shown, key=lambda each: each[1]):
        with read_by(Outsider(bureau)):
            own = rows.filter(pk__in=[number for number, _ in numbers])
            paths = [column.expression for column in PLANS.columns.values()]
            found = list(own.order_by("pk").values_list(*paths))
        for row in found:
            yield dict(zip(PLANS.columns, row, strict=True))


def _tagged(request, body):
    """A body as JSON with a tag of its own bytes; 304 where the client has them."""
    packed = orjson.dumps(body, default=str)
    tag = f'"{hashlib.blake2b(packed, digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": CACHING, "Vary": VARY}
    if unchanged(request, headers):
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(packed, content_type="application/json", headers=headers)


def _list_of(columns, words):
    """The description of a list that tells of no release."""
    content = {"application/json": page_of(columns, {"next": NEXT}, example={})}
    return {"description": words, "content": content}

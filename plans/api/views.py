"""Published plans, and where each figure of a source stands in its text."""

from itertools import groupby

from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from indicators.api.asking import at, number_after, read
from indicators.api.details import DetailView
from indicators.api.links import LINKS, first, link
from indicators.api.schema import NEXT, in_path, operation, page_of, parameters_of
from indicators.api.statements import narrowed
from indicators.api.versioned import tagged
from indicators.api.views import DataView, TableView, access_of
from indicators.models import Edition
from indicators.problems import Problem
from plans.api.tables import EVIDENCE, PLAN, PLANS, plans
from plans.models import PublishedFigure, Source
from plans.personal import read_by
from plans.readers import Outsider


class PlansView(TableView):
    """Plans in the order of their numbers; names of persons in them stay hidden."""

    table = PLANS

    def describe(self, _method):
        """The description of the list."""
        answer = _list_of(PLANS.columns, "计划")
        return operation("计划", parameters_of(PLANS), answer, LINKS["plans"])

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
        return tagged(request, body)


class PlanView(DetailView):
    """One plan, and where its evidence is."""

    table, key, example = PLAN, "id", 1
    is_of_edition = False

    def told(self, request, access, _question, id):
        """Columns of a plan as somebody outside of its bureau reads it."""
        rows = plans(access, None).filter(pk=id)
        bureau = rows.values_list("bureau_id", flat=True).first()
        with read_by(Outsider(bureau)):
            found = self.only(rows, "计划", id)
        return found | {"evidence": _evidence_address(request, found["source"])}


def _evidence_address(request, source):
    if source is None:
        return None
    return request.build_absolute_uri(reverse("api-evidence", args=[source]))


class EvidenceView(DataView):
    """Where the figures of a source stand in its text."""

    def describe(self, _method):
        """The description of the list."""
        summary = "出处：来源文件中每个已发布数据所在的句子"
        links = {"plan": link("plans_id", id=first("plan"))}
        answer = operation(summary, (), _list_of(EVIDENCE, "出处"), links)
        place = in_path("source", 1) | {"description": "来源文件编号"}
        return {**answer, "parameters": [place]}

    def get(self, request, source):
        """All of them."""
        access = access_of(request)
        source = _source_of(access, source)
        with read_by(Outsider(source.bureau_id)):
            rows = list(_evidence(access, source))
        return tagged(request, {"next": None, "data": rows})


def _source_of(access, pk):
    sources = Source.objects.filter(pk=pk, plans__in=plans(access, None).order_by())
    source = sources.distinct().first()
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
    figure = Coalesce("target__first_id", "target_id", "observation__first_id", "observation_id")
    rows = PublishedFigure.objects.filter(
        statement__plan__in=plans(access, None).filter(source=source).order_by()
    )
    paths = {name: F(column.expression) for name, column in EVIDENCE.items() if column.expression}
    paths |= {"figure": figure, "of": is_target}
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


def _list_of(columns, words):
    """The description of a list that tells of no release."""
    content = {"application/json": page_of(columns, {"next": NEXT}, example={})}
    return {"description": words, "content": content}

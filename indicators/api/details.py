"""One thing of the data interface, with what belongs to it."""

from django.conf import settings
from django.db.models import F, Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils.module_loading import import_string

from indicators.api import detail_tables as tables
from indicators.api.asking import at, read
from indicators.api.links import LINKS
from indicators.api.resources import TABLES
from indicators.api.schema import detail_operation
from indicators.api.versioned import CACHING, VARY, tagged
from indicators.api.views import DataView, access_of
from indicators.figure_filters import Unknown, regions_called
from indicators.frameworks.tree import tree_of
from indicators.models import Edition, Framework, Indicator, Observation, Region, Target
from indicators.nearest import nearest
from indicators.problems import Problem

LONGEST = 120
"""Characters of a word beyond which nobody can have meant a known one."""


def nothing(what, word, known=()):
    """The problem of a thing that is not there, or not for this client: he cannot tell which."""
    close = nearest(word, known) if len(word) <= LONGEST else None
    return Problem(
        404,
        "not_found",
        f"没有可读的{what}“{word[:LONGEST]}”" + (f"，是否指“{close}”？" if close else "。"),
        "There is nothing of this name that you may read."
        + (f" Did you mean '{close}'?" if close else ""),
        nearest=close,
    )


def rows_in(rows, columns):
    """Dicts of the columns that stand in the rows' model, in the order of the rows."""
    own = {name: column.expression for name, column in columns.items() if column.expression}
    asked = {f"x_{name}": F(e) if isinstance(e, str) else e for name, e in own.items()}
    for row in rows.annotate(**asked).values_list(*asked):
        yield dict(zip(own, row, strict=True))


class DetailView(DataView):
    """One thing; ``told`` gives its members."""

    table = None
    key = ""
    example = ""
    is_of_edition = True
    """Whether what it tells comes out with releases and names alone."""

    def describe(self, _method):
        """The description of one thing."""
        links = LINKS.get(f"{self.table.name}/{self.key}")
        return detail_operation(self.table, self.key, self.example, links)

    def get(self, request, **key):
        """All members, or those asked for."""
        access, edition = access_of(request), Edition.objects.now()
        question = at(read(request.GET, "", self.table), edition)
        told = self.told(request, access, question, **key)
        body = {name: told[name] for name in question.fields}
        return tagged(request, body, edition if self.is_of_edition else None)

    def only(self, rows, what, word, known=()):
        """The row that there must be; raises ``Problem`` (404)."""
        for row in rows_in(rows, self.table.columns):
            return row
        raise nothing(what, str(word), known)


class IndicatorView(DetailView):
    """An entry of the catalogue; a merged one says what it was merged into."""

    table, key, example = tables.INDICATOR, "code", "pre.gross_enrolment_3y"

    def told(self, _request, _access, _question, code):
        """Columns, names and versions of an indicator."""
        rows = Indicator.objects.filter(code=code)
        found = self.only(rows, "指标", code, Indicator.objects.values_list("code", flat=True))
        indicator = rows.get()
        shared = indicator.aliases.filter(bureau=None).order_by("name")
        history = indicator.history.order_by("history_date", "history_id")
        found["aliases"] = list(shared.values_list("name", flat=True))
        found["versions"] = list(rows_in(history, tables.CATALOGUE))
        return found


class RegionView(DetailView):
    """A region by its code; by its name a way there."""

    table, key, example = tables.REGION, "adcode", "341524"

    def describe(self, method):
        """The description of a region, and of the way from its name to it."""
        asked = super().describe(method)
        asked["responses"]["302"] = {
            "description": "问的是名称：代码的地址在 Location",
            "headers": {"Location": {"schema": {"type": "string"}}},
        }
        return asked

    def get(self, request, adcode):
        """The region that has the code now; of a name, the address of its code."""
        if adcode.isascii() and adcode.isdecimal():
            return super().get(request, adcode=adcode)
        access_of(request)
        return _elsewhere(request, reverse("api-region", args=[_code_of(adcode)]))

    def told(self, _request, _access, _question, adcode):
        """Columns, ancestors and children of a region."""
        rows = Region.objects.filter(adcode=adcode)
        found = self.only(rows, "地区", adcode, Region.objects.values_list("adcode", flat=True))
        region = rows.first()
        found["ancestors"] = list(rows_in(_above(region), tables.PLACE))
        found["children"] = list(rows_in(region.children.all(), tables.PLACE))
        found["former"] = list(rows_in(rows.exclude(pk=region.pk), tables.PLACE))
        return found


def _above(region):
    chain = []
    while region.parent is not None:
        region = region.parent
        chain.append(region.pk)
    return Region.objects.filter(pk__in=chain).order_by("adcode")


def _code_of(name):
    try:
        ((pk, _),) = regions_called(name)
    except Unknown as unknown:
        problem = nothing("地区", name, Region.objects.values_list("name", flat=True))
        close = problem.extra["nearest"]
        problem.zh = "".join(unknown.messages) + (f"是否指“{close}”？" if close else "")
        raise problem from None
    return Region.objects.get(pk=pk).adcode


def _elsewhere(request, path):
    query = request.META.get("QUERY_STRING", "")
    headers = {"Cache-Control": CACHING, "Vary": VARY}
    headers["Location"] = f"{path}?{query}" if query else path
    return HttpResponse(status=302, headers=headers)


class SchoolView(DetailView):
    """A confirmed school of the client's regions."""

    table, key, example = tables.SCHOOL, "id", 1

    def told(self, request, access, _question, id):
        """Columns of a school, and where its figures are."""
        rows = self.table.rows(access, None).filter(pk=id)
        found = self.only(rows, "学校", id)
        address = f"{reverse('api-observations')}?school={id}"
        return found | {"observations": request.build_absolute_uri(address)}


class FrameworkView(DetailView):
    """A framework that all share, or that one of the client's regions made."""

    table, key, example = tables.FRAMEWORK, "code", "balanced-2017"

    def told(self, _request, access, _question, code):
        """Columns of a framework and its items, parents before their children."""
        own = access.readable(Framework.objects.all(), "bureau__adcode").order_by()
        readable = Framework.objects.filter(Q(bureau=None) | Q(pk__in=own.values("pk")))
        rows = readable.filter(code=code)
        found = self.only(rows, "指标体系", code, readable.values_list("code", flat=True))
        found["items"] = list(_items(rows.get(), access))
        return found


def _items(framework, access):
    rows = TABLES["frameworks"].rows(access, None).filter(item__framework=framework)
    standards = {row["id"]: row for row in rows_in(rows, tables.STANDARD)}
    items = {row["item"]: row for row in rows_in(framework.items.all(), tables.ITEM)}
    for node in tree_of(framework):
        told = [standards[standard.pk] for standard in node.standards]
        yield items[node.item.code] | {"level": node.level, "standards": told}


class FigureView(DetailView):
    """A figure by the number that all its versions share, with all of them."""

    key, example, model = "id", 1, None

    def told(self, _request, access, question, id):
        """Columns of the version asked for, versions up to it, and what plans say of them."""
        one = Q(pk=id, first=None) | Q(first=id)
        rows = access.readable(self.model.objects.filter(one)).order_by("released_in_id")
        if question.as_of is not None:
            rows = rows.filter(released_in__lte=question.as_of)
        found = self.only(rows.reverse(), "数据", id)
        evidence = import_string(settings.API_EVIDENCE)
        versions = self.table.columns["versions"].columns
        found["versions"] = list(rows_in(rows, versions))
        found["evidence"] = evidence(access, rows)
        return found


class ObservationView(FigureView):
    """One observation."""

    table, model = tables.OBSERVATION, Observation


class TargetView(FigureView):
    """One target."""

    table, model = tables.TARGET, Target

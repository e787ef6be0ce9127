"""Resources of the data interface: lists of rows, in pages or as one stream."""

from urllib.parse import urlencode

import orjson
from django.conf import settings
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.module_loading import import_string
from rest_framework.views import APIView

from indicators.api import formats, sdmx_structure, writing
from indicators.api.asking import FORMATS, at, cursor, read, wrong
from indicators.api.compressing import compressed
from indicators.api.resources import OBSERVATIONS
from indicators.api.schema import TEXT, DataSchema, operation, table_operation
from indicators.api.statements import page, place_of, prepared
from indicators.api.versioned import headers_of, unchanged
from indicators.api.writing_schema import WRITING
from indicators.models import Edition
from indicators.problems import Problem


def release_of(question, edition):
    """The number of the release that an answer is as of."""
    return edition.release if question.as_of is None else question.as_of


def as_json(body, headers):
    """A body as JSON; dates and numbers as orjson writes them."""
    return HttpResponse(orjson.dumps(body), content_type="application/json", headers=headers)


def access_of(request):
    """Who asks; raises ``Problem`` where nobody may."""
    return import_string(settings.API_ACCESS)(request)


class DataView(APIView):
    """A view of the data interface: who asks is settled by ``access_of``, without cookies."""

    http_method_names = ("get", "head")
    schema = DataSchema()

    def dispatch(self, request, *args, **kwargs):
        """Django REST framework's way without what nothing here uses; problems go upwards."""
        method = request.method.lower()
        if method not in self.http_method_names:
            allowed = ", ".join(name.upper() for name in self.http_method_names)
            raise Problem(
                405,
                "method_not_allowed",
                f"这一地址只接受 {allowed}。",
                f"Only {allowed} is allowed here.",
                headers={"Allow": allowed},
            )
        answer = getattr(self, "get" if method == "head" else method)
        return compressed(request, answer(request, *args, **kwargs))


class TableView(DataView):
    """A list of rows; asks the database for nothing where the client has the newest."""

    table = None

    def describe(self, _method):
        """The description of the list."""
        return table_operation(self.table)

    def get(self, request):
        """One page as JSON, or all rows as a stream in another format."""
        access, edition = access_of(request), Edition.objects.now()
        question = read(request.GET, request.headers.get("Accept", ""), self.table)
        headers = headers_of(request, edition, access, question.format)
        if unchanged(request, headers):
            return HttpResponse(status=304, headers=headers)
        return self.answer(request, at(question, edition), access, edition, headers)

    def answer(self, request, question, access, edition, headers):
        """What has changed since the client asked last, or what he never asked."""
        statement = prepared(question, self.table, access, edition)
        if question.format == "json":
            return self.page(request, question, statement, edition, headers)
        return self.stream(question, statement, headers)

    def page(self, request, question, statement, edition, headers):
        """Rows, what state of the data they are of, and the address of the next page."""
        sql, params = page(statement, question, self.table, question.limit + 1)
        with connection.cursor() as cursor_:
            cursor_.execute(sql, params)
            rows = cursor_.fetchall()
        more = len(rows) > question.limit
        names = question.fields
        after = place_of(rows[-2], statement, question, self.table) if more else None
        body = {
            "release": release_of(question, edition),
            "next": self.next_of(request, question, after),
            **self.count(question, statement),
            "data": [dict(zip(names, row, strict=False)) for row in rows[: question.limit]],
        }
        return as_json(body, headers)

    def next_of(self, request, question, after):
        """The address of the page after a place; None where nothing comes after."""
        if after is None:
            return None
        query = request.GET.dict()
        query["after"] = cursor(after)
        if question.after_release is not None:
            query["as_of"] = question.as_of
        return request.build_absolute_uri(f"{request.path}?{urlencode(query)}")

    def count(self, question, statement):
        """The number of all rows, where it was asked for."""
        if not question.counts:
            return {}
        with connection.cursor() as cursor_:
            counted = f"SELECT count(*) FROM ({statement.sql}) AS counted"
            cursor_.execute(counted, statement.params)
            return {"count": cursor_.fetchone()[0]}

    def stream(self, question, statement, headers):
        """All rows, or as many as asked for, written while they are read."""
        sql, params = page(statement, question, self.table, question.limit, of=question.fields)
        names = question.fields
        if question.format == "xlsx":
            formats.check_size(sql, params)
        chunks = self.rows(sql, params)
        if question.format == "csv":
            written = formats.as_csv(names, chunks, for_excel=question.bom)
        else:
            written = formats.STREAMS[question.format](names, chunks)
        headers["Content-Disposition"] = (
            f'attachment; filename="{self.table.name}.{SUFFIXES[question.format]}"'
        )
        media = MEDIA[question.format]
        return StreamingHttpResponse(written, content_type=media, headers=headers)

    def rows(self, sql, params):
        """The rows of a stream, a chunk at a time."""
        return formats.rows_of(sql, params)


class ObservationsView(TableView):
    """Observations, to be read by all who may; rows of programs are published or wait as drafts."""

    table = OBSERVATIONS
    http_method_names = ("get", "head", "post")

    def describe(self, method):
        """The description of reading or of writing."""
        return WRITING if method == "POST" else super().describe(method)

    def post(self, request):
        """Publish rows or keep them as drafts; the answer says of each what became of it."""
        access = access_of(request)
        if not access.writes:
            raise Problem(
                403,
                "may_not_write",
                "令牌没有写入的权限：请教育局管理员换发。",
                "The token may not write.",
            )
        key = request.headers.get("Idempotency-Key", "")
        if len(key) > writing.LONGEST_KEY:
            raise wrong("Idempotency-Key", f"不能超过 {writing.LONGEST_KEY} 个字符。")
        order = writing.read(writing.body_of(request), access)
        answer = writing.carry_out(order, access, request, key=key)
        response = as_json(answer, {"Cache-Control": "no-store"})
        response.status_code = 409 if answer["is_refused"] else 200
        return response


class StructureView(DataView):
    """Code lists and data structure of the observations for programs that read SDMX."""

    def describe(self, _method):
        """The description of the message."""
        message = {"description": "SDMX-ML 3.0", "content": {sdmx_structure.MEDIA: TEXT}}
        return operation("观测数据的代码表与结构（SDMX）", (), message)

    def get(self, request):
        """An SDMX-ML 3.0 structure message."""
        access, edition = access_of(request), Edition.objects.now()
        headers = headers_of(request, edition, access, "sdmx-ml")
        if unchanged(request, headers):
            return HttpResponse(status=304, headers=headers)
        message = sdmx_structure.structure(access, edition)
        return HttpResponse(message, content_type=sdmx_structure.MEDIA, headers=headers)


SUFFIXES = {"csv": "csv", "ndjson": "ndjson", "xlsx": "xlsx", "sdmx-csv": "csv"}
MEDIA = {
    **FORMATS,
    "csv": "text/csv; charset=utf-8",
    "sdmx-csv": "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8",
}

"""The interface describes itself: an index, OpenAPI 3.1 as JSON, and a page that shows it."""

from functools import cache

import orjson
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from drf_spectacular.generators import SchemaGenerator

from indicators.api.schema import object_of, operation
from indicators.api.tables import Column
from indicators.api.versioned import tagged
from indicators.api.views import DataView, access_of

PAGE_LIMITS = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        # The page that shows the description writes its own styles.
        "style-src 'self' 'unsafe-inline'",
        "object-src 'none'",
        "base-uri 'self'",
        "frame-ancestors 'none'",
    )
)


class Described(DataView):
    """What can be asked, for programs that write programs."""

    schema = None

    def get(self, _request):
        """OpenAPI 3.1 as JSON; it tells of no data, so it needs no token."""
        return HttpResponse(orjson.dumps(_described()), content_type="application/json")


class Index(DataView):
    """What there is to ask, by name."""

    def describe(self, _method):
        """The description of the index."""
        rows = {"type": "array", "items": object_of(RESOURCE)}
        properties = {name: {"type": "string", "format": "uri"} for name in ("openapi", "docs")}
        body = {
            "schema": {
                "type": "object",
                "required": [*properties, "data"],
                "properties": properties | {"data": rows},
            },
            "example": {
                "openapi": f"{EXAMPLE_ADDRESS}openapi.json",
                "docs": f"{EXAMPLE_ADDRESS}docs/",
                "data": [{name: column.example for name, column in RESOURCE.items()}],
            },
        }
        answer = {"description": TITLE, "content": {"application/json": body}}
        return operation(TITLE, (), answer)

    def get(self, request):
        """Each resource of the description, those of one thing with a key to fill in."""
        access_of(request)
        root, here = request.build_absolute_uri("/")[:-1], reverse("api-index")
        body = {name: root + reverse(f"api-{view}") for name, view in DESCRIPTIONS.items()}
        body["data"] = [
            {"name": path.removeprefix(here).strip("/"), "title": title, "address": root + path}
            for path, title in _titles().items()
            if path != here
        ]
        return tagged(request, body)


TITLE = "目录：全部资源的名称和地址"
EXAMPLE_ADDRESS = "https://jy.example.gov.cn/api/v1/"
DESCRIPTIONS = {"openapi": "openapi", "docs": "documents"}
"""Member of the index -> name of the address that describes the interface."""
RESOURCE = {
    "name": Column(None, "string", "名称", "observations"),
    "title": Column(None, "string", "是什么", "监测值"),
    "address": Column(None, "string", "地址，{} 处填编号或代码", f"{EXAMPLE_ADDRESS}observations/"),
}


@cache
def _described():
    return SchemaGenerator().get_schema(request=None, public=True)


def _titles():
    """What can be read at each address of the description."""
    return {path: methods["get"]["summary"] for path, methods in _described()["paths"].items()}


def documents(request):
    """The page that shows the description; all its files are the portal's own."""
    answer = render(request, "indicators/api_documents.html")
    answer.headers["Content-Security-Policy"] = PAGE_LIMITS
    return answer

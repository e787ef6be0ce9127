"""The interface describes itself: OpenAPI 3.1 as JSON, and a page that shows it."""

from functools import cache

import orjson
from django.http import HttpResponse
from django.shortcuts import render
from drf_spectacular.generators import SchemaGenerator

from indicators.api.views import DataView

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
        return HttpResponse(_described(), content_type="application/json")


@cache
def _described():
    return orjson.dumps(SchemaGenerator().get_schema(request=None, public=True))


def documents(request):
    """The page that shows the description; all its files are the portal's own."""
    answer = render(request, "indicators/api_documents.html")
    answer.headers["Content-Security-Policy"] = PAGE_LIMITS
    return answer

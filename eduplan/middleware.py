"""Requests enter, responses leave: with limits for the browser, in traditional characters on
demand, and never Django's 404."""

from django.core.exceptions import BadRequest
from django.http import Http404
from django.urls import Resolver404, resolve
from django.utils.cache import patch_vary_headers
from django.views.defaults import bad_request, page_not_found

from eduplan.look import chosen
from eduplan.traditional import traditional_page
from plans.personal import read_by
from plans.readers import Reader

LIMITS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'self'",
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    ),
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
"""What our pages never do: no script and no style stands in a page, none comes from elsewhere."""


class BrowserLimits:
    """Tells the browser what our pages never do, so that nobody else makes them do it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in LIMITS.items():
            response.headers.setdefault(name, value)
        return response


class TraditionalCharacters:
    """Serves pages and fragments in traditional characters to who chose them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not is_page(response):
            return response
        patch_vary_headers(response, ("Cookie",))
        if chosen(request, "script") == "hant":
            html = traditional_page(response.content.decode(response.charset))
            response.content = html.encode(response.charset)
            if response.has_header("Content-Length"):
                response["Content-Length"] = len(response.content)
        return response


def is_page(response):
    """Whether a response is HTML of ours: no download, no stream, nothing packed."""
    return (
        not response.streaming
        and response.get("Content-Type", "").startswith("text/html")
        and not response.has_header("Content-Encoding")
        and not response.get("Content-Disposition", "").startswith("attachment")
    )


class PersonalData:
    """Whatever a request reads, it reads as its user may: personal data is hidden from most."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.reader = Reader(request)
        with read_by(request.reader):
            response = self.get_response(request)
        if response.streaming:
            pieces = iter(response.streaming_content)
            response.streaming_content = _one_by_one(pieces, request.reader)
        return response


def _one_by_one(pieces, reader):
    """Pieces of a stream, which reads on after its view has ended; for the same reader."""
    end = object()
    while True:
        with read_by(reader):
            piece = next(pieces, end)
        if piece is end:
            return
        yield piece


class OwnErrorPages:
    """Our own pages for what is not found or not understood, also where Django would debug."""

    PAGES = ((Http404, page_not_found), (BadRequest, bad_request))

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            resolve(request.path_info)
        except Resolver404 as error:
            return page_not_found(request, error)
        return self.get_response(request)

    def process_exception(self, request, exception):
        """The page of an exception that a view raised."""
        for kind, page in self.PAGES:
            if isinstance(exception, kind):
                return page(request, exception)
        return None

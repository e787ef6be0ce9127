"""The edition of the data enters, headers that say whether a client's copy is still right leave."""

import hashlib

import orjson
from django.http import HttpResponse
from django.utils.http import http_date, parse_etags

from indicators.api.compressing import coding

CACHING = "private, no-cache"
"""Keep a copy, and ask each time whether it is still right: asking costs one look-up."""

VARY = "Accept, Accept-Encoding, Authorization"


def headers_of(request, edition, access, form):
    """``ETag``, ``Last-Modified`` and what caches may do with an answer.

    A tag is of the data, the names in it, the question and what the client may see; none of the
    rows is looked at for it. A packed answer is another sequence of bytes, hence of another tag.
    """
    told = (str(edition), access.for_reading, request.get_full_path(), form, coding(request))
    tag = hashlib.blake2b(repr(told).encode(), digest_size=12).hexdigest()
    headers = {
        "ETag": f'"{tag}"',
        "Cache-Control": CACHING,
        "Vary": VARY,
        "Eduplan-Release": str(edition.release),
    }
    if edition.at:
        headers["Last-Modified"] = http_date(edition.at.timestamp())
    return headers


def unchanged(request, headers):
    """Whether the client has what it would be sent.

    By its tag alone: two editions may share the second that ``If-Modified-Since`` tells.
    """
    return headers["ETag"] in parse_etags(request.headers.get("If-None-Match", ""))


def tagged(request, body, edition=None):
    """A small body as JSON with a tag of its own bytes; 304 where the client has them.

    ``edition`` says when what it tells of came out, where figures and names are all it tells of.
    """
    packed = orjson.dumps(body, default=str)
    tag = hashlib.blake2b(packed + coding(request).encode(), digest_size=12).hexdigest()
    headers = {"ETag": f'"{tag}"', "Cache-Control": CACHING, "Vary": VARY}
    if edition is not None and edition.at:
        headers["Last-Modified"] = http_date(edition.at.timestamp())
    if unchanged(request, headers):
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(packed, content_type="application/json", headers=headers)

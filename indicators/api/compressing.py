"""An answer enters, the same in fewer bytes leaves, where the client says that it reads them."""

import zlib

import brotli

SMALLEST = 1_000
"""Bytes below which packing saves nothing."""
GZIP = 31
"""Window bits of zlib for the form of gzip."""


class Gzip:
    """zlib's compressor with the names of Brotli's."""

    def __init__(self):
        self._packer = zlib.compressobj(6, zlib.DEFLATED, GZIP)

    def process(self, piece):
        return self._packer.compress(piece)

    def finish(self):
        return self._packer.flush()


class Brotli:
    """Brotli at the speed of gzip."""

    def __init__(self):
        self._packer = brotli.Compressor(quality=4)

    def process(self, piece):
        return self._packer.process(piece)

    def finish(self):
        return self._packer.finish()


CODINGS = {"br": Brotli, "gzip": Gzip}
"""Codings of RFC 9110, the better one first."""


def coding(request):
    """The coding that an answer to a request has; empty for none."""
    read = {}
    for word in request.headers.get("Accept-Encoding", "").lower().split(","):
        name, _, weight = word.partition(";")
        read[name.strip()] = weight.replace(" ", "") not in ("q=0", "q=0.0")
    return next((name for name in CODINGS if read.get(name)), "")


def compressed(request, response):
    """The response in the coding that its request reads."""
    name = coding(request)
    if not name or response.status_code != 200:
        return response
    packer = CODINGS[name]()
    if response.streaming:
        response.streaming_content = _packed(packer, response.streaming_content)
    elif len(response.content) < SMALLEST:
        return response
    else:
        response.content = packer.process(response.content) + packer.finish()
    response.headers["Content-Encoding"] = name
    return response


def _packed(packer, pieces):
    for piece in pieces:
        if packed := packer.process(piece):
            yield packed
    yield packer.finish()

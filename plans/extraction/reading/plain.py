"""Bytes of a plain text file enter, exactly its decoded characters leave."""

from plans.extraction.reading.content import Content
from plans.extraction.reading.encoding import decode


def read_plain(data: bytes) -> Content:
    """Decode a text file; nothing is normalised, so that spans count the file's own characters."""
    text, encoding = decode(data)
    return Content(text, encoding)

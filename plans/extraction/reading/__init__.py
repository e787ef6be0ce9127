"""Name and bytes of a file enter, its plain text leaves, or a ReadError that says what is wrong."""

import hashlib
from collections.abc import Callable

from plans.extraction.reading.content import Content
from plans.extraction.reading.plain import read_plain
from plans.extraction.schema import Reading, ReadError

READERS: dict[str, Callable[[bytes], Content]] = {
    "text/plain": read_plain,
}


def read(name: str, data: bytes) -> Reading:
    """Read a file by what it holds, whatever its suffix says.

    Raises ReadError where the bytes cannot become text.
    """
    content = READERS["text/plain"](data)
    if not content.text.strip():
        raise ReadError("文件里没有文字。")
    return Reading(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/plain",
        encoding=content.encoding,
        text=content.text,
        headings=content.headings,
        problems=content.problems,
    )

"""Name and bytes of a file enter, its plain text leaves, or a ReadError that says what is wrong."""

import hashlib
from collections.abc import Callable

from plans.extraction.reading import kinds
from plans.extraction.reading.content import Content
from plans.extraction.reading.office import read_converted
from plans.extraction.reading.pdf import read_pdf
from plans.extraction.reading.plain import read_plain
from plans.extraction.reading.web import read_html, read_mhtml
from plans.extraction.reading.word import read_docx
from plans.extraction.schema import Problem, ReadError, Reading

READERS: dict[str, Callable[[bytes], Content]] = {
    kinds.TEXT: read_plain,
    kinds.HTML: read_html,
    kinds.MHTML: read_mhtml,
    kinds.DOCX: read_docx,
    kinds.PDF: read_pdf,
    kinds.DOC: lambda data: read_converted(data, "doc"),
    kinds.RTF: lambda data: read_converted(data, "rtf"),
    kinds.ODT: lambda data: read_converted(data, "odt"),
    kinds.WORD_XML: lambda data: read_converted(data, "xml"),
}


def read(name: str, data: bytes) -> Reading:
    """Read a file by what it holds, whatever its suffix says.

    ``text`` of a plain text file is exactly ``data.decode(encoding)``. Raises ReadError where the
    bytes cannot become text.
    """
    if not data:
        raise ReadError("文件是空的（0 字节）。")
    kind = kinds.kind_of(data)
    content = READERS[kind](data)
    if not content.text.strip("\ufeff \t\r\n\f\v\u3000\xa0"):
        raise ReadError("文件里没有文字。")
    note = kinds.misnamed(name, kind)
    return Reading(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=kind,
        encoding=content.encoding,
        text=content.text,
        headings=content.headings,
        problems=((Problem("reading", note),) if note else ()) + content.problems,
    )

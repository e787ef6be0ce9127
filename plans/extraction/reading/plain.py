"""Bytes of a plain text file enter, exactly its decoded characters leave."""

import re

from plans.extraction.reading.content import Content
from plans.extraction.reading.encoding import decode
from plans.extraction.schema import ReadError

MAX_BYTES = 20_000_000
"""A plan has some 30,000 characters; a hundred plans in one file are still below this."""
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read_plain(data: bytes) -> Content:
    """Decode a text file; nothing is normalised, so that spans count the file's own characters.

    Raises ReadError for too large a file, for binary content and for bytes that no encoding fits.
    """
    if len(data) > MAX_BYTES:
        raise ReadError(
            f"文本有 {len(data) / 1e6:.0f} MB，超出 {MAX_BYTES // 1_000_000} MB 的限制。"
            "请拆分后再上传。"
        )
    text, encoding = decode(data)
    if found := CONTROL.search(text):
        raise ReadError(
            f"文件含有控制字符（第 {found.start() + 1} 个字符为 U+{ord(found.group()):04X}），"
            "可能不是文本文件或已损坏。请用原软件另存为 UTF-8 文本后再上传。"
        )
    return Content(text, encoding)

"""A file that people put beside something enters; the name to keep it by leaves, or a refusal."""

from pathlib import PurePath

from django.core.exceptions import ValidationError

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_SUM = 5 * LARGEST_FILE
"""Bytes of all files of one request: they are held in memory together."""
LONGEST_NAME = 255
KINDS = {
    ".pdf": (b"%PDF",),
    ".docx": (b"PK",),
    ".xlsx": (b"PK",),
    ".pptx": (b"PK",),
    ".doc": (b"\xd0\xcf\x11\xe0",),
    ".xls": (b"\xd0\xcf\x11\xe0",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG",),
}
"""Endings of files that may be kept -> what such a file begins with."""


def taken(files):
    """Name and bytes of files of a request, none read further than what can be kept."""
    return [(file.name, file.read(LARGEST_FILE + 1)) for file in files]


def accepted(name, data):
    """The name without its folders and what no page can show; raises ``ValidationError``."""
    shown = "".join(filter(str.isprintable, name.replace("\\", "/")))
    name = PurePath(shown).name[-LONGEST_NAME:]
    ending = PurePath(name).suffix.lower()
    if ending not in KINDS:
        raise ValidationError("只能上传 PDF、Word、Excel、PPT 文件和图片。")
    if len(data) > LARGEST_FILE:
        most = LARGEST_FILE // 1024 // 1024
        raise ValidationError(f"“{name}”超过 {most} MB，请压缩后再传。")
    if not data.startswith(KINDS[ending]):
        raise ValidationError(f"“{name}”的内容与扩展名不符，请重新选择文件。")
    return name

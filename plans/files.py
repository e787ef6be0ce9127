"""A path enters; the name of its file as text, or its bytes, leave."""

import os
from pathlib import Path, PurePath

from plans.extraction import ReadError

LONGEST_NAME = 255
"""What ``Source.name`` holds; browsers' file names are cut to the same length."""
REASONS = {
    FileNotFoundError: "找不到这个文件，请检查路径。",
    IsADirectoryError: "这是文件夹，请写出其中的文件。",
    PermissionError: "没有权限读取这个文件。",
}


def name_of(path: PurePath) -> str:
    """The path as text that a page, a column and a terminal can hold.

    Archives packed on Windows leave names in GBK behind, and a file system takes line breaks.
    """
    stored = os.fsencode(path.as_posix())
    try:
        name = stored.decode("utf-8")
    except UnicodeDecodeError:
        name = stored.decode("gb18030", "backslashreplace")
    return "".join(filter(str.isprintable, name))[-LONGEST_NAME:]


def read_bytes(path: Path) -> bytes:
    """What the file holds; raises ``ReadError`` with the reason in Chinese."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReadError(REASONS.get(type(error), "读取文件时出错，请检查磁盘。")) from error

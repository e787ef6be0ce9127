"""Bytes of a zip file enter; its entries' names leave once it is safe and whole."""

import io
import zipfile
import zlib

from plans.extraction.schema import ReadError

MAX_TOTAL = 200_000_000
"""Bytes that all entries may unpack to: photographs of a long report stay well below."""
MAX_XML = 60_000_000
"""Bytes that one XML entry may unpack to: a plan of a million characters needs about 20 million."""
MAX_RATIO = 150
"""Unpacked to packed: Word's most repetitive tables reach 60."""
MAX_ENTRIES = 10_000
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
"""What the standard library raises for a zip file with a wrong byte, by where it stands."""


def entries(data: bytes) -> dict[str, int]:
    """Names and unpacked sizes of the entries, after every byte was unpacked once and checked.

    Raises ReadError for a damaged or encrypted archive and for a zip bomb.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_declared(archive.infolist(), len(data))
            check_actual(archive)
            return {entry.filename: entry.file_size for entry in archive.infolist()}
    except DAMAGE as error:
        raise ReadError("文件已损坏或不完整，无法打开。请用原软件重新保存后再上传。") from error


def check_declared(found: list[zipfile.ZipInfo], packed: int) -> None:
    """Refuse encryption and sizes that the directory itself admits to."""
    if any(entry.flag_bits & 1 for entry in found):
        raise ReadError("文件已加密。请取消密码后再上传。")
    total = sum(entry.file_size for entry in found)
    largest = max((e.file_size for e in found if e.filename.endswith(".xml")), default=0)
    if len(found) > MAX_ENTRIES or total > MAX_TOTAL or largest > MAX_XML:
        raise too_large(total)
    if total > 10_000_000 and total > MAX_RATIO * packed:
        raise too_large(total)


def check_actual(archive: zipfile.ZipFile) -> None:
    """Unpack everything once, in pieces; ``zipfile`` never yields more than was declared."""
    total = 0
    for entry in archive.infolist():
        with archive.open(entry) as stream:
            while piece := stream.read(1 << 20):
                total += len(piece)
                if total > MAX_TOTAL:
                    raise too_large(total)


def too_large(total: int) -> ReadError:
    """The refusal of a file that unpacks to too much."""
    return ReadError(
        f"文件解压后约 {total // 1_000_000} MB，过大或压缩比异常，可能是压缩炸弹，已拒绝读取。"
        "如确是正常文件，请删去图片或拆分后再上传。"
    )

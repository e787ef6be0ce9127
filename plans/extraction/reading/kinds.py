"""Bytes enter, the media type they really hold leaves; ReadError for kinds without text."""

import re

from plans.extraction.reading.archive import entries
from plans.extraction.schema import ReadError

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
RTF = "application/rtf"
ODT = "application/vnd.oasis.opendocument.text"
WORD_XML = "application/vnd.ms-wordml"
PDF = "application/pdf"
HTML = "text/html"
MHTML = "multipart/related"
TEXT = "text/plain"

SUFFIXES = {
    "txt": {TEXT}, "text": {TEXT}, "md": {TEXT}, "csv": {TEXT},
    "html": {HTML}, "htm": {HTML}, "xhtml": {HTML}, "mht": {MHTML}, "mhtml": {MHTML},
    "docx": {DOCX}, "docm": {DOCX}, "dotx": {DOCX}, "doc": {DOC}, "wps": {DOC, DOCX}, "dot": {DOC},
    "rtf": {RTF}, "odt": {ODT}, "pdf": {PDF},
}  # fmt: skip
NAMES = {
    DOCX: "Word（.docx）", DOC: "Word 97/WPS（.doc）", RTF: "RTF", ODT: "OpenDocument（.odt）",
    WORD_XML: "Word XML", PDF: "PDF", HTML: "网页（.html）", MHTML: "网页存档（.mht）",
    TEXT: "纯文本",
}  # fmt: skip

SIGNATURES = (
    (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"), (b"BM", "bitmap"),
    (b"II*\x00", "image"), (b"MM\x00*", "image"), (b"Rar!", "packed"), (b"7z\xbc\xaf", "packed"),
    (b"\x1f\x8b", "packed"), (b"{\\rtf", RTF), (b"\xd0\xcf\x11\xe0", "ole"), (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"), (b"MZ", "program"), (b"\x7fELF", "program"),
)  # fmt: skip
MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*){0,5}"
    rb"<(?:!doctype\s+html|(?:html|head|body|meta|title|div|table|p|h[1-6]|span|center)\b)",
    re.I | re.S,
)

IMAGE = "这是图片，里面的文字无法读取。请先用文字识别（OCR）转成 Word 或文本后再上传。"
PACKED = "这是压缩包。请解压后把里面的文件分别上传。"
SHEET = (
    "暂不支持表格文件（.xls、.xlsx）。请在 Excel 或 WPS 中把表格复制到 Word，存成 .docx 后再上传。"
)
SLIDES = "暂不支持演示文稿。请把文字复制到 Word，存成 .docx 后再上传。"
OFD = "暂不支持 OFD 版式文件。请用阅读器转换成 PDF 或 Word 后再上传。"
UNKNOWN = "无法识别的文件类型。支持 .docx、.doc、.wps、.pdf、.html、.txt。"
ENCRYPTED = "文件设有密码。请取消密码后再上传。"
BROKEN = "文件已损坏或不完整，无法打开。请用原软件重新保存后再上传。"


def kind_of(data: bytes) -> str:
    """Media type judged by content alone; raises ReadError for what cannot be read."""
    if b"%PDF-" in data[:1024]:
        return PDF
    signature = next((kind for mark, kind in SIGNATURES if data.startswith(mark)), "")
    if signature == "zip":
        return kind_of_archive(entries(data))
    if signature == "ole":
        return kind_of_compound(data)
    if signature == RTF:
        return RTF
    refuse(signature, data)
    return kind_of_text(data)


def refuse(signature: str, data: bytes) -> None:
    """Say what to do about images, archives and programs."""
    if signature == "image" or (signature == "bitmap" and data[6:10] == bytes(4)):
        raise ReadError(IMAGE)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise ReadError(IMAGE)
    if signature == "packed":
        raise ReadError(PACKED)
    if signature == "program" and b"\x00" in data[:512]:
        raise ReadError(UNKNOWN)


def kind_of_archive(names: dict[str, int]) -> str:
    """Which document the entries of a zip file make up."""
    if "word/document.xml" in names:
        return DOCX
    if "OFD.xml" in names:
        raise ReadError(OFD)
    if any(name.startswith("xl/") for name in names):
        raise ReadError(SHEET)
    if any(name.startswith("ppt/") for name in names):
        raise ReadError(SLIDES)
    if "content.xml" in names and "mimetype" in names:
        return ODT
    raise ReadError(BROKEN if "[Content_Types].xml" in names else PACKED)


def kind_of_compound(data: bytes) -> str:
    """Which document an OLE file holds, by the stream names of its directory."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ReadError(ENCRYPTED)
    if "WordDocument".encode("utf-16-le") in data:
        if is_locked(data):
            raise ReadError(ENCRYPTED)
        return DOC
    if "Workbook".encode("utf-16-le") in data:
        raise ReadError(SHEET)
    if "PowerPoint Document".encode("utf-16-le") in data:
        raise ReadError(SLIDES)
    raise ReadError(BROKEN)


def is_locked(data: bytes) -> bool:
    """Whether the head of a Word 97 stream (0xA5EC at a sector's start) says encrypted."""
    return any(
        data[at : at + 2] == b"\xec\xa5" and data[at + 11] & 1
        for at in range(512, len(data) - 12, 512)
    )


def kind_of_text(data: bytes) -> str:
    """Markup or plain text; the first kilobytes decide."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.replace(b"\x00", b"")[2:]
    if b'progid="Word.Document"' in head or b"<w:wordDocument" in head:
        return WORD_XML
    if MARKUP.match(head):
        return HTML
    if b"MIME-Version:" in head and b"text/html" in data:
        return MHTML
    return TEXT


def misnamed(name: str, kind: str) -> str | None:
    """What to note where the suffix promises another kind; None where it fits or says nothing."""
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    if suffix in SUFFIXES and kind not in SUFFIXES[suffix]:
        return f"文件名后缀是 .{suffix}，内容实际是{NAMES[kind]}，已按内容读取。"
    return None

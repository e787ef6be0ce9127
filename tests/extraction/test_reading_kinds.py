"""The kind follows from the content; what cannot be read is refused in words that help."""

import io
import zipfile

import docx
import pytest

from plans.extraction.reading import archive, read
from plans.extraction.schema import ReadError

SENTENCE = "各校于九月十日前报送教师培训名单。"


def packed(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return stream.getvalue()


def word() -> bytes:
    document, stream = docx.Document(), io.BytesIO()
    document.add_paragraph(SENTENCE)
    document.save(stream)
    return stream.getvalue()


def ole(*streams: str) -> bytes:
    names = b"".join(name.encode("utf-16-le") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + names.ljust(512, b"\0")


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.docx", SENTENCE.encode(), "text/plain"),
        ("a.txt", word(), "wordprocessingml.document"),
        ("a.doc", word(), "wordprocessingml.document"),
        ("a.doc", f"<html><body><p>{SENTENCE}</p></body></html>".encode("gb18030"), "text/html"),
        ("a.pdf", SENTENCE.encode("utf-16"), "text/plain"),
    ],
)
def test_a_wrong_suffix_is_read_by_content_and_noted(name, data, kind):
    reading = read(name, data)
    assert reading.text == SENTENCE
    assert reading.media_type.endswith(kind)
    assert [f".{name[2:]}" in problem.message for problem in reading.problems] == [True]


@pytest.mark.parametrize("name", ["计划.txt", "计划", "a.b.TXT", "计划.2024"])
def test_a_fitting_or_unknown_suffix_is_not_noted(name):
    assert read(name, SENTENCE.encode()).problems == ()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "空的"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "图片"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "图片"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "图片"),
        (b"BM\x36\0\0\0\0\0\0\0" + bytes(40), "图片"),
        (b"Rar!\x1a\x07\0", "压缩包"),
        (packed({"readme.txt": b"x"}), "压缩包"),
        (packed({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"}), "表格文件"),
        (packed({"[Content_Types].xml": b"<a/>", "ppt/presentation.xml": b"<a/>"}), "演示文稿"),
        (packed({"OFD.xml": b"<a/>"}), "OFD"),
        (packed({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a"}), "损坏"),
        (word()[:-300], "损坏"),
        (word()[:200], "损坏"),
        (ole("EncryptedPackage"), "密码"),
        (ole("Workbook"), "表格文件"),
        (ole("PowerPoint Document"), "演示文稿"),
        (ole("WordDocument") + b"\xec\xa5" + bytes(9) + b"\x01" + bytes(500), "密码"),
        (ole(), "损坏"),
        (b"\x7fELF" + bytes(60), "无法识别"),
        (b"%PDF-1.7\nnothing follows", "PDF 文件已损坏"),
        (b"<html><body><script>var a</script></body></html>", "没有文字"),
        (b"<html>", "没有文字"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words_that_help(data, message):
    with pytest.raises(ReadError, match=message):
        read("文件", data)


def test_text_that_begins_like_a_picture_is_text():
    assert read("a.txt", "BMI 指数超标学生建档。".encode()).text == "BMI 指数超标学生建档。"


def test_a_damaged_byte_inside_an_archive_is_seen():
    data = bytearray(word())
    data[data.index(b"word/document.xml") + 60] ^= 0xFF
    with pytest.raises(ReadError, match="损坏"):
        read("a.docx", bytes(data))


def test_an_encrypted_archive_is_refused():
    data = bytearray(packed({"word/document.xml": b"<a/>"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ReadError, match="加密"):
        read("a.docx", bytes(data))


@pytest.mark.parametrize("entry", ["word/document.xml", "word/media/image1.bmp"])
def test_a_zip_bomb_is_refused(entry):
    bomb = packed({"word/document.xml": b"<a/>", entry: bytes(archive.MAX_XML + 1)})
    with pytest.raises(ReadError, match="压缩炸弹"):
        read("a.docx", bomb)


def test_a_directory_that_lies_about_sizes_is_refused():
    data = bytearray(packed({"word/document.xml": bytes(1_000_000)}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (100).to_bytes(4, "little")
    with pytest.raises(ReadError):
        read("a.docx", bytes(data))


def test_entities_of_a_hostile_word_file_are_not_expanded(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("不该出现", encoding="utf-8")
    with zipfile.ZipFile(io.BytesIO(word())) as file:
        entries = {name: file.read(name) for name in file.namelist()}
    body = entries["word/document.xml"].decode()
    bombs = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY b0 "炸">{bombs}]>'
    body = body.replace("<w:document", doctype + "<w:document", 1)
    body = body.replace(SENTENCE, SENTENCE + "&x;&b11;")
    entries["word/document.xml"] = body.encode()
    try:
        text = read("a.docx", packed(entries)).text
    except ReadError:
        return
    assert "不该出现" not in text
    assert text.count("炸") < 100

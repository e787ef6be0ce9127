"""Old office formats: through LibreOffice where it is installed, a clear word where it is not."""

import io
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from plans.extraction.reading import read
from plans.extraction.schema import ReadError

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is missing")
RTF = (
    rb"{\rtf1\ansi\deff0{\fonttbl{\f0 SimSun;}}"
    rb"\f0 \u20840?\u21439?\u25307?\u29983? 320 \u20154?\u12290?\par}"
)


def convert(path: Path, kind: str, folder: Path) -> None:
    command = ["soffice", "--headless", f"-env:UserInstallation={folder.as_uri()}/profile"]
    command += ["--convert-to", kind, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def test_without_libreoffice_the_message_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReadError, match=r"安装 LibreOffice.*另存为 \.docx"):
        read("a.rtf", RTF)


@needs_office
def test_rtf_is_read():
    reading = read("a.rtf", RTF)
    assert reading.text == "全县招生 320 人。"
    assert reading.media_type == "application/rtf"


@needs_office
def test_an_old_word_file_is_read_also_as_wps(tmp_path):
    document, stream = docx.Document(), io.BytesIO()
    document.add_heading("滨沙镇学前教育推进方案", 1)
    made = document.add_table(2, 2)
    for cell, text in zip(made._cells, ["任务", "单位", "增设两个班", "中心园"], strict=True):
        cell.text = text
    document.add_paragraph("九月开班。")
    document.save(stream)
    (tmp_path / "a.docx").write_bytes(stream.getvalue())
    convert(tmp_path / "a.docx", "doc", tmp_path)
    reading = read("a.wps", (tmp_path / "a.doc").read_bytes())
    assert reading.text.split("\n") == [
        "滨沙镇学前教育推进方案",
        "任务\t单位",
        "增设两个班\t中心园",
        "九月开班。",
    ]
    assert reading.problems == ()
    assert [h.level for h in reading.headings] == [1]
    assert reading.media_type == "application/msword"


@needs_office
def test_a_damaged_old_word_file_is_refused():
    names = "WordDocument".encode("utf-16-le")
    with pytest.raises(ReadError, match="LibreOffice 无法打开"):
        read("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + names + bytes(2000))


@needs_office
def test_a_pdf_printed_from_word_reads_as_the_word_file_does(tmp_path):
    specimen = Path(__file__).parents[2] / "fixtures" / "documents" / "01_jinzhai.docx"
    convert(specimen, "pdf", tmp_path)
    printed = read("a.pdf", (tmp_path / "01_jinzhai.pdf").read_bytes()).text
    written = read("a.docx", specimen.read_bytes()).text
    assert printed.replace(" ", "").split("\n") == written.replace(" ", "").split("\n")

"""Bytes of a .doc, .wps, .rtf or .odt file enter, text leaves; LibreOffice converts."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from plans.extraction.reading.content import Content
from plans.extraction.reading.word import read_docx
from plans.extraction.schema import ReadError

TIMEOUT = 120
"""Seconds for one file; a long report needs about 5 on a slow machine."""
MISSING = (
    "读取 .doc、.wps、.rtf 文件需要安装 LibreOffice，本机没有找到。"
    "请安装 LibreOffice，或在 Word、WPS 中另存为 .docx 后再上传。"
)
FAILED = "LibreOffice 无法打开这个文件，可能已损坏、不完整或设有密码。请另存为 .docx 后再上传。"


def read_converted(data: bytes, suffix: str) -> Content:
    """Read what LibreOffice makes of a file; raises ReadError where it is missing or fails."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ReadError(MISSING)
    with tempfile.TemporaryDirectory(prefix="eduplan-") as folder:
        return read_docx(converted(program, Path(folder), data, suffix))


def converted(program: str, folder: Path, data: bytes, suffix: str) -> bytes:
    """The .docx that LibreOffice writes into ``folder``, under a profile of its own."""
    source = folder / f"source.{suffix}"
    source.write_bytes(data)
    target = folder / "out" / "source.docx"
    profile = (folder / "profile").as_uri()
    command = [program, "--headless", "--norestore", f"-env:UserInstallation={profile}"]
    command += [
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(target.parent),
        str(source),
    ]
    run(command)
    if not target.is_file():
        raise ReadError(FAILED)
    return target.read_bytes()


def run(command: list[str]) -> None:
    """Run a program to its end; past the time limit it is ended with its children."""
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            process.wait(TIMEOUT)
        except subprocess.TimeoutExpired as error:
            os.killpg(process.pid, signal.SIGKILL)
            raise ReadError(
                f"LibreOffice 在 {TIMEOUT} 秒内没有完成转换。请另存为 .docx 后再上传。"
            ) from error

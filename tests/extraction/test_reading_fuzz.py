"""Damaged files are read or refused; nothing else ever leaves the reader."""

import io
import random
import zipfile
from pathlib import Path

import pytest

from plans.extraction.reading import read
from plans.extraction.schema import ReadError

DOCUMENTS = Path(__file__).parents[2] / "fixtures" / "documents"
FILES = ("01_jinzhai.docx", "06_longxi.html", "09_ganzhou.pdf", "12_laifeng.txt", "14_donglan.txt")
PARTS = ("word/document.xml", "word/numbering.xml", "word/styles.xml", "[Content_Types].xml")


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, lost or doubled, or the end cut off."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 3))):
        at = chance.randrange(len(found))
        length = chance.choice((1, 5, 200))
        kind = chance.randrange(4)
        if kind == 0:
            found[at] = chance.randrange(256)
        elif kind == 1:
            del found[at : at + length]
        elif kind == 2:
            found[at:at] = found[at : at + length]
        else:
            del found[at + 1 :]
    return bytes(found)


def damaged_inside(data: bytes, chance: random.Random) -> bytes:
    """A Word file of which one part is damaged though the archive is whole."""
    stream, victim = io.BytesIO(), chance.choice(PARTS)
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, damaged(part, chance) if name == victim else part)
    return stream.getvalue()


@pytest.mark.parametrize("name", FILES)
def test_damaged_files_are_read_or_refused(name):
    data = (DOCUMENTS / name).read_bytes()
    chance = random.Random(name)
    for _ in range(12 if name.endswith(".pdf") else 60):
        inside = name.endswith(".docx") and chance.random() < 0.7
        attempt = damaged_inside(data, chance) if inside else damaged(data, chance)
        try:
            assert read(name, attempt).text.strip()
        except ReadError as error:
            assert str(error).endswith("。")

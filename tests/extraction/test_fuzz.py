"""Any text is understood without an exception, and every record shows its own place."""

import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.extraction import Gazetteer, extract
from plans.extraction.schema import Reading

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [
    p
    for folder in (ROOT / "fixtures" / "documents", ROOT.parent / "shared" / "seeds")
    for p in sorted(folder.glob("*.txt"))
]
GAZETTEER = Gazetteer.load(ROOT / "fixtures" / "regions")
WORDS = """
一、 （一） 1. ① 第3篇： 2024年 今年 年底前 3月中旬前 达到 增长 由 牵头 负责
责任单位： 区教育局 实验小学 毛入园率 85% 1.2万元 8:1 两千余人 分别 其中
（ ） “ ， 。 網(wǎng) (jié) ?? &8226; „2012‟ 國中 中國小 | 百分之 三分之二 — ~ ０ ％
"""
PIECES = (*WORDS.split(), "\ue5e5", "\U00020000", "\n", "\t", " ", "\r\n", "\u3000", "\x0b")


def reading(text):
    return Reading("any.txt", "0" * 64, "text/plain", "utf-8", text)


def check(text):
    extraction = extract(reading(text), gazetteer=GAZETTEER)
    clean = extraction.repaired.text
    for problem in (*extraction.problems, *(p for d in extraction.documents for p in d.problems)):
        assert problem.span is None or 0 <= problem.span[0] <= problem.span[1] <= len(text)
    end = 0
    for document in extraction.documents:
        assert end <= document.span[0] <= document.span[1] <= len(text)
        end = document.span[1]
        for kind in (document.statements, document.duties, document.deadlines, document.tasks):
            for found in kind:
                assert document.span[0] <= found.span[0] < found.span[1] <= document.span[1]
        for statement in document.statements:
            assert statement.text == clean.clean(statement.span)
        for found in (*document.duties, *document.deadlines):
            assert found.quote == clean.clean(found.span)
        ordered = sorted(s.span for s in document.statements)
        assert all(a[1] <= b[0] for a, b in pairwise(ordered))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=300))
def test_any_text(text):
    check(text)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_mixture_of_what_plans_are_made_of(text):
    check(text)


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.name[:12])
@pytest.mark.parametrize("seed", range(3))
def test_any_document_with_random_edits(path, seed):
    chance = random.Random(f"{path.name}{seed}")
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        text = path.read_bytes().decode("gb18030", errors="ignore")
    at = chance.randrange(max(1, len(text) - 8000))
    characters = list(text[at : at + 8000])
    for _ in range(200):
        place = chance.randrange(len(characters))
        edit = chance.choice(("delete", "double", "insert", "replace"))
        if edit == "delete":
            characters[place] = ""
        elif edit == "double":
            characters[place] *= 2
        elif edit == "insert":
            characters[place] += chance.choice(PIECES)
        else:
            characters[place] = chr(chance.randrange(32, 0xFFFF) if chance.random() < 0.5 else 63)
    check("".join(c for c in characters if not 0xD800 <= ord(c[:1] or " ") <= 0xDFFF))

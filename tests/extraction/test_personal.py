"""Sentences and lists with their personal data marked, scored; and the rules one by one."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.extraction.personal import find, mask
from tests.growth import is_linear

HERE = Path(__file__).parent
MARK = re.compile(r"⟦(\w+)\|([^⟧]*)⟧")


def specimens(name):
    """Style, text without its marks, and the personal data as ``(kind, start, end)``."""
    style = ""
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line.startswith("=="):
            style = line.removeprefix("== ")
        elif line and not line.startswith("#"):
            yield style, *_read(line.replace("\\n", "\n").replace("\\t", "\t"))


def _read(line):
    text, wanted, done = "", set(), 0
    for match in MARK.finditer(line):
        text += line[done : match.start()]
        wanted.add((match[1], len(text), len(text) + len(match[2])))
        text += match[2]
        done = match.end()
    return text + line[done:], wanted


def scored(name):
    """By style: right, wrongly found, missed; and what was wrong in words."""
    counts, said = {}, []
    for style, text, wanted in specimens(name):
        found = {(p.kind, p.start, p.end) for p in find(text)}
        tally = counts.setdefault(style, [0, 0, 0])
        for at, part in enumerate((found & wanted, found - wanted, wanted - found)):
            tally[at] += len(part)
        said += [f"+ {k} {text[a:b]}: {text}" for k, a, b in found - wanted]
        said += [f"- {k} {text[a:b]}: {text}" for k, a, b in wanted - found]
    return counts, said


# The fresh set had 51 right, 1 wrong and 5 missed when it was first scored (precision 0.98, recall
# 0.91); the older one, which the rules were then made for, 111, 2 and 10 at the first run.
FLOORS = {"personal_specimens.txt": (0.99, 0.99), "personal_fresh.txt": (0.98, 0.92)}


@pytest.mark.parametrize("name", FLOORS)
def test_personal_data_is_found_and_what_a_plan_needs_is_left(name):
    counts, said = scored(name)
    assert len(counts) == 2
    right, wrong, missed = (sum(tally[at] for tally in counts.values()) for at in range(3))
    precision, recall = FLOORS[name]
    assert right / (right + wrong) >= precision, "\n".join(said)
    assert right / (right + missed) >= recall, "\n".join(said)


def test_the_first_set_is_large_and_half_of_it_holds_nothing():
    lines = [wanted for _, _, wanted in specimens("personal_specimens.txt")]
    assert len(lines) >= 120
    assert sum(not wanted for wanted in lines) > 55


def kinds(text):
    return [(p.kind, text[p.start : p.end]) for p in find(text)]


@pytest.mark.parametrize(
    "number",
    [
        "530199201203051230",
        "530199 20120305 1230",
        "53019920120305006X",
        "５３０１９９２０１２０３０５１２３０",
    ],
)
def test_an_identity_number_needs_no_word_beside_it(number):
    assert kinds(f"见{number}。") == [("identity", number)]


@pytest.mark.parametrize(
    "number",
    [
        "530199201203051231",  # check digit
        "990199201203051230",  # no such province
        "530199201213051230",  # no such month
        "530199201202301230",  # no such day
        "5301992012030512301",  # longer
        "X530199201203051230",
    ],
)
def test_another_number_of_18_digits_is_none(number):
    assert kinds(f"见{number}。") == []


def test_a_mistyped_identity_number_counts_beside_its_word():
    assert kinds("身份证号：530199201203051231") == [("identity", "530199201203051231")]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("学生张小燕在校", "学生张＊＊在校"),
        ("学生欧阳晓红在校", "学生欧阳＊＊在校"),
        ("手机138-0564-1234", "手机138-****-1234"),
        ("见530199201203051230。", "见530*************30。"),
        ("家庭住址：青禾县河湾镇柳树村三组", "家庭住址：青禾县＊＊＊＊＊＊＊＊"),
        ("卡号6228480012345678903", "卡号6228***********8903"),
        ("家长xiaohong@163.com", "家长x*******@163.com"),
        ("学号20240113，在校", "学号2******3，在校"),
        ("局长张三负责", "局长张三负责"),
    ],
)
def test_a_mask_hides_most_and_keeps_every_place(text, masked):
    assert mask(text, find(text)) == masked


@settings(deadline=None)  # the first text waits for the dictionary
@given(st.text("学生家长张王李小明文、：，。\n\t0123456789138姓名班级@.Xa （）·", max_size=80))
def test_nothing_found_crosses_and_a_mask_is_as_long_as_its_text(text):
    found = find(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= p.start < p.end <= len(text) for p in found)
    assert len(mask(text, found)) == len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "138",
        "13 ",
        "学生",
        "学生张",
        "、张三",
        "姓名\t班级\n",
        "姓名 ",
        "a@",
        "a.",
        "卡号4000 ",
        "家住",
        "·张三",
    ],
)
def test_long_runs_of_anything_take_time_as_they_grow(piece):
    assert is_linear(lambda size: piece * (size // len(piece)), find, 10_000)

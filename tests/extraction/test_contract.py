"""The JSON that ``extract --json`` prints: its shape, its spans, its numbers."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from plans.extraction.contract import as_contract, failed
from plans.extraction.schema import (
    Deadline,
    Document,
    Duty,
    Extraction,
    Header,
    Problem,
    Reading,
    Repaired,
    Statement,
    Task,
)
from plans.extraction.text import Text

SOURCE = "甲县2018年教育工作要点\n一、建园3所，10月底前完成（责任单位：学前股）\n"

HEADER = Header(
    title="甲县2018年教育工作要点",
    kind="plan",
    year=2018,
    region="某省某市甲县",
    adcode="990001",
    level="county",
    issuer="甲县教育局",
    doc_number="甲教〔2018〕3号",
    school=None,
    education=True,
)
STATEMENT = Statement(
    span=(18, 20),
    text="3所",
    value=Decimal(3),
    value_high=None,
    unit="所",
    comparator="exactly",
    nature="target",
    year=2018,
    category="indicator",
    indicator="新建幼儿园数",
    per=None,
    scope=None,
    quote="建园3所",
    rule="object",
)
TASK = Task(
    span=(16, 42),
    number="一",
    path=(),
    title="建园3所",
    text="建园3所，10月底前完成（责任单位：学前股）",
    units=("学前股",),
    due="2018-10-31",
)
DOCUMENT = Document(
    span=(0, 43),
    header=HEADER,
    statements=(STATEMENT,),
    duties=(Duty((31, 40), "责任单位：学前股", ("学前股",)),),
    deadlines=(Deadline((21, 26), "10月底前", "2018-10-31", "month"),),
    schools=("甲县一小",),
    tasks=(TASK,),
    problems=(Problem("consistency", "合计不符", (18, 20)),),
)


def extraction(media_type: str = "text/plain", encoding: str | None = "utf-8") -> Extraction:
    reading = Reading("a.txt", "ab" * 32, media_type, encoding, SOURCE)
    problem = Problem("reading", "缺少末页")
    return Extraction(reading, Repaired(Text.of(SOURCE), "hans"), (DOCUMENT,), (problem,))


def test_the_whole_of_a_file() -> None:
    printed = as_contract(extraction())
    assert set(printed) == {"source", "problems", "documents"}
    assert printed["source"] == {
        "name": "a.txt",
        "sha256": "ab" * 32,
        "media_type": "text/plain",
        "encoding": "utf-8",
        "characters": len(SOURCE),
        "script": "hans",
    }
    assert printed["problems"] == [{"stage": "reading", "message": "缺少末页", "span": None}]


def test_a_document_with_its_header_and_records() -> None:
    (document,) = as_contract(extraction())["documents"]
    header = {
        "title": "甲县2018年教育工作要点",
        "kind": "plan",
        "year": 2018,
        "region": "某省某市甲县",
        "adcode": "990001",
        "level": "county",
        "issuer": "甲县教育局",
        "doc_number": "甲教〔2018〕3号",
        "education": True,
    }
    assert {name: document[name] for name in header} == header
    assert document["span"] == [0, 43]
    assert document["schools"] == ["甲县一小"]
    assert document["problems"] == [
        {"stage": "consistency", "message": "合计不符", "span": [18, 20]}
    ]


def test_a_statement() -> None:
    (statement,) = as_contract(extraction())["documents"][0]["statements"]
    assert statement == {
        "span": [18, 20],
        "text": "3所",
        "value": 3,
        "value_high": None,
        "unit": "所",
        "comparator": "exactly",
        "nature": "target",
        "year": 2018,
        "category": "indicator",
        "indicator": "新建幼儿园数",
        "per": None,
        "scope": None,
        "quote": "建园3所",
        "confidence": None,
    }


def test_duties_deadlines_and_tasks() -> None:
    (document,) = as_contract(extraction())["documents"]
    (duty,), (deadline,), (task,) = (document[n] for n in ("duties", "deadlines", "tasks"))
    assert (duty["span"], duty["units"]) == ([31, 40], ["学前股"])
    assert (deadline["span"], deadline["date"], deadline["precision"]) == (
        [21, 26],
        "2018-10-31",
        "month",
    )
    expected = {
        "span": [16, 42],
        "number": "一",
        "depth": 0,
        "path": [],
        "title": "建园3所",
        "text": "建园3所，10月底前完成（责任单位：学前股）",
    }
    assert {name: task[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("value", "printed"),
    [("25100", "25100"), ("4.4E+8", "440000000"), ("0.85", "0.85"), ("-3.0", "-3")],
)
def test_numbers_are_plain_and_whole_where_they_can_be(value: str, printed: str) -> None:
    statement = replace(STATEMENT, value=Decimal(value), value_high=Decimal(value))
    document = Document(span=(0, 43), header=HEADER, statements=(statement,))
    reading = Reading("a.txt", "", "text/plain", "utf-8", SOURCE)
    file = Extraction(reading, Repaired(Text.of(SOURCE), "hans"), (document,))
    (found,) = as_contract(file)["documents"][0]["statements"]
    assert json.dumps(found["value"]) == json.dumps(found["value_high"]) == printed


@pytest.mark.parametrize("kind", ["application/pdf", "text/html"])
def test_the_text_of_other_kinds_of_file_is_printed_because_spans_count_in_it(kind: str) -> None:
    assert as_contract(extraction(kind, None))["source"]["text"] == SOURCE


def test_it_survives_json() -> None:
    printed = as_contract(extraction("text/html"))
    assert json.loads(json.dumps(printed, ensure_ascii=False)) == printed


def test_a_file_that_could_not_be_read_says_why_and_holds_nothing() -> None:
    printed = failed("b.pdf", "文件已加密")
    assert printed["source"]["name"] == "b.pdf"
    assert printed["documents"] == []
    assert [p["message"] for p in printed["problems"]] == ["文件已加密"]

"""Documents of other subjects that speak much of schools are no education plans."""

from functools import lru_cache
from pathlib import Path

import pytest

from plans.extraction import Gazetteer, extract_file
from plans.extraction.schema import Document

FIXTURES = Path(__file__).parents[2] / "fixtures"
OTHER_SUBJECTS = Path(__file__).with_name("other_subjects")
TRUE_SUBJECTS = Path(__file__).with_name("true_subjects.txt").read_text("utf-8").split("====\n")


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    return Gazetteer.load(FIXTURES / "regions")


def documents(name: str, text: str) -> tuple[Document, ...]:
    return extract_file(name, text.encode(), gazetteer=gazetteer()).documents


def messages(document: Document) -> str:
    return "\n".join(problem.message for problem in document.problems)


@pytest.mark.parametrize("path", sorted(OTHER_SUBJECTS.glob("*.txt")), ids=lambda p: p.stem)
def test_other_subjects_are_no_education(path: Path) -> None:
    found = documents(path.name, path.read_text("utf-8"))
    assert found and not any(document.header.education for document in found)


@pytest.mark.parametrize("text", TRUE_SUBJECTS, ids=lambda text: text.split("\n")[0])
def test_short_true_documents_stay_education(text: str) -> None:
    found = documents("文件.txt", text)
    assert found and all(document.header.education for document in found)
    assert "不是教育工作" not in "".join(map(messages, found))


def test_a_government_report_says_what_it_is_and_keeps_its_education_section() -> None:
    path = OTHER_SUBJECTS / "government_report.txt"
    (report,) = documents(path.name, path.read_text("utf-8"))
    assert "这是政府工作报告，不是教育工作计划" in messages(report)
    assert {"学前三年毛入园率", "九年义务教育巩固率"} <= {s.indicator for s in report.statements}

"""Documents of other trades never become education plans, however often they speak of schools."""

from pathlib import Path

import pytest

from plans.extraction import Gazetteer, extract_file
from plans.extraction.schema import Document

HERE = Path(__file__).parent
GAZETTEER = Gazetteer.load(HERE.parents[1] / "fixtures" / "regions")
OTHERS = sorted((HERE / "other_subjects").glob("*.txt"))
TRUE = (HERE / "true_subjects.txt").read_text(encoding="utf-8").split("\n====\n")


def documents(name: str, data: bytes) -> tuple[Document, ...]:
    return extract_file(name, data, gazetteer=GAZETTEER).documents


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_another_subject_is_no_education_plan(path: Path) -> None:
    found = documents(path.name, path.read_bytes())
    assert found and not any(document.header.education for document in found)


@pytest.mark.parametrize("text", TRUE, ids=lambda text: text.splitlines()[0][:12])
def test_work_of_schools_and_bureaus_is_education(text: str) -> None:
    (document,) = documents("a.txt", text.encode())
    assert document.header.education


def test_a_government_report_says_what_it_is_and_yields_its_part_on_schools() -> None:
    path = HERE / "other_subjects" / "government_report.txt"
    (document,) = documents(path.name, path.read_bytes())
    assert any("政府工作报告" in problem.message for problem in document.header.problems)
    by_name = {s.indicator: s.value for s in document.statements}
    assert by_name["新建公办幼儿园数"] == 4

"""The specimen documents, from bytes to header: what a newcomer sees must be right."""

import shutil
from functools import lru_cache
from pathlib import Path

import pytest

from plans.extraction import Extraction, Gazetteer, extract_file

FIXTURES = Path(__file__).parents[2] / "fixtures"
SPECIMENS = {
    "01_jinzhai.docx": [("plan", 2024, "341524", True)],
    "02_fuding.txt": [("plan", 2023, "350982", True)],
    "03_langzhong.txt": [("plan", 2012, "511381", True)],
    "04_fenghuang.txt": [("plan", 2011, "433123", True)],
    "05_tucheng.txt": [("plan", 2022, "520330", True)],
    "06_longxi.html": [("plan", 2021, "621122", True)],
    "07_xunyang.html": [("plan", 2010, "610928", True)],
    "08_yunhe.docx": [("plan", 2024, "331125", True)],
    "09_ganzhou.pdf": [("plan", 2025, "360700", True)],
    "10_xiangyun.doc": [("report", 2023, "532923", True)],
    "11_collection.txt": [
        ("plan", 2019, "431023", True),
        ("plan", 2018, "130728", True),
        ("plan", 2017, "360735", True),
    ],
    "12_laifeng.txt": [("plan", 2023, "422827", True)],
    "13_yishui.docx": [("notice", 2024, "371323", True)],
    "14_donglan.txt": [("plan", 2023, "451224", True)],
    "15_tea.txt": [("news", 2024, "330523", False)],
    "16_masked.txt": [("plan", None, None, True)],
}
NOISE = ("&8226;", "„", "上一篇", "版权所有", "中国小", "国中", "大学联考", "(xiàn)", "网站首页")


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    return Gazetteer.load(FIXTURES / "regions")


@lru_cache(maxsize=32)
def extraction(name: str) -> Extraction:
    if name.endswith(".doc") and shutil.which("soffice") is None:
        pytest.skip("LibreOffice is missing")
    data = (FIXTURES / "documents" / name).read_bytes()
    return extract_file(name, data, gazetteer=gazetteer())


def test_every_specimen_is_listed():
    files = {path.name for path in (FIXTURES / "documents").iterdir()}
    assert files == set(SPECIMENS)


@pytest.mark.parametrize("name", SPECIMENS)
def test_documents_and_their_headers(name):
    headers = [document.header for document in extraction(name).documents]
    shown = [(h.kind, h.year, h.adcode, h.education) for h in headers]
    assert shown == SPECIMENS[name]


@pytest.mark.parametrize("name", SPECIMENS)
def test_the_noise_of_the_files_is_gone(name):
    clean = extraction(name).repaired.text.value
    assert [noise for noise in NOISE if noise in clean] == []


@pytest.mark.parametrize(
    ("name", "message"), [("03_langzhong.txt", "10所"), ("14_donglan.txt", "18640")]
)
def test_deliberate_mistakes_in_sums_are_found(name, message):
    (document,) = extraction(name).documents
    assert any(message in problem.message for problem in document.problems)


def test_a_table_of_tasks_gives_units_and_deadlines():
    (document,) = extraction("01_jinzhai.docx").documents
    units = [duty.units for duty in document.duties]
    assert ("学前教育股", "项目办", "计划财务股") in units
    assert "2024-08-20" in [deadline.date for deadline in document.deadlines]


def test_a_ratio_that_a_list_break_tore_apart_is_whole_again():
    (document,) = extraction("03_langzhong.txt").documents
    ratios = [(int(s.value), s.value_high) for s in document.statements if s.unit == "比"]
    assert (12, 1) in ratios
    assert (20, 1) in ratios

"""Figures, days and years as people type them: understood or refused, never guessed."""

from datetime import date
from decimal import Decimal

import pytest

from plans.tables.cells import CellError, day_of, figure_of, plain, unit_of, year_of

UNDERSTOOD = {
    "85": (85, None, None),
    "1,200万": (12_000_000, None, None),
    "１，２００万": (12_000_000, None, None),
    "4.4亿元": (440_000_000, None, "元"),
    "三百万": (3_000_000, None, None),
    "85%": (85, None, "%"),
    "85％以上": (85, "at_least", "%"),
    "百分之八十五": (85, None, "%"),
    "≥85": (85, "at_least", None),
    "<=5%": (5, "at_most", "%"),
    "约3000人": (3000, "about", "人"),
    "-1.5个百分点": (Decimal("-1.5"), None, "个百分点"),
    "不低於1,200萬個": (12_000_000, "at_least", "个"),
    "約三億元": (300_000_000, "about", "元"),
}


@pytest.mark.parametrize(("text", "meant"), UNDERSTOOD.items())
def test_figures_are_understood(text, meant):
    found = figure_of(text)
    assert (found.value, found.comparator, found.unit) == meant


@pytest.mark.parametrize(
    "text",
    [
        "1,2",
        "85-90",
        "85～90",
        ">85",
        "1.2万余人",
        "五成",
        "1e5",
        "3:1",
        "85 90",
        "很多",
        "≥85以上",
    ],
)
def test_figures_that_mean_several_things_are_refused(text):
    with pytest.raises(CellError):
        figure_of(text)


@pytest.mark.parametrize(
    ("text", "day"),
    {
        "2025-06-30": date(2025, 6, 30),
        "２０２５/6/3": date(2025, 6, 3),
        "2025年6月底": date(2025, 6, 30),
        "2024年2月底": date(2024, 2, 29),
        "2025年12月15日前": date(2025, 12, 15),
        "2025年底": date(2025, 12, 31),
    }.items(),
)
def test_days_are_understood(text, day):
    assert day_of(text) == day


@pytest.mark.parametrize(
    "text", ["6月底", "明年6月", "45838", "2025/6/31", "2025年", "尽快", "20xx年6月"]
)
def test_days_that_nobody_can_be_sure_of_are_refused(text):
    with pytest.raises(CellError):
        day_of(text)


def test_years_and_scaled_units():
    assert [year_of(t) for t in ("2025", "2025年", "２０２５年度", "二〇二五年")] == [2025] * 4
    for text in ("25", "2025-2026", "今年"):
        with pytest.raises(CellError):
            year_of(text)
    assert unit_of("万元") == ("元", 10_000)
    assert unit_of("万") == ("万", 1)
    assert unit_of("萬元") == ("元", 10_000)
    assert unit_of("輛") == ("輛", 1)


def test_cells_of_any_type_read_as_people_see_them():
    assert [plain(v) for v in (2025.0, 0.1, True, None, "⚠ 85", " a\r\nb\x07 ")] == [
        "2025", "0.1", "是", "", "85", "a\nb",
    ]  # fmt: skip

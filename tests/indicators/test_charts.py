"""Charts: picture and table say the same, in colours that follow the page."""

import re
from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from indicators.charting import charts

ROWS = [("毛入园率", Decimal("85"), Decimal("82.5")), ("巩固率", Decimal("1234.10"), None)]
SERIES = ("目标", "完成")


def words(svg):
    return re.findall(r"<text[^>]*>([^<]+)</text>", svg)


def drawn(draw=charts.bars, rows=ROWS, series=SERIES):
    return draw(rows, series=series, title="目标与完成", unit="%")


def test_a_bar_bears_the_value_that_stands_in_the_table():
    chart = drawn()
    assert chart.head == SERIES
    assert chart.rows == (("毛入园率", ("85", "82.5")), ("巩固率", ("1,234.1", "")))
    told = words(chart.svg)
    for label, values in chart.rows:
        assert label in told
        for name, value in zip(chart.head, values, strict=True):
            assert not value or f"{name} {value}%" in told


def test_a_missing_value_has_no_bar():
    assert not [word for word in words(drawn().svg) if word.startswith("完成 0")]
    html = render_to_string("_chart.html", {"chart": drawn()})
    assert re.findall(r'<td class="num">([^<]*)</td>', html) == ["85", "82.5", "1,234.1", "—"]


def test_parts_bear_their_numbers():
    chart = drawn(charts.stacked, [("一、扩充学位", 12, 3), ("二、队伍建设", 5, 20)])
    assert {"12", "3", "5", "20"} <= set(words(chart.svg))


def test_a_number_wider_than_its_part_is_left_to_the_table():
    told = words(drawn(charts.stacked, [("甲", 2486, 377, 152)], series=("一", "二", "三")).svg)
    assert "377" in told and "152" not in told


def test_lines_differ_by_shape_and_dash_as_well_as_colour():
    svg = drawn(charts.lines, [("2022", 81, 90), ("2023", 85, 91)]).svg
    assert "stroke-dasharray" in svg
    assert set(re.findall(r'stroke="(var\(--chart-\d\))"', svg)) == {
        "var(--chart-1)",
        "var(--chart-2)",
    }


@pytest.mark.parametrize("draw", [charts.bars, charts.stacked, charts.lines])
def test_no_colour_is_fixed_and_nothing_runs(draw):
    svg = drawn(draw).svg
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) - {"none", "transparent"}
    assert colours and all(colour.startswith("var(--") for colour in colours)
    assert "<script" not in svg and "aria-" not in svg


@pytest.mark.parametrize("draw", [charts.bars, charts.stacked, charts.lines])
def test_no_rows_make_an_empty_chart(draw):
    assert drawn(draw, []).rows == ()


def test_words_from_a_document_stay_words():
    chart = drawn(charts.bars, [("<b>&", 1)], ("条",))
    html = render_to_string("_chart.html", {"chart": chart})
    assert "<b>" not in html and "&lt;b&gt;&amp;" in chart.svg


def test_the_same_chart_is_drawn_once():
    drawn()
    before = charts._drawn.cache_info().hits
    drawn()
    assert charts._drawn.cache_info().hits == before + 1

"""Bare figures of tables: unit, nature and year from heads, row labels and captions."""

from plans.extraction.schema import Kind
from tests.extraction.test_attributes import statements

Row = tuple[str, str, str, str, int | None]


def rows(text: str, *, kind: Kind = "plan") -> list[Row]:
    return [(s.text, f"{s.value:f}", s.unit, s.nature, s.year) for s in statements(text, kind=kind)]


def test_table_figures_take_unit_from_row_label_and_year_from_head() -> None:
    text = (
        "指标名称\t2013年完成\t2014年目标\n学前三年毛入园率（%）\t81.5\t85\n"
        "在校生（人）\t9800\t9900"
    )
    assert rows(text) == [
        ("81.5", "81.5", "%", "actual", 2013),
        ("85", "85", "%", "target", 2014),
        ("9800", "9800", "人", "actual", 2013),
        ("9900", "9900", "人", "target", 2014),
    ]


def test_table_figures_take_unit_from_head_and_caption() -> None:
    head = "序号\t项目名称\t投资（万元）\n1\t教学楼\t460\n2\t食堂\t85.5"
    caption = "单位：万元\n项目名称\t金额\n校车购置\t120"
    assert [r[:3] for r in rows(head)] == [("460", "4600000", "元"), ("85.5", "855000.0", "元")]
    assert [r[:3] for r in rows(caption)] == [("120", "1200000", "元")]


def test_table_figures_take_unit_from_a_column_of_units() -> None:
    text = "序号\t指标\t单位\t基期值\t目标值\n1\t巩固率\t%\t93\t96\n2\t新增学位\t个\t800\t1200"
    assert [r[:4] for r in rows(text)] == [
        ("93", "93", "%", "baseline"),
        ("96", "96", "%", "target"),
        ("800", "800", "个", "baseline"),
        ("1200", "1200", "个", "target"),
    ]


def test_cells_without_a_unit_anywhere_are_left_alone() -> None:
    assert rows("序号\t工作任务\t完成时限\n1\t校园招聘\t6\n2\t教师节表彰\t9") == []


def test_rows_that_are_headed_by_years_are_of_those_years() -> None:
    text = "年度\t招生数（人）\t就业率\n2012\t860\t93.5%\n2013\t912\t94.8%"
    assert [(r[0], r[4]) for r in rows(text, kind="report")] == [
        ("860", 2012),
        ("93.5%", 2012),
        ("912", 2013),
        ("94.8%", 2013),
    ]


def test_a_head_that_only_promises_counts_what_stands_beside_it() -> None:
    text = "班别\t二模过本科线\t高考目标\n理科重点班\t52\t60\n文科平行班\t11\t18"
    assert [r[:4] for r in rows(text)] == [
        ("52", "52", "人", "actual"),
        ("60", "60", "人", "target"),
        ("11", "11", "人", "actual"),
        ("18", "18", "人", "target"),
    ]


def test_a_promise_beside_unknown_heads_counts_nothing() -> None:
    assert rows("环节\t负责人\t目标\n报名\t王老师\t12\n考试\t李老师\t15") == []

"""What the heads of tables mean, and where their cells stand."""

import pytest

from plans.extraction.tables import Role, Table, head_role, read_tables


def tables_of(*lines: str) -> tuple[Table, ...]:
    return read_tables("\n".join(lines) + "\n")


def roles(table: Table) -> list[Role | None]:
    return [c.role for c in table.columns]


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("序号", "number"),
        ("编号", "number"),
        ("类别", "category"),
        ("工作领域", "category"),
        ("重点工作任务", "task"),
        ("主要内容", "task"),
        ("工作事项", "task"),
        ("项目名称", "task"),
        ("工作措施", "action"),
        ("具体举措", "action"),
        ("牵头单位", "lead"),
        ("责任科室", "lead"),
        ("主办单位", "lead"),
        ("责任单位（部门）", "lead"),
        ("配合单位", "supporting"),
        ("协办科室", "supporting"),
        ("责任人", "person"),
        ("分管领导", "person"),
        ("完成时限", "due"),
        ("时间安排", "due"),
        ("月份", "due"),
        ("考核指标", "indicator"),
        ("指标名称", "indicator"),
        ("指标", "indicator"),
        ("2025年指标值", "target"),
        ("计量单位", "measure"),
        ("2026年目标值", "target"),
        ("年度目标", "target"),
        ("2024年基期值", "baseline"),
        ("投资（万元）", "amount"),
        ("所需经费", "amount"),
        ("备注", "note"),
        ("学校", None),
        ("新建校舍三千平方米", None),
        ("完成全部任务", None),
    ],
)
def test_what_a_head_means(title: str, role: Role | None) -> None:
    assert head_role(title) == role


def test_a_breakdown_table_with_the_places_of_its_cells() -> None:
    lines = (
        "分工如下",
        "序号\t任务\t责任单位\t时限",
        "1\t建园\t学前股\t6月底",
        "2\t 培训\t\t9月底",
    )
    (table,) = tables_of(*lines)
    value = "\n".join(lines)
    assert roles(table) == ["number", "task", "lead", "due"]
    assert value[table.start : table.end] == "\n".join(lines[1:])
    assert [[c.text for c in row.cells] for row in table.rows] == [
        ["1", "建园", "学前股", "6月底"], ["2", "培训", "", "9月底"],
    ]  # fmt: skip
    for row in table.rows:
        assert all(value[c.start : c.end] == c.text for c in row.cells)
    first, second = table.rows
    assert [c.text for c in table.cells(first, "lead")] == ["学前股"]
    assert table.cells(second, "lead") == ()


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("任务\t牵头单位\t责任单位", ["task", "lead", "supporting"]),
        ("重点工作\t具体任务\t责任单位", ["category", "task", "lead"]),
        ("目标\t任务\t责任单位", ["target", "task", "lead"]),
        ("序号\t工作举措\t责任单位\t完成时限", ["number", "task", "lead", "due"]),
        ("指标\t单位\t2026年目标", ["indicator", "measure", "target"]),
        ("单位\t任务", ["lead", "task"]),
    ],
)
def test_columns_settle_who_is_who(head: str, expected: list[Role | None]) -> None:
    (table,) = tables_of(head, "\t".join("甲乙丙丁"[: len(expected)]))
    assert roles(table) == expected


def test_a_row_that_says_one_thing_names_the_group_below_it() -> None:
    (table,) = tables_of(
        "序号\t任务\t责任单位",
        "一、学前\t\t",
        "1\t建园\t甲股",
        "二、高中\t二、高中\t二、高中",
        "2\t评估\t乙股",
    )
    assert [(row.group, row.cells[1].text) for row in table.rows] == [
        ("一、学前", "建园"), ("二、高中", "评估"),
    ]  # fmt: skip


def test_a_head_of_two_lines_speaks_with_its_lower_line() -> None:
    (table,) = tables_of(
        "序号\t任务\t责任单位\t责任单位", "\t\t牵头单位\t配合单位", "1\t建园\t甲股\t乙股"
    )
    assert roles(table) == ["number", "task", "lead", "supporting"]
    assert len(table.rows) == 1


def test_a_new_head_or_a_line_of_text_ends_a_table() -> None:
    found = tables_of(
        "任务\t责任单位",
        "建园\t甲股",
        "任务\t完成时限",
        "评估\t6月",
        "说明文字",
        "学校\t班数",
        "一小\t12",
    )
    assert [len(t.rows) for t in found] == [1, 1, 1]
    assert [c.title for c in found[2].columns] == ["学校", "班数"]


def test_rows_without_a_head_have_no_columns() -> None:
    (table,) = tables_of("1\t建成教学楼并交付使用，同步配齐各类功能室设施设备和图书\t90%")
    assert table.columns == () and len(table.rows) == 1


def test_head_names_the_measure_of_its_figures() -> None:
    (table,) = tables_of("项目\t投资（万元）\t备注", "食堂\t120\t")
    assert [c.measure for c in table.columns] == ["", "万元", ""]

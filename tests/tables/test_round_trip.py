"""Export, edit, import: what comes back changes what people changed and nothing else."""

import shutil
import subprocess
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.models import Unit
from plans import editing
from plans.models import FundingItem, ReviewState, Statement, Task
from plans.row_forms import names_of
from plans.tables import checking, reading, saving
from plans.tables.checking import Fate
from plans.tables.columns import FUNDING, KEY, TABLES, TARGETS, TASKS
from plans.tables.marked import mark
from plans.tables.writing import export
from tests.conftest import person
from tests.tables.workbooks import built, comments, edited, fills, rows_of

pytestmark = pytest.mark.django_db


def looked(plan, table, data, user):
    """What the portal makes of a workbook."""
    sheets = reading.read(data)
    place = reading.find(sheets, table)
    return sheets, place, checking.check(plan, table, reading.given(sheets, place, table), user)


def brought_back(plan, table, data, user):
    """Write what a workbook changes; returns the report."""
    *_, report = looked(plan, table, data, user)
    saving.save(report, user=user)
    return report


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_table_that_nobody_changed_changes_nothing(table, plan, staff):
    report = looked(plan, table, export(plan, table, staff), staff)[2]
    assert set(report.counts) == {Fate.SAME}
    assert len(report.rows) == table.rows(plan, staff).count() > 0


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=st.text(max_size=60),
    value=st.decimals(-(10**17), 10**17, places=6),
    unit=st.sampled_from(["%", "元", "", "万", "人"]),
)
def test_whatever_a_row_says_comes_back_as_it_was(plan, staff, text, value, unit):
    text = text.replace("\x00", "")
    plan.statements.update(indicator_name=text, scope=text, value=value, unit=unit, indicator=None)
    report = looked(plan, TARGETS, export(plan, TARGETS, staff), staff)[2]
    assert set(report.counts) == {Fate.SAME}


def test_a_percentage_with_more_digits_than_excel_keeps_comes_back_whole(plan, staff):
    plan.statements.update(value=Decimal("9998647717.273841"))
    report = looked(plan, TARGETS, export(plan, TARGETS, staff), staff)[2]
    assert report.counts == {Fate.SAME: 3}


def test_numbers_days_and_percentages_are_what_they_are(plan, staff):
    sheet = next(s for s in reading.read(export(plan, TARGETS, staff)) if s.name == "指标")
    at = sheet.rows[0].index("数值")
    assert [row[at] for row in sheet.rows[1:]] == [0.925, 3, 440000000.123456]
    assert sheet.percents == {(1, at)}
    tasks = rows_of(export(plan, TASKS, staff), "任务")
    assert tasks[1][tasks[0].index("完成时限")] == date(2025, 6, 30)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_nothing_that_looks_like_a_formula_is_one(table, plan, staff):
    rows = rows_of(export(plan, table, staff), table.name)
    # calamine gives a formula without its text; all of ours stand there as text.
    found = [v for row in rows for v in row if isinstance(v, str) and v[:1] in "=+-@" and v]
    assert found
    data = edited(export(plan, table, staff), table.name, {(1, "备注"): "=1+1", (1, KEY): "x1"})
    sheets, place, report = looked(plan, table, data, staff)
    again = rows_of(mark(sheets, place, report, names_of(staff)), table.name)
    assert again[1][again[0].index("备注")] == "=1+1"


def test_changed_new_and_dropped_rows_are_one_step(plan, staff):
    data = edited(
        export(plan, TARGETS, staff),
        "指标",
        {(1, "数值"): "≥95%", (2, "删除"): "是"},
        more=[
            {
                "文中指标": "投入资金",
                "数值": "1,200",
                "单位": "万元",
                "类别": "经费",
                "年度": "2025年",
            }
        ],
    )
    report = brought_back(plan, TARGETS, data, staff)
    assert report.counts == {Fate.CHANGED: 1, Fate.DROPPED: 1, Fate.NEW: 1, Fate.SAME: 1}
    rate, kindergartens, _, new = plan.statements.order_by("pk")
    assert (rate.value, rate.version) == (95, 2)
    assert kindergartens.state == ReviewState.REJECTED
    assert (new.value, new.unit, new.comparator, new.rule) == (
        12_000_000,
        "元",
        "exactly",
        "by_hand",
    )
    assert FundingItem.objects.get(statement=new).amount == 12_000_000
    editing.undo(plan, user=staff)
    rate, kindergartens, _, new = plan.statements.order_by("pk")
    assert (rate.value, kindergartens.state) == (Decimal("92.5"), ReviewState.ACCEPTED)
    assert new.state == ReviewState.REJECTED


def test_rows_that_are_missing_change_nothing(plan, staff):
    rows = rows_of(export(plan, TASKS, staff), "任务")
    brought_back(plan, TASKS, built([("任务", rows[:2])]), staff)
    assert plan.tasks.kept().count() == 2


def test_a_percentage_typed_into_excel_is_one(plan, staff):
    rows = rows_of(export(plan, TARGETS, staff), "指标")
    at = rows[0].index("数值")
    rows[1][at], rows[2][at] = 0.96, 4
    brought_back(plan, TARGETS, built([("指标", rows)], {(1, at): "0%"}), staff)
    assert plan.statements.order_by("pk")[0].value == 96


def test_tasks_take_units_by_name_and_a_new_name_makes_one(plan, staff):
    data = edited(
        export(plan, TASKS, staff),
        "任务",
        {(1, "配合单位"): "督导室、人事股", (2, "完成时限"): "2025年9月底"},
        more=[{"标题": "开展家访", "牵头单位": "督导室"}],
    )
    report = brought_back(plan, TASKS, data, staff)
    assert list(report.names.new_units) == ["督导室"]
    one, two, three = plan.tasks.all()
    assert {u.name for u in one.supporting_units.all()} == {"督导室", "人事股"}
    assert two.due_on == date(2025, 9, 30)
    assert (three.lead_unit.name, three.title) == ("督导室", "开展家访")
    assert three.position > two.position
    assert Unit.objects.filter(name="督导室").count() == 1


FAULTS = {
    "数值": ("85-90", "范围"),
    "单位": ("人", "与单位“人”不符"),
    "年度": ("25", "年度"),
    "性质": ("打算", "可选范围"),
    "比较": ("大约是", "可选范围"),
    "目录指标": ("没有的指标", "目录里没有"),
    "学校": ("没有的学校", "没有名为"),
    "地区": ("没有的地方", "没有名为"),
    "上限": ("10", "上限不能小于"),
    "计量对象": ("很" * 41, "40"),
    "删除": ("也许", "请填“是”"),
}


@pytest.mark.parametrize("head", FAULTS)
def test_a_faulty_cell_comes_back_red_with_a_comment(head, plan, staff):
    typed, reason = FAULTS[head]
    notes = ("我的备注", [["合计", 5], ["=2+3", date(2025, 1, 2)]])
    data = edited(
        export(plan, TARGETS, staff),
        "指标",
        {(1, head): typed, (3, "自己的列"): "留着"},
        sheets=[notes],
    )
    sheets, place, report = looked(plan, TARGETS, data, staff)
    again = mark(sheets, place, report, names_of(staff))
    rows = rows_of(again, "指标")
    ((ref, said),) = comments(again).items()
    # The number is a percentage: what is wrong with the unit stands beside the number.
    column = rows[0].index("数值" if head == "单位" else head)
    assert ref == f"{chr(65 + column)}2"
    assert reason in said
    assert fills(again)[ref] == "FFFFC7CE"
    assert rows[0][-1] == "问题" and reason in rows[1][-1] and rows[2][-1] == ""
    assert rows[3][rows[0].index("自己的列")] == "留着"
    assert rows_of(again, "我的备注") == notes[1]
    assert plan.statements.earliest("pk").version == 1


def test_a_marked_file_can_be_mended_and_comes_back(plan, staff):
    data = edited(export(plan, TARGETS, staff), "指标", {(1, "数值"): "多", (2, "数值"): ""})
    sheets, place, report = looked(plan, TARGETS, data, staff)
    assert [list(c.faults) for c in report.faulty] == [["value"], ["value"]]
    assert report.faulty[1].faults["value"] == "不能空着，请填写。"
    again = mark(sheets, place, report, names_of(staff))
    mended = edited(again, "指标", {(1, "数值"): "93%", (2, "数值"): 4})
    report = brought_back(plan, TARGETS, mended, staff)
    assert report.counts == {Fate.CHANGED: 2, Fate.SAME: 1}
    assert [s.value for s in plan.statements.order_by("pk")[:2]] == [93, 4]


def test_a_row_that_somebody_changed_meanwhile_is_never_overwritten(plan, staff, bureau):
    data = export(plan, TARGETS, staff)
    colleague = person("王老师", "bureau_staff", bureau)
    one, two, _ = plan.statements.order_by("pk")
    editing.change(one, user=colleague, version=1, values={"value": Decimal(94)})
    editing.change(two, user=colleague, version=1, values={"value": Decimal(9)})
    sheets, place, report = looked(plan, TARGETS, edited(data, "指标", {(1, "数值"): "96%"}), staff)
    # Only the row that both changed is in the way; the other one the person never touched.
    assert report.counts == {Fate.FAULTY: 1, Fate.SAME: 2}
    said = comments(mark(sheets, place, report, names_of(staff)))["G2"]
    assert "此行在导出后已被 王老师 修改" in said and "现值：94" in said
    saving.save(report, user=staff)
    assert plan.statements.order_by("pk")[0].value == 94


def test_rows_of_other_plans_and_copied_rows_are_marked(plan, staff):
    rows = rows_of(export(plan, TASKS, staff), "任务")
    other = [*rows[1]]
    other[0] = "t999999"
    report = looked(plan, TASKS, built([("任务", [*rows, rows[1], other])]), staff)[2]
    assert ["编号相同" in c.faults.get(KEY, "") for c in report.rows] == [False, False, True, False]
    assert "没有这一行" in report.rows[3].faults[KEY]


def test_money_that_follows_a_statement_is_changed_there_alone(plan, staff):
    data = edited(
        export(plan, FUNDING, staff), "经费", {(1, "金额（元）"): 5, (1, "资金来源"): "省级"}
    )
    rows = rows_of(data, "经费")
    following = next(n for n, row in enumerate(rows) if row[2] == "改善办学条件")
    data = edited(data, "经费", {(following, "金额（元）"): 7})
    *_, report = looked(plan, FUNDING, data, staff)
    faulty = [c for c in report.rows if "amount" in c.faults]
    assert [c.row.purpose for c in faulty] == ["改善办学条件"]


def test_units_that_contradict_each_other_are_marked(plan, staff):
    wrong = {(1, "数值"): "95人", (2, "数值"): "≤5", (3, "单位"): "万元", (3, "数值"): "4万"}
    report = looked(plan, TARGETS, edited(export(plan, TARGETS, staff), "指标", wrong), staff)[2]
    assert [list(c.faults) for c in report.rows] == [["value"], ["comparator"], ["value"]]


BROKEN = {
    "text": (b"hello", "不是 Excel"),
    "old": (b"\xd0\xcf\x11\xe0" + b"0" * 600, "旧格式"),
    "large": (b"PK\x03\x04" + b"0" * (5 * 1024**2), "超过 5 MB"),
    "cut": (None, "请"),
    "empty": (built([("空", [])]), "没有找到"),
    "other": (built([("别的", [["姓名", "年龄"], ["甲", 5]])]), "没有找到"),
    "wide": (built([("宽", [[""] * 300 + ["x"]])]), "表格太大"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_no_table_is_refused_in_words(kind, plan, staff):
    data, reason = BROKEN[kind]
    data = data or export(plan, TARGETS, staff)[:3000]
    with pytest.raises(reading.TableError, match=reason):
        reading.find(reading.read(data), TARGETS)


def test_missing_and_doubled_columns_are_named(plan, staff):
    rows = rows_of(export(plan, TARGETS, staff), "指标")
    at = rows[0].index("年度")
    without = built([("指标", [row[:at] + row[at + 1 :] for row in rows])])
    with pytest.raises(reading.TableError, match="缺少这些列：年度"):
        reading.find(reading.read(without), TARGETS)
    twice = built([("指标", [[*row, row[at]] for row in rows])])
    with pytest.raises(reading.TableError, match="出现了两次，分不清用哪一列：年度"):
        reading.find(reading.read(twice), TARGETS)


def test_a_title_above_the_head_does_no_harm(plan, staff):
    rows = rows_of(export(plan, TASKS, staff), "任务")
    report = looked(plan, TASKS, built([("随便", [["我们的任务"], [], *rows])]), staff)[2]
    assert report.counts == {Fate.SAME: 2}


def test_a_text_longer_than_a_cell_is_kept_whole(plan, staff):
    task = plan.tasks.first()
    Task.objects.filter(pk=task.pk).update(text="长" * 40_000)
    data = edited(export(plan, TASKS, staff), "任务", {(1, "标题"): "新标题"})
    brought_back(plan, TASKS, data, staff)
    task.refresh_from_db()
    assert (task.title, len(task.text)) == ("新标题", 40_000)


def queries_of(plan, count, staff):
    """Queries of an import that changes ``count`` rows and adds as many."""
    data = edited(
        export(plan, TARGETS, staff),
        "指标",
        {(n, "数值"): 7 for n in range(1, count + 1)}
        | {(n, "单位"): "所" for n in range(1, count + 1)},
        more=[{"文中指标": f"新{n}", "数值": n, "单位": "所"} for n in range(count)],
    )
    with CaptureQueriesContext(connection) as found:
        report = brought_back(plan, TARGETS, data, staff)
    assert report.counts == {Fate.CHANGED: count, Fate.NEW: count}
    return len(found)


def test_two_thousand_rows_take_no_more_queries_than_two(plan, staff):
    def filled(count):
        plan.statements.all().delete()
        rows = [
            Statement(
                plan=plan,
                value=1,
                unit="个",
                comparator="exactly",
                nature="target",
                category="indicator",
                indicator_name=f"n{n}",
                start=n,
                end=n,
            )
            for n in range(count)
        ]
        Statement.objects.bulk_create(rows)
        return queries_of(plan, count, staff)

    # SQLite takes a thousand rows in several insertions; those alone may grow.
    assert filled(1000) <= filled(1) + 60


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice")
def test_libreoffice_opens_what_we_write(plan, staff, tmp_path):
    data = edited(export(plan, TARGETS, staff), "指标", {(1, "数值"): "多"})
    sheets, place, report = looked(plan, TARGETS, data, staff)
    for name, content in (
        ("out", export(plan, TARGETS, staff)),
        ("marked", mark(sheets, place, report, names_of(staff))),
    ):
        (tmp_path / f"{name}.xlsx").write_bytes(content)
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
        command += ["--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", f"{name}.xlsx"]
        subprocess.run(command, cwd=tmp_path, check=True, timeout=120, capture_output=True)
        text = (tmp_path / f"{name}.csv").read_text()
        assert "文中指标" in text and "新建幼儿园" in text
        assert ("⚠ 多" in text) == (name == "marked")
        assert ("92.50%" in text) == (name == "out")

"""Pages of the tables: what they show, take, refuse and keep."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from plans import editing
from plans.models import Plan, Statement, TableUpload
from plans.tables.columns import TARGETS
from plans.tables.writing import export
from tests.conftest import person
from tests.tables.workbooks import comments, edited, rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client_of, staff):
    """The browser of a clerk."""
    return client_of(staff)


def grid(plan, kind="targets"):
    return reverse("plan-grid", args=[plan.pk, kind])


def importing(plan):
    return reverse("plan-import", args=[plan.pk, "targets"])


def row_as_sent(row, **texts):
    """Fields of one row of the form."""
    return {"row": row.key, f"{row.key}-version": row.version} | {
        f"{row.key}-{name}": text for name, text in texts.items()
    }


def sent(client, plan, data, name="表.xlsx"):
    """The report page after sending a workbook."""
    response = client.post(importing(plan), {"file": SimpleUploadedFile(name, data)}, follow=True)
    return response, TableUpload.objects.filter(plan=plan).first()


@pytest.mark.parametrize("kind", ["targets", "tasks", "funding"])
def test_a_grid_shows_every_row_in_fields(kind, clerk, plan):
    html = clerk.get(grid(plan, kind)).content.decode()
    shown = {"targets": "改善办学条件", "tasks": "+扩充学位", "funding": "12.3"}[kind]
    assert f'value="{shown}"' in html
    assert 'name="new1-' in html and "保存" in html


def test_a_kind_that_is_none_is_not_found(clerk, plan):
    assert clerk.get(grid(plan, "nothing")).status_code == 404


def test_a_leader_reads_the_grid_and_changes_nothing(client_of, plan, bureau):
    client = client_of(person("leader", "bureau_leader", bureau))
    html = client.get(grid(plan)).content.decode()
    assert "保存</button>" not in html and "readonly" in html
    assert client.post(grid(plan), {}).status_code == 403
    assert client.post(importing(plan), {}).status_code == 403


def test_changed_new_and_dropped_rows_are_saved_together(clerk, plan):
    rate, kindergartens, _ = plan.statements.order_by("pk")
    form = row_as_sent(rate, value="95%", scope="全县")
    form |= {f"{kindergartens.key}-version": 1, f"{kindergartens.key}-drop": "1"}
    form |= {"new1-indicator_name": "招聘教师", "new1-value": "十二人"}
    form["row"] = [rate.key, kindergartens.key, "new1", "new2"]
    html = clerk.post(grid(plan), form, follow=True).content.decode()
    assert "已写入：修改 1 行，新增 1 行，删除 1 行。" in html
    rate.refresh_from_db()
    assert (rate.value, rate.scope) == (95, "全县")
    new = Statement.objects.latest("pk")
    assert (new.indicator_name, new.value, new.unit) == ("招聘教师", 12, "人")


def test_errors_stand_beside_their_cells_and_all_that_was_typed_is_kept(clerk, plan):
    rate, kindergartens, _ = plan.statements.order_by("pk")
    form = row_as_sent(rate, value="九十几", scope="全县")
    form |= row_as_sent(kindergartens, value="5")
    form["row"] = [rate.key, kindergartens.key]
    response = clerk.post(grid(plan), form)
    html = response.content.decode()
    assert response.status_code == 422
    assert f'id="{rate.key}-value-fault"' in html and 'aria-invalid="true"' in html
    assert 'value="九十几"' in html and 'value="全县"' in html and 'value="5"' in html
    kindergartens.refresh_from_db()
    assert kindergartens.value == 3
    response = clerk.post(grid(plan), form | {"valid": "1"})
    kindergartens.refresh_from_db()
    assert kindergartens.value == 5
    assert 'value="九十几"' in response.content.decode()


def test_a_conflict_shows_both_values_and_a_second_save_decides(clerk, plan, bureau):
    rate = plan.statements.earliest("pk")
    colleague = person("王老师", "bureau_staff", bureau)
    editing.change(rate, user=colleague, version=1, values={"value": Decimal(94)})
    form = row_as_sent(rate, value="96")
    html = clerk.post(grid(plan), form).content.decode()
    assert 'value="96"' in html and "被 王老师 修改，现值：94。" in html
    assert f'name="{rate.key}-version" value="2"' in html
    clerk.post(grid(plan), form | {f"{rate.key}-version": "2"})
    rate.refresh_from_db()
    assert rate.value == 96


def test_a_published_plan_asks_for_a_reason(clerk, plan):
    Plan.objects.update(state="published")
    rate = plan.statements.earliest("pk")
    response = clerk.post(grid(plan), row_as_sent(rate, value="96"))
    assert response.status_code == 422 and "必须写明原因" in response.content.decode()
    clerk.post(grid(plan), row_as_sent(rate, value="96") | {"reason": "口径调整"})
    assert rate.history.first().history_change_reason == "口径调整"


def test_a_row_of_another_plan_is_refused(clerk, plan, other_bureau):
    other = Plan.objects.create(bureau=other_bureau, title="别处")
    row = Statement.objects.create(
        plan=other, value=1, comparator="exactly", nature="target", category="indicator"
    )
    assert (
        "计划里没有这一行" in clerk.post(grid(plan), row_as_sent(row, value="9")).content.decode()
    )
    row.refresh_from_db()
    assert row.value == 1


def test_more_rows_take_no_more_queries_and_come_in_pages(clerk, plan, django_assert_num_queries):
    def add(count):
        Statement.objects.bulk_create(
            Statement(
                plan=plan, value=n, comparator="exactly", nature="target", category="indicator"
            )
            for n in range(count)
        )

    with django_assert_num_queries(100, exact=False) as few:
        clerk.get(grid(plan))
    add(300)
    with django_assert_num_queries(100, exact=False) as many:
        html = clerk.get(grid(plan)).content.decode()
    assert len(many) <= len(few)
    assert html.count('name="row"') == 201
    assert 'name="new1-' not in html.split("<template>")[0]
    assert clerk.get(grid(plan) + "?page=2").content.decode().count('name="row"') == 107


def test_a_valid_table_is_reported_and_then_written(clerk, plan, staff):
    data = edited(export(plan, TARGETS, staff), "指标", {(1, "数值"): "95%"})
    response, kept = sent(clerk, plan, data)
    html = response.content.decode()
    assert "<b>1</b> 行修改" in html and "<b>2</b> 行没有变化" in html and "全部写入" in html
    assert plan.statements.earliest("pk").value == Decimal("92.5")
    html = clerk.post(importing(plan), {"upload": kept.pk}, follow=True).content.decode()
    assert "已写入：修改 1 行。" in html
    assert plan.statements.earliest("pk").value == 95
    assert not TableUpload.objects.exists()


def test_the_valid_rows_alone_are_written_once(clerk, plan, staff):
    new = [{"文中指标": "招聘教师", "数值": "12", "单位": "人"}]
    data = edited(export(plan, TARGETS, staff), "指标", {(1, "数值"): "很多"}, more=new)
    response, kept = sent(clerk, plan, data)
    html = response.content.decode()
    assert "只写入有效的 1 行" in html and "下载标注文件" in html and "全部写入" not in html
    assert clerk.post(importing(plan), {"upload": kept.pk}).status_code == 422
    assert plan.statements.count() == 3
    html = clerk.post(
        importing(plan), {"upload": kept.pk, "valid": "1"}, follow=True
    ).content.decode()
    assert "已写入：新增 1 行。" in html and "<b>1</b> 行有问题" in html
    clerk.post(importing(plan), {"upload": kept.pk, "valid": "1"})
    assert plan.statements.count() == 4
    # The marked file knows the row that was written: it is not added once more.
    marked = clerk.get(reverse("plan-marked", args=[plan.pk, "targets", kept.pk])).content
    assert list(comments(marked)) == ["G2"]
    data = edited(marked, "指标", {(1, "数值"): "95%"})
    _, kept = sent(clerk, plan, data)
    clerk.post(importing(plan), {"upload": kept.pk})
    assert plan.statements.count() == 4
    assert plan.statements.earliest("pk").value == 95


@pytest.mark.parametrize(
    ("file", "reason"), [(b"nonsense", "不是 Excel"), (None, "还没有选择文件")]
)
def test_what_cannot_be_read_is_said_and_not_kept(file, reason, clerk, plan):
    form = {"file": SimpleUploadedFile("表.xlsx", file)} if file else {}
    response = clerk.post(importing(plan), form)
    assert response.status_code == 422 and reason in response.content.decode()
    assert not TableUpload.objects.exists()


def test_an_upload_serves_its_sender_and_plan_alone_and_expires(
    client_of, clerk, plan, staff, bureau
):
    data = edited(export(plan, TARGETS, staff), "指标", {(1, "数值"): "95%"})
    _, kept = sent(clerk, plan, data)
    other = Plan.objects.create(bureau=bureau, title="别的计划")
    assert "已过期" in clerk.post(importing(other), {"upload": kept.pk}).content.decode()
    TableUpload.objects.update(uploaded_at=timezone.now() - timedelta(days=1))
    assert "已过期" in clerk.post(importing(plan), {"upload": kept.pk}).content.decode()
    TableUpload.objects.update(uploaded_at=timezone.now())
    colleague = client_of(person("colleague", "bureau_staff", bureau))
    for number in (kept.pk, "x", "-1", "9" * 30):
        assert "已过期" in colleague.post(importing(plan), {"upload": number}).content.decode()
    assert plan.statements.earliest("pk").version == 1


def test_the_export_is_named_after_the_plan(clerk, plan):
    response = clerk.get(reverse("plan-export", args=[plan.pk, "targets"]))
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert rows_of(response.content, "指标")[0][:3] == ["编号", "版本", "文中指标"]

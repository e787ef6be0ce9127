"""A tree of a bureau's own: from a workbook that is checked first, and item by item."""

import io
from decimal import Decimal

import pytest
import xlsxwriter
from django.urls import reverse

from indicators.frameworks.sheet import HEAD, SheetError, bound_of, check, read
from indicators.models import Framework, FrameworkItem, Indicator, Standard
from tests.conftest import person

pytestmark = pytest.mark.django_db

ROWS = (
    ("普及", "学前教育", "学前三年毛入园率", "不低于85", "学前教育", "%", "省办法", "第三条"),
    ("", "义务教育", "生均图书", 25, "小学", "册", "省办法", "第四条"),
    ("", "", "", "≥35册", "初中", "", "省办法", "第四条"),
    ("", "", "大班额比例", "≤5%", "", "", "", ""),
    ("管理", "", "", "制度健全", "", "", "省办法", ""),
)


def workbook(rows, head=HEAD, title=None):
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet()
    lines = [[title]] if title else []
    for at, row in enumerate([*lines, head, *rows]):
        page.write_row(at, 0, row)
    book.close()
    return buffer.getvalue()


def cells(*values):
    return dict(zip(HEAD, [*values, *[""] * (9 - len(values))], strict=True))


def test_a_sheet_is_read_as_a_tree():
    report = check(read(workbook(ROWS, title="教育强县评估表")))
    assert not report.faults
    found = {node.path: [(s.stage, s.comparator, s.value, s.unit) for s in node.standards]
             for node in report.nodes}  # fmt: skip
    assert found == {
        ("普及",): [],
        ("普及", "学前教育"): [],
        ("普及", "学前教育", "学前三年毛入园率"): [("preschool", "at_least", "85", "%")],
        ("普及", "义务教育"): [],
        ("普及", "义务教育", "生均图书"): [
            ("primary", "at_least", "25", "册"),
            ("lower_secondary", "at_least", "35", "册"),
        ],
        ("普及", "义务教育", "大班额比例"): [("", "at_most", "5", "%")],
        ("管理",): [],
    }
    assert report.nodes[-1].note == "制度健全"


def test_points_stand_in_a_column_that_may_be_missing():
    rows = (
        ("管理", "", "", "", "", "", "", "", 10),
        ("", "制度", "", "健全", "", "", "", "", "2.5分"),
    )
    found = {node.path[-1]: node.points for node in check(read(workbook(rows))).nodes}
    assert found == {"管理": "10", "制度": "2.5"}
    without = check(read(workbook([row[:8] for row in rows], HEAD[:8])))
    assert not without.faults and {node.points for node in without.nodes} == {""}


@pytest.mark.parametrize("said", ["十分", "0", "-1", "1.234", "99999", "NaN", "1e999999"])
def test_points_that_are_none_are_a_fault(said):
    report = check([(2, cells("管理", "", "", "", "", "", "", "", said))])
    assert [(f.row, f.head) for f in report.faults] == [(2, "分值")]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([cells("", "", "", "5")], (2, "一级指标")),
        ([cells("", "二级")], (2, "一级指标")),
        ([cells("一级", "", "三级")], (2, "一级指标")),
        ([cells("一级", "", "", "5", "大学")], (2, "学段")),
        ([cells("一级"), cells("", "", "三级")], (3, "一级指标")),
        ([cells("一级", "", "", "5"), cells("", "", "", "6")], (3, "学段")),
        ([cells("长" * 121)], (2, "一级指标")),
    ],
)
def test_faults_name_their_row_and_column(rows, fault):
    report = check(list(enumerate(rows, 2)))
    assert [(f.row, f.head) for f in report.faults] == [fault]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("85", ("at_least", "85", "")),
        ("≥4.20人", ("at_least", "4.2", "人")),
        ("2,000元以上", ("at_least", "2000", "元")),
        ("不超过 0.5", ("at_most", "0.5", "")),
        ("制度健全", None),
        ("1.23456", None),
        ("9" * 30, None),
    ],
)
def test_standards_are_read(text, bound):
    assert bound_of(text) == bound


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", workbook([]), workbook(ROWS, HEAD[:7])]
)
def test_what_is_no_such_table_says_what_to_do(data):
    with pytest.raises(SheetError, match="请"):
        read(data)


@pytest.fixture
def admin(bureau):
    return person("admin", "bureau_admin", bureau)


@pytest.fixture
def own(client_of, admin):
    sent = {"name": "教育强县", "number": "云教〔2025〕1号", "least_met": "", "rest_percent": ""}
    response = client_of(admin).post(reverse("framework-new"), sent)
    made = Framework.objects.get()
    assert response["Location"] == reverse("framework", args=[made.code])
    return made


def test_points_come_back_from_a_downloaded_tree(client_of, admin, own):
    client = client_of(admin)
    rows = (("管理", "", "", "制度健全", "", "", "", "", "2.50"), ("安全", "", "", "≥85%"))
    sent = {"checked": uploaded(client, own, rows).context["checked"], "since": "2025"}
    client.post(reverse("framework-import", args=[own.code]), sent)
    assert [item.points for item in own.items.all()] == [Decimal("2.5"), None]
    file = client.get(reverse("framework-template", args=[own.code])).content
    assert [node.points for node in check(read(file)).nodes] == ["2.5", ""]
    page = client.get(reverse("framework", args=[own.code])).content.decode()
    assert "<b>2.5 分</b>" in page
    item = own.items.first()
    facts = {"code": "A1", "name": "管理", "kind": "judged", "scope": "school", "per": "1"}
    sent = facts | {"since": "2025", "points": "0"}
    where = reverse("framework-item", args=[own.code, item.pk])
    assert client.post(where, sent).status_code == 422
    assert client.post(where, sent | {"points": "4"}).status_code == 302
    item.refresh_from_db()
    assert item.points == 4


def uploaded(client, own, rows=ROWS):
    where = reverse("framework-import", args=[own.code])
    file = io.BytesIO(workbook(rows))
    file.name = "表.xlsx"
    return client.post(where, {"file": file, "since": "2025"})


def test_a_workbook_is_looked_at_before_it_is_written(client_of, admin, own):
    Indicator.objects.create(code="g3", name="学前三年毛入园率", unit="%")
    client = client_of(admin)
    looked = uploaded(client, own)
    assert looked.status_code == 200
    assert not FrameworkItem.objects.exists()
    sent = {"checked": looked.context["checked"], "since": "2025"}
    for _ in range(2):
        client.post(reverse("framework-import", args=[own.code]), sent)
    items = {item.name: item for item in own.items.all()}
    assert len(items) == 7
    assert items["学前三年毛入园率"].kind == "measured"
    assert items["生均图书"].kind == "judged"
    assert items["普及"].kind == "group"
    assert items["大班额比例"].parent == items["义务教育"]
    assert [i.code for i in own.items.all()] == [
        "A1", "A1-1", "A1-1-1", "A1-2", "A1-2-1", "A1-2-2", "A2",
    ]  # fmt: skip
    unsourced = Standard.objects.filter(is_verified=False)
    assert [s.item.name for s in unsourced] == ["大班额比例"]


def test_faults_are_shown_and_nothing_can_be_written(client_of, admin, own):
    response = uploaded(client_of(admin), own, [("", "二级")])
    assert response.status_code == 422
    assert not response.context["checked"]


@pytest.mark.parametrize("checked", ["", "gefälscht", "W10:1abc:xyz"])
def test_only_what_was_checked_is_written(client_of, admin, own, checked):
    where = reverse("framework-import", args=[own.code])
    response = client_of(admin).post(where, {"checked": checked, "since": "2025"})
    assert response.status_code == 422
    assert not FrameworkItem.objects.exists()


def test_what_one_checked_another_cannot_write(client_of, admin, own, bureau):
    checked = uploaded(client_of(admin), own).context["checked"]
    other = client_of(person("admin2", "bureau_admin", bureau))
    where = reverse("framework-import", args=[own.code])
    assert other.post(where, {"checked": checked, "since": "2025"}).status_code == 422


def test_its_own_workbook_comes_back_as_it_was(client_of, admin, own):
    client = client_of(admin)
    sent = {"checked": uploaded(client, own).context["checked"], "since": "2025"}
    client.post(reverse("framework-import", args=[own.code]), sent)
    response = client.get(reverse("framework-template", args=[own.code]))
    before, after = check(read(workbook(ROWS))), check(read(response.content))
    assert after == before


ITEM = {
    "parent": "", "code": "A1", "name": "生均图书", "kind": "judged", "scope": "county",
    "indicator": "", "part": "", "whole": "", "per": "1", "note": "",
    "asked": "小学 不低于 25 册\n初中 35 册", "document": "省办法", "article": "第四条",
    "since": "2025",
}  # fmt: skip


def test_items_are_written_by_hand(client_of, admin, own):
    client = client_of(admin)
    new = reverse("framework-item-new", args=[own.code])
    client.post(new, ITEM)
    item = own.items.get()
    assert [(s.stage, int(s.value)) for s in item.standards.all()] == [
        ("lower_secondary", 35),
        ("primary", 25),
    ]
    where = reverse("framework-item", args=[own.code, item.pk])
    page = client.get(where).content.decode()
    assert "小学 不低于 25 册" in page
    client.post(where, ITEM | {"name": "生均藏书", "asked": "不低于 30"})
    assert [(s.stage, int(s.value)) for s in item.standards.all()] == [("", 30)]
    client.post(reverse("framework-item-delete", args=[own.code, item.pk]))
    assert not own.items.exists()


def test_regional_standards_stay_when_an_item_is_edited_by_hand(client_of, admin, own, bureau):
    client = client_of(admin)
    client.post(reverse("framework-item-new", args=[own.code]), ITEM)
    item = own.items.get()
    told = {"stage": "primary", "region": bureau, "since": 2026, "until": 2028, "value": 40}
    source = {"document": "县文件", "is_verified": True}
    regional = Standard.objects.create(item=item, **told, **source)
    before = Standard.objects.filter(pk=regional.pk).values().get()
    where = reverse("framework-item", args=[own.code, item.pk])
    assert client.post(where, ITEM | {"asked": "小学 不低于 28 册"}).status_code == 302
    assert Standard.objects.filter(pk=regional.pk).values().get() == before
    assert [int(s.value) for s in item.standards.filter(region=None)] == [28]


@pytest.mark.parametrize(
    "wrong",
    [
        {"asked": "小学 很多"},
        {"asked": "小学 5\n小学 6"},
        {"kind": "measured"},
        {"per": "0"},
        {"since": "9"},
        {"name": ""},
        {"document": "文" * 121},
    ],
)
def test_a_wrong_item_is_not_written(client_of, admin, own, wrong):
    response = client_of(admin).post(reverse("framework-item-new", args=[own.code]), ITEM | wrong)
    assert response.status_code == 422
    assert not own.items.exists()


def test_a_code_stands_once_and_the_tree_has_three_levels(client_of, admin, own):
    client, new = client_of(admin), reverse("framework-item-new", args=[own.code])
    client.post(new, ITEM)
    assert client.post(new, ITEM).status_code == 422
    for code in ("A1-1", "A1-1-1"):
        parent = own.items.order_by("-pk")[0]
        assert client.post(new, ITEM | {"code": code, "parent": parent.pk}).status_code == 302
    parent = own.items.order_by("-pk")[0]
    assert client.post(new, ITEM | {"code": "x", "parent": parent.pk}).status_code == 422
    top = own.items.get(code="A1")
    loop = reverse("framework-item", args=[own.code, top.pk])
    assert client.post(loop, ITEM | {"parent": parent.pk}).status_code == 422
    client.post(reverse("framework-item-delete", args=[own.code, top.pk]))
    assert own.items.count() == 3


def test_national_ones_are_nobodys_to_change(client_of, admin):
    Framework.objects.create(code="all", name="全国办法")
    client = client_of(admin)
    for name in ("framework-item-new", "framework-import"):
        assert client.post(reverse(name, args=["all"]), ITEM).status_code == 403


@pytest.fixture
def national():
    framework = Framework.objects.create(code="all", name="全国办法")
    item = FrameworkItem.objects.create(framework=framework, code="A1", name="生均", kind="judged")
    told = {"stage": "primary", "since": 2017, "is_verified": True, "unit": "人"}
    Standard.objects.create(item=item, value="4.2", **told)
    return item


REGIONAL = {
    "measure": "value", "stage": "primary", "since": "2024", "until": "", "value": "4.5",
    "document": "省办法", "article": "",
}  # fmt: skip


def test_a_region_may_ask_for_more(client_of, admin, national, bureau):
    client, where = client_of(admin), reverse("framework-standards", args=["all", national.pk])
    assert where in client.get(reverse("framework", args=["all"])).content.decode()
    assert client.post(where, REGIONAL).status_code == 302
    made = Standard.objects.get(region=bureau)
    assert str(made) == "不低于4.5人"
    drop = reverse("framework-standard-delete", args=["all", national.pk, made.pk])
    client.post(drop)
    assert not Standard.objects.filter(region=bureau).exists()


def test_a_regions_threshold_is_changed_with_its_years_and_document(client_of, admin, national):
    client, where = client_of(admin), reverse("framework-standards", args=["all", national.pk])
    client.post(where, REGIONAL)
    made = Standard.objects.exclude(region=None).get()
    edit = reverse("framework-standard", args=["all", national.pk, made.pk])
    assert edit in client.get(where).content.decode()
    shown = client.get(edit).content.decode()
    assert "省办法" in shown and 'value="4.5"' in shown
    for wrong in ({"value": "4.1"}, {"document": ""}, {"until": "2020"}, {"since": "2016"}):
        assert client.post(edit, REGIONAL | wrong).status_code == 422
        made.refresh_from_db()
        assert (made.value, made.document, made.until) == (Decimal("4.5"), "省办法", None)
    sent = REGIONAL | {"value": "4.8", "until": "2027", "document": "省新办法"}
    assert client.post(edit, sent).status_code == 302
    made.refresh_from_db()
    assert (made.value, made.until, made.document) == (Decimal("4.8"), 2027, "省新办法")
    national_one = Standard.objects.get(region=None)
    other = reverse("framework-standard", args=["all", national.pk, national_one.pk])
    assert client.post(other, sent).status_code == 403


@pytest.mark.parametrize(
    "wrong", [{"value": "4.1"}, {"stage": "preschool"}, {"since": "2016"}, {"document": ""}]
)
def test_no_region_asks_for_less_or_without_a_source(client_of, admin, national, wrong):
    where = reverse("framework-standards", args=["all", national.pk])
    assert client_of(admin).post(where, REGIONAL | wrong).status_code == 422
    assert Standard.objects.count() == 1


def test_the_countrys_standard_and_anothers_stay(client_of, admin, national, other_bureau):
    own = Standard.objects.get()
    told = {"stage": "primary", "since": 2017, "is_verified": True, "value": 5}
    others = Standard.objects.create(item=national, region=other_bureau, **told)
    for standard in (own, others):
        drop = reverse("framework-standard-delete", args=["all", national.pk, standard.pk])
        assert client_of(admin).post(drop).status_code == 403
    assert Standard.objects.count() == 2


def test_a_system_administrator_says_for_which_region(client_of, national, other_bureau):
    where = reverse("framework-standards", args=["all", national.pk])
    client = client_of(person("root", "system_admin"))
    assert client.post(where, REGIONAL | {"region": "没有"}).status_code == 422
    assert client.post(where, REGIONAL | {"region": other_bureau.adcode}).status_code == 302
    assert Standard.objects.get(value="4.5").region == other_bureau

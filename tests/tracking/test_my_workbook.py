"""The workbook of a person's matters: out, filled in, back, with faults marked or written."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plans.models import Matter
from plans.tracking import steps
from tests.tables.workbooks import comments, edited, rows_of
from tests.tracking.matters import NOTE

pytestmark = pytest.mark.django_db
EXPORT, IMPORT = reverse("my-matters-export"), reverse("my-matters-import")
NAME = "我的督办事项"
KEY, VERSION, PROGRESS, WORDS = "编号", "版本", "新进度（%）", "本次进展"


def filled(client, *rows, **cells):
    """The exported workbook with progress and note in its rows, in their order."""
    found = {
        (at, head): value
        for at, row in enumerate(rows, 1)
        for head, value in zip((PROGRESS, WORDS), row, strict=True)
        if value is not None
    }
    return edited(client.get(EXPORT).content, NAME, found | cells.get("more", {}))


def upload(client, data):
    return client.post(IMPORT, {"file": SimpleUploadedFile("我的.xlsx", data)}, follow=True)


def number_of(response):
    return response.context["kept"].pk


@pytest.fixture
def two(desk):
    """Two matters that the unit works on, and one that it has not taken up."""
    found = [desk.matter("working", title=f"第{n}项") for n in "一二"]
    desk.matter("dispatched", title="没签收的")
    return found


def test_the_workbook_shows_each_line_as_it_stands(desk, two, client_of):
    first = two[0]
    steps.report(first, user=desk.lead, version=first.version, progress=30, note=NOTE)
    heads, row, _ = rows_of(client_of(desk.lead).get(EXPORT).content, NAME)
    assert heads == [
        KEY, VERSION, "事项", "完成时限", "原进度（%）", "上次进展", PROGRESS, WORDS
    ]  # fmt: skip
    assert row[0] == str(first.pk) and row[2] == "第一项" and row[4:6] == [30, NOTE]


def test_what_is_filled_in_is_checked_then_written(desk, two, client_of):
    client = client_of(desk.lead)
    response = upload(client, (filled(client, (45, "完成四成半"), (None, None))))
    assert "1</b> 项将写入" in response.content.decode()
    assert Matter.objects.get(pk=two[0].pk).progress == 0
    response = client.post(IMPORT, {"upload": number_of(response)}, follow=True)
    assert "已写入 1 项反馈" in response.content.decode()
    first, second = (Matter.objects.get(pk=matter.pk) for matter in two)
    assert (first.progress, first.note) == (45, "完成四成半")
    assert second.version == two[1].version


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (("很多", "好"), "0 到 100"),
        ((120, "好"), "0 到 100"),
        ((0.455, "好"), "0 到 100"),
        ((50, None), "请写一句进展"),
        ((50, "长" * 2001), "2000 字"),
    ],
)
def test_a_faulty_row_hinders_all_unless_chosen(cells, words, desk, two, client_of):
    client = client_of(desk.lead)
    response = upload(client, (filled(client, cells, (60, "好的"))))
    html = response.content.decode()
    assert words in html and "1</b> 行有问题" in html
    number = number_of(response)
    assert client.post(IMPORT, {"upload": number}).status_code == 422
    assert Matter.objects.filter(progress=60).count() == 0
    marked = client.get(reverse("my-matters-marked", args=[number])).content
    (comment,) = comments(marked).values()
    assert words in comment and "问题" in rows_of(marked, NAME)[0]
    client.post(IMPORT, {"upload": number, "valid": "1"})
    assert Matter.objects.get(pk=two[1].pk).progress == 60
    assert Matter.objects.get(pk=two[0].pk).progress == 0
    # The valid row is written once, though the workbook waits on with its faulty one.
    again = client.post(IMPORT, {"upload": number, "valid": "1"}, follow=True)
    assert "已写入 0 项" in again.content.decode()
    assert two[1].steps.filter(action="report").count() == 1


def test_the_marked_workbook_comes_back_mended(desk, two, client_of):
    client = client_of(desk.lead)
    response = upload(client, (filled(client, ("很多", "好"), (60, "好的"))))
    marked = client.get(reverse("my-matters-marked", args=[number_of(response)])).content
    response = upload(client, edited(marked, NAME, {(1, PROGRESS): "40%"}))
    client.post(IMPORT, {"upload": number_of(response)})
    found = Matter.objects.filter(progress__gt=0)
    assert sorted(found.values_list("progress", flat=True)) == [40, 60]


def test_a_line_that_changed_meanwhile_is_not_written_over(desk, two, client_of):
    client = client_of(desk.lead)
    book = filled(client, (45, "我的"))
    steps.report(two[0], user=desk.admin, version=two[0].version, progress=20, note="别人的")
    html = upload(client, book).content.decode()
    assert "有人办理过这一事项" in html
    assert Matter.objects.get(pk=two[0].pk).note == "别人的"


def test_a_line_of_somebody_else_is_refused(desk, two, client_of):
    client = client_of(desk.lead)
    book = filled(client, (45, "我的"), more={(1, KEY): "999999"})
    assert "没有这一事项" in upload(client, book).content.decode()


def test_a_line_twice_is_refused(desk, two, client_of):
    client = client_of(desk.lead)
    again = {(2, KEY): str(two[0].pk), (2, VERSION): two[0].version}
    book = filled(client, (45, "我的"), (50, "又一次"), more=again)
    assert "同一事项" in upload(client, book).content.decode()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", "不是表格".encode()])
def test_what_is_no_workbook_is_said(data, desk, two, client_of):
    response = client_of(desk.lead).post(IMPORT, {"file": SimpleUploadedFile("a.xlsx", data)})
    assert response.status_code == 422 and 'role="alert"' in response.content.decode()


@pytest.mark.parametrize("number", ["", "x", "0", "9" * 40])
def test_an_upload_that_is_gone_is_said(number, desk, client_of):
    client = client_of(desk.lead)
    response = client.post(IMPORT, {"upload": number})
    assert response.status_code == 422 and "请重新上传" in response.content.decode()
    assert client.get(f"{IMPORT}?upload={number}").status_code == 200


def test_an_upload_is_its_senders_alone(desk, two, client_of):
    client = client_of(desk.lead)
    number = number_of(upload(client, (filled(client, (45, "好")))))
    assert client_of(desk.admin).post(IMPORT, {"upload": number}).status_code == 422
    address = reverse("my-matters-marked", args=[number])
    assert client_of(desk.admin).get(address).status_code == 404

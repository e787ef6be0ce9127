"""Lists of problems from Excel: checked, marked where they are faulty, written whole or not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from indicators.models import Unit
from plans.models import Finding, Matter
from tests.plans.campaigning import day
from tests.tables.workbooks import built, comments, rows_of
from tests.tracking.test_findings import PROBLEM, audit, found

pytestmark = pytest.mark.django_db
__all__ = ("audit",)

HEADS = ("反馈问题", "整改措施", "责任单位", "责任人", "整改类型", "整改时限")


def upload(client, inspection, rows):
    template = client.get(reverse("finding-template"))
    assert tuple(rows_of(template.content, "问题清单")[0]) == HEADS
    file = SimpleUploadedFile("问题.xlsx", built([("问题清单", [HEADS, *rows])]))
    return client.post(reverse("finding-import", args=[inspection.pk]), {"file": file}, follow=True)


def test_many_come_from_a_workbook_all_or_none(desk, audit, client_of):
    client = client_of(desk.admin)
    due = f"{day(20):%Y-%m-%d}"
    response = upload(
        client,
        audit,
        [
            ("问题一", "措施一", "安全股", "王某", "立行立改", due),
            ("问题二", "措施二", desk.school.name, "", "长期坚持", ""),
            ("问题三", "措施三", "新来股", "", "", due),
        ],
    )
    html = response.content.decode()
    assert "新来股" in html and not Matter.objects.exists()
    kept = response.context["kept"].pk
    address = reverse("finding-import", args=[audit.pk])
    assert client.post(address, {"upload": kept}).status_code == 302
    rows = {row.matter.text: row for row in Finding.objects.select_related("matter__lead_unit")}
    assert rows["问题一"].manner == "at_once" and rows["问题三"].manner == "limited"
    assert rows["问题二"].matter.lead_school == desk.school
    assert rows["问题三"].matter.lead_unit.name == "新来股"
    assert client.post(address, {"upload": kept}).status_code == 422
    assert Finding.objects.count() == 3


@pytest.mark.parametrize(
    ("row", "head", "words"),
    [
        (("", "措施", "安全股", "", "", "2027-06-30"), "反馈问题", "不能空着"),
        (("问题", "", "安全股", "", "", "2027-06-30"), "整改措施", "不能空着"),
        (("问题", "措施", "", "", "", "2027-06-30"), "责任单位", "不能空着"),
        (("问题", "措施", "安全股", "", "马上", "2027-06-30"), "整改类型", "不在可选范围"),
        (("问题", "措施", "安全股", "", "", "下月"), "整改时限", "看不懂日期"),
        (("问题", "措施", "安全股", "", "", "2001-01-01"), "整改时限", "不能早于"),
        (("问题", "措施", "安全股", "", "", ""), "整改时限", "长期坚持"),
        (("问题", "措施", "安全股", "名" * 61, "", "2027-06-30"), "责任人", "最多 60 字"),
        ((PROBLEM, "措施", "安全股", "", "", "2027-06-30"), "反馈问题", "已经登记过"),
    ],
)
def test_a_faulty_cell_is_marked_and_nothing_is_written(row, head, words, desk, audit, client_of):
    found(desk, audit)
    client = client_of(desk.admin)
    response = upload(client, audit, [("好的", "措施", "新来股", "", "", "2027-06-30"), row])
    [(place, column, _, message)] = response.context["faults"]
    assert (place, column) == (3, head) and words in message
    kept = response.context["kept"].pk
    address = reverse("finding-import", args=[audit.pk])
    assert client.post(address, {"upload": kept}).status_code == 422
    assert Finding.objects.count() == 1 and not Unit.objects.filter(name="新来股").exists()
    marked = client.get(reverse("finding-marked", args=[audit.pk, kept]))
    [(cell, told)] = comments(marked.content).items()
    assert cell == f"{'ABCDEF'[HEADS.index(head)]}3" and words in told


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0old"])
def test_what_is_no_workbook_is_said(content, desk, audit, client_of):
    file = SimpleUploadedFile("x.xlsx", content) if content else ""
    address = reverse("finding-import", args=[audit.pk])
    response = client_of(desk.admin).post(address, {"file": file})
    assert response.status_code == 422 and 'role="alert"' in response.content.decode()

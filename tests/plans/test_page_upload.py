"""Bringing files in: one or many, good or broken, with a script or without."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plans.forms import LARGEST_MB, MOST_FILES
from plans.models import Source

pytestmark = pytest.mark.django_db

PLAN = """青禾县2023年教育工作计划
一、扩充学位
新建公办幼儿园3所，学前三年毛入园率达到91%以上，投入资金1200万元。
"""


@pytest.fixture
def send(client_of, staff):
    """A function: files -> the page after sending them, and its status."""

    def post(*files, status=200, **headers):
        response = client_of(staff).post(
            reverse("source-import"), {"files": list(files)}, headers=headers
        )
        assert response.status_code == status
        return response.content.decode()

    return post


def file(name="计划.txt", content=PLAN):
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def test_the_page_takes_several_files_without_a_script(client_of, staff):
    html = client_of(staff).get(reverse("source-import")).content.decode()
    assert 'type="file" name="files" multiple' in html
    assert 'enctype="multipart/form-data"' in html and "<button" in html
    assert f"一次最多 {MOST_FILES} 个" in html and f"{LARGEST_MB} MB" in html


def test_several_files_give_a_result_each_and_rows(send, staff):
    html = send(file(), file("要点.txt", PLAN.replace("3所", "5所")))
    assert html.count("已导入") == 2 and html.count("is-imported") == 2
    source = Source.objects.get(name="计划.txt")
    assert (source.bureau, source.uploaded_by) == (staff.region, staff)
    assert reverse("source", args=[source.pk]) in html
    statements = source.plans.get().statements.count()
    assert statements >= 2 and f"<b>{statements}</b> 量化表述" in html


def test_a_broken_file_says_why_and_harms_no_other(send):
    html = send(file("空.txt", b""), file(), file("坏.docx", b"PK\x03\x04broken"))
    assert html.count("is-failed") == 2 and html.count("is-imported") == 1
    assert html.count("upload-why") == 2 and "未导入" in html
    assert list(Source.objects.values_list("name", flat=True)) == ["计划.txt"]


def test_the_same_bytes_again_change_nothing_and_say_so(send):
    send(file())
    assert "内容相同，未重复导入" in send(file("换了名字.txt"))
    assert Source.objects.count() == 1


def test_a_changed_file_of_the_same_name_is_a_new_version(send):
    send(file())
    assert "已作为新版本导入" in send(file(content=PLAN.replace("3所", "5所")))
    assert sorted(Source.objects.values_list("version", flat=True)) == [1, 2]


def test_nothing_chosen_is_said(send):
    assert "还没有选择文件" in send(status=422)


def test_too_many_files_are_refused_as_a_whole(send):
    files = [file(f"{n}.txt", f"{PLAN}{n}") for n in range(MOST_FILES + 1)]
    html = send(*files, status=422)
    assert f"一次选了 {MOST_FILES + 1} 个文件，最多 {MOST_FILES} 个" in html
    assert not Source.objects.exists()


@pytest.mark.parametrize("limit", ["DATA_UPLOAD_MAX_NUMBER_FILES", "FILES_AT_ONCE"])
def test_more_files_than_the_server_reads_give_a_page_in_chinese(send, settings, limit):
    setattr(settings, limit, 2)
    html = send(file("1"), file("2"), file("3"), status=400)
    assert "文件太多" in html
    assert not Source.objects.exists()


def test_a_field_without_a_file_is_not_counted(client_of, staff, settings):
    settings.FILES_AT_ONCE = 1
    parts = ("计划.txt", PLAN), ("", ""), ("", "")
    body = "".join(
        f'--x\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n{text}\r\n'
        for name, text in parts
    )
    form = "multipart/form-data; boundary=x"
    client_of(staff).post(reverse("source-import"), f"{body}--x--\r\n", content_type=form)
    assert Source.objects.get().name == "计划.txt"


def test_a_file_over_the_limit_is_refused_by_size(send, monkeypatch):
    monkeypatch.setattr("plans.views.sources.LARGEST_MB", 1e-5)
    monkeypatch.setattr("plans.views.sources.MOST_FILES", 10**9)
    assert "文件超过" in send(file())
    assert not Source.objects.exists()


def test_a_request_over_all_limits_gives_its_own_page(send, monkeypatch):
    monkeypatch.setattr("plans.views.sources.LARGEST_MB", 0)
    assert "上传的内容太大" in send(file(), status=413)


def test_a_script_gets_one_row_instead_of_a_page(send, client_of, staff):
    row = send(file(), hx_request="true")
    assert row.lstrip().startswith("<li") and "<html" not in row
    failed = send(file("空.txt", b""), hx_request="true")
    assert failed.lstrip().startswith("<li") and "is-failed" in failed
    assert send(hx_request="true", status=422).lstrip().startswith("<li")
    response = client_of(staff).get(reverse("source-import"))
    assert "HX-Request" in response["Vary"]


def test_a_script_that_sends_several_files_gets_a_row_each(send):
    rows = send(file(), file("空.txt", b""), hx_request="true")
    assert rows.count("<li class=") == 2 and "is-imported" in rows and "is-failed" in rows


def test_a_name_with_markup_is_shown_as_text(send):
    html = send(file("<img src=x>.txt", b""))
    assert "<img src=x>" not in html and "&lt;img src=x&gt;" in html


def test_doubts_are_listed_with_the_result(send):
    html = send(file(content=PLAN.replace("2023年", "20xx年")))
    source = Source.objects.get()
    assert source.problems.exists()
    for problem in source.problems.all():
        assert problem.message in html
    assert f"{reverse('source', args=[source.pk])}#problems" in html


def test_what_is_no_education_document_is_said_to_be_set_aside(send):
    html = send(file("菜谱.txt", "番茄炒蛋的做法\n先把番茄切块，再把鸡蛋打散，放油炒熟即可。\n"))
    assert Source.objects.get().plans.get().state == "set_aside"
    assert "<b>1</b> 篇不是教育文件，已搁置" in html


REPORT = """政府工作报告
各位代表：
现在，我代表县人民政府向大会报告工作。全县生产总值增长6%，新建工业厂房6万平方米，新建小学2所。
"""


def test_a_document_set_aside_says_what_it_is_wherever_it_is_shown(send, client_of, staff):
    why = "这是政府工作报告，不是教育工作计划；其中教育部分的表述可供参考"
    assert why in send(file("报告.txt", REPORT))
    source = Source.objects.get()
    plan = source.plans.get()
    assert plan.state == "set_aside"
    for name, pk in (("source", source.pk), ("plan", plan.pk), ("review", plan.pk)):
        assert why in client_of(staff).get(reverse(name, args=[pk])).content.decode()

"""A school's own file fills its form with proposals beside their passages, overwriting nothing."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from eduplan.accounts.models import Role
from plans import submitting
from plans.models import FundingItem, Passage, SearchEntry, Source, Task
from plans.submitting.headings import ALIKE, EXACT, WITHIN, matched, nearness
from tests.plans.campaigning import indicator, item, section
from tests.submitting.conftest import Desk

pytestmark = pytest.mark.django_db

PLAN = """河湾小学2027年工作计划

本计划经教职工大会讨论通过。

一、总体要求
落实立德树人根本任务，办好每一个班。

二、年度目标
2027年，小学巩固率达到99.6%，小学在校生数达到330人。

三、主要工作
（一）加强教师队伍建设
1、组织校本研修12次，2027年11月底前完成。（责任部门：教务处）
2、开展青年教师结对帮扶。（责任部门：教导处）
（二）改善办学条件
3、投入12万元购置图书，2027年9月底前完成。（责任部门：总务处）

四、家校共育
每学期召开家长会，听取家长意见。
"""


@pytest.fixture
def desk(stage):
    text = section(stage.form, "text")
    text.title = "指导思想"
    text.save()
    return Desk(stage)


def upload(desk, text=PLAN, name="计划.txt"):
    data = text if isinstance(text, bytes) else text.encode()
    return desk.post("submission-word", {"file": SimpleUploadedFile(name, data)})


def field(desk, key):
    return list(Passage.objects.filter(submission=desk.submission, field=key))


def as_word(text):
    document = Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_file_fills_texts_targets_tasks_and_money_as_proposals(desk):
    response = upload(desk, as_word(PLAN), "计划.docx")
    assert response["Location"] == desk.where("submission-fill")
    found = desk.submission
    assert found.texts.get().text == "落实立德树人根本任务，办好每一个班。"
    values = {a.item.indicator.code: (a.value, a.statement.state) for a in found.answers.all()}
    assert values == {"r1": (Decimal("99.6"), "proposed"), "n1": (330, "proposed")}
    task = Task.objects.get(plan=found.plan, title__contains="校本研修")
    assert (task.due_on, task.lead_unit.name, task.state) == (
        date(2027, 11, 30), "教务处", "proposed",
    )  # fmt: skip
    money = FundingItem.objects.get(plan=found.plan)
    assert (money.amount, money.year, money.state) == (120000, 2027, "proposed")
    assert [str(file) for file in found.attachments.kept()] == ["计划.docx"]
    faults = submitting.missing(found.plan)
    assert faults and all("确认" in words for words in faults.values())


def test_each_proposal_stands_beside_its_passage(desk):
    upload(desk)
    html = desk.html()
    unit = html.split(f'data-unit="{item(desk.stage.form, "r1").key}"')[1].split("data-unit=")[0]
    assert "小学巩固率达到99.6%" in unit and "待确认" in unit
    left = html.split('id="left"')[1].split("</section>")[0]
    assert "教职工大会讨论通过" in left and "年度目标" in left and "校本研修" not in left


def test_nothing_that_the_head_wrote_is_changed(desk):
    submitting.begin(desk.submission, user=desk.user)
    text, rate = section(desk.stage.form, "text"), item(desk.stage.form, "r1")
    submitting.save_text(desk.submission, section=text, user=desk.user, text="我写的。", version=0)
    submitting.answer(desk.submission, item=rate, user=desk.user, value="98", version=0)
    upload(desk)
    found = desk.submission
    assert found.texts.get().text == "我写的。"
    assert found.answers.get(item=rate).value == 98
    assert [p.is_used for p in field(desk, text.key)] == [False]
    assert [float(p.value) for p in field(desk, rate.key)] == [99.6]
    html = desk.html()
    assert "换成这段" in html and "采用 99.6%" in html


def test_a_found_passage_is_taken_appended_or_dropped(desk):
    submitting.begin(desk.submission, user=desk.user)
    text, rate = section(desk.stage.form, "text"), item(desk.stage.form, "r1")
    submitting.save_text(desk.submission, section=text, user=desk.user, text="我写的。", version=0)
    submitting.answer(desk.submission, item=rate, user=desk.user, value="98", version=0)
    upload(desk)
    desk.send("text", do=f"append:{field(desk, text.key)[0].pk}")
    said = "我写的。\n落实立德树人根本任务，办好每一个班。"
    assert desk.submission.texts.get().text == said
    desk.send("indicators", do=f"use:{field(desk, rate.key)[0].pk}")
    assert float(desk.submission.answers.get(item=rate).value) == 99.6
    left = field(desk, "")
    desk.post("submission-fill", {"do": f"drop:{left[0].pk}"})
    sent = {"do": f"put:{left[1].pk}", f"p{left[1].pk}-section": text.pk}
    desk.post("submission-fill", sent)
    assert desk.submission.texts.get().text == f"{said}\n{left[1].text}"
    assert not field(desk, "") and not field(desk, rate.key)
    gone = desk.send("indicators", do=f"use:{left[0].pk}")
    assert gone.status_code == 422 and "已经处理过了" in gone.content.decode()


def test_proposals_are_confirmed_one_by_one_and_all_at_once(desk):
    upload(desk)
    rate = desk.submission.answers.get(item__indicator__code="r1").statement
    key = item(desk.stage.form, "r1").key
    desk.send("indicators", do=f"confirm:{key}")
    rate.refresh_from_db()
    assert rate.state == "accepted"
    for kind in ("text", "indicators", "tasks", "funding"):
        desk.send(kind, do="confirm")
    assert not submitting.missing(desk.submission.plan)


def test_to_save_a_section_confirms_nothing_by_itself(desk):
    upload(desk)
    key = item(desk.stage.form, "r1").key
    desk.send("indicators", {f"{key}-value": "99.6", f"{key}-reason": "", f"{key}-version": 1})
    assert desk.submission.answers.get(item__indicator__code="r1").statement.state == "proposed"


def test_the_same_file_again_adds_nothing(desk):
    upload(desk)
    plan = desk.submission.plan
    before = [plan.tasks.count(), plan.fundingitems.count(), plan.statements.count()]
    left = len(field(desk, ""))
    upload(desk)
    assert [plan.tasks.count(), plan.fundingitems.count(), plan.statements.count()] == before
    assert len(field(desk, "")) == left


def test_the_bureau_sees_nothing_of_the_file_before_it_is_submitted(desk):
    upload(desk)
    admin, runner = desk.stage.admin, desk.stage.people[Role.SYSTEM_ADMIN]
    assert not Source.objects.exists()
    assert not Passage.objects.visible_to(admin).exists()
    assert not Passage.objects.visible_to(runner).exists()
    assert not Task.objects.visible_to(admin).exists()
    assert not SearchEntry.objects.visible_to(admin).exists()
    assert Passage.objects.visible_to(desk.user).exists()
    for kind in ("text", "indicators", "tasks", "funding"):
        desk.send(kind, do="confirm")
    submitting.submit(desk.submission, user=desk.user)
    assert not Passage.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("计划.docx", b"PK\x03\x04 broken", "文件"),
        ("计划.exe", b"MZ", "只能上传 Word"),
        ("计划.pdf", b"%PDF-1.4 nothing", "PDF"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_begins_nothing_wrong(name, data, words, desk):
    response = upload(desk, data, name)
    html = response.content.decode()
    assert response.status_code == 422 and words in html and "wrong-why" in html
    assert not Passage.objects.exists() and not Task.objects.exists()
    assert desk.submission.state == "not_started"


def test_without_a_file_the_page_says_so(desk):
    response = desk.post("submission-word")
    assert response.status_code == 422 and "还没有选择文件" in response.content.decode()


def test_a_file_without_anything_to_fill_in_says_so(desk):
    response = desk.client.post(
        desk.where("submission-word"),
        {"file": SimpleUploadedFile("空.txt", "河湾小学2027年工作计划\n".encode())},
        follow=True,
    )
    assert "没有认出能填的内容" in response.content.decode()


def test_a_file_for_a_submission_that_is_handed_in_changes_nothing(stage):
    stage.bring("submitted")
    desk = Desk(stage)
    assert upload(desk)["Location"] == desk.where("submission")
    assert not Passage.objects.exists()


@pytest.mark.parametrize(
    ("title", "heading", "sure"),
    [
        ("指导思想", "指导思想", EXACT),
        ("指导思想", "指导思想和工作目标", WITHIN),
        ("指导思想", "总体要求", ALIKE),
        ("主要措施与工作任务", "重点工作", ALIKE),
        ("保障措施", "组织保障", ALIKE),
        ("指导思想", "食堂管理", 0),
        ("指导思想", "", 0),
    ],
)
def test_a_heading_means_a_section(title, heading, sure):
    assert nearness(title, heading) == sure


def test_each_heading_and_section_is_given_once_the_surest_first():
    assert matched(["指导思想", "保障措施"], ["总体要求", "指导思想", "组织保障"]) == {1: 0, 2: 1}


def test_a_school_calls_its_pupils_otherwise_than_the_catalogue(desk):
    """What "在校学生数" means in a county's plan is not what it means in a school's own."""
    pupils = item(desk.stage.form, "n1")
    pupils.indicator = indicator("sch.pupils", "全校学生数", "人")
    pupils.save()
    upload(desk, PLAN.replace("小学在校生数达到330人", "在校学生数达到330人"))
    answer = desk.submission.answers.get(item=pupils)
    assert (answer.value, answer.statement.state) == (330, "proposed")

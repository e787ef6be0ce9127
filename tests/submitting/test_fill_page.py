"""Filling in section by section: what is kept, refused with the typed values, or a conflict."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eduplan.accounts.models import Role
from plans import editing, outline, submitting
from plans.models import FundingItem, SectionText, Task
from tests.plans.campaigning import day, form_of, item, section
from tests.submitting.conftest import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(stage):
    submitting.begin(stage.submission, user=stage.head)
    return Desk(stage)


def kept(desk):
    return SectionText.objects.get(submission=desk.submission)


def value(desk, code):
    answers = desk.submission.answers.filter(item__indicator__code=code)
    return next((answer.value for answer in answers), None)


def text_fields(desk, text, version=0):
    key = desk.section("text").key
    return {f"{key}-text": text, f"{key}-version": version}


def item_fields(desk, code, number, version=0, reason=""):
    key = item(desk.stage.form, code).key
    return {f"{key}-value": number, f"{key}-version": version, f"{key}-reason": reason}


def test_a_text_is_kept_and_the_browser_goes_back_to_its_section(desk):
    response = desk.send("text", text_fields(desk, "办好每一个班。"), do="save")
    assert response.status_code == 302
    assert response["Location"].endswith(f"#{desk.section('text').key}")
    assert kept(desk).text == "办好每一个班。"


def test_a_script_is_told_the_new_version_and_the_state_of_the_sections(desk):
    key = desk.section("text").key
    response = desk.send("text", text_fields(desk, "办好每一个班。"), script=True)
    html = response.content.decode()
    assert response.status_code == 200
    assert f'name="{key}-version" value="1"' in html and f'data-live="{key}-word"' in html
    assert 'id="contents"' in html and "<html" not in html


def test_two_who_write_the_same_text_both_see_both(desk):
    desk.send("text", text_fields(desk, "先写的一段。"))
    clerk = Desk(desk.stage, Role.SCHOOL_CLERK)
    response = clerk.send("text", text_fields(clerk, "后写的一段。"), do="save")
    html = response.content.decode()
    assert response.status_code == 409
    assert "先写的一段。" in html and "后写的一段。" in html and "两人同时填了这一项" in html
    assert kept(desk).text == "先写的一段。"


@pytest.mark.parametrize(
    ("verb", "left"),
    [
        ("keep:{key}:1", "后写的一段。"),
        ("take:{key}", "先写的一段。"),
        ("join:{key}:1", "后写的一段。\n先写的一段。"),
    ],
)
def test_a_conflict_ends_as_the_writer_chooses(verb, left, desk):
    desk.send("text", text_fields(desk, "先写的一段。"))
    key = desk.section("text").key
    sent = text_fields(desk, "后写的一段。", -1) | {f"{key}-theirs": "先写的一段。"}
    response = desk.send("text", sent, do=verb.format(key=key))
    assert response.status_code == 302
    assert kept(desk).text == left


def test_a_choice_made_on_an_older_version_is_a_conflict_again(desk):
    desk.send("text", text_fields(desk, "第一版。"))
    desk.send("text", text_fields(desk, "第二版。", 1))
    key = desk.section("text").key
    response = desk.send("text", text_fields(desk, "我的。", -1), do=f"keep:{key}:1")
    assert response.status_code == 409
    assert kept(desk).text == "第二版。"


def test_a_number_out_of_bounds_stays_typed_and_is_not_kept(desk):
    response = desk.send("indicators", item_fields(desk, "r1", "250"), do="save")
    html = response.content.decode()
    assert response.status_code == 422
    assert "不能大于 100%" in html and 'value="250"' in html
    assert value(desk, "r1") is None


def test_a_wrong_number_keeps_no_other_from_being_saved(desk):
    sent = item_fields(desk, "r1", "很高") | item_fields(desk, "n1", "320")
    response = desk.send("indicators", sent, do="save")
    assert response.status_code == 422 and "要填一个数" in response.content.decode()
    assert value(desk, "n1") == 320 and value(desk, "r1") is None


def test_parts_that_are_more_than_the_whole_are_said_beside_it(desk):
    sent = item_fields(desk, "n1", "320") | item_fields(desk, "n2", "400")
    desk.send("indicators", sent)
    html = desk.html()
    assert "合计 400人，超过了" in html and "其中各项合计 400人" in html


def test_a_jump_asks_for_a_reason_in_a_field_that_appears(stage):
    old = stage.bring("approved")
    campaign = old.campaign
    campaign.pk, campaign.year, campaign.title = None, 2028, "2028年度计划上报"
    campaign.state = "draft"
    campaign.save()
    campaign.chosen.set([stage.school])
    campaign.scope = "chosen"
    stage.campaign = submitting.open_campaign(campaign, user=stage.admin)
    submitting.begin(stage.submission, user=stage.head)
    desk = Desk(stage)
    key = item(stage.form, "n1").key
    hidden = f'data-shown="{key}-reason" hidden'
    assert hidden in desk.html() and "上年目标 <b>320人</b>" in desk.html()
    html = desk.send("indicators", item_fields(desk, "n1", "500"), script=True).content.decode()
    assert hidden not in html and "比上年（320人）增加了 56%" in html
    version = desk.submission.answers.get(item__indicator__code="n1").statement.version
    desk.send("indicators", item_fields(desk, "n1", "500", version, "新并入一所教学点"))
    assert "增加了" not in "".join(submitting.missing(desk.submission.plan).get(key, ""))


def task_fields(key, title="", **facts):
    names = {"title": title, "text": "", "lead": "", "due_on": "", **facts}
    return {f"{key}-{name}": text for name, text in names.items()}


def test_a_task_is_added_with_its_day_and_who_answers_for_it(desk):
    sent = task_fields("new-t", "组织校本研修", lead="教务处", due_on="2027-11-30")
    assert desk.send("tasks", sent, do="add").status_code == 302
    task = Task.objects.get(plan=desk.submission.plan)
    assert (task.title, str(task.lead_unit), task.due_on) == (
        "组织校本研修", "教务处", date(2027, 11, 30),
    )  # fmt: skip
    assert not task.lead_unit.is_confirmed


def test_a_task_without_a_name_comes_back_with_what_was_typed(desk):
    sent = task_fields("new-t", "", text="每月一次", due_on="2027-13-45")
    response = desk.send("tasks", sent, do="add")
    html = response.content.decode()
    assert response.status_code == 422
    assert "请写明要做什么" in html and "请填日期" in html and "每月一次" in html
    assert not Task.objects.filter(plan=desk.submission.plan).exists()


def rows(desk, *titles):
    plan = desk.submission.plan
    return [outline.insert(Task(plan=plan, title=t), user=desk.user) for t in titles]


def titles(desk):
    return [task.title for task in outline.tasks_of(desk.submission.plan)]


def test_tasks_are_moved_changed_and_removed(desk):
    one, two = rows(desk, "甲", "乙")
    desk.send("tasks", do=f"up:{two.key}:1")
    assert titles(desk) == ["乙", "甲"]
    one.refresh_from_db()
    desk.send("tasks", task_fields(one.key, "丙") | {f"{one.key}-version": one.version})
    assert titles(desk) == ["乙", "丙"]
    one.refresh_from_db()
    desk.send("tasks", do=f"remove:{one.key}:{one.version}")
    assert titles(desk) == ["乙"]


def test_a_changed_task_is_shown_beside_the_one_that_another_saved(desk):
    (row,) = rows(desk, "甲")
    editing.change(row, user=desk.user, version=1, values={"title": "别人改的"})
    sent = task_fields(row.key, "我改的") | {f"{row.key}-version": 1}
    response = desk.send("tasks", sent, do="save")
    html = response.content.decode()
    assert response.status_code == 409 and "别人改的" in html and "我改的" in html
    row.refresh_from_db()
    again = desk.send("tasks", sent, do=f"keep:{row.key}:{row.version}")
    assert again.status_code == 302 and titles(desk) == ["我改的"]


def test_what_was_typed_into_a_row_that_another_removed_is_offered_anew(desk):
    (row,) = rows(desk, "甲")
    outline.remove(row, user=desk.user, version=1)
    sent = task_fields(row.key, "还要做的事") | {f"{row.key}-version": 1}
    response = desk.send("tasks", sent, script=True)
    html = response.content.decode()
    assert response.status_code == 422
    assert 'name="new-t-title" value="还要做的事"' in html and "刚被别人移除" in html


def test_removing_what_another_changed_is_refused(desk):
    (row,) = rows(desk, "甲")
    editing.change(row, user=desk.user, version=1, values={"title": "别人改的"})
    response = desk.send("tasks", do=f"remove:{row.key}:1")
    assert response.status_code == 422 and "刚被别人改过" in response.content.decode()
    assert titles(desk) == ["别人改的"]


@pytest.mark.parametrize(
    ("amount", "scale", "yuan"),
    [("12000", "元", 12000), ("1.2万", "元", 12000), ("1.2万元", "万元", 12000),
     ("1.2", "万元", 12000), ("１，２００", "元", 1200), ("800.55", "元", "800.55")],
)  # fmt: skip
def test_money_is_taken_as_people_write_it(amount, scale, yuan, desk):
    sent = {"new-f-purpose": "图书", "new-f-amount": amount, "new-f-scale": scale}
    desk.send("funding", sent | {"new-f-funding_source": "公用经费"}, do="add")
    money = FundingItem.objects.get(plan=desk.submission.plan)
    assert (money.amount, money.year) == (Decimal(str(yuan)), 2027)


@pytest.mark.parametrize("amount", ["0", "-5", "许多", "1.234", "9" * 40, "NaN", "1e9"])
def test_money_that_cannot_be_is_refused_with_what_was_typed(amount, desk):
    sent = {"new-f-purpose": "图书", "new-f-amount": amount, "new-f-scale": "元"}
    response = desk.send("funding", sent, do="add")
    assert response.status_code == 422
    assert "图书" in response.content.decode() and "wrong-why" in response.content.decode()
    assert not FundingItem.objects.exists()


def test_files_are_added_and_taken_out(desk):
    files = [SimpleUploadedFile(f"{n}.pdf", b"%PDF-1.4 " + n.encode()) for n in "甲乙"]
    desk.send("attachments", {"files": files}, do="attach")
    assert [str(file) for file in desk.submission.attachments.kept()] == ["甲.pdf", "乙.pdf"]
    first = desk.submission.attachments.kept().first()
    desk.send("attachments", do=f"detach:{first.pk}")
    assert [str(file) for file in desk.submission.attachments.kept()] == ["乙.pdf"]


def test_a_file_of_another_kind_is_refused(desk):
    file = SimpleUploadedFile("计划.exe", b"MZ")
    response = desk.send("attachments", {"files": file}, do="attach")
    assert response.status_code == 422 and "只能上传 PDF" in response.content.decode()
    assert not desk.submission.attachments.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"section": "x999999999999999999999", "do": "save"},
        {"section": "abc", "do": "save"},
        {"section": "", "do": "confirm"},
        {"section": "", "do": "put:99999999999999999999"},
        {"do": "nonsense:t1:1"},
    ],
)
def test_what_no_page_sends_is_refused(sent, desk):
    response = desk.client.post(desk.where("submission-fill"), sent)
    assert response.status_code in (400, 422)


@pytest.mark.parametrize(
    "do", ["up:t1:1", "up:f1:1", "remove:t٣:1", "remove:s1", "remove:t" + "9" * 30]
)
def test_a_row_that_is_not_there_is_refused(do, desk):
    assert desk.send("tasks", do=do).status_code == 422


def test_nul_and_odd_versions_harm_nothing(desk):
    sent = text_fields(desk, "办好\x00学校", "x")
    assert desk.send("text", sent).status_code == 409
    assert desk.send("text", text_fields(desk, "办好\x00学校")).status_code == 302
    assert kept(desk).text == "办好学校"
    assert desk.send("indicators", item_fields(desk, "r1", "9\x009", "²")).status_code == 409
    sent = task_fields("new-t", "课\x00程")
    assert desk.send("tasks", sent, do="add").status_code == 422


def test_a_section_of_another_form_is_not_written(desk, other_bureau):
    key = section(form_of(other_bureau), "text").key
    sent = {"section": key, f"{key}-text": "混进来的"}
    assert desk.client.post(desk.where("submission-fill"), sent).status_code == 400
    assert not SectionText.objects.exists()


def test_what_was_typed_comes_back_when_the_school_may_write_no_more(desk):
    submitting.close_campaign(desk.stage.campaign, user=desk.stage.admin)
    response = desk.send("text", text_fields(desk, "迟来的一段。"), do="save")
    assert response.status_code == 409 and "迟来的一段。" in response.content.decode()
    assert desk.get("submission-fill").status_code == 302
    assert not SectionText.objects.exists()


def test_the_bureaus_words_stand_beside_the_field(stage):
    found = stage.bring("submitted")
    key = item(stage.form, "r1").key
    submitting.give_back(
        found, user=stage.admin, version=found.version, reason="请改", due_on=day(5),
        comments={key: "请核实巩固率"},
    )  # fmt: skip
    html = Desk(stage).html()
    unit = html.split(f'id="{key}"')[1].split('data-unit="')[1]
    assert "请核实巩固率" in unit


def test_a_page_asks_as_much_with_thirty_rows_as_with_two(desk):
    rows(desk, "甲", "乙")
    desk.get("submission-fill")
    with CaptureQueriesContext(connection) as few:
        desk.get("submission-fill")
    rows(desk, *[f"任务{n}" for n in range(28)])
    with CaptureQueriesContext(connection) as many:
        desk.get("submission-fill")
    assert len(many) == len(few)

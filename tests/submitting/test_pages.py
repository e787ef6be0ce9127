"""The school's pages of a submission: what to do next, the paper, the steps, and on paper."""

import io

import pytest
from django.urls import reverse
from docx import Document

from eduplan.accounts.models import Role
from plans import submitting
from plans.models import Campaign
from plans.paper_file import numeral
from tests.plans.campaigning import TEXT, day
from tests.submitting.conftest import Desk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "next_step"),
    [
        ("not_started", "开始填报"),
        ("filling", "继续填报"),
        ("submitted", "等待审阅"),
        ("returned", "按意见修改"),
        ("approved", "已经通过"),
    ],
)
def test_the_page_and_the_list_say_what_to_do_next(state, next_step, stage):
    stage.bring(state)
    desk = Desk(stage)
    assert f'<h2 id="next-head">{next_step}</h2>' in desk.html("submission")
    listed = desk.client.get(reverse("submission-list")).content.decode()
    assert f"<b>{next_step}</b>" in listed


def test_days_are_counted_and_a_late_one_is_marked(desk):
    assert "还有 30 天" in desk.html("submission")
    Campaign.objects.update(opens_on=day(-9), closes_on=day())
    assert "今天截止" in desk.html("submission")
    Campaign.objects.update(closes_on=day(-3))
    assert "已逾期 3 天" in desk.html("submission")
    assert "已逾期 3 天" in desk.client.get(reverse("submission-list")).content.decode()


def test_a_school_without_any_is_told_when_there_will_be_one(stage):
    desk = Desk(stage)
    stage.campaign.submissions.get().events.all()
    other = Desk(stage, Role.AUDITOR)
    assert "现在没有要上报的计划" in other.client.get(reverse("submission-list")).content.decode()
    assert "现在没有要上报" not in desk.client.get(reverse("submission-list")).content.decode()


def test_the_bureau_is_told_where_it_reads_instead(stage):
    bureau = Desk(stage, Role.BUREAU_ADMIN)
    for name in ("submission", "submission-fill", "submission-print", "submission-docx"):
        response = bureau.get(name)
        assert response.status_code == 403 and "只对本校人员开放" in response.content.decode()


def test_from_beginning_to_submitting_and_back(desk):
    assert desk.post("submission-begin")["Location"] == desk.where("submission-fill")
    desk.stage.bring("filling")
    assert "都填好了" in desk.html("submission-submit")
    response = desk.client.post(desk.where("submission-submit"), follow=True)
    assert "等待审阅" in response.content.decode() and "已上报" in response.content.decode()
    desk.post("submission-withdraw", {"reason": "漏写一项"})
    assert desk.submission.state == "filling"
    assert "漏写一项" in desk.html("submission")


def test_what_is_missing_is_listed_with_a_way_to_each_field(desk):
    desk.post("submission-begin")
    html = desk.html("submission-submit")
    fill = desk.where("submission-fill")
    for key in submitting.missing(desk.submission.plan):
        assert f'href="{fill}#{key}"' in html
    response = desk.post("submission-submit")
    assert response.status_code == 422 and "还不能上报" in response.content.decode()
    assert desk.submission.state == "filling"


def test_a_clerk_is_told_to_ask_the_head(stage):
    stage.bring("filling")
    clerk = Desk(stage, Role.SCHOOL_CLERK)
    html = clerk.html("submission-submit")
    assert "请校长上报" in html and "确认上报" not in html
    assert clerk.post("submission-submit").status_code == 403
    assert clerk.submission.state == "filling"


def test_what_the_bureau_has_opened_is_withdrawn_no_more(stage):
    found = stage.bring("submitted")
    submitting.open_(found, user=stage.admin)
    desk = Desk(stage)
    assert "不能再撤回" in desk.html("submission") and "撤回修改" not in desk.html("submission")
    desk.post("submission-withdraw")
    assert desk.submission.state == "submitted"
    assert "局里已经打开审阅" in desk.html("submission")


def test_why_it_was_given_back_leads_to_the_fields(stage):
    found = stage.bring("submitted")
    key = stage.form.sections.get(kind="text").key
    submitting.give_back(
        found, user=stage.admin, version=found.version, reason="请补充分工", due_on=day(5),
        comments={key: "写清谁负责"},
    )  # fmt: skip
    desk = Desk(stage)
    html = desk.html("submission")
    assert "请补充分工" in html and f'href="{desk.where("submission-fill")}#{key}"' in html


def test_more_time_is_asked_for_with_a_day_and_a_reason(desk):
    wrong = desk.post("submission-extension", {"until": day(3), "reason": "校舍维修"})
    html = wrong.content.decode()
    assert wrong.status_code == 422 and "要晚于现在的截止日期" in html and "校舍维修" in html
    assert desk.post("submission-extension", {"until": "明天", "reason": ""}).status_code == 422
    desk.post("submission-extension", {"until": day(40), "reason": "校舍维修"})
    assert desk.submission.asked_until == day(40)
    assert "已申请延期到" in desk.html("submission")


def test_last_years_plan_is_offered_and_copied_with_marks_to_confirm(stage):
    stage.bring("approved")
    campaign = stage.campaign
    later = submitting.draft_campaign(
        user=stage.admin, form=stage.form, year=campaign.year + 1, title="2028年度计划上报",
        scope="chosen", chosen=[stage.school], opens_on=day(), closes_on=day(30),
    )  # fmt: skip
    stage.campaign = submitting.open_campaign(later, user=stage.admin)
    desk = Desk(stage)
    assert "沿用上年计划" in desk.html("submission")
    assert desk.post("submission-copy")["Location"] == desk.where("submission-fill")
    html = desk.html()
    assert "沿用上年的原文" in html and "全部确认（2 条）" in html
    assert "沿用上年计划" not in desk.html("submission")


def test_without_an_earlier_plan_none_is_copied(desk):
    assert "沿用上年计划" not in desk.html("submission")
    response = desk.client.post(desk.where("submission-copy"), follow=True)
    assert "没有找到本校上一年的计划" in response.content.decode()


def test_before_the_first_day_the_page_says_when(desk):
    Campaign.objects.update(opens_on=day(4))
    html = desk.html("submission")
    assert "现在不能填报" in html and f"从 {day(4)} 开始填报" in html
    assert desk.post("submission-begin")["Location"] == desk.where("submission")


def test_on_paper_there_are_title_sections_and_a_line_to_sign(stage):
    stage.bring("filling")
    html = Desk(stage).html("submission-print")
    assert "<h1>河湾小学2027年度工作计划</h1>" in html
    assert TEXT in html and "开齐课程" in html and "签字" in html


def test_the_word_file_says_what_the_form_says(stage):
    stage.bring("filling")
    response = Desk(stage).get("submission-docx")
    assert response["Content-Disposition"].startswith("attachment")
    document = Document(io.BytesIO(response.content))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[0] == "河湾小学2027年度工作计划"
    assert "一、部分text" in lines and "二、部分indicators" in lines and TEXT in lines
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert {"小学巩固率", "99.5", "开齐课程", "8,000"} <= cells
    assert any("签字" in line for line in lines)


def test_numbers_of_headings_are_written_as_people_do():
    assert [numeral(n) for n in (1, 10, 11, 20, 34)] == ["一", "十", "十一", "二十", "三十四"]

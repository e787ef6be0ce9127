"""Notices that are issued: number, file, history, receipt, answer, register."""

import io
from datetime import date

import docx
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from eduplan.accounts.models import Post, Role, User
from plans.models import (
    AppendOnlyError,
    IssuedFile,
    IssuedNotice,
    Matter,
    Notice,
    NoticeReceipt,
)
from plans.tracking import issuing, proposing, steps
from tests.plans.campaigning import day
from tests.tracking.matters import Desk, come

pytestmark = pytest.mark.django_db
PATH = "/tracking/notice/"
SIGNER = "青禾县教育局"


@pytest.fixture
def desk(bureau):
    return Desk(bureau)


def late_one(desk, **facts):
    """A matter whose last day is over."""
    matter = desk.matter("dispatched", **{"title": "消防设施整改", **facts})
    Matter.objects.filter(pk=matter.pk).update(begun_on=day(-40), due_on=day(-3), progress=30)
    matter.refresh_from_db()
    return matter


def issue(desk, *matters, on=None, **facts):
    """Notices about matters, issued by the administrator."""
    rows = Matter.objects.filter(pk__in=[matter.pk for matter in matters])
    found = {"user": desk.admin, "on": on or day(), "signer": SIGNER, **facts}
    return issuing.issue(rows, **found)


def seen(notice, user):
    return IssuedNotice.objects.visible_to(user).for_list().filter(pk=notice.pk).first()


def test_a_notice_is_kept_as_it_was_issued_and_stands_in_the_history(desk, client_of):
    matter = late_one(desk)
    (notice,) = issue(desk, matter)
    assert (notice.number, notice.year) == (f"教督〔{day().year}〕1号", day().year)
    assert (notice.level, notice.unit, notice.school) == ("inspect", desk.unit, None)
    step = matter.steps.get(action="inspect")
    assert (step.by, step.from_state, step.to_state) == (desk.admin, "dispatched", "dispatched")
    assert notice.number in step.note
    matter.refresh_from_db()
    kept = bytes(IssuedFile.objects.get(notice=notice).content)
    Matter.objects.filter(pk=matter.pk).update(title="后来改的名")
    response = client_of(desk.lead).get(reverse("issued-file", args=[notice.pk]))
    assert response.content == kept
    assert response["Content-Disposition"].startswith("attachment")
    lines = [paragraph.text for paragraph in docx.Document(io.BytesIO(kept)).paragraphs]
    assert lines[:3] == ["督查通知单", notice.number, "安全股："]


@pytest.mark.parametrize(
    ("level", "action"), [("remind", "remind"), ("urge", "press"), ("inspect", "inspect")]
)
def test_each_kind_of_notice_has_its_own_step(level, action, desk):
    matter = late_one(desk)
    (notice,) = issue(desk, matter, level=level)
    assert notice.level == level and matter.steps.filter(action=action).count() == 1


def test_each_lead_gets_its_own_with_the_next_number_and_is_told_once(desk):
    own, more = late_one(desk), late_one(desk, title="护学岗")
    school = late_one(desk, title="校车", lead_unit=None, lead_school=desk.school)
    Notice.objects.all().delete()
    made = issue(desk, own, school, more, number="教督〔2026〕9号")
    assert {n.number: n.to_whom.name for n in made} == {
        "教督〔2026〕9号": "安全股",
        "教督〔2026〕10号": "河湾小学",
    }
    told = {n.user.username: n for n in Notice.objects.select_related("user")}
    assert set(told) == {"lead", "school_head", "school_clerk"}
    assert told["lead"].text.startswith("安全股收到督查通知单 教督〔2026〕9号，请签收")
    assert told["lead"].where == f"/tracking/notices/{made[0].pk}/"


def test_numbers_continue_and_begin_anew_each_year(desk):
    matter = late_one(desk)
    issue(desk, matter, on=date(2026, 3, 2), number="青教督〔2026〕007号")
    (second,) = issue(desk, matter, on=date(2026, 3, 3))
    assert second.number == "青教督〔2026〕008号"
    (third,) = issue(desk, matter, on=date(2027, 1, 4))
    assert (third.number, third.year) == ("青教督〔2027〕1号", 2027)
    (fourth,) = issue(desk, matter, on=date(2027, 1, 4))
    assert fourth.number == "青教督〔2027〕2号"


def test_a_number_is_used_once_in_a_bureau_and_year(desk, other_bureau):
    matter = late_one(desk)
    (first,) = issue(desk, matter, number="教督〔2026〕3号")
    with pytest.raises(ValidationError, match=r"已经用过.*教督〔2026〕4号"):
        issue(desk, matter, number="教督〔2026〕3号")
    assert IssuedNotice.objects.count() == 1
    assert matter.steps.filter(action="inspect").count() == 1
    facts = {"year": first.year, "number": first.number, "level": "urge", "unit": desk.unit}
    facts |= {"signer": SIGNER, "on": day(), "answer_by": day(3), "by": desk.admin}
    facts["at"] = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        IssuedNotice.objects.create(bureau=desk.bureau, **facts)
    IssuedNotice.objects.create(bureau=other_bureau, **facts)


@pytest.mark.parametrize("number", ["督查通知", "教督〔2026〕号"])
def test_a_number_that_cannot_count_on_is_refused(number, desk):
    with pytest.raises(ValidationError, match="文号里要有数字"):
        issue(desk, late_one(desk), number=number)
    assert issue(desk, late_one(desk))[0].number == f"教督〔{day().year}〕1号"


def test_several_leads_need_a_number_that_can_count_on(desk):
    school = late_one(desk, title="校车", lead_unit=None, lead_school=desk.school)
    with pytest.raises(ValidationError, match="文号里要有数字"):
        issue(desk, late_one(desk), school, number="第九号")
    assert not IssuedNotice.objects.exists()


def test_personal_data_of_a_matter_is_masked_in_the_kept_file(desk):
    text = "受助学生张小燕（身份证号530199201203051230）的补助尚未发放。"
    (notice,) = issue(desk, late_one(desk, text=text))
    document = docx.Document(io.BytesIO(bytes(notice.file.content)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    said = "".join(cells)
    assert "补助尚未发放" in said and "530199201203051230" not in said and "张小燕" not in said


@pytest.mark.parametrize("role", [Role.BUREAU_LEADER, Role.SCHOOL_HEAD])
def test_who_does_not_follow_matters_up_issues_nothing(role, desk):
    matter = late_one(desk, lead_unit=None, lead_school=desk.school)
    with pytest.raises(PermissionDenied):
        issue(desk, matter, user=desk.people[role])


def test_what_is_closed_or_reported_gets_none_and_the_others_neither(desk):
    good, bad = late_one(desk), desk.matter("reported", title="已报")
    with pytest.raises(ValidationError, match="待复核"):
        issue(desk, good, bad)
    assert not IssuedNotice.objects.exists() and not good.steps.filter(action="inspect").exists()


def test_the_lead_signs_once(desk, client_of):
    (notice,) = issue(desk, late_one(desk))
    where = reverse("issued-sign", args=[notice.pk])
    html = client_of(desk.lead).get("/my-matters/").content.decode()
    assert notice.number in html and where in html
    response = client_of(desk.lead).post(where, {"mine": "1"})
    assert response.status_code == 302 and response["Location"] == "/my-matters/"
    receipt = NoticeReceipt.objects.get()
    assert (receipt.name, receipt.by, receipt.is_paper) == ("lead", desk.lead, False)
    assert notice.number not in client_of(desk.lead).get("/my-matters/").content.decode()
    html = client_of(desk.lead).post(where, follow=True).content.decode()
    assert "lead 已于" in html and "不用再签" in html
    assert NoticeReceipt.objects.count() == 1
    for row in (notice, receipt):
        with pytest.raises(AppendOnlyError):
            row.save()


def test_the_school_signs_its_own_and_sees_no_other(desk, client_of):
    (unit,) = issue(desk, late_one(desk))
    (school,) = issue(desk, late_one(desk, lead_unit=None, lead_school=desk.school))
    head = client_of(desk.people[Role.SCHOOL_HEAD])
    assert head.get(reverse("issued-notice", args=[unit.pk])).status_code == 404
    assert head.get(reverse("issued-file", args=[unit.pk])).status_code == 404
    assert head.get(reverse("issued-notice", args=[school.pk])).status_code == 200
    assert head.post(reverse("issued-sign", args=[school.pk])).status_code == 302
    assert NoticeReceipt.objects.get().notice == school


def test_a_unit_without_users_signs_by_its_link_and_sees_no_other(desk):
    own, other = late_one(desk), late_one(desk, lead_unit=None, lead_school=desk.school)
    (notice, stranger) = (issue(desk, matter)[0] for matter in (own, other))
    client = come(desk.link()[1])
    html = client.get("/my-matters/").content.decode()
    assert notice.number in html and stranger.number not in html
    for name in ("issued-notice", "issued-file"):
        assert client.get(reverse(name, args=[notice.pk])).status_code == 200
        assert client.get(reverse(name, args=[stranger.pk])).status_code == 404
    assert client.post(reverse("issued-sign", args=[stranger.pk])).status_code == 404
    assert client.post(reverse("issued-sign", args=[notice.pk])).status_code == 302
    receipt = NoticeReceipt.objects.get()
    assert receipt.notice == notice and receipt.name == "安全股 王建国（链接）"


def test_the_longest_name_signs_as_far_as_the_receipt_holds_it(desk):
    (notice,) = issue(desk, late_one(desk))
    User.objects.filter(pk=desk.lead.pk).update(first_name="长" * 150)
    issuing.sign(notice, user=User.objects.get(pk=desk.lead.pk))
    assert NoticeReceipt.objects.get().name == "长" * 60


def test_a_paper_receipt_is_recorded_by_the_bureau(desk, client_of):
    (notice,) = issue(desk, late_one(desk), on=day(-2))
    where = reverse("issued-record", args=[notice.pk])
    client = client_of(desk.people[Role.BUREAU_STAFF])
    for sent, told in (
        ({"name": "", "received_on": f"{day()}"}, "签收人"),
        ({"name": "王老师", "received_on": ""}, "签收日"),
        ({"name": "王老师", "received_on": f"{day(-3)}"}, "签收日"),
        ({"name": "王老师", "received_on": f"{day(1)}"}, "签收日"),
        ({"name": "王老师", "received_on": "2026-02-30"}, "签收日"),
    ):
        response = client.post(where, sent)
        html = response.content.decode()
        assert response.status_code == 422 and told in html and sent["name"] in html
    client.post(where, {"name": "王老师", "received_on": f"{day(-1)}"})
    receipt = NoticeReceipt.objects.get()
    assert (receipt.name, receipt.received_on, receipt.is_paper) == ("王老师", day(-1), True)


def test_it_is_answered_when_every_matter_was_reported_on(desk):
    first, second = late_one(desk), late_one(desk, title="护学岗")
    (notice,) = issue(desk, first, second, on=day(-9))
    found = seen(notice, desk.admin)
    assert found.is_open and found.is_overdue and found.answer_in_words == "逾期未回复"
    for matter in (first, second):
        assert seen(notice, desk.admin).is_open
        taken = steps.acknowledge(matter, user=desk.lead)
        steps.report(matter, user=desk.lead, version=taken.version, progress=60, note="已整改")
    found = seen(notice, desk.admin)
    assert not found.is_open and not found.is_overdue and found.answer_in_words == "已回复"


def test_a_report_of_a_part_answers_for_the_whole(desk):
    whole = late_one(desk)
    part = desk.matter("working", title="部分")
    middle = desk.matter("working", title="中间")
    Matter.objects.filter(pk=middle.pk).update(parent=whole)
    Matter.objects.filter(pk=part.pk).update(parent=middle)
    (notice,) = issue(desk, whole)
    assert seen(notice, desk.admin).is_open
    version = Matter.objects.get(pk=part.pk).version
    steps.report(part, user=desk.lead, version=version, progress=60, note="已整改")
    assert not seen(notice, desk.admin).is_open


def test_the_register_shows_filters_and_exports(desk, client_of):
    (old,) = issue(desk, late_one(desk), on=day(-30), number="教督〔2026〕1号")
    (new,) = issue(desk, late_one(desk, title="校车"), number="教督〔2026〕2号")
    issuing.sign(new, user=desk.lead)
    client = client_of(desk.leader)

    def numbers(query=""):
        html = client.get(f"{reverse('issued-notices')}{query}").content.decode()
        return {n.number for n in (old, new) if f">{n.number}<" in html}

    assert numbers() == numbers("?show=moon") == {old.number, new.number}
    assert numbers("?show=unsigned") == numbers("?show=overdue") == {old.number}
    assert numbers("?show=open") == {old.number, new.number}
    content = client.get(f"{reverse('issued-notices')}?as=xlsx").content
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    head, first, second = book.get_sheet_by_index(0).to_python()
    assert head[:3] == ["文号", "文种", "单位（学校）"]
    assert first[:4] == [new.number, "督查通知单", "安全股", 1.0]
    assert (first[7], first[9], second[9], second[10]) == ("lead", "系统内", "未签收", "逾期未回复")


def test_the_page_issues_says_so_and_offers_the_next_number(desk, client_of):
    matter = late_one(desk)
    client = client_of(desk.admin)
    year = day().year
    assert f"教督〔{year}〕1号" in client.get(PATH).content.decode()
    sent = {"matter": [matter.pk], "signer": SIGNER, "on": f"{day()}", "level": ""}
    html = client.post(PATH, sent, follow=True).content.decode()
    assert f"已出具 1 份：教督〔{year}〕1号" in html
    html = client.get(PATH).content.decode()
    assert f"教督〔{year}〕2号" in html and "已发 督查通知单" in html


def test_the_same_page_sent_twice_issues_once(desk, client_of):
    matter = late_one(desk)
    client = client_of(desk.admin)
    seen_last = client.get(PATH).context["last"]
    sent = {"matter": [matter.pk], "signer": SIGNER, "on": f"{day()}", "seen": seen_last}
    assert client.post(PATH, sent).status_code == 302
    response = client.post(PATH, sent)
    assert response.status_code == 422 and "刚刚出具过" in response.content.decode()
    assert IssuedNotice.objects.count() == 1
    again = {**sent, "seen": response.context["last"]}
    assert client.post(PATH, again).status_code == 302


def test_who_was_not_told_is_named_with_what_to_do(desk, client_of):
    Post.objects.filter(unit=desk.unit).update(ended_on=day(-1))
    sent = {"matter": [late_one(desk).pk], "signer": SIGNER, "on": f"{day()}"}
    html = client_of(desk.admin).post(PATH, sent, follow=True).content.decode()
    assert "牵头单位已收到通知" not in html
    assert "安全股没有人能登录" in html and reverse("lead-links") in html


def test_what_was_sent_keeps_a_lead(desk):
    matter = late_one(desk)
    seen_now = {"user": desk.admin, "version": matter.version, "reason": "改"}
    with pytest.raises(ValidationError, match="牵头单位"):
        proposing.change(matter, **seen_now, values={"lead_unit": None})
    assert Matter.objects.get(pk=matter.pk).lead_unit == desk.unit


def test_a_refused_number_is_said_on_the_page_and_nothing_is_lost(desk, client_of):
    matter = late_one(desk)
    issue(desk, matter, number="教督〔2026〕3号")
    sent = {"matter": [matter.pk], "signer": SIGNER, "on": f"{day()}", "number": "教督〔2026〕3号"}
    response = client_of(desk.admin).post(PATH, sent)
    html = response.content.decode()
    assert response.status_code == 422 and "已经用过" in html
    assert f'value="{matter.pk}" checked' in html and 'value="教督〔2026〕3号"' in html


def test_a_leader_looks_at_a_preview_and_cannot_issue(desk, client_of):
    matter = late_one(desk)
    client = client_of(desk.leader)
    assert 'formmethod="post"' not in client.get(PATH).content.decode()
    query = {"matter": [matter.pk], "as": "docx"}
    assert client.get(PATH, query).status_code == 200
    assert client.post(PATH, query).status_code == 403


def test_a_long_register_costs_as_many_queries_as_a_short_one(desk, client_of):
    def cost():
        client = client_of(desk.admin)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("issued-notices"))
        return len(queries)

    matter = late_one(desk)
    issue(desk, matter)
    few = cost()
    for _ in range(9):
        issue(desk, matter)
    assert cost() == few

"""The bureau's board of a campaign: counts, filters, sorting, choosing, approving, reminding."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from eduplan.accounts.models import Role
from plans import submitting
from plans.models import Notice, Submission
from tests.plans.campaigning import (
    Stage,
    day,
    fill,
    form_of,
    now,
    opened,
    school_of,
    somebody,
)
from tests.tables.workbooks import rows_of

pytestmark = pytest.mark.django_db

SCHOOLS = (
    ("城关小学", "城关镇", "primary"),
    ("河湾小学", "河湾乡", "primary"),
    ("青山中学", "河湾乡", "lower_secondary"),
    ("实验幼儿园", "城关镇", "preschool"),
    ("长坪教学点", "", "primary"),
)


@pytest.fixture
def admin(bureau):
    return somebody("wanghua", Role.BUREAU_ADMIN, bureau)


@pytest.fixture
def campaign(bureau, admin):
    """Five schools: two submitted, one approved, one filling in, one that has not begun."""
    schools = [school_of(bureau, n, town=t, stage=s) for n, t, s in SCHOOLS]
    campaign = opened(admin, form_of(bureau), schools)
    for number, school in enumerate(schools[:4]):
        head = somebody(f"head{number}", Role.SCHOOL_HEAD, bureau, school)
        found = fill(campaign.submissions.get(school=school), head)
        if number < 3:
            submitting.submit(found, user=head)
    ready = now(campaign.submissions.get(school=schools[2]))
    submitting.approve(ready, user=admin, version=ready.version)
    return campaign


@pytest.fixture
def board(client_of, admin, campaign):
    """A function: query -> the response of the board."""
    client = client_of(admin)
    return lambda query="": client.get(reverse("campaign", args=[campaign.pk]) + query)


def names(response):
    return [row.school.name for row in response.context["page"]]


def row(campaign, name):
    return Submission.objects.for_page().get(campaign=campaign, school__name=name)


def chosen(*rows):
    return [f"{found.pk}.{found.version}" for found in rows]


def test_the_board_counts_every_state_and_says_how_far_it_is(board):
    response = board()
    counts = {tile.label: tile.count for tile in response.context["tiles"]}
    assert counts == {
        "未开始": 1, "填报中": 1, "已上报": 2, "已退回": 0, "已通过": 1, "逾期": 0, "申请延期": 0,
    }  # fmt: skip
    page = response.content.decode()
    assert "5 所学校，已上报 3 所，其中已通过 1 所" in page
    assert "还剩 30 天" in page and "2027年" in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?state=submitted", ["城关小学", "河湾小学"]),
        ("?town=河湾乡", ["河湾小学", "青山中学"]),
        ("?town=-", ["长坪教学点"]),
        ("?stage=preschool", ["实验幼儿园"]),
        ("?q=城关", ["城关小学", "实验幼儿园"]),
        ("?q=城关 小学", ["城关小学"]),
        ("?q=城关&state=filling", ["实验幼儿园"]),
        ("?o=-school&stage=primary", ["长坪教学点", "河湾小学", "城关小学"]),
        ("?q=没有这所", []),
    ],
)
def test_the_board_is_narrowed_by_its_address(query, expected, board):
    assert names(board(query)) == expected


def test_states_are_sorted_as_they_follow_each_other(board):
    assert names(board("?o=state")) == [
        "长坪教学点", "实验幼儿园", "城关小学", "河湾小学", "青山中学",
    ]  # fmt: skip


@pytest.mark.parametrize("query", ["?state=x", "?town=%00", "?o=nothing", "?page=x&size=7"])
def test_what_makes_no_sense_is_said_and_not_used(query, board):
    response = board(query)
    assert response.status_code == 200
    assert len(names(response)) == 5


def test_late_ones_and_those_that_ask_are_found(board, campaign):
    Submission.objects.filter(school__name="长坪教学点").update(due_on=day(-1))
    head = row(campaign, "实验幼儿园")
    user = somebody("yuanzhang", Role.SCHOOL_HEAD, campaign.bureau, head.school)
    submitting.ask_extension(head, user=user, until=day(40), reason="园舍维修")
    assert names(board("?overdue=1")) == ["长坪教学点"]
    assert names(board("?asking=1")) == ["实验幼儿园"]
    page = board().content.decode()
    assert "已逾期" in page and "园舍维修" in page and "局里答复延期" in page


def test_a_line_says_whose_turn_it_is_and_who_has_no_account(board):
    lines = {found.school.name: found for found in board().context["page"]}
    assert lines["城关小学"].turn == "局里审阅"
    assert lines["青山中学"].turn == ""
    assert lines["实验幼儿园"].turn == "学校"
    assert [str(person) for person in lines["实验幼儿园"].people] == ["head3"]
    assert lines["长坪教学点"].people == []
    assert "无账号，发链接" in board().content.decode()


def test_a_line_counts_what_changed_since_the_approval(board, campaign, admin):
    found = row(campaign, "青山中学")
    submitting.unlock(found, user=admin, reason="目标要改", due_on=day(5))
    head = found.plan.tasks.get().reviewed_by
    item = campaign.form.sections.get(kind="indicators").indicators.get(indicator__code="n1")
    found = now(found)
    submitting.answer(found, item=item, user=head, value="300", version=1)
    assert "通过后改动 1 处" in board().content.decode()


def test_a_campaign_in_preparation_says_that_it_is_not_open(client_of, admin, bureau):
    draft = submitting.draft_campaign(
        user=admin, form=form_of(bureau), year=2028, scope="all", title="2028年度计划上报",
        opens_on=day(), closes_on=day(30),
    )  # fmt: skip
    page = client_of(admin).get(reverse("campaign", args=[draft.pk])).content.decode()
    assert "还没有开放填报" in page and "导出 Excel" not in page


def test_the_board_asks_the_same_queries_for_ten_and_three_hundred(client_of, admin, bureau):
    form, client = form_of(bureau), client_of(admin)
    client.get(reverse("home"))
    found = []
    for number in (10, 300):
        schools = [school_of(bureau, f"第{number}组{n}小学") for n in range(number)]
        campaign = opened(admin, form, schools)
        campaign.submissions.filter(school__in=schools[::3]).update(
            state="returned", approved_at=campaign.opened_at, asked_until=day(3), asked_reason="雨"
        )
        for name in ("campaign", "campaign-export", "campaign-remind", "campaign-links"):
            with CaptureQueriesContext(connection) as asked:
                response = client.get(reverse(name, args=[campaign.pk]))
            assert response.status_code == 200
            found.append(len(asked))
    assert found[:4] == found[4:]
    assert max(found) <= 30


def approve(client, campaign, *rows, **sent):
    address = reverse("campaign-approve", args=[campaign.pk])
    return client.post(address, {"chosen": chosen(*rows), **sent})


def test_many_are_approved_after_asking(client_of, admin, campaign):
    client, rows = client_of(admin), [row(campaign, n) for n in ("城关小学", "河湾小学")]
    asked = approve(client, campaign, *rows, back="state=submitted&o=school")
    assert asked.status_code == 422 and "确认通过" in asked.content.decode()
    assert campaign.submissions.filter(state="approved").count() == 1
    done = approve(client, campaign, *rows, back="state=submitted&o=school", confirmed="1")
    assert done.status_code == 302
    assert done["Location"] == reverse("campaign", args=[campaign.pk]) + "?state=submitted&o=school"
    assert campaign.submissions.filter(state="approved").count() == 3
    assert "已通过 2 份。" in client.get(done["Location"]).content.decode()


def test_refusals_are_told_school_by_school(client_of, admin, campaign):
    ready, filling, old = (row(campaign, n) for n in ("城关小学", "实验幼儿园", "河湾小学"))
    sent = chosen(ready, filling, old)
    head = old.plan.tasks.get().reviewed_by
    submitting.withdraw(old, user=head)
    submitting.submit(now(old), user=head)
    address = reverse("campaign-approve", args=[campaign.pk])
    response = client_of(admin).post(address, {"chosen": sent, "confirmed": "1"})
    assert response.status_code == 200
    why = {found.school.name: words for found, words in response.context["refused"]}
    assert set(why) == {"实验幼儿园", "河湾小学"}
    assert "填报中" in why["实验幼儿园"] and "别人已经改过" in why["河湾小学"]
    page = response.content.decode()
    assert "已通过 1 份，2 份没有通过" in page and why["实验幼儿园"] in page
    assert row(campaign, "河湾小学").state == "submitted"


@pytest.mark.parametrize("sent", [[], ["x"], ["1"], ["1.2.3"], ["9" * 30 + ".1"], ["\x00.1"]])
def test_nothing_chosen_is_said(sent, client_of, admin, campaign):
    address = reverse("campaign-approve", args=[campaign.pk])
    data = {"chosen": sent, "confirmed": "1", "back": "a\r\nb: c"}
    response = client_of(admin).post(address, data)
    assert response.status_code == 422 and "还没有选中学校" in response.content.decode()


def test_only_submissions_of_the_campaign_are_approved(client_of, admin, other_bureau, campaign):
    other = Stage(other_bureau)
    found = other.bring("submitted")
    response = approve(client_of(admin), campaign, found, confirmed="1")
    assert response.status_code == 422
    assert other.submission.state == "submitted"


def test_clerks_of_the_bureau_have_no_button_and_are_refused(client_of, bureau, campaign):
    clerk = somebody("keyuan", Role.BUREAU_STAFF, bureau)
    page = client_of(clerk).get(reverse("campaign", args=[campaign.pk])).content.decode()
    assert "通过选中的" not in page and "催报" in page
    response = approve(client_of(clerk), campaign, row(campaign, "城关小学"), confirmed="1")
    assert response.status_code == 403
    assert row(campaign, "城关小学").state == "submitted"


def test_the_workbook_holds_the_lines_that_the_filter_leaves(client_of, admin, campaign):
    address = reverse("campaign-export", args=[campaign.pk]) + "?town=城关镇"
    response = client_of(admin).get(address)
    assert response["Content-Disposition"].startswith("attachment")
    head, *lines = rows_of(response.content, "上报情况")
    assert head[:4] == ["学校", "乡镇", "学段", "状态"]
    assert [line[:4] for line in lines] == [
        ["城关小学", "城关镇", "小学", "已上报"],
        ["实验幼儿园", "城关镇", "学前教育", "填报中"],
    ]
    assert [line[-1] for line in lines] == ["局里审阅", "学校"]


def urged():
    """What people were told by hand; steps tell them of other things."""
    return Notice.objects.filter(kind=Notice.Kind.DUE).select_related("user")


def remind(client, campaign, **sent):
    return client.post(reverse("campaign-remind", args=[campaign.pk]), sent)


def test_all_that_owe_are_reminded_and_those_without_account_are_named(
    client_of, admin, bureau, campaign
):
    clerk = somebody("tianbao", Role.SCHOOL_CLERK, bureau, row(campaign, "实验幼儿园").school)
    page = client_of(admin).get(reverse("campaign-remind", args=[campaign.pk])).content.decode()
    assert "提醒 1 所的 <b>2</b> 人，1 所无账号" in page and "长坪教学点" in page
    response = remind(client_of(admin), campaign, to="owing", text="请在周五前上报。", send="1")
    assert response.status_code == 302
    told = {notice.user.username: notice for notice in urged()}
    assert set(told) == {"head3", clerk.username}
    assert told["head3"].text == "请在周五前上报。"
    assert told["head3"].where == f"/submissions/{row(campaign, '实验幼儿园').pk}/"
    page = client_of(admin).get(response["Location"]).content.decode()
    assert "已提醒 1 所学校的 2 人。" in page and "还有 1 所学校没有账号" in page


def test_only_the_chosen_that_owe_are_reminded(client_of, admin, bureau, campaign):
    somebody("dianzhang", Role.SCHOOL_HEAD, bureau, row(campaign, "长坪教学点").school)
    rows = chosen(*(row(campaign, n) for n in ("长坪教学点", "城关小学")))
    asked = remind(client_of(admin), campaign, chosen=rows)
    assert asked.status_code == 422 and "选中的 1 所未上报学校" in asked.content.decode()
    assert not urged().exists()
    remind(client_of(admin), campaign, chosen=rows, to="chosen", text="请上报", send="1")
    assert [notice.user.username for notice in urged()] == ["dianzhang"]


def test_a_reminder_stands_in_the_history_of_each_school_that_it_reached(
    client_of, admin, campaign
):
    found = row(campaign, "实验幼儿园")
    remind(client_of(admin), campaign, to="owing", text="请在周五前上报。", send="1")
    [step] = found.events.filter(action="remind")
    assert (step.by, step.reason) == (admin, "请在周五前上报。")
    assert step.from_state == step.to_state == found.state
    assert not row(campaign, "长坪教学点").events.filter(action="remind").exists()
    head = urged().get(user__username="head3").user
    page = client_of(head).get(reverse("submission", args=[found.pk])).content.decode()
    assert "<b>提醒</b>" in page and "请在周五前上报。" in page


@pytest.mark.parametrize(
    ("text", "message"),
    [(" ", "请写明要提醒学校什么"), ("催" * 301, "300 字以内"), ("\x00", "请写明")],
)
def test_a_reminder_that_cannot_go_out_is_kept_on_the_page(
    text, message, client_of, admin, campaign
):
    response = remind(client_of(admin), campaign, to="owing", text=text, send="1")
    page = response.content.decode()
    assert response.status_code == 422 and message in page
    assert "催" * 301 in page or len(text) < 300
    assert not urged().exists()


def test_who_has_left_or_whose_post_has_ended_is_nobody_to_remind(
    client_of, admin, bureau, campaign
):
    school = row(campaign, "长坪教学点").school
    gone = somebody("lizhi", Role.SCHOOL_HEAD, bureau, school)
    gone.posts.update(ended_on=day())
    closed = somebody("tingyong", Role.SCHOOL_CLERK, bureau, school)
    closed.is_active = False
    closed.save()
    page = client_of(admin).get(reverse("campaign-remind", args=[campaign.pk])).content.decode()
    assert "1 所无账号" in page


def test_a_campaign_that_is_over_reminds_nobody(client_of, admin, campaign):
    submitting.close_campaign(campaign, user=admin)
    response = remind(client_of(admin), campaign, to="owing", text="请上报", send="1")
    assert response.status_code == 422 and "不用催报" in response.content.decode()
    assert not urged().exists()

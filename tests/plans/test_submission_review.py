"""The bureau's page of one submission: what it shows in which state, and every step from it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from eduplan.accounts.models import Role
from plans import editing, outline, submitting
from plans.models import FundingItem, Task
from tests.plans.campaigning import (
    TEXT,
    Stage,
    day,
    fill,
    item,
    now,
    opened,
    school_of,
    section,
    somebody,
)

pytestmark = pytest.mark.django_db

FRESH = "一节课也不浪费，一个孩子也不落下。"


@pytest.fixture
def stage(bureau):
    return Stage(bureau)


@pytest.fixture
def desk(stage):
    """The administrator of the bureau at his browser."""
    return at_desk(stage.admin)


def at_desk(user):
    client = Client()
    client.force_login(user)
    return client


def review(client, found, query=""):
    return client.get(reverse("submission-review", args=[found.pk]) + query)


def text_of(response):
    return response.content.decode()


def take(client, found, step, **sent):
    """Take a step as the page of the version would, and show what comes of it."""
    sent = {"version": found.version, **sent}
    return client.post(reverse(f"submission-{step}", args=[found.pk]), sent, follow=True)


@pytest.mark.parametrize(
    ("state", "words"), [("not_started", "还没有开始填报"), ("filling", "学校正在填报")]
)
def test_what_is_not_handed_in_is_not_shown(state, words, stage, desk):
    page = text_of(review(desk, stage.bring(state)))
    assert words in page and TEXT not in page
    assert "列入上报" in page and "填报链接" in page


def test_what_waits_is_shown_once_the_bureau_has_opened_it(stage, desk):
    found = stage.bring("submitted")
    page = text_of(review(desk, found))
    assert "打开审阅" in page and "不能再自行撤回" in page and TEXT not in page
    assert stage.submission.opened_at is None
    page = text_of(take(desk, found, "open"))
    assert TEXT in page and "退回学校" in page
    assert stage.submission.opened_at is not None
    portal = text_of(review(at_desk(stage.people[Role.SYSTEM_ADMIN]), found))
    assert TEXT in portal and "退回学校" not in portal


def test_who_runs_the_portal_reads_nothing_that_the_bureau_has_not_opened(stage):
    page = text_of(review(at_desk(stage.people[Role.SYSTEM_ADMIN]), stage.bring("submitted")))
    assert TEXT not in page and "本局人员打开审阅以后" in page


def test_a_second_opening_changes_nothing(stage, desk):
    found = stage.bring("submitted")
    take(desk, found, "open")
    take(desk, found, "open")
    assert stage.submission.events.filter(action="open").count() == 1


def test_opening_what_was_withdrawn_says_so(stage, desk):
    found = stage.bring("submitted")
    submitting.withdraw(found, user=stage.head)
    response = take(desk, found, "open")
    page = text_of(response)
    assert response.status_code == 409
    assert "学校正在填报，还没有上报" in page and TEXT not in page


@pytest.fixture
def waiting(stage):
    """A submitted one that the bureau has opened."""
    return now(submitting.open_(stage.bring("submitted"), user=stage.admin))


def test_it_is_given_back_with_comments_by_field(stage, waiting, desk):
    pupils, part = item(stage.form, "n1").key, section(stage.form, "text").key
    task = waiting.plan.tasks.get().key
    sent = {
        f"comment-{pupils}": "请核对人数",
        f"comment-{task}": "请写明负责人",
        f"comment-{part}": " ",
    }
    response = take(
        desk, waiting, "give-back", reason="请按意见修改", due_on=day(6).isoformat(), **sent
    )
    page = text_of(response)
    assert stage.submission.state == "returned" and stage.submission.due_on == day(6)
    event = stage.submission.events.latest("at", "pk")
    assert {c.field: c.text for c in event.comments.all()} == {
        pupils: "请核对人数",
        task: "请写明负责人",
    }
    assert page.count("请核对人数") == 2, "at its field and in the steps"
    assert "请按意见修改" in page and "开齐课程" in page


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"reason": ""}, "要写明原因"),
        ({"reason": "改" * 301}, "300 字以内"),
        ({"due_on": "2026-02-31"}, "今天或以后的截止日期"),
        ({"due_on": "2020-01-01"}, "今天或以后的截止日期"),
        ({"due_on": "\x00"}, "今天或以后的截止日期"),
        ({"comment-x999999999": "哪里"}, "找不到对应的位置"),
    ],
)
def test_a_return_that_is_refused_keeps_all_that_was_typed(sent, message, stage, waiting, desk):
    key = item(stage.form, "r1").key
    data = {"reason": "请补充说明", "due_on": day(6).isoformat(), f"comment-{key}": "偏高"}
    response = take(desk, waiting, "give-back", **data | sent)
    page = text_of(response)
    assert response.status_code == 422 and message in page
    assert "偏高</textarea>" in page
    assert sent.get("reason", "请补充说明") in page
    assert stage.submission.state == "submitted" and stage.submission.version == waiting.version


def test_comments_are_bounded(stage, waiting, desk):
    key = item(stage.form, "r1").key
    data = {"reason": "改", "due_on": day(6).isoformat(), f"comment-{key}": "长" * 501}
    response = take(desk, waiting, "give-back", **data)
    assert response.status_code == 422 and "500 字以内" in text_of(response)
    assert "长" * 501 in text_of(response)


def test_what_no_database_takes_is_left_out(stage, waiting, desk):
    key = item(stage.form, "r1").key
    data = {"reason": "请\x00改", "due_on": day(6).isoformat(), f"comment-{key}": "偏\x00高"}
    take(desk, waiting, "give-back", **data, **{"comment-i99999999999999999999": "x"})
    event = stage.submission.events.latest("at", "pk")
    assert event.reason == "请改" and event.comments.get().text == "偏高"


def test_a_colleague_was_faster_and_nothing_typed_is_lost(stage, waiting, desk):
    leader = stage.people[Role.BUREAU_LEADER]
    submitting.approve(waiting, user=leader, version=waiting.version)
    key = item(stage.form, "r1").key
    data = {"reason": "目标偏低", "due_on": day(6).isoformat(), f"comment-{key}": "请再想一想"}
    response = take(desk, waiting, "give-back", **data)
    page = text_of(response)
    assert response.status_code == 409
    assert f"{leader}在" in page and "办理了“通过”" in page
    assert "请再想一想" in page and "目标偏低" in page
    assert stage.submission.state == "approved"


def test_what_came_in_again_meanwhile_keeps_comments_at_their_fields(stage, waiting, desk):
    leader = stage.people[Role.BUREAU_LEADER]
    submitting.give_back(waiting, user=leader, version=waiting.version, reason="补", due_on=day(3))
    again = submitting.submit(stage.submission, user=stage.head)
    submitting.open_(again, user=leader)
    key = item(stage.form, "r1").key
    response = take(desk, waiting, "give-back", reason="偏低", **{f"comment-{key}": "再想一想"})
    page = text_of(response)
    assert response.status_code == 409
    assert (
        f'name="comment-{key}" form="decide" rows="2" maxlength="500">再想一想</textarea>' in page
    )


def test_it_is_approved_in_the_version_that_was_read(stage, waiting, desk):
    page = text_of(take(desk, waiting, "approve"))
    assert stage.submission.state == "approved" and "已通过。" in page and "锁定" in page
    late = take(desk, waiting, "approve")
    assert late.status_code == 409


def test_comments_are_not_lost_by_approving(stage, waiting, desk):
    key = item(stage.form, "r1").key
    response = take(desk, waiting, "approve", **{f"comment-{key}": "偏高"})
    page = text_of(response)
    assert response.status_code == 422 and "您写了 1 条意见" in page and "偏高</textarea>" in page
    assert stage.submission.state == "submitted"


def test_an_approved_one_is_unlocked_for_a_reason(stage, desk):
    found = stage.bring("approved")
    page = text_of(review(desk, found))
    assert "写意见" not in page and "解锁退回…" in page
    assert "写意见" in text_of(review(desk, found, "?unlock=1"))
    data = {"due_on": day(6).isoformat()}
    refused = take(desk, found, "unlock", reason=" ", **data)
    assert refused.status_code == 422 and stage.submission.state == "approved"
    key = item(stage.form, "n1").key
    data[f"comment-{key}"] = "按新学年人数改"
    page = text_of(take(desk, found, "unlock", reason="人数有误", **data))
    assert stage.submission.state == "returned"
    assert "人数有误" in page and "按新学年人数改" in page


def test_clerks_of_the_bureau_give_back_and_do_not_approve(stage, waiting):
    desk = at_desk(stage.people[Role.BUREAU_STAFF])
    page = text_of(review(desk, waiting))
    assert "退回学校" in page and reverse("submission-approve", args=[waiting.pk]) not in page
    assert take(desk, waiting, "approve").status_code == 403
    take(desk, waiting, "give-back", reason="补", due_on=day(6).isoformat())
    assert stage.submission.state == "returned"


def asking(stage):
    return submitting.ask_extension(
        stage.submission, user=stage.head, until=day(45), reason="连续大雪停课"
    )


@pytest.mark.parametrize(("until", "expected"), [("", 45), (day(38).isoformat(), 38)])
def test_more_time_is_granted(until, expected, stage, desk):
    found = asking(stage)
    page = text_of(review(desk, found))
    assert "连续大雪停课" in page and "同意延期" in page
    take(desk, found, "answer", answer="grant", until=until)
    assert stage.submission.due_on == day(expected) and stage.submission.asked_until is None


def test_more_time_is_refused_for_a_reason(stage, desk):
    found = asking(stage)
    refused = take(desk, found, "answer", answer="refuse", answer_reason="")
    assert refused.status_code == 422 and "不同意延期要写明原因" in text_of(refused)
    page = text_of(take(desk, found, "answer", answer="refuse", answer_reason="全县统一"))
    assert stage.submission.due_on is None and stage.submission.asked_until is None
    assert "全县统一" in page


def test_a_day_that_is_none_grants_nothing(stage, desk):
    found = asking(stage)
    response = take(desk, found, "answer", answer="grant", until="2026-13-01")
    assert response.status_code == 422 and "日期看不懂" in text_of(response)
    assert stage.submission.asked_until == day(45)


def changed_by_school(stage):
    """After a return the school writes another text and number, drops a task, adds money."""
    found = stage.submission
    submitting.save_text(
        found, section=section(stage.form, "text"), user=stage.head, text=FRESH, version=1
    )
    submitting.answer(found, item=item(stage.form, "n1"), user=stage.head, value="336", version=1)
    task = found.plan.tasks.get()
    outline.insert(Task(plan=found.plan, title="办好食堂", due_on=day(50)), user=stage.head)
    outline.remove(task, user=stage.head, version=task.version)
    money = found.plan.fundingitems.get()
    editing.change(money, user=stage.head, version=1, values={"amount": 9500})
    editing.add(FundingItem(plan=found.plan, purpose="电教", amount=3000), user=stage.head)
    return now(found)


def test_what_the_school_changed_since_the_return_is_marked(stage, desk):
    stage.bring("returned")
    found = changed_by_school(stage)
    response = review(desk, found)
    marks = response.context["changes"]
    form = stage.form
    assert set(marks) == {
        section(form, "text").key,
        item(form, "n1").key,
        section(form, "tasks").key,
        *(task.key for task in found.plan.tasks.kept()),
        *(money.key for money in found.plan.fundingitems.kept()),
    }
    assert marks[section(form, "text").key][0].lines == [("", TEXT, FRESH)]
    assert marks[item(form, "n1").key][0].lines == [("", "320", "336")]
    gone = marks[section(form, "tasks").key][0]
    assert (gone.what, gone.name) == ("删除", "开齐课程")
    changed, added = (marks[m.key][0] for m in found.plan.fundingitems.kept().order_by("pk"))
    assert changed.lines == [("金额（元）", "8000", "9500")] and added.what == "新增"
    page = text_of(response)
    assert '<del class="before">320</del> → <ins class="after">336</ins>' in page


def test_without_a_change_nothing_is_marked(stage, desk):
    response = review(desk, stage.bring("returned"))
    assert response.context["changes"] == {}
    assert "没有改动" in text_of(response)


def test_it_is_compared_with_the_last_approval_as_well(stage, desk):
    found = stage.bring("approved")
    submitting.unlock(found, user=stage.admin, reason="改", due_on=day(5))
    rate = item(stage.form, "r1")
    submitting.answer(stage.submission, item=rate, user=stage.head, value="98.5", version=1)
    submitting.submit(stage.submission, user=stage.head)
    again = stage.submission
    submitting.give_back(
        again, user=stage.admin, version=again.version, reason="再改", due_on=day(5)
    )
    pupils = item(stage.form, "n1")
    submitting.answer(stage.submission, item=pupils, user=stage.head, value="330", version=1)
    assert set(review(desk, again).context["changes"]) == {pupils.key}
    both = review(desk, again, "?since=approval")
    assert set(both.context["changes"]) == {pupils.key, rate.key}
    assert "上次通过以后" in text_of(both)
    assert set(review(desk, again, "?since=x").context["changes"]) == {pupils.key}


def test_comments_of_earlier_rounds_stay_in_the_steps(stage, desk):
    stage.bring("submitted")
    key = item(stage.form, "r1").key
    for words in ("第一次的意见", "第二次的意见"):
        found = stage.submission
        submitting.give_back(
            found, user=stage.admin, version=found.version, reason="改", due_on=day(5),
            comments={key: words},
        )  # fmt: skip
        submitting.submit(stage.submission, user=stage.head)
    submitting.open_(stage.submission, user=stage.admin)
    page = text_of(review(desk, stage.submission))
    assert page.count("第一次的意见") == 1, "in the steps alone"
    assert page.count("第二次的意见") == 2, "at its field as well"


def test_one_goes_from_one_that_waits_to_the_next(stage, desk, bureau):
    schools = [school_of(bureau, name) for name in ("甲村小学", "乙村小学", "丙村小学")]
    campaign = opened(stage.admin, stage.form, schools, title="补报")
    found = []
    for number, school in enumerate(schools):
        head = somebody(f"xz{number}", Role.SCHOOL_HEAD, bureau, school)
        found.append(fill(campaign.submissions.get(school=school), head))
        submitting.submit(found[-1], user=head)
    first, middle, last = found
    queue = review(desk, middle).context["queue"]
    assert (queue.before, queue.after, queue.place, queue.total) == (first.pk, last.pk, 2, 3)
    assert review(desk, first).context["queue"].before is None
    middle = now(middle)
    submitting.approve(middle, user=stage.admin, version=middle.version)
    queue = review(desk, middle).context["queue"]
    assert (queue.before, queue.after, queue.place, queue.total) == (first.pk, last.pk, 0, 2)
    assert review(desk, stage.submission).context["queue"].total == 0


def test_the_page_asks_the_same_queries_for_two_tasks_and_thirty(stage, desk):
    stage.bring("returned")
    found = stage.submission
    desk.get(reverse("home"))

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert review(desk, found).status_code == 200
        return len(queries)

    outline.insert(Task(plan=found.plan, title="第二项", due_on=day(9)), user=stage.head)
    few = asked()
    for number in range(28):
        outline.insert(Task(plan=found.plan, title=f"第{number}件"), user=stage.head)
        money = FundingItem(plan=found.plan, purpose=f"第{number}笔", amount=number)
        editing.add(money, user=stage.head)
    assert asked() == few

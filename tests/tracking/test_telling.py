"""Each step of a matter tells whom it concerns, nobody else, and many at once no more than one."""

from dataclasses import dataclass

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eduplan.accounts.models import Role
from indicators.models import Unit
from plans.models import Matter, MatterStep, Notice
from plans.tracking import many, rule_making, steps
from plans.tracking.notices import chinese
from plans.tracking.transitions import Step
from tests.plans.campaigning import day, somebody
from tests.tracking.matters import Desk, call

pytestmark = pytest.mark.django_db


@dataclass
class Told:
    """From which state a step is taken and by whom, who is told what, and where it leads."""

    state: str
    by: str
    to: tuple = ()
    words: str = ""
    page: str = "/matters/{}/"


LEAD, ADMIN = ("lead",), ("bureau_admin",)
TOLD = {
    "change": Told("working", "bureau_staff"),
    "check": Told("proposed", "bureau_leader"),
    "dispatch": Told(
        "checked", "bureau_admin", LEAD, "安全股有新下发的督办事项，请签收。", "/my-matters/"
    ),
    "acknowledge": Told("dispatched", "lead"),
    "report": Told("working", "lead"),
    "finish": Told(
        "working", "lead", ADMIN, "有督办事项报办结，请复核", "/matters/?state=reported"
    ),
    "give_back": Told(
        "reported", "bureau_staff", LEAD, "安全股报办结的“开展校舍安全排查”已退回重办"
    ),
    "close": Told(
        "reported",
        "bureau_leader",
        LEAD,
        "安全股有督办事项已销号。",
        "/matters/?state=closed&o=-due_on&lead_unit={unit}",
    ),
    "ask_extension": Told(
        "working", "lead", ADMIN, f"安全股申请把“开展校舍安全排查”延期到{chinese(day(90))}，请答复"
    ),
    "grant_extension": Told(
        "working", "bureau_leader", LEAD, f"延期已同意，完成时限是{chinese(day(90))}"
    ),
    "refuse_extension": Told(
        "working", "bureau_leader", LEAD, f"延期未获同意，完成时限仍是{chinese(day(60))}"
    ),
    "urge": Told("working", "bureau_staff", LEAD, "安全股的督办事项“开展校舍安全排查”被催办"),
    "stop": Told("working", "bureau_leader", LEAD, "已终止，不用再办"),
    "reopen": Told("closed", "bureau_leader", LEAD, f"重新办理，完成时限是{chinese(day(60))}"),
}
"""Step -> what is expected of it; by hand, not from the table of the code."""


@pytest.fixture
def desk(bureau, other_bureau):
    """A desk, and people of another unit, school and bureau whom nothing concerns."""
    desk = Desk(bureau)
    other = Unit.objects.create(region=bureau, name="财务股", is_confirmed=True)
    for name, region in (("lead of others", bureau), ("abroad", other_bureau)):
        user = somebody(name, Role.BUREAU_STAFF, region)
        user.post.unit = other if region == bureau else None
        user.post.save()
    return desk


def person(desk, name):
    return desk.lead if name == "lead" else desk.people[name]


def test_every_step_stands_in_the_table_here():
    by_issuing = {"remind", "press", "inspect"}
    assert {*TOLD, "propose"} | by_issuing == set(MatterStep.Action.values)


@pytest.mark.parametrize("step", sorted(TOLD))
def test_a_step_tells_whom_it_concerns_and_nobody_else(step, desk):
    expected = TOLD[step]
    matter = desk.matter(expected.state)
    if step in ("grant_extension", "refuse_extension"):
        call("ask_extension", matter, desk.lead)
    Notice.objects.all().delete()
    call(step, matter, person(desk, expected.by))
    told = list(Notice.objects.select_related("user"))
    assert {notice.user.username for notice in told} == set(expected.to)
    for notice in told:
        assert expected.words in notice.text
        assert notice.where == expected.page.format(matter.pk, unit=desk.unit.pk)


def test_a_school_is_told_as_a_unit_is(desk):
    matter = desk.matter("checked", lead_unit=None, lead_school=desk.school)
    steps.dispatch(matter, user=desk.admin)
    told = Notice.objects.values_list("user__username", "text")
    words = "河湾小学有新下发的督办事项，请签收。"
    assert sorted(told) == [("school_clerk", words), ("school_head", words)]


def test_who_took_a_step_is_not_told_of_it(desk):
    matter = desk.matter("checked")
    steps.dispatch(matter, user=desk.lead)
    assert not Notice.objects.exists()


def test_what_was_never_sent_is_stopped_without_a_word(desk):
    steps.stop(desk.matter("checked"), user=desk.leader, reason="上级已取消")
    assert not Notice.objects.exists()


def test_a_title_that_names_a_child_leaves_the_portal_masked(desk):
    matter = desk.matter("working", title="对受助学生张小燕（身份证号530199201203051230）落实帮扶")
    steps.urge(matter, user=desk.admin, note="请反馈")
    text = Notice.objects.latest("pk").text
    assert "530199201203051230" not in text and "张小燕" not in text and "落实帮扶" in text


def test_thirty_sent_one_after_the_other_are_one_notice_until_it_is_read(desk):
    matters = [desk.matter("checked", title=f"事项{n}") for n in range(30)]
    for matter in matters[:28]:
        steps.dispatch(matter, user=desk.admin)
    assert Notice.objects.filter(user=desk.lead).count() == 1
    Notice.objects.filter(user=desk.lead).read()
    for matter in matters[28:]:
        steps.dispatch(matter, user=desk.admin)
    assert Notice.objects.filter(user=desk.lead).count() == 2


def test_many_that_are_urged_at_once_are_one_notice_for_each_lead(desk):
    own = [desk.matter("working", title=f"事项{n}") for n in range(4)]
    schools = desk.matter("dispatched", lead_unit=None, lead_school=desk.school)
    Notice.objects.all().delete()
    taken = many.take(Step.URGE, [*own, schools], user=desk.admin, note="请于周五前反馈")
    assert len(taken.done) == 5 and not taken.hindered
    told = {n.user.username: (n.text, n.where) for n in Notice.objects.select_related("user")}
    assert told["lead"] == ("安全股有 4 件督办事项被催办，请尽快办理并反馈。", "/my-matters/")
    assert told["school_head"][1] == f"/matters/{schools.pk}/"
    assert set(told) == {"lead", "school_head", "school_clerk"}


def test_many_that_are_sent_cost_no_more_of_telling_than_one(desk):
    def cost(number):
        matters = [desk.matter("checked", title=f"第{n}项") for n in range(number)]
        with CaptureQueriesContext(connection) as queries:
            many.take(
                Step.DISPATCH,
                Matter.objects.filter(pk__in=[m.pk for m in matters]),
                user=desk.admin,
            )
        return sum("plans_notice" in query["sql"] for query in queries)

    assert cost(1) >= cost(6) > 0


def test_what_hinders_one_of_many_hinders_no_other(desk):
    good, bad = desk.matter("working"), desk.matter("closed", title="旧事")
    Notice.objects.all().delete()
    taken = many.take(Step.URGE, [bad, good], user=desk.admin, note="请反馈")
    assert taken.done == [good] and taken.hindered[0][0] == bad
    assert "不能催办" in taken.hindered[0][1]
    assert good.steps.filter(action="urge").count() == 1 and Notice.objects.count() == 1


def test_supporting_units_are_told_where_the_rules_say_so(desk, client_of):
    other = Unit.objects.get(name="财务股")

    def told(title="校车"):
        matter = desk.matter("checked", title=title)
        matter.supporting_units.set([other])
        Notice.objects.exclude(user__username="lead of others").delete()
        steps.dispatch(matter, user=desk.admin)
        return {notice.user.username: notice for notice in Notice.objects.all()}

    assert set(told()) == {"lead"}
    facts = {"near": 5, "behind": 20, "yellow_days": 3, "red_days": 5, "weekdays": [1]}
    rule_making.set_rules(user=desk.admin, seen=0, tells_supporting=True, **facts)
    found = told()
    assert set(found) == {"lead", "lead of others"}
    text, where = found["lead of others"].text, found["lead of others"].where
    assert "财务股" in text and "配合" in text and "签收" not in text
    page = client_of(Notice.objects.get(text=text).user).get(where).content.decode()
    assert "校车" in page
    # Nothing more while the last one is unread.
    assert told("宿舍")["lead of others"] == found["lead of others"]


def test_many_people_cost_as_many_queries_as_one(desk):
    def cost(number):
        for n in range(number):
            user = somebody(f"member{number}-{n}", Role.BUREAU_STAFF, desk.bureau)
            user.post.unit = desk.unit
            user.post.save()
        matter = Matter.objects.get(pk=desk.matter("working", title=f"事{number}").pk)
        with CaptureQueriesContext(connection) as queries:
            steps.urge(matter, user=desk.admin, note="请反馈")
        return len(queries)

    assert cost(1) == cost(20)

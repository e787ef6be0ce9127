"""Days pass: schools that owe are told on the days of the campaign, and nobody twice."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eduplan.accounts.models import Role
from plans import submitting
from plans.models import Notice, Submission
from plans.submitting.reminding import remind
from plans.submitting.telling import day_of
from tests.plans.campaigning import Stage, day, form_of, opened, people_of, school_of, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage(bureau, other_bureau):
    """A campaign that closes in thirty days and reminds seven, one and no days before."""
    stage = Stage(bureau)
    people_of(other_bureau, school_of(other_bureau, "远山小学"), mark="-other")
    facts = {"reminder_days": [7, 1, 0]}
    stage.campaign = submitting.change_campaign(stage.campaign, user=stage.admin, **facts)
    Notice.objects.all().delete()
    return stage


def told(moment):
    """(person, kind) of the notices that a day makes."""
    known = set(Notice.objects.values_list("pk", flat=True))
    remind(moment)
    new = Notice.objects.exclude(pk__in=known).select_related("user")
    return sorted((notice.user.username, notice.kind) for notice in new)


SCHOOL_DUE = [("school_clerk", "due"), ("school_head", "due")]
SCHOOL_LATE = [("school_clerk", "overdue"), ("school_head", "overdue")]
BUREAU_LATE = [("bureau_admin", "ask"), ("bureau_staff", "ask")]


def test_a_whole_month_of_days(stage):
    found = {n: told(day(n)) for n in range(40)}
    assert {n: who for n, who in found.items() if who} == {
        23: SCHOOL_DUE,
        29: SCHOOL_DUE,
        30: SCHOOL_DUE,
        31: BUREAU_LATE + SCHOOL_LATE,
    }


def test_the_same_day_asked_again_tells_nobody(stage):
    for number in (23, 31):
        assert told(day(number))
        assert told(day(number)) == []


@pytest.mark.parametrize("number", [23, 31])
def test_who_has_handed_in_is_left_alone(stage, number):
    stage.bring("submitted")
    Notice.objects.all().delete()
    assert told(day(number)) == []


def test_a_school_with_a_day_of_its_own_is_told_by_it(stage):
    Submission.objects.update(due_on=day(40))
    assert told(day(23)) == [] and told(day(31)) == []
    assert told(day(33)) == SCHOOL_DUE
    assert told(day(41)) == BUREAU_LATE + SCHOOL_LATE


def test_a_new_last_day_is_told_anew(stage):
    assert told(day(31))
    submitting.ask_extension(stage.submission, user=stage.head, until=day(40), reason="停课")
    submitting.grant_extension(stage.submission, user=stage.admin)
    assert told(day(39)) == SCHOOL_DUE
    assert told(day(41)) == BUREAU_LATE + SCHOOL_LATE


def test_a_day_on_which_the_command_did_not_run_is_made_good_within_a_week(stage):
    assert told(day(38)) == []
    assert told(day(37)) == BUREAU_LATE + SCHOOL_LATE


def test_what_schools_and_bureau_read(stage):
    remind(day(23))
    remind(day(30))
    remind(day(31))
    last = day_of(day(30))
    owes = "河湾小学的《2027年度计划上报》还没有上报"
    texts = Notice.objects.filter(user=stage.head).order_by("pk").values_list("text", flat=True)
    assert list(texts) == [
        f"{owes}，截止日期是{last}，还有7天。",
        f"{owes}，截止日期是{last}，就是今天。",
        f"{owes}，{last}已经截止，请尽快上报，或者申请延期。",
    ]
    digest = Notice.objects.get(user=stage.admin)
    assert digest.text == "《2027年度计划上报》有1所学校逾期未交，请到看板查看。"
    assert digest.where == f"/campaigns/{stage.campaign.pk}/"


def test_a_plan_that_was_given_back_is_owed_again(stage):
    stage.bring("returned")
    Notice.objects.all().delete()
    remind(day(4))
    assert "还没有再次上报" in Notice.objects.get(user=stage.head).text


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_a_campaign_that_is_not_open_reminds_nobody(stage, state):
    stage.campaign.state = state
    stage.campaign.save()
    assert told(day(23)) == [] and told(day(31)) == []


def test_a_campaign_whose_first_day_has_not_come_reminds_nobody(stage):
    stage.campaign.opens_on = day(25)
    stage.campaign.save()
    assert told(day(23)) == []


def test_the_bureau_gets_one_line_for_all_its_late_schools(bureau, staff):
    schools = [school_of(bureau, f"第{n}小学") for n in range(5)]
    opened(staff, form_of(bureau), schools)
    remind(day(31))
    assert Notice.objects.get(user=staff).text.startswith("《2027年度计划上报》有5所学校逾期未交")


def test_thirty_schools_cost_as_many_queries_as_two(bureau, staff):
    form = form_of(bureau)

    def cost(number, moment, shift):
        schools = [school_of(bureau, f"{number}第{n}小学") for n in range(number)]
        for n, school in enumerate(schools):
            somebody(f"h{number}-{n}", Role.SCHOOL_HEAD, bureau, school)
        campaign = opened(staff, form, schools, reminder_days=[7])
        own = campaign.submissions.order_by("pk")[1:]
        Submission.objects.filter(pk__in=[row.pk for row in own]).update(
            due_on=moment + timedelta(days=shift)
        )
        with CaptureQueriesContext(connection) as queries:
            remind(moment)
        campaign.state = "closed"
        campaign.save()
        return len(queries)

    assert cost(2, day(23), 7) == cost(30, day(23), 7)
    assert cost(3, day(31), -2) == cost(31, day(31), -2)


def run(**options):
    out = StringIO()
    call_command("remind_schools", stdout=out, **options)
    return out.getvalue()


def test_the_command_says_how_many_it_told(stage):
    stage.campaign.closes_on = day(7)
    stage.campaign.save()
    assert run() == f"{day()}：截止提醒 2 条，逾期提醒 0 条，给教育局的汇总 0 条，自评催交 0 条。\n"
    late = day(7) + timedelta(days=1)
    said = run(day=late)
    assert said == f"{late}：截止提醒 0 条，逾期提醒 2 条，给教育局的汇总 2 条，自评催交 0 条。\n"


def test_a_day_that_is_none_is_refused_in_words():
    with pytest.raises(CommandError, match="没有“2026-02-30”这一天"):
        call_command("remind_schools", "--day", "2026-02-30")

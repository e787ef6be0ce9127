"""Each step of a submission tells whom it concerns, and nobody else."""

from dataclasses import dataclass

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from eduplan.accounts.models import Role
from plans import submitting
from plans.models import Notice, SubmissionEvent
from plans.submitting.telling import day_of
from tests.plans.campaigning import (
    Stage,
    day,
    form_of,
    opened,
    people_of,
    school_of,
    somebody,
)
from tests.plans.test_submission_steps import take

pytestmark = pytest.mark.django_db

SCHOOL = {Role.SCHOOL_HEAD, Role.SCHOOL_CLERK}


@dataclass
class Told:
    """In which state a step is taken, who of his own school or bureau is told, and what."""

    state: str
    to: set
    words: str = ""
    page: str = "/submissions/{}/"
    by: str = Role.BUREAU_ADMIN


TOLD = {
    "begin": Told("not_started", set(), by=Role.SCHOOL_HEAD),
    "submit": Told("filling", set(), by=Role.SCHOOL_HEAD),
    "withdraw": Told("submitted", set(), by=Role.SCHOOL_HEAD),
    "open": Told("submitted", set()),
    "give_back": Told("submitted", SCHOOL, f"已退回，请按页面上的意见修改，{day_of(day(9))}前"),
    "approve": Told("submitted", SCHOOL, "《2027年度计划上报》已通过。"),
    "unlock": Told("approved", SCHOOL, f"已解锁退回，请按页面上的意见修改，{day_of(day(9))}前"),
    "grant_extension": Told(
        "filling", SCHOOL, f"已同意，《2027年度计划上报》请在{day_of(day(50))}前"
    ),
    "refuse_extension": Told(
        "filling", SCHOOL, f"未获同意，《2027年度计划上报》仍请在{day_of(day(30))}前"
    ),
    "ask_extension": Told(
        "filling",
        {Role.BUREAU_ADMIN, Role.BUREAU_STAFF},
        f"河湾小学申请把《2027年度计划上报》延期到{day_of(day(50))}，请答复。",
        "/submissions/{}/review/",
        by=Role.SCHOOL_HEAD,
    ),
}
"""Step -> what is expected of it; by hand, not from the table of the code."""


@pytest.fixture
def stage(bureau, other_bureau):
    """A submission, with people of all roles at its school, at the next one and far away."""
    stage = Stage(bureau)
    next_one = school_of(bureau, "邻山小学")
    for role in SCHOOL:
        somebody(f"{role}-next", role, bureau, next_one)
    people_of(other_bureau, school_of(other_bureau, "远山小学"), mark="-other")
    return stage


def test_every_step_stands_in_the_table_here():
    assert {*TOLD, "add", "remind"} == set(SubmissionEvent.Action.values)


@pytest.mark.parametrize("step", sorted(TOLD))
def test_a_step_tells_whom_it_concerns_and_nobody_else(step, stage):
    expected = TOLD[step]
    found = stage.bring(expected.state)
    if step in ("grant_extension", "refuse_extension"):
        submitting.ask_extension(found, user=stage.head, until=day(50), reason="下雨停课")
    Notice.objects.all().delete()
    take(step, stage.submission, stage.people[expected.by])
    told = {notice.user.username for notice in Notice.objects.select_related("user")}
    assert told == {role.value for role in expected.to}
    for notice in Notice.objects.all():
        assert expected.words in notice.text and "河湾小学" in notice.text
        assert notice.where == expected.page.format(found.pk)


def test_why_it_was_given_back_stands_on_the_page_alone(stage):
    found = stage.bring("submitted")
    submitting.give_back(
        found,
        user=stage.admin,
        version=found.version,
        reason="请删去张小燕的电话",
        due_on=day(3),
    )
    assert not Notice.objects.filter(text__contains="张小燕").exists()


def test_who_took_a_step_is_not_told_of_it(stage):
    """An administrator of the bureau who heads the school as well."""
    stage.people[Role.BUREAU_STAFF].appoint(Role.SCHOOL_CLERK, school=stage.school)
    found = stage.bring("submitted")
    Notice.objects.all().delete()
    submitting.give_back(
        found,
        user=stage.people[Role.BUREAU_STAFF],
        version=found.version,
        reason="请补充",
        due_on=day(3),
    )
    told = {notice.user.username for notice in Notice.objects.select_related("user")}
    assert told == {"school_head", "school_clerk"}


def test_who_has_left_his_post_is_told_no_more(stage):
    found = stage.bring("submitted")
    stage.head.posts.update(ended_on=timezone.localdate())
    newcomer = somebody("newcomer", Role.SCHOOL_HEAD, stage.bureau, stage.school)
    Notice.objects.all().delete()
    submitting.approve(found, user=stage.admin, version=found.version)
    told = {notice.user for notice in Notice.objects.select_related("user")}
    assert told == {newcomer, stage.people[Role.SCHOOL_CLERK]}


def test_who_is_head_and_clerk_of_a_school_is_told_once(stage):
    ready = stage.bring("submitted")
    stage.head.appoint(Role.SCHOOL_CLERK, school=stage.school)
    Notice.objects.all().delete()
    submitting.approve(ready, user=stage.admin, version=ready.version)
    assert Notice.objects.visible_to(stage.head).count() == 1


def test_who_acts_in_another_post_just_now_is_told(stage):
    both, ready = stage.head, stage.bring("submitted")
    both.act_in(both.appoint(Role.SCHOOL_HEAD, school=school_of(stage.bureau, "下河小学")).pk)
    Notice.objects.all().delete()
    submitting.approve(ready, user=stage.admin, version=ready.version)
    assert Notice.objects.visible_to(both).count() == 1


def test_a_step_that_is_refused_tells_nobody(stage):
    found = stage.bring("submitted")
    Notice.objects.all().delete()
    with pytest.raises(ValidationError):
        submitting.give_back(
            found, user=stage.admin, version=found.version, reason="", due_on=day(3)
        )
    assert not Notice.objects.exists()


def test_opening_calls_the_schools_that_take_part(stage):
    told = Notice.objects.select_related("user")
    assert {notice.user.username for notice in told} == {"school_head", "school_clerk"}
    assert told[0].text == (
        f"河湾小学请填报《2027年度计划上报》：{day_of(day())}开始，{day_of(day(30))}截止。"
    )
    assert told[0].where == f"/submissions/{stage.submission.pk}/"


def test_who_works_in_two_schools_is_called_by_each(stage):
    both = stage.head
    second = school_of(stage.bureau, "下河小学")
    both.appoint(Role.SCHOOL_HEAD, school=second)
    submitting.add_schools(stage.campaign, user=stage.admin, schools=[second])
    texts = Notice.objects.visible_to(both).values_list("text", flat=True)
    assert sorted(text[:4] for text in texts) == ["下河小学", "河湾小学"]


def test_opening_for_thirty_schools_tells_in_as_many_queries_as_for_two(bureau, staff):
    form = form_of(bureau)

    def cost(number):
        schools = [school_of(bureau, f"{number}第{n}小学") for n in range(number)]
        for n, school in enumerate(schools):
            somebody(f"h{number}-{n}", Role.SCHOOL_HEAD, bureau, school)
        with CaptureQueriesContext(connection) as queries:
            opened(staff, form, schools)
        return len(queries)

    two, many = cost(2), cost(30)
    assert Notice.objects.count() == 32
    assert two == many

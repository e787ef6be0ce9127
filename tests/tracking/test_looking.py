"""What a list of matters is narrowed by: lights of today, marks, who leads; what is due."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from plans.filters import MatterFilter
from plans.models import Matter
from plans.tracking import proposing, steps
from plans.tracking.lights import Light
from plans.tracking.looking import is_due, seen
from tests.plans.campaigning import day
from tests.tracking.matters import NOTE, Desk

pytestmark = pytest.mark.django_db


class Asked:
    """A request of somebody who sees all."""

    class reader:
        sees = True

    def __init__(self, user):
        self.user = user


@pytest.fixture
def desk(bureau):
    return Desk(bureau)


def backdated(matter, **facts):
    """The matter with days that its steps would not take today."""
    Matter.objects.filter(pk=matter.pk).update(**facts)
    return Matter.objects.get(pk=matter.pk)


def found(desk, query):
    rows = Matter.objects.visible_to(desk.admin)
    chosen = MatterFilter(QueryDict(query), rows, request=Asked(desk.admin))
    assert not chosen.complaints
    return {matter.title for matter in chosen.qs}


def test_matters_are_found_by_the_light_of_today(desk):
    desk.matter(title="内部")
    desk.matter("working", title="正常", due_on=day(200))
    near = {"begun_on": day(-100), "progress": 99}
    backdated(desk.matter("working", title="临近"), due_on=day(1), **near)
    backdated(desk.matter("working", title="逾期"), due_on=day(-1), **near)
    done = desk.matter("closed", title="晚结")
    backdated(done, begun_on=day(-100), due_on=day(-1))
    desk.matter("closed", title="办结")
    assert found(desk, "light=blue") == {"正常"}
    assert found(desk, "light=yellow") == {"临近"}
    assert found(desk, "light=red") == {"逾期"}
    assert found(desk, "light=grey") == {"晚结", "办结"}
    assert found(desk, "light=late") == {"晚结"}
    assert len(found(desk, "light=sent")) == 5


def test_matters_are_found_by_marks_words_and_who_leads(desk):
    plain = desk.matter("working", title="控辍保学台账")
    asked = desk.matter("dispatched", title="校舍排查", lead_unit=None, lead_school=desk.school)
    Matter.objects.filter(pk=asked.pk).update(asked_until=day(90), asked_reason="雨")
    proposing.break_down(plain, user=desk.admin, parts=[{"title": "分项"}])
    assert found(desk, "mark=asking") == {"校舍排查"}
    assert found(desk, "mark=divided") == {"控辍保学台账"}
    assert found(desk, "mark=extended") == set()
    backdated(asked, due_on=day(90))
    assert found(desk, "mark=extended") == {"校舍排查"}
    assert found(desk, "q=台账 控辍") == {"控辍保学台账"}
    assert found(desk, f"lead_school={desk.school.pk}") == {"校舍排查"}
    assert found(desk, "unit=安全") == {"控辍保学台账"}
    assert found(desk, f"due_from={day(80)}&due_to={day(100)}") == {"校舍排查"}


def test_a_wrong_condition_is_said_and_counts_for_nothing(desk):
    desk.matter()
    query = QueryDict("light=green&lead_unit=99999999999999999999999&due_from=x")
    chosen = MatterFilter(query, Matter.objects.all(), request=Asked(desk.admin))
    assert len(chosen.complaints) == 3 and chosen.qs.count() == 1


def test_a_report_is_due_after_its_cadence(desk):
    matter = desk.matter("working")
    now = timezone.now()
    cases = [("monthly", 30, False), ("monthly", 31, True), ("weekly", 7, True)]
    cases += [("quarterly", 91, False), ("quarterly", 92, True), ("once", 400, False)]
    for cadence, days, expected in cases:
        silent = backdated(matter, cadence=cadence, heard_at=now - timedelta(days=days))
        assert is_due(silent, day()) is expected, (cadence, days)
    never = backdated(matter, cadence="weekly", heard_at=None, dispatched_at=now)
    assert not is_due(never, day()) and is_due(never, day(7))
    steps.finish(never, user=desk.lead, version=never.version, note=NOTE)
    assert not is_due(Matter.objects.get(pk=matter.pk), day(400))


def test_lights_of_rows_take_the_query_of_the_rules_alone(desk, django_assert_num_queries):
    for number in range(3):
        desk.matter("working", title=f"第{number}项")
    rows = list(Matter.objects.for_list())
    with django_assert_num_queries(1):
        assert [one.sign.light for one in seen(rows)] == [Light.BLUE] * 3


def test_of_what_is_divided_no_report_is_due(desk):
    matter = desk.matter("working")
    silent = {"cadence": "weekly", "heard_at": timezone.now() - timedelta(days=30)}
    backdated(matter, **silent)
    rows = Matter.objects.for_list().filter(pk=matter.pk)
    assert [one.is_due for one in seen(rows)] == [True]
    (part,) = proposing.break_down(matter, user=desk.admin, parts=[{"title": "分项"}])
    assert [one.is_due for one in seen(rows.all())] == [False]
    steps.stop(part, user=desk.leader, reason="不再单列")
    assert [one.is_due for one in seen(rows.all())] == [True]

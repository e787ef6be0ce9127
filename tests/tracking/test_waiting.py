"""What comes before a matter: chosen by its bureau, never in a circle, told and drawn."""

import itertools
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from eduplan.accounts.models import Role
from plans.editing import Conflict
from plans.models import Matter
from plans.tracking import proposing, steps
from plans.tracking.ruling import rulebook
from plans.tracking.strands import ABOVE, BELOW, MIDDLE, strands
from plans.tracking.waiting import set_befores, waits_of
from tests.plans.campaigning import day

db = pytest.mark.django_db


def now(matter):
    """A matter as the database has it."""
    return Matter.objects.get(pk=matter.pk)


def wait(desk, after, *befores, user=None):
    after = now(after)
    numbers = [row.pk for row in befores]
    return set_befores(after, user=user or desk.admin, version=after.version, befores=numbers)


@db
def test_a_matter_waits_for_others_with_a_trace(desk):
    one, two, three = (desk.matter("working", title=t) for t in ("选址", "招标", "开工"))
    wait(desk, three, one, two)
    assert set(three.waits_for.all()) == {one, two}
    assert three.steps.get(action="change").note == "前置事项改为 2 项。"
    wait(desk, three, two)
    assert list(three.waits_for.all()) == [two] and list(one.followers.all()) == []


@db
@pytest.mark.parametrize("length", [2, 3])
def test_none_wait_for_each_other(length, desk):
    rows = [desk.matter(title=f"事项{n}") for n in range(length)]
    for before, after in itertools.pairwise(rows):
        wait(desk, after, before)
    with pytest.raises(ValidationError, match=r"互相等待.*事项0"):
        wait(desk, rows[0], rows[-1])
    assert not rows[0].waits_for.exists()


@db
def test_none_waits_for_itself_nor_for_its_own_whole(desk):
    whole = desk.matter("working")
    [part] = proposing.break_down(whole, user=desk.admin, parts=[{"title": "一中"}])
    for after, before in ((whole, whole), (part, whole), (whole, part)):
        with pytest.raises(ValidationError):
            wait(desk, after, before)


@db
def test_only_the_bureaus_own_clerks_choose_and_only_its_own_matters(desk, other_bureau):
    matter, before = desk.matter(title="甲"), desk.matter(title="乙")
    with pytest.raises(PermissionDenied):
        wait(desk, matter, before, user=desk.leader)
    stranger = Matter.objects.create(
        bureau=other_bureau, title="外县的", created_by=desk.admin, begun_on=day(0)
    )
    wait(desk, matter, stranger, before)
    assert list(matter.waits_for.all()) == [before]
    with pytest.raises(ValidationError, match="不能修改"):
        wait(desk, desk.matter("closed", title="丙"), before)


@db
def test_of_two_who_choose_at_once_the_second_looks_again(desk):
    matter, before = desk.matter(title="甲"), desk.matter(title="乙")
    wait(desk, matter, before)
    with pytest.raises(Conflict):
        set_befores(matter, user=desk.admin, version=matter.version, befores=[])


@db
@pytest.mark.parametrize(
    ("change", "is_late", "words"),
    [
        ({"due_on": day(-2)}, True, "会耽误本事项"),
        ({"due_on": day(90)}, False, "晚于本事项"),
        ({"due_on": day(30), "progress": 60}, False, "还剩"),
        ({"state": "closed", "closed_on": day(0)}, False, "已办结"),
        ({"state": "stopped"}, False, "已终止"),
        ({"state": "proposed", "due_on": day(30)}, False, "没有下发"),
    ],
)
def test_what_comes_before_is_told_as_it_stands(change, is_late, words, desk):
    before, matter = desk.matter("working", title="乙"), desk.matter(title="甲")
    Matter.objects.filter(pk=before.pk).update(**{"begun_on": day(-30)} | change)
    [found] = waits_of(matter, [now(before)], day(0), rulebook())
    assert found.is_late == is_late and words in found.told


@db
def test_page_and_timeline_say_that_what_comes_before_is_late(desk, client_of):
    before, after = desk.matter("working", title="选址"), desk.matter("working", title="开工")
    wait(desk, after, before)
    client = client_of(desk.admin)
    timeline = client.get(reverse("tracking-timeline")).content.decode()
    assert "前置：" in timeline and "strand-end" in timeline and "会耽误" not in timeline
    Matter.objects.filter(pk=before.pk).update(begun_on=day(-30), due_on=day(-2))
    page = client.get(reverse("matter", args=[after.pk])).content.decode()
    assert "选址" in page and "会耽误本事项" in page
    assert "开工" in client.get(reverse("matter", args=[before.pk])).content.decode()
    timeline = client.get(reverse("tracking-timeline")).content.decode()
    assert "逾期，会耽误本事项" in timeline and "要等“选址”" in timeline


@db
def test_a_school_reads_nothing_of_what_others_do_before(desk, client_of):
    before = desk.matter("working", title="科室的事")
    own = desk.matter("checked", title="本校的事", lead_unit=None, lead_school=desk.school)
    wait(desk, steps.dispatch(own, user=desk.admin), before)
    client = client_of(desk.people[Role.SCHOOL_HEAD])
    assert "科室的事" not in client.get(reverse("matter", args=[own.pk])).content.decode()


@db
def test_they_are_ticked_on_a_page(desk, client_of):
    before, after = desk.matter("working", title="选址"), desk.matter("working", title="开工")
    client, page = client_of(desk.admin), reverse("matter-before", args=[after.pk])
    assert "选址" in client.get(page).content.decode()
    assert "选址" not in client.get(page, {"q": "没有的"}).content.decode()
    sent = {"version": after.version, "before": [before.pk, "x", "9" * 30]}
    assert client.post(page, sent).status_code == 302
    assert list(after.waits_for.all()) == [before]
    assert client.post(page, sent).status_code == 409
    circle = client.post(
        reverse("matter-before", args=[before.pk]), {"version": before.version, "before": after.pk}
    )
    html = circle.content.decode()
    assert circle.status_code == 422 and "互相等待" in html and "checked" in html
    assert client_of(desk.leader).get(page).status_code == 403


@db
def test_queries_of_the_timeline_do_not_grow(desk, client_of, django_assert_max_num_queries):
    rows = [desk.matter("working", title=f"事项{n}") for n in range(8)]
    for before, after in itertools.pairwise(rows):
        wait(desk, after, before)
    client = client_of(desk.admin)
    with django_assert_max_num_queries(22):
        client.get(reverse("tracking-timeline"))


@dataclass
class Bar:
    """As much of a bar as lines ask for."""

    row: object
    start: float
    end: float | None


def bar(pk, start, end, *befores):
    rows = [SimpleNamespace(pk=number) for number in befores]
    matter = SimpleNamespace(pk=pk, waits_for=SimpleNamespace(all=lambda: rows))
    return Bar(SimpleNamespace(matter=matter), start, end)


def drawn(*bars):
    return {
        pk: ([(p.at, p.top, p.bottom) for p in one.pieces], one.ends)
        for pk, one in strands(bars).items()
    }


def test_a_line_runs_from_the_end_of_one_to_the_start_of_the_other_over_what_lies_between():
    assert drawn(bar(1, 0, 20), bar(2, 5, 90), bar(3, 30, 60, 1)) == {
        1: ([(20, MIDDLE, BELOW)], []),
        2: ([(20, ABOVE, BELOW)], []),
        3: ([(20, ABOVE, MIDDLE)], [(20, 30)]),
    }


def test_a_line_runs_upwards_too():
    assert drawn(bar(3, 30, 60, 1), bar(1, 0, 20)) == {
        3: ([(20, MIDDLE, BELOW)], [(20, 30)]),
        1: ([(20, ABOVE, MIDDLE)], []),
    }


@pytest.mark.parametrize("bars", [[bar(3, 30, 60, 1)], [bar(1, 0, None), bar(3, 30, 60, 1)]])
def test_what_stands_elsewhere_is_joined_with_nothing(bars):
    assert all(one == ([], []) for one in drawn(*bars).values())

"""Matters of the demonstration: every state and light, with steps that led there, made once."""

import itertools
from time import process_time

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from eduplan.accounts.models import Role
from plans.models import Matter, MatterStep
from plans.sample.following import follow
from plans.sample.matters import FATES, write_matters
from plans.tracking import choosing
from plans.tracking.looking import SHOWS
from plans.tracking.transitions import TRANSITIONS
from plans.tracking.weighing import whole_progress
from tests.plans.campaigning import school_of, somebody
from tests.tracking.seeing import forget

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(bureau):
    """Who proposes, and who checks."""
    return {
        "admin": somebody("admin", Role.BUREAU_ADMIN, bureau),
        "leader": somebody("leader", Role.BUREAU_LEADER, bureau),
    }


def test_forty_matters_show_every_state_and_light_within_five_seconds(bureau, people):
    school_of(bureau)
    start = process_time()
    matters = write_matters(bureau, **people)
    assert process_time() - start < 5
    assert 40 <= matters.count() <= 45
    assert set(matters.values_list("state", flat=True)) == set(Matter.State.values)
    assert set(matters.values_list("kind", flat=True)) == set(Matter.Kind.values)
    for name in SHOWS:
        assert choosing.showing(matters, name).count() >= 2, name
    for is_there in (
        matters.filter(asked_until__isnull=False),
        matters.filter(parent__isnull=False),
        matters.filter(lead_school__isnull=False),
        matters.filter(supporting_units__isnull=False),
        [matter for matter in matters if matter.is_extended],
        matters.filter(finding__inspection__kind="audit"),
    ):
        assert is_there


def test_made_twice_they_are_there_once(bureau, people):
    first = write_matters(bureau, **people).count()
    steps = MatterStep.objects.count()
    assert write_matters(bureau, **people).count() == first
    assert MatterStep.objects.count() == steps


@pytest.mark.parametrize("number", [1, len(FATES), 90])
def test_every_step_follows_from_the_one_before_and_leads_to_the_state(number, bureau, people):
    for matter in write_matters(bureau, **people, number=number):
        matter.full_clean(exclude=["supporting_units"])
        steps = list(matter.steps.order_by("at", "pk"))
        assert steps[0].action == "propose" and steps[-1].to_state == matter.state
        for before, step in itertools.pairwise(steps):
            allowed = TRANSITIONS[step.action]
            assert step.from_state == before.to_state in allowed.sources
            assert step.to_state == (allowed.target or step.from_state)


def test_matters_of_another_bureau_are_made_as_well(bureau, other_bureau, people):
    write_matters(bureau, **people)
    others = {
        "admin": somebody("admin2", Role.BUREAU_ADMIN, other_bureau),
        "leader": somebody("leader2", Role.BUREAU_LEADER, other_bureau),
    }
    assert write_matters(other_bureau, **others).count() >= 40
    assert not set(Matter.objects.filter(bureau=bureau)) & set(
        Matter.objects.filter(bureau=other_bureau)
    )


def digest():
    """Matters and their steps, but for the numbers that the database gives them."""
    matters = Matter.objects.order_by("bureau__adcode", "number").values_list(
        "bureau__adcode", "number", "title", "state", "progress", "due_on", "lead_unit__name",
        "lead_school__name", "parent__number", "turned_on",
    )  # fmt: skip
    steps = MatterStep.objects.order_by("matter__bureau__adcode", "matter__number", "at", "pk")
    return list(matters), list(steps.values_list("matter__number", "action", "progress", "note"))


def test_many_are_spread_over_bureaus_with_reports_and_parts(bureau, other_bureau):
    assert sum(follow([bureau, other_bureau], 700)) == Matter.objects.count()
    for one in (bureau, other_bureau):
        matters = Matter.objects.filter(bureau=one)
        assert 345 <= matters.count() <= 355
        assert set(matters.values_list("state", flat=True)) == set(Matter.State.values)
        assert matters.filter(parent__isnull=False).count() > 30
        assert matters.values("lead_unit").distinct().count() > 20
        assert matters.values("lead_school").distinct().count() > 10
        assert len(set(matters.values_list("title", flat=True))) > 300
    for whole in Matter.objects.filter(parts__isnull=False).distinct():
        assert whole.progress == whole_progress(whole.parts.values_list("weight", "progress"))
    reports = MatterStep.objects.filter(action="report")
    assert reports.count() > 2 * reports.values("matter").distinct().count()
    for matter in Matter.objects.prefetch_related("steps"):
        steps = sorted(matter.steps.all(), key=lambda step: (step.at, step.pk))
        assert steps[-1].to_state == matter.state
        for before, step in itertools.pairwise(steps):
            assert step.from_state == before.to_state in TRANSITIONS[step.action].sources


def test_the_same_number_gives_the_same_matters(bureau):
    list(follow([bureau], 100))
    first = digest()
    forget()
    list(follow([bureau], 100))
    assert digest() == first


@pytest.mark.parametrize(
    "options", [{"matters": -1}, {"matters": 5, "matter_bureaus": 0}, {"matters": 10_000_000}]
)
def test_numbers_that_make_no_matters_are_refused(options, bureau):
    with pytest.raises(CommandError, match="应在"):
        call_command("make_sample", bureau=bureau.adcode, **options)
    assert not Matter.objects.exists()

"""Two people at one round at once, each with a connection of his own."""

from decimal import Decimal
from functools import partial

import pytest

from plans.evaluating import finding, marking, turning
from plans.evaluating.marking import Said
from plans.models import Finding, Inspection, Mark
from tests.conftest import county
from tests.evaluating.rounds import Stage
from tests.plans.campaigning import day
from tests.plans.test_submission_concurrency import at_once, on_disk, refused

__all__ = ["on_disk"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage(on_disk):
    return Stage(county("530199", "青禾县", "云岭省长川市青禾县"))


def test_a_mark_comes_before_the_close_and_counts_or_is_refused(stage):
    stage.round = stage.draft(name="不抽评的评估", sample_percent=0)
    stage.bring("check")
    said = {stage.item("A1").pk: Said(points=Decimal(7), reason="缺制度")}
    write = partial(marking.mark, stage.place(), user=stage.clerk, step="check", said=said)
    results = at_once(write, partial(turning.close, stage.round, user=stage.leader))
    was_refused = refused(results)[0]
    assert stage.now().is_closed and not refused(results)[1], results
    is_written = Mark.objects.filter(step="check").exists()
    assert is_written != was_refused
    assert stage.place().points == (9 if was_refused else 7)


def test_of_two_who_hand_in_and_turn_the_round_none_is_lost(stage):
    stage.bring("self")
    stage.score(stage.head, A1=9, A2="met", A3="met")
    results = at_once(
        partial(marking.hand_in, stage.place(), user=stage.head),
        partial(turning.to_check, stage.round, user=stage.clerk),
    )
    assert stage.now().state == "check"
    assert stage.place().is_handed_in != refused(results)[0]


def test_two_who_list_one_problem_list_it_once(stage):
    stage.bring("check")
    stage.score(stage.clerk, "check", A2=Said("not_met", reason="有隐患"))
    numbers = [stage.item("A2").pk]
    acts = [
        partial(finding.register, stage.place(), numbers, user=who, due_on=day(30))
        for who in (stage.clerk, stage.admin)
    ]
    assert refused(at_once(*acts)) == [False, False]
    assert (Finding.objects.count(), Inspection.objects.count()) == (1, 1)


def test_two_who_list_the_first_problems_of_two_schools_both_do(stage):
    stage.bring("check")
    for of in (stage.school, stage.next):
        stage.score(stage.clerk, "check", of, A2=Said("not_met", reason="有隐患"))
    numbers = [stage.item("A2").pk]
    acts = [
        partial(finding.register, stage.place(of), numbers, user=stage.clerk, due_on=day(30))
        for of in (stage.school, stage.next)
    ]
    assert refused(at_once(*acts)) == [False, False]
    assert (Finding.objects.count(), Inspection.objects.count()) == (2, 1)

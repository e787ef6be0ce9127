"""Two people at one matter at once, each with a connection of his own: nothing is lost unseen."""

from decimal import Decimal
from functools import partial

import pytest

from indicators.models import Observation
from plans.models import AcceptedFigure, Matter, Plan, Statement
from plans.tracking import accepting, issuing, many, proposing, steps
from plans.tracking.transitions import Step
from plans.tracking.weighing import whole_progress
from tests.conftest import county
from tests.plans.campaigning import day, indicator
from tests.plans.test_submission_concurrency import ROUNDS, at_once, on_disk, refused
from tests.tracking.matters import NOTE, Desk, call

__all__ = ["on_disk"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(on_disk):
    return Desk(county("530199", "青禾县", "云岭省长川市青禾县"))


def now(matter):
    """The matter as the database has it."""
    return Matter.objects.get(pk=matter.pk)


def asking(desk):
    """A matter that waits for more time."""
    return call("ask_extension", desk.matter("working"), desk.lead)


PAIRS = {
    # name: (state before, one step and who takes it, another one, states that may follow)
    "销号 or 退回": (
        "reported",
        ("close", "leader"),
        ("give_back", "admin"),
        {"closed", "working"},
    ),
    "办结 or 终止": ("working", ("finish", "lead"), ("stop", "leader"), {"reported", "stopped"}),
    "签收 twice": ("dispatched", ("acknowledge", "lead"), ("acknowledge", "admin"), {"working"}),
    "审核 twice": ("proposed", ("check", "leader"), ("check", "admin"), {"checked"}),
    "下发 twice": ("checked", ("dispatch", "lead"), ("dispatch", "admin"), {"dispatched"}),
    "办结 twice": ("working", ("finish", "lead"), ("finish", "admin"), {"reported"}),
    "重新办理 twice": ("closed", ("reopen", "leader"), ("reopen", "admin"), {"working"}),
}


@pytest.mark.parametrize("name", PAIRS)
def test_of_two_steps_that_exclude_each_other_one_is_taken(name, desk):
    state, *pair, after = PAIRS[name]
    for _ in range(ROUNDS):
        matter = desk.matter(state)
        before = matter.steps.count()
        acts = [partial(call, step, matter, getattr(desk, who)) for step, who in pair]
        results = at_once(*acts)
        found = now(matter)
        taken = refused(results).count(False)
        # What was reported as done a moment before may still be stopped.
        may_be_both = found.state == "stopped"
        assert taken == 1 or (taken == 2 and may_be_both), results
        assert found.state in after and found.steps.count() == before + taken
        assert found.version == matter.version + taken


def test_of_two_reports_on_one_version_one_is_told(desk):
    matter = desk.matter("working")
    for _ in range(ROUNDS):
        seen = now(matter)
        results = at_once(
            lambda s=seen: steps.report(
                s, user=desk.lead, version=s.version, progress=20, note="甲"
            ),
            lambda s=seen: steps.report(
                s, user=desk.admin, version=s.version, progress=30, note="乙"
            ),
        )
        assert sorted(refused(results)) == [False, True]
        found = now(matter)
        assert (found.progress, found.note) == ((30, "乙") if refused(results)[0] else (20, "甲"))
    assert matter.steps.filter(action="report").count() == ROUNDS


def test_more_time_is_granted_or_refused_not_both(desk):
    for _ in range(ROUNDS):
        matter = asking(desk)
        results = at_once(
            lambda m=matter: steps.grant_extension(m, user=desk.leader),
            lambda m=matter: steps.refuse_extension(m, user=desk.admin, reason="工期充足"),
        )
        assert sorted(refused(results)) == [False, True]
        is_granted = not refused(results)[0]
        assert now(matter).due_on == (day(90) if is_granted else day(60))
        assert now(matter).asked_until is None


def test_what_is_divided_takes_no_report_beside_its_parts(desk):
    for _ in range(ROUNDS):
        matter = desk.matter("working")
        results = at_once(
            lambda m=matter: proposing.break_down(m, user=desk.admin, parts=[{"title": "分项"}]),
            lambda m=matter: steps.report(
                m, user=desk.lead, version=m.version, progress=40, note=NOTE
            ),
        )
        assert sorted(refused(results)) == [False, True]
        assert now(matter).progress == (40 if refused(results)[0] else 0)
        assert matter.parts.exists() != refused(results)[0]


def parts_of(desk, whole, number):
    """Parts that are worked on."""
    facts = [{"title": f"分项{n}", "lead_unit": desk.unit, "weight": n + 1} for n in range(number)]
    parts = proposing.break_down(whole, user=desk.admin, parts=facts)
    for part in parts:
        steps.dispatch(part, user=desk.admin)
        steps.acknowledge(part, user=desk.lead)
    return [now(part) for part in parts]


def test_parts_that_report_at_once_all_count_in_the_whole(desk):
    whole = desk.matter("working")
    parts = parts_of(desk, whole, 3)
    for turn in range(1, ROUNDS + 1):
        acts = [
            partial(
                steps.report,
                part,
                user=desk.lead,
                version=now(part).version,
                progress=20 * turn - n,
                note=NOTE,
            )
            for n, part in enumerate(parts)
        ]
        results = at_once(*acts)
        assert not any(refused(results)), results
        assert now(whole).progress == whole_progress(whole.parts.values_list("weight", "progress"))


def test_whatever_happens_to_whole_and_parts_at_once_nobody_waits_forever(desk):
    whole = desk.matter("working")
    (middle, other) = parts_of(desk, whole, 2)
    deep, deeper = parts_of(desk, middle, 2)
    for turn in range(1, ROUNDS + 1):
        results = at_once(
            lambda: call("report", deep, desk.lead),
            lambda: call("report", deeper, desk.lead),
            lambda: call("report", other, desk.lead),
            lambda: call("stop", whole, desk.leader),
            lambda: call("change", middle, desk.admin),
            lambda t=turn: proposing.break_down(
                middle, user=desk.admin, parts=[{"title": f"再分{t}"}]
            ),
        )
        # The whole has parts that are open, and a version may be older than the others' steps.
        assert refused(results)[3] and not refused(results)[5], results
        for row in (middle, whole):
            parts = now(row).parts.exclude(state="stopped")
            assert now(row).progress == whole_progress(parts.values_list("weight", "progress"))


def test_many_are_urged_or_told_of_on_paper_while_a_part_reports(desk):
    whole = desk.matter("working")
    (part,) = parts_of(desk, whole, 1)
    both = Matter.objects.filter(pk__in=(whole.pk, part.pk))
    for _ in range(ROUNDS):
        results = at_once(
            lambda: many.take(Step.URGE, both, user=desk.admin, note="请反馈"),
            lambda: issuing.issue(both, user=desk.admin, on=day(), signer="青禾县教育局"),
            lambda: call("report", part, desk.lead),
        )
        assert not any(refused(results)[:2]), results


def test_the_last_part_is_closed_while_somebody_closes_the_whole(desk):
    for _ in range(ROUNDS):
        whole = desk.matter("working")
        (part,) = parts_of(desk, whole, 1)
        call("finish", part, desk.lead)
        results = at_once(
            lambda w=whole: call("finish", w, desk.lead),
            lambda p=part: call("close", p, desk.leader),
        )
        assert not refused(results)[1]
        is_over = not refused(results)[0]
        assert now(whole).state == ("reported" if is_over else "working")


def test_a_figure_becomes_one_observation_however_many_accept_it(desk):
    region = desk.bureau
    plan = Plan.objects.create(
        bureau=region, title="要点", year=2026, region=region, state="published"
    )
    target = Statement.objects.create(
        plan=plan, value=99, unit="%", nature="target", year=2026, indicator_name="小学巩固率",
        indicator=indicator("r1", "小学巩固率", "%", direction="higher", kind="rate"),
        state="accepted", comparator="at_least",
    )  # fmt: skip
    matter = desk.matter("working", statement=target)
    seen = {"user": desk.lead, "version": matter.version}
    steps.report(matter, **seen, progress=50, note=NOTE, figure=Decimal("98.5"))
    step = matter.steps.order_by("-pk").first()
    results = at_once(
        lambda: accepting.accept(step, user=desk.leader),
        lambda: accepting.accept(step, user=desk.admin),
    )
    assert sorted(refused(results)) == [False, True]
    assert Observation.objects.count() == AcceptedFigure.objects.count() == 1

"""Scores of a bureau's units from their matters, judgements, schemes, and periods that froze."""

from datetime import datetime, time, timedelta
from decimal import Decimal as D

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from eduplan.accounts.models import Role
from indicators.models import Unit
from plans.models import AppendOnlyError, Matter, MatterStep, Period, ScoreJudgement
from plans.tracking import judging, proposing, steps
from plans.tracking.periods import span_of
from tests.plans.campaigning import day, school_of
from tests.tracking.matters import NOTE, Desk

pytestmark = pytest.mark.django_db

LAST = span_of("month", day()).before
"""The month that is over."""


@pytest.fixture
def desk(bureau):
    return Desk(bureau)


def of_last_month(matter, **facts):
    """The matter as if it had run through the whole last month, due on its 20th."""
    sent = timezone.make_aware(datetime.combine(LAST.first, time.min))
    given = {
        "begun_on": LAST.first,
        "dispatched_at": sent,
        "due_on": LAST.first.replace(day=20),
        "cadence": "once",
        **facts,
    }
    Matter.objects.filter(pk=matter.pk).update(**given)
    return matter


def closed_on(number):
    return {"reported_on": LAST.first.replace(day=number), "closed_on": LAST.last}


def scores_of(desk, span=LAST):
    return {one.whom.name: one for one in judging.scores(desk.bureau.pk, span, judging.Scheme())}


def test_units_are_scored_by_what_became_of_their_matters(desk):
    other = Unit.objects.create(region=desk.bureau, name="计财股")
    in_time = of_last_month(desk.matter("closed"), **closed_on(20))
    late = of_last_month(desk.matter("closed"), **closed_on(21))
    open_one = of_last_month(desk.matter("working"))
    of_last_month(desk.matter("working"), due_on=day(30))
    of_last_month(desk.matter("stopped"))
    of_last_month(desk.matter("dispatched", lead_unit=other), due_on=day(30))
    found = scores_of(desk)
    assert set(found) == {"安全股"}
    score = found["安全股"].score
    assert score.parts[0].numbers == (in_time.pk, late.pk, open_one.pk)
    assert score.total == D("33.33")


def test_reports_that_were_due_and_not_made_cost_points(desk):
    matter = of_last_month(desk.matter("working"), cadence="weekly", due_on=day(90))
    assert scores_of(desk)["安全股"].score.total == D(0)
    steps.report(
        Matter.objects.get(pk=matter.pk), user=desk.lead, version=matter.version,
        progress=10, note=NOTE,
    )  # fmt: skip
    assert scores_of(desk)["安全股"].score.total == D(0)
    report = MatterStep.objects.get(action="report")
    sent = Matter.objects.get(pk=matter.pk).dispatched_at
    MatterStep.objects.filter(pk=report.pk)._raw_delete(using="default")
    for week in range(2):
        report.pk = None
        report.at = sent + timedelta(days=7 * week + 1)
        MatterStep.objects.bulk_create([report])
    # A month of 28 to 31 days asks for four weekly reports; two were made.
    assert scores_of(desk)["安全股"].score.total == D(50)


def test_a_matter_that_was_divided_is_judged_by_its_parts(desk):
    whole = desk.matter("working")
    (part,) = proposing.break_down(
        whole, user=desk.admin, parts=[{"title": "分项", "lead_school": desk.school}]
    )
    steps.dispatch(part, user=desk.admin)
    of_last_month(whole)
    of_last_month(part)
    assert set(scores_of(desk)) == {desk.school.name}


def test_scoring_takes_the_same_queries_for_many(desk, django_assert_max_num_queries):
    for number in range(6):
        unit = Unit.objects.create(region=desk.bureau, name=f"第{number}股")
        of_last_month(desk.matter("dispatched", lead_unit=unit))
    with django_assert_max_num_queries(6):
        assert len(scores_of(desk)) == 6


def test_judgements_have_reasons_and_are_offset_not_erased(desk):
    of_last_month(desk.matter("closed"), **closed_on(20))
    facts = {"user": desk.leader, "whom": desk.unit, "day": LAST.last}
    with pytest.raises(ValidationError) as told:
        judging.judge(**facts, points=D(5), reason=" ")
    assert "reason" in told.value.message_dict
    with pytest.raises(ValidationError, match="请填写加分或减分"):
        judging.judge(**facts, points=D(0), reason="无")
    praise = judging.judge(**facts, points=D(5), reason="经验在全市推广")
    assert scores_of(desk)["安全股"].score.total == D(105)
    veto = judging.judge(**facts, points=D(0), reason="安全责任事故", is_veto=True)
    assert scores_of(desk)["安全股"].score.total == D(0)
    judging.offset(veto, user=desk.admin, reason="复查不属实")
    assert scores_of(desk)["安全股"].score.total == D(105)
    with pytest.raises(ValidationError, match="不能再冲销"):
        judging.offset(ScoreJudgement.objects.get(pk=veto.pk), user=desk.admin, reason="再来")
    assert ScoreJudgement.objects.count() == 3
    with pytest.raises(AppendOnlyError):
        praise.delete()


def test_a_frozen_period_stays_and_can_be_reckoned_anew(desk):
    matter = of_last_month(desk.matter("closed"), **closed_on(20))
    period = judging.close_period(user=desk.leader, span=LAST)
    assert period.snapshot[0]["total"] == "100"
    of_last_month(matter, **closed_on(25))
    assert Period.objects.get().snapshot[0]["total"] == "100"
    assert scores_of(desk)["安全股"].score.total == D(0)
    with pytest.raises(ValidationError, match="已经封存"):
        judging.close_period(user=desk.leader, span=LAST)
    with pytest.raises(ValidationError, match="已经封存"):
        judging.judge(user=desk.leader, whom=desk.unit, day=LAST.last, points=D(1), reason="晚")
    with pytest.raises(ValidationError, match="还没有结束"):
        judging.close_period(user=desk.leader, span=LAST.after)


def test_what_is_reported_after_its_period_froze_is_marked_as_late(desk):
    silent = of_last_month(desk.matter("working"), due_on=day(90))
    fresh = desk.matter("working")
    judging.close_period(user=desk.leader, span=LAST)
    for matter, is_late in ((silent, True), (fresh, False)):
        matter.refresh_from_db()
        seen = {"user": desk.lead, "version": matter.version}
        steps.report(matter, **seen, progress=10, note=NOTE)
        assert matter.steps.get(action="report").is_late is is_late
    silent.refresh_from_db()
    steps.report(silent, user=desk.lead, version=silent.version, progress=20, note=NOTE)
    assert [s.is_late for s in silent.steps.filter(action="report").order_by("pk")] == [True, False]


def test_a_scheme_adds_up_and_the_newest_counts(desk):
    with pytest.raises(ValidationError, match="合计要等于 100"):
        judging.set_scheme(user=desk.admin, on_time=D(50), reached=D(30), heard=D(10), cap=D(5))
    judging.set_scheme(
        user=desk.admin, on_time=D(100), reached=D(0), heard=D(0), cap=D(5),
        weights={"instruction": "2"},
    )  # fmt: skip
    row, scheme = judging.scheme_of(desk.bureau.pk)
    assert (scheme.on_time, scheme.cap, scheme.weight_of("instruction")) == (D(100), D(5), D(2))
    assert row.by == desk.admin


def test_only_leaders_and_administrators_judge(desk, other_bureau):
    for role in (Role.BUREAU_STAFF, Role.SCHOOL_HEAD, Role.SUPERVISOR, Role.AUDITOR):
        user = desk.people[role]
        for act in (
            lambda u: judging.close_period(user=u, span=LAST),
            lambda u: judging.judge(user=u, whom=desk.unit, day=day(), points=D(1), reason="好"),
            lambda u: judging.set_scheme(user=u, on_time=D(100), reached=D(0), heard=D(0)),
        ):
            with pytest.raises(PermissionDenied):
                act(user)
    abroad = school_of(other_bureau, "白石小学")
    with pytest.raises(ValidationError, match="不是本局"):
        judging.judge(user=desk.leader, whom=abroad, day=day(), points=D(1), reason="好")

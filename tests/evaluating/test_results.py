"""Credibility against a worked example, samples that come again, results that stay."""

from decimal import Decimal
from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from plans.evaluating import finding, marking, turning
from plans.evaluating.credibility import Pair, reckon
from plans.evaluating.gathering import by_item, gather
from plans.evaluating.marking import Said
from plans.evaluating.sampling import draw
from plans.models import Assessment, AssessmentFinding, EvaluationRound, Finding, Inspection, Mark
from plans.tracking.lines import matters_of
from plans.tracking.rectifying import findings_of
from tests.plans.campaigning import day

D = Decimal
WORKED = [
    (D(9), D(7), D(10)),  # agrees by 0.8, 2 too high
    (D(4), D("4.5"), D(5)),  # agrees by 0.9, 0.5 too low
    (D(20), D(20), D(20)),  # agrees by 1
    ("met", "not_met", None),  # 0, too high
    ("met", "met", None),  # 1
    ("not_asked", "not_met", None),  # 0, neither high nor low
    ("not_asked", "not_asked", D(10)),  # not compared
    ("met", None, None),  # not compared
]


def test_credibility_follows_the_formula_of_the_page():
    found = reckon([Pair(*row) for row in WORKED])
    # By hand: (0.8 + 0.9 + 1 + 0 + 1 + 0) / 6 = 3.7 / 6 = 61.666… %; 2 - 0.5 = 1.5 points.
    assert (found.compared, found.over, found.under) == (6, 2, 1)
    assert found.percent == D("61.66")
    assert found.deviation == D("1.50")


def test_credibility_agrees_with_another_way_to_reckon_it():
    lost = 0.0
    for own, above, full in WORKED[:6]:
        lost += abs(float(own) - float(above)) / float(full) if full else own != above
    assert float(reckon([Pair(*row) for row in WORKED]).percent) == pytest.approx(
        100 - lost / 6 * 100, abs=0.01
    )


def test_without_a_pair_nothing_is_known():
    found = reckon([Pair("met", None), Pair(None, D(3), D(5)), Pair("", "")])
    assert (found.compared, found.percent, found.deviation) == (0, None, None)


def test_what_is_not_whole_never_shows_as_whole():
    pairs = [Pair("met", "met")] * 30_000 + [Pair("met", "not_met")]
    assert reckon(pairs).percent == D("99.99")


def test_the_same_seed_draws_the_same_of_each_stage():
    strata = {"primary": range(1, 11), "lower_secondary": [11, 12, 13], "": []}
    drawn = draw(strata, 42, 20)
    ranked = sorted(range(1, 11), key=lambda n: sha256(f"42:{n}".encode()).hexdigest())
    assert drawn & set(range(1, 11)) == set(ranked[:2])
    assert len(drawn & {11, 12, 13}) == 1
    assert drawn == draw({k: reversed([*v]) for k, v in strata.items()}, 42, 20)
    assert any(draw(strata, seed, 20) != drawn for seed in range(5))
    assert draw(strata, 1, 100) == set(range(1, 14)) and draw(strata, 1, 0) == set()


def worked(stage):
    """The school overrates itself twice, the next one once; the sample mends one check."""
    stage.bring("check")
    stage.score(
        stage.clerk,
        "check",
        A1=Said(points=D(7), reason="缺制度"),
        A2=Said("not_met", reason="有隐患"),
        A3="met",
    )
    stage.score(
        stage.clerk, "check", stage.next, A1=9, A2=Said("not_met", reason="有隐患"), A3="met"
    )
    stage.bring("sample")
    return Assessment.objects.get(round=stage.round, is_sampled=True)


@pytest.mark.django_db
def test_a_closed_round_says_what_counted_and_never_changes(stage):
    drawn = worked(stage)
    marks = {stage.item("A2").pk: Said("met", reason="隐患已消除")}
    marking.mark(drawn, user=stage.leader, step="sample", said=marks)
    held = stage.bring("closed")
    assert held.closed_by == stage.leader and held.seed == 7
    by_school = {p.school_id: p for p in Assessment.objects.filter(round=held)}
    own, other = by_school[stage.school.pk], by_school[stage.next.pk]
    # (0.8 + 0 + 1) / 3 and (1 + 0 + 1) / 3; where the sample found A2 met, one more each.
    wanted = {own.pk: [D(60), 7, 1, 1], other.pk: [D("66.66"), 9, 1, 1]}
    wanted[drawn.pk] = [D("93.33"), 7, 2, 0] if drawn == own else [D(100), 9, 2, 0]
    assert wanted == {p.pk: [p.credibility, p.points, p.met, p.not_met] for p in (own, other)}
    with pytest.raises(ValidationError, match="不再改动"):
        stage.score(stage.clerk, "check", A1=9)
    changes = (
        lambda: Mark.objects.filter(step="check").update(reason="改"),
        lambda: Assessment.objects.filter(pk=own.pk).update(points=10),
        lambda: EvaluationRound.objects.filter(pk=held.pk).update(state="check"),
        lambda: Mark.objects.create(
            assessment=other, item=stage.item("B"), step="self", verdict="met",
            by=stage.admin, at=held.closed_at,
        ),
    )  # fmt: skip
    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


@pytest.mark.django_db
def test_a_round_closes_with_unmarked_items_which_count_for_nothing(stage):
    stage.bring("self")
    stage.hand_in(stage.next)
    turning.to_check(stage.round, user=stage.clerk)
    marking.agree(stage.place(stage.next), user=stage.clerk)
    stage.score(stage.clerk, "check", A1=9)
    turning.to_sample(stage.round, user=stage.leader)
    turning.close(stage.round, user=stage.leader)
    sheets = {sheet.place.pk: sheet for sheet in gather(stage.now(), stage.clerk)}
    sheet = sheets[stage.place().pk]
    assert [item.code for item in sheet.lacking("check")] == ["A2", "A3"]
    assert (sheet.totals.unmarked, sheet.totals.points, sheet.totals.full) == (2, 9, 10)
    assert (sheet.totals.met, sheet.totals.not_met) == (0, 0)


@pytest.mark.django_db
def test_items_that_most_overrate_are_found(stage):
    worked(stage)
    found = {item.code: held for item, held in by_item(gather(stage.now(), stage.clerk))}
    assert [code for code, held in found.items() if held.is_mostly_over] == ["A2"]
    assert found["A1"].over == 1 and not found["A3"].over


@pytest.mark.django_db
def test_a_failed_item_goes_into_the_ledger_once_with_its_school(stage):
    worked(stage)
    place, numbers = stage.place(), [stage.item(code).pk for code in ("A1", "A2")]
    made = finding.register(place, numbers, user=stage.clerk, due_on=day(30))
    again = finding.register(place, numbers, user=stage.clerk, due_on=day(30))
    assert len(made) == 2 and again == []
    assert {row.matter.lead_school for row in made} == {stage.school}
    assert {row.matter.due_on for row in made} == {day(30)}
    assert "缺制度" in made[0].matter.text and "7 分（满分 10 分）" in made[0].matter.text
    assert made[0].assessed.item == stage.item("A1")
    assert Inspection.objects.get().name == "2026年办学水平评估"
    assert findings_of(matters_of(stage.admin)).count() == 2
    with pytest.raises(ValidationError, match="没有达标"):
        finding.register(place, [stage.item("A3").pk], user=stage.clerk, due_on=day(30))
    assert Finding.objects.count() == AssessmentFinding.objects.count() == 2

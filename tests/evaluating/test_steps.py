"""Who may take which step, in which phase and state: the whole table, on the domain's functions."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from eduplan.accounts.models import Role
from plans.evaluating import finding, marking, opening, turning
from plans.evaluating.marking import Said
from plans.models import Assessment, AssessmentEvent, Mark, Notice
from tests.conftest import county
from tests.evaluating.rounds import PHASES, Stage
from tests.plans.campaigning import day, somebody

pytestmark = pytest.mark.django_db

MEMBERS = ("bureau_admin", "bureau_staff", "bureau_leader")
CLERKS, LEADERS = ("bureau_admin", "bureau_staff"), ("bureau_admin", "bureau_leader")
FILLERS = ("school_head", "school_clerk")
TABLE = {
    "change": (("draft",), CLERKS),
    "open": (("draft",), CLERKS),
    "remind": (("self",), CLERKS),
    "to-check": (("self",), CLERKS),
    "to-sample": (("check",), LEADERS),
    "close": (("sample",), LEADERS),
    "self": (("self",), FILLERS),
    "hand-in": (("self",), ("school_head",)),
    "check": (("check",), CLERKS),
    "find": (("check", "sample", "closed"), CLERKS),
}
"""Step -> phases in which and roles by whom it is taken, for a school that still fills in."""
OF_ROUND = ("change", "open", "remind", "to-check", "to-sample", "close")


def call(stage, step, user):
    """Take a step with the round or the assessment of the school."""
    held = stage.round
    rounds = {
        "change": lambda: opening.change(held, user=user, note="说明"),
        "open": lambda: opening.open_(held, user=user),
        "remind": lambda: turning.remind(held, user=user),
        "to-check": lambda: turning.to_check(held, user=user),
        "to-sample": lambda: turning.to_sample(held, user=user),
        "close": lambda: turning.close(held, user=user),
    }
    if step in rounds:
        return rounds[step]()
    place = stage.place()
    said = {stage.item("A2").pk: Said("not_met", reason="有隐患")}
    return {
        "self": lambda: marking.mark(place, user=user, step="self", said=said),
        "hand-in": lambda: marking.hand_in(place, user=user),
        "give-back": lambda: marking.give_back(place, user=user, reason="缺佐证"),
        "check": lambda: marking.mark(place, user=user, step="check", said=said),
        "sample": lambda: marking.mark(place, user=user, step="sample", said=said),
        "find": lambda: finding.register(place, [*said], user=user, due_on=day(30)),
    }[step]()


def outcome(stage, step, user):
    """What comes of a step, which is then taken back."""
    mark = transaction.savepoint()
    try:
        call(stage, step, user)
    except PermissionDenied:
        return "refused"
    except ValidationError:
        return "hindered"
    finally:
        transaction.savepoint_rollback(mark)
    return "done"


def prepared(bureau, phase):
    """The school has scored all, and failed A2 in the check; nothing is handed in in ``self``."""
    stage = Stage(bureau)
    if phase == "draft":
        return stage
    stage.bring("self")
    stage.score(stage.head, A1=9, A2="met", A3="met")
    if phase == "self":
        return stage
    marking.hand_in(stage.place(), user=stage.head)
    stage.bring("check")
    stage.score(stage.clerk, "check", A2=Said("not_met", reason="有隐患"))
    marking.agree(stage.place(), user=stage.clerk)
    stage.bring(phase)
    return stage


@pytest.mark.parametrize("phase", PHASES)
def test_the_table_of_steps_holds_for_every_role_in_every_phase(bureau, phase):
    stage = prepared(bureau, phase)
    found, wanted = {}, {}
    for step, (phases, roles) in TABLE.items():
        if phase == "draft" and step not in OF_ROUND:
            continue
        for role in Role:
            found[step, role] = outcome(stage, step, stage.people[role])
            right = "done" if phase in phases else "hindered"
            wanted[step, role] = right if role in roles else "refused"
    assert found == wanted


def test_nobody_of_another_county_or_school_takes_any_step(bureau):
    stage = prepared(bureau, "check")
    abroad = county("530198", "白石县", "云岭省长川市白石县")
    strangers = [somebody(f"abroad_{role}", role, abroad) for role in MEMBERS]
    strangers += [stage.next_head, stage.people[Role.SUPERVISOR], stage.people[Role.AUDITOR]]
    for user in strangers:
        assert {outcome(stage, step, user) for step in (*TABLE, "give-back", "sample")} == {
            "refused"
        }


def test_what_is_handed_in_is_given_back_for_a_reason_and_handed_in_again(stage):
    stage.bring("self")
    with pytest.raises(ValidationError, match="还有 3 条没有自评"):
        marking.hand_in(stage.place(), user=stage.head)
    stage.hand_in()
    assert outcome(stage, "self", stage.head) == "hindered"
    assert marking.hand_in(stage.place(), user=stage.head).is_handed_in
    with pytest.raises(ValidationError, match="退回要写明原因"):
        marking.give_back(stage.place(), user=stage.clerk, reason=" ")
    marking.give_back(stage.place(), user=stage.clerk, reason="缺佐证")
    assert outcome(stage, "give-back", stage.clerk) == "hindered"
    told = Notice.objects.filter(user=stage.head, text__contains="已退回")
    assert told.count() == 1 and "缺佐证" not in told.get().text
    marking.hand_in(stage.place(), user=stage.head)
    assert [e.action for e in AssessmentEvent.objects.order_by("pk")] == [
        "hand_in", "give_back", "hand_in",
    ]  # fmt: skip


def test_who_checked_does_not_look_a_second_time_and_only_drawn_ones_are_looked_at(stage):
    stage.bring("check")
    marking.agree(stage.place(), user=stage.admin)
    stage.bring("sample")
    drawn = Assessment.objects.get(round=stage.round, is_sampled=True)
    other = stage.next if drawn.school == stage.school else stage.school
    said = {stage.item("A2").pk: Said("not_met", reason="有隐患")}
    if drawn.school == stage.school:
        with pytest.raises(ValidationError, match="另一位"):
            marking.mark(drawn, user=stage.admin, step="sample", said=said)
    assert marking.mark(drawn, user=stage.leader, step="sample", said=said) == 1
    assert marking.agree(drawn, user=stage.leader) == 2
    looked = Mark.objects.filter(assessment=drawn, step="sample").order_by("item__position")
    assert [str(one) for one in looked] == ["9 分", "未达标", "达标"]
    with pytest.raises(ValidationError, match="没有抽中"):
        marking.mark(stage.place(other), user=stage.leader, step="sample", said=said)


def test_the_county_scores_itself_and_another_person_checks_it(stage):
    stage.bring("self")
    stage.score(stage.admin, of=stage.bureau, B="met")
    marking.hand_in(stage.place(stage.bureau), user=stage.clerk)
    turning.to_check(stage.round, user=stage.clerk)
    found = Said("not_met", reason="低于上年", document="市教督〔2026〕3号")
    with pytest.raises(PermissionDenied):
        stage.score(stage.clerk, "check", stage.bureau, B=found)
    with pytest.raises(ValidationError, match="另一位管理员"):
        stage.score(stage.admin, "check", stage.bureau, B=found)
    assert stage.score(stage.leader, "check", stage.bureau, B=found) == 1
    assert Mark.objects.get(step="check").document == "市教督〔2026〕3号"


def test_a_prefecture_checks_its_counties_which_score_themselves(bureau):
    prefecture = county("530100", "长川市", "云岭省长川市")
    prefecture.level = "prefecture"
    prefecture.save()
    above = somebody("above", Role.BUREAU_STAFF, prefecture)
    below = somebody("below", Role.BUREAU_STAFF, bureau)
    stage = Stage(bureau)
    facts = {"year": 2026, "name": "县级评估", "self_until": day(1), "check_until": day(2)}
    facts |= {"framework": stage.framework, "scope": "none", "asks_counties": True}
    stage.round = opening.draft(user=above, sample_percent=0, **facts)
    opening.open_(stage.round, user=above)
    assert Notice.objects.filter(user=below, text__contains="县级评估").count() == 1
    with pytest.raises(PermissionDenied):
        stage.score(above, of=bureau, B="met")
    stage.score(below, of=bureau, B="met")
    assert not Mark.objects.visible_to(above).exists()
    marking.hand_in(stage.place(bureau), user=below)
    turning.to_check(stage.round, user=above)
    stage.score(above, "check", bureau, B=Said("not_met", reason="数据不实"))
    assert Mark.objects.visible_to(below).count() == 1
    with pytest.raises(ValidationError, match="该县"):
        finding.register(stage.place(bureau), [stage.item("B").pk], user=above, due_on=day(9))
    turning.close(stage.round, user=somebody("chief", Role.BUREAU_LEADER, prefecture))
    assert Mark.objects.visible_to(below).count() == 2


def test_a_round_without_a_sample_is_closed_after_the_check(stage):
    stage.round = stage.draft(name="不抽评的评估", sample_percent=0)
    stage.bring("check")
    with pytest.raises(ValidationError, match="不抽评"):
        turning.to_sample(stage.round, user=stage.leader)
    assert turning.close(stage.round, user=stage.leader).is_closed


def test_a_round_to_be_sampled_is_not_closed_before(stage):
    stage.bring("check")
    with pytest.raises(ValidationError, match="先抽签"):
        turning.close(stage.round, user=stage.leader)


def test_nothing_is_drawn_while_nothing_is_wholly_checked(stage):
    stage.bring("check")
    stage.score(stage.clerk, "check", A2="met")
    with pytest.raises(ValidationError, match="还没有一份复评"):
        turning.to_sample(stage.round, user=stage.leader)

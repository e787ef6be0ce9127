"""Marks: what may be said, what differs, who sees it when, and what two people do at once."""

import pytest
from django.core.exceptions import ValidationError

from eduplan.accounts.models import Role
from indicators.models import FrameworkItem, Standard
from plans.evaluating import evidence, marking, turning
from plans.evaluating.marking import Said, said_by
from plans.evaluating.telling import remind_of_day
from plans.models import (
    Assessment,
    AssessmentFile,
    AssessmentFileContent,
    EvaluationRound,
    Mark,
    Notice,
)
from tests.conftest import county
from tests.evaluating.rounds import said_of
from tests.plans.campaigning import day, school_of, somebody

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4"


@pytest.mark.parametrize(
    ("code", "said", "told"),
    [
        ("A1", 10.5, "0 到 10 之间"),
        ("A1", -1, "0 到 10 之间"),
        ("A1", 1.234, "两位小数"),
        ("A1", "met", "按分评定"),
        ("A1", Said("not_asked", reason="长" * 301), "300 字"),
        ("A2", 1, "请选择"),
        ("A2", "perfect", "请选择"),
        ("A2", Said(reason="有理由"), "还没有评定"),
    ],
)
def test_a_mark_that_says_nothing_sound_is_refused_beside_its_item(stage, code, said, told):
    stage.bring("self")
    with pytest.raises(ValidationError, match=told) as refused:
        stage.score(stage.head, **{"A3": "met", code: said})
    assert [*refused.value.error_dict] == [str(stage.item(code).pk)]
    assert not Mark.objects.exists()


def test_items_of_others_are_refused(stage):
    stage.bring("self")
    with pytest.raises(ValidationError, match="不在这次评估"):
        stage.score(stage.head, B="met")


def test_a_check_that_differs_needs_a_reason_and_keeps_both(stage):
    stage.bring("check")
    with pytest.raises(ValidationError, match="与自评不一致"):
        stage.score(stage.clerk, "check", A1=7, A2="met")
    stage.score(stage.clerk, "check", A1=Said(points=said_of(7).points, reason="缺两项制度"))
    marks = Mark.objects.filter(assessment=stage.place(), item=stage.item("A1"))
    assert {m.step: str(m) for m in marks} == {"self": "9 分", "check": "7 分"}


def test_an_emptied_mark_is_taken_back_and_an_equal_one_stays_as_it_was(stage):
    stage.bring("self")
    assert stage.score(stage.head, A1=9, A2="met") == 2
    before = Mark.objects.get(item=stage.item("A1"))
    clerk = stage.people[Role.SCHOOL_CLERK]
    assert stage.score(clerk, A1=9, A2=Said()) == 1
    kept = Mark.objects.get()
    assert (kept.pk, kept.by, kept.at) == (before.pk, before.by, before.at)


def test_a_stale_page_overwrites_nobody(stage):
    stage.bring("self")
    place, (one, two) = stage.place(), (stage.item("A1").pk, stage.item("A2").pk)
    shown = {one: Said().stamp, two: Said().stamp}
    stage.score(stage.head, A1=9)
    said = {one: Said(), two: said_of("met")}
    clerk = {"user": stage.people[Role.SCHOOL_CLERK], "step": "self"}
    assert marking.mark(place, said=said, seen=shown, **clerk) == 1
    assert said_by(Mark.objects.get(item=one)) == said_of(9)
    with pytest.raises(ValidationError, match="别人刚改过"):
        marking.mark(place, said={one: said_of(8)}, seen=shown, **clerk)


def test_agreeing_checks_only_what_is_unchecked(stage):
    stage.bring("check")
    stage.score(stage.clerk, "check", A2=Said("not_met", reason="有隐患"))
    assert marking.agree(stage.place(), user=stage.clerk) == 2
    assert marking.agree(stage.place(), user=stage.clerk) == 0
    checked = Mark.objects.filter(assessment=stage.place(), step="check")
    assert sorted(str(m) for m in checked) == ["9 分", "未达标", "达标"]


def test_self_marks_and_files_are_hidden_from_the_bureau_until_they_are_handed_in(stage):
    stage.bring("self")
    stage.score(stage.head, A1=9, A2="met", A3="met")
    evidence.keep(stage.place(), stage.item("A1"), [("制度.pdf", PDF)], user=stage.head)
    models = (Mark, AssessmentFile, AssessmentFileContent)
    bureau = (stage.admin, stage.clerk, stage.leader)

    def seen(user):
        return [model.objects.visible_to(user).count() for model in models]

    assert [seen(user) for user in bureau] == [[0, 0, 0]] * 3
    assert seen(stage.head) == [3, 1, 1] and seen(stage.next_head) == [0, 0, 0]
    marking.hand_in(stage.place(), user=stage.head)
    assert [seen(user) for user in bureau] == [[3, 1, 1]] * 3
    marking.give_back(stage.place(), user=stage.clerk, reason="缺佐证")
    assert [seen(user) for user in bureau] == [[0, 0, 0]] * 3


def test_what_was_never_handed_in_counts_for_nothing_and_is_checked_all_the_same(stage):
    stage.bring("self")
    stage.score(stage.head, A1=9, A2="met", A3="met")
    turning.to_check(stage.round, user=stage.clerk)
    assert not Mark.objects.visible_to(stage.clerk).exists()
    with pytest.raises(ValidationError, match="没有提交自评"):
        marking.agree(stage.place(), user=stage.clerk)
    stage.score(stage.clerk, "check", A1=4, A2="not_met", A3="met")
    turning.to_sample(stage.round, user=stage.leader)
    turning.close(stage.round, user=stage.leader)
    place = stage.place()
    assert (place.points, place.full, place.met, place.not_met) == (4, 10, 1, 1)
    assert place.credibility is None and place.deviation is None


def test_a_school_reads_the_check_only_when_the_round_is_closed(stage):
    stage.bring("check")
    stage.score(stage.clerk, "check", A2=Said("not_met", reason="有隐患"))
    assert {m.step for m in Mark.objects.visible_to(stage.head)} == {"self"}
    stage.bring("closed")
    seen = Mark.objects.visible_to(stage.head)
    assert {m.step for m in seen} >= {"self", "check"}
    assert {m.assessment.school for m in seen} == {stage.school}


def test_another_county_sees_nothing(stage):
    stage.bring("closed")
    abroad = county("530198", "白石县", "云岭省长川市白石县")
    for role in (Role.BUREAU_ADMIN, Role.BUREAU_LEADER, Role.SCHOOL_HEAD):
        school = school_of(abroad, f"白石{role}") if role == Role.SCHOOL_HEAD else None
        user = somebody(f"abroad_{role}", role, abroad, school)
        for model in (EvaluationRound, Assessment, Mark):
            assert not model.objects.visible_to(user).exists()


def test_later_edits_of_the_framework_change_nothing_in_the_round(stage):
    stage.bring("self")
    FrameworkItem.objects.filter(code="A1").update(name="改了", points=99)
    Standard.objects.update(value=99)
    FrameworkItem.objects.filter(code="A2").delete()
    items = {item.code: item for item in stage.round.items.all()}
    assert [*items] == ["A1", "A2", "A3", "B"]
    assert (items["A1"].name, items["A1"].points, items["A1"].group) == ("制度建设", 10, "管理")
    assert [s["text"] for s in items["A3"].standards_of("primary")] == ["小学 不低于25册"]
    assert items["A2"].item is None


def test_opening_lists_the_schools_by_number_and_tells_their_people(stage):
    kindergarten = school_of(stage.bureau, "松岭幼儿园", stage="preschool")
    school_of(stage.bureau, "没有确认的小学", is_confirmed=False)
    stage.bring("self")
    places = Assessment.objects.filter(round=stage.round).order_by("number")
    assert [(p.number, str(p)) for p in places] == [
        (1, "青禾县"), (2, "松岭幼儿园"), (3, "河湾小学"), (4, "邻山小学"),
    ]  # fmt: skip
    asked = [i.code for i in stage.round.items.all() if i.is_asked_of(stage.place(kindergarten))]
    assert asked == ["A1", "A2"]
    told = Notice.objects.filter(text__contains="办学水平评估")
    assert {notice.user for notice in told} == {
        stage.head, stage.people[Role.SCHOOL_CLERK], stage.next_head, stage.admin, stage.clerk,
    }  # fmt: skip


def test_who_has_not_handed_in_is_reminded_once_a_day(stage):
    stage.bring("self")
    stage.hand_in()
    assert turning.remind(stage.round, user=stage.clerk) == 3
    assert turning.remind(stage.round, user=stage.clerk) == 0
    told = Notice.objects.filter(text__contains="还没有提交")
    assert {n.user for n in told} == {stage.next_head, stage.admin, stage.clerk}


def test_days_pass_and_who_owes_is_reminded_on_five_of_them(stage):
    stage.bring("self")
    stage.hand_in()
    told = {n: remind_of_day(day(n)) for n in range(14)}
    # The last day is the tenth; the next head, and the county's administrator and clerk.
    assert {n: number for n, number in told.items() if number} == dict.fromkeys(
        (3, 7, 9, 10, 11), 3
    )
    assert remind_of_day(day(10)) == 0
    late = Notice.objects.filter(kind="overdue")
    assert {notice.user for notice in late} == {stage.next_head, stage.admin, stage.clerk}


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [("自评.exe", b"MZ", "只能上传"), ("自评.pdf", b"PK", "不符")],
)
def test_a_file_of_another_kind_is_refused(stage, name, data, told):
    stage.bring("self")
    with pytest.raises(ValidationError, match=told):
        evidence.keep(stage.place(), stage.item("A1"), [(name, data)], user=stage.head)


def test_a_file_is_kept_once_and_leaves_a_trace_when_taken_out(stage):
    stage.bring("self")
    facts = {"user": stage.head}
    for _ in range(2):
        evidence.keep(stage.place(), stage.item("A1"), [("制度.pdf", PDF)], **facts)
    [file] = AssessmentFile.objects.kept()
    evidence.take_out(file, **facts)
    assert not AssessmentFile.objects.kept().exists()
    assert bytes(AssessmentFileContent.objects.get().file) == PDF

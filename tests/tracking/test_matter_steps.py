"""Steps of matters: every one by every role from every state, allowed or refused in words."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from eduplan.accounts.models import Role, User
from plans.editing import Conflict
from plans.models import AppendOnlyError, LeadLink, Matter, MatterStep
from plans.tracking import proposing, steps
from plans.tracking.transitions import NOTICES, TRANSITIONS, may
from tests.plans.campaigning import day, people_of, school_of
from tests.tracking.matters import NOTE, Desk, call

pytestmark = pytest.mark.django_db

STATES = Matter.State.values
OPEN = {"proposed", "checked", "dispatched", "working", "reported"}
ALLOWED = {
    # step: (states, who)
    "change": (OPEN, {"admin", "staff", "lead"}),
    "check": ({"proposed"}, {"admin", "leader"}),
    "dispatch": ({"checked"}, {"admin", "staff", "lead"}),
    "acknowledge": ({"dispatched"}, {"admin", "lead", "holder"}),
    "report": ({"working"}, {"admin", "lead", "holder"}),
    "finish": ({"working"}, {"admin", "lead", "holder"}),
    "give_back": ({"reported"}, {"admin", "staff", "lead"}),
    "close": ({"reported"}, {"admin", "leader"}),
    "ask_extension": ({"dispatched", "working"}, {"admin", "lead", "holder"}),
    "urge": ({"dispatched", "working"}, {"admin", "staff", "lead"}),
    "stop": (OPEN, {"admin", "leader"}),
    "reopen": ({"closed", "stopped"}, {"admin", "leader"}),
    "grant_extension": (set(), {"admin", "leader"}),
    "refuse_extension": (set(), {"admin", "leader"}),
}  # fmt: skip
"""What the office's rules say; extensions are answered where one was asked, see below."""


@pytest.fixture
def desk(bureau):
    return Desk(bureau)


def everybody(desk, other_bureau):
    """Name -> user: own people, and those of another county and school."""
    own = {
        "admin": desk.admin,
        "staff": desk.people[Role.BUREAU_STAFF],
        "leader": desk.leader,
        "lead": desk.lead,
        **holders(desk),
    }
    rest = {role: user for role, user in desk.people.items() if user not in own.values()}
    abroad = people_of(other_bureau, school_of(other_bureau, "白石小学"), "-abroad")
    return own | rest | {f"other {role}": user for role, user in abroad.items()}


def holders(desk):
    """Who came by a link: for the unit, for a school, and for the unit when it was open."""
    desk.matter("dispatched", title="另一项")
    desk.matter(title="学校的", lead_unit=None, lead_school=desk.school)
    found = {"holder": desk.link(), "holder of a school": desk.link(desk.school)}
    found["holder of old"] = desk.link()
    LeadLink.objects.filter(pk=found["holder of old"][0].pk).update(expires_at=timezone.now())
    return {name: User.objects.get(pk=link.user_id) for name, (link, _) in found.items()}


def test_the_table_knows_every_step():
    """But notices, which are issued for many at once: see ``test_issuing``."""
    assert set(ALLOWED) == set(TRANSITIONS) - set(NOTICES)


@pytest.mark.parametrize("state", STATES)
def test_every_step_by_everybody_from_a_state(state, desk, other_bureau):
    matter = desk.matter(state)
    people = everybody(desk, other_bureau)
    for step, (states, who) in ALLOWED.items():
        for name, user in people.items():
            before = Matter.objects.get(pk=matter.pk)
            is_allowed = state in states and name in who
            assert may(step, before, user) is is_allowed, (step, name)
            if is_allowed:
                continue
            refused = PermissionDenied if name not in who else ValidationError
            with pytest.raises(refused) as told:
                call(step, matter, user)
            words = str(told.value) if refused is PermissionDenied else told.value.messages[0]
            assert "只有" in words or "不能" in words or "没有" in words
            assert Matter.objects.get(pk=matter.pk).version == before.version


@pytest.mark.parametrize(
    ("step", "state"),
    [(step, state) for step, (states, _) in ALLOWED.items() for state in sorted(states)],
)
def test_an_allowed_step_leads_where_the_rules_say(step, state, desk):
    matter = desk.matter(state)
    who = {"admin": desk.admin, "leader": desk.leader, "lead": desk.lead}
    user = next(who[name] for name in ("lead", "leader", "admin") if name in ALLOWED[step][1])
    call(step, matter, user)
    found = Matter.objects.get(pk=matter.pk)
    assert found.state == (TRANSITIONS[step].target or state)
    last = found.steps.order_by("-pk").first()
    assert (last.action, last.by, last.from_state, last.to_state) == (
        step, user, state, found.state
    )  # fmt: skip


def test_more_time_is_asked_for_answered_and_the_first_day_stays(desk):
    matter = desk.matter("working")
    steps.ask_extension(matter, user=desk.lead, until=day(90), reason="雨季停工", progress=30)
    found = Matter.objects.get(pk=matter.pk)
    assert (found.due_on, found.asked_until, found.progress) == (day(60), day(90), 30)
    steps.grant_extension(found, user=desk.leader, until=day(80), note="给到月底")
    found.refresh_from_db()
    assert (found.due_on, found.first_due_on, found.asked_until) == (day(80), day(60), None)
    assert found.is_extended
    step = found.steps.get(action="grant_extension")
    assert (step.was_due_on, step.due_on) == (day(60), day(80))
    with pytest.raises(ValidationError, match="没有待答复"):
        steps.grant_extension(found, user=desk.leader)
    steps.ask_extension(found, user=desk.lead, until=day(99), reason="再延")
    steps.refuse_extension(found, user=desk.leader, reason="不能再延")
    found.refresh_from_db()
    assert (found.due_on, found.asked_until) == (day(80), None)


def test_more_time_is_asked_for_before_the_last_day_is_over(desk):
    matter = desk.matter("working")
    Matter.objects.filter(pk=matter.pk).update(begun_on=day(-30), due_on=day(-1))
    with pytest.raises(ValidationError, match="已过"):
        steps.ask_extension(matter, user=desk.lead, until=day(9), reason="来不及")
    Matter.objects.filter(pk=matter.pk).update(due_on=day())
    with pytest.raises(ValidationError, match="要晚于"):
        steps.ask_extension(matter, user=desk.lead, until=day(), reason="来不及")
    with pytest.raises(ValidationError, match="理由"):
        steps.ask_extension(matter, user=desk.lead, until=day(9), reason=" ")
    steps.ask_extension(matter, user=desk.lead, until=day(9), reason="来不及")


def test_of_two_reports_at_once_the_second_is_told(desk):
    matter = desk.matter("working")
    seen = matter.version
    steps.report(matter, user=desk.lead, version=seen, progress=20, note=NOTE)
    with pytest.raises(Conflict):
        steps.report(matter, user=desk.admin, version=seen, progress=10, note=NOTE)
    assert Matter.objects.get(pk=matter.pk).progress == 20


@pytest.mark.parametrize("progress", ["101", "-1", "甲", "", "4.5", "1e9"])
def test_a_progress_is_a_whole_percent(progress, desk):
    matter = desk.matter("working")
    with pytest.raises(ValidationError) as told:
        steps.report(matter, user=desk.lead, version=matter.version, progress=progress, note="好")
    assert list(told.value.message_dict) == ["progress"]


def test_no_change_is_a_report_too(desk):
    matter = desk.matter("working")
    steps.report(matter, user=desk.lead, version=matter.version, progress="30%", note=NOTE)
    matter.refresh_from_db()
    steps.unchanged(matter, user=desk.lead, version=matter.version)
    matter.refresh_from_db()
    assert (matter.progress, matter.note) == (30, "进展无变化。")
    assert (
        timezone.localdate(matter.heard_at) == day()
        and matter.steps.filter(action="report").count() == 2
    )


def test_what_is_given_back_is_open_again_for_a_reason(desk):
    matter = desk.matter("reported")
    with pytest.raises(ValidationError, match="原因"):
        steps.give_back(matter, user=desk.admin, reason="")
    steps.give_back(matter, user=desk.admin, reason="缺少照片", progress=80)
    matter.refresh_from_db()
    assert (matter.state, matter.progress, matter.reported_on) == ("working", 80, None)


def test_what_has_no_lead_or_no_day_is_not_sent(desk):
    matter = desk.matter(lead_unit=None, due_on=None)
    with pytest.raises(ValidationError) as told:
        steps.check(matter, user=desk.leader)
    assert sorted(told.value.message_dict) == ["due_on", "lead_unit"]


def test_the_school_that_leads_reports_itself_and_sees_nothing_before(desk):
    head = desk.people[Role.SCHOOL_HEAD]
    matter = desk.matter("checked", lead_unit=None, lead_school=desk.school)
    assert not Matter.objects.visible_to(head).exists()
    steps.dispatch(matter, user=desk.admin)
    assert Matter.objects.visible_to(head).get() == matter
    steps.acknowledge(matter, user=desk.people[Role.SCHOOL_CLERK])
    matter.refresh_from_db()
    steps.report(matter, user=head, version=matter.version, progress=50, note=NOTE)
    with pytest.raises(PermissionDenied):
        steps.report(matter, user=desk.lead, version=matter.version, progress=50, note=NOTE)


def test_parts_make_the_progress_of_the_whole(desk):
    whole = desk.matter("working")
    facts = [
        {"title": "城区学校", "lead_unit": desk.unit, "weight": 3},
        {"title": "乡镇学校", "lead_school": desk.school, "weight": 1},
    ]
    town, school = proposing.break_down(whole, user=desk.admin, parts=facts)
    assert (town.state, town.due_on, town.number) == ("checked", whole.due_on, f"{whole.pk}-1")
    for part, user in ((town, desk.lead), (school, desk.people[Role.SCHOOL_HEAD])):
        steps.dispatch(part, user=desk.admin)
        steps.acknowledge(part, user=user)
    town.refresh_from_db()
    steps.report(town, user=desk.lead, version=town.version, progress=40, note=NOTE)
    whole.refresh_from_db()
    assert whole.progress == 30
    with pytest.raises(ValidationError, match="已经分解"):
        steps.report(whole, user=desk.lead, version=whole.version, progress=90, note=NOTE)
    with pytest.raises(ValidationError, match="2 项分解事项"):
        steps.finish(whole, user=desk.lead, version=whole.version, note=NOTE)
    for part, user in ((town, desk.lead), (school, desk.people[Role.SCHOOL_HEAD])):
        part.refresh_from_db()
        steps.finish(part, user=user, version=part.version, note=NOTE)
        steps.close(part, user=desk.leader)
    whole.refresh_from_db()
    assert whole.progress == 100
    steps.finish(whole, user=desk.lead, version=whole.version, note=NOTE)


def test_a_part_ends_within_the_whole_and_levels_end(desk):
    whole = desk.matter()
    with pytest.raises(ValidationError, match="不能晚于原事项"):
        proposing.break_down(whole, user=desk.admin, parts=[{"title": "甲", "due_on": day(61)}])
    (part,) = proposing.break_down(whole, user=desk.admin, parts=[{"title": "甲"}])
    (deep,) = proposing.break_down(part, user=desk.admin, parts=[{"title": "乙"}])
    with pytest.raises(ValidationError, match="最多分解"):
        proposing.break_down(deep, user=desk.admin, parts=[{"title": "丙"}])


def test_a_day_that_was_sent_changes_by_extension_alone(desk):
    matter = desk.matter("working")
    seen = {"user": desk.admin, "version": matter.version}
    with pytest.raises(ValidationError, match="延期申请"):
        proposing.change(matter, **seen, values={"due_on": day(99)}, reason="改期")
    with pytest.raises(ValidationError, match="原因"):
        proposing.change(matter, **seen, values={"title": "新名"})
    early = desk.matter(title="另一项")
    seen = {"user": desk.admin, "version": early.version}
    proposing.change(early, **seen, values={"due_on": day(99)})
    early.refresh_from_db()
    assert (early.due_on, early.first_due_on) == (day(99), day(99))


def test_steps_are_written_once(desk):
    matter = desk.matter("working")
    step = matter.steps.first()
    step.note = "别的"
    with pytest.raises(AppendOnlyError):
        step.save()
    with pytest.raises(AppendOnlyError):
        step.delete()
    with pytest.raises(AppendOnlyError):
        MatterStep.objects.filter(pk=step.pk).update(note="别的")


@pytest.fixture
def divided(desk):
    """A whole with two parts that are worked on, of which the first has reported 40 %."""
    whole = desk.matter("working")
    facts = [{"title": name, "lead_unit": desk.unit} for name in ("城区", "乡镇")]
    parts = proposing.break_down(whole, user=desk.admin, parts=facts)
    for part in parts:
        steps.dispatch(part, user=desk.admin)
        steps.acknowledge(part, user=desk.lead)
        part.refresh_from_db()
    steps.report(parts[0], user=desk.lead, version=parts[0].version, progress=40, note=NOTE)
    whole.refresh_from_db()
    assert whole.progress == 20
    return whole, *parts


def test_the_whole_follows_its_parts_through_every_step(desk, divided):
    whole, town, village = divided
    steps.ask_extension(village, user=desk.lead, until=day(90), reason="雨季", progress=10)
    assert Matter.objects.get(pk=whole.pk).progress == 25
    seen = {"user": desk.admin, "version": Matter.objects.get(pk=town.pk).version}
    proposing.change(town, **seen, values={"weight": 4}, reason="学校多")
    assert Matter.objects.get(pk=whole.pk).progress == 34
    proposing.break_down(whole, user=desk.admin, parts=[{"title": "民办", "weight": 5}])
    assert Matter.objects.get(pk=whole.pk).progress == 17
    steps.stop(town, user=desk.leader, reason="不再单列")
    assert Matter.objects.get(pk=whole.pk).progress == 2
    for part in whole.parts.exclude(state="stopped"):
        steps.stop(part, user=desk.leader, reason="不再单列")
    # Nobody reports for it any more but itself: what is known of it stays.
    assert Matter.objects.get(pk=whole.pk).progress == 0

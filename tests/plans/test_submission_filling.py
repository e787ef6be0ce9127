"""What a school writes: kept, checked, refused with what to do; nothing of a colleague is lost."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from eduplan.accounts.models import Role
from indicators.models import Observation, Target
from plans import editing, submitting
from plans.models import FundingItem, Plan, SearchEntry, Submission, Task
from plans.submitting import checking
from plans.workflow import accept_section
from tests import figures
from tests.plans.campaigning import TEXT, YEAR, Stage, day, fill, item, opened, school_of, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage(bureau):
    return Stage(bureau)


@pytest.fixture
def begun(stage):
    return submitting.begin(stage.submission, user=stage.head)


def said(stage, code, value, version=0, **facts):
    return submitting.answer(
        stage.submission, item=item(stage.form, code), user=stage.head, value=value,
        version=version, **facts,
    )  # fmt: skip


def test_beginning_makes_the_plan_of_the_school(stage, begun):
    plan = begun.plan
    assert (plan.school, plan.year, plan.level) == (stage.school, YEAR, "school")
    assert plan.state == "filling" and plan.confirmed_by == stage.head
    assert plan.history.get().history_user == stage.head


def test_a_text_that_somebody_else_wrote_meanwhile_is_not_lost(stage, begun):
    part, clerk = section(stage.form, "text"), stage.people[Role.SCHOOL_CLERK]
    save = {"section": part, "submission": begun}
    first = submitting.save_text(**save, user=stage.head, text="甲", version=0)
    again = submitting.save_text(**save, user=clerk, text="甲乙", version=first.version)
    assert (again.text, again.version, again.updated_by) == ("甲乙", 2, clerk)
    with pytest.raises(submitting.TextConflict) as found:
        submitting.save_text(**save, user=stage.head, text="甲丙", version=1)
    assert (found.value.mine, found.value.stored.text) == ("甲丙", "甲乙")
    with pytest.raises(submitting.TextConflict):
        submitting.save_text(**save, user=stage.head, text="新的", version=0)
    # The same text sent twice after a dropped connection is no conflict.
    assert submitting.save_text(**save, user=stage.head, text="甲乙", version=1).version == 2


def test_a_text_goes_only_into_a_section_of_text_of_the_form(stage, begun, other_bureau):
    for part in (section(stage.form, "tasks"), section(stage.form, "attachments")):
        with pytest.raises(ValidationError, match="不在本次的上报表里"):
            submitting.save_text(begun, section=part, user=stage.head, text="甲", version=0)
    with pytest.raises(ValidationError, match="请删减"):
        submitting.save_text(
            begun,
            section=section(stage.form, "text"),
            user=stage.head,
            text="长" * 50001,
            version=0,
        )


def test_nothing_is_written_before_beginning(stage):
    with pytest.raises(ValidationError, match="还没有开始填报"):
        fill_text(stage)


def fill_text(stage):
    part = section(stage.form, "text")
    submitting.save_text(stage.submission, section=part, user=stage.head, text=TEXT, version=0)


def test_a_target_is_a_statement_of_the_plan_with_history(stage, begun):
    kept, doubt = said(stage, "r1", "99.5", unit="%")
    row = kept.statement
    assert not doubt and row.counts
    assert (row.value, row.unit, row.comparator) == (Decimal("99.5"), "%", "at_least")
    assert row.nature == "target"
    said(stage, "r1", "98", version=row.version)
    row.refresh_from_db()
    assert row.value == 98 and row.history.count() == 2
    kept, _ = said(stage, "r1", "", version=row.version)
    assert kept.value is None and kept.statement.state == "rejected"
    kept, _ = said(stage, "r1", "97.5", version=kept.statement.version)
    assert kept.value == Decimal("97.5") and kept.statement.counts
    with pytest.raises(editing.Conflict):
        said(stage, "r1", "1", version=1)
    with pytest.raises(editing.Conflict):
        said(stage, "r1", "1")


@pytest.mark.parametrize(
    ("code", "value", "unit", "words"),
    [
        ("r1", "九成", "", "要填一个数"),
        ("r1", "nan", "", "要填一个数"),
        ("r1", "120", "", "不能大于 100%"),
        ("r1", "-1", "", "不能小于 0%"),
        ("r1", "99", "人", "单位是“%”"),
        ("r1", "99.12345", "", "4 位小数"),
        ("n1", "1e16", "", "数太大"),
    ],
)
def test_a_number_that_cannot_stand_is_refused(code, value, unit, words, stage, begun):
    with pytest.raises(ValidationError, match=words) as refused:
        said(stage, code, value, unit=unit)
    assert list(refused.value.message_dict) == [item(stage.form, code).key]


def published(stage, model, code, value, **facts):
    facts = {"region": stage.bureau, "school": stage.school, "year": YEAR - 1, **facts}
    indicator = item(stage.form, code).indicator
    return figures.published(model, indicator=indicator, value=value, by=stage.admin, **facts)


def test_last_year_is_what_was_reached_else_promised_in_one_query(
    stage, begun, django_assert_num_queries
):
    published(stage, Target, "r1", 98)
    published(stage, Observation, "r1", 97)
    published(stage, Target, "n1", 300)
    published(stage, Target, "n2", 50, year=YEAR - 2)
    published(stage, Observation, "n2", 9, school=None)
    with django_assert_num_queries(1):
        found = submitting.last_year(stage_submission := begun)
    by_code = {code: found.get(item(stage.form, code).indicator_id) for code in ("r1", "n1", "n2")}
    assert (by_code["r1"].value, by_code["r1"].is_reached) == (97, True)
    assert (by_code["n1"].value, by_code["n1"].is_reached) == (300, False)
    assert by_code["n2"] is None and stage_submission.pk


def test_a_jump_against_last_year_is_kept_and_wants_a_reason(stage, begun):
    published(stage, Observation, "n1", 200)
    kept, doubt = said(stage, "n1", "320")
    assert "增加了 60%" in doubt and kept.value == 320
    fill_rest = stage.submission
    assert "增加了 60%" in submitting.missing(fill_rest.plan)[item(stage.form, "n1").key]
    kept, doubt = said(stage, "n1", "320", version=1, reason="并入一所教学点")
    assert not doubt and item(stage.form, "n1").key not in submitting.missing(fill_rest.plan)


@pytest.mark.parametrize(
    ("before", "value", "has_doubt"),
    [
        (100, 120, False),
        (100, 121, True),
        (100, 79, True),
        (0, 1, True),
        (0, 0, False),
        (None, 9, False),
    ],
)
def test_doubt_begins_beyond_the_limit(before, value, has_doubt, stage):
    whole = item(stage.form, "n1")
    before = None if before is None else Decimal(before)
    assert bool(checking.doubt(whole, Decimal(value), before)) == has_doubt


def test_parts_may_not_exceed_their_total(stage, begun):
    said(stage, "n1", "100")
    said(stage, "n2", "101")
    told = submitting.missing(stage.submission.plan)[item(stage.form, "n1").key]
    assert "寄宿生数合计 101人" in told and "100人" in told


def test_a_school_promises_nothing_for_another_one(stage, begun):
    fill(stage.submission, stage.head)
    row = stage.submission.answers.get(item__indicator__code="n1").statement
    other = school_of(stage.bureau, "邻村小学")
    change = {"user": stage.head, "version": row.version}
    row = editing.change(row, **change, values={"school": other})
    with pytest.raises(ValidationError, match="别的学校"):
        submitting.submit(stage.submission, user=stage.head)
    change["version"] = row.version
    editing.change(row, **change, values={"school": None, "nature": "actual"})
    assert "别的内容" in submitting.missing(stage.submission.plan)[item(stage.form, "n1").key]


def test_submitting_says_by_field_all_that_is_missing(stage, begun):
    form = stage.form
    with pytest.raises(ValidationError) as refused:
        submitting.submit(stage.submission, user=stage.head)
    wanted = {section(form, kind).key for kind in ("text", "tasks", "funding")}
    wanted |= {item(form, code).key for code in ("r1", "n1")}
    assert set(refused.value.message_dict) == wanted
    assert stage.submission.state == "filling"
    fill(stage.submission, stage.head)
    submitting.submit(stage.submission, user=stage.head)
    event = stage.submission.events.get(action="submit")
    assert [t.text for t in event.texts.all()] == [TEXT]


def test_a_task_without_any_day_is_not_enough(stage, begun):
    fill(stage.submission, stage.head)
    Task.objects.update(due_on=None)
    assert "完成时限" in submitting.missing(stage.submission.plan)[section(stage.form, "tasks").key]


def test_files_are_kept_in_the_database_within_limits(stage, begun):
    part = section(stage.form, "attachments")
    call = {"section": part, "user": stage.head}
    kept = submitting.attach(begun, **call, name="C:\\计划\\行事历.PDF", data=b"%PDF-1.7")
    assert (kept.name, bytes(kept.content.file)) == ("行事历.PDF", b"%PDF-1.7")
    assert submitting.attach(begun, **call, name="again.pdf", data=b"%PDF-1.7") == kept
    for name, data, words in (
        ("x.exe", b"MZ", "只能上传"),
        ("x.pdf", b"MZ", "与扩展名不符"),
        ("x.pdf", b"%PDF" + b"0" * 10 * 1024 * 1024, "超过 10 MB"),
    ):
        with pytest.raises(ValidationError, match=words):
            submitting.attach(begun, **call, name=name, data=data)
    submitting.detach(kept, user=stage.head)
    assert not begun.attachments.kept() and bytes(begun.attachments.get().content.file)


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_nobody_writes_into_what_is_handed_in(state, stage):
    found = stage.bring(state)
    part = section(stage.form, "attachments")
    for user in (stage.head, stage.people[Role.SCHOOL_CLERK], stage.admin):
        for write in (
            lambda u: submitting.save_text(
                found, section=section(stage.form, "text"), user=u, text="改", version=1
            ),
            lambda u: submitting.answer(
                found, item=item(stage.form, "r1"), user=u, value=1, version=1
            ),
            lambda u: submitting.attach(found, section=part, user=u, name="a.pdf", data=b"%PDF"),
            lambda u: submitting.copy_last_year(found, user=u),
        ):
            with pytest.raises(PermissionDenied):
                write(user)


def test_nothing_is_filled_in_before_the_first_day(bureau):
    stage = Stage(bureau)
    stage.campaign.opens_on = day(2)
    stage.campaign.save()
    with pytest.raises(ValidationError, match="开始填报，请到时再来"):
        submitting.begin(stage.submission, user=stage.head)


def next_year(stage):
    """The same school's submission of the following campaign, begun."""
    campaign = opened(stage.admin, stage.form, [stage.school], title="2028年度计划上报")
    campaign.year = YEAR + 1
    campaign.save()
    found = Submission.objects.get(campaign=campaign)
    return submitting.begin(found, user=stage.head)


def test_last_years_plan_becomes_proposals_that_the_school_confirms(stage):
    old = stage.bring("approved").plan
    found = next_year(stage)
    assert submitting.copy_last_year(found, user=stage.head) == old
    plan = Plan.objects.select_related("submission__campaign").get(submission=found)
    assert plan.copied_from == old
    assert plan.tasks.get().due_on == day(60).replace(year=day(60).year + 1)
    assert plan.fundingitems.get().year == YEAR + 1
    assert {row.year for row in plan.statements.all()} == {YEAR + 1}
    assert found.texts.get().text == TEXT
    assert all("确认" in message for message in submitting.missing(plan).values())
    rows = [*plan.tasks.all(), *plan.statements.all(), *plan.fundingitems.all()]
    picks = [f"{row.key}:{row.version}" for row in rows]
    assert accept_section(plan, picks, user=stage.head) == (4, 0)
    text = section(stage.form, "text")
    assert list(submitting.missing(plan)) == [text.key]
    submitting.confirm_text(found, user=stage.head, section=text)
    assert not submitting.missing(plan)
    with pytest.raises(ValidationError, match="已经填了内容"):
        submitting.copy_last_year(found, user=stage.head)


def test_there_may_be_nothing_to_copy(stage, begun):
    with pytest.raises(ValidationError, match="没有找到"):
        submitting.copy_last_year(begun, user=stage.head)


def test_changes_since_approval_are_counted_by_thing(stage):
    stage.bring("approved")
    submitting.unlock(stage.submission, user=stage.admin, reason="补充", due_on=day(3))
    found = stage.submission
    counted = lambda: submitting.changes_since_approval([stage.submission])[found.pk]  # noqa: E731
    assert counted() == 0
    part = section(stage.form, "text")
    text = submitting.save_text(found, section=part, user=stage.head, text="改", version=1)
    assert counted() == 1
    submitting.save_text(found, section=part, user=stage.head, text=TEXT, version=text.version)
    assert counted() == 0, "a text that says again what was approved has not changed"
    money = FundingItem(plan=found.plan, purpose="桌椅", amount=1, year=YEAR)
    editing.add(money, user=stage.head)
    task = found.plan.tasks.get()
    editing.change(task, user=stage.head, version=task.version, values={"title": "开足课程"})
    submitting.attach(
        found,
        section=section(stage.form, "attachments"),
        user=stage.head,
        name="a.pdf",
        data=b"%PDF",
    )
    assert counted() == 3


def test_what_is_being_filled_in_is_not_in_the_index(stage):
    found = stage.bring("filling")
    assert not SearchEntry.objects.exists()
    submitting.submit(found, user=stage.head)
    assert not SearchEntry.objects.exists()
    submitting.open_(stage.submission, user=stage.admin)
    assert SearchEntry.objects.filter(plan=found.plan).exists()

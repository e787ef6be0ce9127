"""Editing the outline: what each act does, and that undo takes it back whole."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from indicators.models import Unit
from plans import editing, outline
from plans.extraction.text import Text
from plans.models import Plan, ReviewState, Statement, Task
from plans.offsets import pack
from plans.tree import CannotMoveError
from tests.conftest import person
from tests.plans.drafts import SHAPE, drafted, move, shape, statement, task
from tests.plans.records import now, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(bureau):
    return drafted(bureau)


def test_a_move_takes_the_branch_along_and_undo_brings_it_back(plan, staff):
    move(plan, "（一）", "down", staff)
    moved = [("一", 0), ("（二）", 1), ("（一）", 1), ("1.", 2), ("二", 0)]
    assert shape(plan) == moved
    assert Task.history.filter(history_user=staff).count() == 2
    assert task(plan, "（一）").state == ReviewState.PROPOSED
    editing.undo(plan, user=staff)
    assert shape(plan) == SHAPE


@pytest.mark.parametrize(
    ("number", "step", "expected"),
    [
        ("二", "up", [("二", 0), ("一", 0), ("（一）", 1), ("1.", 2), ("（二）", 1)]),
        ("二", "in", [*SHAPE[:4], ("二", 1)]),
        ("（一）", "out", [("一", 0), ("（二）", 1), ("（一）", 0), ("1.", 1), ("二", 0)]),
    ],
)
def test_steps(number, step, expected, plan, staff):
    move(plan, number, step, staff)
    assert shape(plan) == expected
    editing.undo(plan, user=staff)
    assert shape(plan) == SHAPE


def test_a_stale_move_is_refused_and_moves_nothing(plan, staff, colleague):
    editing.change(task(plan, "二"), user=colleague, version=1, values={"title": "改过"})
    with pytest.raises(editing.Conflict):
        move(plan, "二", "up", staff)
    assert shape(plan) == SHAPE


def test_a_row_dropped_beside_what_a_colleague_deleted_stays(plan, staff, colleague):
    gone = task(plan, "（二）")
    outline.remove(gone, user=colleague, version=1)
    with pytest.raises(CannotMoveError, match="不在计划里"):
        outline.drop(task(plan, "二"), user=staff, version=1, anchor=gone.pk, where="after")


def test_two_people_move_different_rows_and_neither_is_lost(plan, staff, colleague):
    move(plan, "二", "up", staff)
    move(plan, "（二）", "up", colleague)
    assert shape(plan) == [("二", 0), ("一", 0), ("（二）", 1), ("（一）", 1), ("1.", 2)]


def test_undo_is_refused_where_a_colleague_moved_the_row_since(plan, staff, colleague):
    move(plan, "二", "up", staff)
    move(plan, "二", "down", colleague, version=2)
    with pytest.raises(editing.Conflict):
        editing.undo(plan, user=staff)
    assert shape(plan) == SHAPE


def test_drop_puts_a_branch_inside_another(plan, staff):
    one, two = task(plan, "（一）"), task(plan, "二")
    outline.drop(one, user=staff, version=1, anchor=two.pk, where="inside")
    assert shape(plan) == [("一", 0), ("（二）", 1), ("二", 0), ("（一）", 1), ("1.", 2)]


def test_a_new_task_stands_where_it_was_asked_for(plan, staff):
    new = Task(plan=plan, number="新", title="新任务")
    outline.insert(new, user=staff, anchor=task(plan, "（一）").pk, where="after")
    assert shape(plan) == [*SHAPE[:3], ("新", 1), *SHAPE[3:]]
    assert task(plan, "新").state == ReviewState.ACCEPTED
    editing.undo(plan, user=staff)
    assert shape(plan) == SHAPE


def test_a_split_parts_text_and_statements_and_undo_joins_them(plan, staff):
    row = task(plan, "（一）")
    row.text = "新建幼儿园3所。改造食堂5个，年底完成。"
    row.lead_unit = Unit.objects.create(region=plan.bureau, name="基建股")
    row.due_on = date(2024, 12, 31)
    row.save()
    first = statement(plan, row, "新建幼儿园3所。")
    second = statement(plan, row, "改造食堂5个，年底完成。", unit="个", value=5)
    head, rest = "新建幼儿园3所。", "改造食堂5个，年底完成。"
    new = outline.split(row, user=staff, version=1, values={"text": head}, rest=rest)
    assert shape(plan) == [("一", 0), ("（一）", 1), ("", 1), ("1.", 2), ("（二）", 1), ("二", 0)]
    assert (new.title, new.text) == ("改造食堂5个", rest)
    assert (new.lead_unit, new.due_on) == (row.lead_unit, row.due_on)
    assert set(new.statements.all()) == {second}
    assert set(task(plan, "（一）").statements.all()) == {first}
    editing.undo(plan, user=staff)
    assert shape(plan) == SHAPE
    assert task(plan, "（一）").text == head + rest
    assert task(plan, "（一）").statements.count() == 2


NOISY = "新建幼儿园3所，做好收尾。改造食(shí)堂5个。做好收尾。"


@pytest.fixture
def imported(bureau):
    """A task of a source whose text carries pinyin, which the clean text does not."""
    source = recorded(bureau)
    clean = Text.of(NOISY).edit([(NOISY.index("("), NOISY.index(")") + 1, "")])
    facts = {"text": NOISY, "clean": clean.value, "offsets": pack(clean)}
    type(source.content).objects.filter(pk=source.pk).update(**facts)
    row = source.plans.get().tasks.get()
    Task.objects.filter(pk=row.pk).update(start=0, end=len(NOISY), text=clean.value)
    return Task.objects.get(pk=row.pk)


@pytest.mark.parametrize(
    ("head", "rest", "place"),
    [
        ("新建幼儿园3所，做好收尾。", "改造食堂5个。做好收尾。", "改造食(shí)堂5个。做好收尾。"),
        ("新建幼儿园3所，做好收尾。改造食堂5个。", "做好收尾。", "做好收尾。"),
        ("新建幼儿园3所", "改造食堂5个。", "改造食(shí)堂5个。"),
        ("新建幼儿园3所。", "改造食堂6个。做好收尾。", None),
        ("新建", "收尾", None),
    ],
)
def test_a_second_half_stands_where_the_source_says_it_and_nowhere_else(
    head, rest, place, imported, staff
):
    new = now(outline.split(imported, user=staff, version=1, values={"text": head}, rest=rest))
    assert new.text == rest
    assert (new.place and NOISY[slice(*new.place)]) == place
    if place == "做好收尾。":
        assert new.end == len(NOISY)


def test_merging_loses_neither_text_nor_units_nor_statements(plan, staff):
    row, other = task(plan, "（一）"), task(plan, "1.")
    names = ("教育股", "财务股", "督导室")
    lead, second, third = (Unit.objects.create(region=plan.bureau, name=n) for n in names)
    Task.objects.filter(pk=row.pk).update(lead_unit=lead)
    Task.objects.filter(pk=other.pk).update(lead_unit=second, due_on=date(2024, 6, 30))
    other.supporting_units.set([third, lead])
    found = statement(plan, other)
    outline.merge(task(plan, "（一）"), user=staff, version=1)
    kept = task(plan, "（一）")
    assert shape(plan) == [("一", 0), ("（一）", 1), ("（二）", 1), ("二", 0)]
    assert kept.text == "事项（一）的内容\n1.事项1.的内容"
    assert (kept.lead_unit, kept.due_on) == (lead, date(2024, 6, 30))
    assert set(kept.supporting_units.all()) == {second, third}
    assert list(kept.statements.all()) == [found]
    editing.undo(plan, user=staff)
    assert shape(plan) == SHAPE
    assert list(task(plan, "1.").statements.all()) == [found]
    assert not task(plan, "（一）").supporting_units.exists()


def test_a_merge_takes_over_what_belonged_to_the_next_one(plan, staff):
    outline.merge(task(plan, "一"), user=staff, version=1)
    assert shape(plan) == [("一", 0), ("1.", 1), ("（二）", 1), ("二", 0)]
    editing.undo(plan, user=staff)
    assert shape(plan) == SHAPE


def test_what_belongs_elsewhere_is_not_merged(plan, staff):
    with pytest.raises(CannotMoveError, match="上一级"):
        outline.merge(task(plan, "（二）"), user=staff, version=1)
    with pytest.raises(CannotMoveError, match="后面没有"):
        outline.merge(task(plan, "二"), user=staff, version=1)


def test_deleting_takes_the_branch_along_and_leaves_its_statements(plan, staff):
    found = statement(plan, task(plan, "1."))
    outline.remove(task(plan, "（一）"), user=staff, version=1)
    assert shape(plan) == [("一", 0), ("（二）", 1), ("二", 0)]
    assert Statement.objects.get(pk=found.pk).task is None
    editing.undo(plan, user=staff)
    assert shape(plan) == SHAPE
    assert Statement.objects.get(pk=found.pk).task == task(plan, "1.")


def test_readers_and_strangers_move_nothing(plan, bureau, other_bureau):
    for role, region in (("bureau_leader", bureau), ("bureau_admin", other_bureau)):
        with pytest.raises(PermissionDenied):
            move(plan, "二", "up", person(role, role, region))


def test_a_published_plan_is_moved_for_a_reason(plan, staff):
    Plan.objects.filter(pk=plan.pk).update(state="published")
    with pytest.raises(ValidationError, match="原因"):
        move(plan, "二", "up", staff)

"""The one door to change rows: rights, reasons, versions, history, undo, and what follows."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.models import Indicator, IndicatorAlias, Unit
from plans import editing
from plans.differences import UNITS
from plans.models import Correction, FundingItem, Plan, ReviewState, Statement, Task
from tests.conftest import person
from tests.plans.records import now, recorded

pytestmark = pytest.mark.django_db


def test_a_correction_is_kept_with_what_was_proposed(row, staff):
    editing.change(row, user=staff, version=1, values={"value": Decimal(4), "year": 2024})
    kept = now(row)
    assert (kept.value, kept.year, kept.version) == (4, 2024, 2)
    assert (kept.state, kept.reviewed_by) == (ReviewState.CORRECTED, staff)
    newest, first = kept.history.all()
    assert (first.value, first.year, first.history_user) == (1, 2023, None)
    assert (newest.value, newest.history_user) == (4, staff)
    found = set(Correction.objects.values_list("field", "proposed", "corrected"))
    assert found == {("value", "1", "4"), ("year", "2023", "2024")}


def test_saving_what_was_proposed_accepts_it(row, staff):
    editing.change(row, user=staff, version=1, values={"value": row.value})
    assert now(row).state == ReviewState.ACCEPTED
    assert not Correction.objects.exists()


def test_a_correction_taken_back_by_hand_counts_no_more(row, staff):
    editing.change(row, user=staff, version=1, values={"unit": "个"})
    editing.change(row, user=staff, version=2, values={"unit": "所"})
    assert now(row).state == ReviewState.ACCEPTED
    assert not Correction.objects.exists()


def test_a_stale_change_is_refused_and_changes_nothing(row, staff, colleague):
    editing.change(row, user=colleague, version=1, values={"value": Decimal(5)})
    with pytest.raises(editing.Conflict) as refused:
        editing.change(row, user=staff, version=1, values={"value": Decimal(6)})
    assert [r.value for r in refused.value.rows] == [5]
    assert (now(row).value, now(row).version) == (5, 2)


def test_many_rows_change_together_or_not_at_all(plan, staff):
    one, two = plan.statements.filter(category="indicator")
    good = editing.Change(one, 1, {"value": Decimal(7)})
    with pytest.raises(ValidationError):
        editing.change_rows([good, editing.Change(two, 1, {"year": 1066})], user=staff)
    assert now(one).value == 1
    editing.change_rows([good, editing.Change(two, 1, {"value": Decimal(8)})], user=staff)
    assert [now(one).value, now(two).value] == [7, 8]


@pytest.mark.parametrize("role", ["bureau_leader", "school_head", "supervisor", "auditor"])
def test_readers_change_nothing(role, row, bureau):
    with pytest.raises(PermissionDenied):
        editing.change(row, user=person("reader", role, bureau), version=1, values={})


def test_another_bureau_changes_nothing(row, other_bureau):
    stranger = person("stranger", "bureau_admin", other_bureau)
    with pytest.raises(PermissionDenied):
        editing.decide([row], user=stranger, state=ReviewState.ACCEPTED)
    with pytest.raises(PermissionDenied):
        editing.undo(row.plan, user=stranger)


def test_a_published_plan_asks_for_a_reason(plan, row, staff):
    plan.state = Plan.State.PUBLISHED
    plan.save()
    row.plan.refresh_from_db()
    with pytest.raises(ValidationError, match="必须写明原因"):
        editing.change(row, user=staff, version=1, values={"value": Decimal(9)}, reason=" ")
    editing.change(row, user=staff, version=1, values={"value": Decimal(9)}, reason="统计口径调整")
    assert now(row).history.first().history_change_reason == "统计口径调整"


def test_units_that_cannot_be_the_indicators_are_refused(row, staff):
    rate = Indicator.objects.create(code="R1", name="毛入园率", unit="%")
    with pytest.raises(ValidationError, match="单位"):
        editing.change(row, user=staff, version=1, values={"indicator": rate})


def test_what_nobody_may_change_is_refused(row, staff):
    with pytest.raises(ValidationError):
        editing.change(row, user=staff, version=1, values={"quote": "另一句话"})


def test_accepting_keeps_a_correction_and_reopening_forgets_the_reviewer(row, staff):
    editing.change(row, user=staff, version=1, values={"value": Decimal(4)})
    editing.decide([now(row)], user=staff, state=ReviewState.ACCEPTED)
    assert now(row).state == ReviewState.CORRECTED
    editing.decide([now(row)], user=staff, state=ReviewState.PROPOSED)
    assert (now(row).state, now(row).reviewed_by) == (ReviewState.PROPOSED, None)


def test_deciding_on_more_rows_takes_no_more_queries(plan, staff, django_assert_num_queries):
    def queries_for(rows):
        with django_assert_num_queries(len(used), exact=False) as found:
            editing.decide(rows, user=staff, state=ReviewState.ACCEPTED)
        return len(found)

    used = range(100)
    rows = list(plan.statements.filter(category="indicator"))
    one = queries_for(rows[:1])
    many = recorded(plan.bureau, name="长.txt", times=30).plans.get()
    assert queries_for(list(many.statements.filter(category="indicator"))) <= one + 1


def test_a_rejected_row_keeps_its_reason_and_is_no_part_of_the_plan(plan, row, staff):
    editing.decide([row], user=staff, state=ReviewState.REJECTED, reason="不是指标")
    assert now(row).reason == "不是指标"
    assert row not in plan.statements.kept()


def test_money_follows_its_statement(plan, staff):
    money = plan.statements.filter(category="funding").first()
    editing.change(money, user=staff, version=1, values={"value": Decimal(5000), "year": 2025})
    item = FundingItem.objects.get(statement=money)
    assert (item.amount, item.year, item.state) == (5000, 2025, ReviewState.CORRECTED)
    editing.change(money, user=staff, version=2, values={"category": "indicator"})
    assert not FundingItem.objects.filter(statement=money).exists()
    editing.change(money, user=staff, version=3, values={"category": "funding"})
    assert FundingItem.objects.get(statement=money).amount == 5000


def test_a_task_changes_its_units_and_history_knows_both(plan, staff):
    task, finance = plan.tasks.get(), Unit.objects.create(region=plan.region, name="财务股")
    editing.change(task, user=staff, version=1, values={"supporting_units": [finance]})
    newest, first = now(task).history.all()
    assert [u.unit.name for u in newest.supporting_units.all()] == ["财务股"]
    assert not first.supporting_units.exists()
    assert now(task).state == ReviewState.CORRECTED


def test_undo_goes_back_step_by_step(plan, row, staff):
    editing.change(row, user=staff, version=1, values={"value": Decimal(4)})
    editing.change(now(row), user=staff, version=2, values={"value": Decimal(5)})
    editing.undo(plan, user=staff)
    assert now(row).value == 4
    editing.undo(plan, user=staff)
    assert (now(row).value, now(row).state) == (1, ReviewState.PROPOSED)
    assert editing.undo(plan, user=staff) == []
    assert not Correction.objects.exists()


def test_undo_takes_back_all_that_one_step_did(plan, staff):
    rows = list(plan.statements.all())
    editing.decide(rows, user=staff, state=ReviewState.ACCEPTED)
    assert len(editing.undo(plan, user=staff)) == len(rows)
    assert not plan.statements.counting().exists()


def test_undo_brings_back_the_units_of_a_task(plan, staff):
    task, finance = plan.tasks.get(), Unit.objects.create(region=plan.region, name="财务股")
    editing.change(task, user=staff, version=1, values={"supporting_units": [finance]})
    editing.change(now(task), user=staff, version=2, values={"supporting_units": []})
    editing.undo(plan, user=staff)
    assert [u.name for u in now(task).supporting_units.all()] == ["财务股"]


def test_undo_leaves_alone_what_a_colleague_changed_since(plan, row, staff, colleague):
    editing.change(row, user=staff, version=1, values={"value": Decimal(4)})
    editing.change(now(row), user=colleague, version=2, values={"value": Decimal(5)})
    with pytest.raises(editing.Conflict):
        editing.undo(plan, user=staff)
    assert now(row).value == 5


def test_undo_never_touches_what_others_did(plan, row, staff, colleague):
    editing.change(row, user=colleague, version=1, values={"value": Decimal(5)})
    assert editing.undo(plan, user=staff) == []
    assert now(row).value == 5


def test_an_added_row_counts_and_undo_rejects_it(plan, staff):
    task = Task(plan=plan, position=1, title="加强督导", text="")
    unit = Unit.objects.create(region=plan.region, name="督导室")
    editing.add(task, user=staff, units=[unit])
    assert now(task).state == ReviewState.ACCEPTED
    assert now(task).history.get().supporting_units.get().unit == unit
    editing.undo(plan, user=staff)
    assert now(task).state == ReviewState.REJECTED


def test_a_person_who_matches_a_name_teaches_it_to_the_bureau_alone(row, staff, other_bureau):
    schools = Indicator.objects.create(code="K2", name="新增幼儿园数", unit="所")
    editing.change(row, user=staff, version=1, values={"indicator": schools})
    alias = IndicatorAlias.objects.get()
    assert (alias.name, alias.indicator, alias.bureau) == ("新建幼儿园数", schools, staff.region)
    assert alias.learned_by == staff
    assert not IndicatorAlias.objects.known_to(other_bureau).exists()


def test_the_newest_choice_for_a_name_is_the_one_remembered(row, staff):
    for code, version in (("K2", 1), ("K3", 2)):
        chosen = Indicator.objects.create(code=code, name=f"指标{code}", unit="所")
        editing.change(row, user=staff, version=version, values={"indicator": chosen})
    assert IndicatorAlias.objects.get().indicator.code == "K3"


def test_a_key_names_a_row_of_its_plan_alone(plan, row, bureau):
    other = recorded(bureau, name="别的.txt").plans.get()
    assert editing.row_of(plan, row.key) == row
    assert editing.row_of(other, row.key) is None
    for wrong in ("", "s", "x1", "s-1", "s1e3", "s²"):
        assert editing.row_of(plan, wrong) is None


def test_between_needs_its_upper_bound_in_order(row, staff):
    for values in ({"comparator": "between"}, {"value_high": Decimal("0.5")}):
        with pytest.raises(ValidationError):
            editing.change(row, user=staff, version=1, values=values)
    assert Statement.objects.get(pk=row.pk).version == 1


def test_many_added_rows_are_one_step_and_cost_no_more_queries(plan, staff):
    def queries_for(count):
        rows = [Task(plan=plan, position=n, title=f"第{n}项") for n in range(count)]
        with CaptureQueriesContext(connection) as found:
            editing.add_rows(rows, user=staff, units=[[unit]] * count)
        return len(found)

    unit = Unit.objects.create(region=plan.region, name="督导室")
    assert queries_for(30) == queries_for(1)
    editing.undo(plan, user=staff)
    assert plan.tasks.filter(state=ReviewState.REJECTED).count() == 1


def test_a_change_of_many_rows_costs_no_more_queries_and_is_undone_whole(plan, staff):
    def queries_for(rows):
        changes = [editing.Change(r, r.version, {"title": "改", UNITS: [unit]}) for r in rows]
        with CaptureQueriesContext(connection) as found:
            editing.change_rows(changes, user=staff)
        return len(found)

    unit = Unit.objects.create(region=plan.region, name="督导室")
    tasks = [Task(plan=plan, position=n, title=f"第{n}项") for n in range(600)]
    editing.add_rows(tasks, user=staff)
    assert queries_for(tasks[:1]) == queries_for(tasks[1:31])
    editing.change_rows(
        [editing.Change(now(t), now(t).version, {"text": "全"}) for t in tasks], user=staff
    )
    assert len(editing.undo(plan, user=staff)) == 600
    assert not Task.objects.filter(text="全").exists()


def test_an_added_row_that_is_wrong_is_refused(plan, staff):
    wrong = Statement(
        plan=plan, value=1, comparator="between", nature="target", category="indicator"
    )
    with pytest.raises(ValidationError, match="区间"):
        editing.add(wrong, user=staff)

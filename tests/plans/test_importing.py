"""A file becomes rows wholly or not at all, and never disturbs what people have decided."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.models import Indicator, IndicatorAlias, School, Unit
from plans import workflow
from plans.extraction import ReadError
from plans.importing import import_file
from plans.models import (
    Deadline,
    Duty,
    FundingItem,
    Plan,
    Problem,
    ReviewState,
    SearchEntry,
    Source,
    Statement,
    Task,
)

PLAN = """青禾县教育局2024年工作要点

一、扩大普惠资源
1、新建公办幼儿园3所，学前三年毛入园率达到91%以上。（责任单位：基教股、计财股）
2、年底前完成青禾县实验小学综合楼建设，投入县级财政资金1200万元。

二、加强队伍建设
3、6月底前招聘教师120名。由人事股牵头，师训股配合。
"""
NOVEL = "那年冬天特别冷。老船长坐在炉火边，给孩子们讲海上的故事，窗外的雪一直没有停。\n" * 12


def imported(text, bureau, name="要点.txt", **options):
    return import_file(name=name, data=text.encode(), bureau=bureau, **options)


@pytest.fixture
def catalogue(db):
    indicator = Indicator.objects.create(code="pre.gross", name="学前三年毛入园率", unit="%")
    IndicatorAlias.objects.create(indicator=indicator, name="幼儿毛入园率")
    return indicator


def test_a_plan_becomes_rows_with_their_place(bureau, staff, catalogue):
    outcome = imported(PLAN, bureau, user=staff)
    assert outcome.state == "imported"
    plan = Plan.objects.get()
    assert (plan.year, plan.kind, plan.bureau, plan.source) == (
        2024, "plan", bureau, outcome.source,
    )  # fmt: skip
    assert plan.source.uploaded_by == staff
    rate = Statement.objects.get(unit="%")
    assert (rate.value, rate.comparator, rate.nature, rate.year) == (91, "at_least", "target", 2024)
    assert rate.indicator == catalogue
    assert PLAN[rate.start : rate.end] == "91%" == rate.text
    assert rate.state == ReviewState.PROPOSED
    money = FundingItem.objects.get()
    assert (money.amount, money.funding_source) == (Decimal(12_000_000), "县级财政")
    assert PLAN[money.start : money.end] == "1200万元"


def test_tasks_carry_units_and_due_day(bureau):
    imported(PLAN, bureau)
    hiring = Task.objects.get(text__contains="招聘教师")
    assert hiring.due_on == datetime.date(2024, 6, 30)
    assert hiring.lead_unit.name == "人事股"
    assert [u.name for u in hiring.supporting_units.all()] == ["师训股"]
    assert Statement.objects.get(value=120).task == hiring
    kindergartens = Task.objects.get(text__contains="公办幼儿园3所")
    assert kindergartens.lead_unit.name == "基教股"


def test_the_outline_is_a_tree_by_order_and_depth(bureau):
    imported(PLAN, bureau)
    rows = [(t.depth, t.number) for t in Task.objects.order_by("position")]
    assert rows == [(0, "一"), (1, "1"), (1, "2"), (0, "二"), (1, "3")]


def test_units_and_schools_wait_to_be_confirmed(bureau):
    imported(PLAN, bureau)
    assert {u.name for u in Unit.objects.filter(is_confirmed=False)} >= {"基教股", "人事股"}
    assert School.objects.get(name__contains="实验小学").is_confirmed is False


def test_a_known_unit_is_used_again(bureau):
    imported(PLAN, bureau)
    imported(PLAN.replace("120名", "130名"), bureau, name="另一份.txt")
    assert Unit.objects.filter(name="人事股").count() == 1
    assert Duty.objects.filter(lead_unit__name="人事股").count() == 2


def test_the_same_bytes_change_nothing(bureau):
    first = imported(PLAN, bureau)
    again = imported(PLAN, bureau, name="换了名字.txt")
    assert (again.state, again.source) == ("unchanged", first.source)
    assert Source.objects.count() == 1


def test_two_bureaus_may_hold_the_same_file(bureau, other_bureau):
    imported(PLAN, bureau)
    assert imported(PLAN, other_bureau).state == "imported"
    assert Source.objects.filter(bureau=other_bureau).count() == 1


def test_a_changed_file_is_a_new_version_and_reviewed_rows_stay(bureau, staff):
    old = imported(PLAN, bureau).source
    touched = Statement.objects.get(value=91)
    Statement.objects.filter(pk=touched.pk).update(
        value=92, state=ReviewState.CORRECTED, reviewed_by=staff
    )
    outcome = imported(PLAN.replace("91%", "93%"), bureau)
    assert (outcome.state, outcome.source.version) == ("new_version", 2)
    assert outcome.source.previous == old
    assert list(Source.objects.current()) == [outcome.source]
    touched.refresh_from_db()
    assert (touched.value, touched.state) == (92, ReviewState.CORRECTED)


def test_a_dry_run_counts_and_writes_nothing(bureau):
    outcome = imported(PLAN, bureau, dry_run=True)
    assert outcome.counts["plans"] == 1
    assert outcome.counts["statements"] >= 4
    assert not Source.objects.exists()
    assert not Unit.objects.exists()


def test_an_unreadable_file_leaves_nothing(bureau):
    with pytest.raises(ReadError):
        import_file(name="空.txt", data=b"", bureau=bureau)
    assert not Source.objects.exists()


def test_what_is_no_education_document_is_set_aside(bureau):
    imported(NOVEL, bureau)
    assert Plan.objects.get().state == Plan.State.SET_ASIDE
    assert not Task.objects.exists()
    assert not Statement.objects.exists()


def test_a_number_that_no_column_holds_is_a_problem_not_an_error(bureau):
    text = PLAN.replace("1200万元", "999999999999亿元")
    imported(text, bureau)
    assert not Statement.objects.filter(text__contains="999").exists()
    assert Problem.objects.filter(stage="importing", message__contains="数字过大").exists()


def test_clean_text_and_offsets_come_back_from_the_database(bureau):
    source = imported(PLAN.replace("青禾", "青　禾"), bureau).source
    content = type(source.content).objects.get(pk=source.pk)
    for statement in Statement.objects.all():
        assert content.repaired.clean((statement.start, statement.end)) == statement.text
    assert bytes(content.file).decode() == content.text


def test_the_number_of_queries_does_not_grow_with_the_document(bureau):
    item = "{n}、6月{d}日前新建幼儿园{n}所，投入县级财政资金{n}万元。（责任单位：基教股、计财股）\n"

    def queries(items, name):
        lines = (item.format(n=n, d=n % 28 + 1) for n in range(1, items + 1))
        text = "青禾县教育局2024年工作要点\n一、建设\n" + "".join(lines)
        with CaptureQueriesContext(connection) as captured:
            imported(text, bureau, name=name)
        return len(captured)

    assert queries(2, "小.txt") == queries(300, "大.txt")
    assert Deadline.objects.count() == 302


FESTIVAL = "青禾县春茶节\n\n一、茶园\n1、今年新建茶园30亩，茶农培训率达到95%。\n"


def aside(bureau, text=FESTIVAL):
    """A document that the import set aside."""
    plan = imported(text, bureau).source.plans.get()
    assert plan.state == Plan.State.SET_ASIDE and not plan.statements.exists()
    return plan


def test_a_document_taken_up_again_brings_what_it_holds(bureau, staff):
    plan = aside(bureau)
    workflow.set_aside(plan, user=staff, is_aside=False)
    rate = plan.statements.get(text="95%")
    assert (rate.state, FESTIVAL[rate.start : rate.end]) == (ReviewState.PROPOSED, "95%")
    assert plan.tasks.exists()
    found = SearchEntry.objects.filter(plan=plan).values_list("kind", "row")
    assert {("statement", rate.pk), ("task", plan.tasks.first().pk)} <= set(found)
    count = plan.statements.count()
    for is_aside in (True, False):
        workflow.set_aside(plan, user=staff, is_aside=is_aside)
    assert plan.statements.count() == count


def test_taking_up_tells_of_a_number_that_no_column_holds(bureau, staff):
    plan = aside(bureau, FESTIVAL.replace("30亩", "999999999999亿亩"))
    workflow.set_aside(plan, user=staff, is_aside=False)
    assert plan.problems.filter(stage="importing", message__contains="数字过大").count() == 1


def test_what_stands_as_wanted_already_is_left_alone(bureau, staff):
    plan = aside(bureau)
    seen = Plan.objects.get(pk=plan.pk)
    workflow.set_aside(plan, user=staff, is_aside=False)
    workflow.set_aside(seen, user=staff, is_aside=False)
    assert Plan.objects.get(pk=plan.pk).version == 2
    draft = Plan.objects.create(bureau=bureau, title="草稿", state=Plan.State.DRAFT)
    workflow.set_aside(draft, user=staff, is_aside=False)
    draft.refresh_from_db()
    assert (draft.state, draft.version) == (Plan.State.DRAFT, 1)


def test_documents_of_one_title_tell_which_they_are(bureau, staff):
    body = PLAN.partition("\n")[2]
    page = "".join(f"篇{number}：教育工作计划\n{body}\n" for number in (1, 2, 3))
    source = imported(page, bureau).source
    titles = [plan.title for plan in source.plans.order_by("start")]
    assert titles == ["教育工作计划（第1篇）", "教育工作计划（第2篇）", "教育工作计划（第3篇）"]

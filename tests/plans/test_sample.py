"""The invented library: the same for the same seed, right in every place, refused when wrong."""

import hashlib
from collections import Counter
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from indicators.models import Observation, Region, Target, Unit
from plans.models import (
    Correction,
    Deadline,
    Duty,
    FundingItem,
    Plan,
    Problem,
    PublishedFigure,
    Source,
    Statement,
    Task,
)
from plans.reckoning import reckon
from plans.sample.composing import chinese, last_day
from plans.sample.drafting import drafts, sizes
from plans.sample.ground import ground_of
from plans.sample.writing import BATCH, write

pytestmark = pytest.mark.django_db

DIGESTED = {
    Source: ("name", "sha256", "bureau__adcode", "uploaded_at", "uploaded_by__username"),
    Plan: ("source__name", "title", "kind", "year", "level", "region__adcode", "state"),
    Task: ("plan__source__name", "start", "title", "lead_unit__name", "due_on", "state"),
    Statement: ("plan__source__name", "start", "text", "value", "indicator__code", "state"),
    FundingItem: ("plan__source__name", "start", "amount", "funding_source", "state"),
    Duty: ("plan__source__name", "start", "end", "lead_unit__name"),
    Deadline: ("plan__source__name", "start", "end", "due_on"),
    Problem: ("source__name", "start", "message", "resolved_at"),
    Correction: ("statement__plan__source__name", "statement__start", "field", "corrected"),
    Target: ("indicator__code", "region__adcode", "year", "value", "recorded_at"),
    Observation: ("indicator__code", "region__adcode", "year", "value", "recorded_at"),
}
"""Columns that tell rows apart without the numbers that a database gives them."""


CORRECTING = 5
"""Queries for the corrections of a plan, which a short one may not have."""


def make(bureau, **options):
    """Run the command for a small library; returns what it says."""
    out = StringIO()
    options = {"plans": 12, "statements": 130, "seed": 7, **options}
    call_command("make_sample", bureau=bureau.adcode, stdout=out, **options)
    return out.getvalue()


def digest():
    """One fingerprint of all rows, whatever their order and numbers."""
    lines = sorted(
        repr((model.__name__, row))
        for model, columns in DIGESTED.items()
        for row in model.objects.values_list(*columns)
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def digest_of_a_run(bureau, **options):
    """The fingerprint of a library that is taken back at once."""
    with transaction.atomic():
        make(bureau, **options)
        found = digest()
        transaction.set_rollback(True)
    return found


def test_the_same_seed_gives_the_same_rows(bureau):
    first = digest_of_a_run(bureau)
    assert Plan.objects.count() == 0
    assert digest_of_a_run(bureau) == first
    assert digest_of_a_run(bureau, seed=8) != first


def test_there_are_exactly_as_many_rows_as_asked(bureau):
    assert "12 份计划、130 条量化表述" in make(bureau)
    assert Plan.objects.count() == Source.objects.count() == 12
    assert Statement.objects.count() == 130


@pytest.mark.parametrize(("plans", "statements"), [(1, 1), (2, 3), (7, 7), (10, 1003), (11, 250)])
def test_sizes_add_up_and_the_first_plan_has_the_mean(plans, statements):
    found = sizes(plans, statements, seed=3)
    assert len(found) == plans and sum(found) == statements
    assert min(found) >= 1
    assert plans == 1 or found[0] == statements // plans


def test_the_first_plan_is_the_same_in_a_library_of_any_size(bureau):
    texts = []
    for plans in (3, 9):
        with transaction.atomic():
            make(bureau, plans=plans, statements=plans * 20)
            first = Plan.objects.get(source__name__startswith="样例7-000001")
            texts.append((first.source.content.text, first.bureau, first.state))
            assert first.statements.count() == 20
            transaction.set_rollback(True)
    assert texts[0] == texts[1]
    assert texts[0][1:] == (bureau, Plan.State.PROPOSED)


def test_every_row_stands_where_its_text_stands(bureau):
    make(bureau)
    for source in Source.objects.select_related("content"):
        text, plan = source.content.text, source.plans.get()
        assert bytes(source.content.file).decode() == text
        assert source.characters == len(text)
        assert (source.content.repaired.value, plan.start, plan.end) == (text, 0, len(text))
        assert source.content.repaired.span(3, 9) == (3, 9)
        for row in plan.statements.all():
            at = text.find(row.quote, row.start - len(row.quote), row.end + len(row.quote))
            assert text[row.start : row.end] == row.text
            assert 0 <= at <= row.start and row.end <= at + len(row.quote)
            assert row.quote.count("。") == 1
            assert row.task.start <= row.start and row.end <= row.task.end
        for row in (*plan.duties.all(), *plan.deadlines.all()):
            assert text[row.start : row.end] == row.quote
        for row in plan.tasks.all():
            assert text[row.start : row.end] == row.text and row.text.startswith(row.title)


def test_statements_say_what_their_text_says(bureau):
    make(bureau)
    for row in Statement.objects.select_related("indicator"):
        row.clean()
        assert row.scope + row.indicator_name in row.quote
        if row.indicator:
            assert row.unit == row.indicator.unit
        if row.text.endswith("%") and row.value_high is None:
            assert row.text == f"{row.value.normalize():f}%"
        if row.text.endswith("万元"):
            assert row.value == int(row.text[:-2]) * 10_000
        assert row.is_money == (row.unit == "元")
    money = Statement.objects.filter(category=Statement.Category.FUNDING)
    assert FundingItem.objects.count() == money.count() > 0
    assert not FundingItem.objects.exclude(statement__state=F("state")).exists()


def test_states_fit_the_plan(bureau):
    make(bureau, plans=40, statements=800)
    published = Statement.objects.filter(plan__state=Plan.State.PUBLISHED)
    assert not published.undecided().exists() and published.counting().exists()
    assert set(Plan.objects.values_list("state", flat=True)) >= {"proposed", "draft", "published"}
    states = Counter(Statement.objects.values_list("state", flat=True))
    assert states["accepted"] > states["corrected"] > states["rejected"] > 0 < states["proposed"]
    decided = Statement.objects.exclude(state="proposed")
    assert not decided.filter(reviewed_by=None).exists()
    assert set(Task.objects.values_list("depth", flat=True)) == {0, 1, 2}


def test_corrections_have_a_history_and_are_counted(bureau):
    make(bureau, plans=40, statements=800)
    corrected = Statement.objects.filter(state="corrected")
    assert Correction.objects.count() == corrected.count() > 0
    row = corrected.first()
    proposed, kept = row.history.order_by("history_date")
    assert (proposed.state, kept.state) == ("proposed", "corrected")
    assert proposed.history_user is None and kept.history_user == row.reviewed_by
    assert row.corrections.get().corrected == str(getattr(row, row.corrections.get().field))


def test_published_plans_gave_figures_with_their_evidence(bureau):
    make(bureau, plans=40, statements=800)
    figures = PublishedFigure.objects.select_related("statement", "target", "observation")
    assert Target.objects.exists() and Observation.objects.exists()
    assert figures.count() == Target.objects.count() + Observation.objects.count()
    for row in figures:
        figure, statement = row.figure, row.statement
        assert statement.counts and statement.plan.is_published
        assert (figure.value, figure.year) == (statement.value, statement.year)
        assert figure.recorded_at == row.publication.published_at


def test_a_published_plan_would_be_published_again_as_it_is(bureau):
    make(bureau, plans=40, statements=800)
    for plan in Plan.objects.filter(state=Plan.State.PUBLISHED):
        found = reckon(plan)
        assert not found.obstacles and not found.clashes and not found.withdrawn
        assert {entry.state for entry in found.entries} <= {"same"}


def test_most_plans_belong_to_the_bureau_and_some_to_others(bureau):
    make(bureau, plans=45, statements=900)
    owners = Counter(Plan.objects.values_list("bureau__adcode", flat=True))
    assert 25 <= owners[bureau.adcode] < 45
    assert Unit.objects.filter(region=bureau).exists()


def test_missing_reference_data_is_loaded_first(bureau):
    make(bureau)
    assert Region.objects.filter(level="province").count() >= 31


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"plans": 0}, "--plans 应在 1 到 100000 之间，写的是 0"),
        ({"plans": -5}, "写的是 -5"),
        ({"plans": 10**9}, "--plans 应在"),
        ({"statements": 0}, "--statements 应在 1 到 10000000 之间，写的是 0"),
        ({"statements": 10**12}, "--statements 应在"),
        ({"statements": 11}, "12 份计划配不了 11 条"),
        ({"statements": 12 * 2000 + 1}, "12 份计划配不了 24001 条"),
        ({"seed": -1}, "--seed 不能是负数"),
    ],
)
def test_numbers_that_make_no_library_are_refused(bureau, options, message):
    with pytest.raises(CommandError, match=message) as refused:
        make(bureau, **options)
    assert refused.value.returncode == 1
    assert not Source.objects.exists()


def test_a_seed_that_is_there_is_refused_and_nothing_is_written(bureau):
    make(bureau)
    before = digest()
    with pytest.raises(CommandError, match="已有种子 7 的样例（12 份），没有写入任何数据"):
        make(bureau)
    assert digest() == before
    make(bureau, seed=70)
    assert Plan.objects.count() == 24


def test_an_unknown_bureau_is_refused(db):
    with pytest.raises(CommandError, match="没有代码为“000000”的地区"):
        call_command("make_sample", bureau="000000", plans=2, statements=2)


def test_a_batch_is_wholly_in_or_wholly_out(bureau):
    call_command("load_reference", verbosity=0)
    ground = ground_of(bureau)
    found = list(drafts(ground, 60, 120, 7))
    broken = found[BATCH + 5].document.found
    broken[0] = replace(broken[0], place=broken[0].place[::-1])
    with pytest.raises(IntegrityError):
        list(write(ground, found))
    assert Plan.objects.count() == Source.objects.count() == BATCH
    with pytest.raises(CommandError, match=f"已有种子 7 的样例（{BATCH} 份）"):
        make(bureau, plans=60, statements=120)


def test_queries_do_not_grow_with_statements(bureau):
    make(bureau, seed=1)
    counted = []
    for statements in (120, 1200):
        with transaction.atomic(), CaptureQueriesContext(connection) as queries:
            make(bureau, seed=2, statements=statements)
            transaction.set_rollback(True)
        counted.append(len(queries))
    assert counted[1] <= counted[0] + 12 * CORRECTING


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (99, "九十九")],
)
def test_chapters_count_in_chinese(number, written):
    assert chinese(number) == written


def test_a_month_ends_with_its_last_day():
    assert last_day(2024, 2).isoformat() == "2024-02-29"
    assert last_day(2023, 12).isoformat() == "2023-12-31"

"""What formulas make of published figures, against an independent reckoning of the same inputs."""

from decimal import Decimal as D
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.choices import Origin
from indicators.models import Indicator, Observation, School
from indicators.releasing import reckon_again, release, withdraw

pytestmark = pytest.mark.django_db


def indicator(code, unit="人", **facts):
    return Indicator.objects.create(code=code, name=f"指标{code}", unit=unit, **facts)


@pytest.fixture
def pupils(db):
    return indicator("t.pupils")


@pytest.fixture
def teachers(db):
    return indicator("t.teachers")


@pytest.fixture
def ratio(pupils, teachers):
    return indicator("t.ratio", "", kind="ratio", formula="t.pupils / t.teachers")


@pytest.fixture
def per_hundred(ratio):
    return indicator("t.hundred", "", formula="100 / t.ratio")


@pytest.fixture
def observe(bureau, staff):
    """A function: indicator, value -> the published observation of the county in 2024."""

    def publish(of, value, **facts):
        facts = {"region": bureau, "year": 2024, **facts}
        figure = Observation(indicator=of, value=value, **facts)
        figure.reason = "核对后更正" if figure.supersedes else ""
        release([figure], by=staff)
        return figure

    return publish


def now(of, **facts):
    """The current value of an indicator, None where there is none."""
    found = Observation.objects.current().filter(indicator=of, **facts)
    return found.get().value if found else None


def test_a_figure_comes_with_the_last_of_its_inputs_and_in_its_release(
    observe, pupils, teachers, ratio, per_hundred
):
    observe(pupils, 630)
    assert now(ratio) is None
    last = observe(teachers, 42, status="provisional")
    made = Observation.objects.get(indicator=ratio)
    assert (made.value, made.origin, made.status) == (D(15), Origin.FORMULA, "provisional")
    assert made.released_in == last.released_in
    assert made.note == "由 t.pupils=630，t.teachers=42 算得"
    assert now(per_hundred) == D("6.6667")


def test_a_correction_of_an_input_is_one_of_the_figure(observe, pupils, teachers, ratio):
    observe(teachers, 40)
    wrong = observe(pupils, 630)
    first = Observation.objects.get(indicator=ratio)
    observe(pupils, 600, supersedes=wrong)
    second = Observation.objects.current().get(indicator=ratio)
    assert (first.value, second.value) == (D("15.75"), D(15))
    assert second.first == second.supersedes == first
    assert "重算" in second.reason


@pytest.mark.parametrize("spoil", ["withdrawn", "zero"])
def test_without_an_input_or_with_a_divisor_of_zero_there_is_no_figure(
    observe, pupils, teachers, ratio, staff, spoil
):
    observe(pupils, 630)
    number = observe(teachers, 42)
    if spoil == "zero":
        observe(teachers, 0, supersedes=number)
    else:
        withdraw([number], by=staff, reason="重复")
    assert now(ratio) is None
    assert Observation.objects.filter(indicator=ratio, is_withdrawn=True).count() == 1


def test_what_somebody_stated_stays_until_he_takes_it_back(
    observe, pupils, teachers, ratio, per_hundred, staff
):
    stated = observe(ratio, 16, origin=Origin.PLAN)
    observe(pupils, 630)
    observe(teachers, 42)
    assert now(ratio) == 16
    assert now(per_hundred) == D("6.25")
    withdraw([stated], by=staff, reason="计划写错")
    assert now(ratio) == 15
    assert now(per_hundred) == D("6.6667")


def test_what_is_stated_later_takes_the_place_of_what_was_reckoned(
    observe, pupils, teachers, ratio, staff
):
    observe(pupils, 630)
    observe(teachers, 42)
    stated = observe(ratio, 16, origin=Origin.PLAN)
    assert now(ratio) == 16
    withdraw([stated], by=staff, reason="以重算的为准")
    again = Observation.objects.current().get(indicator=ratio)
    assert again.value == 15 and again.supersedes.is_withdrawn


def test_figures_of_other_places_times_and_parts_are_not_mixed(
    observe, bureau, pupils, teachers, ratio
):
    school = School.objects.create(region=bureau, name="青禾小学", is_confirmed=True)
    observe(pupils, 630)
    observe(teachers, 42, year=2023)
    observe(teachers, 20, school=school)
    observe(teachers, 30, sex="female")
    observe(teachers, 40, nature="estimate")
    assert not Observation.objects.filter(indicator=ratio).exists()
    observe(pupils, 300, school=school)
    assert now(ratio) == 15


def test_a_value_that_no_column_holds_is_no_figure(observe, pupils, teachers, ratio):
    observe(teachers, D("0.0001"))
    observe(pupils, D(10) ** 15)
    assert now(ratio) is None


def test_a_new_formula_reckons_all_there_is_and_none_takes_it_back(
    observe, pupils, teachers, ratio, staff
):
    observe(pupils, 630)
    observe(teachers, 42)
    ratio.formula = "t.teachers / t.pupils * 100"
    ratio.save()
    made = reckon_again(ratio, by=staff)
    assert now(ratio) == D("6.6667")
    assert reckon_again(ratio, by=staff) is None
    ratio.formula = ""
    ratio.save()
    assert reckon_again(ratio, by=staff).number == made.number + 1
    assert now(ratio) is None


def test_many_figures_cost_no_more_queries_than_a_few(bureau, pupils, teachers, ratio, staff):
    def published(year, count):
        schools = School.objects.bulk_create(
            School(region=bureau, name=f"{year}年{n}校", is_confirmed=True) for n in range(count)
        )
        rows = [
            Observation(indicator=of, region=bureau, school=school, year=year, value=value)
            for school in schools
            for of, value in ((pupils, 100), (teachers, 8))
        ]
        with CaptureQueriesContext(connection) as asked:
            release(rows, by=staff)
        return len(asked)

    assert published(2023, 3) == published(2024, 60)
    assert Observation.objects.filter(indicator=ratio, value=D("12.5")).count() == 63


def test_formulas_that_come_back_to_themselves_give_nothing(observe, pupils):
    """No form lets one in; two changes at the same time could."""
    one = indicator("t.one", formula="t.two + t.pupils")
    two = indicator("t.two", formula="t.one + t.pupils")
    observe(pupils, 1)
    assert not Observation.objects.filter(indicator__in=(one, two)).exists()


INPUTS = ("t.pupils", "t.teachers")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(INPUTS), st.sampled_from((2023, 2024)), st.none() | st.integers(0, 5)
    ),
    min_size=1,
    max_size=10,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_after_each_release_every_figure_is_what_its_inputs_then_give(
    bureau, pupils, teachers, ratio, per_hundred, staff, steps
):
    Observation.objects.update(supersedes=None, first=None)
    Observation.objects.all().delete()
    rows, states = {pupils.code: pupils, teachers.code: teachers}, {}
    for code, year, value in steps:
        current = Observation.objects.current().filter(indicator=rows[code], year=year).first()
        figure = Observation(
            indicator=rows[code], region=bureau, year=year, value=value or 0,
            is_withdrawn=value is None, supersedes=current, reason="更正" if current else "",
        )  # fmt: skip
        if current or value is not None:
            made = release([figure], by=staff)
            states[made.number] = None
    for number in states:
        seen = Observation.objects.as_of(number).values_list("indicator__code", "year", "value")
        known = {(code, year): value for code, year, value in seen}
        for year in (2023, 2024):
            assert known.get(("t.ratio", year)) == rounded(quotient(known, year))
            assert known.get(("t.hundred", year)) == hundredth(known, year)


def quotient(known, year):
    """Pupils over teachers, in integers of ten-thousandths."""
    one, other = (known.get((code, year)) for code in INPUTS)
    return None if one is None or not other else Fraction(int(one), int(other))


def rounded(exact):
    """To four decimals, the half upwards, without Decimal's own rounding."""
    return None if exact is None else D(int(exact * 20_000 + 1) // 2) / 10_000


def hundredth(known, year):
    of = rounded(quotient(known, year))
    return rounded(100 / Fraction(of)) if of else None

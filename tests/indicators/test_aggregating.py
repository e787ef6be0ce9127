"""What schools make together stands beside the county's own figure, and is never taken for it."""

from decimal import Decimal as D

import pytest
from django.urls import reverse

from indicators.catalogue.aggregating import of_schools
from indicators.models import Indicator, Observation, School
from indicators.releasing import release
from tests.conftest import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def pupils(db):
    facts = {"unit": "人", "stage": "primary", "aggregation": "sum"}
    return Indicator.objects.create(code="t.pupils", name="小学在校生数", **facts)


@pytest.fixture
def rate(pupils):
    facts = {"unit": "%", "stage": "primary", "aggregation": "weighted_mean", "weight": pupils}
    return Indicator.objects.create(code="t.rate", name="小学巩固率", **facts)


@pytest.fixture
def schools(bureau):
    facts = {"region": bureau, "stage": "primary"}
    School.objects.create(name="待核小学", is_confirmed=False, **facts)
    School.objects.create(
        name="青禾中学", is_confirmed=True, region=bureau, stage="lower_secondary"
    )
    return [
        School.objects.create(name=name, is_confirmed=True, **facts)
        for name in ("城关小学", "河湾小学", "山口小学")
    ]


@pytest.fixture
def observe(bureau, staff):
    def publish(of, value, school=None, **facts):
        facts = {"region": bureau, "year": 2024, "school": school, **facts}
        release([Observation(indicator=of, value=value, **facts)], by=staff)

    return publish


def test_a_sum_says_of_how_many_schools_it_is(observe, pupils, schools, staff):
    observe(pupils, 300, schools[0])
    observe(pupils, 120, schools[1])
    observe(pupils, 500)
    (row,) = of_schools(pupils, staff)
    assert (row.value, row.counted, row.schools, row.own) == (420, 2, 3, 500)
    assert row.difference == -80 and not row.is_whole


def test_a_mean_is_weighted_and_leaves_out_schools_without_weight(
    observe, pupils, rate, schools, staff
):
    for school, count, value in zip(schools, (300, 100, None), (D(96), D(100), D(10)), strict=True):
        observe(rate, value, school)
        if count:
            observe(pupils, count, school)
    (row,) = of_schools(rate, staff)
    assert (row.value, row.counted, row.own, row.difference) == (97, 2, None, None)


def test_parts_estimates_and_withdrawn_figures_are_not_counted(observe, pupils, schools, staff):
    observe(pupils, 300, schools[0], sex="female")
    observe(pupils, 300, schools[0], nature="estimate")
    assert of_schools(pupils, staff) == []


@pytest.mark.parametrize("way", ["none", "latest", ""])
def test_what_cannot_be_brought_together_is_not(observe, pupils, schools, staff, way):
    pupils.aggregation = way
    observe(pupils, 300, schools[0])
    assert of_schools(pupils, staff) == []


def test_the_page_says_that_it_is_not_published(client_of, observe, pupils, schools, staff):
    observe(pupils, 300, schools[0])
    page = client_of(staff).get(reverse("indicator", args=[pupils.code])).content.decode()
    assert "只供核对，不是公布的数" in page and "<strong>1</strong> / 3 所" in page


def test_other_counties_are_told_nothing(observe, pupils, schools, other_bureau):
    observe(pupils, 300, schools[0])
    assert of_schools(pupils, person("foreign", "bureau_staff", other_bureau)) == []

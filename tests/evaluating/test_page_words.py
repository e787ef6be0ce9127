"""What pages of rounds say where something is not known yet."""

import pytest
from django.urls import reverse

from indicators.models import Observation
from indicators.releasing import release
from tests.evaluating.test_pages import shown
from tests.plans.campaigning import indicator

pytestmark = pytest.mark.django_db


def test_a_round_in_preparation_counts_nobody_in_the_list(client_of, stage):
    page = shown(client_of(stage.clerk).get(reverse("round-list")))
    assert 'data-label="参评单位">—<' in page and 'data-label="已交自评">—<' in page


def test_an_assessment_names_the_day_that_matters_in_its_phase(client_of, stage):
    stage.bring("self")
    address = reverse("assessment", args=[stage.place().pk])
    page = shown(client_of(stage.head).get(address))
    assert "自评截止" in page and "复评截止" not in page
    stage.bring("check")
    page = shown(client_of(stage.clerk).get(address))
    assert "复评截止" in page and "自评截止" not in page


def test_a_figure_that_nobody_published_is_not_called_published(client_of, stage):
    figure = Observation(
        indicator=indicator("books", "", ""), region=stage.bureau, school=stage.next,
        year=2025, origin="entry", value=2480,
    )  # fmt: skip
    release([figure], by=stage.admin)
    stage.bring("self")
    page = shown(client_of(stage.head).get(reverse("assessment", args=[stage.place().pk])))
    assert "2025年还没有发布这项数据" in page and "已发布数据，对照" not in page

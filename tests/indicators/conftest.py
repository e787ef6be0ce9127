"""A city, its indicator and figures enter, what the page of charts shows of them leaves."""

from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.models import Indicator, Observation, Region
from tests.conftest import person
from tests.figures import published


@pytest.fixture
def row():
    return Indicator.objects.create(code="pri.pupils", name="小学在校生数", unit="人")


@pytest.fixture
def chief(bureau):
    """Of the city above: sees all its counties."""
    city = Region.objects.create(
        adcode="530100", name="长川市", full_name="云岭省长川市", level="prefecture"
    )
    return person("chief", "bureau_staff", city)


@pytest.fixture
def write(row, staff):
    """A function: region, value, and what differs from a reached value of 2024 -> the figure."""

    def one(region, value, model=Observation, **facts):
        facts = {"indicator": row, "year": 2024, **facts}
        return published(model, by=staff, region=region, value=Decimal(value), **facts)

    return one


@pytest.fixture
def look(client_of, row):
    """A function: user and choices -> (page, name of each chart -> the chart)."""

    def ask(user, **choices):
        answer = client_of(user).get(
            reverse("indicator-compare"), {"indicator": row.code, **choices}
        )
        assert answer.status_code == 200
        charts = {name: chart for name, chart, _ in answer.context["charts"]}
        return answer.content.decode(), charts

    return ask

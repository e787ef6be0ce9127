"""A bureau with schools and indicators to enter."""

import pytest

from indicators.models import Indicator, Key, School
from tests.conftest import county


@pytest.fixture
def pupils(db):
    return Indicator.objects.create(
        code="t.pupils", name="在校生数", unit="人", stage="primary", aggregation="sum"
    )


@pytest.fixture
def rate(db):
    return Indicator.objects.create(
        code="t.rate", name="巩固率", unit="%", stage="primary", kind="rate", aggregation="none"
    )


@pytest.fixture
def schools(bureau):
    """Three confirmed primary schools, and one of which nobody has confirmed that it is there."""
    facts = {"region": bureau, "stage": "primary"}
    School.objects.create(name="待核小学", is_confirmed=False, **facts)
    return [
        School.objects.create(name=name, school_code=f"213000000{n}", is_confirmed=True, **facts)
        for n, name in enumerate(("城关小学", "河湾小学", "山口小学"), 1)
    ]


@pytest.fixture
def abroad(db):
    return county("530197", "远山县", "云岭省长川市远山县")


@pytest.fixture
def key_for(bureau, pupils):
    """A function: school, indicator -> the key of its figure of 2025."""

    def made(school=None, indicator=pupils, year=2025, **more):
        return Key(indicator.pk, bureau.pk, school and school.pk, "year", year, 0, **more)

    return made

"""A desk with matters for every test of their logic and pages."""

import pytest

from indicators.models import Unit
from plans.models import Matter
from plans.tracking import steps
from tests.tracking.matters import Desk


@pytest.fixture
def desk(bureau):
    """People of a bureau and a school, and a way to matters in every state."""
    return Desk(bureau)


@pytest.fixture
def town(desk):
    """A town that leads a matter and has no people in the portal."""
    town = Unit.objects.create(region=desk.bureau, name="梅山镇", is_confirmed=True)
    desk.matter("checked", lead_unit=town, title="危房改造")
    steps.dispatch(Matter.objects.get(lead_unit=town), user=desk.admin)
    return town

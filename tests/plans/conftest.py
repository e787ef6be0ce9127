"""An imported plan and a row of it."""

import pytest

from plans import history
from tests.plans.records import recorded


@pytest.fixture
def plan(bureau):
    """An imported plan with two of each record, as the import left it: without a history."""
    plan = recorded(bureau, times=2).plans.get()
    for model in history.TRACKED:
        model.history.all().delete()
    return plan


@pytest.fixture
def row(plan):
    """A statement of one new kindergarten."""
    return plan.statements.filter(category="indicator").first()

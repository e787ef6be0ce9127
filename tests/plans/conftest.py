"""An imported plan and a row of it, and plans of every kind of owner and state."""

import pytest
from django.db import transaction

from plans import history
from tests.plans.places import settled
from tests.plans.records import recorded


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The prefecture, the county, and a source of every kind, made once for a module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield settled()
        transaction.set_rollback(True)


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

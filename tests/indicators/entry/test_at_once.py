"""People and programs at one draft at once, each with a connection of his own: nothing is lost."""

from decimal import Decimal

import pytest

from indicators.access import Access
from indicators.entering.drafting import Fate, Proposal, propose
from indicators.entering.publishing import Choice, Unpublishable, publish, stamp_of
from indicators.models import Draft, Indicator, Key, Observation
from tests.conftest import county, person
from tests.plans.test_submission_concurrency import ROUNDS, at_once, on_disk

__all__ = ["on_disk"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bureau(on_disk):
    return county("530199", "青禾县", "云岭省长川市青禾县")


@pytest.fixture
def key(bureau):
    """A function: year -> the key of a figure of the county."""
    pupils = Indicator.objects.create(code="t.pupils", name="在校生数", unit="人")
    return lambda year: Key(pupils.pk, bureau.pk, None, "year", year, 0)


@pytest.fixture
def clerk(bureau):
    return person("clerk", "bureau_staff", bureau)


@pytest.fixture
def program(bureau):
    user = person("platform", "data_client", bureau)
    return Access("t", ("530199",), writes=True, user=user)


def fate(key, value, by):
    """What became of a proposal."""
    return propose([Proposal(key, Decimal(value))], by=by).fates[key]


def test_a_person_and_a_program_leave_one_draft_and_the_persons(key, clerk, program):
    for year in range(2000, 2000 + ROUNDS):
        told = at_once(
            lambda year=year: fate(key(year), 5, clerk),
            lambda year=year: fate(key(year), 7, program),
        )
        draft = Draft.objects.get(year=year)
        assert (draft.value, draft.entered_by) == (5, clerk)
        assert told[1] in (Fate.REFUSED, Fate.CREATED)


def test_two_calls_of_a_program_leave_one_draft(key, program):
    for year in range(2000, 2000 + ROUNDS):
        told = at_once(*[lambda year=year: fate(key(year), 7, program)] * 2)
        assert sorted(told) == [Fate.CREATED, Fate.UNCHANGED]
        assert Draft.objects.filter(year=year).count() == 1


def test_what_is_typed_while_the_draft_is_published_is_kept(key, clerk):
    def publishes(draft):
        try:
            return publish(Choice({draft.pk: stamp_of(draft)}), by=clerk)
        except Unpublishable as error:
            return error

    for year in range(2000, 2000 + ROUNDS):
        fate(key(year), 5, clerk)
        draft = Draft.objects.get(year=year)
        done, _ = at_once(
            lambda draft=draft: publishes(draft), lambda year=year: fate(key(year), 6, clerk)
        )
        assert Draft.objects.get(year=year).value == 6
        assert Observation.objects.filter(year=year).exists() == (done == 1)

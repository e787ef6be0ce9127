"""Two builders of one form at once, each with a connection of his own: nothing is lost unseen."""

import pytest

from plans import form_building
from plans.editing import Conflict
from plans.form_stamps import stamp_of
from plans.models import FormSection
from tests.conftest import county, person
from tests.plans.campaigning import form_of
from tests.plans.test_submission_concurrency import ROUNDS, at_once, on_disk

__all__ = ["on_disk"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def form(on_disk):
    return form_of(county("530199", "青禾县", "云岭省长川市青禾县"))


@pytest.fixture
def builders(form):
    return [person(name, "bureau_staff", form.bureau) for name in ("甲", "乙")]


def test_of_two_who_save_one_section_exactly_one_wins(form, builders):
    number = form.sections.get(kind="text").pk
    for _ in range(ROUNDS):
        seen = stamp_of(FormSection.objects.get(pk=number))
        results = at_once(*(saving(number, user, seen) for user in builders))
        won = [found for found in results if isinstance(found, FormSection)]
        assert len(won) == 1 and sum(isinstance(found, Conflict) for found in results) == 1
        stored = FormSection.objects.get(pk=number)
        assert stored.title == won[0].title
        FormSection.objects.filter(pk=number).update(title="又是原来的")


def saving(number, user, seen):
    """The act of saving the section under the user's own name."""
    part = FormSection.objects.get(pk=number)
    part.title = f"{user.username}写的"
    return lambda: form_building.save_part(part, user=user, seen=seen)


def test_two_who_add_at_the_end_stand_one_behind_the_other(form, builders):
    parts = [FormSection(form=form, kind="text", title=user.username) for user in builders]
    acts = [
        lambda part=part, user=user: form_building.add_part(part, user=user)
        for part, user in zip(parts, builders, strict=True)
    ]
    at_once(*acts)
    places = list(form.sections.order_by("position").values_list("position", flat=True))
    assert places == list(range(7))
    assert {s.title for s in form.sections.all()} >= {"甲", "乙"}

"""The rounds of the demonstration: schools in different states, made once."""

import pytest
from django.core.management import call_command

from eduplan.accounts.models import Role
from indicators.models import Region
from plans.models import Assessment, EvaluationRound, Finding, Mark
from plans.sample.campaign import write_campaign
from plans.sample.evaluation import write_rounds
from tests.plans.campaigning import school_of, somebody

pytestmark = pytest.mark.django_db


def test_the_sample_has_a_round_that_begins_and_one_being_checked_and_nothing_twice(db):
    call_command("load_reference", verbosity=0)
    bureau = Region.objects.get(adcode="341524", until__isnull=True)
    roles = {"admin": "admin", "staff": "staff", "leader": "leader"}
    people = {name: somebody(name, f"bureau_{role}", bureau) for name, role in roles.items()}
    own = school_of(bureau, "演示小学")
    somebody("own_head", Role.SCHOOL_HEAD, bureau, own)
    write_campaign(bureau, admin=people["staff"], leader=people["leader"])
    before, now = write_rounds(bureau, **people, more=[own])
    assert (before.pk, now.pk) == tuple(
        EvaluationRound.objects.order_by("pk").values_list("pk", flat=True)
    )
    assert set(Assessment.objects.filter(round=now).values_list("state", flat=True)) == {
        "filling", "returned", "submitted",
    }  # fmt: skip
    assert now.assessments.get(school=own).state == "filling"
    assert Mark.objects.filter(assessment__round=before, step="check").exists()
    assert Finding.objects.filter(assessed__assessment__round=before).count() == 2
    marks = Mark.objects.count()
    assert [held.pk for held in write_rounds(bureau, **people, more=[own])] == [now.pk, before.pk]
    assert Mark.objects.count() == marks

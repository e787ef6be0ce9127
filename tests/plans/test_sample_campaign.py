"""The campaign of the demonstration: schools in every state, brought there by their own steps."""

import pytest
from django.core.management import call_command

from eduplan.accounts.models import Role
from indicators.models import Region, Target
from plans.models import Campaign, SubmissionEvent
from plans.sample.campaign import coming_year, write_campaign
from plans.submitting import missing
from tests.plans.campaigning import day, school_of, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(db):
    """The campaign, and who made it and approved."""
    call_command("load_reference", verbosity=0)
    bureau = Region.objects.get(adcode="341524", until__isnull=True)
    people = {
        "admin": somebody("admin", Role.BUREAU_STAFF, bureau),
        "leader": somebody("leader", Role.BUREAU_LEADER, bureau),
    }
    own = school_of(bureau, "演示小学")
    return write_campaign(bureau, **people, more=[own]), bureau, people, own


def test_the_sample_has_schools_in_every_state_and_nothing_twice(made):
    campaign, bureau, people, own = made
    counted = campaign.submissions.counted()
    assert all(counted.values())
    assert campaign.submissions.get(school=own).state == "not_started"
    assert campaign.submissions.asking().exists()
    before = SubmissionEvent.objects.count()
    assert write_campaign(bureau, **people, more=[own]) == campaign
    assert (Campaign.objects.count(), SubmissionEvent.objects.count()) == (1, before)


def test_what_schools_handed_in_is_complete_and_what_was_approved_counts(made):
    campaign, *_ = made
    for submission in campaign.submissions.exclude(state__in=("not_started", "filling")):
        assert missing(submission.plan) == {}
    approved = campaign.submissions.filter(state="approved").values("school")
    of_schools = Target.objects.current().filter(school__isnull=False)
    assert set(of_schools.values_list("school", flat=True)) == {row["school"] for row in approved}
    county = Target.objects.current().filter(school=None, year=campaign.year)
    assert county.count() == campaign.form.sections.get(kind="indicators").indicators.count()


@pytest.mark.parametrize(("month", "later"), [(1, 0), (10, 0), (11, 1), (12, 1)])
def test_schools_plan_for_the_next_year_from_november_on(month, later):
    today = day().replace(month=month, day=15)
    assert coming_year(today) == today.year + later

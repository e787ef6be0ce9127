"""Every address of campaigns and submissions, for everybody: opened as the tables say, no leak."""

import pytest
from django.db import transaction
from django.urls import reverse

from eduplan.accounts.models import Post, ResetLink
from indicators.models import School
from plans.models import (
    Assessment,
    EvaluationRound,
    Mark,
    Matter,
    MatterFile,
    MatterStep,
    Notice,
    Plan,
    Submission,
    SubmissionEvent,
)
from tests.walks.address import FILL_LINKS, FILLERS, LINKS, LOGIN
from tests.walks.tables import TABLE
from tests.walks.world import (
    FOUND,
    NEXT,
    OF_NEXT,
    OF_SCHOOL,
    OF_UNIT,
    SAID,
    SCORED,
    SECRET,
    TOLD,
    UNSCORED,
    World,
)

pytestmark = pytest.mark.django_db

MAY_READ = {
    SECRET: {*FILLERS} - {"link"},
    SAID: {*FILLERS, "bureau_admin", "bureau_staff", "bureau_leader", "system_admin"},
    NEXT: {
        "next_school_head", "next_school_clerk", "next_link",
        "bureau_admin", "bureau_staff", "bureau_leader", "system_admin",
    },
    OF_UNIT: {"bureau_admin", "bureau_staff", "bureau_leader", "system_admin"},
    OF_SCHOOL: {
        "school_head", "school_clerk", "lead_link",
        "bureau_admin", "bureau_staff", "bureau_leader", "system_admin",
    },
    OF_NEXT: {
        "next_school_head", "next_school_clerk",
        "bureau_admin", "bureau_staff", "bureau_leader", "system_admin",
    },
    FOUND: {"bureau_admin", "bureau_staff", "bureau_leader", "system_admin"},
    SCORED: {
        "school_head", "school_clerk",
        "bureau_admin", "bureau_staff", "bureau_leader", "system_admin",
    },
    UNSCORED: {"next_school_head", "next_school_clerk"},
    TOLD: {"school_head"},
}  # fmt: skip
"""What a submission or a notice says -> who may ever read it."""
PEOPLE = [
    "nobody", "system_admin", "bureau_admin", "bureau_staff", "bureau_leader", "school_head",
    "school_clerk", "supervisor", "auditor", "next_school_head", "next_school_clerk",
    "other_bureau_admin", "other_bureau_staff", "other_bureau_leader", "link", "next_link",
    "lead_link", "unit_link", "stranger",
]  # fmt: skip


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Made once for the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


def where(world, name):
    return reverse(name, args=[world.things[thing] for thing in TABLE[name].about])


def status(response):
    is_sent = response.status_code == 302 and "login/?next=" in response["Location"]
    return LOGIN if is_sent else response.status_code


def wanted(name, method, person):
    """What the table says; a link opens what it is for, and elsewhere its holder is a stranger.

    One to a submission opens all addresses of submissions, any other those whose table names it.
    """
    row = TABLE[name]
    is_opened = person in FILL_LINKS and name.startswith("submission")
    is_shut = person in LINKS and not is_opened and not row.names(person)
    return row.expected(method, "stranger" if is_shut else person)


def fingerprint():
    submitted = (Plan, Submission, SubmissionEvent, Notice)
    models = (*submitted, Post, ResetLink, School, Matter, MatterStep, MatterFile)
    models += (EvaluationRound, Assessment, Mark)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_the_walk_knows_everybody(world):
    assert sorted(PEOPLE) == sorted(world.everybody)


@pytest.mark.parametrize("person", PEOPLE)
def test_everybody_opens_what_the_tables_say_and_reads_no_more(person, world, record_property):
    client = world.client(person)
    found = {}
    for name in TABLE:
        response = client.get(where(world, name))
        found[name] = status(response)
        if not response.streaming:
            text = response.content.decode(errors="replace")
            leaked = [
                words for words, may in MAY_READ.items() if words in text and person not in may
            ]
            assert not leaked, name
    record_property("combinations", len(found))
    assert found == {name: wanted(name, "get", person) for name in TABLE}


@pytest.mark.parametrize("person", PEOPLE)
def test_an_empty_change_does_what_the_tables_say(person, world, record_property):
    found, changed = {}, []
    before = fingerprint()
    for name in TABLE:
        mark = transaction.savepoint()
        response = world.client(person).post(where(world, name))
        found[name] = 401 if response.status_code == 401 else status(response)
        is_refused = response.status_code in (401, 403, 404, 405)
        if is_refused and fingerprint() != before:
            changed.append(name)
        transaction.savepoint_rollback(mark)
    assert fingerprint() == before
    record_property("combinations", len(found))
    assert not changed
    assert found == {name: wanted(name, "post", person) for name in TABLE}

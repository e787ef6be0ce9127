"""Two people at once, each with a connection of his own: exactly one wins, and is told so."""

import sqlite3
import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, connections

from indicators.models import Target
from plans import editing, submitting
from plans.editing import Conflict
from plans.models import SectionText
from tests.conftest import county
from tests.plans.campaigning import Stage, fill, section

pytestmark = pytest.mark.django_db(transaction=True)

REFUSED = (PermissionDenied, ValidationError, Conflict)
ROUNDS = 4


@pytest.fixture
def on_disk(transactional_db, tmp_path):
    """SQLite in memory knows no waiting: two connections need a file, as a server has it."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    memory, name = connection.connection, connection.settings_dict["NAME"]
    path = tmp_path / "portal.sqlite3"
    with sqlite3.connect(path) as file:
        memory.backup(file)
    file.close()
    connection.settings_dict["NAME"], connection.connection = str(path), None
    yield
    connection.close()
    connection.settings_dict["NAME"], connection.connection = name, memory


@pytest.fixture
def stage(on_disk):
    return Stage(county("530199", "青禾县", "云岭省长川市青禾县"))


def at_once(*acts):
    """What each act returned or the refusal that it raised, begun at the same moment."""
    start, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            connection.ensure_connection()
            start.wait(10)
            results[place] = act()
        except REFUSED as error:
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert None not in results, "an act neither succeeded nor was refused"
    return results


def refused(results):
    return [isinstance(result, REFUSED) for result in results]


def test_of_approval_and_withdrawal_exactly_one_wins(stage):
    found = stage.bring("submitted")
    for _ in range(ROUNDS):
        found = stage.submission
        results = at_once(
            lambda f=found: submitting.approve(f, user=stage.admin, version=f.version),
            lambda f=found: submitting.withdraw(f, user=stage.head),
        )
        assert sorted(refused(results)) == [False, True], results
        is_approved = not refused(results)[0]
        now = stage.submission
        assert now.state == ("approved" if is_approved else "filling")
        assert now.plan.state == ("published" if is_approved else "filling")
        assert Target.objects.exists() == is_approved
        if is_approved:
            return
        submitting.submit(now, user=stage.head)


def test_two_approvals_publish_once(stage):
    found = stage.bring("submitted")
    act = lambda user: submitting.approve(found, user=user, version=found.version)  # noqa: E731
    leader = stage.people["bureau_leader"]
    results = at_once(lambda: act(stage.admin), lambda: act(leader))
    assert sorted(refused(results)) == [False, True]
    assert stage.submission.plan.publications.count() == 1
    assert stage.submission.events.filter(action="approve").count() == 1


def test_nothing_is_changed_while_a_plan_is_handed_in(stage):
    fill(stage.submission, stage.head)
    found = stage.submission
    task = found.plan.tasks.get()
    clerk = stage.people["school_clerk"]
    results = at_once(
        lambda: submitting.submit(found, user=stage.head),
        lambda: editing.change(task, user=clerk, version=1, values={"title": "改了"}),
        lambda: submitting.save_text(
            found, section=section(stage.form, "text"), user=clerk, text="改了", version=1
        ),
    )
    assert not isinstance(results[0], REFUSED)
    event = stage.submission.events.get(action="submit")
    row = stage.submission.plan.tasks.get()
    assert (row.title == "改了") == (not isinstance(results[1], REFUSED))
    assert row.history.latest().history_date <= event.at or isinstance(results[1], REFUSED)
    assert event.texts.get().text == SectionText.objects.get().text


def test_of_two_who_write_a_section_one_is_shown_the_other(stage):
    found = submitting.begin(stage.submission, user=stage.head)
    part = section(stage.form, "text")
    clerk = stage.people["school_clerk"]

    def write(user, text):
        return submitting.save_text(found, section=part, user=user, text=text, version=0)

    results = at_once(lambda: write(stage.head, "甲"), lambda: write(clerk, "乙"))
    assert sorted(refused(results)) == [False, True]
    conflict = next(r for r in results if isinstance(r, submitting.TextConflict))
    assert {conflict.mine, conflict.stored.text} == {"甲", "乙"}


def test_of_two_who_begin_one_plan_comes_into_being(stage):
    found, clerk = stage.submission, stage.people["school_clerk"]
    results = at_once(
        lambda: submitting.begin(found, user=stage.head),
        lambda: submitting.begin(found, user=clerk),
    )
    assert sorted(refused(results)) == [False, True]
    assert stage.submission.plan.history.count() == 1

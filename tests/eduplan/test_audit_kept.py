"""What the log holds stays: no code and no statement changes it, and nothing young goes."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from eduplan.audit.models import AppendOnlyError, AuditEntry
from tests.eduplan.audit_entries import logged

pytestmark = pytest.mark.django_db

ALL = AuditEntry.objects


@pytest.mark.parametrize(
    "attack",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: ALL.update(username="other"),
        lambda entry: ALL.filter(pk=entry.pk).delete(),
        lambda entry: ALL.bulk_update([entry], ["username"]),
        lambda entry: ALL.update_or_create({"username": "other"}, pk=entry.pk),
        lambda entry: ALL.prune(timezone.now() - timedelta(days=179)),
    ],
)
def test_code_cannot_change_the_log(attack, staff):
    entry = logged(staff, days=400)
    entry.username = "other"
    with pytest.raises(AppendOnlyError):
        attack(entry)
    assert ALL.get().username == "staff"


@pytest.mark.parametrize(
    ("statement", "days"),
    [
        ("UPDATE audit_auditentry SET username = 'other'", 0),
        ("UPDATE audit_auditentry SET username = 'other'", 400),
        ("DELETE FROM audit_auditentry", 0),
        ("DELETE FROM audit_auditentry", 179),
    ],
)
def test_the_database_itself_refuses(statement, days, staff):
    logged(staff, days=days)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert ALL.get().username == "staff"


def test_the_database_lets_old_entries_go(staff):
    logged(staff, days=181)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditentry")
    assert not ALL.exists()


def test_an_account_that_the_log_knows_stays(staff):
    logged(staff)
    with pytest.raises(ProtectedError):
        staff.delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", [1, 2])
def test_a_flush_empties_the_log_and_keeps_its_guard(_time, staff):
    """The second time, the flush after the first must have left nothing but the triggers."""
    assert not ALL.exists()
    logged(staff)
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditentry")


def prune(*options):
    said = StringIO()
    call_command("prune_audit", *options, stdout=said)
    return said.getvalue()


def test_pruning_takes_what_is_older_and_says_how_many(staff):
    for days in (10, 199, 201, 300):
        logged(staff, days=days, label=f"{days}")
    assert "2 条" in prune("--days", "200")
    assert set(ALL.values_list("label", flat=True)) == {"10", "199", "清理审计日志"}


def test_pruning_keeps_a_year_where_nothing_is_said(staff):
    logged(staff, days=364, label="kept")
    logged(staff, days=366, label="gone")
    prune()
    assert set(ALL.values_list("label", flat=True)) == {"kept", "清理审计日志"}


def test_pruning_is_logged_itself(staff):
    logged(staff, days=300)
    prune("--days", "200")
    entry = ALL.get()
    assert (entry.username, entry.user, entry.details) == ("命令行", None, {"days": 200, "rows": 1})


@pytest.mark.parametrize("days", ["179", "0", "-1"])
def test_pruning_refuses_to_keep_less_than_the_law_asks(days, staff):
    logged(staff, days=400)
    with pytest.raises(CommandError, match="180") as refusal:
        prune("--days", days)
    assert refusal.value.returncode == 1
    assert ALL.count() == 1


def test_a_setting_below_what_the_law_asks_is_refused_too(staff, settings):
    settings.AUDIT_DAYS = 90
    logged(staff, days=400)
    with pytest.raises(CommandError, match="180"):
        prune()
    assert ALL.count() == 1

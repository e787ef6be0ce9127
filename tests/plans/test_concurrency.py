"""Two processes with real connections edit one plan at the same time: nothing gets lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from tests.plans.interleaving import EDITS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def environment(tmp_path):
    """Settings of an empty database of its own, on the kind of database that the tests run on."""
    base = os.environ | {"DJANGO_SETTINGS_MODULE": "eduplan.settings"}
    if connection.vendor == "sqlite":
        base.pop("EDUPLAN_DATABASE_URL", None)
        yield base | {"EDUPLAN_VAR_DIR": str(tmp_path)}
        return
    name = f"eduplan_interleaving_{os.getpid()}"
    server = settings.DATABASE_URL.rpartition("/")[0]
    _on_server(f"{server}/postgres", f"CREATE DATABASE {name}")
    try:
        yield base | {"EDUPLAN_DATABASE_URL": f"{server}/{name}"}
    finally:
        _on_server(f"{server}/postgres", f"DROP DATABASE {name} WITH (FORCE)")


def _on_server(address, statement):
    """Run a statement that allows no transaction around it."""
    server = psycopg2.connect(address)
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(statement)
    server.close()


def start(environment, *arguments):
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(process):
    """What a process said, once it is done."""
    output, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors
    return output


def step(environment, *arguments):
    return start(environment, "-m", "tests.plans.interleaving", *arguments)


def test_interleaved_edits_are_all_kept_and_conflicts_are_told(environment):
    finished(start(environment, "manage.py", "migrate", "--verbosity", "0"))
    finished(step(environment, "prepare"))
    workers = [step(environment, "edit", name, seed) for name, seed in (("one", "1"), ("two", "2"))]
    conflicts = [json.loads(finished(worker))["conflicts"] for worker in workers]
    found = json.loads(finished(step(environment, "report")))
    everything = 2 * EDITS
    assert found["values"] == found["versions"] == found["changes"] == everything
    assert found["users"] == ["one", "two"]
    assert sum(conflicts) > 0

"""Workers of one machine count the requests of a client together."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from eduplan.clients.counting import FileCounts

WORKER = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "eduplan.settings"
import django
django.setup()
from datetime import UTC, datetime
from eduplan.clients.throttle import take
from indicators.access import Access
from indicators.problems import Problem
let_in = 0
for _ in range(200):
    try:
        take(Access("token:1"), 150, datetime(2026, 11, 26, 4, 0, tzinfo=UTC))
        let_in += 1
    except Problem:
        pass
print(let_in)
"""


@pytest.fixture
def counts(tmp_path):
    return FileCounts(tmp_path / "counts.sqlite3", {})


def test_two_workers_let_in_as_many_as_the_limit_says_together(tmp_path):
    kept = {key: value for key, value in os.environ.items() if key != "EDUPLAN_CACHE_URL"}
    environment = kept | {"EDUPLAN_VAR_DIR": str(tmp_path), "PYTHONPATH": str(Path.cwd())}
    command = [sys.executable, "-c", WORKER]
    workers = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) for _ in range(2)]
    assert sum(int(worker.communicate()[0]) for worker in workers) == 150


def test_a_count_is_begun_once_and_raised(counts):
    with pytest.raises(ValueError, match="No count"):
        counts.incr("a")
    assert counts.add("a", 1, 60) and not counts.add("a", 1, 60)
    assert [counts.incr("a"), counts.incr("a")] == [2, 3]
    assert counts.add("b", 1, 60)
    counts.clear()
    assert counts.add("a", 1, 60)


def test_a_count_ends_with_its_time_and_leaves_the_file(counts):
    counts.add("a", 7, 0.05)
    time.sleep(0.1)
    with pytest.raises(ValueError, match="No count"):
        counts.incr("a")
    assert counts.add("a", 1, 60) and counts.incr("a") == 2


def test_a_process_that_was_forked_counts_on_by_itself(counts):
    counts.add("a", 1, 60)
    if not os.fork():
        os._exit(0 if counts.incr("a") == 2 else 1)
    assert os.wait()[1] == 0
    assert counts.incr("a") == 3

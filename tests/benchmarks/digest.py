"""A day's digest for 2,000 users over 50,000 matters, beside a bare pass over the same rows.

    python -m tests.benchmarks.digest [--users 2000] [--matters 50000]

People, units and matters are invented in a database of their own, in SQLite or, where
``EDUPLAN_DATABASE_URL`` names one, beside that PostgreSQL database. Printed of a process that does
nothing else: seconds, queries, notices, memory that the digest needed beyond the loaded program,
the same once more for a second run, which must tell nobody, and the ratio of the seconds to those
of reading the same columns of the same matters with ``values_list``.
"""

import argparse
import json
import resource
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.benchmarks.pages import ROOT, database

DAY = date(2026, 11, 25)
"""A Wednesday."""
UNITS = 200
SCHOOLS = 800
LIMIT = 8
"""Times that a digest may take what a bare pass takes, lights and two thousand notices included."""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--users", type=int, default=2_000)
    parser.add_argument("--matters", type=int, default=50_000)
    parser.add_argument("--part", choices=("fill", "measure"))
    options = parser.parse_args()
    if options.part:
        setup()
        fill(options.users, options.matters) if options.part == "fill" else measure()
        return
    with TemporaryDirectory() as folder, database("digest", Path(folder)) as environment:
        manage = [sys.executable, "manage.py", "migrate", "-v0"]
        subprocess.run(manage, env=environment, cwd=ROOT, check=True)
        size = ["--users", str(options.users), "--matters", str(options.matters)]
        own = [sys.executable, "-m", "tests.benchmarks.digest", *size, "--part"]
        subprocess.run([*own, "fill"], env=environment, cwd=ROOT, check=True)
        run = {"env": environment, "cwd": ROOT, "check": True, "capture_output": True}
        found = json.loads(subprocess.run([*own, "measure"], text=True, **run).stdout)
    sys.exit(not report(found, options))


def report(found, options):
    """Print what was measured; whether it keeps the limits."""
    print(f"{options.users} users, {options.matters} matters")
    print(f"bare pass over the same rows  {found['bare']:6.2f} s")
    for name in ("first", "second"):
        run = found[name]
        told = f"{run['seconds']:6.2f} s, {run['queries']} queries, {run['told']} told"
        print(f"{name:6} digest               {told}")
    print(f"memory beyond the program     {found['memory']:6.1f} MiB")
    ratio = found["first"]["seconds"] / found["bare"]
    print(f"digest / bare pass            {ratio:6.1f} (limit {LIMIT})")
    return ratio <= LIMIT and found["second"]["told"] == 0


def setup():
    """Load the program, its addresses too."""
    import django
    from django.urls import reverse

    django.setup()
    reverse("home")


def fill(users, matters):
    """A bureau with so many people in units and schools, and so many matters that these lead."""
    from indicators.models import Region, School, Unit

    bureau = Region.objects.create(
        adcode="530199", name="青禾县", full_name="云岭省青禾县", level="county"
    )
    units = Unit.objects.bulk_create(
        Unit(region=bureau, name=f"科室{n}", is_confirmed=True) for n in range(UNITS)
    )
    schools = School.objects.bulk_create(
        School(region=bureau, name=f"第{n}小学", stage="primary") for n in range(SCHOOLS)
    )
    people = _people(users, bureau, units, schools)
    _matters(matters, bureau, people[1], units, schools)


def _people(number, bureau, units, schools):
    from eduplan.accounts.models import Post, Role, User

    people = User.objects.bulk_create(
        User(username=f"u{n}", last_name=f"用户{n}", email=f"u{n}@example.com")
        for n in range(number)
    )
    roles = {0: Role.BUREAU_LEADER, 1: Role.BUREAU_ADMIN, 2: Role.BUREAU_STAFF}
    Post.objects.bulk_create(
        Post(
            user=user,
            role=roles.get(n % 10, Role.SCHOOL_HEAD),
            region=bureau,
            unit=units[n % UNITS] if n % 10 == 2 else None,
            school=None if n % 10 in roles else schools[n % SCHOOLS],
        )
        for n, user in enumerate(people)
    )
    return people


def _matters(number, bureau, clerk, units, schools):
    from plans.models import Matter

    states = (*Matter.RUNNING, Matter.State.WORKING, *Matter.INSIDE, Matter.State.CLOSED)
    Matter.objects.bulk_create(
        (
            Matter(
                bureau=bureau,
                created_by=clerk,
                title=f"事项{n}",
                text="落实到人，按月反馈。" * 8,
                leader=f"用户{n % 50 * 10}",
                lead_unit=units[n % UNITS] if n % 3 else None,
                lead_school=None if n % 3 else schools[n % SCHOOLS],
                state=states[n % len(states)],
                begun_on=DAY - timedelta(days=40 + n % 200),
                due_on=DAY + timedelta(days=n % 90 - 30),
                progress=n % 100,
                closed_on=DAY if states[n % len(states)] == Matter.State.CLOSED else None,
            )
            for n in range(number)
        ),
        batch_size=1_000,
    )


def measure():
    """Print as JSON what a bare pass and two digests of a day cost."""
    from plans.models import Matter
    from plans.tracking.digest import Glance

    rows = Matter.objects.exclude(state__in=Matter.OVER).order_by()
    start = perf_counter()
    number = sum(1 for _ in rows.values_list(*Glance._fields[:-1]).iterator())
    bare = perf_counter() - start
    assert number
    before = peak()
    first = digest()
    memory = peak() - before
    print(json.dumps({"bare": bare, "first": first, "second": digest(), "memory": memory}))


def digest():
    """Seconds, queries and people told of one run."""
    from django.db import connection

    from plans.tracking.reminding import remind
    from tests.benchmarks.measuring import Counter

    counter, start = Counter(), perf_counter()
    with connection.execute_wrapper(counter):
        told = remind(DAY)
    return {"seconds": perf_counter() - start, "queries": counter.count, "told": told}


def peak():
    """Most memory that the process has had so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()

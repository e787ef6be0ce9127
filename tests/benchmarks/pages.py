"""Speed of the pages with a full library, as multiples of their speed with ten plans.

    python -m tests.benchmarks.pages [--plans 500] [--statements 50000]

Two libraries are invented in databases of their own, in SQLite or, where ``EDUPLAN_DATABASE_URL``
names one, beside that PostgreSQL database. Every page that a clerk may open is then asked for in
both by turns, so that what else the machine does weighs on both. Printed: queries, which must be
no more in the large one, and the median server time with its ratio.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import psycopg2

ROOT = Path(__file__).resolve().parents[2]
SMALL = (10, 1_000)
"""Plans and statements of the small library; the plan that is measured has the mean of both."""
LIMIT = 2.5
COUNTING = {"quality"}
"""Pages that count all there is, in the database: they may take longer, not ask more."""
TIMES = 15
WARM = 3
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "eduplan.settings",
    "EDUPLAN_DEBUG": "0",
    "EDUPLAN_SECRET_KEY": "pages",
}
DATABASE = "eduplan_pages_{}"


@contextmanager
def database(name, folder):
    """The environment of a fresh database, dropped at the end."""
    home = folder / name
    home.mkdir(parents=True, exist_ok=True)
    variables = ENVIRONMENT | {"EDUPLAN_VAR_DIR": str(home)}
    given = os.environ.get("EDUPLAN_DATABASE_URL", "")
    if not given:
        yield os.environ | variables
        return
    own = DATABASE.format(name)
    run_sql(given, f"DROP DATABASE IF EXISTS {own}", f"CREATE DATABASE {own}")
    try:
        yield (
            os.environ
            | variables
            | {"EDUPLAN_DATABASE_URL": urlsplit(given)._replace(path=f"/{own}").geturl()}
        )
    finally:
        run_sql(given, f"DROP DATABASE {own}")


def run_sql(url, *statements):
    """Run statements that stand in no transaction."""
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connection.close()


class Library:
    """A library in a database of its own, and the process that asks for its pages."""

    def __init__(self, name, size, environment, matters=(0, 1)):
        names = ("--plans", "--statements", "--matters", "--matter-bureaus")
        asked = [
            word for pair in zip(names, map(str, (*size, *matters)), strict=True) for word in pair
        ]
        self.environment = environment
        self._manage("migrate")
        start = time.perf_counter()
        self._manage("make_sample", *asked, "--seed", "1")
        seconds = time.perf_counter() - start
        print(f"{name}: {' '.join(asked)} in {seconds:.0f} s", flush=True)

    def _manage(self, *command):
        whole = [sys.executable, "manage.py", *command, "-v0"]
        subprocess.run(whole, env=self.environment, cwd=ROOT, check=True)

    @contextmanager
    def opened(self, *which):
        """The library with its ``pages``: address by name; of matters alone where told so."""
        command = [sys.executable, "-m", "tests.benchmarks.measuring", *which]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        with subprocess.Popen(command, env=self.environment, cwd=ROOT, **pipes) as self.process:
            found = json.loads(self.process.stdout.readline())
            self.pages, self.skipped = found["pages"], found["skipped"]
            yield self
            self.process.stdin.close()

    def ask(self, page):
        """Queries and milliseconds of one request for a page."""
        print(self.pages[page], file=self.process.stdin, flush=True)
        queries, milliseconds = self.process.stdout.readline().split()
        return int(queries), float(milliseconds)


def compare(small, big):
    """Ask both libraries in turn for every page and print the table; returns who breaks a rule."""
    print(f"\n{'page':44} {'queries':>9} {'ms small':>9} {'ms big':>9} {'ratio':>6}")
    return [page for page in small.pages if not is_steady(page, small, big)]


def is_steady(page, small, big):
    """Print the line of a page; whether it keeps both rules."""
    rounds = [(small.ask(page), big.ask(page)) for _ in range(WARM + TIMES)][WARM:]
    # Once a minute a request also notes when its person did something last.
    queries, queries_big = (min(each[n][0] for each in rounds) for n in (0, 1))
    ms, ms_big = (median(each[n][1] for each in rounds) for n in (0, 1))
    keeps = queries_big <= queries and (page in COUNTING or ms_big <= LIMIT * ms)
    numbers = f"{queries:4}/{queries_big:4} {ms:9.1f} {ms_big:9.1f} {ms_big / ms:6.2f}"
    print(f"{page:44} {numbers}{'' if keeps else ' <--'}", flush=True)
    return keeps


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--plans", type=int, default=500)
    parser.add_argument("--statements", type=int, default=50_000)
    options = parser.parse_args()
    size = (options.plans, options.statements)
    with TemporaryDirectory() as folder, ExitStack() as stack:
        homes = [stack.enter_context(database(n, Path(folder))) for n in ("small", "big")]
        small, big = Library("small", SMALL, homes[0]), Library("big", size, homes[1])
        with small.opened(), big.opened():
            broken = compare(small, big)
            print(f"\nno page for a clerk: {', '.join(big.skipped)}")
    print(
        f"{len(broken)} of {len(small.pages)} pages break a rule: no more queries, at most {LIMIT}"
    )
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()

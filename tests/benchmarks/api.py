"""The data interface against Datasette and a plain viewset on the same rows, in one run.

    python -m tests.benchmarks.api [--rows 1000000] [--seconds 5] [--rounds 3] [--larger 10000000]

Needs the extra ``bench`` and the program ``wrk``. On SQLite, or beside the PostgreSQL database of
``EDUPLAN_DATABASE_URL``, which Datasette cannot read. Each server has two workers; they are asked
in turn, and a figure is the median of the rounds. ``--larger`` fills a second database with so
many rows and compares the time of a page in both. The limits are those of the request for it; a
line that breaks one ends in an arrow.
"""

import argparse
import json
import re
import subprocess
import sys
from base64 import urlsafe_b64encode
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from urllib.request import Request, urlopen

from tests.benchmarks.pages import ROOT, database

OURS, PLAIN, SETTE, LARGER = (f"http://127.0.0.1:{port}" for port in (8801, 8802, 8803, 8804))
QUESTION = "/api/v1/observations/?indicator=b.i007&limit=100"
PAGE = f"{OURS}{QUESTION}"
BIN = Path(sys.executable).parent
CSV = """
import csv, sys, django
from time import perf_counter
django.setup()
from django.db import connection
from indicators.access import EVERYWHERE, Access
from indicators.api.resources import OBSERVATIONS
from indicators.api.statements import page, prepared
from indicators.api.asking import read
from django.http import QueryDict
from indicators.models import Edition
question = read(QueryDict("format=csv"), "", OBSERVATIONS)
statement = prepared(question, OBSERVATIONS, Access("b", EVERYWHERE), Edition.objects.now())
start = perf_counter()
with connection.chunked_cursor() as cursor, open(sys.argv[1], "w") as file:
    cursor.execute(*page(statement, question, OBSERVATIONS, None, of=question.fields))
    writer = csv.writer(file)
    while rows := cursor.fetchmany(2000):
        writer.writerows(rows)
print(perf_counter() - start)
"""
"""Python's own writer over a raw cursor with the same statement; prints its seconds."""


@contextmanager
def served(command, address, environment):
    """A server that answers at an address, until the block ends."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=environment, cwd=ROOT, **quiet) as process:
        for _ in range(100):
            try:
                urlopen(address, timeout=2).read(1)
                break
            except OSError:
                sleep(0.2)
        try:
            yield process
        finally:
            process.terminate()


def gunicorn(application, address):
    """The command that serves an application with two workers."""
    place = address.removeprefix("http://")
    return [str(BIN / "gunicorn"), "-w", "2", "-b", place, "--timeout", "600", application]


def per_second(address, seconds, *headers):
    """Requests per second that eight clients get answered; raises where one is an error."""
    extra = [word for header in headers for word in ("-H", header)]
    command = ["wrk", "-t1", "-c8", f"-d{seconds}s", *extra, address]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told and not headers:
        raise RuntimeError(f"{address} answers errors:\n{told}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])


def compared(addresses, options):
    """Median requests per second of each address, asked in turn."""
    found = {name: [] for name in addresses}
    for _ in range(options.rounds):
        for name, (address, *headers) in addresses.items():
            found[name].append(per_second(address, options.seconds, *headers))
    return {name: median(each) for name, each in found.items()}


def line(words, value, limit, *, at_least=True):
    """Print a figure beside its limit."""
    keeps = value >= limit if at_least else value <= limit
    sign = "≥" if at_least else "≤"
    print(f"{words:58} {value:8.2f}  {sign} {limit}{'' if keeps else ' <--'}", flush=True)


def pages(options, *, with_datasette):
    """Requests per second of pages and of what has not changed."""
    with urlopen(Request(PAGE)) as answer:
        tag = answer.headers["ETag"]
    deep = f"{OURS}/api/v1/observations/?limit=100"
    addresses = {
        "page": (PAGE,),
        "plain": (f"{PLAIN}/observations/?indicator=8&limit=100",),
        "304": (PAGE, f"If-None-Match: {tag}"),
        "first": (deep,),
        "deep": (f"{deep}&after={place(options.rows * 9 // 10)}",),
    }
    if with_datasette:
        query = "indicator_id=8&_size=100&_shape=objects&_nosuggest=1&_nocount=1&_sort=id"
        addresses["datasette"] = (f"{SETTE}/eduplan/indicators_observation.json?{query}",)
    found = compared(addresses, options)
    for name, rate in found.items():
        print(f"{name:12} {rate:8.0f} requests/s")
    if with_datasette:
        line("filtered page / Datasette's", found["page"] / found["datasette"], 4)
        line("304 / Datasette's page", found["304"] / found["datasette"], 8)
    line("filtered page / plain viewset's", found["page"] / found["plain"], 3)
    slower = found["first"] / found["deep"]
    line("time of a page at nine tenths / first page", slower, 1.3, at_least=False)


def place(number):
    """The place after a row, as the interface writes it."""
    return urlsafe_b64encode(json.dumps([number]).encode()).decode()


def export(environment, options, process):
    """Seconds of a CSV of everything beside Python's own writer, and the memory it needed."""
    ratios, before = [], held(process, "VmRSS")
    for _ in range(options.rounds):
        start = perf_counter()
        with urlopen(f"{OURS}/api/v1/observations/?format=csv") as answer:
            while answer.read(1 << 20):
                pass
        ours = perf_counter() - start
        run = [sys.executable, "-c", CSV, "/dev/null"]
        told = subprocess.run(
            run, env=environment, cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout
        ratios.append(ours / float(told))
    line("CSV of all rows / Python's csv over a cursor", median(ratios), 1.5, at_least=False)
    most = held(process, "VmHWM") - before
    line("memory of a worker beyond what pages needed, MB", most, 150, at_least=False)


def held(process, what):
    """Megabytes that the largest worker of a server holds or has held at once."""
    told = subprocess.run(
        ["pgrep", "-P", str(process.pid)], capture_output=True, text=True, check=True
    )
    texts = (Path(f"/proc/{pid}/status").read_text() for pid in told.stdout.split())
    return max(int(re.search(rf"{what}:\s+(\d+)", text)[1]) for text in texts) / 1024


def growth(options):
    """The time of a page beside that with more rows."""
    found = compared({"page": (PAGE,), "larger": (f"{LARGER}{QUESTION}",)}, options)
    for name, rate in found.items():
        print(f"{name:12} {rate:8.0f} requests/s")
    words = f"time of a page, {options.larger:,} rows / {options.rows:,}"
    line(words, found["page"] / found["larger"], 1.3, at_least=False)


@contextmanager
def filled(name, rows, folder):
    """The environment of a database with so many observations, dropped at the end."""
    with database(name, folder) as home:
        environment = {
            **home, "EDUPLAN_OPEN_DATA": "true", "EDUPLAN_OPEN_DATA_PER_MINUTE": str(10**9),
            "EDUPLAN_DEBUG": "false", "EDUPLAN_SECRET_KEY": "of-the-benchmark-alone",
            "DJANGO_SETTINGS_MODULE": "eduplan.settings",
        }  # fmt: skip
        run = {"env": environment, "cwd": ROOT, "check": True}
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], **run)
        subprocess.run([sys.executable, "-m", "tests.benchmarks.figures", str(rows)], **run)
        yield environment


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--larger", type=int)
    options = parser.parse_args()
    with TemporaryDirectory() as folder, ExitStack() as stack:
        environment = stack.enter_context(filled("api", options.rows, Path(folder)))
        ours = stack.enter_context(
            served(gunicorn("eduplan.wsgi", OURS), f"{PAGE}&count=false", environment)
        )
        if options.larger:
            more = stack.enter_context(filled("larger", options.larger, Path(folder)))
            command = gunicorn("eduplan.wsgi", LARGER)
            stack.enter_context(served(command, f"{LARGER}{QUESTION}", more))
            growth(options)
            return
        plain = gunicorn("tests.benchmarks.plain_viewset", PLAIN)
        stack.enter_context(served(plain, f"{PLAIN}/", environment))
        with_datasette = "EDUPLAN_DATABASE_URL" not in environment
        if with_datasette:
            file = Path(environment["EDUPLAN_VAR_DIR"]) / "eduplan.sqlite3"
            command = [str(BIN / "datasette"), "serve", str(file), "-p", "8803"]
            stack.enter_context(served(command, SETTE, environment))
        pages(options, with_datasette=with_datasette)
        export(environment, options, ours)


if __name__ == "__main__":
    main()

"""The worked examples of the documentation do what they say."""

import csv
import io
import re
import subprocess
import sys

import pytest
from django.conf import settings

EXAMPLES = settings.FIXTURES_DIR / "examples"


@pytest.fixture
def figures(bureau, rate, observed):
    """Two years of one series."""
    for year, value in ((2023, 81), (2024, 82.5)):
        observed(indicator=rate, region=bureau, year=year, value=value)


@pytest.mark.django_db(transaction=True)
def test_pandas_lays_periods_side_by_side(figures, live_server, settings):
    settings.API_ACCESS = "tests.indicators.api.conftest.bearers_of_none"
    command = [sys.executable, EXAMPLES / "figures.py", live_server.url, "none"]
    told = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
    assert re.search(r"2023\s+2024", told)
    assert re.search(r"毛入园率\s+青禾县\s+81.0\s+82.5", told)


@pytest.mark.django_db
def test_power_query_asks_what_there_is_and_types_columns_that_there_are(figures, client):
    """Excel alone runs the language; what the query asks for and names is asked here."""
    query = (EXAMPLES / "figures.pq").read_text(encoding="utf-8")
    path = re.search(r'RelativePath = "([^"]+)"', query)[1]
    asked = re.search(r"Query = \[([^\]]+)\]", query)[1]
    answer = client.get(f"/{path}", dict(re.findall(r'(\w+) = "([^"]*)"', asked)))
    assert answer.status_code == 200
    head, *body = csv.reader(io.StringIO(answer.getvalue().decode("utf-8")))
    typed = re.findall(r'\{"(\w+)", type (\w+)\}', query)
    assert {name for name, _ in typed} <= set(head)
    numbers = [head.index(name) for name, kind in typed if kind == "number"]
    assert [[float(row[at]) for at in numbers] for row in body] == [[81.0], [82.5]]

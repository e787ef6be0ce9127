"""The description of the interface, and whether the interface does what it describes."""

import os
import subprocess
import sysconfig
from pathlib import Path

import jsonschema
import pytest
import schemathesis
from django.utils import timezone

from indicators.models import Framework, FrameworkItem, Indicator, Standard, Target
from plans.models import Plan, Publication, PublishedFigure
from tests.conftest import county, person
from tests.figures import published
from tests.indicators.api.conftest import API
from tests.plans.records import recorded

pytestmark = pytest.mark.django_db

EXAMPLES = os.environ.get("EDUPLAN_TEST_EXAMPLES", "25")
"""Questions of each kind that Schemathesis asks of an address."""
SECONDS = 240 + 20 * int(EXAMPLES)


@pytest.fixture
def figures(bureau, rate, school, observed):
    """A few figures to ask for."""
    for year in (2022, 2023, 2024):
        observed(indicator=rate, region=bureau, year=year, value=year - 1940)
        observed(indicator=rate, region=bureau, school=school, year=year, value=1, sex="male")


@pytest.fixture
def examples(staff, bureau, observed):
    """The things that the examples of the description are about, and a plan that gave one."""
    place = county("341524", "金寨县", "安徽省六安市金寨县")
    Indicator.objects.create(code="pre.children", name="适龄幼儿数", unit="人")
    rate = Indicator.objects.create(code="pre.gross_enrolment_3y", name="三年毛入园率", unit="%")
    framework = Framework.objects.create(code="balanced-2017", name="优质均衡")
    item = FrameworkItem.objects.create(framework=framework, code="1", name="甲", indicator=rate)
    Standard.objects.create(item=item, value=85, since=2017, doubt="未核")
    target = published(Target, by=staff, indicator=rate, region=place, year=2025, value=93)
    made = observed(indicator=rate, region=place, year=2024, value=92.4)
    plan = recorded(bureau).plans.get()
    Plan.objects.update(state="published")
    told = {"number": 1, "published_by": staff, "published_at": timezone.now()}
    publication = Publication.objects.create(plan=plan, **told)
    for figure in ({"target": target}, {"observation": made}):
        statement = plan.statements.first()
        PublishedFigure.objects.create(publication=publication, statement=statement, **figure)


@pytest.fixture
def described(client, db):
    """The description as a client gets it."""
    return schemathesis.openapi.from_dict(client.get(f"{API}/openapi.json").json())


def fuzzed(server, *more):
    """What Schemathesis says that asked a server all it describes, in all phases."""
    command = [
        f"{sysconfig.get_path('scripts')}/schemathesis",
        "--config-file", str(Path(__file__).with_name("schemathesis.toml")), "run",
        f"{server.url}{API}/openapi.json",
        "--max-examples", EXAMPLES, "--seed", "1", "--workers", "1", "--no-color",
        "--generation-database", "none",
        "--header", "Authorization: Bearer none", *more,
    ]  # fmt: skip
    told = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    failures = told.stdout.partition(" FAILURES ")[2] or told.stdout[-6000:]
    assert told.returncode == 0, failures[:6_000] + told.stderr[-2000:]
    return told.stdout


@pytest.mark.django_db(transaction=True)
def test_every_answer_is_as_described(figures, examples, live_server, settings):
    """Schemathesis asks all that the description allows and much that it does not."""
    settings.API_ACCESS = "tests.indicators.api.conftest.bearers_of_none"
    told = fuzzed(live_server)
    assert "✅ Stateful" in told, told[-6000:]


@pytest.mark.django_db(transaction=True)
def test_every_answer_to_writing_is_as_described(figures, examples, bureau, live_server, settings):
    """The same of rows that are published, and of the figures that they make."""
    person("program", "data_client", bureau)
    settings.API_ACCESS = "tests.indicators.api.conftest.writers_of_none"
    asked = "post_observations", "get_observations_id"
    fuzzed(live_server, *(word for name in asked for word in ("--include-operation-id", name)))


def test_the_description_is_one_of_openapi_3_1(described):
    described.validate()
    assert described.raw_schema["openapi"] == "3.1.0"


def test_examples_are_what_the_description_says(described):
    for path, methods in described.raw_schema["paths"].items():
        body = methods["get"]["responses"]["200"]["content"].get("application/json")
        if body is None:
            assert path.endswith("/structure/")
            continue
        jsonschema.validate(body["example"], body["schema"])


def test_the_index_leads_to_every_resource_and_to_the_description(client, described):
    answer = client.get(f"{API}/")
    assert answer["Cache-Control"] == "private, no-cache" and "Authorization" in answer["Vary"]
    told = answer.json()
    found = {row["name"]: row["address"] for row in told["data"]}
    assert found["observations"] == f"http://testserver{API}/observations/"
    assert (
        found["sources/{source}/evidence"] == f"http://testserver{API}/sources/{{source}}/evidence/"
    )
    assert {*found.values(), f"http://testserver{API}/"} == {
        f"http://testserver{path}" for path in described.raw_schema["paths"]
    }
    assert all(row["title"] for row in told["data"])
    lists = [a for name, a in found.items() if "{" not in name and name != "compare"]
    assert len(lists) == 10
    for address in (*lists, told["openapi"], told["docs"]):
        assert client.get(address).status_code == 200, address


def test_the_index_is_not_sent_twice_and_needs_a_token(client, db, settings):
    tag = client.get(f"{API}/")["ETag"]
    assert client.get(f"{API}/", headers={"If-None-Match": tag}).status_code == 304
    settings.API_ACCESS = "tests.indicators.api.conftest.bearers_of_none"
    assert client.get(f"{API}/").status_code == 401


def test_the_page_of_the_description_asks_nothing_from_elsewhere(client, db):
    page = client.get(f"{API}/docs/")
    assert page.status_code == 200
    assert "//" not in page.content.decode().replace("<!doctype", "")
    assert "default-src 'self'" in page["Content-Security-Policy"]

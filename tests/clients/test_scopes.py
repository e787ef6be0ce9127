"""Token × route × object: what each token is told of each object, in every form of answer."""

import io
import json
import zipfile
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from eduplan.clients import issuing
from indicators.entering.drafting import Proposal, propose
from indicators.models import Draft, Framework, Indicator, Key, Observation, School, Target
from plans.models import Plan
from tests.clients.conftest import facts
from tests.conftest import person
from tests.figures import published

pytestmark = pytest.mark.django_db

TOKENS = ("county", "drafts", "other", "expired", "revoked", "none", "wrong")
READ = {"county": {"own"}, "drafts": {"own", "draft"}, "other": {"others"}}
"""Objects that a token is told of; of all other tokens, nothing and 401."""
WORDS = {
    "own": "青禾机密甲",
    "others": "白石机密乙",
    "draft": "青禾草稿丙",
    "rumour": "青禾风闻丁",
    "foreign draft": "白石草稿戊",
}
"""A word that stands in each object and nowhere else."""
ROUTES = {
    "observations": {"own", "others"},
    "targets": {"own", "others"},
    "series": {"own", "others"},
    "schools": {"own", "others"},
    "structure": {"own", "others"},
    "plans": {"own", "others", "draft"},
    "compare": {"own", "others"},
    "drafts": {"draft"},
}
"""Resources, and which of the objects they are about."""
FORMS = dict.fromkeys(
    ("observations", "targets", "schools"), ("", "format=csv", "format=ndjson", "count=true")
)
FORMS["observations"] += ("format=sdmx-csv", "updated_after=0", "as_of=4", "order=-value")
FORMS["drafts"] = (
    *("", "format=csv", "format=csv&bom=true", "format=ndjson", "format=xlsx", "count=true"),
    *("order=-entered", "region_tree=530199,530198", "period=2024", "limit=1"),
)
FORMS["compare"] = ("indicator=s.rate&period=2024",)


def often(**scopes):
    """Facts of a token that may ask as often as this table does."""
    return facts(requests_per_minute=600, **scopes)


@pytest.fixture
def secrets(bureau, other_bureau, manager):
    """Secret of each token by name."""
    root = person("root", "system_admin")
    programs = {
        name: issuing.create_client(name, region=region, by=root)
        for name, region in (("甲", bureau), ("乙", other_bureau))
    }

    def secret(program, **scopes):
        token, secret = issuing.issue(programs[program], by=root, facts=often(**scopes))
        return token, secret

    found = {
        "county": secret("甲")[1],
        "drafts": secret("甲", reads_drafts=True)[1],
        "other": secret("乙")[1],
        "none": "",
        "wrong": "edp_00000000_nothing",
    }
    token, found["expired"] = secret("甲")
    type(token).objects.filter(pk=token.pk).update(
        expires_on=timezone.localdate() - timedelta(days=1)
    )
    token, found["revoked"] = secret("甲")
    type(token).objects.filter(pk=token.pk).update(revoked_at=timezone.now())
    return found


@pytest.fixture
def objects(bureau, other_bureau, staff):
    """One object of each kind in each county, each with its word."""
    rate = Indicator.objects.create(code="s.rate", name="毛入园率", unit="%")
    for name, region in (("own", bureau), ("others", other_bureau)):
        school = School.objects.create(region=region, name=WORDS[name], is_confirmed=True)
        place = {"indicator": rate, "region": region, "school": school, "year": 2024, "value": 1}
        published(Observation, by=staff, note=WORDS[name], **place)
        published(Target, by=staff, note=WORDS[name], **place)
        Plan.objects.create(bureau=region, title=WORDS[name], state="published")
    School.objects.create(region=bureau, name=WORDS["rumour"])
    Plan.objects.create(bureau=bureau, title=WORDS["draft"], state="draft")
    clerk = person("clerk", "bureau_staff", other_bureau)
    for name, region, by in (("draft", bureau, staff), ("foreign draft", other_bureau, clerk)):
        key = Key(rate.pk, region.pk, None, "year", 2024, 0)
        propose([Proposal(key, Decimal(7), note=WORDS[name])], by=by)


def told(client, route, form, secret):
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    answer = client.get(f"/api/v1/{route}/?{form}", headers=headers)
    body = answer.getvalue() if answer.streaming else answer.content
    words = json.dumps(dict(answer.headers), ensure_ascii=False) + _text_of(body)
    return answer.status_code, {name for name, word in WORDS.items() if word in words}, answer


def _text_of(body):
    """The text of an answer, also where it is a workbook."""
    if not body.startswith(b"PK"):
        return body.decode()
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return "".join(book.read(name).decode() for name in book.namelist())


@pytest.mark.parametrize("token", TOKENS)
def test_each_token_is_told_of_its_own_objects_alone(client, secrets, objects, token):
    for route, about in ROUTES.items():
        for form in FORMS.get(route, ("",)):
            status, found, _ = told(client, route, form, secrets[token])
            expected = READ.get(token)
            where = f"{token} {route} {form}"
            if expected is None:
                assert (status, found) == (401, set()), where
                continue
            if route == "drafts" and token != "drafts":
                assert (status, found) == (403, set()), where
                continue
            assert status == 200, where
            seen = expected & about
            # SDMX has no notes; the number of its school stands for it there.
            assert found == (set() if "sdmx" in form else seen), where


@pytest.mark.parametrize("route", ["observations", "targets", "schools"])
def test_counts_tell_of_own_objects_alone(client, secrets, objects, route):
    for token in ("county", "other"):
        _, _, answer = told(client, route, "count=true", secrets[token])
        assert answer.json()["count"] == 1


def test_tags_of_two_counties_differ(client, secrets, objects):
    tags = {token: told(client, "observations", "", secrets[token])[2]["ETag"] for token in READ}
    assert tags["county"] != tags["other"]


def test_another_countys_region_tells_nothing_in_errors(client, secrets, objects):
    other = School.objects.get(name=WORDS["others"])
    for query in (f"school={other.pk}", "region=530198", f"school={other.pk}&count=true"):
        status, found, answer = told(client, "observations", query, secrets["county"])
        assert (status, found, answer.json()["data"]) == (200, set(), [])


@pytest.fixture
def both(secrets, manager, other_bureau):
    """Secrets of tokens of both counties that read drafts and write them."""
    root = type(manager).objects.get(username="root")
    found = {}
    for name, region in (("own", manager.region), ("others", other_bureau)):
        program = issuing.create_client(f"写{name}", region=region, by=root)
        facts_of = often(reads_drafts=True, writes=True)
        found[name] = issuing.issue(program, by=root, facts=facts_of)[1]
    return found


@pytest.mark.parametrize("form", FORMS["drafts"])
def test_what_another_county_drafts_changes_neither_tag_nor_count(
    client, both, objects, other_bureau, form
):
    status, found, before = told(client, "drafts", form, both["own"])
    assert (status, found) == (200, {"draft"})
    rate, clerk = Indicator.objects.get(), Draft.objects.get(region=other_bureau).entered_by
    for year in (2023, 2024):
        key = Key(rate.pk, other_bureau.pk, None, "year", year, 0)
        propose([Proposal(key, Decimal(9))], by=clerk)
    _, _, after = told(client, "drafts", form, both["own"])
    assert after["ETag"] == before["ETag"]
    if form == "count=true":
        assert after.json()["count"] == 1
    headers = {"Authorization": f"Bearer {both['own']}", "If-None-Match": before["ETag"]}
    assert client.get(f"/api/v1/drafts/?{form}", headers=headers).status_code == 304


def test_tags_of_drafts_of_two_counties_differ(client, both, objects):
    tags = {told(client, "drafts", "", secret)[2]["ETag"] for secret in both.values()}
    assert len(tags) == 2


@pytest.mark.parametrize("query", ["region=530198", "after=WzFd&limit=1", "school=1", "nope=1"])
def test_another_countys_drafts_tell_nothing_in_errors(client, both, objects, query):
    _, found, before = told(client, "drafts", query, both["own"])
    assert not found - {"draft"}
    Draft.objects.filter(region__adcode="530198").delete()
    _, _, after = told(client, "drafts", query, both["own"])
    assert (before.status_code, before.content) == (after.status_code, after.content)


def test_writing_tells_nothing_of_another_countys_drafts(client, both, objects):
    """The same answer whether there is a draft of the other county or none, and the same 304s."""
    headers = {"Authorization": f"Bearer {both['own']}"}
    row = {"indicator": "s.rate", "region": "530198", "period": "2024", "value": 7}

    def sent(**more):
        body = json.dumps({"rows": [row | more]})
        address = "/api/v1/observations/"
        return client.post(address, body, content_type="application/json", headers=headers)

    with_draft = [sent(value=value).json() for value in (7, 8, None)]
    Draft.objects.filter(region__adcode="530198").delete()
    assert [sent(value=value).json() for value in (7, 8, None)] == with_draft
    assert {row["problem"]["code"] for each in with_draft for row in each["rows"]} == {"not_yours"}
    assert not Draft.objects.filter(region__adcode="530198").exists()


@pytest.mark.parametrize("token", TOKENS)
def test_tokens_without_the_right_write_nothing(client, secrets, objects, token):
    headers = {"Authorization": f"Bearer {secrets[token]}"} if secrets[token] else {}
    row = {"indicator": "s.rate", "region": "530199", "period": "2020", "value": 1}
    answer = client.post(
        "/api/v1/observations/",
        json.dumps({"rows": [row]}),
        content_type="application/json",
        headers=headers,
    )
    assert answer.status_code == (403 if token in READ else 401)
    assert Observation.objects.count() == 2


@pytest.fixture
def things(objects, bureau, other_bureau):
    """Address of one thing of each kind -> the object that it is."""
    found = {}
    for name in ("own", "others"):
        place = {"school__name": WORDS[name]}
        framework = Framework.objects.create(
            code=f"{name}-1", name=WORDS[name], bureau=bureau if name == "own" else other_bureau
        )
        found |= {
            f"observations/{Observation.objects.get(**place).pk}": name,
            f"targets/{Target.objects.get(**place).pk}": name,
            f"schools/{School.objects.get(name=WORDS[name]).pk}": name,
            f"plans/{Plan.objects.get(title=WORDS[name]).pk}": name,
            f"frameworks/{framework.code}": name,
        }
    found[f"plans/{Plan.objects.get(title=WORDS['draft']).pk}"] = "draft"
    found[f"schools/{School.objects.get(name=WORDS['rumour']).pk}"] = "rumour"
    return found


@pytest.mark.parametrize("token", TOKENS)
def test_each_token_finds_its_own_things_alone(client, secrets, things, token):
    for address, name in things.items():
        status, found, answer = told(client, address, "", secrets[token])
        if token not in READ:
            assert (status, found) == (401, set()), address
        elif name in READ[token]:
            assert (status, found) == (200, {name}), address
        else:
            assert (status, found) == (404, set()), address
            assert "ETag" not in answer
            nowhere = told(client, f"{address.partition('/')[0]}/987654321", "", secrets[token])[2]
            assert answer.json().keys() == nowhere.json().keys()
            assert address.partition("/")[2] not in (answer.json()["nearest"] or "")

"""Programs with the scope for it read what is not published yet, and what waits changes the tag."""

import csv
import io
import json
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from indicators.access import EVERYWHERE, Access
from indicators.entering.drafting import Proposal, propose
from indicators.entering.publishing import Choice, publish, stamp_of
from indicators.models import Draft, Edition, Indicator, Key, Observation
from tests.conftest import person
from tests.figures import published
from tests.indicators.api.conftest import rows

pytestmark = pytest.mark.django_db


def county_drafts(_request):
    """Who asks: a client of one county that reads drafts."""
    return Access("one", ("530199",), reads_drafts=True)


def all_drafts(_request):
    """Who asks: a client of all counties that reads drafts."""
    return Access("all", EVERYWHERE, reads_drafts=True)


@pytest.fixture(autouse=True)
def reads_drafts(settings):
    settings.API_ACCESS = f"{__name__}.county_drafts"


@pytest.fixture
def key(rate, bureau):
    """A function: year, more -> the key of a figure of the county."""
    return lambda year=2024, **more: Key(rate.pk, bureau.pk, None, "year", year, 0, **more)


@pytest.fixture
def drafted(staff, key):
    """A function: value, year, more -> the draft."""

    def draft(value, year=2024, **more):
        propose([Proposal(key(year, **more), value and Decimal(value))], by=staff)
        return Draft.objects.get(**key(year, **more)._asdict())

    return draft


def test_a_draft_says_what_it_would_do(asks, rate, bureau, staff, drafted):
    published(Observation, by=staff, indicator=rate, region=bureau, year=2023, value=81)
    published(Observation, by=staff, indicator=rate, region=bureau, year=2022, value=80)
    drafted("92.4"), drafted("81.5", 2023), drafted(None, 2022)
    told = [
        (row["period"], row["value"], row["outcome"], row["published_value"], row["origin"])
        for row in rows(asks("drafts", order="-period"))
    ]
    assert told == [
        ("2024", 92.4, "created", None, "entry"),
        ("2023", 81.5, "updated", 81, "entry"),
        ("2022", None, "withdrawn", 80, "entry"),
    ]
    assert [row["value"] for row in rows(asks("observations"))] == [81, 80]


def test_no_person_is_named_and_a_program_is(asks, staff, drafted, key, bureau):
    drafted("1", 2020)
    program = person("platform", "data_client", bureau)
    program.last_name = "市数据平台"
    program.save()
    access = Access("t", ("530199",), writes=True, user=program)
    propose([Proposal(key(2021), Decimal(2))], by=access, origin="client")
    told = asks("drafts", order="period")
    assert [row["client"] for row in rows(told)] == ["", "市数据平台"]
    assert staff.username not in told.content.decode()


def test_filters_pages_fields_and_counts(asks, client, drafted):
    for year in range(2010, 2020):
        drafted(str(year - 1950), year)
    answer = asks(
        "drafts", period="2012:2018", limit=3, order="period", fields="period,value", count="true"
    )
    assert rows(answer) == [
        {"period": str(year), "value": year - 1950} for year in (2012, 2013, 2014)
    ]
    assert answer.json()["count"] == 7
    seen = [row["period"] for row in rows(answer)]
    while following := answer.json()["next"]:
        answer = client.get(following)
        seen += [row["period"] for row in rows(answer)]
    assert seen == [str(year) for year in range(2012, 2019)]


@pytest.mark.parametrize("query", [{"as_of": "1"}, {"updated_after": "1"}, {"perod": "2024"}])
def test_what_a_list_of_drafts_does_not_know_is_an_error(asks, db, query):
    answer = asks("drafts", **query)
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_parameter")


def test_every_format_has_the_same_rows(asks, drafted):
    drafted("92.4"), drafted("91", 2023)
    expected = [("2023", 91.0), ("2024", 92.4)]
    asked = {"order": "period", "fields": "period,value"}
    text = asks("drafts", format="csv", **asked).getvalue().decode()
    assert [(p, float(v)) for p, v in list(csv.reader(io.StringIO(text)))[1:]] == expected
    lines = asks("drafts", format="ndjson", **asked).getvalue().splitlines()
    assert [tuple(json.loads(line).values()) for line in lines] == expected
    book = asks("drafts", format="xlsx", **asked).getvalue()
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0)
    assert list(map(tuple, sheet.to_python()[1:])) == expected


@pytest.mark.parametrize("form", ["json", "csv", "ndjson", "xlsx"])
def test_the_tag_is_of_what_the_client_sees(asks, drafted, other_bureau, rate, form):
    draft = drafted("92.4")
    tag = asks("drafts", format=form)["ETag"]

    def asked_again():
        return asks("drafts", headers={"If-None-Match": tag}, format=form).status_code

    assert asked_again() == 304
    foreign = person("foreign", "bureau_staff", other_bureau)
    far = Key(rate.pk, other_bureau.pk, None, "year", 2024, 0)
    propose([Proposal(far, Decimal(1))], by=foreign)
    assert asked_again() == 304
    propose([Proposal(draft.key, Decimal(93))], by=draft.entered_by)
    assert asked_again() == 200


def test_a_tag_changes_when_a_draft_is_published_or_its_indicator_renamed(asks, drafted, staff):
    draft = drafted("92.4")
    tags = [asks("drafts")["ETag"]]
    Indicator.objects.update(name="毛入园率（新）")
    tags.append(asks("drafts")["ETag"])
    publish(Choice({draft.pk: stamp_of(draft)}), by=staff)
    answer = asks("drafts")
    assert len({*tags, answer["ETag"]}) == 3
    assert rows(answer) == [] and answer.json()["release"] == Edition.objects.now().release == 1


def test_whoever_reads_what_is_published_alone_is_refused(asks, drafted, settings):
    drafted("92.4")
    settings.API_ACCESS = "tests.indicators.api.conftest.one_county"
    answer = asks("drafts")
    assert (answer.status_code, answer.json()["code"]) == (403, "may_not_read_drafts")
    assert answer.json()["detail"] and answer.json()["detail_en"]
    assert asks("drafts", nonsense="1").status_code == 403


def test_a_client_of_all_counties_sees_all(asks, drafted, other_bureau, rate, settings):
    settings.API_ACCESS = f"{__name__}.all_drafts"
    drafted("92.4")
    foreign = person("foreign", "bureau_staff", other_bureau)
    propose(
        [Proposal(Key(rate.pk, other_bureau.pk, None, "year", 2024, 0), Decimal(1))], by=foreign
    )
    assert {row["bureau"] for row in rows(asks("drafts"))} == {"530199", "530198"}

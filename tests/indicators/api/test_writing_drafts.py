"""Programs that may not publish leave drafts, which people of the bureau publish."""

import json
from decimal import Decimal

import pytest

from indicators.access import Access
from indicators.api.writing import written
from indicators.entering.drafting import Proposal, propose
from indicators.entering.publishing import Choice, publish, stamp_of
from indicators.models import Call, Draft, Edition, Observation, key_of
from tests.conftest import person
from tests.figures import published

pytestmark = pytest.mark.django_db
PREFIXES = ("5301",)
"""The client is of the prefecture in which both counties lie."""


def _user():
    return Draft._meta.get_field("entered_by").related_model.objects.get(username="program")


def writer(_request):
    """Who asks: a client that may write and not publish."""
    return Access("w", PREFIXES, writes=True, user=_user())


def publisher(_request):
    """Who asks: a client that may publish as well."""
    return Access("p", PREFIXES, writes=True, publishes=True, user=_user())


@pytest.fixture
def sends(client, bureau, settings):
    """A function: rows -> the answer."""
    person("program", "data_client", bureau)
    settings.API_ACCESS = f"{__name__}.writer"

    def send(*rows, key="", **order):
        headers = {"Idempotency-Key": key} if key else {}
        body = json.dumps({"rows": rows, **order})
        path = "/api/v1/observations/"
        return client.post(path, body, content_type="application/json", headers=headers)

    return send


@pytest.fixture
def observed(rate, bureau, staff):
    """A published figure of 2024."""
    return published(Observation, by=staff, indicator=rate, region=bureau, year=2024, value=90)


def row(**facts):
    return {"indicator": "t.rate", "region": "530199", "period": "2024", "value": 91.5} | facts


def outcomes(answer):
    return [each["outcome"] for each in answer.json()["rows"]]


def test_rows_wait_as_drafts_of_the_bureau_of_their_region(sends, rate, bureau, other_bureau):
    answer = sends(row(note="年报", sex="female"), row(region="530198"))
    assert (answer.status_code, outcomes(answer)) == (200, ["created", "created"])
    assert (answer.json()["publish"], answer.json()["release"]) == (False, None)
    drafts = {draft.bureau: draft for draft in Draft.objects.all()}
    assert set(drafts) == {bureau, other_bureau}
    own = drafts[bureau]
    assert (own.value, own.note, own.sex, own.origin) == (
        Decimal("91.5"),
        "年报",
        "female",
        "client",
    )
    assert own.entered_by.username == "program"
    assert [each["id"] for each in answer.json()["rows"]] == [own.pk, drafts[other_bureau].pk]
    assert not Observation.objects.exists() and Edition.objects.now().release == 0


def test_people_of_the_bureau_publish_what_a_program_drafted(sends, rate, staff, observed):
    sends(row(reason="核对后更正"))
    draft = Draft.objects.visible_to(staff).get()
    assert (draft.supersedes, draft.reason) == (observed, "核对后更正")
    publish(Choice({draft.pk: stamp_of(draft)}), by=staff)
    made = Observation.objects.current().get()
    assert (made.value, made.reason, made.origin) == (Decimal("91.5"), "核对后更正", "client")
    assert made.recorded_by == staff


def test_outcomes_say_what_publishing_would_do(sends, rate, observed):
    assert outcomes(sends(row(value=90))) == ["unchanged"] and not Draft.objects.exists()
    assert outcomes(sends(row())) == ["updated"]
    number, at = Draft.objects.values_list("pk", "entered_at").get()
    again = sends(row())
    assert (outcomes(again), again.json()["rows"][0]["id"]) == (["unchanged"], number)
    assert Draft.objects.get().entered_at == at
    assert outcomes(sends(row(value=None))) == ["withdrawn"]
    assert Draft.objects.get().value is None
    assert outcomes(sends(row(value=90))) == ["dropped"] and not Draft.objects.exists()


def test_nothing_can_be_withdrawn_where_nothing_is(sends, rate):
    answer = sends(row(value=None))
    assert (answer.status_code, outcomes(answer)) == (409, ["refused"])
    assert answer.json()["rows"][0]["problem"]["code"] == "nothing_there"
    sends(row())
    assert outcomes(sends(row(value=None))) == ["dropped"] and not Draft.objects.exists()


def test_what_a_person_drafted_is_not_written_over(sends, rate, staff):
    sends(row())
    key = key_of(Draft.objects.get())
    propose([Proposal(key, Decimal(92))], by=staff)
    for value in (93, 92, None):
        answer = sends(row(value=value))
        assert answer.json()["rows"][0]["problem"]["code"] == "drafted_by_others"
    assert Draft.objects.values_list("value", "origin").get() == (92, "entry")


def test_one_refused_row_stops_all_or_itself_alone(sends, rate):
    rows = (row(), row(period="2023", indicator="t.nothing"), row(period="2022", value=80))
    answer = sends(*rows)
    assert (answer.status_code, outcomes(answer)) == (409, ["created", "refused", "created"])
    assert not any("id" in each for each in answer.json()["rows"]) and not Draft.objects.exists()
    answer = sends(*rows, mode="best_effort")
    assert (answer.status_code, Draft.objects.count()) == (200, 2)


def test_a_dry_run_keeps_nothing(sends, rate):
    answer = sends(row(), dry_run=True, key="k")
    assert (answer.status_code, outcomes(answer)) == (200, ["created"])
    assert not Draft.objects.exists() and not Call.objects.exists()


@pytest.mark.parametrize("times", [2, 3])
def test_the_same_key_drafts_once(sends, rate, times):
    first = sends(row(), key="k")
    Draft.objects.all().delete()
    for _ in range(times - 1):
        assert sends(row(), key="k").json() == first.json()
    assert not Draft.objects.exists()
    other = sends(row(value=3), key="k")
    assert (other.status_code, other.json()["code"]) == (409, "key_reused")


def test_who_may_publish_does_so_unless_he_says_otherwise(sends, rate, settings):
    settings.API_ACCESS = f"{__name__}.publisher"
    assert sends(row(), publish=False).json()["publish"] is False
    assert (Draft.objects.count(), Observation.objects.count()) == (1, 0)
    assert sends(row(period="2023"), publish=True).json()["release"] == 1
    assert sends(row(period="2022")).json()["release"] == 2
    assert (Draft.objects.count(), Observation.objects.count()) == (1, 2)


def test_who_may_not_publish_is_told_so(sends, rate):
    answer = sends(row(), publish=True)
    assert (answer.status_code, answer.json()["code"]) == (403, "may_not_publish")
    assert sends(row(), publish="no").json()["code"] == "malformed"
    assert not Draft.objects.exists() and not Observation.objects.exists()


def test_writing_is_told_to_who_listens_once_and_only_when_done(sends, rate):
    heard = []

    def hear(answer, **_):
        heard.append([each["outcome"] for each in answer["rows"]])

    written.connect(hear)
    try:
        sends(row(), dry_run=True)
        sends(row(indicator="t.nothing"))
        sends(row(), key="k")
        sends(row(), key="k")
    finally:
        written.disconnect(hear)
    assert heard == [["created"]]


def test_queries_do_not_grow_with_the_rows(sends, rate, django_assert_max_num_queries):
    rows = [row(period=str(year)) for year in range(1901, 1999)]
    sends(*rows)
    with django_assert_max_num_queries(16):
        assert outcomes(sends(*[each | {"value": 5} for each in rows])) == ["created"] * 98

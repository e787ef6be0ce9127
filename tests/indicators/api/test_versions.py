"""What was public when, what changed since, and whether a client's copy is still right."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.models import Edition, Observation
from indicators.releasing import release, withdraw
from tests.indicators.api.conftest import rows

pytestmark = pytest.mark.django_db


def corrected(before, value, *, by):
    facts = {name: getattr(before, name) for name in Observation.SUBJECT}
    made = Observation(**facts, value=value, supersedes=before, reason="核对后更正")
    release([made], by=by)
    return made


def test_a_correction_keeps_its_number(asks, bureau, rate, observed, staff):
    first = observed(indicator=rate, region=bureau, year=2024, value=1)
    second = corrected(first, 2, by=staff)
    corrected(second, 3, by=staff)
    (row,) = rows(asks("observations"))
    assert (row["id"], row["value"], row["release"]) == (first.pk, 3.0, 3)


def test_data_as_of_a_release_a_moment_and_a_day(asks, bureau, rate, observed, staff):
    first = observed(indicator=rate, region=bureau, year=2024, value=1)
    moment = Edition.objects.now().at
    second = corrected(first, 2, by=staff)
    withdraw([second], by=staff, reason="重复")
    assert [row["value"] for row in rows(asks("observations", as_of=1))] == [1]
    assert [row["value"] for row in rows(asks("observations", as_of=2))] == [2]
    assert rows(asks("observations", as_of=3)) == rows(asks("observations")) == []
    assert [r["value"] for r in rows(asks("observations", as_of=moment.isoformat()))] == [1]
    before = moment - timedelta(days=1)
    assert rows(asks("observations", as_of=before.date().isoformat())) == []
    assert rows(asks("observations", as_of=(moment + timedelta(days=1)).date())) == []


def test_a_zone_far_from_greenwich_is_one(asks, bureau, rate, observed):
    observed(indicator=rate, region=bureau, year=2024, value=1)
    assert [r["value"] for r in rows(asks("observations", as_of="5601-07-03T07:31:04+21:06"))] == [
        1
    ]
    answer = asks("observations", as_of="0001-01-01T00:00:00+21:06")
    assert (answer.status_code, answer.json()["parameter"]) == (400, "as_of")


def test_changes_tell_of_what_was_taken_back(asks, bureau, rate, observed, staff):
    kept = observed(indicator=rate, region=bureau, year=2023, value=1)
    gone = observed(indicator=rate, region=bureau, year=2024, value=2)
    withdraw([gone], by=staff, reason="重复")
    answer = asks("observations", updated_after=1)
    assert [(row["id"], row["deleted"]) for row in rows(answer)] == [(gone.pk, 1)]
    assert answer.json()["release"] == 3
    assert [row["id"] for row in rows(asks("observations", updated_after=0, as_of=2))] == [
        kept.pk,
        gone.pk,
    ]


def test_pages_of_changes_tell_of_one_state(client, asks, bureau, rate, observed, staff):
    made = [observed(indicator=rate, region=bureau, year=y, value=1) for y in range(2020, 2023)]
    page = asks("observations", updated_after=0, limit=2).json()
    corrected(made[2], 9, by=staff)
    rest = client.get(page["next"]).json()
    assert [row["value"] for row in page["data"] + rest["data"]] == [1, 1, 1]
    assert page["release"] == rest["release"] == 3


def test_a_version_of_another_thing_is_refused(bureau, rate, observed, staff):
    first = observed(indicator=rate, region=bureau, year=2024, value=1)
    with pytest.raises(ValueError, match="no version"):
        other = Observation(indicator=rate, region=bureau, year=2023, value=1, supersedes=first)
        release([other], by=staff)


class TestUnchanged:
    @pytest.fixture
    def tagged(self, asks, bureau, rate, observed):
        observed(indicator=rate, region=bureau, year=2024, value=1)
        return asks("observations")["ETag"]

    def test_the_same_question_is_answered_after_one_look_up(self, asks, tagged):
        with CaptureQueriesContext(connection) as asked:
            answer = asks("observations", headers={"If-None-Match": tagged})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer["ETag"] == tagged
        assert len(asked) == 1

    def test_the_tag_is_a_strong_one(self, tagged):
        assert re.fullmatch(r'"[0-9a-f]+"', tagged)

    @pytest.mark.parametrize("query", [{"limit": 5}, {"format": "csv"}, {"indicator": "t.rate"}])
    def test_another_question_has_another_tag(self, asks, tagged, query):
        assert asks("observations", **query)["ETag"] != tagged

    def test_new_data_give_another_tag(self, asks, bureau, rate, observed, tagged):
        observed(indicator=rate, region=bureau, year=2023, value=1)
        answer = asks("observations", headers={"If-None-Match": tagged})
        assert (answer.status_code, len(rows(answer))) == (200, 2)

    def test_what_the_client_may_see_is_part_of_the_tag(self, asks, settings, tagged):
        settings.API_ACCESS = "tests.indicators.api.conftest.one_county"
        assert asks("observations", headers={"If-None-Match": tagged}).status_code == 200

    def test_compressed_bytes_have_a_tag_of_their_own(self, asks, tagged):
        answer = asks("observations", headers={"Accept-Encoding": "gzip"})
        assert answer["ETag"] != tagged


@pytest.mark.django_db(transaction=True)
def test_a_new_name_gives_another_tag(asks, bureau, rate, observed):
    observed(indicator=rate, region=bureau, year=2024, value=1)
    tag = asks("observations")["ETag"]
    type(rate).objects.filter(pk=rate.pk).update(name="三年毛入园率")
    answer = asks("observations", headers={"If-None-Match": tag})
    assert rows(answer)[0]["indicator_name"] == "三年毛入园率"


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["publish", "correct", "withdraw"]),
        st.integers(2018, 2024),
        st.integers(0, 9),
    ),
    min_size=2,
    max_size=12,
)


class TestReplay:
    """A client that takes the changes since any release has the state of every later one."""

    @settings(
        max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(steps=STEPS, page_size=st.integers(1, 4))
    def test_changes_lead_from_any_state_to_any_later_one(
        self, client, bureau, rate, staff, steps, page_size
    ):
        begin = Edition.objects.now().release
        for step in steps:
            self.act(step, bureau, rate, staff)
        end = Edition.objects.now().release
        states = {n: self.state(client, as_of=n) for n in range(begin, end + 1)}
        assert states[end] == self.state(client)
        for first in states:
            for last in range(first, end + 1):
                changes = self.rows(client, updated_after=first, as_of=last, limit=page_size)
                assert self.applied(states[first], changes) == states[last]

    @staticmethod
    def act(step, bureau, rate, staff):
        act, year, value = step
        held = Observation.objects.current().filter(year=year).order_by("pk").last()
        if act == "publish" or held is None:
            release([Observation(indicator=rate, region=bureau, year=year, value=value)], by=staff)
        elif act == "correct":
            corrected(held, value, by=staff)
        else:
            withdraw([held], by=staff, reason="重复")

    @classmethod
    def state(cls, client, **query):
        return {row["id"]: row for row in cls.rows(client, **query)}

    @staticmethod
    def rows(client, **query):
        page, found = client.get("/api/v1/observations/", query).json(), []
        while True:
            found += page["data"]
            if page["next"] is None:
                return found
            page = client.get(page["next"]).json()

    @staticmethod
    def applied(state, changes):
        after = dict(state)
        for row in changes:
            after.pop(row["id"], None)
            if not row["deleted"]:
                after[row["id"]] = row
        return after

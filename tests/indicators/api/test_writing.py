"""Programs write observations: what becomes of each row, all at once or as many as can be."""

import json

import pytest

from indicators.access import Access
from indicators.models import Edition, Observation
from tests.conftest import person
from tests.figures import published

pytestmark = pytest.mark.django_db


def writer(_request):
    """Who asks: a client that may publish for one county."""
    user = Observation._meta.get_field("recorded_by").related_model.objects.get(username="program")
    return Access("w", ("530199",), writes=True, publishes=True, user=user)


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


def row(**facts):
    return {"indicator": "t.rate", "region": "530199", "period": "2024", "value": 91.5} | facts


def outcomes(answer):
    return [each["outcome"] for each in answer.json()["rows"]]


def values():
    return sorted(map(float, Observation.objects.current().values_list("value", flat=True)))


def test_a_new_figure_is_published_under_the_client(sends, rate, bureau, school):
    answer = sends(row(school=school.pk, sex="female", note="年报"))
    assert (answer.status_code, outcomes(answer)) == (200, ["created"])
    made = Observation.objects.get()
    assert (made.school, made.sex, made.note, made.origin) == (school, "female", "年报", "client")
    assert made.recorded_by.username == "program"
    assert answer.json()["rows"][0]["id"] == made.pk
    assert answer.json()["release"] == Edition.objects.now().release == 1


def test_an_equal_value_is_no_new_version(sends, rate):
    sends(row())
    assert outcomes(sends(row())) == ["unchanged"]
    assert Edition.objects.now().release == 1


def test_a_correction_needs_a_reason_and_keeps_the_number(sends, rate):
    first = sends(row()).json()["rows"][0]["id"]
    refused = sends(row(value=92))
    assert (refused.status_code, values()) == (409, [91.5])
    assert refused.json()["rows"][0]["problem"]["code"] == "reason_missing"
    answer = sends(row(value=92, reason="核对后更正"))
    assert (outcomes(answer), values()) == (["updated"], [92.0])
    assert answer.json()["rows"][0]["id"] == first


def test_a_figure_is_taken_back_with_null(sends, rate):
    sends(row())
    assert outcomes(sends(row(value=None, reason="重复"))) == ["withdrawn"]
    assert values() == []
    assert outcomes(sends(row(value=None, reason="重复"))) == ["refused"]


def test_one_refused_row_stops_all_or_itself_alone(sends, rate):
    rows = (row(), row(period="2023", indicator="t.nothing"), row(period="2022", value=80))
    answer = sends(*rows)
    assert (answer.status_code, answer.json()["release"], values()) == (409, None, [])
    answer = sends(*rows, mode="best_effort")
    assert (answer.status_code, values()) == (200, [80.0, 91.5])
    assert outcomes(answer) == ["created", "refused", "created"]


def test_a_dry_run_tells_all_and_writes_nothing(sends, rate):
    answer = sends(row(), dry_run=True)
    assert (answer.status_code, outcomes(answer), answer.json()["dry_run"]) == (
        200, ["created"], True,
    )  # fmt: skip
    assert (values(), Edition.objects.now().release) == ([], 0)


def test_the_same_key_writes_once(sends, rate):
    first = sends(row(), key="k1")
    again = sends(row(), key="k1")
    assert first.json() == again.json()
    assert Edition.objects.now().release == 1
    other = sends(row(value=3), key="k1")
    assert (other.status_code, other.json()["code"]) == (409, "key_reused")


def test_a_dry_run_uses_up_no_key(sends, rate):
    sends(row(), key="k1", dry_run=True)
    assert outcomes(sends(row(), key="k1")) == ["created"]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"indicator": "t.rat"}, "not_found"),
        ({"region": "530198"}, "not_yours"),
        ({"region": "999999"}, "not_found"),
        ({"school": 987654}, "not_found"),
        ({"school": True}, "not_found"),
        ({"period": "2024-13"}, "invalid_period"),
        ({"value": "viel"}, "invalid_value"),
        ({"value": True}, "invalid_value"),
        ({"value": 1e16}, "invalid_value"),
        ({"value": "1e1000000"}, "invalid_value"),
        ({"value": 0.00001}, "invalid_value"),
        ({"sex": "f"}, "invalid_choice"),
        ({"nature": ""}, "invalid_choice"),
        ({"note": "长" * 201}, "invalid_words"),
        ({"valeu": 1}, "unknown_member"),
        ({"sex": []}, "invalid_choice"),
    ],
)
def test_what_is_wrong_with_a_row_is_told(sends, rate, other_bureau, facts, code):
    answer = sends(row(**facts))
    assert answer.status_code == 409
    (told,) = answer.json()["rows"]
    assert told["problem"]["code"] == code
    assert values() == []


def test_the_same_figure_twice_is_refused(sends, rate):
    assert outcomes(sends(row(), row(value=2), mode="best_effort")) == ["created", "refused"]


@pytest.mark.parametrize("body", ["[", "[]", '{"rows": 1}', '{"rows": [], "mood": 1}'])
def test_a_body_that_is_none_is_a_problem(client, sends, body):
    answer = client.post("/api/v1/observations/", body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_too_many_rows_are_refused_at_once(sends, rate):
    answer = sends(*[1] * 5_001)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_a_body_that_is_too_large_is_refused(sends, rate):
    answer = sends(row(note="长" * 1_200_000))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_who_may_only_read_writes_nothing(client, rate, bureau):
    body = json.dumps({"rows": [row()]})
    answer = client.post("/api/v1/observations/", body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "may_not_write")
    assert values() == []


def test_queries_do_not_grow_with_the_rows(
    sends, rate, bureau, staff, django_assert_max_num_queries
):
    published(Observation, by=staff, indicator=rate, region=bureau, year=2000, value=1)
    with django_assert_max_num_queries(19):
        sends(*[row(period=str(year)) for year in range(1901, 1999)])
    assert len(values()) == 99


@pytest.mark.parametrize("member", ["indicator", "region"])
def test_a_name_that_no_database_looks_for_is_refused(sends, rate, member):
    answer = sends(row(**{member: "t\x00"}))
    assert (answer.status_code, outcomes(answer)) == (409, ["refused"])


def test_what_a_formula_gives_is_not_written(sends, rate):
    rate.formula = "t.pupils * 2"
    rate.save()
    answer = sends(row())
    (told,) = answer.json()["rows"]
    assert told["problem"]["code"] == "reckoned" and "t.pupils * 2" in told["problem"]["detail"]
    assert not Observation.objects.exists()

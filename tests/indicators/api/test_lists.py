"""Lists of the data interface: what they hold, how they are narrowed, ordered and paged."""

import pytest

from indicators.api.asking import cursor
from indicators.models import Framework, FrameworkItem, School, Standard, Target
from tests.figures import published
from tests.indicators.api.conftest import one_county, rows

pytestmark = pytest.mark.django_db


def values(answer):
    return [row["value"] for row in rows(answer)]


@pytest.fixture
def years(bureau, rate, observed):
    """The rate of the county in five years, and a quarter of one."""
    for year in range(2020, 2025):
        observed(indicator=rate, region=bureau, year=year, value=year - 1940)
    observed(indicator=rate, region=bureau, frequency="quarter", year=2024, part=2, value=7)


def test_a_row_has_codes_and_names_side_by_side(asks, bureau, rate, school, observed):
    made = observed(
        indicator=rate, region=bureau, school=school, year=2024, value="92.45", sex="female"
    )
    (row,) = rows(asks("observations"))
    assert row.pop("updated").endswith("Z")
    assert row == {
        "id": made.pk,
        "indicator": "t.rate",
        "indicator_name": "毛入园率",
        "unit": "%",
        "region": "530199",
        "region_name": "青禾县",
        "school": school.pk,
        "school_name": "青禾县第一小学",
        "frequency": "year",
        "period": "2024",
        "nature": "actual",
        "sex": "female",
        "residence": "",
        "stage": "",
        "ownership": "",
        "value": 92.45,
        "status": "final",
        "origin": "plan",
        "note": "",
        "release": 1,
        "deleted": 0,
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"period": "2020:2021"}, [80, 81]),
        ({"period": "2023:"}, [83, 84]),
        ({"period": ":2020,2022"}, [80, 82]),
        ({"period": "2024-Q2"}, [7]),
        ({"period": "2024-Q1:2024-Q3"}, [7]),
        ({"period": "2024-Q3:"}, []),
        ({"frequency": "quarter"}, [7]),
        ({"latest": "2"}, [83, 84, 7]),
        ({"latest": "1", "period": "2020:2022"}, [82]),
        ({"indicator": "t.pupils"}, []),
        ({"region": "530199", "period": "2020"}, [80]),
        ({"region": "青禾县", "period": "2020"}, [80]),
        ({"region": "530198"}, []),
        ({"region_tree": "530000", "period": "2020"}, [80]),
        ({"level": "county", "period": "2020"}, [80]),
        ({"level": "province"}, []),
        ({"has_school": "true"}, []),
        ({"nature": "baseline,reference"}, []),
        ({"sex": "total", "period": "2020"}, [80]),
        ({"sex": "female"}, []),
        ({"has_school": "true,false", "period": "2020"}, [80]),
        ({"region": "530199", "region_tree": "530198"}, []),
        ({"order": "-value", "limit": "2"}, [84, 83]),
        ({"order": "value", "limit": "2"}, [7, 80]),
    ],
)
def test_filters(asks, years, pupils, other_bureau, province, query, expected):
    assert values(asks("observations", **query)) == expected


@pytest.fixture
def province(bureau):
    return type(bureau).objects.create(
        adcode="530000", name="云岭省", full_name="云岭省", level="province"
    )


STATUSES = {"not_found": 404, "cannot_combine": 409}


@pytest.mark.parametrize(
    ("query", "code", "hint"),
    [
        ({"indikator": "t.rate"}, "unknown_parameter", "indicator"),
        ({"indicator": "t.rat"}, "not_found", "t.rate"),
        ({"region": "999999"}, "not_found", "999999"),
        ({"period": "2024:2020-Q1"}, "invalid_parameter", "同一类"),
        ({"period": ":"}, "invalid_parameter", "至少"),
        ({"period": "20244"}, "invalid_parameter", "2024-Q1"),
        ({"period": ""}, "invalid_parameter", "去掉"),
        ({"fields": "valeu"}, "unknown_field", "value"),
        ({"fields": ","}, "invalid_parameter", "没有写列名"),
        ({"order": "valeu"}, "unknown_order", "value"),
        ({"order": "-"}, "unknown_order", "排序"),
        ({"format": "cvs"}, "unknown_format", "csv"),
        ({"limit": "0"}, "invalid_parameter", "10000"),
        ({"limit": "10001"}, "invalid_parameter", "10000"),
        ({"limit": "１"}, "invalid_parameter", "10000"),
        ({"after": "xyz"}, "not_found", "after"),
        ({"as_of": "yesterday"}, "invalid_parameter", "as_of"),
        ({"as_of": "2026-13-45"}, "invalid_parameter", "as_of"),
        ({"count": "yes"}, "invalid_parameter", "true"),
        ({"nature": "actul"}, "invalid_parameter", "actual"),
        ({"nature": " "}, "invalid_parameter", "没有写词"),
        ({"stage": ","}, "invalid_parameter", "没有写词"),
        ({"latest": "0"}, "invalid_parameter", "latest"),
        ({"latest": "abc"}, "invalid_parameter", "latest"),
        ({"as_of": "1"}, "not_found", "最新的是第 0 次"),
        ({"updated_after": "0", "latest": "1"}, "cannot_combine", "latest"),
        ({"updated_after": "0", "origin": "plan"}, "cannot_combine", "origin"),
    ],
)
def test_what_cannot_be_used_is_named_in_both_languages(asks, rate, query, code, hint):
    answer = asks("observations", **query)
    assert answer.status_code == STATUSES.get(code, 400)
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert (body["code"], body["status"]) == (code, answer.status_code)
    assert hint in body["detail"]
    assert body["detail_en"].isascii()
    assert body["parameter"] in query


def test_a_parameter_given_twice_is_an_error(client, rate):
    answer = client.get("/api/v1/observations/?period=2020&period=2021")
    assert answer.json()["code"] == "invalid_parameter"


@pytest.mark.parametrize("order", ["id", "-id", "value", "-value", "period", "-release"])
def test_pages_hold_every_row_once_and_in_order(client, asks, years, order):
    whole = rows(asks("observations", order=order))
    assert len(whole) == 6
    page, seen = asks("observations", order=order, limit=2).json(), []
    while True:
        assert len(page["data"]) <= 2
        seen += page["data"]
        if page["next"] is None:
            break
        page = client.get(page["next"]).json()
    assert seen == whole


def test_a_place_of_another_order_is_refused(client, asks, years):
    page = asks("observations", order="value", limit=2).json()
    answer = client.get(page["next"].replace("order=value", "order=id"))
    assert answer.json()["parameter"] == "after"


@pytest.mark.parametrize(
    ("order", "place"),
    [
        ("value", ["x", 1]),
        ("value", [True, 1]),
        ("period", [2024, 1]),
        ("period", ["20\x0024", 1]),
        ("id", [2**64 - 1]),
        ("id", [1, 1]),
        ("id", [1.5]),
        ("id", []),
    ],
)
def test_a_place_that_is_none_is_refused(asks, years, order, place):
    answer = asks("observations", order=order, after=cursor(place))
    assert (answer.status_code, answer.json()["parameter"]) == (404, "after")


def test_a_place_of_series_beyond_all_numbers_is_refused(asks, years):
    assert asks("series", after=cursor([2**64 - 1])).status_code == 404


def test_rows_are_counted_on_demand_alone(asks, years):
    assert "count" not in asks("observations").json()
    assert asks("observations", limit=1, count="true").json()["count"] == 6


def test_chosen_columns_come_in_the_order_asked_for(asks, years):
    (first, *_) = rows(asks("observations", fields="value,period"))
    assert list(first.items()) == [("value", 80.0), ("period", "2020")]


def test_a_client_of_one_county_sees_no_other(asks, settings, bureau, other_bureau, rate, observed):
    observed(indicator=rate, region=bureau, year=2024, value=1)
    observed(indicator=rate, region=other_bureau, year=2024, value=2)
    settings.API_ACCESS = f"{one_county.__module__}.{one_county.__name__}"
    assert values(asks("observations")) == [1]
    assert asks("observations", count="true").json()["count"] == 1
    assert values(asks("observations", region="530198")) == []


def test_targets_say_how_they_bound(asks, bureau, rate, staff):
    facts = {"indicator": rate, "region": bureau, "year": 2025, "value": 95}
    published(Target, by=staff, comparator="at_least", baseline="90.5", **facts)
    (row,) = rows(asks("targets"))
    assert (row["comparator"], row["value"], row["baseline"]) == ("at_least", 95.0, 90.5)
    assert row["value_high"] is None


def test_regions_are_found_by_tree_ancestors_and_name(asks, bureau, province):
    def codes(**query):
        return [row["adcode"] for row in rows(asks("regions", order="adcode", **query))]

    assert codes(tree="530000") == ["530000", "530199"]
    assert codes(ancestors="530199") == ["530000", "530199"]
    assert codes(name="青禾县") == ["530199"]
    assert codes(level="province") == ["530000"]


def test_schools_that_nobody_confirmed_are_not_told(asks, school, bureau):
    type(school).objects.create(region=bureau, name="风闻中的学校")
    assert [row["name"] for row in rows(asks("schools"))] == ["青禾县第一小学"]


def test_indicators_are_searched_by_alias(asks, rate, pupils):
    rate.aliases.create(name="入园比例")
    assert [row["code"] for row in rows(asks("indicators", search="入园比"))] == ["t.rate"]


def test_an_unknown_address_is_a_problem(client, db):
    answer = client.get("/api/v1/observation/")
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_address")


def test_a_host_that_is_not_ours_is_a_problem(client, years):
    answer = client.get("/api/v1/observations/?limit=1", headers={"Host": "elsewhere.example"})
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_host")


def test_another_method_is_a_problem(client, db):
    answer = client.delete("/api/v1/observations/")
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert "GET" in answer["Allow"]


class TestSeries:
    def test_values_stand_by_period(self, asks, bureau, years):
        yearly, quarterly = rows(asks("series"))
        assert yearly["values"] == {
            "2020": 80.0, "2021": 81.0, "2022": 82.0, "2023": 83.0, "2024": 84.0,
        }  # fmt: skip
        assert (yearly["indicator"], yearly["region_name"]) == ("t.rate", "青禾县")
        assert quarterly["values"] == {"2024-Q2": 7.0}

    def test_filters_narrow_the_values(self, asks, years):
        (row,) = rows(asks("series", period="2021:2022"))
        assert row["values"] == {"2021": 81.0, "2022": 82.0}

    def test_pages_hold_each_series_once(self, client, asks, years):
        page = asks("series", limit=1).json()
        rest = client.get(page["next"]).json()
        assert [row["frequency"] for row in page["data"] + rest["data"]] == ["year", "quarter"]
        assert rest["next"] is None

    def test_a_place_of_another_list_is_refused(self, asks, years):
        assert asks("series", after="WyJhIl0=").json()["parameter"] == "after"


class TestCompare:
    @pytest.fixture
    def schools(self, bureau, rate, observed):
        for name, value in (("甲校", 10), ("乙校", 40), ("丙校", 20), ("丁校", 40)):
            school = School.objects.create(region=bureau, name=name, is_confirmed=True)
            observed(indicator=rate, region=bureau, school=school, year=2024, value=value)
        observed(
            indicator=rate, region=bureau, school=school, year=2024, value=99, nature="estimate"
        )

    def ask(self, asks, **query):
        return asks("compare", indicator="t.rate", period="2024", **query)

    def test_equal_values_share_a_rank(self, asks, schools):
        found = rows(self.ask(asks))
        assert [(row["school_name"], row["rank"]) for row in found] == [
            ("乙校", 1), ("丁校", 1), ("丙校", 3), ("甲校", 4),
        ]  # fmt: skip

    def test_the_least_is_best_where_the_indicator_says_so(self, asks, rate, schools):
        type(rate).objects.filter(pk=rate.pk).update(direction="lower")
        assert [row["school_name"] for row in rows(self.ask(asks))][:2] == ["甲校", "丙校"]

    def test_the_spread_is_that_of_excel(self, asks, schools):
        # QUARTILE.INC of 10, 20, 40, 40: at places 1.75, 2.5 and 3.25.
        assert self.ask(asks).json()["summary"] == {
            "count": 4, "min": 10.0, "q1": 17.5, "median": 30.0, "q3": 40.0, "max": 40.0,
            "mean": 27.5,
        }  # fmt: skip

    def test_nothing_measured_is_no_zero(self, asks, rate):
        assert self.ask(asks).json()["summary"]["mean"] is None

    @pytest.mark.parametrize("period", ["2023:2024", "2023,2024"])
    def test_only_one_period_can_be_compared(self, asks, rate, period):
        answer = asks("compare", indicator="t.rate", period=period)
        assert (answer.status_code, answer.json()["parameter"]) == (409, "period")


class TestFrameworks:
    @pytest.fixture
    def standards(self, bureau, other_bureau, pupils):
        for code, own in (("all", None), ("mine", bureau), ("theirs", other_bureau)):
            framework = Framework.objects.create(code=code, name=code, bureau=own)
            facts = {"kind": "measured", "indicator": pupils, "name": "在校生"}
            item = FrameworkItem.objects.create(framework=framework, code="1", **facts)
            facts = {"since": 2017, "comparator": "at_least", "unit": "人", "doubt": "未核"}
            Standard.objects.create(item=item, value="4.2", stage="primary", **facts)

    def test_shared_ones_and_those_of_the_clients_regions_are_told(self, asks, settings, standards):
        settings.API_ACCESS = f"{one_county.__module__}.{one_county.__name__}"
        found = rows(asks("frameworks"))
        assert [row["framework"] for row in found] == ["all", "mine"]
        assert (found[0]["value"], found[0]["indicator"], found[0]["is_verified"]) == (
            4.2, "t.pupils", 0,
        )  # fmt: skip
        assert [row["framework"] for row in rows(asks("frameworks", framework="mine,theirs"))] == [
            "mine"
        ]

    @pytest.mark.django_db(transaction=True)
    def test_a_raised_standard_gives_another_tag(self, asks, standards):
        tag = asks("frameworks")["ETag"]
        Standard.objects.update(value=5)
        answer = asks("frameworks", headers={"If-None-Match": tag})
        assert [row["value"] for row in rows(answer)] == [5, 5, 5]

"""One thing at its own address: what belongs to it, and what there is where it is not."""

import pytest

from indicators.models import (
    Framework,
    FrameworkItem,
    Indicator,
    IndicatorAlias,
    Observation,
    School,
    Standard,
    Target,
)
from indicators.releasing import release, withdraw
from tests.conftest import county
from tests.figures import published

pytestmark = pytest.mark.django_db


def told(answer):
    """The body of a JSON answer, which must be one."""
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def refused(answer):
    """(status, code, nearest) of a problem."""
    assert answer["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"], answer.json().get("nearest")


@pytest.fixture
def county_asks(asks, settings):
    """The same questions, asked by a client of one county."""
    settings.API_ACCESS = "tests.indicators.api.conftest.one_county"
    return asks


class TestIndicator:
    def test_it_has_names_parts_and_versions(self, asks, rate, pupils, bureau):
        rate.denominator = rate.numerator = pupils
        rate.definition = "在园幼儿除以适龄人口"
        rate.save()
        for name, owner in (("入园率", None), ("青禾叫法", bureau)):
            IndicatorAlias.objects.create(indicator=rate, name=name, bureau=owner)
        found = told(asks("indicators/t.rate"))
        assert (found["numerator"], found["denominator"]) == ("t.pupils", "t.pupils")
        assert found["aliases"] == ["入园率"]
        assert [(v["change"], v["definition"]) for v in found["versions"]] == [
            ("created", ""),
            ("changed", "在园幼儿除以适龄人口"),
        ]

    def test_it_says_the_same_as_the_list(self, asks, rate):
        (row,) = asks("indicators").json()["data"]
        assert row.items() <= told(asks("indicators/t.rate")).items()

    def test_a_code_that_is_nearly_one_leads_to_it(self, asks, rate):
        assert refused(asks("indicators/t.rats")) == (404, "not_found", "t.rate")

    def test_fields_are_those_asked_for(self, asks, rate):
        assert told(asks("indicators/t.rate", fields="unit,name")) == {
            "unit": "%",
            "name": "毛入园率",
        }
        assert refused(asks("indicators/t.rate", fields="nam")) == (400, "unknown_field", "name")
        assert refused(asks("indicators/t.rate", limit="1"))[1] == "unknown_parameter"


class TestRegion:
    @pytest.fixture
    def tree(self, bureau):
        city = county("530100", "明城市", "云南省明城市")
        type(bureau).objects.filter(pk=city.pk).update(level="prefecture")
        type(bureau).objects.filter(pk=bureau.pk).update(parent=city)
        old = county("530199", "旧禾县", "云南省明城市旧禾县")
        type(bureau).objects.filter(pk=old.pk).update(until=1999)

    def test_it_has_what_lies_above_and_below(self, asks, tree):
        below, above = told(asks("regions/530199")), told(asks("regions/530100"))
        assert (below["name"], below["parent"]) == ("青禾县", "530100")
        assert [row["adcode"] for row in below["ancestors"]] == ["530100"]
        assert [(row["name"], row["until"]) for row in below["former"]] == [("旧禾县", 1999)]
        assert [row["adcode"] for row in above["children"]] == ["530199"]

    def test_a_name_leads_to_its_code(self, asks, bureau):
        answer = asks("regions/青禾县", fields="name")
        assert (answer.status_code, answer["Location"]) == (
            302,
            "/api/v1/regions/530199/?fields=name",
        )

    @pytest.mark.parametrize(
        ("word", "nearest"), [("青木县", "青禾县"), ("530190", "530199"), ("一二三四五六", None)]
    )
    def test_nobody_is_called_that(self, asks, bureau, word, nearest):
        answer = asks(f"regions/{word}")
        assert refused(answer) == (404, "not_found", nearest)
        assert (f"是否指“{nearest}”" in answer.json()["detail"]) == (nearest is not None)


class TestSchool:
    def test_it_leads_to_its_figures(self, client, asks, rate, bureau, school, observed):
        observed(indicator=rate, region=bureau, school=school, year=2024, value=1)
        observed(indicator=rate, region=bureau, year=2024, value=2)
        found = told(asks(f"schools/{school.pk}"))
        assert (found["name"], found["region"]) == ("青禾县第一小学", "530199")
        assert [row["value"] for row in client.get(found["observations"]).json()["data"]] == [1]

    def test_others_and_rumours_are_as_if_not_there(self, county_asks, bureau, other_bureau):
        rumour = School.objects.create(region=bureau, name="传闻")
        other = School.objects.create(region=other_bureau, name="别县", is_confirmed=True)
        answers = [county_asks(f"schools/{pk}") for pk in (rumour.pk, other.pk, 10**17)]
        assert {refused(answer) for answer in answers} == {(404, "not_found", None)}


class TestFramework:
    @pytest.fixture
    def frameworks(self, bureau, other_bureau, pupils):
        for code, own in (("all-1", None), ("mine-1", bureau), ("other-1", other_bureau)):
            framework = Framework.objects.create(code=code, name=code, bureau=own)
            top = FrameworkItem.objects.create(framework=framework, code="1", name="资源")
            facts = {"kind": "measured", "indicator": pupils, "name": "在校生", "parent": top}
            item = FrameworkItem.objects.create(framework=framework, code="1.1", **facts)
            facts = {"since": 2017, "comparator": "at_least", "unit": "人", "doubt": "未核"}
            facts |= {"document": "教督〔2017〕6号", "article": "第五条"}
            Standard.objects.create(item=item, value="4.2", stage="primary", **facts)

    def test_items_stand_in_a_tree_with_their_standards(self, asks, frameworks):
        top, below = told(asks("frameworks/all-1"))["items"]
        assert (top["item"], top["above"], top["level"], top["standards"]) == ("1", None, 0, [])
        assert (below["item"], below["above"], below["level"]) == ("1.1", "1", 1)
        assert below["indicator"] == "t.pupils"
        (standard,) = below["standards"]
        assert (standard["value"], standard["document"], standard["article"]) == (
            4.2,
            "教督〔2017〕6号",
            "第五条",
        )
        assert (standard["is_verified"], standard["doubt"]) == (0, "未核")

    def test_another_countys_own_is_as_if_not_there(self, county_asks, frameworks):
        assert told(county_asks("frameworks/mine-1"))["region"] == "530199"
        answer = county_asks("frameworks/other-1")
        assert refused(answer)[:2] == (404, "not_found")
        assert answer.json()["nearest"] != "other-1"


class TestFigure:
    @pytest.fixture
    def versions(self, rate, bureau, staff):
        """A figure of three versions, the last of which takes it back."""
        facts = {"indicator": rate, "region": bureau, "year": 2024}
        one = published(Observation, by=staff, value=1, origin="submission", **facts)
        two = published(
            Observation, by=staff, value=2, origin="entry", supersedes=one, reason="核对", **facts
        )
        withdraw([two], by=staff, reason="重复")
        return one

    def test_it_has_all_its_versions(self, asks, versions):
        found = told(asks(f"observations/{versions.pk}"))
        assert (found["id"], found["deleted"], found["release"]) == (versions.pk, 1, 3)
        shown = [(v["release"], v["value"], v["deleted"]) for v in found["versions"]]
        assert shown == [(1, 1.0, 0), (2, 2.0, 0), (3, 2.0, 1)]
        assert [v["origin"] for v in found["versions"]][:2] == ["submission", "entry"]
        assert found["evidence"] == []

    def test_as_of_a_release_it_is_what_it_was(self, asks, versions):
        found = told(asks(f"observations/{versions.pk}", as_of=2))
        assert (found["value"], found["origin"], len(found["versions"])) == (2.0, "entry", 2)
        early = asks(f"observations/{versions.pk}", as_of=0)
        assert refused(early)[:2] == (404, "not_found")
        assert refused(asks(f"observations/{versions.pk}", as_of=9))[:2] == (404, "not_found")

    def test_the_number_of_a_later_version_is_no_address(self, asks, versions):
        later = Observation.objects.exclude(pk=versions.pk).first()
        assert asks(f"observations/{later.pk}").status_code == 404

    def test_another_countys_is_as_if_not_there(self, county_asks, rate, other_bureau, observed):
        made = observed(indicator=rate, region=other_bureau, year=2024, value=1)
        there = county_asks(f"observations/{made.pk}").content.decode()
        nowhere = county_asks("observations/999999").content.decode()
        assert there == nowhere.replace("999999", str(made.pk))

    def test_a_target_has_versions_too(self, asks, rate, bureau, staff):
        made = published(
            Target, by=staff, indicator=rate, region=bureau, year=2025, value=9, origin="entry"
        )
        (version,) = told(asks(f"targets/{made.pk}"))["versions"]
        assert (version["value"], version["origin"]) == (9.0, "entry")


class TestCopies:
    def test_unchanged_things_are_answered_304(self, asks, rate, bureau, observed):
        made = observed(indicator=rate, region=bureau, year=2024, value=1)
        for path in ("indicators/t.rate", f"observations/{made.pk}", "regions/530199"):
            first = asks(path)
            assert first["Cache-Control"] == "private, no-cache"
            assert "Authorization" in first["Vary"]
            assert "Last-Modified" in first
            again = asks(path, headers={"If-None-Match": first["ETag"]})
            assert (again.status_code, again.content) == (304, b"")

    def test_a_correction_gives_another_tag(self, asks, rate, bureau, observed, staff):
        made = observed(indicator=rate, region=bureau, year=2024, value=1)
        tag = asks(f"observations/{made.pk}")["ETag"]
        facts = {name: getattr(made, name) for name in Observation.SUBJECT}
        release([Observation(**facts, value=2, supersedes=made, reason="核对")], by=staff)
        answer = asks(f"observations/{made.pk}", headers={"If-None-Match": tag})
        assert told(answer)["value"] == 2.0

    def test_heads_have_no_body(self, client, rate):
        answer = client.head("/api/v1/indicators/t.rate/")
        assert (answer.status_code, answer.content) == (200, b"")
        assert client.head("/api/v1/indicators/nothing/").status_code == 404

    def test_a_thing_cannot_be_written_at_its_address(self, client, rate):
        answer = client.post("/api/v1/indicators/t.rate/")
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")

    def test_no_address_ends_in_what_databases_refuse(self, client, db):
        for word in ("indicators/%00", "observations/99999999999999999999", "regions/%00"):
            assert client.get(f"/api/v1/{word}/").status_code == 404


def test_indicators_that_were_merged_say_into_which(asks, rate, pupils):
    Indicator.objects.filter(pk=rate.pk).update(merged_into=pupils)
    assert told(asks("indicators/t.rate", fields="merged_into")) == {"merged_into": "t.pupils"}

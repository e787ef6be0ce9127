"""Names of documents enter, ranked indicators of the catalogue leave."""

from datetime import UTC, datetime

import pytest

from indicators.matching import Entry, Ranker
from indicators.models import Indicator, IndicatorAlias
from plans.catalogue import Catalogue

ENTRIES = (
    Entry("gross", "学前三年毛入园率", "%", ("毛入园率",)),
    Entry("public", "公办园在园幼儿占比", "%"),
    Entry("stay", "九年义务教育巩固率", "%", ("巩固率",)),
    Entry("gardens", "幼儿园数", "所"),
)


@pytest.mark.parametrize(
    ("name", "unit", "first"),
    [
        ("农村学前三年毛入园率", "%", "gross"),
        ("义务教育阶段巩固率", "%", "stay"),
        ("公办园幼儿占比", "%", "public"),
        ("公办幼儿园数", "所", "gardens"),
        ("公办幼儿园数", "个", "gardens"),
    ],
)
def test_the_nearest_name_of_a_fitting_unit_comes_first(name, unit, first):
    assert Ranker(ENTRIES).rank(name, unit)[0].entry.key == first


@pytest.mark.parametrize(("name", "unit"), [("", "%"), ("校车数", "辆"), ("覆盖率", "%")])
def test_far_names_are_no_suggestions(name, unit):
    assert Ranker(ENTRIES).rank(name, unit) == []


def test_an_entry_is_suggested_once_by_its_nearest_name():
    found = Ranker(ENTRIES).rank("毛入园率", "%")
    assert [likely.entry.key for likely in found].count("gross") == 1
    assert found[0].name == "毛入园率"


@pytest.fixture
def gross(db):
    return Indicator.objects.create(code="g3", name="学前三年毛入园率", unit="%")


@pytest.fixture
def learned(gross, bureau, staff):
    """The bureau calls another indicator by a name like that of the first."""
    other = Indicator.objects.create(code="g1", name="学前一年毛入园率", unit="%")
    IndicatorAlias.objects.create(
        indicator=other,
        name="毛入园（班）率",
        bureau=bureau,
        learned_by=staff,
        learned_at=datetime(2025, 3, 1, tzinfo=UTC),
    )
    return other


def test_what_a_person_chose_once_comes_first(learned, gross, bureau):
    found = Catalogue(bureau).suggest("毛入园（班）率", "%")
    assert found[0].indicator == learned
    assert found[0].why == "本局选定过"
    assert Catalogue(bureau).match("毛入园（班）率", "%") == learned


def test_what_one_bureau_learned_serves_no_other(learned, other_bureau):
    assert Catalogue(other_bureau).match("毛入园（班）率", "%") is None


def test_a_learned_name_does_not_serve_another_unit(learned, bureau):
    assert Catalogue(bureau).match("毛入园（班）率", "人") is None
    assert Catalogue(bureau).suggest("毛入园（班）率", "人") == []


def test_suggestions_take_no_more_queries_for_more_names(
    learned, bureau, django_assert_num_queries
):
    with django_assert_num_queries(3):
        catalogue = Catalogue(bureau)
        for name in ("毛入园率", "学前三年毛入园率", "巩固率"):
            catalogue.suggest(name, "%")

"""Regions by code, by full and short name, by year, and in running text."""

import tracemalloc
from pathlib import Path

import pytest

from plans.extraction.gazetteer import Gazetteer
from plans.extraction.place_names import short_names

REGIONS = Path(__file__).parents[2] / "fixtures" / "regions"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(REGIONS)


@pytest.mark.parametrize(
    ("adcode", "year", "full_name"),
    [
        ("620500", None, "甘肃省天水市"),
        ("310117", None, "上海市松江区"),
        ("420505", 2012, "湖北省宜昌市猇亭区"),
        ("420506", 2020, "湖北省宜昌市夷陵区"),
        ("452123", 1999, "广西壮族自治区南宁地区宾阳县"),
        ("420600", 2009, "湖北省襄樊市"),
        ("420600", 2011, "湖北省襄阳市"),
        ("341400", 2008, "安徽省巢湖市"),
    ],
)
def test_code_has_the_name_of_its_year(
    gazetteer: Gazetteer, adcode: str, year: int | None, full_name: str
) -> None:
    place = gazetteer.get(adcode, year)
    assert place is not None
    assert gazetteer.full_name(place, year) == full_name


@pytest.mark.parametrize(
    ("name", "year", "adcode"),
    [
        ("金寨县", None, "341524"),
        ("金寨", None, "341524"),
        ("安徽省六安市金寨县", None, "341524"),
        ("三都水族自治县", None, "522732"),
        ("黔南州三都县", None, "522732"),
        ("宁夏", None, "640000"),
        ("内蒙古", None, "150000"),
        ("海南", None, "460000"),
        ("海南州", None, "632500"),
        ("吉林", None, "220000"),
        ("吉林市", None, "220200"),
        ("恩施州巴东县", None, "422823"),
        ("莫力达瓦旗", None, "150722"),
        ("广东省广州市番禺区", None, "440113"),
        ("番禺市", 1998, "440181"),
        ("乳山市", None, "371083"),
        ("乳山市", 1994, "379024"),
        ("南汇区", 2005, "310119"),
        ("南汇县", 1995, "310225"),
        ("宾阳县", 2012, "450126"),
        ("宾阳县", 1995, "452123"),
        ("思茅市", 2005, "530800"),
        ("思茅市", 1998, "532701"),
        ("朝阳区", None, None),
        ("鼓楼区", None, None),
        ("江苏省鼓楼区", None, None),
        ("南京市鼓楼区", None, "320106"),
        ("北京市朝阳区", None, "110105"),
        ("长春市朝阳区", None, "220104"),
        ("不存在县", None, None),
        ("", None, None),
    ],
)
def test_name_means_one_region_or_none(
    gazetteer: Gazetteer, name: str, year: int | None, adcode: str | None
) -> None:
    place = gazetteer.resolve(name, year)
    assert (place.adcode if place else None) == adcode


def test_context_decides_between_namesakes(gazetteer: Gazetteer) -> None:
    place = gazetteer.resolve("鼓楼区", within="410200")
    assert place is not None
    assert gazetteer.full_name(place) == "河南省开封市鼓楼区"


@pytest.mark.parametrize(
    ("name", "since", "until", "successors"),
    [
        ("南汇区", 2001, 2009, ("310115",)),
        ("宜昌县", 1992, 2001, ("420506",)),
        ("浦东新区", 1992, None, ()),
        ("猇亭区", 1995, None, ()),
    ],
)
def test_years_of_a_region(
    gazetteer: Gazetteer,
    name: str,
    since: int | None,
    until: int | None,
    successors: tuple[str, ...],
) -> None:
    newest = max(gazetteer.named(name), key=lambda p: p.until or 9999)
    assert (newest.since, newest.until, newest.successors) == (since, until, successors)


def test_older_code_of_todays_region(gazetteer: Gazetteer) -> None:
    place = gazetteer.as_of("520524", 2008)
    assert place is not None
    assert (place.adcode, place.name) == ("522425", "织金县")


def test_no_region_lies_in_itself(gazetteer: Gazetteer) -> None:
    assert not [p for p in gazetteer.places if p.adcode == p.parent]
    for place in gazetteer.places:
        above = [p.adcode for p in gazetteer.ancestors(place, place.until)]
        assert place.adcode not in above
        assert len(above) < 3


def test_every_parent_exists_and_codes_are_unique_today(gazetteer: Gazetteer) -> None:
    present = [p for p in gazetteer.places if p.until is None]
    assert len({p.adcode for p in present}) == len(present)
    assert all(p.parent is None or gazetteer.get(p.parent) for p in gazetteer.places)
    assert len([p for p in present if p.level == "county"]) == 2847


@pytest.mark.parametrize(
    ("name", "level", "shorter"),
    [
        ("三都水族自治县", "county", ("三都县", "三都")),
        ("黔南布依族苗族自治州", "prefecture", ("黔南州", "黔南")),
        ("东乡族自治县", "county", ("东乡县", "东乡")),
        ("管城回族区", "county", ("管城区", "管城")),
        ("内蒙古自治区", "province", ("内蒙古", "内蒙")),
        ("萧县", "county", ()),
        ("神农架林区", "county", ("神农架",)),
        ("万柏林区", "county", ("万柏林",)),
        ("阿坝藏族羌族自治州", "prefecture", ("阿坝州", "阿坝")),
    ],
)
def test_short_names(name: str, level: str, shorter: tuple[str, ...]) -> None:
    assert short_names(name, level) == shorter


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("安徽省六安市金寨县教育局", ["安徽省", "六安市", "金寨县"]),
        ("赴上海南汇区考察", ["上海", "南汇区"]),
        ("省、市和县级财政", []),
        ("要提高县域教育水平", []),
        ("西南山区学校", []),
        ("加强合作，资源共享", []),
        ("规范合作市场，新建县级幼儿园", []),
        ("各旗县（市区）", []),
        ("新建县2010年教育工作", ["新建县"]),
        ("海淀教育改革", ["海淀"]),
        ("长安镇中心小学", []),
        ("比如教育经费不足", []),
        ("完成县一中搬迁", []),
        ("成县一中搬迁", ["成县"]),
        ("甘肃省成县一中", ["甘肃省", "成县"]),
        ("全州教育系统", []),
        ("大力发展教育，振兴乡村", []),
        ("平和教育局工作要点", ["平和"]),
        ("平和县教育局", ["平和县"]),
        ("到四川、西藏招生", ["四川", "西藏"]),
    ],
)
def test_mentions_in_running_text(gazetteer: Gazetteer, text: str, names: list[str]) -> None:
    mentions = list(gazetteer.mentions(text))
    assert [m.name for m in mentions] == names
    assert all(text[m.start : m.end] == m.name for m in mentions)


def test_an_ambiguous_mention_keeps_all_its_candidates(gazetteer: Gazetteer) -> None:
    (mention,) = gazetteer.mentions("朝阳区教育局")
    assert {"110105", "220104"} <= {p.adcode for p in mention.candidates}


def test_towns_of_a_county_and_counties_of_a_town(gazetteer: Gazetteer) -> None:
    towns = {t.name: t for t in gazetteer.towns("341524")}
    assert towns["梅山镇"].adcode == "341524100"
    assert gazetteer.get("341524100") == towns["梅山镇"]
    assert "341524" in gazetteer.counties_of_town("梅山镇")
    assert gazetteer.counties_of_town("虎门镇") == ("441900",)


def test_loading_is_small() -> None:
    tracemalloc.start()
    loaded = Gazetteer.load(REGIONS)
    loaded.counties_of_town("梅山镇")
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert size < 40_000_000

"""Names as documents write them enter, entries of the starter catalogue leave."""

import json
from pathlib import Path

import pytest

from indicators.matching import Entry, Matcher, match

CATALOGUE = Path(__file__).parents[2] / "fixtures" / "indicators.json"
RATE = Entry("rate", "学前三年毛入园率", "%", ("学前教育毛入园率", "毛入园率"))
GRANT = Entry("grant", "国家助学金", "元", ())
SCHOOLS = Entry("schools", "中等职业学校数", "所", ("中职学校数",))
ENTRIES = (RATE, GRANT, SCHOOLS)


@pytest.mark.parametrize(
    ("name", "unit", "key"),
    [
        ("学前三年毛入园率", "%", "rate"),
        ("学前三年 毛入园率", "％", "rate"),
        ("“毛入园率”", "%", "rate"),
        ("学前三年毛入园率", "百分点", "rate"),
        ("中职学校总数", "个", "schools"),
        ("中等职业学校数", "家", "schools"),
        ("国家助学金", "元", "grant"),
    ],
)
def test_same_name_in_other_writing_matches(name: str, unit: str, key: str) -> None:
    found = match(name, unit, ENTRIES)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("学前三年毛入园率", "人"),
        ("学前三年入园", "%"),
        ("农村学前三年毛入园率", "%"),
        ("国家助学金标准", "元"),
        ("", "%"),
    ],
)
def test_other_unit_or_merely_similar_name_does_not_match(name: str, unit: str) -> None:
    assert match(name, unit, ENTRIES) is None


def test_name_that_two_entries_claim_matches_neither() -> None:
    twins = (Entry(1, "巩固率", "%"), Entry(2, "小学巩固率", "%", ("巩固率",)))
    assert match("巩固率", "%", twins) is None
    assert Matcher(twins).match("小学巩固率", "%") == twins[1]


def catalogue() -> list[dict]:
    return json.loads(CATALOGUE.read_text(encoding="utf-8"))


def test_catalogue_is_complete_and_well_formed() -> None:
    entries = catalogue()
    assert len(entries) >= 150
    assert len({e["code"] for e in entries}) == len({e["name"] for e in entries}) == len(entries)
    for entry in entries:
        assert entry["stage"] in (
            None, "preschool", "primary", "lower_secondary", "upper_secondary",
            "vocational", "special",
        )  # fmt: skip
        assert entry["direction"] in ("higher", "lower", "neutral")
        assert entry["kind"] in ("number", "rate", "ratio", "amount", "area")
        assert entry["definition"]
        assert (entry["kind"] == "rate") == (entry["unit"] == "%"), entry["code"]
        assert (entry["kind"] == "amount") == (entry["unit"] == "元"), entry["code"]


def test_every_name_of_the_catalogue_leads_back_to_its_entry() -> None:
    entries = catalogue()
    matcher = Matcher(Entry(e["code"], e["name"], e["unit"], tuple(e["aliases"])) for e in entries)
    lost = [
        (name, entry["code"])
        for entry in entries
        for name in (entry["name"], *entry["aliases"])
        if (found := matcher.match(name, entry["unit"])) is None or found.key != entry["code"]
    ]
    assert not lost


@pytest.mark.parametrize(
    ("name", "unit", "code"),
    [
        ("小学适龄儿童入学率", "%", "pri.enrolment"),
        ("初中阶段毛入学率", "%", "low.gross_enrolment"),
        ("九年义务教育巩固率", "%", "comp.retention"),
        ("新建公办园数", "个", "pre.new_public"),
        ("新招聘教师人数", "人", "tea.recruited"),
        ("中职招生总数", "名", "voc.new_pupils"),
        ("改造危房面积", "平米", "bui.dangerous"),
        ("小学生均公用经费标准", "元", "pri.public_funds"),
        ("公办幼儿园在园幼儿占比", "%", "pre.public_share"),
    ],
)
def test_names_of_plans_find_their_indicator(name: str, unit: str, code: str) -> None:
    matcher = Matcher(
        Entry(e["code"], e["name"], e["unit"], tuple(e["aliases"])) for e in catalogue()
    )
    found = matcher.match(name, unit)
    assert found is not None
    assert found.key == code


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("新增公办学位数", "个"),  # of kindergartens as well
        ("校车安全事故数", "起"),  # a part of all accidents
        ("安全责任事故数", "起"),  # of anybody
        ("新增标准化学校数", "所"),  # a year's gain, not the stock
        ("省级标准化学校数", "所"),  # of one grade
        ("学业水平考试合格率", "%"),  # lower secondary has one too
        ("社会培训人次", "人次"),  # any training, not of skills
    ],
)
def test_a_name_wider_or_narrower_than_an_indicator_is_left_to_a_person(name, unit) -> None:
    entries = json.loads(CATALOGUE.read_text(encoding="utf-8"))
    catalogue = Matcher(
        Entry(e["code"], e["name"], e["unit"], tuple(e["aliases"])) for e in entries
    )
    assert catalogue.match(name, unit) is None

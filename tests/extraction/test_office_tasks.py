"""Sentences in which an office is the mere subject of what it has to do, and what is none."""

import pytest

from plans.extraction.duties import find_duties
from plans.extraction.outline import read_outline
from plans.extraction.schema import Article, Header, Kind
from plans.extraction.text import Text


def units(value: str, kind: Kind = "plan") -> list[list[str]]:
    text = Text.of(value)
    article = Article((0, len(value)), "", text, read_outline(text, ()))
    header = Header("", kind, 2019, None, None, "county", None, None, None, True)
    return [list(duty.units) for duty in find_duties(article, header)]


TOLD = [
    # what it must do
    ("学前股要逐园核对收费，不留死角。", [["学前股"]]),
    ("电教馆必须把设备清单摸准。", [["电教馆"]]),
    ("补录名额怎么分，招生办要拿出办法。", [["招生办"]]),
    ("宣传股和县融媒体中心要一镇一镇跑到位。", [["宣传股", "县融媒体中心"]]),
    ("团委、德育处务必管好社团经费。", [["团委", "德育处"]]),
    ("后勤处要担起责任，把热水供好。", [["后勤处"]]),
    ("资助中心要建好台账。", [["资助中心"]]),
    # till when
    ("欠账先清一半，审计股5月底前结清。", [["审计股"]]),
    ("项目办十月中旬交图纸。", [["项目办"]]),
    ("法规科6月20日前提出清理意见。", [["法规科"]]),
    ("信息中心年底前完成并网。", [["信息中心"]]),
    ("装备站9月底之前调齐课桌。", [["装备站"]]),
    ("放假后基建办要逐楼验收。", [["基建办"]]),
    # how
    ("补员的事，人秘股具体办，6月定编。", [["人秘股"]]),
    ("纪检室全程跟进，发现一起处理一起。", [["纪检室"]]),
    ("民管科逐园销号。", [["民管科"]]),
    ("这件事成教股和各镇人民政府一起抓。", [["成教股", "各镇人民政府"]]),
    ("督查室对照清单逐项过关。", [["督查室"]]),
    ("考务股按月通报。", [["考务股"]]),
    ("保卫科不定期抽查宿舍。", [["保卫科"]]),
]
NOT_TOLD = [
    "据人事股要求，各校如期报表。",
    "办公室要件齐全，阅览室要点明确。",
    "教研室要把心思用在课堂上，政教处要密切配合。",
    "县教科室逐校听了课，安全股6月已排查一遍。",
    "图书室定期开放的学校占八成，体育馆逐步开放。",
    "人事股和教研室一起完成了摸底，两个股室共同的看法是稳。",
    "（县教育局办公室2019年4月2日印发）",
    "各学校要逐班登记，各科室要转变作风。",
    "教室要明亮，厕所要干净，每所要配齐灯具。",
    "这笔账要算清楚，特殊困难的个案专门处理要慎重。",
]


@pytest.mark.parametrize(("value", "expected"), TOLD)
def test_an_office_is_told_to_act(value: str, expected: list[list[str]]) -> None:
    assert units(value) == expected
    assert units(value, "speech") == expected


@pytest.mark.parametrize("value", NOT_TOLD)
def test_no_office_is_told_to_act(value: str) -> None:
    assert units(value) == []


def test_a_report_tells_offices_what_to_do_where_it_looks_ahead() -> None:
    past = "一、主要工作\n督查室逐校通报，装备站5月底前调齐课桌。\n"
    assert units(past, "report") == []
    assert units(past + "二、下一步打算\n基建办8月底前交房。", "report") == [["基建办"]]


def test_hostile_text_stays_linear() -> None:
    for piece in ("股要", "科逐", "办按", "室对照", "处5月"):
        units(piece * 20_000)


@pytest.mark.parametrize(
    ("kind", "expected"), [("speech", [["教体局"], ["城东街道", "住建部门"]]), ("plan", [])]
)
def test_a_speaker_calls_on_bureaus(kind: Kind, expected: list[list[str]]) -> None:
    value = "教体局要重新核算。城东街道和住建部门要到现场解决。工作组要求各校整改。"
    assert units(value, kind) == expected

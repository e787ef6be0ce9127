"""Years and regions that no title says: what is inferred from the text, and what is not."""

import pytest

from plans.extraction import Gazetteer
from tests.extraction.test_header import ROOT, header_of


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(ROOT / "fixtures" / "regions")


NEIGHBOURS = [
    # a speaker of 全市 who names many of its counties speaks for what holds them
    (
        "在全市学前教育推进会上的讲话",
        "全市各县要对标。永康市、兰溪两市走在前面，磐安、武义、浦江进度偏慢，永康要带头，东阳要赶上。",
        "浙江省金华市",
    ),
    (
        "在全市校园安全会上的讲话",
        "全市学校要排查。我市永康五金校园有特色，永康市各中小学、永康市各幼儿园要落实，去武义看了。",
        "浙江省金华市永康市",
    ),
]


@pytest.mark.parametrize(("heading", "text", "region"), NEIGHBOURS)
def test_who_names_neighbours_alike_speaks_for_them_all(
    gazetteer: Gazetteer, heading: str, text: str, region: str
) -> None:
    assert header_of(gazetteer, heading, text).region == region


INFERRED = [
    # a plan that names one year, and that in passing
    ("教师培训工作安排", "各县要制定培训规划。\n2016年“送教下乡”项目重点加强乡村教师研修。", 2016),
    # what is drawn up now is for the year to come
    ("下半年招生工作安排", "编制2012年高中阶段招生计划。\n初步规划2012年义务教育招生工作。", 2011),
    # an anniversary says so where the page masks its years
    ("市教育大会讲话", "改革开放40年来，特别是20__年后发展很快。\n20__年，入学率达99%。", 2018),
    # a report tells of no year behind its date, however often it plans for it
    (
        "普及义务教育迎检自查报告",
        "（二〇一一年九月五日）\n我县现有小学40所。2012年秋季开学前撤点5个，2012年6月底完工。",
        2011,
    ),
    (
        "关于规范办学的自查情况汇报",
        "全县自查了60所学校。力争2016年8月完成整改，2016年再建3所，2016年底达标。\n2015年11月3日",
        2015,
    ),
    ("关于校舍情况的汇报", "2013年建成6所。2013年8月投用。2014年再建。\n2014年1月9日", 2013),
    # but round talk of decades does not
    ("市教育大会讲话", "改革开放40多年来，特别是20__年后发展很快。\n20__年，入学率达99%。", None),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "text", "year"), INFERRED)
def test_year_that_is_only_inferred(
    gazetteer: Gazetteer, heading: str, text: str, year: int | None
) -> None:
    assert header_of(gazetteer, heading, text).year == year

"""Headers of documents from many provinces, kinds and years: openings written for the project."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from plans.extraction.gazetteer import Gazetteer
from plans.extraction.header import read_header
from plans.extraction.schema import Article, Header
from plans.extraction.text import Text
from tests.growth import is_linear

ROOT = Path(__file__).parents[2]
SPECIMENS = Path(__file__).with_name("header_specimens.txt")


@dataclass(frozen=True)
class Specimen:
    """A page (heading line, then text) and the header that a careful reader expects of it."""

    name: str
    expected: tuple[str | None, ...]
    education: bool
    heading: str
    text: str


def read_specimens(path: Path) -> list[Specimen]:
    """Blocks: ``### name``, expected values (``-``: none, ``no``: no education), heading, text."""
    specimens = []
    for block in path.read_text("utf-8").split("### ")[1:]:
        name, values, heading, text = block.split("\n", 3)
        kind, year, adcode, level, number, *rest = values.split()
        expected = tuple(None if v == "-" else v for v in (kind, year, adcode, level, number))
        specimens.append(Specimen(name, expected, rest != ["no"], heading, text.strip()))
    return specimens


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(ROOT / "fixtures" / "regions")


def header_of(
    gazetteer: Gazetteer,
    heading: str,
    text: str,
    default_year: int | None = None,
    *,
    front: str = "",
    distinct: bool = False,
) -> Header:
    value = text if text.startswith(heading) else f"{heading}\n{text}"
    article = Article((0, len(value)), heading, Text.of(value), (), front, distinct)
    return read_header(article, gazetteer, default_year)


@pytest.mark.parametrize("specimen", read_specimens(SPECIMENS), ids=lambda s: s.name)
def test_header(gazetteer: Gazetteer, specimen: Specimen) -> None:
    header = header_of(gazetteer, specimen.heading, specimen.text)
    year = str(header.year) if header.year else None
    found = (header.kind, year, header.adcode, header.level, header.doc_number)
    if specimen.education:
        assert found == specimen.expected
    assert header.education == specimen.education


@pytest.mark.parametrize(
    ("opening", "year"),
    [
        ("按县里通知，我校对2010年度工作进行了自评，结果报告如下。", 2010),
        ("督导组来校前，学校将2009年的办学工作做了回顾，现汇报如下。", 2009),
        ("我镇就2010年教育经费使用情况作如下汇报。", 2010),
        ("学校对2008年以来的工作进行了自查，现汇报如下。", 2011),
    ],
)
def test_a_report_says_which_year_it_looks_back_on(
    gazetteer: Gazetteer, opening: str, year: int
) -> None:
    heading = "柳河中心校工作自查报告"
    text = f"{opening}\n在校学生820人，教师61人。\n柳河中心校\n2011年4月9日"
    assert header_of(gazetteer, heading, text).year == year


def test_default_year_serves_this_year_and_is_reported(gazetteer: Gazetteer) -> None:
    heading, text = "教育局工作要点", "今年，我县要新建两所小学，招聘教师三十名。"
    assert header_of(gazetteer, heading, text).year is None
    header = header_of(gazetteer, heading, text, default_year=2024)
    assert header.year == 2024
    assert any("2024" in p.message for p in header.problems)


def test_default_year_does_not_fill_a_masked_year(gazetteer: Gazetteer) -> None:
    header = header_of(gazetteer, "教育局工作要点", "20xx年，今年我县要新建小学。", 2024)
    assert header.year is None
    assert any("遮盖" in p.message for p in header.problems)


@pytest.mark.parametrize(
    ("heading", "text", "title"),
    [
        (
            "篇2：教育工作计划",
            "昌黎县2011年教育工作安排\n我县要办好学校。",
            "昌黎县2011年教育工作安排",
        ),
        ("第3篇：教育局工作总结范文", "一、主要成绩\n全县学校面貌一新。", "教育局工作总结"),
        ("县教育局工作计划（精选9篇）", "全县教育工作要抓好教师。", "县教育局工作计划"),
        (
            "大姚县教育局文件",
            "关于印发《大姚县2009年\n教育工作要点》的通知\n各学校：\n请认真执行。",
            "关于印发《大姚县2009年教育工作要点》的通知",
        ),
        ("2012年教育工作要点", "附：工作日程安排\n抓好学校管理。", "2012年教育工作要点"),
    ],
)
def test_title_is_the_most_telling_line(
    gazetteer: Gazetteer, heading: str, text: str, title: str
) -> None:
    assert header_of(gazetteer, heading, text).title == title


@pytest.mark.parametrize(
    ("heading", "text", "region", "issuer"),
    [
        (
            "大姚县教育局2009年工作要点",
            "全县学校要抓好教师队伍。",
            "云南省楚雄彝族自治州大姚县",
            "大姚县教育局",
        ),
        (
            "三都县教育和科技局2015年计划",
            "我县学校要抓好教师。",
            "贵州省黔南布依族苗族自治州三都水族自治县",
            "三都水族自治县教育和科技局",
        ),
        (
            "2008年教育工作计划",
            "全县学校要抓好教师。\n襄阳区教育局",
            "湖北省襄樊市襄阳区",
            "襄阳区教育局",
        ),
        ("教育部2010年工作要点", "各省、自治区、直辖市教育厅：\n办好学校。", "全国", "教育部"),
        ("虎门镇2013年教育工作计划", "我镇学校要抓好教师。", "广东省东莞市虎门镇", None),
        ("教育工作计划", "我县学校要抓好教师。", None, None),
    ],
)
def test_region_and_issuer(
    gazetteer: Gazetteer, heading: str, text: str, region: str | None, issuer: str | None
) -> None:
    header = header_of(gazetteer, heading, text)
    assert (header.region, header.issuer) == (region, issuer)


@pytest.mark.parametrize(
    ("heading", "school"),
    [
        ("桐庐县春江小学2012年工作计划", "桐庐县春江小学"),
        ("第二实验幼儿园保教工作总结", "第二实验幼儿园"),
        ("2012年学校安全工作计划", None),
        ("桐庐县中小学德育工作意见", None),
        ("农村小学教学管理办法", None),
        ("横村镇中心学校2012年工作计划", None),
        ("民办幼儿园管理办法", None),
    ],
)
def test_school_is_one_school_or_none(
    gazetteer: Gazetteer, heading: str, school: str | None
) -> None:
    assert header_of(gazetteer, heading, "加强教师和学生管理。").school == school


def test_unknown_and_inferred_regions_are_reported(gazetteer: Gazetteer) -> None:
    unknown = header_of(gazetteer, "教育工作计划", "我县学校要抓好教师。")
    assert any("所属地区" in p.message for p in unknown.problems)
    text = "落实《大姚县教师管理办法》，我县学校要抓好教师。"
    inferred = header_of(gazetteer, "教育工作计划", text)
    assert inferred.adcode == "532326"
    assert any("推断" in p.message for p in inferred.problems)


def test_a_zone_without_code_says_so(gazetteer: Gazetteer) -> None:
    text = "各中小学：\n全区学校要抓好教师。"
    header = header_of(gazetteer, "柳州市柳东新区社会事业局2018年教育工作要点", text)
    assert (header.adcode, header.level) == ("450200", "county")
    assert any("没有行政区划代码" in p.message for p in header.problems)


@pytest.mark.parametrize("text", ["", "\n", "。", "《" * 3000, "1" * 5000, "县" * 5000])
def test_any_text_has_a_header(gazetteer: Gazetteer, text: str) -> None:
    article = Article((0, len(text)), text.split("\n")[0], Text.of(text), ())
    header = read_header(article, gazetteer, None)
    assert header.adcode is None
    assert not header.education


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "同志们：\n今天我们召开全县教育工作会议，我讲三点意见。\n"
            "一、认清形势\n我们要振奋精神，办好学校。谢谢大家。",
            "speech",
        ),
        (
            "一、工作开展情况\n完成了三所学校的改造，招聘了教师四十名，取得了好成绩。\n"
            "二、存在的问题\n教师结构老化。",
            "report",
        ),
        (
            "各县区要认真组织教师报名。各地要落实经费。各校要做好安排。\n"
            "附件1\n培训名额分配\n附件2\n报名表",
            "notice",
        ),
        (
            "近日，全县教师技能大赛在县一中举行，二十名教师参加比赛。\n据悉，大赛每年举办一次。",
            "news",
        ),
        (
            "关键词：教师；流动\n一、问题与原因\n本文认为，教师流动应当有制度保障。",
            "article",
        ),
        (
            "三月\n1.召开教研会\n四月\n1.举行公开课\n五月\n1.检查教案\n加强备课，做好考试。",
            "plan",
        ),
    ],
)
@pytest.mark.parametrize("heading", ["篇3：教育局工作计划", "第2篇：学校工作总结范文"])
def test_body_outweighs_the_heading_of_a_collection(
    gazetteer: Gazetteer, heading: str, text: str, kind: str
) -> None:
    assert header_of(gazetteer, heading, text).kind == kind


SILENT = "全县教育系统要抓好教师队伍，提高学校质量。\n一、加强管理\n各学校要落实责任。"


@pytest.mark.parametrize(
    ("front", "number", "issuer", "adcode", "year"),
    [
        (
            "索引号\t0001/2024-12\t发文机关\t昌黎县教育和体育局\n文号\t昌教体〔2024〕5号\t发布日期\t"
            "2024-03-11\n成文日期\t2024-03-01",
            "昌教体〔2024〕5号",
            "昌黎县教育和体育局",
            "130322",
            2024,
        ),
        (
            "索引号：0002发文机关：会同县教育局\n发文字号：会教通〔2023〕18号成文日期：2023年5月6日",
            "会教通〔2023〕18号",
            "会同县教育局",
            "431225",
            2023,
        ),
        (
            "索引号\t文号\t发布机构\t成文日期\nX1\t大教字〔2022〕9号\t大姚县教育体育局\t2022-02-08",
            "大教字〔2022〕9号",
            "大姚县教育体育局",
            "532326",
            2022,
        ),
        ("文号\n昌教〔2020〕2号", "昌教〔2020〕2号", None, None, 2020),
        ("昌黎县人民政府门户网站", None, None, "130322", None),
        # The site's own dates are no work year, a menu names no issuer, others' papers no number.
        ("发布日期：2021-03-01更新时间：2022-05-06", None, None, None, None),
        ("政策解读\n教育局\n关于转发昌教〔2018〕7号文件的通知", None, None, None, None),
    ],
)
def test_page_facts_speak_where_the_document_is_silent(
    gazetteer: Gazetteer,
    front: str,
    number: str | None,
    issuer: str | None,
    adcode: str | None,
    year: int | None,
) -> None:
    header = header_of(gazetteer, "教育系统工作要点", SILENT, front=front)
    if issuer:
        assert header.issuer == issuer
    assert (header.doc_number, header.adcode, header.year) == (number, adcode, year)


def test_a_letterhead_above_the_title_names_the_school(gazetteer: Gazetteer) -> None:
    front = "昌黎县泥井镇柳河小学\n"
    header = header_of(gazetteer, "2019学年第一学期工作计划", "一、现状\n有教师九人。", front=front)
    assert (header.adcode, header.level) == ("130322", "school")
    assert header.school == "昌黎县泥井镇柳河小学"


def test_the_document_outweighs_the_page_facts(gazetteer: Gazetteer) -> None:
    front = "发布机构：昌黎县教育局\n文号：昌教〔2019〕3号成文日期：2019-07-01"
    text = "教基〔2018〕6号\n各省、自治区、直辖市教育厅：\n2018年要加强学校管理，办好学校。"
    header = header_of(gazetteer, "教育部2018年管理工作要点", text, front=front)
    assert (header.doc_number, header.level, header.issuer) == (
        "教基〔2018〕6号",
        "national",
        "教育部",
    )
    assert (header.year, header.adcode) == (2018, None)


@pytest.mark.parametrize(
    ("heading", "text", "issuer"),
    [
        (
            "习水县土城镇2020年教育工作要点",
            "我镇学校要抓好教师。\n土城镇人民政府",
            "土城镇人民政府",
        ),
        ("永兴县教研室2020年工作要点", "抓好教研，下校听课，服务教师。", "永兴县教研室"),
        ("怀安县左卫镇中心校工作总结", "各村小教师工作认真，学生进步。", "左卫镇中心校"),
        ("陇西县教育督导室工作总结", "督导学校，服务教师。", "陇西县教育督导室"),
        ("金寨县教育事业发展和布局调整方案", "我县学校布局要调整，教师要交流。", None),
        ("桐庐县教育文化体育局工作总结", "我县学校教师工作认真。", "桐庐县教育文化体育局"),
        ("桐庐县春江小学工作总结", "我校教师工作认真，学生进步。", "桐庐县春江小学"),
    ],
)
def test_issuer_is_the_office_that_the_text_names(
    gazetteer: Gazetteer, heading: str, text: str, issuer: str | None
) -> None:
    assert header_of(gazetteer, heading, text).issuer == issuer


def test_a_heading_unlike_its_neighbours_names_the_place(gazetteer: Gazetteer) -> None:
    heading, text = "篇2：怀安县左卫镇中心校工作计划", "抓好教师队伍，提高学校质量。"
    alike = header_of(gazetteer, heading, text)
    assert "左卫镇" not in (alike.region or "")
    distinct = header_of(gazetteer, heading, text, distinct=True)
    assert (distinct.adcode, distinct.level) == ("130728", "township")
    assert distinct.region == "河北省张家口市怀安县左卫镇"


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "（",
        "（1",
        "一、",
        "网",
        "县",
        "12所",
        "教\t",
        "教育局",
        "北京市",
        "《",
        "2012年",
        "20xx年",
        "2012-",
        "文号：",
        "〔2012〕1",
        "新中国成立",
        "会议由",
        "，要",
        "、朝阳",
        "组织",
        "一、\n",
        "镇小学",
        "十五",
        "2011—2013年",
        "自2012年启动今年是第",
    ],
)
def test_hostile_repetition_is_read_in_linear_time(gazetteer: Gazetteer, unit: str) -> None:
    def alone(size: int) -> Article:
        return article(unit * (size // len(unit)), "")

    def framed(size: int) -> Article:
        text = unit * (size // len(unit))
        return article(f"教育局计划\n{text}\n县教育局", text)

    def article(text: str, front: str) -> Article:
        return Article((0, len(text)), text.split("\n")[0], Text.of(text), (), front)

    for made in (alone, framed):
        assert is_linear(made, lambda article: read_header(article, gazetteer, None), 30_000)

"""Charts of published figures: no line through a missing year, nothing of other counties."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from django.urls import reverse

from indicators.charting.boxes import boxes
from indicators.charting.ends import end_labels
from indicators.charting.files import DAY
from indicators.charting.fonts import writes_chinese
from indicators.charting.trends import Trend, trend
from indicators.models import Indicator, Observation, School, Target
from tests.figures import published

DAYLIGHT = "static/css/tokens.css"


def test_a_missing_year_breaks_the_line():
    whole = trend(Trend((("2020", 1), ("2021", 2), ("2022", 3)), ("县",), "数"))
    broken = trend(Trend((("2020", 1), ("2021", None), ("2022", 3)), ("县",), "数"))
    assert _steps(whole.svg) == 2
    assert _steps(broken.svg) == 0
    assert broken.rows[1] == ("2021", ("",))


def _steps(picture):
    """Straight pieces of the thick lines of a picture."""
    thick = [tag for tag in picture.split("<path") if 'stroke-width="2.5"' in tag]
    paths = [tag.split(' d="')[1].split('"')[0] for tag in thick]
    return sum(path.count("L") for path in paths)


def test_boxes_tell_the_quartiles():
    values = [Decimal(n) for n in (1, 2, 3, 4)]
    chart = boxes([("2024", "校", value) for value in values], title="数")
    assert chart.rows == (("2024", ("4", "1", "1.75", "2.5", "3.25", "4")),)


def test_colours_of_files_are_those_of_the_day(request):
    tokens = (request.config.rootpath / DAYLIGHT).read_text()
    assert all(f"--{name}: {colour};" in tokens for name, colour in DAY.items())


@pytest.fixture
def pupils(bureau, other_bureau, staff):
    row = Indicator.objects.create(code="pri.pupils", name="小学在校生数", unit="人")
    for region, year, value in (
        (bureau, 2020, 1200), (bureau, 2022, 1234), (other_bureau, 2022, 9876),
    ):  # fmt: skip
        facts = {"indicator": row, "region": region, "year": year, "value": Decimal(value)}
        published(Observation, by=staff, **facts)
    for name, value in (("河湾小学", 300), ("邻山小学", 500)):
        school = School.objects.create(region=bureau, name=name, is_confirmed=True)
        facts = {"indicator": row, "region": bureau, "school": school, "year": 2022}
        published(Observation, by=staff, value=Decimal(value), **facts)
    facts = {"indicator": row, "region": bureau, "year": 2022, "value": Decimal(1300)}
    published(Target, by=staff, **facts)
    return row


@pytest.mark.django_db
def test_page_and_files(client_of, staff, pupils):
    client, where = client_of(staff), reverse("indicator-compare")
    asked = {"indicator": pupils.code}
    page = client.get(where, asked).content.decode()
    assert "各校排列（2022年）" in page and "各校分布" in page
    assert "9,876" not in page and "白石县" not in page
    assert "没有对本局开放" in page
    said = client.get(where, asked | {"chart": "years0", "as": "csv"}).content
    assert said.startswith(b"\xef\xbb\xbf")
    assert said.decode("utf-8-sig").splitlines()[:4] == [
        "项目,云岭省长川市青禾县（人）,目标（人）",
        "2020,1200,无数据",
        "2021,无数据,无数据",
        "2022,1234,1300",
    ]
    ranked = client.get(where, asked | {"chart": "schools", "as": "csv"}).content.decode()
    assert ranked.index("邻山小学") < ranked.index("河湾小学")
    png = client.get(where, asked | {"chart": "years0", "as": "png"})
    if writes_chinese():
        assert png.content.startswith(b"\x89PNG") and png["Content-Type"] == "image/png"
    else:
        assert png.status_code == 404 and "服务器没有中文字体" in png.content.decode()
    svg = client.get(where, asked | {"chart": "years0", "as": "svg"}).content.decode()
    assert "var(" not in svg and DAY["chart-1"] in svg
    assert client.get(where, asked | {"chart": "none", "as": "csv"}).status_code == 404


@pytest.mark.django_db
def test_without_figures_it_says_so(client_of, staff):
    row = Indicator.objects.create(code="pri.none", name="没有数的指标", unit="人")
    page = client_of(staff).get(reverse("indicator-compare"), {"indicator": row.code})
    assert "无数据" in page.content.decode()
    turned = {"indicator": row.code, "first": 2025, "last": 2020}
    assert (
        "起始年不能晚于截止年"
        in client_of(staff).get(reverse("indicator-compare"), turned).content.decode()
    )


def test_few_schools_are_points_and_it_says_so():
    chart = boxes([("2024", f"校{n}", Decimal(n)) for n in range(4)], title="数")
    assert chart.notes == ("2024：不足 5 所学校，画各校的点，不画箱。",)


def test_outliers_are_named_by_the_stated_method():
    # Quartiles of 1, 2, 3, 4, 30 are 2 and 4: beyond 4 + 1.5 × 2 = 7 lies 30 alone.
    chart = boxes([("2024", f"校{n}", Decimal(n)) for n in (1, 2, 3, 4, 30)], title="数")
    assert "线性内插" in chart.notes[0]
    assert chart.notes[1] == "离群值：2024 校30 30。"


def _words(picture):
    """All words of a picture."""
    return re.findall(r"<text[^>]*>([^<]+)</text>", picture)


def test_each_of_several_lines_bears_its_name_at_its_end():
    names = ("云岭省长川市青禾县", "云岭省长川市白石县")
    rows = (("2020", 1, 2), ("2021", 3, 4), ("2022", None, None))
    told = _words(trend(Trend(rows, names, "数")).svg)
    assert "青禾县" in told and "白石县" in told


def test_a_single_line_and_one_that_ended_earlier_bear_no_name():
    alone = _words(trend(Trend((("2020", 1), ("2021", 3)), ("甲校",), "数")).svg)
    assert "甲校" not in alone
    told = _words(trend(Trend((("2020", 1, 2), ("2021", 3, None)), ("甲校", "乙校"), "数")).svg)
    # The legend names both once; the end of the line names the first again.
    assert (told.count("甲校"), told.count("乙校")) == (2, 1)


def test_names_of_lines_that_end_together_do_not_lie_on_each_other():
    names = tuple(f"第{n}小学" for n in range(5))
    rows = [("2020", *[Decimal(n) for n in range(5)]), ("2021", *[Decimal(7)] * 5)]
    layers = end_labels(rows, names, (0, 7), {})
    heights = sorted(layer["mark"]["dy"] for layer in layers)
    assert all(high - low >= 12 for low, high in pairwise(heights))

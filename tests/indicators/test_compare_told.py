"""What a comparison says of itself: what is left out, targets, how new it is, what is ranked."""

import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.models import Edition, Indicator, School, Target
from tests.conftest import county

pytestmark = pytest.mark.django_db

UNPARTED = "目标不分性别、城乡、学段和办别，这张图不画目标。"


def rise(written, many):
    """Counties under the city, each with a value."""
    for number in range(many):
        code = f"5301{number + 10:02}"
        written(county(code, f"第{number}县", f"云岭省长川市第{number}县"), number + 1)


def test_more_lines_than_a_picture_holds_are_a_link_away(look, write, chief):
    rise(write, 6)
    page, charts = look(chief, first=2024, last=2024)
    assert "要看其余的线，请用“每地一张小图”。" in charts["years0"].notes
    link = next(re.finditer(r'<a href="([^"]+)">每地一张小图', page))[1].replace("&amp;", "&")
    assert "layout=each" in link and "first=2024" in link and "indicator=pri.pupils" in link
    page, charts = look(chief, layout="each")
    assert len([name for name in charts if name.startswith("years0-")]) == 6
    assert ">每地一张小图</a>" not in page


def test_few_lines_need_no_link(look, write, chief):
    rise(write, 5)
    page, _ = look(chief)
    assert ">每地一张小图</a>" not in page


def test_several_indicators_have_small_pictures_twelve_at_most(look, write, chief, bureau):
    rise(write, 5)
    names = []
    for number in range(3):
        other = Indicator.objects.create(code=f"o.{number}", name=f"另{number}", unit="人")
        write(bureau, 7, indicator=other)
        names.append(other.code)
    _, charts = look(chief, also=names, layout="each")
    small = [name for name in charts if name.startswith("years")]
    assert small[:3] == ["years0-530110", "years0-530111", "years0-530112"]
    assert len(small) <= 12
    assert any("前 3 个地方，共 5 个：" in words for words in charts[small[0]].notes)


def test_a_target_says_how_it_binds(look, write, bureau, staff):
    write(bureau, 90, Target, comparator="at_least", baseline=Decimal(80))
    write(bureau, 5, Target, comparator="at_most", year=2023)
    _, charts = look(staff)
    chart = charts["years0"]
    assert chart.head[1:] == ("目标不低于", "目标不超过", "目标的基期值")
    assert chart.rows == (("2023", ("", "", "5", "")), ("2024", ("", "90", "", "80")))
    assert "另有目标不低于、目标不超过、目标的基期值。" in chart.label
    assert "带上箭头的短横线是目标不低于，带下箭头的短横线是目标不超过" in chart.notes[0]
    assert "倒三角（画在目标的那一期）是目标的基期值" in chart.notes[0]


def test_a_range_draws_both_bounds(look, write, bureau, staff):
    write(bureau, 10, Target, comparator="between", value_high=Decimal(20))
    _, charts = look(staff)
    assert charts["years0"].head[1:] == ("目标下限", "目标上限")
    assert charts["years0"].rows == (("2024", ("", "10", "20")),)
    assert "目标下限" in charts["years0"].notes[0] and "目标上限" in charts["years0"].notes[0]


def test_a_target_of_change_is_in_the_table_and_not_in_the_picture(look, write, bureau, staff):
    write(bureau, 1000)
    write(bureau, 7, Target, comparator="change")
    _, charts = look(staff)
    chart = charts["years0"]
    assert chart.rows == (("2024", ("1,000", "7")),)
    assert chart.head[1] == "增减目标"
    assert any("不画在图上" in words for words in chart.notes)
    assert not any("没有已发布的目标" in words for words in chart.notes)
    assert 'stroke-width="3"' not in chart.svg


def test_figures_are_told_up_to_their_last_release(look, write, bureau, staff, client_of, row):
    write(bureau, 1)
    write(bureau, 2, year=2023)
    at = datetime(2026, 3, 1, 17, 5, tzinfo=UTC)
    Edition.objects.update(at=at)
    _, charts = look(staff)
    number = Edition.objects.now().release
    said = f"数据截至：2026年3月2日 01:05（第 {number} 次发布）"
    assert all(chart.foot[-1] == said for chart in charts.values())
    asked = {"indicator": row.code, "chart": "years0", "as": "csv"}
    file = client_of(staff).get(reverse("indicator-compare"), asked).content.decode("utf-8-sig")
    assert said in file


def test_without_any_release_no_day_is_said(look, staff):
    Edition.objects.update(release=0, at=None)
    assert look(staff)[1]["years0"].foot[-1] == "数据截至：尚无发布"


def test_another_indicator_may_be_ranked(look, write, bureau, staff):
    other = Indicator.objects.create(code="o.1", name="教师数", unit="人")
    school = School.objects.create(region=bureau, name="河湾小学", is_confirmed=True)
    write(bureau, 5, school=school)
    write(bureau, 6, school=school, indicator=other)
    page, charts = look(staff, also=["o.1"])
    assert charts["schools"].title.startswith("小学在校生数：")
    assert "小学在校生数（正在看）" in page
    link = next(re.finditer(r'<a href="([^"]+)">教师数</a>', page))[1]
    assert "rank=o.1" in link and "also=o.1" in link
    _, charts = look(staff, also=["o.1"], rank="o.1")
    assert charts["schools"].rows == (("河湾小学", ("6",)),)
    assert charts["spread"].title.startswith("教师数：")


def test_a_ranking_beside_a_breakdown_says_that_it_is_of_the_whole(look, write, bureau, staff):
    school = School.objects.create(region=bureau, name="河湾小学", is_confirmed=True)
    write(bureau, 5, school=school)
    write(bureau, 2, school=school, sex="female")
    _, charts = look(staff, by="sex")
    assert charts["schools"].rows == (("河湾小学", ("5",)),)
    for name in ("schools", "spread"):
        assert charts[name].notes[0] == "这张图用的是合计数，没有按性别细分。"


def test_a_chosen_school_is_marked_among_all(look, write, bureau, staff):
    for number in range(3):
        school = School.objects.create(region=bureau, name=f"第{number}小学", is_confirmed=True)
        write(bureau, number + 1, school=school)
    _, charts = look(staff, place=["第1小学", "530199"])
    labels = [label for label, _ in charts["schools"].rows]
    assert labels == ["第2小学", "★ 第1小学（所选）", "第0小学"]
    assert "★ 是所选的学校：第1小学 第 2 位，共 3 所；排在后面的也画出。" in charts["schools"].notes


def test_a_chosen_school_without_a_figure_of_the_last_period_is_told(look, write, bureau, staff):
    for number, year in enumerate((2023, 2024)):
        school = School.objects.create(region=bureau, name=f"第{number}小学", is_confirmed=True)
        write(bureau, 1, school=school, year=year)
    _, charts = look(staff, place=["第0小学"])
    assert charts["schools"].rows == (("第1小学", ("1",)),)
    assert "所选的学校有 1 所这一期没有数，不在排列里。" in charts["schools"].notes


def test_schools_of_one_name_have_bars_of_their_own(look, write, bureau, other_bureau, chief):
    codes = []
    for number, region in enumerate((bureau, other_bureau)):
        school = School.objects.create(region=region, name="中心小学", is_confirmed=True)
        write(region, 2 - number, school=school)
        codes.append(f"school-{school.pk}")
    _, charts = look(chief)
    assert [label for label, _ in charts["schools"].rows] == [
        f"中心小学（青禾县 {codes[0]}）",
        f"中心小学（白石县 {codes[1]}）",
    ]


def test_a_breakdown_speaks_of_targets_only_where_there_are_some(look, write, bureau, staff):
    write(bureau, 4, sex="female")
    _, charts = look(staff, by="sex")
    assert UNPARTED not in charts["years0"].notes
    write(bureau, 9, Target)
    _, charts = look(staff, by="sex")
    assert UNPARTED in charts["years0"].notes


def test_without_chosen_places_only_so_many_regions_are_read(look, write, chief):
    rise(write, 62)
    _, charts = look(chief)
    said = "没有选地方：地区只取前 60 个，共 62 个；要看别的，请在上面选。"
    assert said in charts["years0"].foot and said in charts["regions"].foot
    assert len(charts["regions"].rows) == 60
    _, charts = look(chief, place=["530170", "530171"])
    assert [label for label, _ in charts["regions"].rows] == [
        "云岭省长川市第61县",
        "云岭省长川市第60县",
    ]
    assert said not in charts["years0"].foot


def test_without_chosen_places_schools_of_twelve_regions_are_ranked(look, write, chief):
    for number in range(13):
        region = county(f"5301{number + 10:02}", f"第{number}县", f"云岭省长川市第{number}县")
        school = School.objects.create(region=region, name=f"第{number}小学", is_confirmed=True)
        write(region, number + 1, school=school)
    _, charts = look(chief)
    assert len(charts["schools"].rows) == 12
    assert any("只取前 12 个，共 13 个" in words for words in charts["schools"].foot)
    _, charts = look(chief, place=["530122"])
    assert [label for label, _ in charts["schools"].rows] == ["第12小学"]


def test_schools_of_the_own_county_are_offered_first(look, write, bureau, staff, row):
    school = School.objects.create(region=bureau, name="河湾小学", is_confirmed=True)
    write(bureau, 1, school=school)
    write(bureau, 1)
    write(bureau, 9, Target)
    page, _ = look(staff)
    assert f'place=school-{school.pk}">本地学校</a>' in page

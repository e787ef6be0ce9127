"""What is compared is chosen: places, indicators, kinds of period and parts, in the address."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.models import Indicator, School, Target
from tests.conftest import county

pytestmark = pytest.mark.django_db


def test_chosen_counties_and_the_city_above_are_the_lines(look, write, bureau, other_bureau, chief):
    third = county("530197", "黑水县", "云岭省长川市黑水县")
    for number, region in enumerate((bureau, other_bureau, third, chief.region)):
        write(region, number + 1)
    page, charts = look(chief, place=["白石县", "530100"])
    assert charts["years0"].head == ("云岭省长川市白石县", "云岭省长川市")
    assert charts["years0"].rows == (("2024", ("2", "4")),)
    assert [label for label, _ in charts["regions"].rows] == ["云岭省长川市", "云岭省长川市白石县"]
    assert 'name="place" value="530198" checked' in page
    assert "place=530197&amp;place=530198&amp;place=530199" in page


def test_a_city_is_offered_its_counties(look, write, bureau, other_bureau, chief):
    for region in (bureau, other_bureau, chief.region):
        write(region, 1)
    page, _ = look(chief)
    assert "place=530198&amp;place=530199" in page.split(">下级各地<")[0].split("<a ")[-1]


def test_figures_of_a_county_that_is_chosen_but_not_open_stay_hidden(
    look, write, bureau, other_bureau, staff
):
    write(bureau, 1)
    write(other_bureau, 9876)
    page, charts = look(staff, place=["530198", "530199"])
    assert charts["years0"].rows == (("2024", ("", "1")),)
    assert "9,876" not in page


def test_a_school_of_another_county_cannot_be_chosen(look, write, bureau, other_bureau, staff):
    write(bureau, 1)
    school = School.objects.create(region=other_bureau, name="远方小学", is_confirmed=True)
    for word in ("远方小学", f"school-{school.pk}"):
        page, charts = look(staff, place=[word])
        assert f"没有找到“{word}”" in page
        assert not charts


def test_schools_of_one_name_are_told_apart_by_their_numbers(
    look, write, bureau, other_bureau, chief
):
    one, two = (
        School.objects.create(region=region, name="中心小学", is_confirmed=True)
        for region in (bureau, other_bureau)
    )
    write(bureau, 5, school=one)
    write(other_bureau, 6, school=two)
    page, charts = look(chief, place=["中心小学"])
    assert "不止一个" in page and f"school-{two.pk}（白石县）" in page and not charts
    _, charts = look(chief, place=[f"school-{two.pk}"])
    assert charts["years0"].rows == (("2024", ("6",)),)
    assert charts["schools"].rows == (("★ 中心小学（所选）", ("6",)),)


def test_what_was_chosen_is_kept_where_a_word_is_wrong(look, write, bureau, staff):
    write(bureau, 1)
    page, _ = look(staff, place=["青禾县", "无此地"])
    assert 'value="青禾县" checked' in page


def test_more_than_twelve_places_are_refused(look, write, bureau, staff):
    write(bureau, 1)
    names = [f"第{number}小学" for number in range(13)]
    for name in names:
        School.objects.create(region=bureau, name=name, is_confirmed=True)
    page, charts = look(staff, place=names)
    assert "最多同时比较 12 个地区和学校，现在选了 13 个" in page and not charts


def test_each_place_has_its_targets(look, write, bureau, other_bureau, chief):
    for region, value in ((bureau, 1), (other_bureau, 2)):
        write(region, value)
        write(region, value * 10, Target)
    _, charts = look(chief)
    assert charts["years0"].head[2:] == ("云岭省长川市白石县 目标", "云岭省长川市青禾县 目标")
    assert charts["years0"].rows == (("2024", ("2", "1", "20", "10")),)


def test_only_targets_are_drawn_too(look, write, bureau, staff):
    write(bureau, 7, Target)
    page, charts = look(staff)
    assert charts["years0"].rows == (("2024", ("", "7")),)
    assert "短横线是目标" in page


def test_a_place_without_targets_is_named(look, write, bureau, staff):
    write(bureau, 7)
    assert "没有已发布的目标：云岭省长川市青禾县" in look(staff)[0]


def test_estimates_and_baselines_are_marks_of_their_own(look, write, bureau, staff):
    write(bureau, 1, year=2023)
    write(bureau, 2, nature="estimate")
    write(bureau, 3, year=2023, nature="baseline")
    _, charts = look(staff)
    assert charts["years0"].head[1:] == ("基期值", "预计值")
    assert charts["years0"].rows == (("2023", ("1", "3", "")), ("2024", ("", "", "2")))
    assert "空心三角是基期值，空心圆是预计值" in charts["years0"].notes[0]


def test_a_withdrawn_figure_is_absent(look, write, bureau, staff):
    write(bureau, 1, year=2023)
    gone = write(bureau, 555)
    write(bureau, 555, supersedes=gone, is_withdrawn=True, reason="报错")
    page, charts = look(staff)
    assert charts["years0"].rows == (("2023", ("1",)),)
    assert "555" not in page


def test_a_breakdown_makes_a_line_of_each_part(look, write, bureau, staff):
    write(bureau, 10)
    for sex, value in (("female", 4), ("male", 6)):
        write(bureau, value, sex=sex)
    page, charts = look(staff, by="sex")
    assert charts["years0"].head == ("云岭省长川市青禾县 女", "云岭省长川市青禾县 男")
    assert charts["years0"].rows == (("2024", ("4", "6")),)
    assert '<option value="sex" selected>' in page and '<option value="stage"' not in page


def test_school_years_and_quarters_are_a_choice(look, write, bureau, staff):
    write(bureau, 1, frequency="school_year")
    write(bureau, 2, frequency="quarter", part=3)
    _, charts = look(staff)
    assert charts["years0"].rows == (("2024-2025", ("1",)),)
    page, charts = look(staff, frequency="quarter")
    assert [row for row in charts["years0"].rows if row[1] != ("",)] == [("2024-Q3", ("2",))]
    assert len(charts["years0"].rows) == 4
    assert '<option value="month"' not in page


def test_indicators_of_one_unit_share_the_scale(look, write, bureau, staff):
    for number, unit in enumerate(("人", "所")):
        other = Indicator.objects.create(code=f"o.{number}", name=f"另{number}", unit=unit)
        write(bureau, 5, indicator=other)
    write(bureau, 900)
    _, charts = look(staff, also=["o.0", "另1"])
    same = "单位相同的各图用同一刻度，可以直接比高低。"
    told = [same in charts[f"years{number}"].notes for number in range(3)]
    assert told == [True, True, False]
    assert ">900<" in charts["years1"].svg or ">800<" in charts["years1"].svg


def test_each_place_may_have_a_small_picture(look, write, bureau, other_bureau, chief):
    write(bureau, 1)
    write(other_bureau, 2)
    _, charts = look(chief, layout="each")
    assert charts["years0-530199"].rows == (("2024", ("1",)),)
    assert charts["years0-530198"].rows == (("2024", ("2",)),)


def test_an_unknown_indicator_is_named(look, row, staff):
    assert "没有指标“不存在”" in look(staff, also=["不存在"])[0]


@pytest.fixture
def crowd(write, bureau):
    """Sixty-one schools with their figures."""
    for number in range(1, 62):
        school = School.objects.create(region=bureau, name=f"第{number}小学", is_confirmed=True)
        write(bureau, 9999 if number == 61 else number, school=school)


def test_a_picture_says_how_many_schools_it_leaves_out(look, crowd, staff, client_of):
    _, charts = look(staff)
    assert "图中显示前 60 所，共 61 所；数据表和 CSV 里是全部。" in charts["schools"].notes
    assert len(charts["schools"].rows) == 61
    assert ">第1小学<" not in charts["schools"].svg and ">第2小学<" in charts["schools"].svg
    assert "离群值：2024 第61小学 9,999。" in charts["spread"].notes


def test_a_chosen_school_beyond_the_picture_is_drawn_too(look, crowd, staff):
    _, charts = look(staff, place=["第1小学"])
    assert ">★ 第1小学（所选）<" in charts["schools"].svg


def test_files_say_places_source_and_day(look, crowd, staff, client_of, row):
    where = reverse("indicator-compare")
    for kind in ("svg", "csv"):
        asked = {"indicator": row.code, "chart": "schools", "as": kind}
        said = client_of(staff).get(where, asked).content.decode("utf-8-sig")
        for words in ("小学在校生数：各校排列（2024年）（单位：人）", "范围：第61小学", "截至"):
            assert words in said


def test_more_places_and_indicators_need_no_more_queries(look, write, bureau, staff, row):
    def counted(**choices):
        with CaptureQueriesContext(connection) as asked:
            look(staff, **choices)
        return len(asked)

    names = []
    for number in range(8):
        school = School.objects.create(region=bureau, name=f"第{number}小学", is_confirmed=True)
        other = Indicator.objects.create(code=f"o.{number}", name=f"另{number}", unit="人")
        write(bureau, number, school=school)
        write(bureau, number, indicator=other)
        names.append((school.name, other.code))
    counted(place=["第0小学"], also=["o.0"])
    few = counted(place=["第0小学"], also=["o.0"])
    places, codes = zip(*names, strict=True)
    assert counted(place=places, also=codes) == few


def test_small_pictures_of_several_indicators_are_told_to_be_none(look, write, bureau, staff):
    write(bureau, 900)
    other = Indicator.objects.create(code="o.1", name="另1", unit="人")
    write(bureau, 5, indicator=other)
    told = "要每个地方一张小图，请只留一个指标"
    assert told in look(staff, layout="each", also=["o.1"])[0]
    assert told not in look(staff, layout="each")[0]

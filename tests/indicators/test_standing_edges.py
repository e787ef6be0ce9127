"""Who counts in a county's standing, reckoned a second time in plain numbers; what is in doubt."""

import io
from decimal import Decimal
from math import isclose, sqrt

import pytest
from python_calamine import CalamineWorkbook

from indicators.models import Framework, Standard
from indicators.standing.compliance import Verdict
from tests.indicators.test_standing_pages import (  # noqa: F401
    EAST,
    WEST,
    YEAR,
    address,
    east,
    figures,
    framework,
    publish,
    school,
    standing,
    west,
)

pytestmark = pytest.mark.django_db


def coefficient(pairs):
    """CV by E(x²) − E(x)² with pupils as weights, in floating point: another road to it."""
    pupils = sum(size for _, size in pairs)
    mean = sum(have for have, _ in pairs) / pupils
    square = sum(have * have / size for have, size in pairs) / pupils
    return sqrt(max(0.0, square - mean * mean)) / mean


def sized(pupils):
    """Half of all that EAST has, for another number of pupils."""
    return (pupils, *[Decimal(value) / 2 for value in EAST[1:]])


def test_coefficients_agree_with_another_reckoning(framework, figures, bureau, staff):  # noqa: F811
    publish(staff, school(bureau, "城北小学"), sized(180))
    primary, _ = standing(framework, bureau, staff)
    three = [EAST, WEST, sized(180)]
    for at, column in enumerate(primary.columns, 1):
        pairs = [(float(row[at]), float(row[0])) for row in three]
        assert isclose(float(column.variation.value), coefficient(pairs), abs_tol=6e-5)
        assert isclose(float(column.mean), sum(p[0] for p in pairs) / 980 * column.item.per)


@pytest.mark.parametrize(
    ("name", "pupils", "is_counted"),
    [
        ("柳树教学点", 49, False),
        ("柳树教学点", 50, True),
        ("柳树教学点", 0, False),
        ("柳树小学（教学点）", 12, False),
        ("柳树小学", 49, True),
    ],
)
def test_small_teaching_points_do_not_count(
    name, pupils, is_counted, framework, figures, bureau, staff  # noqa: F811
):  # fmt: skip
    before, _ = standing(framework, bureau, staff)
    place = school(bureau, name)
    publish(staff, place, sized(pupils))
    after, _ = standing(framework, bureau, staff)
    assert (place.pk in {line.school.pk for line in after.lines}) is is_counted
    assert [line.school.pk for line in after.left_out] == ([] if is_counted else [place.pk])
    values = [column.variation.value for column in before.columns]
    assert ([c.variation.value for c in after.columns] == values) is not is_counted


def test_a_point_without_a_number_of_pupils_is_said_and_not_guessed(
    client_of, framework, figures, bureau, staff  # noqa: F811
):  # fmt: skip
    place = school(bureau, "柳树教学点")
    publish(staff, place, (None, *WEST[1:]))
    primary, _ = standing(framework, bureau, staff)
    assert [one.pk for one in primary.unsized] == [place.pk]
    assert not primary.left_out
    said = client_of(staff).get(address("standing", bureau)).content.decode()
    assert "教学点没有学生数" in said


def test_a_framework_without_that_rule_counts_all(framework, figures, bureau, staff):  # noqa: F811
    Framework.objects.update(points_from=None)
    framework.refresh_from_db()
    publish(staff, school(bureau, "柳树教学点"), sized(10))
    primary, _ = standing(framework, bureau, staff)
    assert len(primary.lines) == 3 and not primary.left_out


def test_pages_and_file_name_the_points_that_do_not_count(
    client_of, figures, bureau, staff  # noqa: F811
):  # fmt: skip
    place = school(bureau, "柳树教学点")
    publish(staff, place, sized(20))
    client = client_of(staff)
    assert "未计入：教学点 1 个" in client.get(address("standing", bureau)).content.decode()
    own = client.get(address("standing-school", bureau, place.pk)).content.decode()
    assert "未计入" in own
    response = client.get(address("standing", bureau), {"as": "xlsx"})
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    [row] = book.get_sheet_by_name("未计入的教学点").to_python()[1:]
    assert row[2:] == ["柳树教学点", 20]


def test_one_school_differs_from_none(framework, bureau, staff, east):  # noqa: F811
    publish(staff, east, EAST)
    primary, _ = standing(framework, bureau, staff)
    assert {column.variation.value for column in primary.columns} == {Decimal(0)}
    assert all(column.variation.is_single for column in primary.columns)


@pytest.mark.parametrize("name", ["青山九年一贯制学校", "青山十二年一贯制学校", "青山完全中学"])
def test_a_school_of_several_stages_counts_in_each_by_its_own_figures(
    name, framework, bureau, staff  # noqa: F811
):  # fmt: skip
    place = school(bureau, name, "")
    for stage, values in (("primary", EAST), ("lower_secondary", WEST), ("upper_secondary", EAST)):
        publish(staff, place, values, stage=stage)
    publish(staff, place, (9000, *EAST[1:]))
    primary, lower = standing(framework, bureau, staff)
    assert [line.cells[0].whole for line in primary.lines] == [500]
    assert [line.cells[0].whole for line in lower.lines] == [300]


def test_figures_of_another_year_do_not_stand_in(client_of, figures, bureau, staff):  # noqa: F811
    where = address("standing", bureau).replace(f"/{YEAR}/", f"/{YEAR + 1}/")
    said = client_of(staff).get(where).content.decode()
    assert f"{YEAR + 1}年没有数据" in said and "达标 0 所" in said


def test_a_verdict_that_hangs_on_what_nobody_verified_says_so(
    client_of, framework, figures, bureau, staff  # noqa: F811
):  # fmt: skip
    """EAST meets all by verified standards; WEST misses two of seven, more than may be."""
    primary, _ = standing(framework, bureau, staff)
    assert [line.is_doubtful for line in primary.lines] == [False, False]
    publish(staff, school(bureau, "城北小学"), (300, 12, *WEST[2:5], 2250, *WEST[6:]))
    primary, _ = standing(framework, bureau, staff)
    assert {line.school.name: (line.verdict, line.is_doubtful) for line in primary.lines} == {
        "城东小学": (Verdict.MET, False),
        "城西小学": (Verdict.NOT_MET, False),
        "城北小学": (Verdict.MET, True),
    }
    Standard.objects.filter(item__code="A1-2").update(is_verified=False, doubt="序号未对照")
    primary, _ = standing(framework, bureau, staff)
    assert all(line.is_doubtful for line in primary.lines)
    client = client_of(staff)
    assert client.get(address("standing", bureau)).content.decode().count("依据未核实") == 3
    response = client.get(address("standing", bureau), {"as": "xlsx"})
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    lacking = book.get_sheet_by_name("缺口清单").to_python()
    assert [(row[1], row[3], row[6], row[7]) for row in lacking[1:]] == [
        ("城北小学", "每百名学生拥有高于规定学历教师数", 1, "人"),
        ("城西小学", "每百名学生拥有高于规定学历教师数", 1, "人"),
        ("城西小学", "生均体育运动场馆面积", 250, "平方米"),
    ]
    assert all("教督〔2017〕6号" in row[8] for row in lacking[1:])
    whole = book.get_sheet_by_name("各校").to_python()
    assert {row[12] for row in whole if "骨干" in row[3]} == {"序号未对照"}


def test_what_if_says_what_is_missing(client_of, staff, bureau, framework):  # noqa: F811
    where = address("standing-what-if", bureau)
    assert "请先在学校名单里登记学校" in client_of(staff).get(where).content.decode()
    framework.items.all().delete()
    assert "没有按学校数据判定的条目" in client_of(staff).get(where).content.decode()

"""A county against the seven standards, reckoned by hand, as its pages and files show it."""

import io
from decimal import Decimal

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from indicators.frameworks.loading import load_frameworks
from indicators.models import Framework, Indicator, Observation, School, Standard
from indicators.releasing import release
from indicators.sample_figures import write_standing
from indicators.standing.compliance import Verdict
from indicators.standing.facts import facts_of
from indicators.standing.reckoning import county_cells, rule_of, stand
from plans.management.commands.load_reference import load_indicators
from plans.reference import starter_frameworks, starter_indicators
from tests.conftest import person

pytestmark = pytest.mark.django_db

YEAR = 2025
HAVE = (
    "sch.pupils", "tea.above_degree", "tea.backbone", "tea.arts", "bui.teaching_area",
    "bui.sports_area", "bui.equipment", "dig.rooms",
)  # fmt: skip
EAST = (500, 21, 5, "4.5", 2250, 3750, 1_000_000, "11.5")
"""Exactly at each of the seven primary standards."""
WEST = (300, 12, 3, 3, 1500, 2000, 700_000, 7)
"""4.0 of 4.2 teachers; 6.67 of 7.5 m² of sports; all else is met: 12.6 − 12, 2250 − 2000."""


@pytest.fixture
def framework():
    load_indicators(starter_indicators())
    load_frameworks(starter_frameworks())
    return Framework.objects.get(code="balanced-2017")


@pytest.fixture
def east(bureau):
    return school(bureau, "城东小学")


@pytest.fixture
def west(bureau):
    return school(bureau, "城西小学")


@pytest.fixture
def figures(framework, staff, east, west):
    publish(staff, east, EAST)
    publish(staff, west, WEST)


def school(region, name, stage="primary"):
    return School.objects.create(region=region, name=name, stage=stage, is_confirmed=True)


def publish(user, place, values, stage=""):
    known = {i.code: i for i in Indicator.objects.filter(code__in=HAVE)}
    release(
        [
            Observation(
                indicator=known[code],
                region=place.region,
                school=place,
                year=YEAR,
                value=Decimal(value),
                stage=stage,
            )
            for code, value in zip(HAVE, values, strict=True)
            if value is not None
        ],
        by=user,
    )


def standing(framework, region, user, more=None):
    return stand(facts_of(framework, region, YEAR, user), rule_of(framework), more)


def test_each_school_by_the_seven(framework, figures, bureau, staff):
    primary, lower = standing(framework, bureau, staff)
    east, west = primary.lines
    assert not lower.lines
    assert (east.verdict, east.met) == (Verdict.MET, 7)
    assert (west.verdict, west.met) == (Verdict.NOT_MET, 5)
    assert [cell.gap for cell in west.cells] == [1, 0, 0, 0, 250, 0, 0]
    assert [column.gap for column in primary.columns] == [1, 0, 0, 0, 250, 0, 0]


def test_variation_of_each_item(framework, figures, bureau, staff):
    """Teachers: X̄ = 33/800; CV² = 800·(21²/500 + 12²/300)/33² − 1 = 800·1.362/1089 − 1."""
    primary, _ = standing(framework, bureau, staff)
    found = primary.columns[0].variation
    assert float(found.square) == pytest.approx(800 * 1.362 / 1089 - 1)
    assert found.value == Decimal("0.0235")
    assert primary.columns[0].state is Verdict.MET


def test_what_a_school_would_need(framework, figures, bureau, staff, west):
    items = {item.code: item.pk for item in framework.items.all()}
    more = {(west.pk, "primary", items["A1-1"]): Decimal(1)}
    primary, _ = standing(framework, bureau, staff, more)
    assert primary.lines[1].met == 6
    assert primary.lines[1].verdict is Verdict.MET  # sports: 6.67 of 7.5 is 88.9 per cent
    assert primary.lines[1].cells[0].gap == 0


def test_a_school_of_nine_years_counts_in_each_stage_by_its_own(framework, bureau, staff):
    place = school(bureau, "九年学校", "lower_secondary")
    publish(staff, place, EAST, stage="primary")
    publish(staff, place, (900, *[None] * 7))
    primary, lower = standing(framework, bureau, staff)
    assert primary.lines[0].met == 7
    assert [cell.verdict for cell in lower.lines[0].cells] == [Verdict.NO_DATA] * 7


def test_missing_and_empty_are_told_apart(framework, figures, bureau, staff):
    none, unknown = school(bureau, "停办小学"), school(bureau, "没报的小学")
    publish(staff, none, (0, 1, 1, 1, 10, 10, 10, 1))
    publish(staff, unknown, (100, *[None] * 7))
    primary, _ = standing(framework, bureau, staff)
    column = primary.columns[0]
    assert column.empty == [none.name]
    assert column.lacking == [unknown.name]
    assert column.variation.value == Decimal("0.0235")


def test_a_province_that_asks_more_is_obeyed(framework, figures, bureau, staff):
    item = framework.items.get(code="A1-2")
    told = {"stage": "primary", "value": 2, "is_verified": True}
    Standard.objects.create(item=item, since=2024, region=bureau, **told)
    primary, _ = standing(framework, bureau, staff)
    assert [line.cells[1].gap for line in primary.lines] == [5, 3]


def test_the_county_by_itself(framework, bureau, staff):
    """4000 children, 250 teachers: 16 each; 266.7 are needed for 15, so 17 are missing."""
    own = Framework.objects.get(code="preschool-2020")
    known = {i.code: i for i in Indicator.objects.filter(code__startswith="pre.")}
    values = {"pre.gross_enrolment_3y": "84.9", "pre.children": 4000, "pre.teachers": 250}
    facts = {"region": bureau, "year": YEAR}
    release(
        [Observation(indicator=known[c], value=Decimal(v), **facts) for c, v in values.items()],
        by=staff,
    )
    cells = {c.item.code: c for c in county_cells(facts_of(own, bureau, YEAR, staff))}
    assert (cells["A1-1"].verdict, cells["A1-1"].lack) == (Verdict.NOT_MET, Decimal("0.1"))
    assert cells["A1-2"].verdict is Verdict.NO_DATA
    assert cells["A3-1"].gap == 17


def address(name, bureau, *more):
    return reverse(name, args=["balanced-2017", bureau.adcode, YEAR, *more])


def test_the_page_says_it_in_words(client_of, figures, bureau, staff):
    said = client_of(staff).get(address("standing", bureau)).content.decode()
    assert "缺 250 平方米" in said and "缺 1 人" in said
    assert "0.0235" in said
    assert '<span class="state bad">未达标</span>' in said
    assert "3.99" not in said and ">4</b>" in said
    assert "未核实" in said


def test_an_almost_met_value_never_looks_met(client_of, framework, bureau, staff, east):
    publish(staff, east, (10_000, "419.99", *EAST[2:]))
    said = client_of(staff).get(address("standing-school", bureau, east.pk)).content.decode()
    assert "4.19" in said


def test_the_workbook_holds_numbers(client_of, figures, bureau, staff):
    response = client_of(staff).get(address("standing", bureau), {"as": "xlsx"})
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    assert book.sheet_names == ["全县", "学校判定", "各校", "缺口清单", "人工评定"]
    rows = book.get_sheet_by_name("各校").to_python()
    west = [row for row in rows if row[2] == "城西小学"]
    assert [row[10] for row in west] == [1, 0, 0, 0, 250, 0, 0]
    text = client_of(staff).get(address("standing", bureau), {"as": "csv"}).content
    assert text.decode("utf-8-sig").count("城西小学") == 7


def test_trying_changes_the_answer_and_nothing_else(client_of, figures, bureau, staff, west):
    item = Framework.objects.get(code="balanced-2017").items.get(code="A1-1")
    name = f"add-{west.pk}-primary-{item.pk}"
    before = list(Observation.objects.values())
    where = address("standing-what-if", bureau)
    query = {"stage": "primary", "school": west.pk, name: "1"}
    said = client_of(staff).get(where, query).content.decode()
    assert "1 所 → <b>2 所</b>" in said
    assert f'name="{name}"' in said
    assert list(Observation.objects.values()) == before


@pytest.mark.parametrize("text", ["-13", "十二", "nan", "1e400", "1e1000000", "999999999999"])
def test_what_cannot_be_is_refused(text, client_of, figures, bureau, staff, west):
    item = Framework.objects.get(code="balanced-2017").items.get(code="A1-1")
    query = {"school": west.pk, f"add-{west.pk}-primary-{item.pk}": text}
    said = client_of(staff).get(address("standing-what-if", bureau), query).content.decode()
    assert "有的数没有计入" in said and "1 所 → <b>1 所</b>" in said


def test_teachers_can_move(client_of, figures, bureau, staff, east, west):
    """One teacher from a school that has just enough to one that lacks one."""
    item = Framework.objects.get(code="balanced-2017").items.get(code="A1-1")
    moved = {f"add-{p.pk}-primary-{item.pk}": n for p, n in ((east, "-1"), (west, "1"))}
    query = {"school": west.pk, **moved}
    said = client_of(staff).get(address("standing-what-if", bureau), query).content.decode()
    assert "城东小学" in said and "7 项达标 → 6 项" in said and "5 项达标 → 6 项" in said


def test_another_countys_figures_are_not_seen(client_of, figures, bureau, other_bureau):
    stranger = person("stranger", "bureau_admin", other_bureau)
    for name in ("standing", "standing-what-if"):
        assert client_of(stranger).get(address(name, bureau)).status_code == 404


def test_choosing_leads_to_the_newest_year(client_of, figures, bureau, staff):
    query = {"framework": "balanced-2017", "county": bureau.name}
    response = client_of(staff).get(reverse("standing-choice"), query)
    assert response.status_code == 302
    assert response["Location"] == address("standing", bureau)


def test_queries_do_not_grow_with_schools(
    client_of, figures, bureau, staff, django_assert_max_num_queries
):
    for number in range(10):
        publish(staff, school(bureau, f"第{number}小学"), WEST)
    client = client_of(staff)
    with django_assert_max_num_queries(22):
        client.get(address("standing", bureau))


def test_the_demonstration_publishes_once_what_nobody_has(framework, bureau, staff, east, west):
    publish(staff, east, EAST)
    for expected in (True, False):
        made = write_standing(bureau, {east: 500, west: Decimal(300)}, year=YEAR, by=staff)
        assert bool(made) is expected
    primary, _ = standing(framework, bureau, staff)
    assert [cell.part for cell in primary.lines[0].cells][:3] == [21, 5, Decimal("4.5")]
    assert not any(cell.verdict is Verdict.NO_DATA for cell in primary.lines[1].cells)

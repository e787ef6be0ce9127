"""The roll-up: what approved schools promise together, beside what the county promised."""

from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.models import Indicator, Target
from plans import submitting
from plans.reference import starter_indicators
from plans.rollup.figures import figures_of
from plans.rollup.standing import binned, standing_of
from plans.rollup.sums import rollup_of
from tests.figures import published
from tests.plans.campaigning import day, indicator, item, now, school_of
from tests.plans.rollups import County

pytestmark = pytest.mark.django_db

D = Decimal


@pytest.fixture
def county(bureau):
    """Two schools approved, one not."""
    return County(bureau, [("99", 300), ("96", 100)], waiting=1)


def line(county, code):
    found = rollup_of(county.campaign, county.staff)
    return next(one for one in found.lines if one.indicator.code == code)


def url(county, name="campaign-rollup", *args):
    return reverse(name, args=[county.campaign.pk, *args])


def test_numbers_are_added_and_rates_are_weighed(county):
    pupils, rate = line(county, "n1"), line(county, "r1")
    assert (pupils.how, pupils.now.value, pupils.now.counted) == ("合计", 400, 2)
    assert (rate.how, rate.now.value) == ("按小学在校生数加权", D("98.25"))
    assert pupils.approved == 2


def test_what_a_school_has_not_said_is_named_and_no_zero(county):
    boarders = line(county, "n2")
    assert boarders.now.value is None
    assert boarders.now.counted == 0
    assert [s.name for s in boarders.now.without_value] == ["第1小学", "第2小学"]


def test_a_school_without_weight_is_named_and_left_out(county):
    weightless = indicator("w9", "排查数", "处", aggregation="sum")
    county.rate.weight = weightless
    county.rate.save()
    found = line(county, "r1").now
    assert found.value is None
    assert [s.name for s in found.without_weight] == ["第1小学", "第2小学"]


def test_what_is_only_submitted_does_not_count(county):
    school = county.schools[2]
    assert [s.school for s in rollup_of(county.campaign, county.staff).waiting] == [school]
    county.approve(school, "90", 200)
    assert line(county, "n1").now.value == 600
    assert line(county, "r1").now.value == D("95.5")


def test_a_target_of_the_school_from_elsewhere_does_not_count(county):
    published(
        Target, indicator=county.boarders, region=county.bureau, school=county.schools[0],
        year=county.campaign.year, value=D(70), by=county.admin,
    )  # fmt: skip
    assert line(county, "n2").now.value is None


def test_after_unlocking_the_last_approved_figure_counts_until_the_next(county):
    found = now(county.submission(county.schools[0]))
    submitting.unlock(found, user=county.admin, reason="招生数有误", due_on=day(5))
    assert line(county, "n1").now.value == 400
    found = now(found)
    head = county.head(county.schools[0])
    answer = found.answers.get(item__indicator__code="n1")
    facts = {"item": item(county.form, "n1"), "version": answer.statement.version}
    submitting.answer(found, user=head, value="310", reason="更正", **facts)
    submitting.submit(now(found), user=head)
    assert line(county, "n1").now.value == 400
    found = now(found)
    submitting.approve(found, user=county.admin, version=found.version)
    assert line(county, "n1").now.value == 410


def test_the_gap_knows_direction_and_unit(county):
    assert line(county, "r1").distance is None
    county.promise(county.rate, "98.5")
    assert line(county, "r1").gap == "差 0.25 个百分点"
    county.promise(county.pupils, "400")
    assert line(county, "n1").gap == "达到"
    county.rate.direction = "lower"
    county.rate.save()
    assert line(county, "r1").gap == "达到"


def test_of_two_targets_of_the_county_the_newest_stands_and_the_other_is_told(county, client_of):
    county.promise(county.pupils, "380")
    county.promise(county.pupils, "420")
    found = line(county, "n1")
    assert (found.county.target.value, found.county.others) == (420, (380,))
    assert found.gap == "差 20 人"
    page = client_of(county.staff).get(url(county)).content.decode()
    assert reverse("plan", args=[found.county.plan.pk]) in page
    assert "另有 380" in page


def test_last_year_is_told_with_how_many_schools(county):
    county.observe(county.schools[0], county.pupils, 290)
    county.observe(county.schools[2], county.pupils, 150)
    found = line(county, "n1").before
    assert (found.value, found.counted) == (440, 2)


def test_what_cannot_be_added_says_why(county, client_of):
    county.pupils.aggregation, county.pupils.aggregation_note = "none", "由县里统计"
    county.boarders.aggregation = ""
    Indicator.objects.bulk_update(
        [county.pupils, county.boarders], ["aggregation", "aggregation_note"]
    )
    assert line(county, "n1").now.value is None
    page = client_of(county.staff).get(url(county)).content.decode()
    assert "由县里统计" in page
    assert "还没有选定汇总方式" in page


def test_pupils_of_a_schools_only_stage_are_all_its_pupils(bureau):
    whole = indicator("sch.pupils", "全校学生数", "人", aggregation="sum")
    indicator("pre.children", "在园幼儿数", "人", aggregation="sum")
    county = County(bureau, [], waiting=1)
    school = county.schools[0]
    school.stage = "preschool"
    school.save()
    children = Indicator.objects.get(code="pre.children")
    county.observe(school, children, 90)
    found = figures_of(county.campaign, county.staff, [whole.pk])
    assert found.weight(found.submissions[0].school, whole.pk).value == 90
    # Of a school of several stages nobody knows.
    school.stage = ""
    school.save()
    found = figures_of(county.campaign, county.staff, [whole.pk])
    assert found.weight(found.submissions[0].school, whole.pk) is None


def test_schools_are_ranked_against_the_even_value(county):
    county.approve(county.schools[2], "96", 80)
    found = standing_of(county.campaign, county.rate, county.staff)
    assert [(p.rank, p.school.name) for p in found.places] == [
        (1, "第1小学"), (2, "第2小学"), (2, "第3小学"),
    ]  # fmt: skip
    assert found.even == D("97.875")
    assert [p.side for p in found.places] == ["高于", "低于", "低于"]
    sums = standing_of(county.campaign, county.pupils, county.staff)
    assert [(p.value, p.share, p.gap) for p in sums.places] == [
        (300, D("62.5"), 140), (100, D("20.8"), -60), (80, D("16.7"), -80),
    ]  # fmt: skip
    assert sums.chart is not None


def test_a_chart_of_many_schools_counts_them_by_range():
    rows = binned([D(n) for n in range(100, 260, 10)])
    assert (rows[0], rows[-1]) == (("100–118", 2), ("233–250", 2))
    assert sum(count for _, count in rows) == 16
    rates = binned([D("98.5"), D("99"), D("99.25")])
    assert rates[0] == ("98.5–98.59", 1)
    assert sum(count for _, count in rates) == 3
    assert binned([D(5), D(5)]) == [("5", 2)]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_files_hold_what_the_page_says(county, client_of, kind):
    county.promise(county.pupils, "420")
    client = client_of(county.leader)
    response = client.get(url(county), {"as": kind})
    assert response["Content-Disposition"].startswith("attachment")
    if kind == "csv":
        text = response.content.decode("utf-8-sig")
        assert "小学在校生数,人,420,400,合计,,差 20 人,2,2,3" in text
        assert "第1小学、第2小学" in text
    one = client.get(url(county, "campaign-rollup-indicator", county.pupils.pk), {"as": kind})
    assert one.status_code == 200
    if kind == "csv":
        assert "第3小学,未通过" in one.content.decode("utf-8-sig")


def test_pages_say_what_to_do_where_there_is_nothing(bureau, client_of):
    county = County(bureau, [], waiting=2)
    client = client_of(county.staff)
    assert "还没有学校通过审核" in client.get(url(county)).content.decode()
    page = client.get(url(county, "campaign-rollup-indicator", county.rate.pk)).content.decode()
    assert "还没有已通过的学校目标" in page
    assert "还没有分解目标" in client.get(url(county, "campaign-letters")).content.decode()
    assert client.get(url(county, "campaign-letters-all")).status_code == 404
    other = indicator("z1", "表外指标", "人")
    assert client.get(url(county, "campaign-rollup-indicator", other.pk)).status_code == 404


def test_pages_ask_as_much_for_many_schools_as_for_few(bureau, client_of):
    county = County(bureau, [("99", 300)], waiting=1)
    client = client_of(county.staff)
    pages = [
        url(county),
        url(county, "campaign-rollup-indicator", county.rate.pk),
        url(county, "campaign-rollup-division", county.pupils.pk),
    ]
    few = [queries(client, page) for page in pages]
    schools = [school_of(bureau, f"村小{n}") for n in range(30)]
    submitting.add_schools(county.campaign, user=county.admin, schools=schools)
    for school in schools[:3]:
        county.approve(school, "97", 60)
    assert [queries(client, page) for page in pages] == few
    assert max(few) <= 30


def queries(client, page):
    with CaptureQueriesContext(connection) as found:
        assert client.get(page).status_code == 200
    return len(found)


def test_every_indicator_of_the_catalogue_says_how_and_why_it_is_brought_together():
    codes = {entry["code"]: entry for entry in starter_indicators()}
    for entry in codes.values():
        assert entry["aggregation"] in Indicator.Aggregation.values, entry["code"]
        assert entry["aggregation_note"], entry["code"]
        assert (entry["aggregation"] == "weighted_mean") == ("weight" in entry), entry["code"]
        weight = codes.get(entry.get("weight"))
        assert weight is None or weight["aggregation"] == "sum", entry["code"]
        if entry["kind"] == "rate":
            assert entry["aggregation"] != "sum", entry["code"]


def test_loading_again_keeps_what_was_decided_otherwise():
    call_command("load_reference", verbosity=0)
    dropout = Indicator.objects.get(code="comp.dropout")
    assert (dropout.aggregation, dropout.weight.code) == ("weighted_mean", "sch.pupils")
    dropout.aggregation, dropout.weight = "none", None
    dropout.save()
    call_command("load_reference", verbosity=0)
    dropout.refresh_from_db()
    assert (dropout.aggregation, dropout.weight) == ("none", None)

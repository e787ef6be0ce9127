"""Filters, counts and sorting of the lists of plans and sources."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from indicators.models import Indicator, Region, School, Unit
from plans.models import Plan, Problem, Source, Statement, Task
from tests.conftest import county, person
from tests.plans.records import recorded

pytestmark = pytest.mark.django_db

ALL = {"甲", "乙", "丙", "丁"}


@pytest.fixture
def places(bureau):
    """The province of the bureau, its prefecture, and a county of the same name elsewhere."""
    province = Region.objects.create(
        adcode="530000", name="云岭省", full_name="云岭省", level="province"
    )
    prefecture = Region.objects.create(
        adcode="530100",
        name="长川市",
        full_name="云岭省长川市",
        level="prefecture",
        parent=province,
    )
    Region.objects.filter(pk=bureau.pk).update(parent=prefecture)
    county("660101", "重名县", "海西省南湾市重名县")
    county("660201", "重名县", "海西省北湾市重名县")
    return {"province": province, "prefecture": prefecture, "county": bureau}


@pytest.fixture
def library(bureau, staff, places):
    """Four documents that differ in everything."""
    unit = Unit.objects.create(region=bureau, name="基教股")
    helper = Unit.objects.create(region=bureau, name="财审股")
    rows = {
        "甲": {"region": bureau, "year": 2023, "level": "county", "state": "proposed"},
        "乙": {
            "region": places["prefecture"],
            "year": 2022,
            "kind": "report",
            "issuer": "市教育局",
        },
        "丙": {"region": None, "year": None, "kind": "notice", "doc_number": "青教〔2021〕7号"},
        "丁": {"region": bureau, "year": 2021, "level": "school", "state": "published"},
    }
    plans = {
        title: Plan.objects.create(bureau=bureau, title=title, **r) for title, r in rows.items()
    }
    task = Task.objects.create(plan=plans["甲"], position=0, title="任务", lead_unit=unit)
    task.supporting_units.add(helper)
    Task.objects.create(plan=plans["乙"], position=0, state="rejected", lead_unit=unit)
    Task.objects.create(
        plan=plans["丁"], position=0, state="accepted", reviewed_by=staff, lead_unit=helper
    )
    plans["丁"].school = School.objects.create(region=bureau, name="河湾小学")
    plans["丁"].save_base(raw=True)
    plans["甲"].schools.add(plans["丁"].school)
    source = Source.objects.create(
        bureau=bureau, name="源", sha256="1", media_type="text/plain", characters=1
    )
    for plan, resolved in (("甲", None), ("丁", datetime(2026, 1, 1, tzinfo=UTC))):
        Problem.objects.create(
            source=source, plan=plans[plan], stage="header", message="?", resolved_at=resolved
        )
    return plans


@pytest.fixture
def found(client_of, staff):
    """A function: list, query -> the context of the page for a clerk."""

    def get(query, name="plan-list"):
        return client_of(staff).get(reverse(name) + query).context

    return get


def titles(context):
    return {getattr(row, "title", None) or row.name for row in context["page"]}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ALL),
        ("region=530199", {"甲", "丁"}),
        ("region=530199 青禾县", {"甲", "丁"}),
        ("region=青禾", {"甲", "丁"}),
        ("region=长川市", {"甲", "乙", "丁"}),
        ("region=530000", {"甲", "乙", "丁"}),
        ("region=660101", set()),
        ("school=河湾", {"甲", "丁"}),
        ("year_from=2022", {"甲", "乙"}),
        ("year_to=2022", {"乙", "丁"}),
        ("year_from=2022&year_to=2022", {"乙"}),
        ("kind=report", {"乙"}),
        ("level=school", {"丁"}),
        ("state=published", {"丁"}),
        ("unit=基教", {"甲"}),
        ("unit=财审", {"甲", "丁"}),
        ("unit=市教育局", {"乙"}),
        ("q=青教", {"丙"}),
        ("q=青禾", {"甲", "丁"}),
        ("q=市教 乙", {"乙"}),
        ("q=市教 甲", set()),
        ("review=open", {"甲"}),
        ("review=done", {"乙", "丙", "丁"}),
        ("problems=open", {"甲"}),
        ("region=长川市&kind=plan&year_to=2022&state=published&school=河湾&unit=财审&q=丁", {"丁"}),
    ],
)
def test_each_condition_finds_its_plans(query, expected, found, library):
    context = found(f"?{query}")
    assert titles(context) == expected
    assert context["page"].paginator.count == len(expected)
    assert not context["complaints"]


def test_plans_are_found_by_who_reviewed_and_who_imported(found, library, staff, bureau):
    recorded(bureau, name="新.txt", user=staff, title="戊")
    assert titles(found(f"?reviewer={staff.pk}")) == {"丁"}
    assert titles(found(f"?importer={staff.pk}")) == {"戊"}
    assert titles(found(f"?bureau={bureau.pk}")) == {*ALL, "戊"}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("year_from=abc", "年度起：输入整数。"),
        ("year_from=12", "大于或等于1949"),
        ("year_from=2023&year_to=2020", "起止写反了"),
        ("kind=poem", "文种"),
        ("state=<b>", "状态"),
        ("level=%00", "层级"),
        ("o=password", "排序"),
        ("region=没有的地方", "没有找到地区“没有的地方”"),
        ("region=重名县", "“重名县”可能是 660101 海西省南湾市重名县、660201"),
        ("review=maybe", "核对"),
        ("importer=x", "导入人"),
        ("reviewer=99999", "核对人"),
        ("size=7", "每页行数只能是"),
    ],
)
def test_a_bad_value_is_said_and_the_list_stays(query, said, found, library):
    context = found(f"?{query}")
    assert any(said in complaint for complaint in context["complaints"])
    assert titles(context) == ALL
    assert context["page"].paginator.count == len(ALL)


@pytest.mark.parametrize("query", ["region=青禾县", "region=530199"])
def test_a_name_means_the_region_of_today_and_not_an_abolished_one(query, found, library):
    county("533099", "青禾县", "云岭省长川地区青禾县", since=1980, until=1999)
    context = found(f"?{query}")
    assert not context["complaints"]
    assert titles(context) == {"甲", "丁"}


@pytest.mark.parametrize("query", ["page=99", "page=x", "page=-1", "unknown=1", "q=%00", "q=\\"])
def test_no_address_breaks_the_list(query, client_of, staff, library):
    assert client_of(staff).get(reverse("plan-list") + f"?{query}").status_code == 200


def counts(context):
    """Counts of the facets by label and value."""
    return {label: {chip.label: chip.count for chip in chips} for label, chips in context["facets"]}


def expected_counts(plans, **conditions):
    """The same, counted in memory: a facet's own condition is left out."""
    named = {"状态": "state", "文种": "kind", "年度": "year"}
    result = {}
    for label, column in named.items():
        others = {name: value for name, value in conditions.items() if name != column}
        rows = [p for p in plans if all(getattr(p, n) == v for n, v in others.items())]
        words = [getattr(p, f"get_{column}_display", lambda p=p: year_in_words(p))() for p in rows]
        result[label] = {word: words.count(word) for word in words}
    return result


def year_in_words(plan):
    return "没有年度" if plan.year is None else str(plan.year)


@pytest.mark.parametrize(
    "conditions", [{}, {"kind": "plan"}, {"state": "published", "kind": "plan"}, {"year": 2022}]
)
def test_facets_count_under_the_other_conditions(conditions, found, library):
    query = "&".join(
        f"year_from={v}&year_to={v}" if k == "year" else f"{k}={v}" for k, v in conditions.items()
    )
    assert counts(found(f"?{query}")) == expected_counts(library.values(), **conditions)


def test_a_chip_leads_to_as_many_rows_as_it_says(found, library):
    chips = [chip for _, chips in found("?level=unknown")["facets"] for chip in chips]
    assert chips
    for chip in chips:
        assert found(f"?{chip.query}")["page"].paginator.count == chip.count
        assert "level=unknown" in chip.query


def test_every_year_has_a_chip_and_so_has_none(found, bureau):
    for year in [*range(1999, 2020), None]:
        Plan.objects.create(bureau=bureau, title="计划", year=year)
    chips = dict(found("")["facets"])["年度"]
    assert [chip.label for chip in chips] == [*map(str, range(2019, 1998, -1)), "没有年度"]
    undated = found(f"?{chips[-1].query}")
    assert [plan.year for plan in undated["page"]] == [None]
    assert [(c.label, c.is_on) for c in dict(undated["facets"])["年度"]][-1] == ("没有年度", True)
    again = dict(undated["facets"])["年度"][0]
    assert [plan.year for plan in found(f"?{again.query}")["page"]] == [2019]


def test_a_second_click_on_a_chip_takes_it_away(found, library):
    context = found("?kind=plan&page=1")
    chip = next(c for _, chips in context["facets"] for c in chips if c.is_on)
    assert chip.label == "计划" and chip.query == "all=1"


def test_active_conditions_are_named_and_removable(found, library):
    context = found("?region=长川市&kind=plan&o=-year&year_from=x")
    active = {chip.label: chip.query for chip in context["filter"].active}
    assert set(active) == {"地区（含下级）：云岭省长川市", "文种：计划"}
    assert active["地区（含下级）：云岭省长川市"] == "kind=plan&o=-year"


def test_sorting_puts_empty_values_last_both_ways(found, library):
    for order, expected in (("year", "丁乙甲丙"), ("-year", "甲乙丁丙")):
        assert "".join(p.title for p in found(f"?o={order}")["page"]) == expected


def test_rows_tell_progress_targets_and_open_problems(found, library):
    indicator = Indicator.objects.create(code="K1", name="学位数", unit="个")
    common = {"plan": library["甲"], "value": 1, "comparator": "exactly", "category": "indicator"}
    for nature, state in (("target", "accepted"), ("target", "rejected"), ("actual", "proposed")):
        Statement.objects.create(**common, nature=nature, state=state, indicator=indicator)
    shown = {p.title: p for p in found("")["page"]}
    first = shown["甲"]
    assert (str(first.progress), first.target_count, first.problem_count) == ("2/4", 1, 1)
    assert str(shown["丁"].progress) == "1/1" and shown["丁"].progress.is_done
    assert shown["丁"].problem_count == 0


def test_page_size_and_pages(found, bureau):
    Plan.objects.bulk_create(Plan(bureau=bureau, title=f"第{n}份") for n in range(60))
    assert len(found("")["page"].object_list) == 30
    assert len(found("?size=50")["page"].object_list) == 50
    assert len(found("?size=50&page=2")["page"].object_list) == 10


def test_regions_are_offered_with_those_above(client_of, staff, library):
    html = client_of(staff).get(reverse("plan-list")).content.decode()
    offered = re.findall(r'<option value="(\d{6} \w+)">', html)
    assert offered == ["530000 云岭省", "530100 长川市", "530199 青禾县"]


@pytest.fixture
def files(bureau, staff):
    """Three files that differ in everything."""
    rows = (
        ("一.txt", "text/plain", "hans", staff, datetime(2026, 3, 1, 15, 59, tzinfo=UTC)),
        ("二.pdf", "application/pdf", "hant", staff, datetime(2026, 3, 1, 16, 0, tzinfo=UTC)),
        ("三.txt", "text/plain", "hans", None, datetime(2026, 3, 3, tzinfo=UTC)),
    )
    for name, kind, script, user, moment in rows:
        source = recorded(bureau, name=name, user=user, title=f"{name[0]}号计划")
        Source.objects.filter(pk=source.pk).update(
            media_type=kind, script=script, uploaded_at=moment
        )
    source.problems.update(resolved_at=datetime(2026, 3, 4, tzinfo=UTC))
    for model in (Statement, Task):
        model.objects.filter(plan__source=source).update(state="accepted")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("type=text/plain", {"一.txt", "三.txt"}),
        ("script=hant", {"二.pdf"}),
        ("importer=null", {"三.txt"}),
        # Midnight in Shanghai is 16:00 UTC of the day before.
        ("uploaded_from=2026-03-02", {"二.pdf", "三.txt"}),
        ("uploaded_to=2026-03-01", {"一.txt"}),
        ("uploaded_from=2026-03-02&uploaded_to=2026-03-02", {"二.pdf"}),
        ("problems=open", {"一.txt", "二.pdf"}),
        ("review=open", {"一.txt", "二.pdf"}),
        ("review=done", {"三.txt"}),
        ("q=二号", {"二.pdf"}),
        ("q=txt&type=text/plain&problems=open&script=hans", {"一.txt"}),
    ],
)
def test_each_condition_finds_its_sources(query, expected, found, files):
    context = found(f"?{query}", "source-list")
    assert titles(context) == expected
    assert not context["complaints"]


@pytest.mark.parametrize(
    "query",
    ["uploaded_from=yesterday", "uploaded_from=2026-03-05&uploaded_to=2026-03-01", "type=x"],
)
def test_a_bad_value_for_sources_is_said(query, found, files):
    context = found(f"?{query}", "source-list")
    assert len(context["complaints"]) == 1
    assert len(titles(context)) == 3


def test_facets_of_sources_name_who_imported(found, files, staff):
    assert counts(found("?type=text/plain", "source-list")) == {
        "类型": {"文本": 2, "PDF": 1},
        "字体": {"简体": 2},
        "导入人": {"staff": 1, "命令行": 1},
    }


def test_sources_tell_what_is_left(found, files):
    by_name = {s.name: s for s in found("", "source-list")["page"]}
    assert str(by_name["三.txt"].progress) == "3/3"
    assert (by_name["一.txt"].problem_count, by_name["三.txt"].problem_count) == (1, 0)


def test_a_person_of_another_bureau_is_no_condition(found, library, other_bureau):
    stranger = person("stranger", "bureau_staff", other_bureau)
    assert found(f"?importer={stranger.pk}")["complaints"]

"""The page that compares two plans: what it says, whom it shows what, and its workbook."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.models import Indicator, Observation, Region, Unit
from plans.models import FundingItem, Plan, ReviewState, Statement, Task
from plans.tables import reading
from tests.conftest import person
from tests.figures import published
from tests.plans.records import recorded

pytestmark = pytest.mark.django_db

URL = "/plans/compare/"


def made(bureau, year, *, kind="plan", **facts):
    """A plan of a year that says nothing yet."""
    title = f"青禾县{year}年教育工作{'总结' if kind == 'report' else '计划'}"
    title = facts.get("title", title)
    plan = recorded(bureau, name=f"{kind} {title}.txt", title=title).plans.get()
    plan.statements.all().delete()
    plan.tasks.all().delete()
    for name, value in {"year": year, "kind": kind, **facts}.items():
        setattr(plan, name, value)
    plan.save()
    return plan


def say(plan, name, value, comparator="at_least", **facts):
    """A statement of a plan, at a place of its source."""
    facts = {
        "unit": "%",
        "nature": "target",
        "category": "indicator",
        "year": plan.year,
        "quote": f"{name}为{value}",
        "start": 3,
        "end": 9,
        **facts,
    }
    return Statement.objects.create(
        plan=plan, indicator_name=name, value=value, comparator=comparator, **facts
    )


@pytest.fixture
def rate(db):
    """An indicator that is better the higher it is."""
    return Indicator.objects.create(code="R1", name="毛入园率", unit="%", direction="higher")


@pytest.fixture
def plans(bureau):
    """The plans of two successive years."""
    return made(bureau, 2023), made(bureau, 2024)


@pytest.fixture
def page(client_of, staff):
    """A function: plans and further words of the address -> the page that a clerk sees."""
    client = client_of(staff)

    def get(before="", after="", status=200, **query):
        chosen = {"a": getattr(before, "pk", before), "b": getattr(after, "pk", after), **query}
        response = client.get(URL, chosen)
        assert response.status_code == status
        return response.content.decode()

    return get


def lines(html, part="targets"):
    """Name, figures and state of the rows of a part, as a reader sees them."""
    found = re.search(rf'<section class="block" id="{part}".*?</section>', html, re.S)
    rows = re.findall(r'<tr>\s*(<th scope="row">.*?)</tr>', found.group(), re.S)
    return [[text(cell) for cell in re.split(r"</t[hd]>", row)[:-1]] for row in rows]


def text(cell):
    return " ".join(re.sub(r"<[^>]+>", " ", cell).split())


def test_last_year_what_was_reached_and_this_year_stand_side_by_side(page, plans, rate):
    last, this = plans
    say(last, "三年毛入园率", 90, indicator=rate)
    say(this, "毛入园率", Decimal("91.5"), indicator=rate)
    say(this, "毛入园率", Decimal("89.2"), "exactly", nature="actual", year=2023, indicator=rate)
    [row] = lines(page(last, this))
    assert row == [
        "毛入园率",
        "≥90%",
        "89.2% 计划回顾 未达到",
        "≥91.5%",
        "＋1.5个百分点",
        "提高 更严",
    ]


def test_a_published_figure_counts_before_a_report_and_a_report_before_the_plan(
    page, plans, rate, bureau, staff
):
    last, this = plans
    say(last, "毛入园率", 90, indicator=rate)
    say(this, "毛入园率", 95, indicator=rate)
    said = {"nature": "actual", "indicator": rate, "comparator": "exactly"}
    say(this, "毛入园率", 91, year=2023, **said)
    assert lines(page(last, this))[0][2] == "91% 计划回顾 已达到"
    say(made(bureau, 2023, kind="report"), "毛入园率", 92, **said | {"year": None})
    assert lines(page(last, this))[0][2] == "92% 总结 已达到"
    fact = {"indicator": rate, "region": bureau, "year": 2023, "by": staff}
    published(Observation, value=88, **fact)
    assert lines(page(last, this))[0][2] == "88% 已发布 未达到"


def test_what_others_reported_is_not_ours(page, plans, rate, bureau, other_bureau):
    last, this = plans
    say(last, "毛入园率", 90, indicator=rate)
    said = {"nature": "actual", "indicator": rate, "comparator": "exactly", "year": 2023}
    say(made(other_bureau, 2023, kind="report"), "毛入园率", 92, **said)
    say(made(bureau, 2023, kind="notice"), "毛入园率", 93, **said)
    say(made(bureau, 2022, kind="report"), "毛入园率", 94, **said | {"year": 2022})
    rejected = made(bureau, 2023, kind="report", title="青禾县总结草稿")
    say(rejected, "毛入园率", 95, state=ReviewState.REJECTED, **said)
    assert lines(page(last, this))[0][2] == ""


def test_all_states_are_counted_and_the_counts_narrow_the_lines(page, plans):
    last, this = plans
    for name, before, after in (
        ("巩固率", 99, 99),
        ("入学率", 90, 95),
        ("达线率", 50, 45),
        ("优良率", 52, None),
        ("普惠率", None, 88),
    ):
        for plan, value in ((last, before), (this, after)):
            if value:
                say(plan, name, value)
    html = page(last, this)
    assert [row[-1] for row in lines(html)] == [
        "延续",
        "提高 更严",
        "降低 放宽",
        "新增",
        "未再提出",
    ]
    tally = re.search(r'<th scope="row">目标</th>(.*?)</tr>', html, re.S).group(1)
    assert text(tally).split() == ["5", "1", "1", "1", "0", "1", "1", "1", "1", "0"]
    html = page(last, this, part="targets", state="lowered")
    assert [row[0] for row in lines(html)] == ["达线率"]
    assert 'id="tasks"' not in html


def test_rejected_rows_and_other_natures_are_no_targets(page, plans):
    last, this = plans
    say(last, "巩固率", 99, state=ReviewState.REJECTED)
    say(last, "巩固率", 98, nature="baseline")
    say(this, "巩固率", 99)
    assert [row[-1] for row in lines(page(last, this))] == ["新增"]


def test_tasks_and_money(page, plans, bureau):
    last, this = plans
    unit = Unit.objects.create(region=bureau, name="督导室")
    for plan, month in ((last, 9), (this, 6)):
        due = date(plan.year, month, 30)
        Task.objects.create(plan=plan, position=0, title="控辍保学", due_on=due, lead_unit=unit)
        money = {"purpose": "营养改善计划补助", "year": plan.year}
        FundingItem.objects.create(plan=plan, amount=4_000_000 + 100_000 * month, **money)
    html = page(last, this)
    assert lines(html, "tasks") == [
        ["控辍保学", "督导室 2023-09-30 前", "督导室 2024-06-30 前", "有变 时限提前"]
    ]
    assert lines(html, "money")[0][:2] == ["营养改善计划补助", "490万元"]
    assert lines(html, "money")[0][3:] == ["460万元", "−30万元", "降低"]


def test_near_names_are_left_to_a_person(page, plans):
    last, this = plans
    say(last, "培训幼儿园教师人数", 120, unit="人")
    say(this, "培训幼儿教师人数", 150, unit="人")
    html = page(last, this)
    assert [row[0] for row in lines(html)] == ["培训幼儿教师人数", "培训幼儿园教师人数"]
    near = text(html[html.index('id="near"') :])
    assert "目标 培训幼儿园教师人数 ≥120人 培训幼儿教师人数 ≥150人" in near


def test_figures_lead_to_their_places(page, plans):
    row = say(plans[0], "巩固率", 99)
    say(plans[1], "巩固率", 99)
    html = page(*plans)
    assert f'href="{reverse("source", args=[plans[0].source_id])}?at=3#s{row.pk}"' in html


def test_last_years_plan_is_proposed_and_then_the_citys(page, bureau, client_of):
    city = Region.objects.create(
        adcode="530100", name="长川市", full_name="云岭省长川市", level="prefecture"
    )
    bureau.parent = city
    bureau.save()
    this = made(bureau, 2024)
    title = "长川市2024年教育工作要点"
    made(bureau, 2024, region=city, level="prefecture", title=title)
    assert f"{title}</option>" in page(after=this)
    assert "提高" in page(after=this)
    last = made(bureau, 2023)
    html = page(after=this)
    assert f'<option value="{last.pk}" selected>' in html
    assert f'<optgroup label="建议"><option value="{Plan.objects.get(title=title).pk}">' in html


def test_a_count_says_its_state_without_the_head_of_its_column(page, plans):
    say(plans[1], "巩固率", 95)
    html = page(*plans)
    assert re.search(r'<td class="num" data-label="新增"><a [^>]*aria-label="目标新增：1 条"', html)
    assert 'data-label=""' not in html


def test_county_and_city_have_no_year_between_them(page, plans, bureau, other_bureau):
    other = plans[0]
    other.region = other_bureau
    other.save()
    assert "2023年完成" not in page(*plans)


@pytest.mark.parametrize("wrong", ["0", "999999", "x", "９", "99999999999999999999"])
def test_a_plan_that_is_not_there_is_said_in_chinese(page, plans, wrong):
    html = page(wrong, plans[1], status=404)
    assert "没有找到所选的计划" in html


def test_another_bureaus_plan_looks_like_none(page, plans, other_bureau):
    hidden = made(other_bureau, 2023, title="白石县2023年教育工作计划", state="published")
    html = page(hidden, plans[1], status=404)
    assert "没有找到所选的计划" in html and "白石县" not in html
    assert "白石县" not in page(q="白石")


def test_a_plan_is_not_compared_with_itself(page, plans):
    html = page(plans[1], plans[1])
    assert "两边选了同一份计划" in html and 'id="targets"' not in html


def test_an_unknown_state_shows_everything(page, plans):
    say(plans[1], "巩固率", 99)
    assert len(lines(page(*plans, part="targets", state="nonsense"))) == 1


def test_words_find_a_plan_to_choose(page, plans):
    html = page(q="2023年教育")
    assert f'<option value="{plans[0].pk}">' in html
    assert f'<option value="{plans[1].pk}">' not in html


def test_the_plan_leads_to_its_comparison(client_of, staff, plans):
    html = client_of(staff).get(reverse("plan", args=[plans[1].pk])).content.decode()
    assert f'href="{URL}?b={plans[1].pk}"' in html


def test_the_workbook_holds_figures_as_numbers_and_words_as_words(client_of, staff, plans, rate):
    last, this = plans
    say(last, "毛入园率", 90, indicator=rate)
    say(this, "毛入园率", Decimal("91.5"), indicator=rate)
    say(this, "=1+1", 5)
    response = client_of(staff).get(URL, {"a": last.pk, "b": this.pk, "as": "xlsx"})
    assert ".xlsx" in response["Content-Disposition"]
    sheets = reading.read(response.content)
    assert [sheet.name for sheet in sheets] == ["目标", "任务", "经费", "可能对应"]
    head, one, two = sheets[0].rows
    told = dict(zip(head, one, strict=True))
    assert [told[f"{plan.year}年 {plan.title}：数值"] for plan in plans] == [90, 91.5]
    assert (told["相差"], told["状态"], told["力度"]) == (1.5, "提高", "更严")
    assert two[0] == "=1+1"  # calamine gives a formula without its text


def test_asks_as_much_for_thirty_lines_as_for_one(
    client_of, staff, bureau, rate, django_assert_max_num_queries
):
    client = client_of(staff)
    small = [made(bureau, year) for year in (2023, 2024)]
    large = [made(bureau, year) for year in (2020, 2021)]
    for chosen, times in ((small, 1), (large, 30)):
        for plan in chosen:
            for n in range(times):
                say(plan, f"巩固率{n}", n, indicator=rate)
                say(plan, f"巩固率{n}", n, nature="actual", year=chosen[0].year)
                say(plan, f"经费{n}", n, unit="元", category="funding")
                Task.objects.create(plan=plan, position=n, title=f"任务{n}")
    with django_assert_max_num_queries(16) as first:
        client.get(URL, {"a": small[0].pk, "b": small[1].pk})
    with django_assert_max_num_queries(len(first.captured_queries)):
        response = client.get(URL, {"a": large[0].pk, "b": large[1].pk})
    assert response.content.decode().count("任务29") >= 1


def test_roles_without_drafts_choose_among_none(client_of, plans, bureau):
    html = client_of(person("head", "school_head", bureau)).get(URL).content.decode()
    assert "没有可以比较的计划" in html

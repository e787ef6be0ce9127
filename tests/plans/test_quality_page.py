"""The page on the quality of extraction: what it counts, whom it shows it, and its files."""

import csv
import io
import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from plans import editing, quality
from plans.models import ReviewState, Statement
from plans.tables import reading
from tests.conftest import person
from tests.plans.records import recorded

pytestmark = pytest.mark.django_db

URL = "/quality/"
RULES = ("noun before", "rate before")


@pytest.fixture
def plan(bureau):
    """A plan with ten statements, six of one rule and four of another."""
    return proposed(bureau)


def proposed(bureau, name="计划.txt", times=5, **facts):
    """A plan whose statements about kindergartens and money each name their rule."""
    plan = recorded(bureau, name=name, times=times).plans.get()
    for number, row in enumerate(plan.statements.order_by("start")):
        row.rule = RULES[number >= times + 1]
        row.save()
    type(plan).objects.filter(pk=plan.pk).update(**facts)
    plan.refresh_from_db()
    return plan


@pytest.fixture
def reviewed(plan, staff):
    """Of the first rule 2 as they were, 2 corrected in 3 fields, 1 out, 1 left; of the other 4 out.

    One was overlooked.
    """
    rows = list(plan.statements.order_by("start"))
    for row in rows[:2]:
        editing.decide([row], user=staff, state=ReviewState.ACCEPTED)
    editing.change(rows[2], user=staff, version=1, values={"value": Decimal(9), "year": 2024})
    editing.change(rows[3], user=staff, version=1, values={"year": 2025})
    reject(rows[4], staff, "重复")
    for row, reason in zip(rows[6:], ("编号", "重复", "编号", "编号"), strict=True):
        reject(row, staff, reason)
    overlooked(plan, staff)
    return rows


def reject(row, user, reason):
    editing.decide([row], user=user, state=ReviewState.REJECTED, reason=reason)


def overlooked(plan, user, **facts):
    """A statement that a person adds at its place."""
    facts = {"start": 20, "end": 22, "text": "3所", "quote": "另建小学3所", **facts}
    row = Statement(
        plan=plan,
        value=3,
        unit="所",
        comparator="exactly",
        nature="target",
        category="indicator",
        indicator_name="新建小学数",
        rule=Statement.BY_HAND,
        **facts,
    )
    return editing.add(row, user=user)


def report(user):
    return quality.measured(quality.decided(user))


def test_rules_are_counted_and_the_worst_comes_first(reviewed, staff):
    one, other = sorted(report(staff).rules, key=lambda rule: rule.code)
    assert [rule.code for rule in report(staff).rules] == ["rate before", "noun before"]
    assert (one.reviewed, one.accepted, one.corrected, one.rejected) == (5, 2, 2, 1)
    assert [(f.name, f.corrected) for f in one.fields] == [("year", 2), ("value", 1)]
    assert one.unchanged == 40
    assert (other.reviewed, other.rejected, other.unchanged) == (4, 4, 0)
    assert other.reasons == [("编号", 3), ("重复", 1)]


def test_accuracy_is_of_what_was_confirmed(reviewed, staff):
    fields = {field.name: field for field in report(staff).fields}
    assert fields["year"].accuracy == 50 and fields["value"].accuracy == 75
    assert fields["unit"].accuracy == 100
    assert report(staff).fields[0].name == "year"


def test_what_was_missed_counts_only_at_a_place(reviewed, plan, staff):
    overlooked(plan, staff, start=None, end=None, text="", quote="")
    assert report(staff).missed == 1
    assert report(staff).recall == 80


def test_a_correction_taken_back_counts_no_more(reviewed, plan, staff):
    row = Statement.objects.get(pk=reviewed[2].pk)
    reject(row, staff, "重复")
    rule = next(rule for rule in report(staff).rules if rule.code == "noun before")
    assert (rule.corrected, rule.rejected) == (1, 2)
    assert [(f.name, f.corrected) for f in rule.fields] == [("year", 1)]


def test_what_was_left_out_is_no_error(plan, staff):
    editing.decide([plan.statements.first()], user=staff, state=ReviewState.LEFT_OUT)
    [rule] = report(staff).rules
    assert (rule.left_out, rule.wrong, rule.unchanged) == (1, 0, None)


def test_copies_and_rows_without_a_file_say_nothing_of_extraction(plan, staff):
    row = plan.statements.first()
    row.rule, row.start, row.end, row.state = Statement.COPIED, None, None, ReviewState.ACCEPTED
    row.save()
    assert report(staff).rules == []


@pytest.fixture
def page(client_of, staff):
    """A function: words of the address -> the page that a clerk sees."""
    client = client_of(staff)

    def get(**query):
        response = client.get(URL, query)
        assert response.status_code == 200
        return response.content.decode()

    return get


def test_numbers_charts_and_rules_in_words(page, reviewed):
    html = page()
    assert "数字前的名词" in html and "noun before" not in re.sub(r'href="[^"]*"', "", html)
    assert html.count("<svg") == 2 and html.count("<summary>数据表</summary>") == 2
    assert "编号 3；重复 1" in html


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"rule": "noun before", "field": "value"}, [("2", "9")]),
        ({"rule": "noun before", "field": "year"}, [("2023", "2024"), ("（空）", "2025")]),
        ({"rule": "noun before", "field": "rejected"}, [("新建幼儿园数 ≥3所", "重复")]),
        ({"field": "missed"}, [("（空）", "新建小学数 3所")]),
    ],
)
def test_examples_show_what_was_mended_at_its_place(query, told, page, reviewed, plan):
    html = page(**query)
    examples = html[html.index('id="examples"') :]
    cells = re.findall(r'<td data-label="(?:识别为|更正为|剔除的理由|补录为)">(.*?)</td>', examples)
    assert sorted(zip(cells[::2], cells[1::2], strict=True)) == sorted(told)
    assert f'href="{reverse("source", args=[plan.source_id])}?at=' in examples


@pytest.mark.parametrize("query", [{"field": "nonsense"}, {"rule": "none"}, {"rule": "x"}])
def test_an_unknown_example_is_none(query, page, reviewed):
    assert 'id="examples"' not in page(**query)


def test_kind_year_and_day_narrow_the_counts(page, reviewed, bureau, staff):
    later = proposed(bureau, "总结.txt", times=1, kind="report", year=2022)
    editing.decide(list(later.statements.all()), user=staff, state=ReviewState.ACCEPTED)
    assert reviewed_in(page()) == 11
    assert reviewed_in(page(kind="report")) == 2
    assert reviewed_in(page(year=2023)) == 9
    today = timezone.localdate().isoformat()
    assert reviewed_in(page(since=today, until=today)) == 11
    assert "没有符合条件的核对记录" in page(until="2000-01-01")


def reviewed_in(html):
    return int(re.search(r"<dt>已核</dt><dd>(\d+)</dd>", html).group(1))


@pytest.mark.parametrize("query", [{"year": "x"}, {"since": "gestern"}, {"kind": "x"}])
def test_a_wrong_filter_is_said_in_chinese(query, page, reviewed):
    assert 'class="note error" role="alert"' in page(**query)


def test_a_bureau_without_reviews_is_told_what_to_do(page):
    assert "还没有核对记录" in page()


def test_others_reviews_are_their_own(reviewed, client_of, other_bureau, bureau):
    stranger = client_of(person("stranger", "bureau_staff", other_bureau))
    assert "还没有核对记录" in stranger.get(URL).content.decode()
    admin = client_of(person("root", "system_admin"))
    assert reviewed_in(admin.get(URL).content.decode()) == 9


def test_who_is_of_no_bureau_is_told_why(client_of, bureau):
    response = client_of(person("head", "school_head", bureau)).get(URL)
    assert response.status_code == 403
    assert "只有本局人员和系统管理员可以查看识别质量" in response.content.decode()


def test_the_files_hold_the_same_counts(client_of, staff, reviewed):
    client = client_of(staff)
    told = client.get(URL, {"as": "csv"})
    rows = list(csv.DictReader(io.StringIO(told.content.decode("utf-8-sig"))))
    assert [(r["代码"], r["已核"], r["更正"], r["剔除"]) for r in rows] == [
        ("rate before", "4", "0", "4"),
        ("noun before", "5", "2", "1"),
    ]
    assert rows[1]["更正：年度"] == "2"
    sheets = reading.read(client.get(URL, {"as": "xlsx"}).content)
    assert [sheet.name for sheet in sheets] == ["规则", "字段", "合计"]
    assert dict(sheets[2].rows)["更正"] == 2


def test_a_reason_that_excel_would_reckon_with_stays_words(client_of, staff, plan):
    row = plan.statements.first()
    row.rule = "=cmd()"
    row.save()
    reject(row, staff, "重复")
    told = client_of(staff).get(URL, {"as": "csv"}).content.decode("utf-8-sig")
    assert "'=cmd()" in told and ",=cmd" not in told


def test_asks_as_much_for_thirty_as_for_one(
    client_of, staff, bureau, django_assert_max_num_queries
):
    client = client_of(staff)
    query = {"field": "year"}
    correct(proposed(bureau, "小.txt", times=1), staff)
    with django_assert_max_num_queries(14) as first:
        client.get(URL, query)
    correct(proposed(bureau, "大.txt", times=30), staff)
    with django_assert_max_num_queries(len(first.captured_queries)):
        assert reviewed_in(client.get(URL, query).content.decode()) == 62


def correct(plan, user):
    rows = list(plan.statements.all())
    changes = [editing.Change(row, 1, {"year": 2030}) for row in rows]
    editing.change_rows(changes, user=user)

"""The review desk: what it shows, and what each decision does."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from indicators.models import Indicator, Unit
from plans import editing
from plans.models import OpenRow, Plan, ReviewState
from plans.review.pace import minutes_left
from tests.conftest import person
from tests.plans.records import now, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(staff):
    client = Client()
    client.force_login(staff)
    return client


@pytest.fixture
def colleague(bureau):
    return person("李股长", "bureau_admin", bureau)


def url(name, plan, *more):
    return reverse(name, args=[plan.pk, *more])


def form_of(row, **changes):
    """What the browser sends for a statement as it stands, with changes."""
    sent = {
        "version": row.version,
        "indicator_name": row.indicator_name,
        "indicator": row.indicator.name if row.indicator else "",
        "value": f"{row.value:f}",
        "unit": row.unit,
        "comparator": row.comparator,
        "nature": row.nature,
        "year": row.year or "",
        "category": row.category,
    }
    return sent | changes


def htmx(client, address, data, **options):
    return client.post(address, data, headers={"HX-Request": "true"}, **options)


def test_the_desk_shows_what_was_found_and_what_was_not(clerk, plan, row):
    html = clerk.get(url("review", plan)).content.decode()
    card = html[html.index(f'id="c-{row.key}"') :]
    assert "新建幼儿园数" in card and "第1批新建幼儿园<b>1所</b>" in card
    assert "教育股" in card[: card.index("</article>")] and "2023-06-30" in card
    assert re.search(r"已核 <b>0</b> / 5", html)
    assert "未识别：" in card


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("show=funding", "4.4亿元", "is-task"),
        ("show=task", "is-task", "4.4亿元"),
        ("show=open", "is-proposed", "is-school"),
        ("show=rejected", "没有符合条件的记录", "is-proposed"),
        ("q=第2批", "第2批", ">第1批"),
        ("show=unknown", "is-proposed", "没有符合条件"),
    ],
)
def test_filters_show_what_was_asked_for(query, shown, hidden, clerk, plan):
    html = clerk.get(f"{url('review', plan)}?{query}").content.decode()
    pane = html[html.index('id="records"') : html.index('id="news"')]
    assert shown in pane and hidden not in pane


def test_accepting_answers_with_the_card_and_the_progress(clerk, plan, row, staff):
    address = url("review-decide", plan, row.key)
    html = htmx(clerk, address, {"state": "accepted", "version": 1}).content.decode()
    assert 'data-state="accepted"' in html and "已核 <b>1</b> / 5" in html
    assert (now(row).state, now(row).reviewed_by) == ("accepted", staff)


def test_without_a_script_a_decision_leads_back_to_its_card(clerk, plan, row):
    address = url("review-decide", plan, row.key) + "?show=open"
    response = clerk.post(address, {"state": "accepted", "version": 1})
    assert response.status_code == 302
    assert response["Location"] == f"{url('review', plan)}?show=open&at={row.start}#c-{row.key}"


def test_rejecting_keeps_its_reason_and_can_be_undone(clerk, plan, row):
    sent = {"state": "rejected", "version": 1, "why": "不是指标"}
    html = htmx(clerk, url("review-decide", plan, row.key), sent).content.decode()
    assert "已剔除" in html and "不是指标" in html
    html = htmx(clerk, url("review-undo", plan), {}).content.decode()
    assert "已撤销上一步（1 条）" in html
    assert now(row).state == ReviewState.PROPOSED
    assert "没有可以撤销的操作" in htmx(clerk, url("review-undo", plan), {}).content.decode()


def test_what_others_changed_since_is_not_undone(clerk, plan, row, colleague):
    htmx(clerk, url("review-decide", plan, row.key), {"state": "accepted", "version": 1})
    editing.change(now(row), user=colleague, version=2, values={"value": Decimal(3)})
    html = htmx(clerk, url("review-undo", plan), {}).content.decode()
    assert "不能撤销。请打开那一条直接修改" in html
    assert now(row).value == 3


@pytest.mark.parametrize("state", ["", "corrected", "nonsense"])
def test_a_decision_that_does_not_exist_is_refused(state, clerk, plan, row):
    sent = {"state": state, "version": 1}
    assert htmx(clerk, url("review-decide", plan, row.key), sent).status_code == 422
    assert now(row).state == ReviewState.PROPOSED


def test_a_section_is_accepted_as_it_was_seen(clerk, plan, row, colleague):
    rows = list(plan.statements.all())
    picks = [f"{r.key}:{r.version}" for r in rows] + ["x1:1", "s:1", "s999:1", "s1:x"]
    editing.change(row, user=colleague, version=1, values={"value": Decimal(3)})
    editing.decide([now(row)], user=colleague, state=ReviewState.PROPOSED)
    html = htmx(clerk, url("review-section", plan), {"pick": picks}).content.decode()
    assert "已通过 3 条；1 条刚被别人改过" in html
    assert now(row).state == ReviewState.PROPOSED
    clerk.post(url("review-undo", plan))
    assert plan.statements.undecided().count() == 4


def test_a_form_holds_the_row_and_corrects_it(clerk, plan, row):
    address = url("review-form", plan, row.key)
    html = clerk.get(address).content.decode()
    assert 'value="新建幼儿园数"' in html and 'name="version" value="1"' in html
    sent = form_of(row, value="1.2万", unit="个", year="2024")
    assert htmx(clerk, address, sent).status_code == 200
    assert (now(row).value, now(row).unit, now(row).year) == (12000, "个", 2024)
    assert now(row).state == ReviewState.CORRECTED


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"value": "很多"}, "不是数字"),
        ({"value": ""}, "请填数值"),
        ({"indicator": "没有的指标"}, "没有名为“没有的指标”的目录指标"),
        ({"year": "1066"}, "年度应在"),
        ({"unit": "%"}, "单位"),
        ({"school": "无名小学"}, "没有名为“无名小学”的学校"),
        ({"region": "蓬莱"}, "不存在"),
        ({"comparator": "between"}, "区间要填上限"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(
    changes, message, clerk, plan, row
):
    sent = form_of(row, scope="城区") | changes
    response = htmx(clerk, url("review-form", plan, row.key), sent)
    html = response.content.decode()
    assert response.status_code == 422
    assert message in html and 'value="城区"' in html
    assert now(row).version == 1


def test_a_stale_save_shows_both_versions_and_loses_neither(clerk, plan, row, colleague):
    editing.change(row, user=colleague, version=1, values={"value": Decimal(5)})
    response = htmx(clerk, url("review-form", plan, row.key), form_of(row, value="7"))
    html = response.content.decode()
    assert response.status_code == 409
    assert "现在：5" in html and "您填：7" in html
    assert 'name="version" value="2"' in html and 'value="7"' in html
    assert now(row).value == 5
    htmx(clerk, url("review-form", plan, row.key), form_of(row, value="7", version="2"))
    assert now(row).value == 7


def test_a_stale_decision_shows_the_row_as_it_stands(clerk, plan, row, colleague):
    editing.change(row, user=colleague, version=1, values={"value": Decimal(5)})
    address = url("review-decide", plan, row.key)
    response = htmx(clerk, address, {"state": "rejected", "version": 1})
    assert response.status_code == 409
    assert "刚被别人改过" in response.content.decode()
    assert now(row).state == ReviewState.CORRECTED


def test_a_task_gets_units_by_name_and_new_ones_are_made(clerk, plan, bureau):
    task = plan.tasks.get()
    sent = {"version": 1, "number": "一", "title": "扩充学位", "text": "全部内容"}
    sent |= {"lead_unit": "教育股", "supporting_units": "财务股、督导室", "due_on": "2023-09-01"}
    assert htmx(clerk, url("review-form", plan, task.key), sent).status_code == 200
    assert {u.name for u in now(task).supporting_units.all()} == {"财务股", "督导室"}
    assert Unit.objects.get(name="督导室").region == bureau


def test_a_wrong_form_makes_no_unit(clerk, plan):
    sent = {"version": 1, "lead_unit": "全新单位", "due_on": "明天"}
    assert htmx(clerk, url("review-form", plan, plan.tasks.get().key), sent).status_code == 422
    assert not Unit.objects.filter(name="全新单位").exists()


def test_a_new_indicator_is_made_on_request_alone(clerk, plan, row):
    address = url("review-form", plan, row.key)
    sent = form_of(row, indicator="新增公办园数")
    assert htmx(clerk, address, sent).status_code == 422
    assert htmx(clerk, address, sent | {"makes_indicator": "on"}).status_code == 200
    made = Indicator.objects.get(name="新增公办园数")
    assert (made.unit, now(row).indicator) == ("所", made)


def test_the_header_is_corrected_and_confirmed(clerk, plan, staff):
    sent = {"version": plan.version, "title": "青禾县2024年计划", "kind": "plan", "year": "2024"}
    sent |= {"level": "county", "region": "530199", "issuer": "青禾县教育局"}
    assert htmx(clerk, url("review-form", plan, plan.key), sent).status_code == 200
    plan.refresh_from_db()
    assert (plan.title, plan.year, plan.confirmed_by) == ("青禾县2024年计划", 2024, staff)


def test_a_suggestion_is_taken_with_one_press(clerk, plan, row):
    row.indicator = None
    row.save()
    html = clerk.get(url("review", plan)).content.decode()
    assert "对应：新建幼儿园数" in html
    chosen = Indicator.objects.get(code="K1")
    sent = {"indicator": chosen.pk, "version": 1}
    assert htmx(clerk, url("review-match", plan, row.key), sent).status_code == 200
    assert now(row).indicator == chosen


def test_a_missed_record_is_added_at_its_place(clerk, plan):
    text = plan.source.content.repaired
    at = text.value.index("第2批新建幼儿园2所")
    query = f"?from={at}&to={at + 10}&kind=statement"
    html = clerk.get(url("review-add", plan) + query).content.decode()
    assert 'name="value" value="2"' in html and 'value="所"' in html
    sent = {"indicator_name": "新建园", "value": "2", "unit": "所", "year": "2023"}
    sent |= {"comparator": "exactly", "nature": "target", "category": "indicator"}
    assert clerk.post(url("review-add", plan) + query, sent).status_code == 302
    added = plan.statements.get(indicator_name="新建园")
    shown = plan.source.content.text[added.start : added.end]
    assert (added.text, shown, added.state, added.rule) == ("2所", "2所", "accepted", "by_hand")
    assert added.quote.startswith("第2批") and added.task == plan.tasks.get()


@pytest.mark.parametrize(
    ("words", "message"),
    [("幼儿园", "出现 2 处"), ("没有这些字", "没有找到")],
)
def test_words_must_stand_once_to_be_a_place(words, message, clerk, plan):
    response = clerk.get(url("review-add", plan), {"words": words})
    assert response.status_code == 422
    assert message in response.content.decode()


def test_words_that_stand_once_are_a_place(clerk, plan):
    html = clerk.get(url("review-add", plan), {"words": "第2批新建幼儿园2所"}).content.decode()
    assert 'name="value" value="2"' in html


@pytest.mark.parametrize("query", ["from=5&to=5", "from=0&to=99999", "from=-1&to=3", "from=9&to=3"])
def test_an_empty_or_wrong_selection_asks_again(query, clerk, plan):
    response = clerk.get(f"{url('review-add', plan)}?{query}&kind=statement")
    assert response.status_code in (200, 422)
    assert "原文中的文字" in response.content.decode()


def test_a_missed_task_is_added_between_its_neighbours(clerk, plan):
    text = plan.source.content.repaired.value
    at = text.index("教育股牵头")
    query = f"?from={at}&to={at + 5}&kind=task"
    sent = {"number": "", "title": "教育股牵头", "text": "教育股牵头"}
    assert clerk.post(url("review-add", plan) + query, sent).status_code == 302
    first, added = plan.tasks.all()
    assert (added.title, added.depth) == ("教育股牵头", first.depth)


def test_a_doubt_is_settled_with_a_note_and_can_come_back(clerk, plan, staff):
    doubt = plan.problems.get()
    address = url("review-problem", plan, doubt.pk)
    html = clerk.post(address, {"note": " "}, follow=True).content.decode()
    assert "请写一句处理说明" in html
    clerk.post(address, {"note": "与统计表核对，以表为准"})
    doubt.refresh_from_db()
    assert (doubt.resolved_by, doubt.note) == (staff, "与统计表核对，以表为准")
    clerk.post(address, {"reopen": "1"})
    doubt.refresh_from_db()
    assert doubt.resolved_at is None


def test_a_doubt_makes_the_rows_at_its_place_doubtful(clerk, plan):
    html = clerk.get(url("review", plan) + "?show=doubtful").content.decode()
    task = plan.tasks.get()
    assert f'id="c-{task.key}"' in html
    clerk.post(url("review-problem", plan, plan.problems.get().pk), {"note": "无误"})
    html = clerk.get(url("review", plan) + "?show=doubtful").content.decode()
    assert f'id="c-{task.key}"' not in html


def test_a_row_shows_who_has_it_open(clerk, plan, row, colleague):
    other = Client()
    other.force_login(colleague)
    assert other.post(url("review-hold", plan, row.key)).status_code == 204
    assert "李股长正在修改" in clerk.get(url("review", plan)).content.decode()
    OpenRow.objects.update(opened_at=timezone.now() - timedelta(minutes=5))
    assert "李股长正在修改" not in clerk.get(url("review", plan)).content.decode()


def test_news_tell_what_colleagues_changed_and_nothing_else(clerk, plan, row, colleague, staff):
    since = timezone.now().isoformat()
    mine = plan.statements.exclude(pk=row.pk).first()
    editing.decide([mine], user=staff, state=ReviewState.ACCEPTED)
    editing.change(row, user=colleague, version=1, values={"value": Decimal(5)})
    html = clerk.get(url("review-news", plan), {"since": since}).content.decode()
    assert f'id="c-{row.key}"' in html and f'id="c-{mine.key}"' not in html
    later = clerk.get(url("review-news", plan), {"since": timezone.now().isoformat()})
    assert "hx-swap-oob" not in later.content.decode()
    assert clerk.get(url("review-news", plan), {"since": "gestern"}).status_code == 200
    assert clerk.get(url("review-news", plan), {"since": "2026-13-41T00:00"}).status_code == 200


def test_adding_what_was_missed_shows_the_text_to_copy_from(clerk, plan):
    html = clerk.get(url("review-add", plan)).content.decode()
    assert "批新建幼儿园" in html[html.index('id="text-head"') :]
    assert "左边" not in html and url("review", plan) in html


def test_one_word_is_said_for_a_doubt_and_explained(clerk, plan):
    html = clerk.get(url("review", plan)).content.decode()
    assert "待核，有疑点" in html and "存疑" not in html and "请核" not in html
    assert "待核、疑点、把握不大、未识别是什么意思" in html


def test_a_card_that_comes_back_alone_keeps_its_doubt(clerk, plan):
    key = plan.tasks.get().key
    address = url("review-row", plan, key)
    html = clerk.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "待核，有疑点" in html


def test_a_leader_reads_and_decides_nothing(plan, row, bureau):
    client = Client()
    client.force_login(person("leader", "bureau_leader", bureau))
    html = client.get(url("review", plan)).content.decode()
    assert "新建幼儿园数" in html and 'data-do="accept"' not in html
    sent = {"state": "accepted", "version": 1}
    assert client.post(url("review-decide", plan, row.key), sent).status_code == 403
    assert client.get(url("review-form", plan, row.key)).status_code == 403


def test_a_plan_without_a_source_is_reviewed_as_well(clerk, bureau):
    plan = Plan.objects.create(bureau=bureau, title="手写的计划", region=bureau, state="draft")
    html = clerk.get(url("review", plan)).content.decode()
    assert "手写的计划" in html
    assert clerk.get(url("review-add", plan)).status_code == 403


def test_the_desk_asks_no_more_for_more_rows(
    clerk, bureau, plan, django_assert_max_num_queries, django_assert_num_queries
):
    many = recorded(bureau, name="长.txt", times=30).plans.get()
    with django_assert_max_num_queries(60) as few:
        clerk.get(url("review", plan))
    with django_assert_num_queries(len(few)):
        clerk.get(url("review", many))


def at(second):
    return datetime(2025, 3, 1, 9, 0, tzinfo=UTC) + timedelta(seconds=second)


@pytest.mark.parametrize(
    ("seconds", "undecided", "minutes"),
    [
        ((0, 6, 12, 18, 24, 30), 60, 6),
        ((0, 6, 12, 18, 24, 30), 0, None),
        ((0, 6, 12), 60, None),
        ((0, 6, 12, 3600, 3606, 3612), 60, 6),
        ((30, 0, 24, 6, 18, 12), 60, 6),
        ((0, 0, 0, 0, 0), 10, 1),
    ],
)
def test_time_left_follows_the_pace_of_the_last_decisions(seconds, undecided, minutes):
    assert minutes_left([at(second) for second in seconds], undecided) == minutes

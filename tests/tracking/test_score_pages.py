"""Pages of scores: how each arose, judgements, frozen periods, bad input in words."""

from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from plans.models import Period, ScoreJudgement, ScoreScheme
from plans.tracking import judging
from tests.plans.campaigning import day
from tests.tracking.matters import Desk
from tests.tracking.test_judging import LAST, closed_on, of_last_month

pytestmark = pytest.mark.django_db

QUERY = {"kind": LAST.kind, "day": LAST.first.isoformat()}


@pytest.fixture
def desk(bureau):
    return Desk(bureau)


def address(name, *args, **query):
    return f"{reverse(name, args=args)}?{urlencode(QUERY | query)}"


def test_a_score_can_be_followed_to_its_matters(client_of, desk):
    of_last_month(desk.matter("closed", title="消防通道整治"), **closed_on(20))
    of_last_month(desk.matter("closed", title="护学岗设置"), **closed_on(25))
    client = client_of(desk.people["bureau_staff"])
    html = client.get(address("tracking-scores")).content.decode()
    assert "<b>50</b>" in html and reverse("tracking-score", args=["unit", desk.unit.pk]) in html
    html = client.get(address("tracking-score", "unit", desk.unit.pk)).content.decode()
    assert "消防通道整治" in html and "护学岗设置" in html and "30 分（满分 60）" in html
    assert 'name="points"' not in html


def test_a_frozen_period_is_explained_by_the_scheme_that_it_was_frozen_with(client_of, desk):
    of_last_month(desk.matter("closed"), **closed_on(20))
    of_last_month(desk.matter("working"), cadence="weekly", due_on=day(90))
    judging.set_scheme(user=desk.admin, on_time=60, reached=30, heard=10, cap=10)
    client = client_of(desk.leader)
    client.post(reverse("tracking-freeze"), QUERY)
    judging.set_scheme(user=desk.admin, on_time=90, reached=0, heard=10, cap=10)
    html = client.get(address("tracking-score", "unit", desk.unit.pk)).content.decode()
    assert "60 分（满分 60）" in html


def test_each_matter_of_a_score_is_a_link_and_the_day_is_filled_in(client_of, desk):
    matter = of_last_month(desk.matter("closed"), **closed_on(20))
    html = client_of(desk.leader).get(address("tracking-score", "unit", desk.unit.pk))
    html = html.content.decode()
    assert f'href="{reverse("matter", args=[matter.pk])}"' in html
    assert f'name="day" value="{LAST.last.isoformat()}"' in html


def test_points_are_given_and_offset_on_the_page(client_of, desk):
    of_last_month(desk.matter("closed"), **closed_on(20))
    client = client_of(desk.leader)
    where = address("tracking-score", "unit", desk.unit.pk)
    sent = {"day": LAST.last.isoformat(), "points": "-2.5", "reason": "迟报安全月报"}
    assert client.post(where, sent).status_code == 302
    assert "97.5" in client.get(address("tracking-scores")).content.decode()
    row = ScoreJudgement.objects.get()
    assert (row.points, row.by, row.whom) == (Decimal("-2.5"), desk.leader, desk.unit)
    client.post(reverse("tracking-offset", args=[row.pk]), {"reason": "查实已按时报送"})
    html = client.get(where).content.decode()
    assert "已冲销" in html and "<b>100</b>" in html


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"points": "3"}, "必填"),
        ({"points": "abc", "reason": "好"}, "输入一个数字"),
        ({"points": "", "reason": "好"}, "请填写加分或减分"),
        ({"points": "999", "reason": "好"}, "不超过 100 分"),
        ({"points": "1", "reason": "好", "day": "昨天"}, "日期"),
    ],
)
def test_what_is_wrong_with_a_judgement_is_said_and_nothing_written(sent, told, client_of, desk):
    where = address("tracking-score", "unit", desk.unit.pk)
    response = client_of(desk.leader).post(where, {"day": LAST.last.isoformat(), **sent})
    assert response.status_code == 422 and told in response.content.decode()
    assert not ScoreJudgement.objects.exists()


def test_a_frozen_period_shows_what_moved_since(client_of, desk):
    matter = of_last_month(desk.matter("closed"), **closed_on(20))
    client = client_of(desk.leader)
    assert "封存" in client.get(address("tracking-scores")).content.decode()
    client.post(reverse("tracking-freeze"), QUERY)
    assert Period.objects.get().closed_by == desk.leader
    assert "有出入" not in client.get(address("tracking-scores")).content.decode()
    of_last_month(matter, **closed_on(25))
    html = client.get(address("tracking-scores")).content.decode()
    assert "有出入" in html
    response = client.get(address("tracking-scores", **{"as": "xlsx"}))
    assert response["Content-Disposition"].startswith("attachment")


def test_what_still_runs_is_not_frozen(client_of, desk):
    query = {"kind": "month", "day": LAST.after.first.isoformat()}
    response = client_of(desk.leader).post(reverse("tracking-freeze"), query, follow=True)
    assert "还没有结束" in response.content.decode() and not Period.objects.exists()


@pytest.mark.parametrize("query", ["kind=week", "day=2026-13-40", "day=0001-01-01", "day=%00"])
def test_a_period_that_is_none_is_said(query, client_of, desk):
    response = client_of(desk.leader).get(f"{reverse('tracking-scores')}?{query}")
    assert response.status_code == 200 and 'role="alert"' in response.content.decode()


def test_a_scheme_is_changed_for_all_that_is_not_frozen(client_of, desk):
    client, where = client_of(desk.admin), reverse("tracking-scheme")
    sent = {"on_time": 70, "reached": 20, "heard": 5, "cap": 10}
    sent |= {f"weight_{kind}": 1 for kind in ("plan", "instruction", "meeting", "superior")}
    sent["weight_finding"] = 2
    response = client.post(where, sent)
    assert response.status_code == 422 and "合计要等于 100" in response.content.decode()
    assert client.post(where, sent | {"heard": 10}).status_code == 302
    row = ScoreScheme.objects.get()
    assert (row.on_time, row.weights["finding"]) == (Decimal(70), "2")
    assert 'value="2"' in client.get(where).content.decode()


def test_an_empty_period_says_what_to_do(client_of, desk):
    html = client_of(desk.leader).get(address("tracking-scores")).content.decode()
    assert "还没有可以评分的事项" in html

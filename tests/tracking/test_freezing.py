"""A period is frozen with its matters as they stood at its end; later edits leave it alone."""

from contextlib import contextmanager
from datetime import datetime, time
from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from plans.models import AppendOnlyError, Matter, Period, ScoreScheme
from plans.tracking import freezing, judging, proposing, steps
from plans.tracking.periods import span_of
from tests.plans.campaigning import day
from tests.tables.workbooks import rows_of
from tests.tracking.matters import NOTE

pytestmark = pytest.mark.django_db
LAST = span_of("month", day()).before
QUERY = {"kind": LAST.kind, "day": LAST.first.isoformat()}
EARLY, MIDDLE = LAST.first, LAST.first.replace(day=15)


@contextmanager
def on(day_):
    """The clock stands at noon of a day."""
    noon = timezone.make_aware(datetime.combine(day_, time(12)))
    with patch("django.utils.timezone.now", return_value=noon):
        yield


def sent(desk, **facts):
    """A matter that was sent and taken up on the first day of the last month."""
    given = {"due_on": day(60), "begun_on": EARLY} | facts
    with on(EARLY):
        return desk.matter("working", **given)


def report(desk, matter, progress, day_=None):
    matter.refresh_from_db()
    with on(day_ or day()):
        seen = {"user": desk.lead, "version": matter.version}
        return steps.report(matter, **seen, progress=progress, note=NOTE)


def frozen(desk):
    return {row["pk"]: row for row in freezing.frozen(desk.bureau.pk, LAST.last)}


def test_each_matter_stands_as_it_did_at_the_end(desk):
    matter = sent(desk)
    report(desk, matter, 40, MIDDLE)
    report(desk, matter, 90)
    row = frozen(desk)[matter.pk]
    assert (row["state"], row["progress"], row["lead"]) == ("working", 40, "安全股")
    assert (row["light"], row["due_on"]) == ("blue", day(60).isoformat())


def test_what_was_closed_since_was_open_then_and_late_then(desk):
    matter = sent(desk, due_on=MIDDLE)
    matter.refresh_from_db()
    done = steps.finish(matter, user=desk.lead, version=matter.version, note=NOTE)
    steps.close(done, user=desk.leader)
    row = frozen(desk)[matter.pk]
    assert (row["state"], row["light"], row["progress"]) == ("working", "red", 0)


def test_what_was_closed_then_and_reopened_since_was_closed_then(desk):
    matter = sent(desk)
    matter.refresh_from_db()
    with on(MIDDLE):
        done = steps.finish(matter, user=desk.lead, version=matter.version, note=NOTE)
        steps.close(done, user=desk.leader)
    steps.reopen(matter, user=desk.leader, reason="复查", due_on=day(99))
    row = frozen(desk)[matter.pk]
    assert (row["state"], row["light"], row["progress"]) == ("closed", "grey", 100)
    assert row["due_on"] == day(60).isoformat()


def test_a_day_that_was_moved_since_is_the_old_one(desk):
    matter = sent(desk)
    steps.ask_extension(matter, user=desk.lead, until=day(90), reason="雨季")
    steps.grant_extension(matter, user=desk.leader)
    assert frozen(desk)[matter.pk]["due_on"] == day(60).isoformat()


def test_what_was_sent_since_or_stopped_then_is_not_frozen(desk):
    fresh = desk.matter("working", title="本月下发")
    over = sent(desk, title="当时已终止")
    with on(MIDDLE):
        steps.stop(over, user=desk.leader, reason="取消")
    assert not {fresh.pk, over.pk} & set(frozen(desk))


def test_a_whole_has_the_progress_that_its_parts_had(desk):
    whole = sent(desk)
    with on(EARLY):
        parts = [{"title": t, "lead_unit": desk.unit} for t in ("甲", "乙")]
        one, two = proposing.break_down(whole, user=desk.admin, parts=parts)
        for part in (one, two):
            steps.acknowledge(steps.dispatch(part, user=desk.admin), user=desk.lead)
    report(desk, one, 60, MIDDLE)
    report(desk, two, 100)
    assert frozen(desk)[whole.pk]["progress"] == 30
    assert Matter.objects.get(pk=whole.pk).progress == 80


def test_a_period_is_frozen_without_a_scheme_and_never_changes(desk):
    matter = sent(desk)
    period = judging.close_period(user=desk.leader, span=LAST)
    assert not ScoreScheme.objects.exists() and period.scheme is None
    before = period.matters
    Matter.objects.filter(pk=matter.pk).update(progress=77, lead_unit=None, due_on=day(5))
    period.refresh_from_db()
    assert period.matters == before and before[0]["progress"] == 0
    period.matters = []
    with pytest.raises(AppendOnlyError):
        period.save()


def page(client, **query):
    return client.get(reverse("tracking-periods"), QUERY | query)


def test_the_page_freezes_and_shows_then_beside_now(desk, client_of):
    matter, quiet = sent(desk), sent(desk, title="没有变化的")
    client = client_of(desk.leader)
    assert "封存后不能撤销" in page(client).content.decode()
    response = client.post(reverse("tracking-freeze"), QUERY | {"to": "periods"})
    assert response["Location"].startswith(reverse("tracking-periods"))
    assert not page(client).context["changed"]
    report(desk, matter, 55, day(1))
    response = page(client)
    html = response.content.decode()
    assert "补报" in html and "1 件有变化" in html and "没有变化的" in html
    pairs = {pair.now.matter.pk: pair for pair in response.context["pairs"]}
    assert "进度" in pairs[matter.pk].changes and pairs[matter.pk].late == 1
    assert pairs[quiet.pk].changes == "" and pairs[quiet.pk].late == 0
    assert "没有变化的" not in page(client, only="changed").content.decode()
    log = client.get(reverse("matter", args=[matter.pk])).content.decode()
    assert "补报" in log
    rows = rows_of(page(client, **{"as": "xlsx"}).content, "封存的事项")
    line = next(row for row in rows if row[1] == str(matter))
    assert (line[5], line[10], line[13]) == (0, 55, 1)


def test_a_report_after_the_next_freezing_is_late_for_that_one(desk, client_of):
    matter = sent(desk)
    older = LAST.before
    Period.objects.create(
        bureau=desk.bureau, kind="month", begins_on=older.first, ends_on=older.last,
        closed_by=desk.leader, closed_at=timezone.now(), snapshot=[],
        matters=[row | {"pk": matter.pk} for row in freezing.frozen(desk.bureau.pk, LAST.last)],
    )  # fmt: skip
    judging.close_period(user=desk.leader, span=LAST)
    report(desk, matter, 10)
    [pair] = freezing.compared(Period.objects.get(ends_on=older.last), desk.leader)
    assert pair.late == 0


def test_who_may_not_freeze_is_offered_nothing(desk, client_of):
    sent(desk)
    client = client_of(desk.lead)
    html = page(client).content.decode()
    assert "请局领导或管理员" in html and "封存后不能撤销" not in html
    assert client.post(reverse("tracking-freeze"), QUERY | {"to": "periods"}).status_code == 403
    with pytest.raises(PermissionDenied):
        judging.close_period(user=desk.lead, span=LAST)


@pytest.mark.parametrize("query", [{"kind": "week"}, {"day": "0000"}, {"day": "9999-01-01"}])
def test_a_period_that_is_none_is_said(query, desk, client_of):
    html = client_of(desk.lead).get(reverse("tracking-periods"), query).content.decode()
    assert 'role="alert"' in html


def test_queries_do_not_grow(desk, client_of, django_assert_max_num_queries):
    for n in range(8):
        report(desk, sent(desk, title=f"事项{n}"), 20)
    judging.close_period(user=desk.leader, span=LAST)
    client = client_of(desk.leader)
    with django_assert_max_num_queries(20):
        page(client)
    with django_assert_max_num_queries(4):
        freezing.frozen(desk.bureau.pk, LAST.last)

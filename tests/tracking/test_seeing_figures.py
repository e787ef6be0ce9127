"""Every figure of every page is a link to just as many rows as it says, in constant queries."""

from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plans.models import Matter, MatterStep
from plans.tracking import choosing, life
from plans.tracking.cells import COLUMNS, PARTS, cells_of, quietest, stays_of
from plans.tracking.looking import SHOWS, light_of, mark_of, owes
from plans.tracking.ruling import rulebook
from plans.tracking.summing import GROUPS, tally
from tests.plans.campaigning import day
from tests.tracking.matters import Desk, call
from tests.tracking.seeing import PAGES, figures, forget, rows_found, sampled, tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(bureau):
    return Desk(bureau)


@pytest.fixture
def full(desk):
    """A bureau with matters in every state and light."""
    sampled(desk)
    return desk


@pytest.mark.parametrize("by", sorted(GROUPS))
def test_each_figure_of_the_overview_leads_to_its_rows(by, full, client_of):
    page = tree(client_of(full.admin).get(f"/tracking/?by={by}"))
    found = figures(page)
    assert len(found) > 40
    wrong = {
        href: (rows, rows_found(href, full.admin))
        for href, rows, _ in set(found)
        if rows_found(href, full.admin) != rows
    }
    assert not wrong
    assert all(int(words) == rows for _, rows, words in found if words.isdecimal())


def test_each_figure_of_the_calendar_leads_to_its_rows(full, client_of):
    client, seen = client_of(full.leader), 0
    for days in (-60, -30, 0, 30, 60, 90):
        page = tree(client.get(f"/tracking/calendar/?month={day(days):%Y-%m}"))
        for href, rows, words in figures(page):
            assert rows_found(href, full.leader) == rows > 0, href
            assert str(rows) in words
            seen += 1
    assert seen > 10


def test_numbers_without_rows_are_no_links(desk, client_of):
    desk.matter("working", title="开展校舍安全排查", due_on=day(200))
    page = tree(client_of(desk.admin).get("/tracking/"))
    cells = page.xpath("//table[contains(@class,'board')]/tbody//td[contains(@class,'of-red')]")
    assert [cell.text_content().strip() for cell in cells] == ["0"]
    assert not cells[0].xpath(".//a")


@pytest.mark.parametrize("by", sorted(COLUMNS))
def test_sums_know_the_same_as_the_filters_and_the_rows(by, full):
    matters = Matter.objects.visible_to(full.admin)
    rows = list(matters.for_list())
    cells, waits = cells_of(matters, by, day(), rulebook()), stays_of(matters, day())
    book = rulebook()
    signs = {row.pk: sign for row in rows if (sign := light_of(row, day(), book))}
    found = tally(cells)
    for name, shown in SHOWS.items():
        told = sum(mark_of(sign) in shown for sign in signs.values())
        assert found.counts[name] == rows_found(f"/matters/?light={name}", full.admin) == told > 0
    assert found.due == rows_found("/matters/?mark=due", full.admin)
    assert found.due == sum(owes(row, day()) for row in rows)
    assert found.asking == rows_found("/matters/?mark=asking", full.admin) > 0
    open_ = [row.progress for row in rows if row.pk in signs and not row.closed_on]
    assert found.progress == sum(open_) // len(open_)
    for place, stop in enumerate(life.WAY):
        here = life.waiting(matters, stop.step)
        assert here.count() == sum(wait.rows for wait in waits if wait.place == place) > 0
        beyond = sum(wait.rows for wait in waits if wait.place >= place)
        assert life.reached(matters, stop.step).count() == beyond


@pytest.mark.parametrize("by", sorted(COLUMNS))
def test_of_each_group_the_matter_heard_of_longest_ago_is_named(by, full):
    matters = Matter.objects.visible_to(full.admin)
    cells = cells_of(matters, by, day(), rulebook())
    found = quietest(matters, by, cells, day())
    wanted = {}
    rows = matters.for_list().filter(state__in=("dispatched", "working"), is_divided=False)
    for heard_at, dispatched_at, *values in rows.values_list(
        "heard_at", "dispatched_at", *COLUMNS[by]
    ):
        days = (day() - timezone.localdate(heard_at or dispatched_at)).days
        for key in (PARTS[by](*values), None):
            wanted[key] = max(days, wanted.get(key, 0))
    assert {part: quiet.silent for part, quiet in found.items()} == wanted


def test_the_days_at_a_place_begin_with_the_step_that_led_there(full):
    steps = MatterStep.objects.exclude(from_state=F("to_state"))
    for matter in Matter.objects.all():
        last = steps.filter(matter=matter).order_by("at").last()
        assert matter.turned_on == timezone.localdate(last.at), matter.state


def test_the_migration_finds_the_day_of_the_last_turn(full):
    """Whatever its number is by now."""
    known = dict(Matter.objects.values_list("pk", "turned_on"))
    Matter.objects.update(turned_on=day(9))
    (path,) = Path("plans/migrations").glob("*_matter_turned_on_and_lights.py")
    import_module(f"plans.migrations.{path.stem}").find_turns(apps, None)
    assert dict(Matter.objects.values_list("pk", "turned_on")) == known


def test_a_divided_matter_owes_no_report_for_its_parts_do(full):
    whole = Matter.objects.filter(parts__isnull=False).distinct()
    whole.update(cadence="weekly", heard_at=None, dispatched_at=timezone.now() - timedelta(99))
    assert not choosing.owing(whole).exists()
    (wait,) = stays_of(whole, day())
    assert life.WAY[wait.place].name == "反馈"
    assert not any(cell.since for cell in cells_of(whole, "unit", day(), rulebook()))


def test_who_was_stopped_waits_for_no_extension(desk):
    matter = call("ask_extension", desk.matter("working"), desk.lead)
    where = "/matters/?mark=asking"
    assert rows_found(where, desk.admin) == 1
    call("stop", matter, desk.leader)
    assert rows_found(where, desk.admin) == 0


@pytest.mark.parametrize("path", PAGES)
def test_pages_take_the_same_queries_for_few_and_many(path, desk, client_of):
    client = client_of(desk.admin)
    counted = []
    for number in (25, 300):
        sampled(desk, number)
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            tree(client.get(path))
        counted.append(len(asked))
        forget()
    assert counted[0] == counted[1]

"""Every figure of every page is a link to just as many rows as it says, in constant queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.models import Matter
from plans.tracking import life
from plans.tracking.lines import lines_of
from plans.tracking.looking import SHOWS, owing
from plans.tracking.summing import GROUPS, tally
from tests.plans.campaigning import day
from tests.tracking.matters import Desk, call
from tests.tracking.seeing import PAGES, figures, rows_found, sampled, tree

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


def test_sums_know_the_same_as_the_filters(full):
    lines, matters = lines_of(full.admin), Matter.objects.visible_to(full.admin)
    assert len(lines) == matters.count()
    counts = tally(lines).counts
    for name in SHOWS:
        assert counts[name] == rows_found(f"/matters/?light={name}", full.admin) > 0, name
    assert {line.pk for line in lines if line.is_due} == set(owing(matters))
    for place, stop in enumerate(life.WAY):
        here = {line.pk for line in lines if line.place == place}
        assert here == set(life.waiting(matters, stop.step).values_list("pk", flat=True))
        beyond = {
            line.pk for line in lines if (line.place or 0) >= place and line.place is not None
        }
        assert beyond == set(life.reached(matters, stop.step).values_list("pk", flat=True))
        assert here, stop.name


def test_a_divided_matter_owes_no_report_for_its_parts_do(full):
    whole = Matter.objects.filter(parts__isnull=False).distinct().get()
    Matter.objects.filter(pk=whole.pk).update(cadence="weekly")
    line = next(line for line in lines_of(full.admin) if line.pk == whole.pk)
    assert not line.is_due and line.silent is None
    assert life.WAY[line.place].name == "反馈"
    assert whole.pk not in owing(Matter.objects.all())


def test_who_was_stopped_waits_for_no_extension(desk):
    matter = call("ask_extension", desk.matter("working"), desk.lead)
    where = "/matters/?mark=asking"
    assert rows_found(where, desk.admin) == 1 and lines_of(desk.admin)[0].asked_until == day(90)
    call("stop", matter, desk.leader)
    assert rows_found(where, desk.admin) == 0 and lines_of(desk.admin)[0].asked_until is None


def test_lines_take_two_queries_however_many_there_are(full, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert len(lines_of(full.admin)) > 40


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
        _forget()
    assert counted[0] == counted[1]


def _forget():
    """Steps are written once: a test that starts anew goes below the models."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM plans_matterstep")
        cursor.execute("DELETE FROM plans_finding")
        cursor.execute("DELETE FROM plans_matter_supporting_units")
        cursor.execute("UPDATE plans_matter SET parent_id = NULL")
        cursor.execute("DELETE FROM plans_matter")

"""A long source in parts: nothing is lost between them and every place finds its part."""

import re

import pytest
from django.urls import reverse

from plans.extraction.text import Text
from plans.models import Plan
from plans.sheets import sheet_of
from tests.plans.records import planned, recorded

LINES = "".join(f"第{n}行。\n" for n in range(40))
SMALL = 50


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    monkeypatch.setattr("plans.sheets.PART", SMALL)


def documents(*spans):
    return [Plan(start=start, end=end) for start, end in spans]


def all_sheets(text, length, plans):
    """Every sheet of a source, in order."""
    first = sheet_of(text, length, plans)
    for document in range(1, first.documents + 1):
        parts = sheet_of(text, length, plans, document=document).parts
        for part in range(1, parts + 1):
            yield sheet_of(text, length, plans, document=document, part=part)


@pytest.mark.parametrize("spans", [[], [(0, 200)], [(10, 90), (100, 180)], [(5, 30), (30, 60)]])
def test_the_sheets_of_a_source_hold_all_of_it_once(spans):
    text = Text.of(LINES)
    found = list(all_sheets(text, len(LINES), documents(*spans)))
    assert "".join(LINES[sheet.start : sheet.end] for sheet in found) == LINES
    assert all(sheet.end - sheet.start <= max(SMALL, 10) for sheet in found)
    assert {sheet.documents for sheet in found} == {max(1, len(spans))}


def test_parts_end_with_a_line_where_there_is_one():
    text = Text.of(LINES)
    assert all(LINES[sheet.end - 1] == "\n" for sheet in all_sheets(text, len(LINES), []))


def test_a_line_longer_than_a_part_is_cut():
    text = Text.of("长" * 4 * SMALL)
    found = list(all_sheets(text, len(text), []))
    assert len(found) == 4 and found[-1].end == 4 * SMALL


def test_removed_stretches_stay_with_the_part_before_them():
    cleaned = Text.of(LINES).edit([(20, 120, "")])
    found = list(all_sheets(cleaned, len(LINES), []))
    assert "".join(LINES[sheet.start : sheet.end] for sheet in found) == LINES


@pytest.mark.parametrize("at", [0, 9, 10, 49, 51, 99, 100, 150, 10_000])
def test_a_place_finds_the_sheet_that_holds_it(at):
    plans = documents((10, 90), (100, len(LINES)))
    sheet = sheet_of(Text.of(LINES), len(LINES), plans, at=at)
    assert sheet.start <= min(at, len(LINES) - 1) < sheet.end


def test_no_text_at_all_is_one_empty_sheet():
    sheet = sheet_of(Text.of(""), 0, [])
    assert (sheet.start, sheet.end, sheet.parts, sheet.documents) == (0, 0, 1, 1)


@pytest.mark.django_db
def test_every_record_is_on_the_part_that_its_place_leads_to(client_of, staff, bureau):
    source = recorded(bureau, times=6)
    planned(source, source.characters - 2, source.characters, "末篇")
    client = client_of(staff)
    page = reverse("source", args=[source.pk])
    for statement in source.plans.first().statements.all():
        html = client.get(f"{page}?at={statement.start}").content.decode()
        assert f'id="s{statement.pk}"' in html and f'id="c-s{statement.pk}"' in html
        assert re.search(r"第 \d 段，共 \d 段", html)


@pytest.mark.django_db
@pytest.mark.parametrize("view", ["", "&view=source"])
def test_parts_are_linked_one_after_the_other(view, client_of, staff, bureau):
    source = recorded(bureau, times=6)
    client = client_of(staff)
    address, seen = f"?document=1{view}", 0
    while address:
        html = client.get(reverse("source", args=[source.pk]) + address).content.decode()
        seen += html.count('<mark class="deadline" data-key')
        following = re.search(r'rel="next" href="([^"]+)"', html)
        address = following and following[1].replace("&amp;", "&")
    assert seen == 6

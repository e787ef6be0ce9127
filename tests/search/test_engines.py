"""Entries are found wherever their numbers lie."""

import pytest

from plans.models import SearchEntry
from plans.search import engines, index_source, parse_query, search
from tests.plans.records import recorded

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("size", [1, 3, 64])
def test_parts_of_the_index_hide_nothing_and_the_newest_entries_are_taken(
    size, bureau, staff, monkeypatch
):
    monkeypatch.setattr(engines, "PART", size)
    index_source(recorded(bureau, times=20))
    wanted = SearchEntry.objects.filter(kind="statement", text__contains="新建幼儿园")
    newest = list(wanted.order_by("-pk").values_list("pk", flat=True))
    assert len(newest) > 20
    terms = parse_query('"新建幼儿园"')
    assert set(search(staff, terms).numbers("statement")) == set(newest)
    assert set(search(staff, terms, most=5).numbers("statement")) == set(newest[:5])

"""Every address that may change something or gives a file has its words in the log."""

import inspect

import pytest
from django.urls import URLResolver, get_resolver, reverse

from eduplan.audit.deeds import is_file
from eduplan.audit.labels import CHANGES, DOWNLOADS, PAGES, PASSED_OVER, REMOVING
from eduplan.audit.models import AuditEntry
from tests.conftest import person
from tests.plans.records import recorded
from tests.plans.test_page_access import ALL_NAMES, INTERFACE, ONLY, address
from tests.walks.tables import TABLE

GIVING = {"download", "as_csv", "as_xlsx"}
"""Functions that make a file of something."""
OURS = sorted(ALL_NAMES - {"admin"})


def views(patterns):
    """Name and view of every address outside the admin site."""
    for pattern in patterns:
        if not isinstance(pattern, URLResolver):
            yield pattern.name, inspect.unwrap(pattern.callback)
        elif pattern.namespace != "admin" and str(pattern.pattern) != INTERFACE:
            yield from views(pattern.url_patterns)


@pytest.fixture
def admin(db, bureau):
    """Who may change anything."""
    user = person("all", "bureau_admin", bureau)
    user.is_superuser = True
    user.save()
    return user


def where(name, source):
    """Some address of that name; whether there is anything at it does not matter."""
    if name in TABLE:
        return reverse(name, args=[0] * len(TABLE[name].about))
    return address(name, source)


def test_what_takes_a_post_has_words(client_of, admin, bureau):
    source = recorded(bureau)
    taking = {
        name for name in OURS if client_of(admin).post(where(name, source)).status_code != 405
    }
    assert taking == {*CHANGES} | {name for name in PASSED_OVER if ":" not in name}
    assert not {*CHANGES} & {*PASSED_OVER}


def test_what_gives_a_file_has_words():
    found = views(get_resolver().url_patterns)
    giving = {name for name, view in found if GIVING & _used_by(view)}
    assert giving == set(DOWNLOADS)


def _used_by(view):
    """Names that a view uses, and the functions of its module that it calls."""
    if not inspect.isfunction(view):
        return set()
    used = set(view.__code__.co_names)
    beside = [view.__globals__.get(name) for name in used - {view.__name__}]
    inner = [_used_by(f) for f in beside if getattr(f, "__module__", "") == view.__module__]
    return used.union(*inner)


@pytest.mark.parametrize("query", ["", "?as=csv", "?as=xlsx"])
def test_no_file_leaves_without_an_entry(query, client_of, admin, bureau):
    source = recorded(bureau)
    client = client_of(admin)
    leaving = {name for name in OURS if is_file(client.get(where(name, source) + query))}
    assert leaving and leaving <= {*DOWNLOADS}
    exports = AuditEntry.objects.filter(action="export").values_list("name", "label")
    assert sorted(exports) == sorted((name, DOWNLOADS[name]) for name in leaving)


def test_what_may_be_refused_has_words():
    refusing = {name for name, codes in ONLY.items() if 403 in (code for _, code in codes)}
    assert refusing <= {*CHANGES, *DOWNLOADS, *PAGES}
    assert not {*PAGES} & {*CHANGES}


def test_the_table_names_no_address_that_there_is_not():
    known = {*ALL_NAMES, "admin:login", "admin:logout"}
    assert {*CHANGES, *DOWNLOADS, *PAGES, *PASSED_OVER, *REMOVING} <= known

"""Every address, for every role, about plans of the own county, other counties, other schools."""

import pytest
from django.urls import reverse

from eduplan.accounts.models import Role
from tests.plans.places import (
    KINDS,
    NOBODY,
    SECRET,
    doubt_of,
    somebody,
    title_of,
)
from tests.plans.test_page_access import (
    CHANGES,
    EVERYBODY,
    IMPORTERS,
    LOGIN,
    NAMES,
    OF_NO_BUREAU,
    ONLY,
    PEOPLE,
    POST_ONLY,
    READERS,
    addresses,
    expected,
    fingerprint,
)
from tests.plans.test_rights import ALLOWED

pytestmark = pytest.mark.django_db

OF_PERSON = {"filter-change", "filter-delete"}
"""Addresses about what a person keeps for himself."""
OF_ACCOUNT = {
    "login-code",
    "login-done",
    "account",
    "code-set-up",
    "code-off",
    "code-spare",
    "password-change",
}
"""Addresses about nobody but who asks."""
ABOUT_PLAN = sorted({*ONLY, *POST_ONLY} - OF_NO_BUREAU - OF_PERSON)
READ = {"plan", "plan-export"}
"""What is open to readers from outside the bureau."""
OF_DESK = {"source", "source-file", "name-forget"}
"""Addresses of what they do not see at all."""
ROOMS = {
    "home": "", "source-list": "", "plan-list": "?q=号计划", "name-list": "",
    "search": "?q=号计划", "plan-compare": "?q=号计划", "quality": "", "plan-new": "",
    "styles": "", "source-import": "", "admin": "", "audit": "",
}  # fmt: skip
"""Addresses about no plan in particular -> the query that finds every plan of the walk."""
LISTS = {"plan-list", "search", "plan-compare"}
"""Rooms that show every plan that the person sees."""
ELSEWHERE = {"login", "logout", "look", "filter-save", "post-switch", *OF_ACCOUNT, *OF_PERSON}
"""Addresses that show nothing; ``test_page_access`` and ``test_saved_filters`` ask for them."""


def test_no_address_is_left_out():
    assert {*ABOUT_PLAN, *ROOMS, *ELSEWHERE} == set(NAMES)
    assert set(EVERYBODY) <= {*ROOMS, *ELSEWHERE}


@pytest.fixture
def walk(world, client_of, record_property):
    """A function: role -> the sources by kind, and a counting ``ask`` for somebody of the role."""
    *places, sources = world
    asked = []

    def begin(role):
        client = client_of(somebody(role, *places))

        def ask(method, where):
            asked.append(where)
            return getattr(client, method)(where)

        return sources, ask

    yield begin
    record_property("combinations", len(asked))


def status_of_get(name, role, letters):
    """What reading answers, of a plan with which these verbs are allowed."""
    if name in POST_ONLY:
        return 405
    if "s" not in letters:
        return 404
    if "d" in letters:
        return expected(name, role)
    return 404 if name in OF_DESK else 200 if name in READ else 403


def status_of_post(name, role, letters):
    """What an empty change answers; None for an editor, who may change something."""
    if name not in CHANGES and name not in POST_ONLY:
        return 405
    if "c" in letters:
        return None
    if name == "unpublish" and "w" in letters:
        return 422
    outside = 404 if name in OF_DESK else 403
    return 404 if "s" not in letters else 403 if "d" in letters else outside


@pytest.mark.parametrize("role", [*PEOPLE, NOBODY])
def test_no_address_shows_or_changes_what_it_must_not(role, walk):
    sources, ask = walk(role)
    before = fingerprint()
    for kind, source in sources.items():
        letters = ALLOWED[role][kind].replace("-", "")
        for name, where in addresses(source, ABOUT_PLAN).items():
            response = ask("get", where)
            assert response.status_code == status_of_get(name, role, letters), (kind, name)
            assert not leaked(response, kind, letters), (kind, name)
            assert "d" in letters or SECRET not in response.content.decode(errors="replace")
            wanted = status_of_post(name, role, letters)
            if wanted:
                assert ask("post", where).status_code == wanted, (kind, name)
    assert fingerprint() == before


def leaked(response, kind, letters):
    """What a page says of a plan beyond what is allowed."""
    html = response.content.decode(errors="replace")
    unseen = [] if "s" in letters else [title_of(kind)]
    of_desk = [] if "d" in letters else [f"{kind}.txt", doubt_of(kind)]
    return [words for words in (*unseen, *of_desk) if words in html]


@pytest.mark.parametrize("role", [*PEOPLE, NOBODY])
def test_no_list_shows_what_it_must_not(role, walk):
    sources, ask = walk(role)
    for name, query in ROOMS.items():
        response = ask("get", reverse("admin:index" if name == "admin" else name) + query)
        assert response.status_code in (200, 302, 403), name
        html = response.content.decode()
        for kind, source in sources.items():
            letters = ALLOWED[role][kind]
            assert not leaked(response, kind, letters.replace("-", "")), (name, kind)
            if "s" in letters and name in LISTS:
                number = source.plans.get().pk
                assert f"/plans/{number}/" in html or f'value="{number}"' in html, (name, kind)


@pytest.mark.parametrize("role", [*PEOPLE, NOBODY])
def test_two_plans_are_compared_by_whoever_sees_both(role, walk):
    sources, ask = walk(role)
    seen = {kind for kind in KINDS if "s" in ALLOWED[role][kind]}
    for one in KINDS:
        for other in set(KINDS) - {one}:
            numbers = [sources[kind].plans.get().pk for kind in (one, other)]
            where = reverse("plan-compare") + "?a={}&b={}".format(*numbers)
            response = ask("get", where)
            assert response.status_code == (200 if {one, other} <= seen else 404), (one, other)
            html = response.content.decode()
            for kind in {one, other} - seen:
                assert title_of(kind) not in html
            if not {one, other} & {k for k in KINDS if "d" in ALLOWED[role][k]}:
                assert SECRET not in html and "/sources/" not in html.split("<main")[1]


def test_the_walk_knows_editors_and_readers():
    assert {role for role in PEOPLE if "c" in ALLOWED[role]["own draft"]} == IMPORTERS
    assert {role for role in PEOPLE if "d" in ALLOWED[role]["own draft"]} == READERS
    assert Role.DATA_CLIENT not in PEOPLE and LOGIN

"""Who may open what: every address for every role; a new address needs a line here."""

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from eduplan.accounts.models import Role
from plans.models import Source
from tests.conftest import person
from tests.plans.records import recorded

pytestmark = pytest.mark.django_db

LOGIN = "login"
"""Sent to the login page."""

IMPORTERS = {Role.BUREAU_STAFF, Role.BUREAU_ADMIN}
MEMBERS = {*IMPORTERS, Role.BUREAU_LEADER}
READERS = {*MEMBERS, Role.SYSTEM_ADMIN}

EVERYBODY = {
    "home": 302,
    "source-list": 200,
    "plan-list": 200,
    "login": 302,
    "logout": 405,
}
"""Address -> status of GET for whoever has signed in."""

ONLY = {
    "source": (READERS, 404),
    "source-file": (READERS, 404),
    "plan": (READERS, 404),
    "source-import": (IMPORTERS, 403),
}
"""Address -> the roles that may open it, and the status that others get."""

PUBLIC = {"login": 200}


def addresses():
    """Name of every address; those of the admin share one rule and stand as ``admin``."""
    for pattern in walk(get_resolver().url_patterns):
        yield pattern if isinstance(pattern, str) else pattern.name


def walk(patterns):
    for pattern in patterns:
        if not isinstance(pattern, URLResolver):
            yield pattern
        elif pattern.namespace == "admin":
            yield "admin"
        else:
            yield from walk(pattern.url_patterns)


NAMES = sorted(set(addresses()))


@pytest.fixture
def source(bureau):
    """A source of the bureau."""
    return recorded(bureau)


def address(name, source):
    if name == "admin":
        return reverse("admin:index")
    pk = {"source": source.pk, "source-file": source.pk, "plan": source.plans.get().pk}
    return reverse(name, args=[pk[name]] if name in pk else [])


def status(client, name, source):
    response = client.get(address(name, source))
    sent_to_login = response.status_code == 302 and "login/?next=" in response["Location"]
    return LOGIN if sent_to_login else response.status_code


def expected(name, role):
    if name == "admin":
        return LOGIN
    if name in ONLY:
        allowed, otherwise = ONLY[name]
        return 200 if role in allowed else otherwise
    return EVERYBODY[name]


def test_every_address_has_an_expectation():
    assert set(NAMES) == {"admin", *EVERYBODY, *ONLY}


@pytest.mark.parametrize("name", NAMES)
def test_a_stranger_is_sent_to_the_login_page(name, client, source):
    assert status(client, name, source) == PUBLIC.get(name, LOGIN)


@pytest.mark.parametrize("role", Role.values)
def test_each_role_opens_what_it_may(role, client_of, source, bureau):
    client = client_of(person("someone", role, bureau))
    found = {name: status(client, name, source) for name in NAMES}
    assert found == {name: expected(name, role) for name in NAMES}


@pytest.mark.parametrize("role", sorted(MEMBERS))
def test_another_county_finds_nothing(role, client_of, source, other_bureau):
    client = client_of(person("stranger", role, other_bureau))
    for name in ("source", "source-file", "plan"):
        assert client.get(address(name, source)).status_code == 404
    for name in ("source-list", "plan-list"):
        html = client.get(reverse(name)).content.decode()
        assert source.name not in html and "青禾县2023年" not in html


@pytest.mark.parametrize("role", sorted(set(Role.values) - READERS))
def test_lists_are_empty_for_roles_that_read_no_drafts(role, client_of, source, bureau):
    client = client_of(person("someone", role, bureau))
    for name in ("source-list", "plan-list"):
        html = client.get(reverse(name)).content.decode()
        assert source.name not in html and "青禾县2023年" not in html
        assert "<tbody>" not in html


def test_a_clerk_without_a_region_sees_and_imports_nothing(client_of, source):
    client = client_of(person("nobody", Role.BUREAU_STAFF))
    assert client.get(reverse("source-import")).status_code == 403
    assert client.get(address("source", source)).status_code == 404


@pytest.mark.parametrize("name", [n for n in NAMES if n not in {"login", "logout", "admin"}])
def test_pages_change_nothing_by_post_except_import(name, client_of, staff, source):
    response = client_of(staff).post(address(name, source))
    assert response.status_code == {"source-import": 422, "home": 302}.get(name, 405)
    assert Source.objects.count() == 1


@pytest.mark.parametrize("name", ["source-import", "logout", "login"])
def test_a_post_without_token_is_refused_in_chinese(name, staff):
    client = Client(enforce_csrf_checks=True)
    if name != "login":
        client.force_login(staff)
    response = client.post(reverse(name))
    assert response.status_code == 403
    assert "页面已过期" in response.content.decode()


def test_logging_out_takes_a_post(client_of, staff):
    client = client_of(staff)
    assert client.post(reverse("logout")).status_code == 302
    assert client.get(reverse("source-list")).status_code == 302


def test_a_wrong_password_is_said_in_chinese(client, staff):
    response = client.post(reverse("login"), {"username": "staff", "password": "falsch"})
    assert "用户名或密码不对" in response.content.decode()


@pytest.mark.parametrize(("path", "status_code"), [("/sources/999/", 404), ("/nowhere/", 404)])
def test_what_does_not_exist_is_said_in_chinese_with_a_way_on(path, status_code, client_of, staff):
    response = client_of(staff).get(path)
    html = response.content.decode()
    assert response.status_code == status_code
    assert "没有找到" in html and f'href="{reverse("home")}"' in html


def test_a_refused_page_says_why(client_of, bureau):
    client = client_of(person("head", Role.SCHOOL_HEAD, bureau))
    html = client.get(reverse("source-import")).content.decode()
    assert "只有本局的管理员和科室人员可以导入文件" in html


def test_an_unexpected_error_is_said_in_chinese(client_of, staff, monkeypatch):
    client = client_of(staff)
    client.raise_request_exception = False
    monkeypatch.delattr("plans.views.sources.SourceFilter")
    response = client.get(reverse("source-list"))
    assert response.status_code == 500
    assert "系统出错" in response.content.decode()

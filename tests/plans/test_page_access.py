"""Who may open what: every address for every role; a new address needs a line here."""

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from eduplan.accounts.models import Role, User
from indicators.models import IndicatorAlias
from plans.history import TRACKED
from plans.models import Dropped, Problem, Publication, Source
from tests.conftest import person
from tests.plans.records import recorded
from tests.walks.tables import TABLE

pytestmark = pytest.mark.django_db

LOGIN = "login"
"""Sent to the login page."""

IMPORTERS = {Role.BUREAU_STAFF, Role.BUREAU_ADMIN}
MEMBERS = {*IMPORTERS, Role.BUREAU_LEADER}
READERS = {*MEMBERS, Role.SYSTEM_ADMIN}
PEOPLE = [role for role in Role.values if role != Role.DATA_CLIENT]
"""Roles that sign in; a program never does."""

EVERYBODY = {
    "home": 200,
    "source-list": 200,
    "plan-list": 200,
    "name-list": 200,
    "search": 200,
    "plan-compare": 200,
    "login": 302,
    "login-code": 302,
    "login-done": 200,
    "logout": 405,
    "account": 200,
    "code-set-up": 200,
    "code-off": 405,
    "code-spare": 405,
    "password-change": 200,
    "filter-save": 405,
}
"""Address -> status of GET for whoever has signed in."""

ONLY = {
    "source": ((READERS, 200),),
    "source-file": ((READERS, 200),),
    "plan": ((READERS, 200),),
    "source-import": ((IMPORTERS, 200), (set(Role), 403)),
    "review": ((READERS, 200),),
    "review-surest": ((READERS, 200),),
    "review-row": ((READERS, 302),),
    "review-news": ((READERS, 200),),
    "review-form": ((IMPORTERS, 200), (READERS, 403)),
    "review-add": ((IMPORTERS, 200), (READERS, 403)),
    "publish": ((READERS, 200),),
    "styles": (({Role.SYSTEM_ADMIN}, 200), (set(Role), 403)),
    "audit": (({Role.AUDITOR, Role.BUREAU_ADMIN, Role.SYSTEM_ADMIN}, 200), (set(Role), 403)),
    "plan-new": ((IMPORTERS, 200), (set(Role), 403)),
    "plan-edit": ((IMPORTERS, 200), (READERS, 403)),
    "plan-edit-row": ((IMPORTERS, 200), (READERS, 403)),
    "plan-edit-new": ((IMPORTERS, 200), (READERS, 403)),
    "quality": ((READERS, 200), (set(Role), 403)),
    "plan-history": ((READERS, 200),),
    "plan-differences": ((READERS, 200),),
    "plan-grid": ((READERS, 200),),
    "plan-export": ((READERS, 200),),
    "plan-import": ((IMPORTERS, 200), (READERS, 403)),
    "plan-marked": ((IMPORTERS, 404), (READERS, 403)),
}
"""Address -> roles and their status of GET, the first that fits counts; others find nothing."""

CHANGES = {
    "review-section": 302,
    "review-undo": 302,
    "review-aside": 302,
    "review-problem": 302,
    "review-form": 422,
    "review-add": 200,
    "review-decide": 302,
    "review-match": 404,
    "review-drop": 302,
    "review-hold": 204,
    "publish": 409,
    "plan-edit-row": 422,
    "plan-edit-new": 422,
    "plan-outline": 400,
    "plan-edit-undo": 302,
    "plan-restore": 302,
    "plan-grid": 302,
    "plan-import": 422,
}
"""Address of a plan -> status of an editor's empty POST; readers get 403, others 404."""

POST_ONLY = {
    "look",
    "review-section",
    "review-undo",
    "review-aside",
    "review-problem",
    "review-decide",
    "review-match",
    "review-drop",
    "review-hold",
    "unpublish",
    "name-forget",
    "post-switch",
    "plan-outline",
    "plan-edit-undo",
    "plan-restore",
    "filter-change",
    "filter-delete",
}
"""Addresses that answer no GET at all."""

OF_NO_BUREAU = {
    "quality", "source-import", "plan-new", "look", "styles", "post-switch", "audit",
}  # fmt: skip
"""Addresses that are about no record of a bureau."""

PUBLIC = {"login": 200, "login-code": 302, "login-done": 200, "look": 405}

ON_POST = {
    "password-change": 422,
    "code-set-up": 422,
    "code-off": 422,
    "code-spare": 302,
    "login-code": 302,
    "source-import": 422,
    "filter-save": 302,
    "plan-new": 422,
}
"""Address -> status of an empty POST by a clerk; all others refuse it."""


INTERFACE = "api/v1/"
"""Addresses of programs, which have tokens and no sessions: ``tests.clients.test_scopes``."""


def names():
    """Name of every address of a page; those of the admin share one rule, as ``admin``."""
    for pattern in walk(get_resolver().url_patterns):
        yield pattern if isinstance(pattern, str) else pattern.name


def walk(patterns):
    for pattern in patterns:
        if not isinstance(pattern, URLResolver):
            yield pattern
        elif pattern.namespace == "admin":
            yield "admin"
        elif str(pattern.pattern) == INTERFACE:
            continue
        else:
            yield from walk(pattern.url_patterns)


ALL_NAMES = frozenset(names())
NAMES = sorted(ALL_NAMES - set(TABLE))
"""Addresses that the tables of this module know; those of campaigns stand in ``tests.walks``."""


@pytest.fixture
def source(bureau):
    """A source of the bureau."""
    return recorded(bureau)


def addresses(source, names):
    """Addresses by name, about a source of the bureau, its plan or a row of it."""
    plan = source.plans.get()
    row, problem = plan.statements.first(), plan.problems.get()
    alias = IndicatorAlias.objects.filter(bureau=source.bureau).first()
    args = {"source": [source.pk], "source-file": [source.pk], "plan": [plan.pk]}
    of_plan = ("review", "publish", "unpublish", "plan-edit", "plan-outline")
    of_plan += ("plan-history", "plan-differences", "plan-restore")
    args |= {n: [plan.pk] for n in NAMES if n.startswith(of_plan)}
    args |= {f"plan-{name}": [plan.pk, "tasks"] for name in ("grid", "export", "import")}
    args["plan-marked"] = [plan.pk, "tasks", 1]
    args |= {n: [0] for n in ("filter-change", "filter-delete")}
    args["name-forget"] = [alias.pk if alias else 0]
    args["review-problem"] = [plan.pk, problem.pk]
    for name_of_row in ("row", "form", "decide", "match", "hold"):
        args[f"review-{name_of_row}"] = [plan.pk, row.key]
    args["review-drop"] = [plan.pk, plan.duties.first().key]
    args |= {"plan-edit-row": [plan.pk, row.key], "plan-edit-new": [plan.pk, "t"]}
    return {n: reverse("admin:index" if n == "admin" else n, args=args.get(n, [])) for n in names}


def address(name, source):
    """One of them."""
    return addresses(source, [name])[name]


def status(client, name, source):
    response = client.get(address(name, source))
    sent_to_login = response.status_code == 302 and "login/?next=" in response["Location"]
    return LOGIN if sent_to_login else response.status_code


def expected(name, role):
    if name == "admin":
        return LOGIN
    if name in POST_ONLY:
        return 405
    if name in ONLY:
        return next((code for roles, code in ONLY[name] if role in roles), 404)
    return EVERYBODY[name]


def test_every_address_has_an_expectation():
    assert set(NAMES) == {"admin", *EVERYBODY, *ONLY, *POST_ONLY}
    assert set(TABLE) <= ALL_NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_stranger_is_sent_to_the_login_page(name, client, source):
    assert status(client, name, source) == PUBLIC.get(name, LOGIN)


@pytest.mark.parametrize("role", PEOPLE)
def test_each_role_opens_what_it_may(role, client_of, source, bureau):
    client = client_of(person("someone", role, bureau))
    found = {name: status(client, name, source) for name in NAMES}
    assert found == {name: expected(name, role) for name in NAMES}


@pytest.mark.parametrize("role", sorted(MEMBERS))
def test_another_county_finds_nothing(role, client_of, source, other_bureau):
    client = client_of(person("stranger", role, other_bureau))
    for name in {*ONLY, *POST_ONLY} - OF_NO_BUREAU:
        method = client.post if name in POST_ONLY else client.get
        assert method(address(name, source)).status_code == 404, name
    for name in ("source-list", "plan-list"):
        html = client.get(reverse(name)).content.decode()
        assert source.name not in html and "青禾县2023年" not in html


@pytest.mark.parametrize("role", sorted(set(PEOPLE) - READERS))
def test_lists_are_empty_for_roles_that_read_no_drafts(role, client_of, source, bureau):
    client = client_of(person("someone", role, bureau))
    for name in ("source-list", "plan-list"):
        html = client.get(reverse(name)).content.decode()
        assert source.name not in html and "青禾县2023年" not in html
        assert "<tbody>" not in html


def test_a_program_is_sent_to_the_login_page(client_of, source, bureau):
    client = client_of(person("program", Role.DATA_CLIENT, bureau))
    found = {name: status(client, name, source) for name in NAMES}
    assert found == {name: PUBLIC.get(name, LOGIN) for name in NAMES}


def test_somebody_without_a_post_sees_and_imports_nothing(client_of, source):
    client = client_of(User.objects.create_user("nobody"))
    assert client.get(reverse("source-import")).status_code == 403
    assert client.get(address("source", source)).status_code == 404


@pytest.mark.parametrize("role", PEOPLE)
def test_only_editors_change_anything(role, client_of, source, bureau):
    client = client_of(person("someone", role, bureau))
    before = fingerprint()
    found = {name: client.post(address(name, source)).status_code for name in CHANGES}
    refused = 403 if role in READERS else 404
    editor = role in IMPORTERS
    assert found == {n: code if editor else refused for n, code in CHANGES.items()}
    assert editor or fingerprint() == before


def fingerprint():
    """Everything that a plan says, and what was remembered of it."""
    kept = (*TRACKED, Dropped, Problem, Publication)
    return [list(model.objects.order_by("pk").values()) for model in kept]


@pytest.mark.parametrize("name", sorted({*EVERYBODY, *ONLY} - {*CHANGES, "login", "logout"}))
def test_pages_that_only_show_take_no_post(name, client_of, staff, source):
    response = client_of(staff).post(address(name, source))
    assert response.status_code == ON_POST.get(name, 405)
    assert Source.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "code"),
    [(Role.BUREAU_ADMIN, 422), (Role.SYSTEM_ADMIN, 422), (Role.BUREAU_STAFF, 403)],
)
def test_only_administrators_take_a_plan_back(role, code, client_of, source, bureau):
    client = client_of(person("someone", role, bureau))
    assert client.post(address("unpublish", source)).status_code == code


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

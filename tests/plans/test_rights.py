"""Who may do what with which plan: the table of role, plan and verb, asked without any page."""

import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from python_calamine import CalamineWorkbook

from eduplan.accounts.models import Role, User
from indicators.models import Observation, School, Unit
from plans import editing, publishing
from plans.models import (
    FundingItem,
    Plan,
    Problem,
    Publication,
    SearchEntry,
    Source,
    SourceContent,
    Statement,
    Task,
)
from plans.rights import require_desk
from plans.search import parse_query, search
from tests.figures import published
from tests.plans.places import KINDS, NOBODY, SECRET, somebody, title_of

pytestmark = pytest.mark.django_db

VERBS = {"s": "see", "d": "desk", "c": "change", "p": "publish", "w": "withdraw", "i": "import"}
TABLE = """
role           own   own       school own  school other  school other  other  other     far
               draft published draft       draft         published     draft  published published
system_admin   sdw   sdw       sdw         sdw           sdw           sdw    sdw       sdw
bureau_admin   sdcpwi sdcpwi   sdcpwi      sdcpwi        sdcpwi        i      i         i
bureau_staff   sdcpi sdcpi     sdcpi       sdcpi         sdcpi         i      i         i
bureau_leader  sd    sd        sd          sd            sd            -      -         -
school_head    -     s         s           -             s             -      -         -
school_clerk   -     s         s           -             s             -      -         -
supervisor     -     s         -           -             s             -      s         -
data_client    -     s         -           -             s             -      s         -
auditor        -     -         -           -             -             -      -         -
nobody         -     -         -           -             -             -      -         -
"""
"""Letters of the verbs that are allowed; to import is a right of the person, whatever the plan."""
ALLOWED = {
    role: dict(zip(KINDS, cells, strict=True))
    for role, *cells in (line.split() for line in TABLE.strip().splitlines()[2:])
}
OUTSIDE = [Role.SCHOOL_HEAD, Role.SCHOOL_CLERK, Role.SUPERVISOR, Role.DATA_CLIENT]


@pytest.fixture(params=ALLOWED)
def role(request):
    return request.param


@pytest.fixture
def user(role, world, db):
    return now(somebody(role, *world[:2]))


@pytest.fixture
def sources(world):
    return world[2]


def now(user):
    return User.objects.for_request().get(pk=user.pk)


def is_allowed(act, *passing):
    """Whether an act is not refused; what else stands against it does not matter here."""
    try:
        act()
    except PermissionDenied:
        return False
    except passing:
        pass
    return True


def may(user, source):
    """Letters of the verbs that a person may do with the plan of a source."""
    plan, row = source.plans.get(), source.plans.get().statements.first()
    asked = {"user": user, "reason": "核实"}
    allowed = {
        "s": Plan.objects.visible_to(user).filter(pk=plan.pk).exists(),
        "d": is_allowed(lambda: require_desk(user, plan)),
        "c": is_allowed(
            lambda: editing.change(row, version=0, values={"scope": "全县"}, **asked),
            editing.Conflict,
        ),
        "p": is_allowed(lambda: publishing.publish(plan, seen="", **asked), publishing.Changed),
        "w": is_allowed(lambda: publishing.unpublish(plan, user=user, reason=""), ValidationError),
        "i": user.may_import,
    }
    return "".join(letter for letter in VERBS if allowed[letter]) or "-"


def test_every_role_has_a_line():
    assert set(ALLOWED) == {*Role.values, NOBODY}


def test_role_plan_and_verb(role, user, sources):
    assert {kind: may(user, sources[kind]) for kind in KINDS} == ALLOWED[role]


def test_what_is_seen_of_a_plan(role, user, sources):
    desk = (Source, SourceContent, Problem)
    for kind, source in sources.items():
        plan, letters = source.plans.get(), ALLOWED[role][kind]
        for model in (Task, Statement, FundingItem):
            seen = model.objects.visible_to(user).filter(plan=plan).exists()
            assert seen is ("s" in letters), (kind, model)
        seen = {Source: {"pk": source.pk}}
        for model in desk:
            rows = model.objects.visible_to(user).filter(**seen.get(model, {"source": source}))
            assert rows.exists() is ("d" in letters), (kind, model)


def test_what_a_search_finds(role, user, sources):
    for kind, source in sources.items():
        letters = ALLOWED[role][kind]
        found = search(user, parse_query(title_of(kind)))
        assert bool(found.by_kind["plan"]) is ("s" in letters), kind
        assert bool(found.by_kind["passage"]) is ("d" in letters), kind
        entries = SearchEntry.objects.visible_to(user).filter(plan=source.plans.get())
        assert entries.exists() is ("s" in letters), kind


@pytest.mark.parametrize("role", OUTSIDE, indirect=True)
def test_nobody_outside_sees_what_is_not_confirmed(user, sources):
    for model, name in ((Task, "title"), (Statement, "indicator_name"), (FundingItem, "purpose")):
        assert model.objects.visible_to(user).exists()
        assert not model.objects.visible_to(user).filter(**{name: SECRET}).exists()
    assert not search(user, parse_query(SECRET)).numbers()
    assert search(user, parse_query("扩充学位")).numbers()


def test_what_a_bureau_does_stays_with_it(role, user, sources, staff_of):
    plan = sources["own published"].plans.get()
    Publication.objects.create(
        plan=plan, number=1, published_by=staff_of(plan.bureau), published_at="2026-01-01T00:00Z"
    )
    is_own = "d" in ALLOWED[role]["own published"]
    assert Publication.objects.visible_to(user).exists() is is_own


@pytest.fixture
def staff_of():
    return lambda bureau: User.objects.create_user("author", role="bureau_staff", region=bureau)


def test_published_figures_follow_the_region(role, user, sources, staff_of):
    author = staff_of(sources["own draft"].bureau)
    figure = sources["own draft"].plans.get().statements.first()
    counted = {
        kind: published(
            Observation, indicator=figure.indicator, region=sources[kind].bureau, year=2023,
            value=1, by=author,
        )
        for kind in ("own published", "other published", "far published")
    }  # fmt: skip
    seen = set(Observation.objects.visible_to(user))
    assert seen == {row for kind, row in counted.items() if "s" in ALLOWED[role][kind]}


@pytest.mark.parametrize("model", [Unit, School])
def test_names_of_drafts_are_seen_within_the_bureau_alone(role, user, world, model):
    model.objects.create(region=world[1], name="草稿中的名称")
    known = model.objects.create(region=world[1], name="已确认的名称", is_confirmed=True)
    seen = model.objects.visible_to(user).filter(name__contains="的名称")
    is_reader = "s" in ALLOWED[role]["own published"]
    assert seen.count() == (2 if "d" in ALLOWED[role]["own draft"] else int(is_reader))
    assert (known in seen) is is_reader


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.SCHOOL_HEAD], indirect=True)
def test_an_export_from_outside_holds_what_is_confirmed(user, sources, client_of):
    plan = sources["own published"].plans.get()
    client = client_of(user)
    for kind, row in (("targets", "新建幼儿园数"), ("tasks", "扩充学位"), ("funding", "440000000")):
        content = client.get(reverse("plan-export", args=[plan.pk, kind])).content
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        said = str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
        assert row in said and SECRET not in said, kind


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.SCHOOL_HEAD], indirect=True)
def test_hits_from_outside_lead_to_the_plan(user, sources, client_of):
    plan = sources["own published"].plans.get()
    html = client_of(user).get(reverse("search"), {"q": "扩充学位"}).content.decode()
    task = plan.tasks.get(number="一")
    assert f'href="/plans/{plan.pk}/#{task.key}"' in html and "/sources/" not in html
    page = client_of(user).get(reverse("plan", args=[plan.pk])).content.decode()
    assert f'id="{task.key}"' in page and "/sources/" not in page


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.SCHOOL_HEAD], indirect=True)
def test_lists_from_outside_do_not_tell_how_plans_are_made(user, sources, client_of):
    client = client_of(user)
    whole = client.get("/plans/").content.decode().split("<main")[1].split("<footer")[0]
    assert "疑点" not in whole and "核对" not in whole
    filtered = client.get("/plans/?review=open&problems=open")
    assert filtered.context["page"].paginator.count == Plan.objects.visible_to(user).count()
    assert filtered.context["page"].object_list[0].target_count == 1

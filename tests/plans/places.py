"""Plans of every kind of owner and state, and somebody of every role who may see them or not."""

from eduplan.accounts.models import PLACELESS_ROLES, SCHOOL_ROLES, Role, User
from indicators.models import Indicator, IndicatorAlias, Region, School
from plans.models import FundingItem, Plan, Statement, Task
from plans.search import index_source
from tests.conftest import county, person
from tests.plans.records import recorded

NOBODY = "nobody"
"""Somebody who has signed in and holds no post."""
KINDS = {
    "own draft": ("530199", None, Plan.State.PROPOSED),
    "own published": ("530199", None, Plan.State.PUBLISHED),
    "own school draft": ("530199", "青禾小学", Plan.State.PROPOSED),
    "other school draft": ("530199", "白水小学", Plan.State.PROPOSED),
    "other school published": ("530199", "白水小学", Plan.State.PUBLISHED),
    "other draft": ("530198", None, Plan.State.PROPOSED),
    "other published": ("530198", None, Plan.State.PUBLISHED),
    "far published": ("530299", None, Plan.State.PUBLISHED),
}
"""Kind of plan -> county of its bureau, school, state; the last county is of another prefecture."""
SECRET = "尚未核对的事项"
"""Words of rows of a published plan that nobody has confirmed yet."""


def settled():
    """The prefecture, the county, and a source of every kind."""
    prefecture, places = _counties()
    return prefecture, places["530199"], _sources(places)


def _counties():
    """The prefecture, and three counties by code, one of them elsewhere."""
    prefecture = county("530100", "长川市", "云岭省长川市")
    prefecture.level = Region.Level.PREFECTURE
    prefecture.save()
    names = {"530199": "青禾县", "530198": "白石县", "530299": "远山县"}
    return prefecture, {code: county(code, name, f"云岭省{name}") for code, name in names.items()}


def _sources(places):
    """A source with one plan of every kind, found by searches, by kind."""
    return {kind: _source(places, kind, *facts) for kind, facts in KINDS.items()}


def _source(places, kind, code, school, state):
    bureau = places[code]
    source = recorded(bureau, name=f"{kind}.txt", title=title_of(kind))
    plan = source.plans.get()
    plan.problems.update(message=doubt_of(kind))
    if school:
        plan.school, _ = School.objects.get_or_create(region=bureau, name=school)
    plan.state = state
    plan.save()
    if plan.is_published:
        _publish(plan)
    indicator = Indicator.objects.get(code="K1")
    IndicatorAlias.objects.get_or_create(bureau=bureau, indicator=indicator, name="新园数")
    index_source(source)
    return source


def _publish(plan):
    """All rows are confirmed but those that somebody has added since."""
    for model in (Statement, Task, FundingItem):
        model.objects.filter(plan=plan).update(state="accepted")
    Task.objects.create(plan=plan, position=9, title=SECRET)
    Statement.objects.create(
        plan=plan, value=7, unit="所", comparator="exactly", nature="target",
        category="indicator", indicator_name=SECRET,
    )  # fmt: skip
    FundingItem.objects.create(plan=plan, purpose=SECRET, amount=7)


def title_of(kind):
    """What the plan of a kind is called; no other plan's page says it."""
    return f"第{list(KINDS).index(kind)}号计划"


def doubt_of(kind):
    """What is doubtful in the plan of a kind."""
    return f"合计不符（{kind}）"


def somebody(role, prefecture, bureau):
    """A person of a role: of the county, its school 青禾小学, or the prefecture above."""
    if role == NOBODY:
        return User.objects.create_user(NOBODY)
    region = prefecture if role in (Role.SUPERVISOR, Role.DATA_CLIENT) else bureau
    region = None if role in PLACELESS_ROLES else region
    school = School.objects.get(region=bureau, name="青禾小学") if role in SCHOOL_ROLES else None
    return person("someone", role, region, school=school)

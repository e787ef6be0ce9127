"""Rows of a list of people enter, what is wrong with them or their accounts leave."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import transaction

from eduplan.accounts import appointing, reset_links, user_names
from eduplan.accounts.appointing import unit_of
from eduplan.accounts.list_tables import PEOPLE
from eduplan.accounts.models import SCHOOL_ROLES, Post
from eduplan.accounts.people_forms import TAKEN
from eduplan.audit.rights import record_rights
from indicators.models import School, Unit
from plans.tables.cells import CellError, folded
from plans.tables.checking import Report
from plans.tables.lists import blame, read_row, settle

NEEDED = ("name", "role")


class Places:
    """What names of units and schools in a list mean in a region, in a fixed number of queries."""

    def __init__(self, region):
        self.region = region
        self.new_units = {}

    @cached_property
    def _schools(self):
        return {folded(row.name): row for row in School.objects.filter(region=self.region)}

    @cached_property
    def _units(self):
        return {row.name: row for row in Unit.objects.filter(region=self.region)}

    @cached_property
    def taken(self):
        """Names to sign in with that are no longer free."""
        return user_names.taken()

    @cached_property
    def posts(self):
        """Who holds which role where already: user name by what tells a person."""
        held = Post.objects.current().filter(region=self.region).select_related("user")
        return {_who(post.user.get_full_name(), post): post.user.username for post in held}

    def school(self, name):
        """The confirmed school of a name; raises ``CellError``."""
        school = self._schools.get(folded(name))
        if school is None:
            raise CellError(f"学校名录里没有“{name[:60]}”，请填全称，或先到学校名录登记。")
        if not school.is_confirmed:
            raise CellError(f"“{name[:60]}”还没有确认是学校，请先到学校名录确认。")
        return school

    def unit(self, name):
        """The unit of a name, a new one where there is none; raises ``CellError``."""
        if name in self._units:
            return self._units[name]
        try:
            fresh = self.new_units.get(name) or unit_of(self.region, name)
        except ValidationError as error:
            raise CellError("".join(error.messages)) from error
        return self.new_units.setdefault(name, fresh)


def _who(name, place):
    return (name, place.role, place.unit_id, place.school_id)


def check(region, given, user) -> Report:
    """Look at the rows of a list; asks the database a fixed number of times."""
    places = Places(region)
    rows = [read_row(PEOPLE, one, places, NEEDED) for one in given]
    seen, names = {}, {}
    for checked in rows:
        _check_place(checked)
        _check_name(checked, places, names)
        _check_person(checked, places, seen)
    settle(rows)
    for checked in rows:
        if not checked.faults and not checked.values["username"]:
            checked.values["username"] = user_names.proposed(checked.values["name"], places.taken)
    return Report(PEOPLE, rows, places)


def _check_place(checked):
    """A school for who works in one, a unit for who works in the bureau."""
    texts, role = checked.given.texts, checked.values.get("role")
    if not role:
        return
    if role in SCHOOL_ROLES:
        if not texts["school"]:
            blame(checked, "school", "校长和学校填报员要填写学校。")
        if texts["unit"]:
            blame(checked, "unit", "校长和学校填报员不填科室，请清空。")
    elif texts["school"]:
        blame(checked, "school", "局里的角色不填学校，请清空。")


def _check_name(checked, places, names):
    """A name to sign in with is free, and stands in one row alone."""
    name = checked.values.get("username") or ""
    if not name:
        return
    earlier = names.setdefault(name.lower(), checked)
    if earlier is not checked:
        blame(checked, "username", f"与第 {earlier.given.place + 1} 行的用户名相同。")
    elif name.lower() in places.taken:
        blame(checked, "username", TAKEN.format(name))
    places.taken.add(name.lower())


def _check_person(checked, places, seen):
    """The same person in the same post is made once."""
    if checked.faults:
        return
    found = checked.values
    unit, school = found["unit"], found["school"]
    key = (found["name"], found["role"], unit and unit.name, school and school.pk)
    earlier = seen.setdefault(key, checked)
    if earlier is not checked:
        blame(checked, "name", f"与第 {earlier.given.place + 1} 行重复：同名、同角色、同单位。")
    known = places.posts.get((found["name"], found["role"], unit and unit.pk, school and school.pk))
    if known and not (unit and unit.pk is None):
        blame(checked, "name", f"此人已有账号，用户名 {known}。确是另一个人，请在页面上单独新增。")


@transaction.atomic
def write(request, report, region):
    """Make the accounts of all valid rows; what is handed out of each leaves, once.

    Nobody gets a password here: hashing hundreds takes minutes, and a link is safer to hand over.
    """
    return [_made(request, checked, region) for checked in report.writable]


def _made(request, checked, region):
    found = checked.values
    place = {name: found[name] for name in ("role", "unit", "school")} | {"region": region}
    facts = {"last_name": found["name"]}
    facts |= {name: found[name] for name in ("username", "phone", "email")}
    person = appointing.create_person(facts, by=request.user, place=place)
    record_rights(request, person, before={}, label="批量新增人员")
    address = reset_links.address_of(request, reset_links.issue(person, by=request.user))
    return person, checked.given.texts, address

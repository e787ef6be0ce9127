"""Words of a form or a list enter, a person or a post in its place leaves."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from eduplan.accounts.administration import may_administer
from eduplan.accounts.models import BUREAU_ROLES, SCHOOL_ROLES, Role, User
from indicators.models import School, Unit

LONGEST = 120
"""Characters of a unit's name."""


def roles_of(by):
    """Roles that an administrator may give: those of his bureau and its schools, or all."""
    given = Role if by.is_system_admin else (*BUREAU_ROLES, *SCHOOL_ROLES)
    return [(role.value, role.label) for role in given]


def school_of(region, name):
    """The confirmed school of that name; raises ``ValidationError`` where there is none."""
    school = School.objects.filter(region=region, name=name).first()
    if school is None:
        raise ValidationError(
            f"{region.name}没有名为“{name}”的学校，请填全称，或先到学校名录登记。"
        )
    if not school.is_confirmed:
        raise ValidationError(f"“{name}”还没有确认是学校，请先到学校名录确认。")
    return school


def unit_of(region, name):
    """The unit of that name, a new one where nobody used it; raises ``ValidationError``."""
    if len(name) > LONGEST:
        raise ValidationError(f"科室名称太长（{len(name)} 字），最多 {LONGEST} 字。")
    unit = Unit.objects.filter(region=region, name=name).first()
    return unit or Unit(region=region, name=name, is_confirmed=True)


@transaction.atomic
def appoint(user, *, by, place):
    """Give a person a post; ``place`` holds role, region, unit and school.

    Raises ``PermissionDenied`` for what the administrator may not give, ``ValidationError`` for
    what does not go together.
    """
    require_gift(by, place)
    if not may_administer(by, user):
        raise PermissionDenied("只有本局管理员和系统管理员可以任命此人。")
    return _place(user, place)


@transaction.atomic
def create_person(facts, *, by, place):
    """A person with his first post; ``facts`` are columns of the user.

    He has no password: a link or a made-up one lets him in. Raises as ``appoint`` does.
    """
    require_gift(by, place)
    user = User.objects.create_user(**facts)
    _place(user, place)
    return user


def require_gift(by, place):
    """Raises ``PermissionDenied`` where an administrator may not give a role in a region."""
    is_own = by.is_system_admin or (place["region"] and place["region"].pk == by.region_id)
    if not is_own or place["role"] not in dict(roles_of(by)):
        raise PermissionDenied("只能任命本局和本县学校的角色。")


def _place(user, place):
    unit = place["unit"]
    if unit and unit.pk is None:
        unit, _ = Unit.objects.get_or_create(
            region=unit.region, name=unit.name, defaults={"is_confirmed": True}
        )
    return user.appoint(place["role"], region=place["region"], unit=unit, school=place["school"])

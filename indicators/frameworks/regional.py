"""A region's own threshold for an item enters, a standard leaves; it only asks for more."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from indicators.choices import Comparator
from indicators.frameworks.standards import nearest
from indicators.models import Standard

ONLY_ADMIN = "只有教育局的管理员和系统管理员可以登记本地标准。"
GROUP = "分类没有标准，请选它下面的指标。"


def require_setter(user):
    """Raise ``PermissionDenied`` for whoever sets no standards of a region."""
    if not (user.is_bureau_admin or user.is_system_admin):
        raise PermissionDenied(ONLY_ADMIN)


def may_set(user, region) -> bool:
    """A bureau's administrator sets those of his region, a system administrator all."""
    return user.is_system_admin or (user.is_bureau_admin and user.region_id == region.pk)


@transaction.atomic
def change(standard, *, user, **facts) -> Standard:
    """Other years, value or source of a region's threshold; the same is refused as of a new one."""
    _require_own(standard, user)
    for name, value in facts.items():
        setattr(standard, name, value)
    return _checked(standard)


@transaction.atomic
def add(item, *, region, user, **facts) -> Standard:
    """Register a threshold of a region; raises ``ValidationError`` where it asks for less."""
    if not may_set(user, region):
        raise PermissionDenied(ONLY_ADMIN)
    if item.kind == item.Kind.GROUP:
        raise ValidationError(GROUP)
    return _checked(Standard(item=item, region=region, is_verified=True, **facts))


def _checked(made):
    if made.until and made.until < made.since:
        raise ValidationError({"until": "不能早于开始执行的那一年。"})
    above = _above(made)
    if above is None:
        raise ValidationError({"stage": "这个学段没有可以提高的标准，请换一个学段。"})
    made.comparator, made.unit = above.comparator, above.unit
    _refuse_less(made, above)
    made.full_clean()
    made.save()
    return made


def remove(standard, *, user) -> None:
    """Take a region's threshold away."""
    _require_own(standard, user)
    standard.delete()


def _require_own(standard, user):
    if standard.region is None or not may_set(user, standard.region):
        raise PermissionDenied(ONLY_ADMIN)


def _above(made):
    """What would count in its region and year without it: never less than the country asks."""
    own = Standard.objects.in_force(made.region, made.since).filter(item=made.item)
    found = nearest(own.exclude(region=made.region), made.since)
    return found.get((made.item.pk, made.measure, made.stage))


def _refuse_less(made, above):
    is_at_most = above.comparator == Comparator.AT_MOST
    is_less = made.value > above.value if is_at_most else made.value < above.value
    if is_less:
        where = above.region.name if above.region else "全国"
        raise ValidationError({"value": f"本地标准不能低于{where}的要求（{above}）。"})

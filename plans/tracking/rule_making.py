"""A person and rules for following matters up enter, new rules leave; and who changed what."""

from itertools import pairwise

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from indicators.models import Region
from plans.editing import Conflict
from plans.models import Matter, TrackingRules
from plans.models.tracking_rules import WEEK
from plans.tracking.ruling import rules_of

FIELDS = (
    "near", "behind", "yellow_days", "red_days", "weekdays", "on_rest_days", "tells_supporting",
    "limits",
)  # fmt: skip
"""What a bureau decides."""
DAYS = dict(zip(WEEK, "一二三四五六日", strict=True))
"""Day of the week -> its word behind 星期."""
LONGEST_LIMIT = 250
"""Working days: about a year."""
ADMINISTRATORS = "只有本局管理员可以修改督办规则。"


def history(bureau_id):
    """Every set of rules of a bureau, the newest first, with what it changed.

    What was changed is triples of name, word before and word after.
    """
    rows = TrackingRules.objects.filter(bureau=bureau_id).select_related("by").order_by("-pk")
    rows = [*rows, TrackingRules(bureau_id=bureau_id)]
    return [(new, _changed(old, new)) for new, old in pairwise(rows)]


@transaction.atomic
def set_rules(*, user, seen, **facts):
    """Rules that count from now on; raises ``ValidationError`` by field.

    Raises ``Conflict`` where others count than those with the number ``seen``, 0 for the usual.
    """
    if not may_rule(user):
        raise PermissionDenied(ADMINISTRATORS)
    # Of two who change them at once, the second is told.
    Region.objects.select_for_update(no_key=True).get(pk=user.region_id)
    now = rules_of(user.region_id)
    if (now.pk or 0) != seen:
        raise Conflict([now])
    row = TrackingRules(bureau_id=user.region_id, by=user, at=timezone.now(), **facts)
    row.full_clean()
    if wrong := _wrong(row):
        raise ValidationError(wrong)
    row.save()
    return row


def may_rule(user):
    """Whether the user makes rules for a bureau."""
    return user.is_bureau_admin and user.region_id is not None


def _changed(old, new):
    pairs = ((name, label, _word(old, name), _word(new, name)) for name, label in _labels(new))
    return [(label, before, after) for _, label, before, after in pairs if before != after]


def _labels(row):
    """Names of what a bureau decides, those of limits by kind, each with its label."""
    plain = [(name, row._meta.get_field(name).verbose_name) for name in FIELDS[:-1]]
    return plain + [(kind, f"办理时限：{label}") for kind, label in Matter.Kind.choices]


def _word(row, name):
    if name in Matter.Kind.values:
        return f"{row.days_for(name)}"
    value = getattr(row, name)
    if isinstance(value, bool):
        return "是" if value else "否"
    if name == "weekdays":
        return "、".join(DAYS[day] for day in sorted(value)) or "不发送"
    return f"{value}"


def _wrong(row):
    wrong = {}
    if not set(row.weekdays) <= set(WEEK):
        wrong["weekdays"] = "请从星期一到星期日里选。"
    if not all(isinstance(n, int) and 0 <= n <= LONGEST_LIMIT for n in row.limits.values()):
        wrong["limits"] = f"办理时限是 0 到 {LONGEST_LIMIT} 个工作日，0 表示不定。"
    return wrong

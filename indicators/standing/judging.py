"""What a person decides of a judged item enters, a version of its result leaves.

``record`` is the one door: a round of evaluation comes through it as well, with its name as
``origin``.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from indicators.entering.publishing import may_enter
from indicators.models import FrameworkItem, JudgedResult

NOT_YOURS = "只有本县教育局的管理员和科室人员可以记录人工评定。"
NOT_JUDGED = "这条指标按数据判定，不能人工评定。"
CHANGED = "同事刚才记录过这条指标，请看过最新的结果再保存。"
NOTHING = "还没有评定结果，不用撤回。"
FUTURE = "评定日期不能晚于今天。"


def may_judge(user, region) -> bool:
    """Who enters figures for the county decides what figures do not."""
    return may_enter(user) and user.region.adcode == region.adcode


def latest(item, region, year) -> JudgedResult | None:
    """The newest version, one that takes the result back as well."""
    found = JudgedResult.objects.of(region.adcode, year).filter(item=item, is_current=True)
    return found.select_related("recorded_by").first()


@transaction.atomic
def record(item, *, region, year, user, replaces, **facts) -> JudgedResult:
    """Write the next version; ``replaces`` is the number of the newest one, None for none.

    ``facts``: outcome, reason, document, decided_on, origin. Raises ``PermissionDenied`` for
    strangers, ``ValidationError`` where the item is not judged, a value is missing, or somebody
    recorded another version meanwhile.
    """
    if not may_judge(user, region):
        raise PermissionDenied(NOT_YOURS)
    item = FrameworkItem.objects.select_for_update().get(pk=item.pk)
    if item.kind != FrameworkItem.Kind.JUDGED:
        raise ValidationError(NOT_JUDGED)
    before = latest(item, region, year)
    if (before.pk if before else None) != replaces:
        raise ValidationError(CHANGED)
    made = JudgedResult(
        item=item, region=region, year=year, supersedes=before, recorded_by=user, **facts
    )
    _check(made, before)
    if before:
        JudgedResult.objects.filter(pk=before.pk).update(is_current=False)
    made.full_clean()
    made.save()
    return made


def _check(made, before):
    if made.is_taken_back and (before is None or before.is_taken_back):
        raise ValidationError({"outcome": NOTHING})
    if made.decided_on and made.decided_on > timezone.localdate():
        raise ValidationError({"decided_on": FUTURE})

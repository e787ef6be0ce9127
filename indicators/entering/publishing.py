"""Chosen drafts enter, published figures leave, and the drafts are gone: in one transaction."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction

from indicators.entering import reviewing
from indicators.entering.drafting import current_of
from indicators.models import Draft, Observation
from indicators.releasing import release

CHANGED = "同事刚才改过这一条，请看过新的数再发布。"
OVERTAKEN = "录入以后又发布了新的版本，请到录入页重新核对后保存。"
RECKONED = "这个指标由公式重算，不能填写或撤回。请丢弃这一条，改填公式里的指标。"
BARRED = "有错误，不能发布。请先到录入页改正。"
DOUBTFUL = "有疑点：核对无误后请勾选“已核对”再发布。"
UNEXPLAINED = "更正或撤回已发布的数据，必须写明原因。"


class Unpublishable(Exception):
    """Nothing was published; ``faults`` says by draft what hinders it."""

    def __init__(self, faults):
        super().__init__("没有发布任何数据。")
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose: stamps of drafts as he saw them by number, and what he confirms."""

    stamps: dict
    confirmed: frozenset = frozenset()
    reason: str = ""
    reasons: dict = field(default_factory=dict)


def require_entry(user):
    """Raises ``PermissionDenied`` for whoever does not enter figures of a bureau."""
    if not may_enter(user):
        raise PermissionDenied("只有本局的管理员和科室人员可以录入、导入和发布数据。")


def may_enter(user):
    """Whether the user enters and publishes figures: who may publish the bureau's plans."""
    return user.may_import and user.region_id is not None


def stamp_of(draft):
    """What says whether a draft is still what somebody saw."""
    return draft.entered_at.isoformat()


@transaction.atomic
def publish(choice, *, by):
    """Publish drafts of the user's bureau; returns how many figures got a new version.

    Raises ``Unpublishable`` where one of them cannot be: then nothing is written.
    """
    require_entry(by)
    drafts = list(
        Draft.objects.visible_to(by)
        .filter(pk__in=choice.stamps)
        .select_related("indicator")
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    current = current_of([draft.key for draft in drafts], by)
    found = reviewing.examine(drafts, by)
    faults = {
        draft.pk: fault
        for draft in drafts
        if (fault := _fault(draft, choice, current.get(draft.key), found.get(draft.pk, ())))
    }
    if faults or len(drafts) < len(choice.stamps):
        raise Unpublishable(faults)
    figures = [
        figure for draft in drafts if (figure := _figure(draft, current.get(draft.key), choice))
    ]
    Draft.objects.filter(pk__in=[draft.pk for draft in drafts]).delete()
    release(figures, by=by)
    return len(figures)


@transaction.atomic
def discard(numbers, *, by):
    """Drop drafts of the user's bureau; returns how many."""
    require_entry(by)
    rows = Draft.objects.visible_to(by).filter(pk__in=numbers)
    # In the order in which publishing locks them.
    list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    return rows.delete()[0]


def _reason(draft, choice):
    return choice.reasons.get(draft.pk) or draft.reason or choice.reason


def _fault(draft, choice, current, findings):
    if stamp_of(draft) != choice.stamps[draft.pk]:
        return CHANGED
    if draft.supersedes_id != (current and current.pk):
        return OVERTAKEN
    if draft.indicator.formula:
        return RECKONED
    if reviewing.is_barred(findings):
        return BARRED
    if reviewing.is_doubtful(findings) and draft.pk not in choice.confirmed:
        return DOUBTFUL
    if current and not _is_same(draft, current) and not _reason(draft, choice):
        return UNEXPLAINED
    return ""


def _is_same(draft, current):
    return current is not None and (draft.value, draft.status, draft.note) == (
        current.value, current.status, current.note,
    )  # fmt: skip


def _figure(draft, current, choice):
    """The version to publish; None where the published one says the same."""
    if _is_same(draft, current) or (draft.value is None and current is None):
        return None
    is_withdrawn = draft.value is None
    return Observation(
        **draft.key._asdict(),
        status=draft.status,
        value=current.value if is_withdrawn else draft.value,
        is_withdrawn=is_withdrawn,
        origin=draft.origin,
        note=draft.note,
        reason=_reason(draft, choice) if current else "",
        supersedes=current,
    )

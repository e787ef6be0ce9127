"""Proposed values enter, drafts of bureaus leave; what is already published needs none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from indicators.access import Access
from indicators.choices import Origin
from indicators.models import Draft, Key, Observation, Region, key_of

BATCH = 500
PROPOSED = (
    "value", "status", "note", "reason", "origin", "supersedes", "entered_by", "entered_at",
)  # fmt: skip
"""Columns of a draft beside what it is of."""


class Fate(models.TextChoices):
    """What became of a proposal; the first three say what publishing the draft would do."""

    CREATED = "created", "新增"
    UPDATED = "updated", "更正"
    WITHDRAWN = "withdrawn", "撤回"
    UNCHANGED = "unchanged", "已是这样"
    DROPPED = "dropped", "不必再发"
    REFUSED = "refused", "他人已录入"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value for a key; None proposes that there is none. Words that are None stay as they are."""

    key: Key
    value: Decimal | None
    note: str | None = None
    status: str = Observation.Status.FINAL
    reason: str | None = None

    def is_said_by(self, figure):
        """Whether an observation or a draft says that already."""
        return (self.value, self.status) == (figure.value, figure.status) and self.note in (
            None, figure.note,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """What became of each proposal by its key, and the drafts that wait now."""

    fates: Mapping[Key, Fate] = field(default_factory=dict)
    drafts: Mapping[Key, Draft] = field(default_factory=dict)

    @property
    def kept(self):
        """How many proposals are drafts now."""
        return len(self.drafts)

    @property
    def same(self):
        """How many are what is published."""
        return len(self.fates) - len(self.drafts)


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where somebody proposes: which rows he sees, and the bureaus at which his drafts wait.

    Colleagues change each other's drafts; a program writes over nothing but its own.
    """

    user: Any
    figures: Callable[..., Any]
    drafts: Callable[..., Any]
    bureau_of: Callable[[Key], int]
    is_shared: bool

    def may_change(self, draft):
        """Whether a draft, None where there is none yet, may say something else now."""
        return draft is None or self.is_shared or draft.entered_by_id == self.user.pk


def _desk_of(by):
    """A person works at his bureau; a program leaves its drafts to the bureau of each region."""
    if isinstance(by, Access):
        return _Desk(
            by.user,
            by.readable,
            lambda rows: by.readable(rows).filter(bureau=F("region")),
            lambda key: key.region_id,
            is_shared=False,
        )
    return _Desk(
        by,
        lambda rows: rows.visible_to(by),
        lambda rows: rows.visible_to(by).filter(bureau=by.region_id),
        lambda key: by.region_id,
        is_shared=True,
    )


def current_of(keys, by):
    """The published observations of keys that a person or a program sees, by key."""
    rows = _desk_of(by).figures(Observation.objects.all()).current()
    return _by_key(rows.order_by("released_in", "pk"), set(keys))


def drafts_of(keys, by):
    """Drafts of keys at the desk of a person or a program, by key."""
    return _by_key(_desk_of(by).drafts(Draft.objects.all()), set(keys))


def _by_key(rows, keys):
    rows = rows.filter(
        indicator__in={key.indicator_id for key in keys},
        region__in={key.region_id for key in keys},
        year__in={key.year for key in keys},
    )
    return {key: row for row in rows if (key := key_of(row)) in keys}


@transaction.atomic
def propose(proposals, *, by, origin=Origin.ENTRY):
    """Keep proposals as drafts for whom they are of; the last of a key counts.

    ``by`` is a person, whose bureau keeps them, or the ``Access`` of a program, whose proposals
    wait at the bureau of each region. What is published takes an earlier draft away. A proposal
    of a program for what others have drafted is refused.
    """
    wanted = {proposal.key: proposal for proposal in proposals}
    desk = _desk_of(by)
    _alone_at({desk.bureau_of(key) for key in wanted})
    # Drafts first: one that is being published meanwhile is gone when its lock is free.
    drafts = _by_key(
        desk.drafts(Draft.objects.order_by("pk").select_for_update(of=("self",))), set(wanted)
    )
    published = current_of(wanted, by)
    fates, kept, idle = {}, {}, []
    for key, proposal in wanted.items():
        current, draft = published.get(key), drafts.get(key)
        if not desk.may_change(draft):
            fates[key] = Fate.REFUSED
        elif _is_published(proposal, current):
            fates[key] = Fate.DROPPED if draft else Fate.UNCHANGED
            idle += [draft.pk] if draft else []
        else:
            kept[key] = draft or Draft(bureau_id=desk.bureau_of(key), **key._asdict())
            fates[key] = _said(kept[key], proposal, current, (origin, desk.user))
    for start in range(0, len(idle), BATCH):
        Draft.objects.filter(pk__in=idle[start : start + BATCH]).delete()
    _keep([kept[key] for key in kept if fates[key] != Fate.UNCHANGED])
    return Written(fates, kept)


def _alone_at(bureaus):
    """Nobody else proposes at these bureaus until the transaction ends.

    A lock that lets others refer to the bureaus: who publishes does, with drafts in his hand.
    """
    rows = Region.objects.filter(pk__in=bureaus).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))


def _is_published(proposal, current):
    if current is None:
        return proposal.value is None
    return proposal.is_said_by(current)


def _said(draft, proposal, current, who):
    """Let a draft say what is proposed; leaves what that means for what is published."""
    before = current and current.pk
    is_known = draft.pk and draft.supersedes_id == before
    if is_known and proposal.is_said_by(draft) and proposal.reason in (None, draft.reason):
        return Fate.UNCHANGED
    draft.value, draft.status = proposal.value, proposal.status
    draft.note = draft.note if proposal.note is None else proposal.note
    draft.reason = draft.reason if proposal.reason is None else proposal.reason
    draft.origin, draft.entered_by = who
    draft.supersedes = current
    if draft.value is None:
        return Fate.WITHDRAWN
    return Fate.UPDATED if current else Fate.CREATED


def _keep(drafts):
    now = timezone.now()
    for draft in drafts:
        draft.entered_at = now
    Draft.objects.bulk_create([d for d in drafts if not d.pk], batch_size=BATCH)
    changed = [draft for draft in drafts if draft.pk]
    Draft.objects.bulk_update(changed, PROPOSED, batch_size=BATCH)

"""Proposed values enter, drafts of a bureau leave; what is already published needs none."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from indicators.choices import Origin
from indicators.models import Draft, Key, Observation, key_of

BATCH = 500


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value for a key; None proposes that there is none."""

    key: Key
    value: Decimal | None
    note: str = ""
    status: str = Observation.Status.FINAL


@dataclass(frozen=True, slots=True)
class Written:
    """How many proposals became or changed drafts, and how many are what is published."""

    kept: int = 0
    same: int = 0


def current_of(keys, user):
    """The published observations of keys, the newest of each, by key."""
    keys = set(keys)
    rows = Observation.objects.visible_to(user).current()
    return _by_key(rows.order_by("released_in", "pk"), keys)


def drafts_of(keys, user):
    """The user's bureau's drafts of keys, by key."""
    return _by_key(Draft.objects.visible_to(user), set(keys))


def _by_key(rows, keys):
    rows = rows.filter(
        indicator__in={key.indicator_id for key in keys},
        region__in={key.region_id for key in keys},
        year__in={key.year for key in keys},
    )
    return {key: row for row in rows if (key := key_of(row)) in keys}


@transaction.atomic
def propose(proposals, *, by, origin=Origin.ENTRY):
    """Keep proposals as drafts of the user's bureau; the last of a key counts.

    A proposal of what is published takes an earlier draft away.
    """
    wanted = {proposal.key: proposal for proposal in proposals}
    published, drafts = current_of(wanted, by), drafts_of(wanted, by)
    needed, idle = {}, []
    for key, proposal in wanted.items():
        if _is_published(proposal, published.get(key)):
            idle.append(drafts[key].pk) if key in drafts else None
        else:
            needed[key] = proposal
    for start in range(0, len(idle), BATCH):
        Draft.objects.filter(pk__in=idle[start : start + BATCH]).delete()
    _keep(needed, published, drafts, by, origin)
    return Written(len(needed), len(wanted) - len(needed))


def _is_published(proposal, current):
    if current is None:
        return proposal.value is None
    return proposal.value == current.value and proposal.status == current.status


def _keep(needed, published, drafts, by, origin):
    changed, new = [], []
    for key, proposal in needed.items():
        draft = drafts.get(key) or Draft(bureau_id=by.region_id, **key._asdict())
        draft.value, draft.status = proposal.value, proposal.status
        draft.note = proposal.note or draft.note
        draft.origin, draft.entered_by = origin, by
        draft.supersedes = published.get(key)
        (changed if draft.pk else new).append(draft)
    Draft.objects.bulk_create(new, batch_size=BATCH)
    for draft in changed:
        draft.save()

"""A row that a page shows enters, a stamp of what it says leaves; a later change is refused by it.

Where two people open the same row, the second one to save would undo the first one's work. The
stamp goes out with the page and comes back with the change: no column has to count changes.
"""

from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import models

from plans.editing import Conflict
from plans.models import Campaign, CampaignForm, FormIndicator, FormSection

SAYS = {
    CampaignForm: ("title", "stage"),
    FormSection: ("title", "hint", "is_required", "most_characters"),
    FormIndicator: ("indicator_id", "is_required", "low", "high", "jump", "part_of_id"),
    Campaign: (
        "year", "title", "form_id", "scope", "stages", "towns", "opens_on", "closes_on",
        "reminder_days", "note", "chosen",
    ),
}  # fmt: skip
"""What a row says; where it stands among others is no part of it."""
LENGTH = 16


def stamp_of(row):
    """A short word for what a row says as it was read from the database."""
    return _short([_value(row, name) for name in SAYS[type(row)]])


def branch_stamp(row):
    """The same for a row with all that is in it."""
    if not isinstance(row, FormSection):
        return stamp_of(row)
    parts = sorted((part.pk, stamp_of(part)) for part in row.indicators.all())
    return _short([stamp_of(row), *parts])


def require_same(row, seen, stamp):
    """Raises ``Conflict`` where the row has changed, ``ValidationError`` where it is gone."""
    stored = type(row).objects.filter(pk=row.pk).first()
    if stored is None:
        raise ValidationError("这一条刚被别人删除，没有保存。")
    if stamp(stored) != seen:
        raise Conflict([stored])


def _value(row, name):
    value = getattr(row, name)
    is_set = isinstance(value, models.Manager)
    return sorted(value.values_list("pk", flat=True)) if is_set else value


def _short(values):
    return sha256(repr([str(value) for value in values]).encode()).hexdigest()[:LENGTH]

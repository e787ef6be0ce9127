"""Unsaved figures enter, a release leaves: the one door through which figures are published."""

from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from indicators.choices import Origin
from indicators.deriving import derived, rule_of
from indicators.models import Edition, Observation, Release
from indicators.versions import taken_back

RESOLUTION = timedelta(microseconds=1)
"""The least that databases tell two moments apart by."""
BATCH = 1000


@transaction.atomic
def release(figures, *, by):
    """Publish figures, each new or the next version of the one that it ``supersedes``.

    All are seen at once, under the next number, and with them what formulas make of them. Returns
    the ``Release``, or None where there is nothing to write. Its lock is the last that a
    transaction takes: nothing that others lock before they publish is locked after it.
    """
    figures = list(figures)
    if not figures:
        return None
    with locked() as edition:
        return _publish(figures, edition, by)


def withdraw(figures, *, by, reason):
    """Give figures a last version that takes them back, for a reason; returns the release."""
    return release([taken_back(figure, reason) for figure in figures], by=by)


@transaction.atomic
def reckon_again(indicator, *, by):
    """Publish what the formula of an indicator makes of all published figures; its release.

    Where it has none any more, what the earlier one gave is taken back. None where nothing changes.
    """
    with locked() as edition:
        figures = _reckoned_anew(indicator)
        return _publish(figures, edition, by) if figures else None


def _reckoned_anew(indicator):
    own = Observation.objects.current().filter(indicator=indicator)
    if not indicator.formula:
        reckoned = own.filter(origin=Origin.FORMULA)
        return [taken_back(figure, "指标不再由公式计算") for figure in reckoned]
    rule = rule_of(indicator)
    inputs = Observation.objects.current().filter(indicator__in=rule.operands.values())
    return derived([*inputs, *own])


@contextmanager
def locked():
    """Nobody else publishes until the transaction ends: what is read inside stays the newest.

    Gives the ``Edition``.
    """
    Edition.objects.bulk_create([Edition()], ignore_conflicts=True)
    yield Edition.objects.select_for_update().get(pk=Edition.ONLY)


def _publish(figures, edition, by):
    """Write figures and what follows from them under the next number; holds the lock."""
    made = _numbered(edition, by)
    for model in {type(figure) for figure in figures}:
        _write([figure for figure in figures if type(figure) is model], made, by)
    follow = derived([figure for figure in figures if isinstance(figure, Observation)])
    if follow:
        _write(follow, made, by)
    return made


def _numbered(edition, by):
    # Later than the one before, whatever clocks say: a moment then names one state of the data.
    at = max(timezone.now(), edition.at + RESOLUTION) if edition.at else timezone.now()
    made = Release.objects.create(number=edition.release + 1, at=at, by=by)
    edition.release, edition.at = made.number, made.at
    edition.save(update_fields=["release", "at"])
    return made


def _write(figures, made, by):
    model = type(figures[0])
    for figure in figures:
        before = figure.supersedes
        if before is not None and before.subject != figure.subject:
            raise ValueError(f"no version of figure {before.pk}: it is of another thing")
        figure.released_in, figure.recorded_by = made, by
        figure.first_id = before and (before.first_id or before.pk)
    model.objects.bulk_create(figures, batch_size=BATCH)
    replaced = [figure.supersedes_id for figure in figures if figure.supersedes_id]
    for start in range(0, len(replaced), BATCH):
        rows = model.objects.filter(pk__in=replaced[start : start + BATCH])
        rows.update(ended_in=made)

"""An access and versions asked for enter, the figures that it may see leave."""

from dataclasses import dataclass

from django.db.models import Q


@dataclass(frozen=True, slots=True)
class Versions:
    """Numbers of releases: data as of one, changes after another; None where nobody asked."""

    as_of: int | None = None
    after: int | None = None


def figures(model, access, versions):
    """Published figures in the versions asked for.

    Changes are the newest versions that came after a release, those that take a figure back
    among them: a client that applies them to what it had then has what there is now.
    """
    rows = access.readable(model.objects.all())
    if versions.after is None:
        return rows.current() if versions.as_of is None else rows.as_of(versions.as_of)
    lasted = Q(ended_in__isnull=True) | Q(ended_in__gt=versions.as_of)
    return rows.filter(lasted, released_in__gt=versions.after, released_in__lte=versions.as_of)

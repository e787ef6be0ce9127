"""Who asks through the data interface, and what of the figures he may see and write."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q

EVERYWHERE = ("",)
"""Every code begins with nothing: the whole country."""


@dataclass(frozen=True, slots=True)
class Access:
    """What one client of the data interface may do.

    ``client`` is what its requests are counted under; ``prefixes`` are the digits with which the
    codes of its regions begin; ``user`` is who stands as recorder of what it writes.
    """

    client: str
    prefixes: tuple[str, ...] = ()
    reads_drafts: bool = False
    writes: bool = False
    publishes: bool = False
    user: Any = None

    def readable(self, rows, path="region__adcode"):
        """Rows whose region, reached by ``path``, is one of the client's."""
        if "" in self.prefixes:
            return rows
        if not self.prefixes:
            return rows.none()
        within = (Q(**{f"{path}__startswith": prefix}) for prefix in self.prefixes)
        return rows.filter(Q(*within, _connector=Q.OR))

    def covers(self, adcode):
        """Whether a region is one of the client's."""
        return any(adcode.startswith(prefix) for prefix in self.prefixes)

    @property
    def for_reading(self):
        """The access without who has it: two clients of one scope see the same."""
        return replace(self, client="", writes=False, publishes=False, user=None)

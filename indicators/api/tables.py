"""What a resource of the data interface is: named columns of a queryset, its filters and orders."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from indicators.api.asking import SHAPE
from indicators.figure_filters import TextFunction


@dataclass(frozen=True, slots=True)
class Column:
    """One member of a row: where it stands in the model, its JSON type, and what it means."""

    expression: Any
    kind: str
    meaning: str
    example: Any = None
    columns: Mapping[str, "Column"] = field(default_factory=dict)
    """Members of each object, where it is an array of objects."""

    @property
    def types(self):
        """The type of JSON Schema; ``?`` ends the kinds that may be null."""
        kind = self.kind.removesuffix("?")
        return [kind, "null"] if self.kind.endswith("?") else kind


@dataclass(frozen=True, slots=True)
class Table:
    """A resource.

    ``rows`` gives the queryset that an access and the versions asked for may see; ``orders`` maps
    the words of ``order=`` to columns; the number of the row comes after them. ``shape`` names the
    parameters beside filters that it takes, ``versions`` those that ask for another state of it.
    """

    name: str
    title: str
    rows: Callable[..., Any]
    columns: Mapping[str, Column]
    filterset: type
    orders: Mapping[str, tuple[str, ...]]
    formats: tuple[str, ...]
    shape: tuple[str, ...] = tuple(SHAPE)
    versions: tuple[str, ...] = ()
    sdmx: Mapping[str, Column] = field(default_factory=dict)

    def column(self, name):
        """A column of ours or of SDMX, by its name."""
        return self.columns.get(name) or self.sdmx[name]


class Moment(TextFunction):
    """A moment of the database as ISO 8601 in UTC, made where no Python touches each row."""

    sqlite = "replace(%(expressions)s, ' ', 'T') || 'Z'"
    postgresql = "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"

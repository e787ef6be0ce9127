"""A name as a document writes it enters, the catalogue's entry for it leaves, or None."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

SAME_UNIT = {"名": "人", "位": "人", "％": "%", "㎡": "平方米", "平米": "平方米", "家": "所", "个": "所"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What matching needs to know of an indicator; ``key`` is whatever the caller wants back."""

    key: Any
    name: str
    unit: str
    aliases: tuple[str, ...] = ()


class Matcher:
    """Entries by plain name, built once and asked for every statement of a document."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_name: dict[str, list[Entry]] = {}
        for entry in entries:
            for name in {_plain(each) for each in (entry.name, *entry.aliases)}:
                self._by_name.setdefault(name, []).append(entry)

    def match(self, name: str, unit: str) -> Entry | None:
        """The one entry of the same name or alias and a compatible unit; never a guess."""
        named = self._by_name.get(_plain(name), ())
        found = [entry for entry in named if _unit(entry.unit) == _unit(unit)]
        return found[0] if len(found) == 1 else None


def _plain(name: str) -> str:
    """The name without spaces, punctuation and differences of width or case."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in folded if c.isalnum() or c in "%°")


def _unit(unit: str) -> str:
    return SAME_UNIT.get(unit, unit)

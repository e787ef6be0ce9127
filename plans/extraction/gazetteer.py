"""Facts about regions enter (a folder of TSV files), lookups by code, name and year leave."""

from dataclasses import dataclass
from pathlib import Path

from plans.extraction.schema import Level


@dataclass(frozen=True, slots=True)
class Place:
    """A region as it was called and coded from ``since`` to ``until`` (None: open)."""

    adcode: str
    name: str
    level: Level
    parent: str | None
    since: int | None = None
    until: int | None = None


class Gazetteer:
    """Provinces, prefectures, counties and towns of mainland China, past and present."""

    def __init__(self, places: tuple[Place, ...]) -> None:
        self.places = places

    @classmethod
    def load(cls, directory: Path) -> "Gazetteer":
        """Read the fixture folder."""
        return cls(())

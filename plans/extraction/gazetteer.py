"""Facts about regions enter (a folder of TSV files), lookups by code, name, year and text leave."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from plans.extraction.place_names import ORDINARY_WORDS, short_names
from plans.extraction.schema import Level

OTHER_PLACE = ("镇", "乡", "街道", "苏木", "村", "路", "河", "江", "湖", "山", "桥")
RANK: dict[str, int] = {"province": 0, "prefecture": 1, "county": 2, "township": 3}
FOLLOWERS = ("教育", "教体", "教委", "高中", "中学", "一中", "二中", "三中", "实验")
OFFICES = ("教育局", "教体局", "教育体育局", "教育和体育局")
TOWN_SUFFIXES = ("街道", "苏木", "镇", "乡")
LONGEST_TOWN = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A region as it was called and coded from ``since`` to ``until`` (None: open).

    ``adcode`` has six digits, nine for a town; ``parent`` is the code of the region above.
    """

    adcode: str
    name: str
    level: Level
    parent: str | None
    since: int | None = None
    until: int | None = None
    successors: tuple[str, ...] = ()

    def existed(self, year: int) -> bool:
        """Whether the region bore this name and code in a year; the year of a change has both."""
        return (self.since or 0) <= year <= (self.until or 9999)


@dataclass(frozen=True, slots=True)
class Mention:
    """A region's name in a text. ``bare``: without 市, 县 …, so it may be another word."""

    start: int
    end: int
    name: str
    bare: bool
    candidates: tuple[Place, ...]


class Gazetteer:
    """Provinces, prefectures, counties and towns of China, past and present."""

    def __init__(self, places: Iterable[Place], town_lines: Iterable[str] = ()) -> None:
        self.places = tuple(places)
        self._by_code: dict[str, list[Place]] = defaultdict(list)
        names: dict[str, list[Place]] = defaultdict(list)
        self._full: set[str] = set()
        self._predecessors: dict[str, list[Place]] = defaultdict(list)
        for place in self.places:
            self._by_code[place.adcode].append(place)
            for heir in place.successors:
                self._predecessors[heir].append(place)
            short = short_names(place.name, place.level)
            self._full.update((place.name, *short[:-1]))
            for name in (place.name, *short):
                names[name].append(place)
        self._full -= ORDINARY_WORDS
        self._by_name = {name: tuple(found) for name, found in names.items()}
        # Full names stand anywhere; so do short ones of three characters or of high rank.
        self._free = {n for n in self._full if len(n) > 2}
        self._clear = {
            n for n, found in names.items() if len(n) > 2 or any(p.level != "county" for p in found)
        }
        heads: dict[str, list[str]] = defaultdict(list)
        for name in self._by_name:
            heads[name[:2]].append(name)
        self._heads = {h: tuple(sorted(n, key=len, reverse=True)) for h, n in heads.items()}
        self._pairs = _pairs_of(heads)
        self._town_lines = {line[:6]: line.rstrip("\n") for line in town_lines}
        self._counties_of_town: dict[str, tuple[str, ...]] = {}

    @classmethod
    def load(cls, directory: Path) -> "Gazetteer":
        """Read ``divisions.tsv`` and ``towns.tsv`` of a folder."""
        lines = (directory / "divisions.tsv").read_text("utf-8").splitlines()[1:]
        with (directory / "towns.tsv").open(encoding="utf-8") as towns:
            return cls(map(_place, lines), towns)

    def get(self, adcode: str | None, year: int | None = None) -> Place | None:
        """The region of a code: as it was in ``year``, or as it is or was last."""
        if adcode and len(adcode) == 9:
            return next((t for t in self.towns(adcode[:6]) if t.adcode == adcode), None)
        return _newest(_of_year(self._by_code.get(adcode or "", ()), year))

    def as_of(self, adcode: str, year: int | None) -> Place | None:
        """The region of today's code as it was in a year: under its older code, if it had one."""
        place = self.get(adcode, year)
        if place is None or year is None or place.existed(year):
            return place
        earlier = [p for p in self._predecessors.get(adcode, ()) if p.adcode != adcode]
        if len(earlier) != 1:
            return place
        return self.as_of(earlier[0].adcode, year)

    def ancestors(self, place: Place, year: int | None = None) -> tuple[Place, ...]:
        """The regions above, province first."""
        above: list[Place] = []
        parent = self.get(place.parent, year or place.until)
        while parent is not None and parent not in above:
            above.insert(0, parent)
            parent = self.get(parent.parent, year or place.until)
        return tuple(above)

    def full_name(self, place: Place, year: int | None = None) -> str:
        """The name with those of the regions above: 湖北省宜昌市猇亭区."""
        return "".join(p.name for p in (*self.ancestors(place, year), place))

    def is_within(self, place: Place, adcode: str) -> bool:
        """Whether a region is, or lies in, the region of a code."""
        return place.adcode == adcode or any(p.adcode == adcode for p in self.ancestors(place))

    def has_counties(self, place: Place) -> bool:
        """Whether counties lie under a region; 东莞市 and three others have towns at once."""
        return place.level != "county" and place.adcode not in self._town_lines

    def named(self, name: str) -> tuple[Place, ...]:
        """All regions that are or were called so, in full or for short."""
        return self._by_name.get(name, ())

    def resolve(
        self, name: str, year: int | None = None, within: str | None = None
    ) -> Place | None:
        """The one region that a name means (金寨, 黔南州三都县, 安徽省六安市金寨县), or None.

        ``within`` is the code of a region known to hold it.
        """
        anchors = [within] if within else []
        place = None
        position = 0
        while position < len(name):
            found = next((n for n in self._names_at(name, position)), None)
            if found is None:
                return None
            place = self.choose(self._by_name[found], year, anchors)
            if place is None:
                return None
            anchors.append(place.adcode)
            position += len(found)
        return place

    def choose(
        self, candidates: Iterable[Place], year: int | None = None, anchors: Iterable[str] = ()
    ) -> Place | None:
        """The candidate that fits year and surrounding regions, or None where several do."""
        fitting = _of_year(candidates, year)
        for anchor in anchors:
            fitting = [p for p in fitting if self.is_within(p, anchor)] or fitting
        top = min((RANK[p.level] for p in fitting), default=0)
        fitting = [p for p in fitting if RANK[p.level] == top]
        return _newest(fitting) if _is_one(fitting) else None

    def mentions(self, text: str) -> Iterator[Mention]:
        """Regions named in a text, longest name first, from left to right."""
        end = 0
        for pair in self._pairs.finditer(text):
            start = pair.start()
            names = self._heads.get(text[start : start + 2], ()) if start >= end else ()
            for name in names:
                if text.startswith(name, start):
                    break
            else:
                continue
            if start == end > 0 or self._stands_alone(text, start, name):
                end = start + len(name)
                yield Mention(start, end, name, name not in self._full, self._by_name[name])

    def _stands_alone(self, text: str, start: int, name: str) -> bool:
        """Full names do; names of two characters (和县, 合作) need a boundary on the left.

        Beside 教育 or 一中 short ones do not (乳山教育), but 完成县一中 does not name 成县.
        """
        if name in self._free and name[-1] != "市":
            return True
        if name not in self._full and text.startswith(OTHER_PLACE, start + len(name)):
            return False
        if name[-1] == "市" and text.startswith("场", start + len(name)):
            return False
        if name in ORDINARY_WORDS:
            is_level = text.startswith("级", start + len(name))
            enough = len(name) > 2 or text.startswith(OFFICES, start + len(name))
            return enough and not is_level and _begins(text, start)
        if name in self._clear:
            return True
        followed = name[-1] != "县" and text.startswith(FOLLOWERS, start + 2)
        return followed or _begins(text, start)

    def _names_at(self, text: str, start: int) -> Iterator[str]:
        names = self._heads.get(text[start : start + 2], ())
        return (name for name in names if text.startswith(name, start))

    def towns(self, county: str) -> tuple[Place, ...]:
        """Towns, townships and streets of a county (of the prefecture where it has no counties)."""
        cells = self._town_lines.get(county, county).split("\t")[1:]
        return tuple(
            Place(county + cell[:3] if cell[0] != "-" else "", cell[3:], "township", county)
            for cell in cells
        )

    def counties_of_town(self, name: str) -> tuple[str, ...]:
        """Codes of the counties that have a town of this full name (today's names)."""
        if not self._counties_of_town and self._town_lines:
            index: dict[str, list[str]] = defaultdict(list)
            for county, line in self._town_lines.items():
                for cell in line.split("\t")[1:]:
                    index[cell[3:]].append(county)
            self._counties_of_town = {town: tuple(codes) for town, codes in index.items()}
        return self._counties_of_town.get(name, ())

    def town_mentions(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and name of every town of any county named in full in a text."""
        self.counties_of_town("")
        for suffix in TOWN_SUFFIXES:
            at = text.find(suffix)
            while at > 0:
                end = at + len(suffix)
                for start in range(max(0, end - LONGEST_TOWN), at):
                    if text[start:end] in self._counties_of_town:
                        yield start, end, text[start:end]
                        break
                at = text.find(suffix, end)


def _place(line: str) -> Place:
    adcode, name, level, parent, since, until, successors = line.split("\t")
    return Place(
        adcode,
        name,
        level,  # type: ignore[arg-type]
        parent or None,
        int(since) if since else None,
        int(until) if until else None,
        tuple(successors.split()),
    )


def _of_year(places: Iterable[Place], year: int | None) -> list[Place]:
    """Those that existed in the year; without a year the present ones; all where none is left."""
    everything = list(places)
    if year is None:
        return [p for p in everything if p.until is None] or everything
    return [p for p in everything if p.existed(year)] or everything


def _newest(places: Iterable[Place]) -> Place | None:
    return max(places, key=lambda p: (p.until or 9999, p.since or 0), default=None)


def _is_one(places: list[Place]) -> bool:
    """Whether these are one region under the codes that it bore one after the other."""
    ordered = sorted(places, key=lambda p: (p.until or 9999, p.since or 0))
    return bool(places) and all(
        a.name == b.name and a.adcode[:2] == b.adcode[:2] and (a.until or 9999) <= (b.since or 0)
        for a, b in pairwise(ordered)
    )


def _pairs_of(heads: Iterable[str]) -> re.Pattern[str]:
    """Where a first and a second character of names stand together: one place in nine of a text."""
    first, second = (re.escape("".join(sorted({h[at : at + 1] for h in heads}))) for at in (0, 1))
    return re.compile(f"[{first}](?=[{second}])")


def _begins(text: str, start: int) -> bool:
    return start == 0 or not "一" <= text[start - 1] <= "鿿"

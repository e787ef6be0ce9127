"""Claims and wording enter, the document's own region and level leave."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from plans.extraction.gazetteer import RANK, Gazetteer, Place
from plans.extraction.header.claims import NUMBER, STRONG, Claims
from plans.extraction.header.offices import (
    find_division,
    find_school,
    find_town,
    find_zone,
    town_of_school,
)
from plans.extraction.header.page import Page
from plans.extraction.header.wording import (
    addressed,
    leading_unit,
    speaks_as_ministry,
    speaks_for_region,
)
from plans.extraction.schema import Level, Problem

LEVEL_OF_UNIT: dict[str, Level] = {
    "省": "province",
    "州": "prefecture",
    "盟": "prefecture",
    "县": "county",
    "区": "county",
    "旗": "county",
    "镇": "township",
    "乡": "township",
    "校": "school",
}
LEVEL_OF_DIVISION: dict[str, Level] = {"师": "prefecture", "团": "county", "场": "county"}
BUREAU_SPEAKS = re.compile("教育局|教体局|我局")
NATIONAL = ("教育部", "国务院", "国家教委", "全国教育", "国家教育")
# 在全国…会上的讲话, 我国…研究: who speaks there, or writes of the country, does so for all of it.
NATION_SPEAKS = re.compile(r"在全国[^，。\n]{2,24}会(?:议)?上的讲话|我国")
# Weights count mentions; a region named twice in full is more than a passing remark.
LEAST_WEIGHT = 2.0
LEAST_ALONE = 1.0
LEAST_SPOKEN = 0.5
LEAST_TOWNS = 2
LEAST_ADDRESSED = 2
LEAST_NEIGHBOURS = 3
LEAD = 1.5
INSIDE = 0.8


@dataclass(frozen=True)
class Home:
    """Where a document comes from. ``below`` names what lies under the coded region (a town)."""

    place: Place | None
    level: Level
    school: str | None = None
    below: str = ""
    problems: tuple[Problem, ...] = ()


def find_home(page: Page, gazetteer: Gazetteer, claims: Claims, year: int | None) -> Home:
    """The region that speaks, at its level; region None where nothing names or implies it."""
    return _Finder(page, gazetteer, claims, year).home()


class _Finder:
    def __init__(self, page: Page, gazetteer: Gazetteer, claims: Claims, year: int | None) -> None:
        self.page = page
        self.gazetteer = gazetteer
        self.claims = claims
        self.year = year
        self.unit = leading_unit(page)
        self.talk = addressed(page)

    def home(self) -> Home:
        school = find_school(self.page)
        town = find_town(self.page, self.gazetteer)
        place = self._claimed()
        if place is None and not school and self._is_national():
            return Home(None, "national")
        if place is None or self._is_above(place):
            lower = (
                self._of_town(town, place)
                or self._inferred(place)
                or self._of_town(town_of_school(school), place)
            )
            place = lower or (place if self._may_stay(place, school) else None)
            inferred = lower is not None
        else:
            place, inferred = self._of_town(town, place) or place, False
        level = self._level(place, school, town)
        return self._noted(Home(place, level, school, town or ""), inferred)

    def _claimed(self) -> Place | None:
        """The region of title, masthead, signature and number; of a chain the lowest."""
        votes: dict[str, float] = defaultdict(float)
        places: dict[str, Place] = {}
        for place, weight in self.claims.strong:
            votes[place.adcode] += weight
            places[place.adcode] = place
        best = max(votes, key=lambda code: votes[code], default=None)
        if best is None or votes[best] < NUMBER:
            return None
        inside = [
            code
            for code in votes
            if code != best
            and votes[code] >= min(STRONG, votes[best] / 2)
            and self.gazetteer.is_within(places[code], best)
        ]
        return places[max(inside, key=lambda code: votes[code], default=best)]

    def _is_national(self) -> bool:
        if any(word in self.page.title for word in NATIONAL):
            return not self.unit or not self.page.borrowed
        if self.unit:
            return False
        of_nation = self.talk["national"] > 0 or NATION_SPEAKS.search(self.page.title)
        return bool(of_nation) or speaks_as_ministry(self.page)

    def _is_above(self, place: Place) -> bool:
        """Whether the text speaks for something smaller than the region that its header names."""
        level = LEVEL_OF_UNIT.get(self.unit or "")
        if self.unit == "区" and (place.level == "province" or speaks_for_region(self.page)):
            return place.level != "province" and speaks_for_region(self.page)
        if self.unit == "市" and place.level == "province":
            return not place.name.endswith("市")
        return level is not None and RANK.get(level, 9) > RANK[place.level] and level != "school"

    def _may_stay(self, place: Place | None, school: str | None) -> bool:
        """A region that is too large stays only for a school, or where nothing lies between."""
        if place is None:
            return False
        small = school or find_zone(self.page) or find_division(self.page)
        return bool(small) or not self.gazetteer.has_counties(place)

    def _of_town(self, town: str | None, above: Place | None) -> Place | None:
        """The county that has the named town, within what is known already."""
        if not town:
            return None
        counties = self.gazetteer.counties_of_town(town)
        known = [above.adcode] if above else list(self.claims.body)
        inside = [
            place
            for code in counties
            if (place := self.gazetteer.as_of(code, self.year))
            and any(self.gazetteer.is_within(place, k) for k in known)
        ]
        if len(inside) == 1:
            return inside[0]
        if len(counties) == 1 and not above:
            return self.gazetteer.as_of(counties[0], self.year)
        return None

    def _inferred(self, above: Place | None) -> Place | None:
        """The region implied by the places, counties, towns and schools in the body."""
        scores = self._scores()
        if above is not None:
            scores = {c: s for c, s in scores.items() if self._inside(c, above.adcode)}
        if self.unit == "市":
            scores = {c: s for c, s in scores.items() if not self._is_one_of_many(c)}
        for level in ("county", "prefecture", "province"):
            ranked = sorted(
                ((s, c) for c, s in scores.items() if self._level_of(c) == level), reverse=True
            )
            if ranked and ranked[0][0] >= self._least(level, len(ranked)):
                leads = len(ranked) == 1 or ranked[0][0] >= LEAD * ranked[1][0]
                return self.gazetteer.get(ranked[0][1], self.year) if leads else None
        return self._by_towns(above)

    def _least(self, level: Level, rivals: int) -> float:
        """The weight that a region needs, by how many there are of its level."""
        if level == "province":
            return LEAST_SPOKEN if self.unit == "省" and rivals == 1 else LEAST_ALONE
        return LEAST_ALONE if rivals == 1 else LEAST_WEIGHT

    def _is_one_of_many(self, code: str) -> bool:
        """Whether a county-level city is named beside several neighbours that outweigh it."""
        own = self.claims.places.get(code)
        if own is None or own.level != "county":
            return False
        others = [
            self.claims.body[place.adcode]
            for place in self.claims.places.values()
            if place.level == "county" and place.parent == own.parent and place is not own
        ]
        return len(others) >= LEAST_NEIGHBOURS and sum(others) > self.claims.body[code]

    def _level_of(self, code: str) -> Level | None:
        place = self.gazetteer.get(code, self.year)
        return place.level if place else None

    def _inside(self, code: str, above: str) -> bool:
        place = self.gazetteer.get(code, self.year)
        return place is not None and self.gazetteer.is_within(place, above)

    def _scores(self) -> dict[str, float]:
        """Weight of every region that the text may speak for; what lies inside counts too."""
        scores: dict[str, float] = defaultdict(float)
        for code, weight in self._named().items():
            place = self.gazetteer.get(code, self.year)
            if place is None:
                continue
            for region in (place, *self.gazetteer.ancestors(place, self.year)):
                if self._fits(region):
                    scores[region.adcode] += weight * (1 if region is place else INSIDE)
        return scores

    def _named(self) -> Counter[str]:
        named: Counter[str] = Counter()
        for code, weight in self.claims.body.items():
            named[code] += weight  # type: ignore[assignment]
        for place, weight in self.claims.strong:
            named[place.adcode] += weight / 3  # type: ignore[assignment]
        return named

    def _fits(self, place: Place) -> bool:
        """Whether a region can say 我县, 全市 … as the text does."""
        unit = self.unit
        if unit == "区" and speaks_for_region(self.page):
            return place.name.endswith("自治区")
        if unit in ("镇", "乡", "校"):
            return place.level == "county"
        if unit in ("县", "区", "旗", "市"):
            return place.name.endswith(unit) and not (unit == "区" and place.level == "province")
        if unit is None:
            return True
        return place.level == LEVEL_OF_UNIT[unit] and place.name[-1] in (unit, "区")

    def _by_towns(self, above: Place | None) -> Place | None:
        """The county that has most of the towns named, where at least two agree."""
        if self.unit in ("省", "州", "盟"):
            return None
        counts: Counter[str] = Counter()
        for code, towns in self.claims.towns.items():
            if above is None or self._inside(code, above.adcode):
                counts[code] = len(towns)
        ranked = counts.most_common(2)
        if not ranked or ranked[0][1] < LEAST_TOWNS:
            return None
        if len(ranked) > 1 and ranked[0][1] < LEAD * ranked[1][1]:
            return None
        place = self.gazetteer.as_of(ranked[0][0], self.year)
        anyone = self.unit in (None, "镇", "乡", "校")
        return place if place and (anyone or self._fits(place)) else None

    def _level(self, place: Place | None, school: str | None, town: str | None) -> Level:
        if school or (self.unit == "校" and not town and not self._office_speaks()):
            return "school"
        if town:
            return "township"
        zone = find_zone(self.page)
        if zone and (place is None or place.level != "county"):
            return "county"
        division = find_division(self.page)
        if division:
            return "province" if "兵团" in division else LEVEL_OF_DIVISION[division[-1]]
        if place is not None:
            return "township" if self.unit in ("镇", "乡") else place.level
        return self._level_of_wording()

    def _office_speaks(self) -> bool:
        return any(self.talk[level] > 2 for level in ("province", "prefecture"))

    def _level_of_wording(self) -> Level:
        if self.unit == "区" and speaks_for_region(self.page):
            return "province"
        if self.unit == "市":
            if "市教委" in self.page.sample and self.talk["prefecture"]:
                return "province"
            return "county" if self.talk["county"] > 2 * self.talk["prefecture"] else "prefecture"
        if self.unit:
            return LEVEL_OF_UNIT[self.unit]
        best = max(self.talk, key=lambda level: self.talk[level], default=None)
        needed = 1 if self._is_bureau() else LEAST_ADDRESSED
        return best if best and self.talk[best] >= needed else "unknown"

    def _is_bureau(self) -> bool:
        return bool(BUREAU_SPEAKS.search(self.page.title + self.page.sample))

    def _noted(self, home: Home, inferred: bool) -> Home:
        messages = []
        zone = find_zone(self.page)
        if home.place is None:
            messages.append("文中没有可以确定的行政区划，请补填所属地区")
        elif inferred:
            messages.append(f"所属地区“{home.place.name}”由正文中的地名推断，请核对")
        if zone and home.level == "county" and home.place and home.place.level != "county":
            messages.append(f"“{zone}”没有行政区划代码，暂用所在的{home.place.name}的代码")
        problems = tuple(Problem("header", message) for message in messages)
        return Home(home.place, home.level, home.school, home.below or zone or "", problems)

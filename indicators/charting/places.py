"""Words that name regions and schools enter, the places that are compared leave; and offers."""

import re
from dataclasses import dataclass
from itertools import islice

from django.db.models import Case, F, Q, When

from indicators.models import Observation, Region, School, Target

MOST = 12
"""Places that are compared at once."""
OFFERED = 1000
"""Places that a list to type into holds; others are found by their full name."""

_SCHOOL = re.compile(r"school-(\d{1,9})")
_WIDTHS = {Region.Level.PROVINCE: 0, Region.Level.PREFECTURE: 2, Region.Level.COUNTY: 4}
"""Level -> leading digits of the code that a region shares with those beside it."""


class UnknownPlace(ValueError):
    """Words that name no place, or several."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A region, or a school in it (``school`` is its number)."""

    adcode: str
    school: int
    name: str
    level: str = ""
    where: str = ""

    @property
    def key(self):
        """What its figures are found by."""
        return self.adcode, self.school

    @property
    def code(self):
        """How an address names it."""
        return f"school-{self.school}" if self.school else self.adcode


def place_of(region, school=None):
    """The place of a figure."""
    if school is None:
        return Place(region.adcode, 0, region.full_name, region.level)
    return Place(region.adcode, school.pk, school.name, where=region.name)


def chosen_places(words, user):
    """The places that the words name, in their order, each once.

    A word is a code of a region, ``school-`` and a number, or a name. Raises ``UnknownPlace``.
    """
    words = [word.strip() for word in words if word.strip()]
    if not words:
        return ()
    found = _found(words, user)
    places = dict.fromkeys(_one(word, found[word]) for word in words)
    if len(places) > MOST:
        raise UnknownPlace(f"最多同时比较 {MOST} 个地区和学校，现在选了 {len(places)} 个。")
    return tuple(places)


def _found(words, user):
    numbers = [int(match[1]) for word in words if (match := _SCHOOL.fullmatch(word))]
    called = Q(adcode__in=words) | Q(name__in=words) | Q(full_name__in=words)
    regions = Region.objects.visible_to(user).filter(called)
    schools = School.objects.visible_to(user).filter(region__isnull=False, is_confirmed=True)
    schools = schools.filter(Q(pk__in=numbers) | Q(name__in=words)).select_related("region")
    found = {word: {} for word in words}
    for region in regions:
        _note(found, (region.adcode, region.name, region.full_name), place_of(region))
    for school in schools:
        place = place_of(school.region, school)
        _note(found, (place.code, place.name), place)
    return found


def _note(found, names, place):
    """Keep a place under each word that means it; the current one of a code stands first."""
    for name in set(names):
        if name in found:
            found[name].setdefault(place.key, place)


def _one(word, places):
    if not places:
        raise UnknownPlace(f"没有找到“{word}”：请写您能看到的地区或学校的全称，或从列表里选。")
    if len(places) > 1:
        codes = "、".join(
            f"{place.code}（{place.where or place.name}）" for place in places.values()
        )
        raise UnknownPlace(f"“{word}”不止一个，请改写成其中一个编号：{codes}。")
    return next(iter(places.values()))


def offered_places(indicators, user, base=None):
    """Places that have published figures of the indicators which the user may see.

    At most one more than ``OFFERED``: those of the region ``base`` first, regions before schools.
    """
    columns = ("region__adcode", "school_id", "school__name", "region__full_name")
    columns += ("region__level", "region__name")
    far = Case(When(region__adcode=base.adcode if base else "", then=0), default=1)
    order = ("far", F("school_id").asc(nulls_first=True), "region__adcode")
    found = {}
    for model in (Observation, Target):
        rows = model.objects.visible_to(user).current().filter(indicator__in=indicators)
        rows = rows.annotate(far=far).order_by(*order).values_list(*columns, "far").distinct()
        for adcode, school, school_name, full_name, level, name, _ in rows[: OFFERED + 1]:
            whole = Place(adcode, 0, full_name, level)
            place = Place(adcode, school, school_name, "", name) if school else whole
            found.setdefault(place.key, place)
    return sorted(islice(found.values(), OFFERED + 1))


def groups_of(offered, base):
    """(words, codes) of choices around a region: above, beside, below, and its schools."""
    if base is None:
        return []
    width = _WIDTHS[Region.Level(base.level)]
    regions = [place for place in offered if not place.school]
    above = [place for place in regions if _is_above(place, base.adcode)]
    equal = [place for place in regions if place.level == base.level]
    beside = [place for place in equal if place.adcode[:width] == base.adcode[:width]]
    below = [place for place in regions if _is_above(base, place.adcode)]
    schools = [place for place in offered if place.school and place.adcode == base.adcode]
    own = [place for place in beside if place.adcode == base.adcode]
    several = beside if len(beside) > 1 else []
    sets = (
        ("上级地区", [*own, *above] if above else []),
        ("同级各地", several),
        ("同级和上级", [*several, *above] if several and above else []),
        ("下级各地", below),
        ("本地学校", schools),
    )
    return [_offer(words, places) for words, places in sets if places]


def _is_above(place, adcode):
    width = {Region.Level.PROVINCE: 2, Region.Level.PREFECTURE: 4}.get(place.level, 6)
    return place.adcode != adcode and place.adcode[:width] == adcode[:width]


def _offer(words, places):
    limit = f"（前 {MOST} 个，共 {len(places)} 个）" if len(places) > MOST else ""
    return f"{words}{limit}", [place.code for place in places[:MOST]]

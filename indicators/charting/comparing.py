"""Indicators, periods, places and a user enter; charts of what he may see leave."""

from collections import defaultdict
from dataclasses import dataclass, replace

from indicators.charting.aims import CHANGED, KINDS, told_of
from indicators.charting.captions import foot_of, stand_of
from indicators.charting.charts import cut
from indicators.charting.places import MOST, Place, place_of
from indicators.charting.ranking import places_ranked
from indicators.charting.reaching import reach_of
from indicators.charting.trends import MOST_LINES, Extra, Trend, shared_ends, trend
from indicators.choices import Frequency
from indicators.models import BREAKDOWNS, Edition, Indicator, Observation, Region, Target
from indicators.periods import PARTS, Period


@dataclass(frozen=True, slots=True)
class Asked:
    """What is compared: one indicator first, then others, from a year to a year.

    No ``places`` are all regions. ``by`` is a breakdown that parts each place's line, or empty;
    with ``each`` every place has a small chart of its own. ``rank`` is the code of the indicator
    whose places are ranked.
    """

    indicators: tuple[Indicator, ...]
    first: int
    last: int
    places: tuple[Place, ...] = ()
    frequency: str = Frequency.YEAR
    by: str = ""
    each: bool = False
    rank: str = ""

    @property
    def ranked(self):
        """The indicator whose places are ranked: the one of the code, or the first."""
        return next((row for row in self.indicators if row.code == self.rank), self.indicators[0])

    @property
    def periods(self):
        """All periods, those without figures too."""
        parts = PARTS[Frequency(self.frequency)]
        return [
            Period(year, part, self.frequency)
            for year in range(self.first, self.last + 1)
            for part in range(min(parts, 1), parts + 1)
        ]


@dataclass(frozen=True, slots=True)
class _Line:
    """A place, or one part of it where it is broken down."""

    place: Place
    part: str
    name: str


def charts_of(asked, user):
    """Name of each chart -> the chart; only of figures that the user may see."""
    edition = Edition.objects.now()
    reach = reach_of(asked, user)
    figures, aims = _figures(asked, user, reach), _aims(asked, user, reach)
    told = {}
    for number, row in enumerate(asked.indicators):
        told |= _trends(f"years{number}", row, asked, (figures[row.pk], aims[row.pk]))
    ends = shared_ends(one for one, _ in told.values())
    found = {name: _drawn(one, foot, ends) for name, (one, foot) in told.items()}
    found |= places_ranked(asked.ranked, asked, figures[asked.ranked.pk])
    stand = stand_of(edition)
    return {
        name: replace(one, foot=(*one.foot, *reach.words, stand)) for name, one in found.items()
    }


def offered_years(row, user, frequency=Frequency.YEAR):
    """First and last year of an indicator's figures that the user may see, or None."""
    ends = set()
    for model in (Observation, Target):
        rows = model.objects.visible_to(user).filter(indicator=row, frequency=frequency).current()
        years = rows.order_by("year").values_list("year", flat=True)
        ends |= {years.first(), years.last()}
    ends.discard(None)
    return (min(ends), max(ends)) if ends else None


def offered_parts(rows, user):
    """(kinds of period, breakdowns) that the indicators' figures come in."""
    seen = Observation.objects.visible_to(user).filter(indicator__in=rows).current()
    columns = seen.order_by().values_list("frequency", *BREAKDOWNS).distinct()
    kinds, parts = set(), set()
    for frequency, *words in columns:
        kinds.add(frequency)
        parts |= {name for name, word in zip(BREAKDOWNS, words, strict=True) if word}
    aims = Target.objects.visible_to(user).filter(indicator__in=rows).current()
    kinds |= set(aims.order_by().values_list("frequency", flat=True).distinct())
    return [f for f in Frequency.values if f in kinds], [b for b in BREAKDOWNS if b in parts]


def _figures(asked, user, reach):
    """Number of the indicator -> its observations, of the whole and of the parts asked for."""
    whole = {name: "" for name in BREAKDOWNS if name != asked.by}
    rows = Observation.objects.visible_to(user).filter(**whole)
    return _by_indicator(rows.filter(reach.places | reach.ranked(asked.ranked)), asked)


def _aims(asked, user, reach):
    return _by_indicator(Target.objects.visible_to(user).filter(reach.places), asked)


def _by_indicator(rows, asked):
    rows = rows.current().filter(
        indicator__in=asked.indicators,
        year__range=(asked.first, asked.last),
        frequency=asked.frequency,
    )
    found = defaultdict(list)
    for figure in rows.select_related("region", "school"):
        found[figure.indicator_id].append(figure)
    return found


def _trends(name, row, asked, both):
    """Name -> (what a picture of lines is drawn from, its foot)."""
    figures, aims = both
    lines = _lines(asked, figures, aims)
    drawn = {line.place.key for line in lines}
    used = [f for f in (*figures, *aims) if _key(asked, f)[:2] in drawn]
    values = _values(asked, used)
    foot = tuple(foot_of([x.place.name for x in lines], used))
    if not (asked.each and len(drawn) > 1):
        return {name: (_trend(row, asked, lines, values), foot)}
    most = max(1, MOST // len(asked.indicators))
    left = ()
    if len(drawn) > most:
        left = (f"这里画前 {most} 个地方，共 {len(drawn)} 个：要看别的，请在上面选。",)
    small = {}
    for place in list(dict.fromkeys(line.place for line in lines))[:most]:
        own = [line for line in lines if line.place == place]
        one = _trend(row, asked, own, values)
        titled = replace(one, title=f"{row.name}：{place.name}", notes=(*one.notes, *left))
        small[f"{name}-{place.code}"] = (titled, tuple(foot_of([place.name], used)))
    return small


def _key(asked, figure):
    part = getattr(figure, asked.by, "") if asked.by else ""
    return figure.region.adcode, figure.school_id or 0, part


def _lines(asked, figures, aims):
    """A line for each place; with a breakdown, one for each part that a place has."""
    places = asked.places or _regions(figures) or _regions(aims)
    if not asked.by:
        return [_Line(place, "", place.name) for place in places]
    words = dict(Observation._meta.get_field(asked.by).choices)
    there = {_key(asked, figure) for figure in figures}
    return [
        _Line(place, part, f"{place.name} {words[part]}")
        for place in places
        for part in words
        if (*place.key, part) in there
    ]


def _regions(figures):
    places = {f.region.adcode: place_of(f.region) for f in figures if f.school_id is None}
    return sorted(places.values())


def _values(asked, used):
    """(key of a line, kind) -> period -> value; a target belongs to the whole of a place."""
    found = defaultdict(dict)
    for figure in used:
        is_aim = isinstance(figure, Target)
        told = told_of(figure) if is_aim else [(figure.get_nature_display(), figure.value)]
        key = (figure.region.adcode, figure.school_id or 0, "") if is_aim else _key(asked, figure)
        for kind, value in told:
            found[key, kind][figure.period] = value
    return found


def _trend(row, asked, lines, values):
    keys = [((*line.place.key, line.part), line.name) for line in lines]
    columns = [values.get((key, "完成值"), {}) for key, _ in keys]
    rows = tuple((p.code, *(column.get(p) for column in columns)) for p in asked.periods)
    extras = tuple(
        Extra(kind, name, tuple(values[key, kind].get(p) for p in asked.periods))
        for key, name in keys
        for kind in (*KINDS, "基期值", "预计值", "参照值")
        if (key, kind) in values
    )
    notes = (*_left_out(asked, lines), *_of_aims(asked, lines, values))
    names = tuple(name for _, name in keys)
    crowded = _is_crowded(asked, lines)
    return Trend(rows, names, row.name, row.unit, extras, notes, is_crowded=crowded)


def _is_crowded(asked, lines):
    """Whether lines are left out that small pictures would show."""
    several = len({line.place.key for line in lines}) > 1
    return several and not asked.each and len(lines) > MOST_LINES


def _left_out(asked, lines):
    yield from cut(MOST_LINES, len(lines), "条线")
    if _is_crowded(asked, lines):
        yield "要看其余的线，请用“每地一张小图”。"


def _of_aims(asked, lines, values):
    """Sentences that say which targets there are, and why others are not drawn."""
    drawn = lines if asked.by else lines[:MOST_LINES]
    kinds = {line.name: _aim_kinds(line, values) for line in drawn}
    if asked.by:
        return ("目标不分性别、城乡、学段和办别，这张图不画目标。",) if any(kinds.values()) else ()
    missing = [name for name, told in kinds.items() if not told]
    notes = (f"这些年没有已发布的目标：{'、'.join(missing)}。",) if missing else ()
    changed = [name for name, told in kinds.items() if CHANGED in told]
    if changed:
        notes += (f"增减目标说的是变化，不是水平，不画在图上，见数据表：{'、'.join(changed)}。",)
    return notes


def _aim_kinds(line, values):
    return [kind for kind in KINDS if ((*line.place.key, ""), kind) in values]


def _drawn(told, foot, ends):
    shared = ends.get(told.unit)
    if shared:
        told = replace(told, notes=(*told.notes, "单位相同的各图用同一刻度，可以直接比高低。"))
    return replace(trend(told, ends=shared), foot=foot)


def what_is_hidden(user):
    """Why siblings and the region above may be missing, in a sentence; empty where they are not."""
    region = user.region
    if region is None or user.is_system_admin or region.level != Region.Level.COUNTY:
        return ""
    return "同级各县和上级地区的数没有对本局开放，这里只有本县和本县各校的数。"

"""Indicators, periods, places and a user enter; charts of what he may see leave."""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.utils import timezone

from indicators.charting.boxes import boxes
from indicators.charting.charts import bars, cut
from indicators.charting.places import MOST, Place, place_of
from indicators.charting.trends import MOST_LINES, Extra, Trend, shared_ends, trend
from indicators.choices import Frequency, Origin
from indicators.models import BREAKDOWNS, Indicator, Observation, Region, Target
from indicators.periods import PARTS, Period

RANKED = 60
"""Bars that a picture holds."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is compared: one indicator first, then others, from a year to a year.

    No ``places`` are all regions. ``by`` is a breakdown that parts each place's line, or empty;
    with ``each`` every place has a small chart of its own.
    """

    indicators: tuple[Indicator, ...]
    first: int
    last: int
    places: tuple[Place, ...] = ()
    frequency: str = Frequency.YEAR
    by: str = ""
    each: bool = False

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
    figures, aims = _figures(asked, user), _aims(asked, user)
    told = {}
    for number, row in enumerate(asked.indicators):
        told |= _trends(f"years{number}", row, asked, (figures[row.pk], aims[row.pk]))
    ends = shared_ends(one for one, _ in told.values())
    found = {name: _drawn(one, foot, ends) for name, (one, foot) in told.items()}
    first = asked.indicators[0]
    reached = [f for f in figures[first.pk] if _is_reached(f)]
    return found | _of_places(first, asked, reached)


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


def _figures(asked, user):
    """Number of the indicator -> its observations, of the whole and of the parts asked for."""
    whole = {name: "" for name in BREAKDOWNS if name != asked.by}
    rows = Observation.objects.visible_to(user).filter(**whole)
    return _by_indicator(rows, asked)


def _aims(asked, user):
    return _by_indicator(Target.objects.visible_to(user), asked)


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


def _is_reached(figure):
    return figure.nature == Observation.Nature.ACTUAL and not any(
        getattr(figure, name) for name in BREAKDOWNS
    )


def _trends(name, row, asked, both):
    """Name -> (what a picture of lines is drawn from, its foot)."""
    figures, aims = both
    lines = _lines(asked, figures, aims)
    values = _values(asked, figures, aims)
    used = [f for f in (*figures, *aims) if _key(asked, f)[:2] in {x.place.key for x in lines}]
    foot = tuple(_foot([x.place.name for x in lines], used))
    whole = _trend(row, asked, lines, values)
    if not (asked.each and len(asked.indicators) == 1 and len(lines) > 1):
        return {name: (whole, foot)}
    left = cut(MOST, len({line.place.key for line in lines}), "个地方")
    small = {}
    for place in list(dict.fromkeys(line.place for line in lines))[:MOST]:
        own = [line for line in lines if line.place == place]
        one = _trend(row, asked, own, values)
        titled = replace(one, title=f"{row.name}：{place.name}", notes=(*one.notes, *left))
        small[f"{name}-{place.code}"] = (titled, tuple(_foot([place.name], used)))
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


def _values(asked, figures, aims):
    """(key of a line, kind) -> period -> value."""
    found = defaultdict(dict)
    for figure in figures:
        kind = Observation.Nature(figure.nature).label
        found[_key(asked, figure), kind][figure.period] = figure.value
    for aim in () if asked.by else aims:
        found[_key(asked, aim), "目标"][aim.period] = aim.value
        if aim.value_high is not None:
            found[_key(asked, aim), "目标上限"][aim.period] = aim.value_high
    return found


def _trend(row, asked, lines, values):
    keys = [((*line.place.key, line.part), line.name) for line in lines]
    columns = [values.get((key, "完成值"), {}) for key, _ in keys]
    rows = tuple((p.code, *(column.get(p) for column in columns)) for p in asked.periods)
    extras = tuple(
        Extra(kind, name, tuple(values[key, kind].get(p) for p in asked.periods))
        for key, name in keys
        for kind in ("目标", "目标上限", "基期值", "预计值", "参照值")
        if (key, kind) in values
    )
    notes = (*cut(MOST_LINES, len(lines), "条线"), *_without_aims(asked, lines, extras))
    return Trend(rows, tuple(name for _, name in keys), row.name, row.unit, extras, notes)


def _without_aims(asked, lines, extras):
    """A sentence that says why targets are missing."""
    if asked.by:
        return ("目标不分性别、城乡、学段和办别，这张图不画目标。",)
    aimed = {extra.series for extra in extras if extra.kind == "目标"}
    missing = [line.name for line in lines[:MOST_LINES] if line.name not in aimed]
    if not missing:
        return ()
    return (f"这些年没有已发布的目标：{'、'.join(missing)}。",)


def _foot(names, figures):
    """Of which places a picture tells, where the values come from, and of which day."""
    if names:
        more = f"等 {len(names)} 个" if len(names) > MOST else ""
        yield f"范围：{'、'.join(dict.fromkeys(names[:MOST]))}{more}"
    origins = "、".join(sorted({Origin(figure.origin).label for figure in figures}))
    day = timezone.localdate()
    source = f"已发布的数（{origins}）" if origins else "已发布的数"
    yield f"来源：{source}；截至 {day.year}年{day.month}月{day.day}日"


def _drawn(told, foot, ends):
    shared = ends.get(told.unit)
    if shared:
        told = replace(told, notes=(*told.notes, "单位相同的各图用同一刻度，可以直接比高低。"))
    return replace(trend(told, ends=shared), foot=foot)


def _of_places(row, asked, reached):
    """Schools ranked and spread, and regions side by side, of the last period with figures."""
    schools = [f for f in reached if f.school_id and _is_asked(f, asked)]
    regions = [f for f in reached if f.school_id is None and _is_asked(f, asked)]
    found = {}
    if len({f.region.adcode for f in _last(regions)}) > 1:
        found["regions"] = _ranked(row, regions, "各地区", "个地区")
    if schools:
        found["spread"] = _spread(row, schools)
        found["schools"] = _ranked(row, schools, "各校排列", "所")
    return found


def _is_asked(figure, asked):
    """Whether a figure belongs to the places: a school also where its region is chosen alone."""
    if not asked.places:
        return True
    if figure.school_id is None:
        return (figure.region.adcode, 0) in {place.key for place in asked.places}
    named = {place.key for place in asked.places if place.school}
    if named:
        return (figure.region.adcode, figure.school_id) in named
    return figure.region.adcode in {place.adcode for place in asked.places}


def _last(figures):
    """Those of the last period that has any."""
    newest = max((figure.period for figure in figures), default=None)
    return [figure for figure in figures if figure.period == newest]


def _ranked(row, figures, words, counted):
    own = _last(figures)
    is_low = row.direction == Indicator.Direction.LOWER
    own.sort(key=lambda f: f.value if is_low else -f.value)
    rows = [(place_of(f.region, f.school).name, f.value) for f in own]
    title = f"{row.name}：{words}（{own[0].period.words}）"
    order = "数值低的在前。" if is_low else "数值高的在前。"
    picture = bars(
        rows, series=("数值",), title=title, unit=row.unit, shown=RANKED, counted=counted
    )
    foot = tuple(_foot([name for name, _ in rows], own))
    return replace(picture, notes=(order, *picture.notes), foot=foot)


def _spread(row, schools):
    ordered = sorted(schools, key=lambda f: f.period)
    triples = [(f.period.code, f.school.name, f.value) for f in ordered]
    picture = boxes(triples, title=f"{row.name}：各校分布", unit=row.unit)
    names = list(dict.fromkeys(f.region.full_name for f in ordered))
    return replace(picture, foot=tuple(_foot([f"{name}各校" for name in names], schools)))


def what_is_hidden(user):
    """Why siblings and the region above may be missing, in a sentence; empty where they are not."""
    region = user.region
    if region is None or user.is_system_admin or region.level != Region.Level.COUNTY:
        return ""
    return "同级各县和上级地区的数没有对本局开放，这里只有本县和本县各校的数。"

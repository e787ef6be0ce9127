"""Reached figures of one indicator enter; places ranked, and schools spread, leave."""

from collections import Counter
from dataclasses import replace

from indicators.charting.boxes import boxes
from indicators.charting.captions import foot_of
from indicators.charting.charts import bars
from indicators.charting.places import place_of
from indicators.models import BREAKDOWNS, Indicator, Observation

RANKED = 60
"""Bars that a picture holds."""
CHOSEN = "★ {}（所选）"


def places_ranked(row, asked, figures):
    """Name -> chart: schools ranked and spread, regions side by side, of the last period.

    Where places are chosen, all schools of their regions are ranked and the chosen ones marked.
    """
    reached = [figure for figure in figures if _is_reached(figure)]
    schools = [f for f in reached if f.school_id and _is_near(f, asked)]
    regions = [f for f in reached if f.school_id is None and _is_named(f, asked)]
    found = {}
    if len({f.region.adcode for f in _last(regions)}) > 1:
        found["regions"] = _ranked(row, regions, "各地区", ("个地区", frozenset()))
    if schools:
        chosen = frozenset(place.school for place in asked.places if place.school)
        found["spread"] = _spread(row, schools)
        found["schools"] = _ranked(row, schools, "各校排列", ("所", chosen))
    return {name: _told_whole(chart, asked) for name, chart in found.items()}


def _is_reached(figure):
    return figure.nature == Observation.Nature.ACTUAL and not any(
        getattr(figure, name) for name in BREAKDOWNS
    )


def _is_near(figure, asked):
    """Whether a school lies in one of the regions, or beside one of the chosen schools."""
    return not asked.places or figure.region.adcode in {place.adcode for place in asked.places}


def _is_named(figure, asked):
    named = {place.adcode for place in asked.places if not place.school}
    return not asked.places or figure.region.adcode in named


def _told_whole(chart, asked):
    """A breakdown parts the lines alone: then a ranking says that it is of the whole."""
    if not asked.by:
        return chart
    word = Observation._meta.get_field(asked.by).verbose_name
    return replace(chart, notes=(f"这张图用的是合计数，没有按{word}细分。", *chart.notes))


def _last(figures):
    """Those of the last period that has any."""
    newest = max((figure.period for figure in figures), default=None)
    return [figure for figure in figures if figure.period == newest]


def _ranked(row, figures, words, told):
    counted, chosen = told
    own = _last(figures)
    is_low = row.direction == Indicator.Direction.LOWER
    own.sort(key=lambda f: f.value if is_low else -f.value)
    names = _told_apart([place_of(f.region, f.school) for f in own])
    marked = [
        CHOSEN.format(name) if f.school_id in chosen else name
        for f, name in zip(own, names, strict=True)
    ]
    rows = [(name, f.value) for f, name in zip(own, marked, strict=True)]
    title = f"{row.name}：{words}（{own[0].period.words}）"
    order = "数值低的在前。" if is_low else "数值高的在前。"
    also = [name for f, name in zip(own, marked, strict=True) if f.school_id in chosen]
    look = {"series": ("数值",), "title": title, "unit": row.unit, "also": also}
    picture = bars(rows, shown=RANKED, counted=counted, **look)
    notes = (order, *_places_of_chosen(own, chosen, names), *picture.notes)
    return replace(picture, notes=notes, foot=tuple(foot_of(names, own)))


def _told_apart(places):
    """Names of places; those that share a name say where they are, as bars of one name would
    lie on each other."""
    names = [place.name for place in places]
    often = Counter(names)
    return [
        f"{name}（{f'{place.where} {place.code}'.strip()}）" if often[name] > 1 else name
        for name, place in zip(names, places, strict=True)
    ]


def _places_of_chosen(own, chosen, names):
    """Where the chosen schools stand, also those that the picture leaves out; equals share."""
    values = [figure.value for figure in own]
    told = [
        f"{name} 第 {values.index(figure.value) + 1} 位"
        for figure, name in zip(own, names, strict=True)
        if figure.school_id in chosen
    ]
    lacking = len(chosen) - len(told)
    if told:
        yield f"★ 是所选的学校：{'、'.join(told)}，共 {len(own)} 所；排在后面的也画出。"
    if lacking > 0:
        yield f"所选的学校有 {lacking} 所这一期没有数，不在排列里。"


def _spread(row, schools):
    ordered = sorted(schools, key=lambda f: f.period)
    triples = [(f.period.code, f.school.name, f.value) for f in ordered]
    picture = boxes(triples, title=f"{row.name}：各校分布", unit=row.unit)
    names = list(dict.fromkeys(f.region.full_name for f in ordered))
    return replace(picture, foot=tuple(foot_of([f"{name}各校" for name in names], schools)))

"""Schools and their pupils enter, invented figures of what they have leave: for demonstrations."""

from decimal import Decimal

from indicators.choices import Origin
from indicators.models import Indicator, Observation
from indicators.releasing import release

PER_100 = {
    "tea.above_degree": ("4.9", "6.0"),
    "tea.backbone": ("1.15", "1.2"),
    "tea.arts": ("1.0", "1.05"),
    "bui.teaching_area": ("520", "640"),
    "bui.sports_area": ("830", "1100"),
    "bui.equipment": ("231000", "268000"),
    "dig.rooms": ("2.7", "2.6"),
}
"""Code of an indicator -> how much a primary and a lower secondary school has per 100 pupils."""
PRESCHOOL = {
    "pre.gross_enrolment_3y": "91.2",
    "pre.inclusive_coverage": "88.6",
    "pre.public_share": "52.3",
    "pre.public_funds": "600",
    "pre.children": "4120",
    "pre.teachers": "268",
}
"""Code of an indicator -> a figure of the county."""
SPREAD = ("1.06", "0.97", "1.12", "0.91", "1.02", "1.15", "0.84", "1.08", "1.21")
"""How schools differ, over and over; large ones are short of room."""
CROWDED = 1000
UNTOLD = 4


def write_standing(bureau, pupils, *, year, by):
    """Publish what each school of ``pupils`` had in a year, where nobody has published it yet.

    One school says nothing of its equipment, so that there is something to see.
    """
    codes = ("sch.pupils", *PER_100, *PRESCHOOL)
    known = {i.code: i for i in Indicator.objects.filter(code__in=codes)}
    told = Observation.objects.filter(region=bureau, year=year, indicator__code__in=codes)
    told = set(told.values_list("school", "indicator__code"))
    wanted = [(None, code, Decimal(value)) for code, value in PRESCHOOL.items()]
    for at, (school, number) in enumerate(pupils.items()):
        wanted.append((school, "sch.pupils", number))
        wanted += [
            (school, code, _value(school, number, code, at + n))
            for n, code in enumerate(PER_100)
            if (at, code) != (UNTOLD, "bui.equipment")
        ]
    facts = {"region": bureau, "year": year, "origin": Origin.ENTRY}
    rows = [
        Observation(indicator=known[code], school=school, value=value, **facts)
        for school, code, value in wanted
        if (school and school.pk, code) not in told
    ]
    return release(rows, by=by)


def _value(school, pupils, code, at):
    each = Decimal(PER_100[code][school.stage == "lower_secondary"])
    share = Decimal(SPREAD[at % len(SPREAD)])
    if pupils > CROWDED and code.startswith("bui."):
        share -= Decimal("0.22")
    return (each * pupils / 100 * share).to_integral_value()

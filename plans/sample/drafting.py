"""A seed, a number and the ground enter, one drafted plan leaves; the same always for the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from indicators.models import Region
from plans.models import Plan
from plans.sample import words
from plans.sample.composing import Brief, Composer, Document
from plans.sample.ground import Ground

YEARS = range(2006, 2027)
OWN = 0.8
"""Share of the plans that belong to the sample's own bureau."""
SWING = 0.6
"""How far the size of a plan lies from the mean at most."""

KINDS = {"plan": 70, "report": 12, "notice": 8, "speech": 4, "article": 3, "news": 3}
LEVELS = {
    "county": 60, "prefecture": 10, "province": 6, "national": 2, "township": 10, "school": 12,
}  # fmt: skip
STATES = {"proposed": 30, "draft": 15, "published": 53, "set_aside": 2}


@dataclass
class Draft:
    """A plan before it is written; ``reviewed`` is the share that a person has decided on."""

    label: str
    bureau: Region
    region: Region | None
    level: str
    kind: str
    year: int
    state: str
    title: str
    issuer: str
    doc_number: str
    schools: tuple[str, ...]
    uploaded_at: datetime
    reviewed: float
    document: Document
    draw: Random


def sizes(plans: int, statements: int, seed: int) -> list[int]:
    """How many statements each plan has: together exactly ``statements``, the first the mean."""
    draw = Random(f"{seed}")
    mean, rest = divmod(statements, plans)
    found = [mean] * plans
    for number in range(1, plans - 1, 2):
        swing = int(mean * draw.uniform(0, SWING))
        found[number] += swing
        found[number + 1] -= swing
    for number in range(plans - rest, plans):
        found[number] += 1
    return found


def drafts(ground: Ground, plans: int, statements: int, seed: int) -> Iterator[Draft]:
    """All plans of a sample, one after the other."""
    for number, size in enumerate(sizes(plans, statements, seed), 1):
        yield draft(ground, f"{prefix(seed)}{number:06d}", size, Random(f"{seed}/{number}"))


def prefix(seed: int) -> str:
    """How the names of the sources of a seed begin."""
    return f"样例{seed}-"


def draft(ground: Ground, label: str, size: int, draw: Random) -> Draft:
    """Draw everything that a plan says, and what people have done with it."""
    is_first = label.endswith("-000001")
    bureau = _bureau(ground, draw, is_first)
    level = "county" if is_first else _drawn(LEVELS, draw)
    region = bureau if is_first else _region(ground, bureau, level, draw)
    year = YEARS[int(len(YEARS) * draw.random() ** 0.5)]
    state = "proposed" if is_first else _state(region, draw)
    kind = "plan" if is_first else _drawn(KINDS, draw)
    schools = _schools(draw)
    title = _title(region, schools[0] if level == "school" else "", year, kind, draw)
    brief = Brief(label, title, kind, year, size, schools)
    return Draft(
        label=label,
        bureau=bureau,
        region=region,
        level=level,
        kind=kind,
        year=year,
        state=state,
        title=title,
        issuer=_issuer(region, level, schools),
        doc_number=_doc_number(region, year, draw),
        schools=schools,
        uploaded_at=_moment(year, draw),
        reviewed=_reviewed(state, draw),
        document=Composer(brief, ground.families, draw).compose(),
        draw=draw,
    )


def _drawn(weights, draw):
    return draw.choices(list(weights), list(weights.values()))[0]


def _state(region, draw):
    """A plan of no region cannot be published: its figures would belong nowhere."""
    state = _drawn(STATES, draw)
    return Plan.State.DRAFT if region is None and state == Plan.State.PUBLISHED else state


def _bureau(ground, draw, is_first):
    """Mostly the sample's own bureau, always for the first plan."""
    own, *others = ground.bureaus
    return own if is_first or not others or draw.random() < OWN else draw.choice(others)


def _region(ground, bureau, level, draw):
    """The region that a document of a level speaks of; other counties come for comparison."""
    above = bureau.parent
    if level == "national":
        return None
    if level == "prefecture":
        return above or bureau
    if level == "province":
        return above and (above.parent or above)
    return draw.choice(ground.counties) if level == "county" and draw.random() < 0.4 else bureau


def _schools(draw):
    """Names of the schools that a document mentions, its own first."""
    places = draw.sample(words.SCHOOL_PLACES, draw.randint(2, 5))
    return tuple(f"{place}{draw.choice(words.SCHOOL_KINDS)[0]}" for place in places)


def _title(region, school, year, kind, draw):
    subject, _ = draw.choice(words.SUBJECTS)
    ending = draw.choice(words.TITLES[kind]).format(subject=subject)
    return f"{school or (region.name if region else '全国')}{year}年{ending}"


def _issuer(region, level, schools):
    if level == Plan.Level.SCHOOL:
        return schools[0]
    return f"{region.name}教育局" if region else "教育部"


def _doc_number(region, year, draw):
    """Three of four documents have one."""
    if draw.random() < 0.25:
        return ""
    return f"{region.name[0] if region else ''}教〔{year}〕{draw.randint(1, 90)}号"


def _moment(year, draw):
    """When a document of a year came in."""
    start = datetime(year, 1, 4, 1, tzinfo=UTC)
    return start + timedelta(days=draw.randrange(120), seconds=draw.randrange(8 * 3600))


def _reviewed(state, draw):
    if state == Plan.State.PUBLISHED:
        return 1
    if state == Plan.State.DRAFT:
        return draw.random()
    return 0 if state == Plan.State.SET_ASIDE or draw.random() < 0.6 else draw.random() / 2

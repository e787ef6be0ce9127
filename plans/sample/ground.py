"""A bureau enters, what a sample stands on leaves: bureaus, their clerks, regions, indicators."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model

from indicators.models import Indicator, Region
from plans.reference import starter_indicators
from plans.sample import figures

NEIGHBOURS = 4
"""Other bureaus that share the database."""
CLERK = "sample-{}"


@dataclass(frozen=True)
class Ground:
    """Rows that exist before the sample; the sample's own bureau is the first."""

    bureaus: tuple[Region, ...]
    clerks: dict
    counties: tuple[Region, ...]
    indicators: dict[str, Indicator]
    families: dict[str, list[figures.Indicator]]


def ground_of(bureau: Region) -> Ground:
    """Find the reference data, and make the clerks who are said to have decided and published."""
    counties = tuple(Region.objects.filter(until__isnull=True, level=Region.Level.COUNTY))
    bureaus = around(bureau, 1 + NEIGHBOURS)
    entries = starter_indicators()
    codes = [entry["code"] for entry in entries]
    return Ground(
        bureaus=bureaus,
        clerks={each.pk: _clerk(each) for each in bureaus},
        counties=counties,
        indicators={i.code: i for i in Indicator.objects.filter(code__in=codes)},
        families=_families(entries),
    )


def around(bureau, number):
    """The bureau and the counties whose codes stand nearest, those of its prefecture first."""
    current = Region.objects.filter(until__isnull=True, level=Region.Level.COUNTY)
    others = [county for county in current if county.adcode != bureau.adcode]
    others.sort(key=lambda c: (abs(int(c.adcode) - int(bureau.adcode)), c.adcode))
    return (bureau, *others[: number - 1])


def _clerk(bureau):
    """A user of the bureau who cannot sign in."""
    people, username = get_user_model().objects, CLERK.format(bureau.adcode)
    clerk = people.filter(username=username).first()
    if clerk is None:
        clerk = people.create_user(
            username, last_name="样例科员", role="bureau_staff", region=bureau
        )
    return clerk


def _families(entries):
    """The catalogue's entries by the first part of their code."""
    families = {}
    for entry in entries:
        facts = (entry[name] for name in ("code", "name", "unit", "kind", "direction"))
        families.setdefault(entry["code"].partition(".")[0], []).append(figures.Indicator(*facts))
    return families

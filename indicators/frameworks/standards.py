"""Standards enter, those that count in a place and year leave."""

from indicators.models import Standard


def nearest(standards, year: int) -> dict[tuple[int, str, str], Standard]:
    """By item, measure and stage the standard of the nearest region, there the newest in force.

    Provinces raise thresholds: what a county sets comes before its prefecture's, its province's
    and the country's, whichever is newer.
    """
    found: dict[tuple[int, str, str], Standard] = {}
    for one in standards:
        key = (one.item_id, one.measure, one.stage)
        if one.since <= year and (key not in found or _rank(one) > _rank(found[key])):
            found[key] = one
    return found


def _rank(standard):
    depth = len(standard.region.significant) if standard.region else 0
    return depth, standard.since, standard.pk

"""A database full of observations, all published in one release; run in its environment.

    python -m tests.benchmarks.figures ROWS

A hundred indicators in as many regions and years as make up the rows; every fifth is of a school.
"""

import sys
from itertools import islice, product

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from indicators.models import Edition, Indicator, Observation, Region, Release, School  # noqa: E402

INDICATORS, YEARS = 100, range(2005, 2025)
BATCH = 5_000


def fill(rows):
    """So many observations, written as a release would, but a batch at a time."""
    with transaction.atomic():
        by = get_user_model().objects.create(username="benchmark")
        made = Release.objects.create(number=1, at=timezone.now(), by=by)
        edition = {"release": 1, "at": made.at}
        Edition.objects.update_or_create(pk=Edition.ONLY, defaults=edition)
        indicators = Indicator.objects.bulk_create(
            Indicator(code=f"b.i{n:03}", name=f"测试指标{n:03}", unit="人")
            for n in range(INDICATORS)
        )
        places = list(_places(rows // (INDICATORS * len(YEARS)) + 1))
        figures = islice(_figures(indicators, places, made, by), rows)
        while batch := list(islice(figures, BATCH)):
            Observation.objects.bulk_create(batch)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _places(number):
    for n in range(-(-number // 5)):
        code = f"53{n:04}"
        region = Region.objects.create(
            adcode=code, name=f"{code}县", full_name=f"云岭省{code}县", level="county"
        )
        yield region, None
        for m in range(4):
            facts = {"name": f"{code}县第{m}小学", "is_confirmed": True}
            yield region, School.objects.create(region=region, **facts)


def _figures(indicators, places, made, by):
    for n, (year, (region, school), indicator) in enumerate(product(YEARS, places, indicators)):
        yield Observation(
            indicator=indicator, region=region, school=school, year=year, value=n % 9973 + 0.25,
            released_in=made, recorded_by=by,
        )  # fmt: skip


if __name__ == "__main__":
    fill(int(sys.argv[1]))

"""Bureaus and a number enter, so many matters spread over them leave, with reports and parts."""

import random

from django.contrib.auth import get_user_model
from django.db import reset_queries, transaction

from indicators.models import School, Unit
from plans.models import Matter
from plans.sample import matter_words as words
from plans.sample.matters import FATES, MARK, Fate, part_of, write_matters, write_pairs
from plans.sample.school_words import SCHOOLS
from plans.tracking.weighing import whole_progress

NAMES = {"bureau_admin": "sample-admin-{}", "bureau_leader": "sample-leader-{}"}
SHARE = len(FATES)
"""Of so many wholes one is divided, into as many parts as there are fates of parts."""
PARTS = (Fate("working", -20, 60, 45, 3), Fate("working", -18, 60), Fate("dispatched", -4, 60))
"""What becomes of the parts of a matter that nobody has reported on."""


def follow(bureaus, number):
    """Write about so many matters, as many for each bureau; gives after each how many it wrote."""
    for place, bureau in enumerate(bureaus):
        each = number // len(bureaus) + (place < number % len(bureaus))
        with transaction.atomic():
            written = _write(bureau, each)
        # In development Django keeps every statement of SQL.
        reset_queries()
        yield written


def are_known(bureaus):
    """Whether one of the bureaus has matters of a sample already."""
    return Matter.objects.filter(bureau__in=bureaus, number__startswith=MARK).exists()


def _write(bureau, number):
    people = {role.removeprefix("bureau_"): _person(bureau, role) for role in NAMES}
    leads = {"units": _units(bureau), "schools": _schools(bureau)}
    wholes = max(number * SHARE // (SHARE + len(PARTS)), 1)
    found = write_matters(bureau, **people, **leads, number=wholes)
    _divide(found, number - found.count(), leads["units"], people)
    return found.count()


def _divide(found, number, units, people):
    """About so many parts of matters that nobody has reported on; their progress goes up."""
    drawn, pairs = random.Random(number), []
    open_ = found.filter(state="working", heard_at=None, parts=None).order_by("pk")
    for turn, whole in enumerate(open_):
        if len(pairs) >= number:
            break
        parts = [
            (part_of(whole, place, fate, units[(turn + n) % len(units)]), fate)
            for n, (place, fate) in enumerate(zip(words.PLACES, PARTS, strict=False))
        ]
        pairs += parts
        progress = whole_progress((part.weight, part.progress) for part, _ in parts)
        Matter.objects.filter(pk=whole.pk).update(progress=progress)
    write_pairs(pairs, units, drawn, **people)


def _person(bureau, role):
    """A user of the bureau who cannot sign in."""
    username, people = NAMES[role].format(bureau.adcode), get_user_model().objects
    found = people.filter(username=username).first()
    return found or people.create_user(username, last_name="样例", role=role, region=bureau)


def _units(bureau):
    names = (*words.UNITS, *words.TOWN_OFFICES)
    known = {unit.name: unit for unit in Unit.objects.filter(region=bureau, name__in=names)}
    new = [Unit(region=bureau, name=n, is_confirmed=True) for n in names if n not in known]
    known |= {unit.name: unit for unit in Unit.objects.bulk_create(new)}
    return [known[name] for name in names]


def _schools(bureau):
    names = [name for name, *_ in SCHOOLS]
    known = {one.name: one for one in School.objects.filter(region=bureau, name__in=names)}
    new = [
        School(region=bureau, name=name, stage=stage)
        for name, stage, *_ in SCHOOLS
        if name not in known
    ]
    known |= {school.name: school for school in School.objects.bulk_create(new)}
    return [known[name] for name in names]

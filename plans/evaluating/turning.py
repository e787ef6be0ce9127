"""A round enters, its next phase leaves: checked, drawn for a second look, closed for good."""

from collections import defaultdict
from secrets import randbelow

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from plans.evaluating import telling
from plans.evaluating.gathering import gather_all
from plans.evaluating.sampling import draw
from plans.evaluating.transitions import Phase, Step, require
from plans.models import Assessment, EvaluationRound, Mark

SEEDS = 1_000_000_000
RESULTS = ("points", "full", "met", "not_met", "credibility", "deviation")


@transaction.atomic
def to_check(held, *, user):
    """End the self-evaluation; who has not handed in is checked without it."""
    found, _ = _locked(held, Step.TO_CHECK, user)
    return _turned(found, Phase.CHECK)


@transaction.atomic
def to_sample(held, *, user, seed=None):
    """Draw who is looked at a second time, of all that are wholly checked, and end the check."""
    found, places = _locked(held, Step.TO_SAMPLE, user)
    checked = _checked(found, places)
    if not checked:
        raise ValidationError("还没有一份复评评完全部条目，不能抽签。")
    found.seed = randbelow(SEEDS) if seed is None else seed
    strata = defaultdict(list)
    for place in checked:
        strata[place.stage].append(place.number)
    drawn = draw(strata, found.seed, found.sample_percent)
    found.assessments.filter(number__in=drawn).update(is_sampled=True)
    return _turned(found, Phase.SAMPLE, "seed")


@transaction.atomic
def close(held, *, user):
    """Reckon the results and freeze them; nothing of the round changes after it."""
    found, places = _locked(held, Step.CLOSE, user)
    for sheet in gather_all(found, places):
        totals, held_to = sheet.totals, sheet.credibility
        place = sheet.place
        for name in ("points", "full", "met", "not_met"):
            setattr(place, name, getattr(totals, name))
        place.credibility, place.deviation = held_to.percent, held_to.deviation
    Assessment.objects.bulk_update(places, RESULTS)
    found.closed_at, found.closed_by = timezone.now(), user
    return _turned(found, Phase.CLOSED, "closed_at", "closed_by")


@transaction.atomic
def remind(held, *, user):
    """Remind who has not handed in; returns how many people were told today for the first time."""
    found, _ = _locked(held, Step.REMIND, user)
    return telling.remind(found)


def _checked(found, places):
    """Those that are drawn from: wholly checked, and not the bureau itself."""
    return [
        sheet.place
        for sheet in gather_all(found, places)
        if not sheet.lacking(Mark.Step.CHECK) and sheet.place.county_id != found.bureau_id
    ]


def _locked(held, step, user):
    """The round and all its assessments, locked: whoever marks now comes before or after."""
    found = EvaluationRound.objects.for_change(held.pk)
    require(step, user, found)
    return found, list(found.assessments.select_for_update(of=("self",)).order_by("pk"))


def _turned(found, phase, *fields):
    found.state = phase
    found.save(update_fields=["state", *fields])
    return found

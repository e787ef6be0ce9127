"""A bureau and its people enter, two rounds of evaluation leave: one just begun, one being checked.

Everything is done by the steps that people take, so that the rules hold for the sample as well.
"""

from datetime import timedelta
from decimal import Decimal

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from indicators.frameworks import building
from indicators.frameworks.sheet import Asked
from indicators.models import FrameworkItem, Indicator, School
from plans.evaluating import evidence, finding, marking, opening, turning
from plans.evaluating.marking import Said
from plans.models import EvaluationRound
from plans.sample.evaluation_words import (
    CHECKED,
    COUNTY_ITEM,
    GIVEN_BACK,
    GROUPS,
    MEASURED,
    NAMES,
    SCHEME,
    SCORES,
    SOURCE,
    UNDONE,
)

Scope = EvaluationRound.Scope
PDF = b"%PDF-1.4\n%%EOF\n"


@transaction.atomic
def write_rounds(bureau, *, admin, staff, leader, more=()):
    """Two rounds of the invented schools and ``more``, which have still to score themselves.

    ``admin`` builds the framework, ``staff`` holds the rounds. Returns the rounds; those of an
    earlier run where there are some.
    """
    known = EvaluationRound.objects.filter(bureau=bureau, created_by=staff)
    if known.exists():
        return list(known)
    framework = _framework(admin)
    schools = list(School.objects.filter(region=bureau, pk__in=_with_heads(bureau)).order_by("pk"))
    before = _round(framework, staff, NAMES[0], schools, asks_counties=True)
    _score_all(before, schools, staff)
    turning.to_check(before, user=staff)
    _check(before, schools, staff, leader)
    now = _round(framework, staff, NAMES[1], [*schools, *more])
    _begin(now, schools, staff)
    return [before, now]


def _with_heads(bureau):
    heads = get_user_model().objects.filter(
        username__startswith="sample-head-", post__region=bureau
    )
    return heads.values("post__school")


def _framework(admin):
    """A scheme of three branches with points, figures that decide, and one item of the county."""
    made = building.create(user=admin, **SCHEME)
    since = {"since": timezone.localdate().year - 1, "user": admin}
    for at, (group, items) in enumerate(GROUPS, 1):
        branch = building.put_item(_item(made, f"A{at}", group, "group", "school"), [], **since)
        for n, (name, note, points) in enumerate(items, 1):
            item = _item(made, f"A{at}-{n}", name, "judged", "school")
            item.parent, item.note = branch, note
            item.points = Decimal(points) if points else None
            building.put_item(item, [], **since)
    indicators = {i.code: i for i in Indicator.objects.filter(code__in=_codes())}
    for n, (name, part, whole, per, standards) in enumerate(MEASURED, 1):
        item = _item(made, f"B{n}", name, "measured", "school")
        item.part, item.whole, item.per = indicators[part], indicators[whole], per
        asked = [Asked(s, "at_least", value, unit, *SOURCE) for s, value, unit in standards]
        building.put_item(item, asked, **since)
    building.put_item(_item(made, "C1", *COUNTY_ITEM, "judged", "county"), [], **since)
    return made


def _codes():
    return {code for _, part, whole, _, _ in MEASURED for code in (part, whole)}


def _item(framework, code, name, kind, scope):
    return FrameworkItem(framework=framework, code=code, name=name, kind=kind, scope=scope)


def _round(framework, staff, name, schools, **facts):
    today = timezone.localdate()
    held = opening.draft(
        user=staff,
        framework=framework,
        year=today.year,
        name=name,
        scope=Scope.CHOSEN,
        chosen=schools,
        self_until=today + timedelta(days=14),
        check_until=today + timedelta(days=30),
        sample_percent=20,
        **facts,
    )
    return opening.open_(held, user=staff)


def _score_all(held, schools, staff):
    """All hand in but the last one; the county scores itself."""
    for at, school in enumerate(schools):
        place = held.assessments.get(school=school)
        _score(place, at, _head_of(school), is_whole=school != schools[-1])
    own = held.assessments.get(county=held.bureau)
    _say(own, staff, "self", {"C1": Said("met")})
    marking.hand_in(own, user=staff)


def _begin(held, schools, staff):
    """One has handed in, one has it back, one has begun; the others have done nothing."""
    for at, school in enumerate(schools[:3]):
        _score(held.assessments.get(school=school), at, _head_of(school), is_whole=at < 2)
    returned = held.assessments.get(school=schools[1])
    marking.give_back(returned, user=staff, reason=GIVEN_BACK)


def _score(place, at, head, *, is_whole):
    items = [item for item in place.round.items.all() if item.is_asked_of(place)]
    said = {}
    for n, item in enumerate(items if is_whole else items[:2]):
        lost = SCORES[(at + n) % len(SCORES)]
        said[item.code] = _worth(item, lost)
    _say(place, head, "self", said)
    evidence.keep(place, items[0], [("制度汇编.pdf", PDF)], user=head)
    if is_whole:
        marking.hand_in(place, user=head)


def _check(held, schools, staff, leader):
    """Some schools are checked wholly, one in part; two problems go into the ledger."""
    for at, school in enumerate(schools[:-2]):
        place = held.assessments.get(school=school)
        found = CHECKED[at % len(CHECKED)]
        said = {
            code: _worth(held.items.get(code=code), lost, reason) for code, lost, reason in found
        }
        _say(place, staff, "check", said)
        if at != 1:
            marking.agree(place, user=staff)
        if at == 0:
            failed = [held.items.get(code=code).pk for code in said]
            until = timezone.localdate() + timedelta(days=60)
            finding.register(place, failed, user=staff, due_on=until, measures=UNDONE)
    marking.agree(held.assessments.get(county=held.bureau), user=leader)


def _worth(item, lost, reason=""):
    """All that an item may have but what is lost."""
    if item.points:
        return Said(points=max(item.points - Decimal(lost), Decimal(0)), reason=reason)
    return Said("not_met" if Decimal(lost) >= 1 else "met", reason=reason)


def _say(place, user, step, by_code):
    numbers = dict(place.round.items.values_list("code", "pk"))
    said = {numbers[code]: one for code, one in by_code.items()}
    marking.mark(place, user=user, step=step, said=said)


def _head_of(school):
    return get_user_model().objects.of_schools([school.pk]).filter(post__role="school_head").first()

"""A person, a framework and who is to be assessed enter, a round leaves, prepared and opened."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from indicators.choices import Stage
from indicators.frameworks.standards import nearest
from indicators.frameworks.tree import tree_of
from indicators.models import Framework, FrameworkItem, Region, School, Standard
from plans.evaluating.telling import tell_of_opening
from plans.evaluating.transitions import Step, require
from plans.models import Assessment, EvaluationRound, RoundItem

Scope = EvaluationRound.Scope
STAGES = {"": len(Stage.values)} | {stage: at for at, stage in enumerate(Stage.values)}


@transaction.atomic
def draft(*, user, chosen=(), **facts):
    """A round in preparation; raises ``ValidationError`` by field."""
    held = EvaluationRound(bureau_id=user.region_id, created_by=user, **facts)
    require(Step.CHANGE, user, held)
    _check(held, user)
    held.save()
    _choose(held, chosen)
    return held


@transaction.atomic
def change(held, *, user, chosen=None, **facts):
    """Other facts for a round that is not open yet."""
    found = EvaluationRound.objects.for_change(held.pk)
    require(Step.CHANGE, user, found)
    for name, value in facts.items():
        setattr(found, name, value)
    _check(found, user)
    found.save()
    if chosen is not None:
        _choose(found, chosen)
    return found


@transaction.atomic
def open_(held, *, user):
    """Copy what is asked, list who is assessed, and tell them. Returns the round.

    What somebody changes in the framework later changes nothing here.
    """
    found = EvaluationRound.objects.for_change(held.pk)
    require(Step.OPEN, user, found)
    if found.self_until < timezone.localdate():
        raise ValidationError("自评截止日期已经过了，请先改成今天或以后。")
    items = _items(found)
    places = _places(found, items)
    RoundItem.objects.bulk_create(items)
    Assessment.objects.bulk_create(places)
    found.state, found.opened_at = EvaluationRound.State.SELF, timezone.now()
    found.save(update_fields=["state", "opened_at"])
    tell_of_opening(found)
    return found


def own_schools(bureau):
    """Confirmed schools of a bureau's region and below, in the order of lists."""
    schools = School.objects.filter(region__adcode__startswith=bureau.significant)
    return schools.filter(is_confirmed=True).order_by("town", "name")


def schools_of(held):
    """Schools that the round would assess."""
    if held.scope == Scope.NONE:
        return School.objects.none()
    schools = own_schools(held.bureau)
    if held.scope == Scope.CHOSEN:
        return schools.filter(pk__in=held.chosen.values("pk"))
    return schools.filter(stage__in=held.stages) if held.scope == Scope.STAGES else schools


def counties_of(held):
    """Counties that the round would assess: the bureau's own, or those below it."""
    if not held.asks_counties:
        return Region.objects.none()
    counties = Region.objects.subtree_of(held.bureau).filter(level=Region.Level.COUNTY)
    return counties.in_year(held.year).order_by("adcode")


def _items(held):
    """Leaves of the framework with the standards in force, not saved yet."""
    standards = Standard.objects.in_force(held.bureau, held.year)
    known = nearest(standards.filter(item__framework=held.framework_id), held.year)
    above, found = {}, []
    for node in tree_of(held.framework):
        item = node.item
        above[item.pk] = (*above.get(item.parent_id, ()), item.name)
        if item.kind == FrameworkItem.Kind.GROUP:
            continue
        names = ("code", "name", "note", "kind", "scope", "points")
        found.append(
            RoundItem(
                round=held,
                item=item,
                position=len(found) + 1,
                group=" / ".join(above[item.pk][:-1])[:400],
                standards=_standards(item, known),
                **{name: getattr(item, name) for name in names},
            )
        )
    return found


def _standards(item, known):
    own = [
        one
        for (number, measure, _), one in known.items()
        if number == item.pk and measure == Standard.Measure.VALUE
    ]
    return [
        {
            "stage": one.stage,
            "text": f"{one.get_stage_display()} {one}".strip(),
            "comparator": one.comparator,
            "value": str(one.value),
        }
        for one in sorted(own, key=lambda one: STAGES[one.stage])
    ]


def _places(held, items):
    """Who is assessed, numbered; raises ``ValidationError`` where that is nobody, or of nothing."""
    schools = sorted(schools_of(held), key=lambda s: (STAGES[s.stage], s.town, s.name))
    counties = list(counties_of(held))
    if not schools and not counties:
        raise ValidationError("没有参评的学校，也不评县级条目：请选择参评学校，或先确认学校名录。")
    scopes = {item.scope for item in items}
    if schools and FrameworkItem.Scope.SCHOOL not in scopes:
        told = "这套指标体系没有“逐校”的条目：请先把要学校自评的条目改为“逐校”，或改为不评学校。"
        raise ValidationError(told)
    if counties and FrameworkItem.Scope.COUNTY not in scopes:
        raise ValidationError("这套指标体系没有“全县”的条目：请不要勾选“县级条目也评”。")
    places = [Assessment(round=held, county=county) for county in counties]
    places += [Assessment(round=held, school=school, stage=school.stage) for school in schools]
    asked = [p for p in places if any(item.is_asked_of(p) for item in items)]
    if not asked:
        raise ValidationError("选的学校的学段没有要评的条目：请核对参评学校和指标体系。")
    for number, place in enumerate(asked, 1):
        place.number = number
    return asked


def _check(held, user):
    held.full_clean()
    if not Framework.objects.visible_to(user).filter(pk=held.framework_id).exists():
        raise ValidationError({"framework": "请选择本局可以使用的指标体系。"})
    if held.scope == Scope.STAGES and not held.stages:
        raise ValidationError({"stages": "请至少选一个学段。"})
    if held.scope == Scope.NONE and not held.asks_counties:
        raise ValidationError({"scope": "不评学校的，请勾选“县级条目也评”。"})


def _choose(held, schools):
    own = set(own_schools(held.bureau).values_list("pk", flat=True))
    strangers = [school.name for school in schools if school.pk not in own]
    if strangers:
        raise ValidationError({"chosen": f"不是本县已确认的学校：{'、'.join(strangers)}。"})
    held.chosen.set(schools)

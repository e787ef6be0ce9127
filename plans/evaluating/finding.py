"""Items that the level above found wanting enter, problems in the rectification ledger leave."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from plans.evaluating.gathering import gather_all
from plans.evaluating.transitions import Step, require
from plans.models import Assessment, AssessmentFinding, EvaluationRound, Finding, Inspection
from plans.tracking import findings

MEASURES = "由责任单位提出整改措施，报局里审核。"
"""What stands until somebody says more."""


@transaction.atomic
def register(place, numbers, *, user, due_on, measures=""):
    """A problem for each item of these numbers that failed and is in no ledger yet; returns them.

    Raises ``ValidationError`` for a number of an item that has not failed.
    """
    # The round first, as whoever turns it: of two who begin its ledger, the second finds it begun.
    EvaluationRound.objects.for_change(place.round_id)
    found = Assessment.objects.for_change(place.pk)
    require(Step.FIND, user, found.round, found)
    lines = {line.item.pk: line for line in gather_all(found.round, [found])[0].lines}
    failed = [lines[n] for n in dict.fromkeys(numbers) if n in lines and lines[n].is_failed]
    if len(failed) != len(set(numbers)) or not failed:
        raise ValidationError("只有复评或抽评没有达标、没有得满分的条目才能列入整改台账。")
    if found.county_id is not None and not found.is_own:
        raise ValidationError("下级县的问题请交该县教育局列入它自己的整改台账。")
    known = set(found.findings.values_list("item", flat=True))
    new = [line for line in failed if line.item.pk not in known]
    inspection = _inspection(found.round, user) if new else None
    words = measures.replace("\0", "").strip() or MEASURES
    return [_made(found, line, inspection, user, due_on, words) for line in new]


def _made(place, line, inspection, user, due_on, measures):
    mark, item = line.above, line.item
    result = f"{mark}（满分 {item.points.normalize():f} 分）" if item.points else str(mark)
    said = f"{mark.get_step_display()}：{result}。{mark.reason}"
    asked = "；".join(s["text"] for s in item.standards_of(place.stage)) or item.note
    problem = f"{place}“{item.name}”{said}{f' 要求：{asked}' if asked else ''}"
    row = findings.register(
        inspection,
        user=user,
        problem=problem,
        measures=measures,
        lead=place.school,
        manner=Finding.Manner.LIMITED,
        due_on=due_on,
    )
    AssessmentFinding.objects.create(assessment=place, item=item, finding=row)
    return row


def _inspection(held, user):
    """The one that the findings of a round come from; made with the first of them."""
    name = f"{held.year}年{held.name}"[:120]
    known = Inspection.objects.filter(bureau=held.bureau_id, name=name).first()
    if known:
        return known
    facts = {"kind": Inspection.Kind.OWN, "issuer": held.bureau.name, "day": timezone.localdate()}
    return findings.add_inspection(user=user, name=name, **facts)

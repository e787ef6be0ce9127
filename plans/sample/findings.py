"""Invented matters of findings enter, the inspections that they come from leave, with measures."""

from plans.models import Finding, Inspection, Matter
from plans.sample import matter_words as words


def write_findings(matters, bureau, admin):
    """Give each matter of a finding its inspection and measures; its text is the problem."""
    matters = [matter for matter in matters if matter.kind == Matter.Kind.FINDING]
    if not matters:
        return
    first = min(matter.begun_on for matter in matters)
    inspections = {
        lead: Inspection.objects.get_or_create(
            bureau=bureau, name=name, defaults=_facts(kind, issuer, first, admin)
        )[0]
        for lead, kind, name, issuer in words.INSPECTIONS
    }
    rows = [_finding(n, matter, inspections) for n, matter in enumerate(matters)]
    Finding.objects.bulk_create(rows)
    Matter.objects.bulk_update(matters, ["text"])


def _facts(kind, issuer, day, admin):
    return {"kind": kind, "issuer": issuer, "day": day, "created_by": admin}


def _finding(n, matter, inspections):
    lead, _, problem = matter.title.partition("发现：")
    measures, matter.text = matter.text, problem.replace("整改", "")
    return Finding(
        matter=matter,
        inspection=inspections[lead],
        measures=measures,
        person=words.PEOPLE[n % len(words.PEOPLE)],
        manner=Finding.Manner.values[n % 2],
    )

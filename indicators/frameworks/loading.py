"""Entries of the national frameworks enter, rows leave; repeatable, what people added stays.

What is verified stays as it is, too: a later file only settles what was still in doubt. Another
threshold of a newer document is another entry, with its own year.
"""

from decimal import Decimal
from itertools import count

from indicators.choices import Comparator
from indicators.models import Framework, FrameworkItem, Indicator, Standard

FACTS = ("name", "number", "issuer", "version", "note", "rule_doubt")
RULE = ("least_met", "rest_percent", "points_from")


def load_frameworks(entries) -> int:
    """Bring the national frameworks to the state of the entries; returns how many there are."""
    known = dict(Indicator.objects.values_list("code", "pk"))
    for entry in entries:
        facts = {name: entry.get(name, "") for name in FACTS}
        facts |= {name: entry.get(name) for name in RULE}
        facts["is_rule_verified"] = entry.get("is_rule_verified", False)
        framework = _load_framework(entry["code"], facts)
        _load_items(framework, entry, entry["items"], known, count(1))
    return len(entries)


def _load_framework(code, facts):
    made, is_new = Framework.objects.get_or_create(code=code, defaults=facts)
    if not is_new:
        settled = (*RULE, "is_rule_verified", "rule_doubt") if made.is_rule_verified else ()
        _change(made, {name: facts[name] for name in facts if name not in settled})
    return made


def _load_items(framework, entry, items, known, numbers, parent=None):
    for told in items:
        facts = {
            "parent": parent,
            "name": told["name"],
            "kind": told.get("kind", "group" if "items" in told else "measured"),
            "scope": told.get("scope", "school" if "part" in told else "county"),
            "per": told.get("per", 1),
            "is_lack_of_whole": told.get("is_lack_of_whole", False),
            "sequence": next(numbers),
        }
        links = ("indicator", "part", "whole")
        facts |= {f"{name}_id": known[told[name]] if name in told else None for name in links}
        item, _ = FrameworkItem.objects.update_or_create(
            framework=framework, code=told["code"], defaults=facts
        )
        _load_standards(item, entry, told)
        _load_items(framework, entry, told.get("items", ()), known, numbers, item)


def _load_standards(item, entry, told):
    doubt = told.get("doubt", "")
    source = {
        "document": told.get("document", entry["document"]),
        "article": item.parent.name if item.parent else "",
        "doubt": doubt,
        "is_verified": not doubt,
    }
    bound = {
        "comparator": told.get("comparator", Comparator.AT_LEAST),
        "unit": told.get("unit", ""),
    }
    for stage, value in told.get("standards", {}).items():
        _put(item, entry, Standard.Measure.VALUE, stage, source | bound | {"value": Decimal(value)})
    if item.kind != FrameworkItem.Kind.MEASURED:
        return
    for stage, value in entry.get("limits", {}).items():
        limit = {"comparator": Comparator.AT_MOST, "value": Decimal(value)}
        _put(item, entry, Standard.Measure.VARIATION, stage, source | limit)


def _put(item, entry, measure, stage, facts):
    key = {"measure": measure, "stage": stage, "region": None, "since": entry["since"]}
    made, is_new = Standard.objects.get_or_create(item=item, **key, defaults=facts)
    if not is_new and not made.is_verified:
        _change(made, facts)


def _change(row, facts):
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()

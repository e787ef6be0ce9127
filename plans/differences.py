"""Two states of a row enter, the fields in which they differ leave, each as people read it."""

from copy import copy
from decimal import Decimal

from plans.models import FundingItem, Plan, Statement, Task

FIELDS = {
    Plan: (
        "title", "kind", "year", "level", "region", "region_name", "school", "issuer", "doc_number",
    ),
    Task: ("number", "title", "text", "lead_unit", "supporting_units", "due_on"),
    Statement: (
        "indicator_name", "indicator", "value", "value_high", "unit", "comparator", "nature",
        "year", "category", "per", "scope", "region", "school",
    ),
    FundingItem: ("purpose", "amount", "per", "year", "funding_source"),
}  # fmt: skip
"""What a person may change in a row; everything else follows from where it stands."""
UNITS = "supporting_units"
UNIT_RECORDS = "historicaltask_supporting_units_set"
"""The supporting units in a record of a task, by a name that can be fetched ahead."""


def plain_fields(model):
    """The fields that are columns of the row itself."""
    return [name for name in FIELDS[model] if name != UNITS]


def differing(row, record):
    """Names of the fields in which a row differs from a record of its history."""
    model = type(row)
    attnames = {name: model._meta.get_field(name).attname for name in plain_fields(model)}
    changed = [n for n, a in attnames.items() if getattr(row, a) != getattr(record, a)]
    if model is Task and set(units_of(record)) != set(row.supporting_units.all()):
        changed.append(UNITS)
    return changed


def links(model):
    """The fields that lead to another row."""
    return [name for name in plain_fields(model) if model._meta.get_field(name).is_relation]


def units_of(record):
    """The supporting units in a record of a task."""
    return [link.unit for link in getattr(record, UNIT_RECORDS).all()]


def shown(row, name):
    """A field of a row or record in words; empty where nothing stands."""
    value = getattr(row, name)
    if name == UNITS:
        return "、".join(str(getattr(unit, "unit", unit)) for unit in value.all())
    display = getattr(row, f"get_{name}_display", None)
    if value is None or value == "":
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(display() if display else value)[:255]


def compared(row, values):
    """Label, wanted and stored value of every field that ``values`` would change, in words."""
    wanted = copy(row)
    found = []
    for name, value in values.items():
        stored = shown(row, name)
        if name == UNITS:
            mine = "、".join(unit.name for unit in value)
        else:
            setattr(wanted, name, value)
            mine = shown(wanted, name)
        if mine != stored:
            found.append((label(type(row), name), mine, stored))
    return found


def label(model, name):
    """What people call a field."""
    return str(model._meta.get_field(name).verbose_name)

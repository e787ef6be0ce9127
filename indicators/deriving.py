"""Observations that change enter, what formulas make of them leaves as new versions.

A reckoned figure is of the same place, period, nature and part as what it is made of. One that
somebody stated stays as it is: formulas fill gaps, and change none but their own figures.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from graphlib import TopologicalSorter

from indicators.averages import rounded
from indicators.checking import SCALES
from indicators.choices import Origin
from indicators.formulas import Formula, FormulaError, circle, parse
from indicators.models import Indicator, Observation, key_of
from indicators.versions import taken_back

FOLLOWS = "所用的数有变动，按公式重算"
GONE = "所用的数不全、除数为零，或者已有填报的数，不再重算"
"""Reasons of the versions that a formula gives and takes back."""
LARGEST = Decimal(10) ** 16
"""What the column of a value does not hold any more."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How an indicator comes from others; ``operands`` are their numbers by code."""

    indicator_id: int
    formula: Formula
    operands: dict

    def inputs(self, key, known):
        """What a figure with this key is made of, by code; what is missing is left out."""
        figures = {c: known.get(key._replace(indicator_id=pk)) for c, pk in self.operands.items()}
        return {code: figure for code, figure in figures.items() if figure is not None}

    def value(self, inputs):
        """The value as its column holds it; None where an input is missing or a divisor is 0."""
        exact = self.formula.value({code: figure.value for code, figure in inputs.items()})
        if exact is None or abs(exact) >= LARGEST:
            return None
        return rounded(exact)


def rules():
    """Those of all formula indicators, each behind the ones that it needs."""
    rows = Indicator.objects.kept().exclude(formula="")
    formulas = {
        code: read for code, text in rows.values_list("code", "formula") if (read := _read(text))
    }
    if not formulas:
        return []
    graph = {code: read.codes for code, read in formulas.items() if not circle(code, formulas)}
    numbers = _numbers({*graph, *(code for codes in graph.values() for code in codes)})
    return [
        Rule(numbers[code], formulas[code], {name: numbers[name] for name in graph[code]})
        for code in TopologicalSorter(graph).static_order()
        if code in graph and set(graph[code]) <= set(numbers)
    ]


def rule_of(row):
    """How an indicator can be reckoned: by its formula or its parts; None where it cannot."""
    text = row.formula
    if row.numerator_id:
        text = f"{row.numerator.code} / {row.denominator.code} * {SCALES.get(row.unit, 1)}"
    read = _read(text)
    return Rule(row.pk, read, _numbers(read.codes)) if read else None


def derived(changed):
    """The unsaved versions that follow from observations that were written."""
    spots = defaultdict(set)
    for figure in changed:
        spots[figure.indicator_id].add(key_of(figure)._replace(indicator_id=0))
    work = []
    for rule in rules():
        touched = set().union(*(spots[pk] for pk in (rule.indicator_id, *rule.operands.values())))
        if touched:
            spots[rule.indicator_id] |= touched
            work.append((rule, sorted(touched, key=str)))
    return list(_versions(work, _known(work))) if work else []


def reckoned(row, figures):
    """What the rule of an indicator gives beside its figures, by their numbers."""
    rule = rule_of(row)
    if rule is None:
        return {}
    keys = {figure.pk: key_of(figure) for figure in figures}
    known = _known([(rule, keys.values())])
    values = {pk: rule.value(rule.inputs(key, known)) for pk, key in keys.items()}
    return {pk: value for pk, value in values.items() if value is not None}


def _read(text):
    try:
        return parse(text) if text else None
    except FormulaError:
        return None


def _numbers(codes):
    return dict(Indicator.objects.filter(code__in=codes).values_list("code", "pk"))


class _Known:
    """What stands at each key: what somebody stated before what was reckoned."""

    def __init__(self, rows):
        self.stated, self.reckoned = {}, {}
        for row in rows:
            if row.origin == Origin.FORMULA:
                self.reckoned[key_of(row)] = row
            elif not row.is_withdrawn:
                self.stated[key_of(row)] = row

    def get(self, key):
        """The figure that readers see; None where there is none."""
        reckoned = self.reckoned.get(key)
        standing = None if reckoned is None or reckoned.is_withdrawn else reckoned
        return self.stated.get(key, standing)


def _known(work):
    """The newest versions that the work needs, those that take back among them."""
    spots = [spot for _, touched in work for spot in touched]
    needed = {pk for rule, _ in work for pk in (rule.indicator_id, *rule.operands.values())}
    rows = Observation.objects.filter(
        ended_in__isnull=True,
        indicator__in=needed,
        region__in={spot.region_id for spot in spots},
        year__in={spot.year for spot in spots},
    )
    return _Known(rows.order_by("released_in", "pk"))


def _versions(work, known):
    for rule, touched in work:
        for spot in touched:
            key = spot._replace(indicator_id=rule.indicator_id)
            figure = _version(rule, key, known)
            if figure is not None:
                known.reckoned[key] = figure
                yield figure


def _version(rule, key, known):
    """The next version of one figure; None where it stays as it is."""
    before = known.reckoned.get(key)
    stands = before is not None and not before.is_withdrawn
    made = None if key in known.stated else _made(rule, key, known)
    if made is None:
        return taken_back(before, GONE) if stands else None
    if stands and _says(made) == _says(before):
        return None
    if before is not None:
        made.supersedes, made.reason = before, FOLLOWS
    return made


def _made(rule, key, known):
    """The unsaved figure of a rule; None where it gives none."""
    inputs = rule.inputs(key, known)
    value = rule.value(inputs)
    if value is None:
        return None
    facts = {"value": value, "status": _status(inputs), "note": note_of(inputs)}
    return Observation(**key._asdict(), **facts, origin=Origin.FORMULA)


def _says(figure):
    return figure.value, figure.status, figure.note


def _status(inputs):
    """No better than the worst of what it is made of."""
    kinds = Observation.Status
    is_final = all(figure.status == kinds.FINAL for figure in inputs.values())
    return kinds.FINAL if is_final else kinds.PROVISIONAL


def note_of(inputs):
    """The inputs and their values in words, as many as a note holds."""
    words = (f"{code}={figure.value.normalize():f}" for code, figure in inputs.items())
    return f"由 {'，'.join(words)} 算得"[: Observation._meta.get_field("note").max_length]

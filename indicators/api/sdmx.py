"""Observations as programs of statistics offices read them: SDMX-CSV 2.0 and its structure (SDMX
3.0).

Codes of ours become codes of SDMX, which knows no dot: ``pre.teachers`` is ``PRE-TEACHERS``, and
a breakdown that is none is ``_T``, the total.
"""

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Cast, Coalesce, Replace, Upper

from indicators.api.tables import Column
from indicators.choices import Frequency

AGENCY, FLOW, VERSION = "EDUPLAN", "OBSERVATIONS", "1.0"
TOTAL = "_T"
FREQUENCIES = {
    Frequency.YEAR: "A",
    Frequency.SCHOOL_YEAR: "A",
    Frequency.TERM: "S",
    Frequency.QUARTER: "Q",
    Frequency.MONTH: "M",
}
"""Our kinds of period -> the code list CL_FREQ; a school year begins in September."""
STATUSES = {"final": "A", "provisional": "P"}
"""Our states -> the code list CL_OBS_STATUS; an estimate is a nature here."""


def code(word):
    """A code of ours as one of SDMX."""
    return word.upper().replace(".", "-") or TOTAL


def _of(name):
    return Coalesce(Case(When(**{name: ""}, then=Value(TOTAL)), default=Upper(name)), Value(TOTAL))


def _mapped(name, words):
    cases = (When(**{name: ours}, then=Value(theirs)) for ours, theirs in words.items())
    return Case(*cases)


def columns(period, number):
    """Columns of SDMX-CSV 2.0, given the expressions of a period and of a value."""
    indicator = Upper(Replace("indicator__code", Value("."), Value("-")))
    school = Coalesce(Cast("school_id", CharField()), Value(TOTAL))
    action = Case(When(is_withdrawn=True, then=Value("D")), default=Value("I"))
    expressions = {
        "STRUCTURE": Value("dataflow"),
        "STRUCTURE_ID": Value(f"{AGENCY}:{FLOW}({VERSION})"),
        "ACTION": action,
        "FREQ": _mapped("frequency", FREQUENCIES),
        "INDICATOR": indicator,
        "REF_AREA": F("region__adcode"),
        "SCHOOL": school,
        "NATURE": Upper("nature"),
        "SEX": _of("sex"),
        "RESIDENCE": _of("residence"),
        "STAGE": _of("stage"),
        "OWNERSHIP": _of("ownership"),
        "TIME_PERIOD": period,
        "OBS_VALUE": number,
        "OBS_STATUS": _mapped("status", STATUSES),
        "UNIT_MEASURE": F("indicator__unit"),
        "RELEASE": F("released_in_id"),
    }
    return {name: Column(expression, "string", "") for name, expression in expressions.items()}

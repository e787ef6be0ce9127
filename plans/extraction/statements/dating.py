"""A number's surroundings and the zones of its article enter, the year that it holds for leaves."""

import re

from plans.extraction.schema import Nature
from plans.extraction.statements.clauses import Context, Period
from plans.extraction.statements.quantity import Quantity
from plans.extraction.statements.timing import (
    When,
    compared_year,
    following_year,
    is_within_period,
    nearest_year,
    promised_within,
    year_of_period,
    years_in,
)
from plans.extraction.statements.works import is_size_of_works, ready_year
from plans.extraction.statements.zones import Zones

_WITHIN = re.compile(r"^[^，]{0,4}年[内底末终]")
# not 今年年底前, nor 年底要达到
_OF_YEAR_PAST = re.compile(
    r"^(?!.*(?:[今本]年|要|将|力争|争取|确保|计划|拟))[^，]{0,4}年[内底末终]|^近(?:几|[两三四五])?年"
)
_STANDING = re.compile(r"^[^，\d]{0,6}现有[^，\d]*$")
_STANDS_NOW = re.compile("目前|现有|现在")
_STOOD = re.compile(r"[^，\d]{0,6}现有[^，\d]*\d")
_OF_LAST_TERM = re.compile(r"(?<![比较与同])上一?个?学期(?![^，]*[比较])")
_LAST_TERM = re.compile(r"上一?个?学期(?:末|期末)?[^，]{0,6}$")
# where it stands now, or stood when the year or term began
_THIS_YEAR = re.compile(
    r"(?:(?<!\d)年初|期初|月初|学期初|现|目前|当前)[^，]{0,6}$|已(?:达到?|为|有|是)$"
)
SINCE_FROM = re.compile(r"[由从比较]")
# 预计到2025年缺口1万个，而全县112个教学点…: what is there beside what is to come
_CONTRAST = re.compile(r"(?:然?而|但|却)(?!且)(?!.*\d{4}年)")
_OF_FACTS = ("line", "basis", "state")
"""What dates the facts told, and no norm that they are held against."""
_HELD = re.compile("规定|标准|要求|底线|[上下]限|[国省市县]定")


def own_year(context: Context, zones: Zones) -> When | None:
    """The year that the clause or one before it names for a number."""
    if zones.horizon and zones.vote <= 0:
        nth = year_of_period(context, zones.header.year)
        if nth or is_within_period(context, zones.header.year):
            return nth or zones.horizon
    own = nearest_year(context, zones.header.year)
    if zones.lender == "state" and own and own.shift == 0 and _STANDS_NOW.search(_said(context)):
        return zones.year
    if own is None and _OF_LAST_TERM.search(context.lead):
        return zones.last_term(of_year=False)
    own = _of_section(own, context, zones.year)
    return zones.in_school_year(own, context) or zones.by_then(context)


def _of_section(own: When | None, context: Context, lent: When | None) -> When | None:
    """年底 below the heading of another year is the end of that year, 现有 what it had then.

    近年来 is told up to the year that is looked back on.
    """
    if own is None or lent is None or own.shift != 0 or lent.year is None:
        return own
    ahead, behind = lent.year > (own.year or 0), lent.year < (own.year or 0)
    stands = _STANDING.search(context.lead) or any(map(_STOOD.match, context.earlier))
    said = _said(context)
    last = lent.year + 1 == own.year and _OF_YEAR_PAST.search(said)
    lends = (ahead and _WITHIN.search(said)) or (behind and (stands or last))
    return lent if lends else own


def _said(context: Context) -> str:
    """The clause that gives a number its year."""
    return next((t for t in (context.lead, *context.earlier) if years_in(t, 2000)), "")


def is_of_now(context: Context, zones: Zones, named: When | None) -> bool:
    """Whether a fact stands beside what is told of a year to come, or as a school year begins."""
    when = named or zones.year
    ahead = when is not None and when.direction(zones.header.year) > 0
    beside = any(map(_CONTRAST.match, (context.lead, *context.earlier[:1])))
    begins = any("本学年" in said for said in (context.lead, *context.earlier))
    return ahead and (named is None or beside or begins)


def is_undated_norm(quantity: Quantity, context: Context, zones: Zones, named: When | None) -> bool:
    """Whether only the facts that a norm is held against are dated."""
    if named is None and zones.lender in _OF_FACTS:
        return True
    when = named or zones.year
    past = when is not None and when.direction(zones.header.year) < 0
    held = quantity.unit != "元" and _HELD.search(context.lead + context.tail[:12])
    return past and bool(held) and not years_in(context.lead, zones.header.year)


def named_with(
    quantity: Quantity,
    context: Context,
    zones: Zones,
    named: When | None,
    *,
    nature: Nature,
    within: tuple[Period, int],
) -> When | None:
    """The year said for a number, by its nature: compared with, of the work, behind it, the end."""
    this_year = zones.header.year
    if nature == "reference":
        return compared_year(context, this_year) or named
    if nature == "target" and is_size_of_works(context):
        period, at = within
        place = (at + quantity.start, at + quantity.end)
        lent = zones.year.year if zones.year else None
        named = ready_year(period, place, context, lent or this_year) or named
    if nature == "target" and zones.counts_years:
        plan = zones.header.kind == "plan"
        named = promised_within(context, this_year, plan=plan) or named
    if named is None and nature in ("target", "standard"):
        named = following_year(context, this_year, nature)
        behind = named and named.shift == 0 and _WITHIN.search(context.later)
        named = zones.year if behind else named
    if named is None and nature == "target" and zones.is_autumn(context):
        return When(this_year, this_year)
    open_end = named is None and nature == "target" and zones.lender != "heading"
    return zones.horizon if open_end else named


def is_far(named: When | None, zones: Zones) -> bool:
    """Whether a promise is for a later year than the document's."""
    when = named or zones.horizon or zones.year
    return when is not None and when.direction(zones.header.year) > 0


def starting(
    context: Context, when: When | None, zones: Zones, period: int, *, far: bool
) -> When | None:
    """The year of a start value: stated with it or its like (由2012年的60%), else the one before.

    A move promised for a later year starts from where it stands in the document's own. A 上年
    beside a stated year counts from that year.
    """
    this_year = zones.header.year
    named = years_in(SINCE_FROM.split(context.lead)[-1], this_year)
    if not named and _LAST_TERM.search(context.lead):
        return zones.last_term(of_year=False)
    if not named and _THIS_YEAR.search(context.lead):
        return When(this_year, this_year)
    stated = zones.started(period, named[-1] if named else None)
    if when is None or when.year is None:
        return stated
    if stated and (stated.shift is None or when.shift is not None):
        return stated
    if far and not stated:
        return zones.told(context.text) or zones.stood or When(this_year, this_year)
    year = (when.year if stated else min(when.year, this_year or when.year)) - 1
    return When(year, year)

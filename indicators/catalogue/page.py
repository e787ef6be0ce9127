"""An indicator and a user enter, what its page shows leaves."""

from dataclasses import dataclass
from itertools import zip_longest

from indicators.catalogue.relations import pointing_to
from indicators.checking import differs
from indicators.deriving import reckoned
from indicators.formulas import FormulaError, parse
from indicators.models import Indicator, Observation

MOST = 30
"""Figures and versions that a page shows."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the definition; ``links`` are indicators that it names."""

    name: str
    words: str
    links: tuple[Indicator, ...] = ()


def facts_of(row):
    """What an indicator says of itself, empty lines left out."""
    facts = [
        Fact("单位", row.unit),
        Fact("学段", row.get_stage_display()),
        Fact("类型", row.get_kind_display()),
        Fact("方向", row.get_direction_display()),
        Fact("汇总方式", row.get_aggregation_display() or "未选定，不汇总"),
        Fact("权数", "", (row.weight,) if row.weight_id else ()),
        Fact("汇总说明", row.aggregation_note),
        Fact("分子", "", (row.numerator,) if row.numerator_id else ()),
        Fact("分母", "", (row.denominator,) if row.denominator_id else ()),
        Fact("其中数属于", "", (row.part_of,) if row.part_of_id else ()),
        Fact("公式", row.formula),
        Fact("公式用到", "", operands(row)),
        Fact("出处", row.source_note),
    ]
    return [fact for fact in facts if fact.words or fact.links]


def operands(row):
    """Indicators that its formula names, by code."""
    try:
        codes = parse(row.formula).codes if row.formula else ()
    except FormulaError:
        return ()
    return tuple(Indicator.objects.filter(code__in=codes))


def figures_of(row, user):
    """The newest whole-year figures of an indicator that the user may see."""
    rows = Observation.objects.visible_to(user).filter(indicator=row).current().reached()
    return rows.select_related("region", "school").order_by("-year", "region_id", "school_id")[
        :MOST
    ]


def beside_reckoned(row, figures):
    """Each figure, what its formula or parts give or None, and whether that is another value."""
    figures = list(figures)
    found = {figure.pk: None for figure in figures} | reckoned(row, figures)
    return [
        (figure, found[figure.pk], differs(figure.value, found[figure.pk], "公式") is not None)
        for figure in figures
    ]


def users_of(row, user):
    """Kinds of records that name the indicator, and how many of them the user may see."""
    counted = []
    for field in pointing_to(Indicator):
        rows = field.model._default_manager.all()
        if hasattr(rows, "visible_to"):
            count = rows.visible_to(user).filter(**{field.name: row}).count()
            counted.append((str(field.model._meta.verbose_name), count))
    return [(name, count) for name, count in counted if count]


def versions_of(row):
    """Who changed the indicator when, and what: each change against the one before."""
    rows = list(row.history.select_related("history_user")[: MOST + 1])
    return [_version(new, old) for new, old in zip_longest(rows, rows[1:])][:MOST]


def _version(new, old):
    names = [change.field for change in new.diff_against(old).changes] if old else []
    words = [str(Indicator._meta.get_field(name).verbose_name) for name in names]
    said = "、".join(words) or new.get_history_type_display()
    return {
        "at": new.history_date,
        "by": new.history_user,
        "said": "；".join(filter(None, (said, new.history_change_reason))),
    }

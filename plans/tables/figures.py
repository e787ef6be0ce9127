"""Cells that only mean something together enter, values of the row leave or what is wrong."""

from indicators.matching import is_same_unit
from indicators.models import Comparator
from plans.extraction.statements.measures import UNIT_OF
from plans.tables.cells import unit_of

GROUP = ("value", "value_high", "unit", "comparator")
"""Fields of a statement that are read as one."""
FOLLOWING = {"purpose": "经费项目", "amount": "金额", "per": "计量对象", "year": "年度"}
MONEY = "元"


def settle_statement(row, found):
    """Values of a statement and errors by field; ``found`` holds what its cells say.

    A unit or sign beside a number must agree with the cells for them, or stand in for them.
    """
    values, wrong = dict(found), {}
    unit, scale = unit_of(values["unit"])
    for name in ("value", "value_high"):
        if values[name] is not None:
            values[name], unit, trouble = _scaled(values[name], unit, scale)
            wrong |= {name: trouble} if trouble else {}
    values["unit"] = unit
    comparator, trouble = _comparator(found["value"], found["comparator"])
    values["comparator"] = comparator
    wrong |= {"comparator": trouble} if trouble else {}
    return values, wrong


def settle_amount(row, found):
    """Values of a funding item and errors by field; one that follows a statement keeps to it."""
    if row.statement_id:
        word = "此项来自原文里的数字，“{}”请到“指标”表格里修改，这里请改回原样。"
        return found, {n: word.format(FOLLOWING[n]) for n in found if n in FOLLOWING}
    if found.get("amount") is None:
        return found, {}
    typed = found["amount"]
    value, _, trouble = _scaled(typed, MONEY, 1)
    if typed.comparator:
        trouble = "经费只填确切的金额，不带“≥”“约”等字样。"
    return found | {"amount": value}, {"amount": trouble} if trouble else {}


def _scaled(typed, unit, scale):
    """A typed figure in base units, its unit, and what is wrong with both."""
    said = typed.unit
    if said and unit and not _agree(said, unit):
        return typed.value, unit, f"数字后面写的是“{said}”，与单位“{unit}”不符，请改其中一个。"
    if said and not unit and said not in UNIT_OF:
        return typed.value, unit, f"看不懂数字后面的“{said}”，请只填数，单位填在“单位”一栏。"
    if typed.scaled and scale != 1:
        return typed.value, unit, "数字和单位里都有“万”或“亿”，分不清是多少，请只写一处。"
    return typed.value * scale, unit or said or "", ""


def _agree(one, other):
    """Whether two units are one; a percentage and percentage points are not."""
    return is_same_unit(one, other) and (one == "%") == (other == "%")


def _comparator(typed, chosen):
    said = typed and typed.comparator
    if said and chosen and said != chosen:
        word, other = Comparator(said).label, Comparator(chosen).label
        return chosen, f"数字写的是“{word}”，“比较”一栏却是“{other}”，请改其中一个。"
    return said or chosen or Comparator.EXACTLY, ""

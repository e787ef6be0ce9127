"""Rows of a table that only brings rows in enter, their values and faults leave cell by cell."""

from plans.tables.cells import CellError
from plans.tables.checking import Checked, Fate, Given
from plans.tables.columns import Table

MISSING = "不能空着，请填写。"


def read_row(table: Table, given: Given, names, needed=()) -> Checked:
    """A row whose cells were read; ``needed`` are fields that must not be empty."""
    checked = Checked(given, fate=Fate.NEW)
    for column in table.columns:
        text = given.texts.get(column.field, "")
        try:
            checked.values[column.field] = column.read(text, names) if text else column.empty
        except CellError as error:
            checked.faults[column.field] = str(error)
    for field in needed:
        if not given.texts.get(field, ""):
            checked.faults[field] = MISSING
    return checked


def blame(checked: Checked, field: str, message: str) -> None:
    """Find fault with a cell, unless something is wrong with it already."""
    checked.faults.setdefault(field, message)


def settle(rows) -> None:
    """A row with a fault is a faulty one."""
    for checked in rows:
        if checked.faults:
            checked.fate = Fate.FAULTY

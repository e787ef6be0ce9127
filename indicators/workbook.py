"""Numbers, days and words enter, the bytes of a workbook leave."""

import io
from datetime import date
from decimal import Decimal

import xlsxwriter

DIGITS = 15
"""A workbook counts in binary and holds no more digits exactly; what has more becomes text."""
LONGEST = 32_000
"""Characters of a cell: Excel holds 32,767."""
NUMBER = int | float | Decimal
HEAD = {"bold": True, "bg_color": "#DCE9EA", "border": 1}
"""How the heads of columns look."""


class Workbook:
    """A workbook under construction; all its formats begin with ``base`` and are made once each."""

    def __init__(self, **base):
        self.buffer = io.BytesIO()
        self.book = xlsxwriter.Workbook(
            self.buffer,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
        )
        self._base = base
        self._formats = {}

    def format(self, **wanted):
        """A cell format; the same wish gives the same one."""
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(self._base | wanted)
        return self._formats[key]

    def put(self, sheet, place, value, style=None):
        """Write a value as what it is: numbers, days and truth as such, all else as text."""
        if isinstance(value, bool):
            sheet.write_boolean(*place, value, style)
        elif isinstance(value, date):
            sheet.write_datetime(*place, value, style)
        elif isinstance(value, NUMBER) and is_exact(value):
            sheet.write_number(*place, float(value), style)
        elif value is None or value == "":
            sheet.write_blank(*place, None, style)
        else:
            text = f"{_exact(value):f}" if isinstance(value, NUMBER) else str(value)
            sheet.write_string(*place, text[:LONGEST], style)

    def close(self):
        """The bytes of the workbook."""
        self.book.close()
        return self.buffer.getvalue()


def is_exact(value):
    """Whether a workbook holds a number as it is."""
    return len(_exact(value).as_tuple().digits) <= DIGITS


def _exact(value):
    """A number without the zeros at its end."""
    return (value if isinstance(value, Decimal) else Decimal(repr(value))).normalize()

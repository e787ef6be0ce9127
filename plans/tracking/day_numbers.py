"""A column of days enters, how many working days end with each leaves: told by the database.

The calendar goes along with the query as one string in which the place of a day is arithmetic. So
the database keeps no calendar that could differ from the one that everything else goes by.
"""

from datetime import date, timedelta
from functools import cache

from django.db.models import Func, IntegerField

from plans.tracking import working_days

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
"""Days that a matter may have; what lies beyond counts as the nearest of them."""
DIGITS = 5
"""Of a number, where each is written out."""
BYTE = 256


def number_of(day):
    """Working days from the first day on up to and with a day."""
    return working_days.passed(FIRST - working_days.DAY, min(max(day, FIRST), LAST))


class DayNumber(Func):
    """The number of the day that a column holds; nothing to go by where it holds none."""

    arity = 1
    output_field = IntegerField()

    def as_sqlite(self, compiler, connection, **context):
        """Numbers of five digits, of which the day's own is cut out."""
        day, params = compiler.compile(self.source_expressions[0])
        place = f"MAX(MIN(julianday({day}) - julianday('{FIRST}'), {_days() - 1}), 0)"
        sql = f"CAST(substr(%s, {DIGITS} * CAST({place} AS INTEGER) + 1, {DIGITS}) AS INTEGER)"
        return sql, (_written(), *params)

    def as_postgresql(self, compiler, connection, **context):
        """Numbers of two bytes: what it reads of a constant it finds without walking there."""
        day, params = compiler.compile(self.source_expressions[0])
        place = f"2 * GREATEST(LEAST({day} - DATE '{FIRST}', {_days() - 1}), 0)"
        sql = f"({BYTE} * get_byte(%s, {place}) + get_byte(%s, {place} + 1))"
        return sql, (_packed(), *params, _packed(), *params)


def _days():
    return (LAST - FIRST).days + 1


@cache
def _numbers():
    return [number_of(FIRST + timedelta(days=n)) for n in range(_days())]


@cache
def _written():
    return "".join(f"{number:0{DIGITS}}" for number in _numbers()).encode()


@cache
def _packed():
    return b"".join(number.to_bytes(2, "big") for number in _numbers())

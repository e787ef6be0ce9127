"""A question enters, one statement of SQL leaves; its rows come as the database gives them.

Columns stand in it as ``c0``, ``c1``, …; the last one, hidden, is the number of the row.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS
from django.db.models import F

from indicators.api.asking import place, wrong
from indicators.api.reading import Versions
from indicators.api.resources import TABLES
from indicators.figure_filters import Unknown

REMEMBERED = 512


@dataclass(frozen=True, slots=True)
class Statement:
    """Rows of a table without order and place."""

    sql: str
    params: tuple
    columns: tuple[str, ...]

    def quoted(self, name):
        """A column as the statement calls it."""
        return f"c{self.columns.index(name)}"


def prepared(question, table, access, edition):
    """The statement of a question, ready made where the same was asked before."""
    versions = Versions(question.as_of, question.after_release)
    filters = tuple(sorted(question.filters.items()))
    order = _order(question, table)
    hidden = tuple(name for name in order if name not in question.fields)
    columns = (*question.fields, *hidden)
    return _statement(table.name, access.for_reading, str(edition), versions, filters, columns)


def page(statement, question, table, limit, *, of=None):
    """(SQL, parameters) of the rows after a place, in order; at most ``limit``, None for all.

    With the columns ``of`` alone, else with the hidden ones.
    """
    backwards = question.order.startswith("-")
    names = [statement.quoted(name) for name in _order(question, table)] + ["row_number"]
    shown = "*" if of is None else ", ".join(statement.quoted(name) for name in of)
    sql, params = f"SELECT {shown} FROM ({statement.sql}) AS found", list(statement.params)
    if question.after is not None:
        marks = ", ".join(["%s"] * len(names))
        sql += f" WHERE ({', '.join(names)}) {'<' if backwards else '>'} ({marks})"
        kinds = [table.columns[name].kind for name in _order(question, table)]
        params += place(question.after, kinds)
    direction = " DESC" if backwards else ""
    sql += " ORDER BY " + ", ".join(f"{name}{direction}" for name in names)
    if limit is not None:
        sql += f" LIMIT {int(limit)}"
    return sql, params


def place_of(row, statement, question, table):
    """What the next page begins after."""
    return [*(row[statement.columns.index(n)] for n in _order(question, table)), row[-1]]


def _order(question, table):
    return table.orders[question.order.removeprefix("-")] if question.order else ()


@lru_cache(maxsize=REMEMBERED)
def _statement(name, access, edition, versions, filters, columns):
    """The statement, kept until data or names change (``edition``).

    To build one takes Django longer than any database needs for a page of its rows.
    """
    table = TABLES[name]
    rows = narrowed(table.rows(access, versions), table, dict(filters))
    asked = {f"c{n}": _expression(table.column(name)) for n, name in enumerate(columns)}
    rows = rows.order_by().annotate(**asked, row_number=F("pk"))
    rows = rows.values_list(*asked, "row_number")
    # Filters that exclude each other still make a statement: one that finds nothing.
    compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS, elide_empty=False)
    return Statement(*compiler.as_sql(), columns)


def narrowed(rows, table, filters):
    """Rows that the filters leave; raises ``Problem`` naming the first that cannot be used."""
    filterset = table.filterset(filters, rows)
    for name, messages in filterset.errors.items():
        raise wrong(name, "".join(messages))
    try:
        return filterset.qs
    except ValidationError as error:
        status = 404 if isinstance(error, Unknown) else 400
        ((name, messages),) = error.message_dict.items()
        raise wrong(name, "".join(messages), status=status) from None


def _expression(column):
    return F(column.expression) if isinstance(column.expression, str) else column.expression

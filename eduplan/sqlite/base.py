"""Django's SQLite back end with the library's real limit of variables in a query.

Django 5.2 still assumes the 999 of SQLite before 3.32 and splits a bulk insert by it, so that the
number of queries of an import would grow with the size of its document.

A flush empties tables as TRUNCATE does elsewhere: triggers that refuse deletions have no say.
"""

import sqlite3

from django.db.backends.sqlite3 import base, features, operations
from django.utils.functional import cached_property

REFUSING = "%_refuse_delete"
"""Names of triggers that refuse deletions."""


class DatabaseFeatures(features.DatabaseFeatures):
    """As Django's, but asks the library."""

    @cached_property
    def max_query_params(self):
        self.connection.ensure_connection()
        return self.connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)


class DatabaseOperations(operations.DatabaseOperations):
    """As Django's, but for the flush."""

    def sql_flush(self, style, tables, **options):
        """Statements that empty tables; refusing triggers are away meanwhile."""
        triggers = self._refusing(tables)
        return [
            *(f"DROP TRIGGER {self.quote_name(name)}" for name, _ in triggers),
            *super().sql_flush(style, tables, **options),
            *(sql for _, sql in triggers),
        ]

    def _refusing(self, tables):
        """Names and statements of the refusing triggers of tables."""
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, sql, tbl_name FROM sqlite_master "
                "WHERE type = 'trigger' AND name LIKE %s",
                [REFUSING],
            )
            return [(name, sql) for name, sql, table in cursor.fetchall() if table in tables]


class DatabaseWrapper(base.DatabaseWrapper):
    """The back end that ``ENGINE = "eduplan.sqlite"`` names."""

    features_class = DatabaseFeatures
    ops_class = DatabaseOperations

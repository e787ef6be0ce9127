"""Django's SQLite back end with the library's real limit of variables in a query.

Django 5.2 still assumes the 999 of SQLite before 3.32 and splits a bulk insert by it, so that the
number of queries of an import would grow with the size of its document.
"""

import sqlite3

from django.db.backends.sqlite3 import base, features
from django.utils.functional import cached_property


class DatabaseFeatures(features.DatabaseFeatures):
    """As Django's, but asks the library."""

    @cached_property
    def max_query_params(self):
        self.connection.ensure_connection()
        return self.connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)


class DatabaseWrapper(base.DatabaseWrapper):
    """The back end that ``ENGINE = "eduplan.sqlite"`` names."""

    features_class = DatabaseFeatures

"""Words of a command enter, the command runs; a database behind its code is said in Chinese."""

import sys

from django.core.management import execute_from_command_line
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import OperationalError, ProgrammingError

NOT_READY = "数据库还没有建好，或比程序旧。请先运行：python manage.py migrate"


def run(words):
    """Run a command; without the tables that it needs, end with what to do first."""
    try:
        execute_from_command_line(words)
    except (OperationalError, ProgrammingError):
        if not _is_behind():
            raise
        sys.exit(NOT_READY)


def _is_behind():
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))

"""Counts of all workers of a machine in one small file, as a cache of Django's."""

import os
import sqlite3
import time
from pathlib import Path

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

TABLE = "CREATE TABLE IF NOT EXISTS counts (name TEXT PRIMARY KEY, count INT, until REAL)"
ADD = (
    "INSERT INTO counts VALUES (?, ?, ?) ON CONFLICT (name)"
    " DO UPDATE SET count = excluded.count, until = excluded.until WHERE until <= ?"
)
RAISE = "UPDATE counts SET count = count + ? WHERE name = ? AND until > ? RETURNING count"
PATIENCE = 5
"""Seconds that a worker waits for another one's write, which takes some microseconds."""


class FileCounts(BaseCache):
    """Adds and raises counts, and does nothing else; ``LOCATION`` is the path of its file.

    It never waits for the disk: what a crash of the machine loses is the count of a minute.
    """

    def __init__(self, location, params):
        super().__init__(params)
        self._path, self._opened = Path(location), (None, None)

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        """Begin a count where none stands; leaves whether that was so."""
        now, until = time.time(), self.get_backend_timeout(timeout)
        asked = (self.make_and_validate_key(key, version=version), value, until, now)
        self._run("DELETE FROM counts WHERE until <= ?", (now,))
        return self._run(ADD, asked).rowcount == 1

    def incr(self, key, delta=1, version=None):
        """Raise a count by one step of all workers' steps; ``ValueError`` where none stands."""
        name = self.make_and_validate_key(key, version=version)
        found = self._run(RAISE, (delta, name, time.time())).fetchall()
        if not found:
            raise ValueError(f"No count {name!r}.")
        return found[0][0]

    def clear(self):
        """Forget all counts."""
        self._run("DELETE FROM counts")

    def _run(self, sql, values=()):
        return self._connection().execute(sql, values)

    def _connection(self):
        """A connection of this process: none survives a fork."""
        process, connection = self._opened
        if process != os.getpid():
            connection = sqlite3.connect(
                self._path, timeout=PATIENCE, isolation_level=None, check_same_thread=False
            )
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(TABLE)
            self._opened = os.getpid(), connection
        return connection

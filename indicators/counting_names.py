"""A database enters; triggers that count changes of names stand in it, whoever makes them.

A reader's copy of a page is stale once a name in it changes, and names change through many doors
(pages, reference data, the back door). Triggers see them all. SQLite loses them when a migration
makes a table anew, so they are put up after every migration.
"""

from itertools import product

from django.db import connections

TABLES = (
    "indicators_indicator", "indicators_region", "indicators_school",
    "indicators_framework", "indicators_frameworkitem", "indicators_standard",
)  # fmt: skip
_COUNTED = "INSERT INTO indicators_edition (id, release, names) VALUES (1, 0, 1) ON CONFLICT (id)"
EVENTS = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}
_KNOWN = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger",
}
_TRIGGER = {
    "sqlite": (
        "CREATE TRIGGER {name} AFTER {event} ON {table} {when} "
        f"BEGIN {_COUNTED} DO UPDATE SET names = names + 1; END"
    ),
    "postgresql": (
        "CREATE CONSTRAINT TRIGGER {name} AFTER {event} ON {table} "
        "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW {when} "
        "EXECUTE FUNCTION indicators_count_names()"
    ),
}
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION indicators_count_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {_COUNTED} DO UPDATE
        SET names = indicators_edition.names + 1, counted_in = txid_current()
        WHERE indicators_edition.counted_in IS DISTINCT FROM txid_current();
    RETURN NULL;
END $$"""
"""Counts a transaction once. Its row is locked at the very end, where no lock can follow."""


def count_names(*, using, **_):
    """Put the triggers up where the tables are; a receiver of ``post_migrate``."""
    connection = connections[using]
    there = set(connection.introspection.table_names())
    if not {*TABLES, "indicators_edition"} <= there:
        return
    vendor = connection.vendor
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN[vendor])
        known = {name for (name,) in cursor.fetchall()}
        if vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for table, (event, rows) in product(TABLES, EVENTS.items()):
            name = f"{table}_{event}_counted"
            if name not in known:
                facts = {"name": name, "table": table, "event": event, "when": _when(table, rows)}
                cursor.execute(_TRIGGER[vendor].format(**facts))


def _when(table, rows):
    """Documents name schools that nobody confirmed; no published figure is of those."""
    if table != "indicators_school":
        return ""
    return f"WHEN ({' OR '.join(f'{row}.is_confirmed' for row in rows)})"

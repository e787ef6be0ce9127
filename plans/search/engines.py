"""Terms and entries enter, SQL of the database at hand leaves: FTS5 or tsvector, nothing else.

Both keep the terms of an entry in the row of its number in ``plans_searchterms``: each character of
its title and text together with the next one, in order, and its words. A part of a query is a
phrase of such pairs, so that no entry that holds it is missed; words only tell which entries come
first. A scope (kind, county, year) is a term as well, so that a search in one does not walk through
the others. Pairs, as a digit alone stands in half of all entries: phrases of single characters take
ten times as long in a million of them.

Each method gives a condition with its parameters. Neither bm25 nor ts_rank: every entry found holds
all terms, which leaves their rarity nothing to tell, and bm25 reads every place of a term for it.
"""

from itertools import product

from django.core.exceptions import EmptyResultSet
from django.db import connection

TABLE = "plans_searchterms"
BLOCKS = tuple(256 * 4**n for n in range(6))
"""Sizes of the blocks of numbers that PostgreSQL looks through one after the other."""


class Sqlite:
    """FTS5: one column for each of title, text and words, and one for the scopes.

    A single character is the beginning of a pair.
    """

    join = f"+{TABLE}.rowid = plans_searchentry.id"
    """The plus bids SQLite go from the terms to the entries; the other way it asks for each."""

    def holds(self, terms, scope):
        """All parts, in entries of a scope."""
        match = [f"scope : {_quoted(_scope(*scope))}"]
        for part in (part for term in terms for part in term.parts):
            begins = " *" if len(part) == 1 else ""
            match.append(f"{{title body}} : {_quoted(_spaced(_pairs(part)))}{begins}")
        return f"{TABLE} MATCH %s", [" AND ".join(match)]

    def in_title(self, part):
        """The title holds a part."""
        return f"instr({TABLE}.title, %s) > 0", [_spaced(_pairs(part))]

    def whole(self, phrase):
        """Title or text holds all characters of a phrase side by side."""
        spaced = _spaced(_pairs(phrase))
        return f"(instr({TABLE}.body, %s) > 0 OR instr({TABLE}.title, %s) > 0)", [spaced, spaced]

    def as_word(self, part):
        """A part stands there as a word."""
        return f"instr({TABLE}.words, %s) > 0", [f" {part} "]

    def write(self, rows):
        """Store ``(entry, title, text, words)``."""
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {TABLE} (rowid, title, body, words, scope) "
                "VALUES (%s, %s, %s, %s, %s)",
                [
                    (
                        entry.pk,
                        _spaced(_all_pairs(title)),
                        _spaced(_all_pairs(text)),
                        f" {_spaced(words)} ",
                        _spaced(_scopes(entry)),
                    )
                    for entry, title, text, words in rows
                ],
            )

    def newest(self, selections, most):
        """The newest entries of each selection; FTS5 finds in this order and stops."""
        newest_first = {"order_by": [f"-{TABLE}.rowid"]}
        return [list(entries.extra(**newest_first)[:most]) for entries in selections]

    def settle(self):
        """Merge what many insertions left: half the size."""
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')")


class Postgres:
    """A tsvector: pairs of the title with weight A, pairs of the text; and, told apart by blanks,
    which no pair has: a character ends with one, a word begins with one, a scope with two, a block of numbers with three.
    """

    join = f"{TABLE}.rowid = plans_searchentry.id"

    def holds(self, terms, scope):
        """All parts, in entries of a scope; ``newest`` names the blocks of numbers in which they
        are looked for.
        """
        parts = [_standing(part) for term in terms for part in term.parts]
        query = [_literal(f"  {_scope(*scope)}"), *parts]
        return f"{TABLE}.terms @@ (part.blocks && %s::tsquery)", [" & ".join(query)]

    def in_title(self, part):
        """The title holds a part."""
        return f"{TABLE}.terms @@ %s::tsquery", [_phrase(part, "A")]

    def whole(self, phrase):
        """Title or text holds all characters of a phrase side by side."""
        return f"{TABLE}.terms @@ %s::tsquery", [_phrase(phrase)]

    def as_word(self, part):
        """A part stands there as a word."""
        return f"{TABLE}.terms @@ %s::tsquery", [_literal(f" {part}")]

    def write(self, rows):
        """Store ``(entry, title, text, words)``."""
        rows = list(rows)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {TABLE} (rowid, terms) "
                "SELECT number, terms::tsvector FROM unnest(%s::bigint[], %s::text[]) "
                "AS entries (number, terms)",
                [[row[0].pk for row in rows], [_vector(*row) for row in rows]],
            )

    def newest(self, selections, most):
        """The newest entries of each selection, part by part until there are enough.

        A GIN index knows no order: without parts, all that hold a frequent term would be read.
        """
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT max(rowid) FROM {TABLE}")
            parts = [" | ".join(map(_block, part)) for part in blocks(cursor.fetchone()[0] or 0)]
            return [self._newest(cursor, entries, parts, most) for entries in selections]

    def _newest(self, cursor, entries, parts, most):
        try:
            sql, parameters = entries.query.sql_with_params()
        except EmptyResultSet:
            return []
        cursor.execute(
            # The sum keeps PostgreSQL from walking down the primary key, a row at a time.
            "SELECT newest.* FROM unnest(%s::tsquery[]) AS part (blocks) CROSS JOIN LATERAL ("
            f"SELECT * FROM ({sql}) AS hit (number, row, in_title, in_text) "
            "ORDER BY number + 0 DESC LIMIT %s) AS newest LIMIT %s",
            [parts, *parameters, most, most],
        )
        return cursor.fetchall()

    def settle(self):
        """Tell the planner how often each term stands there."""
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE plans_searchentry, {TABLE}")


def blocks(last):
    """Numbers of entries in parts that grow, the newest first, each as ``(size, place)`` of blocks.

    A part ends where a block of the next size begins; together they hold 0 to ``last``.
    """
    end = last + 1
    for size, larger in zip(BLOCKS, (*BLOCKS[1:], None), strict=True):
        if end:
            start = max(0, (end - 1) // larger - 1) * larger if larger else 0
            yield [(size, place) for place in range(start // size, -(-end // size))]
            end = start


ENGINES = {"sqlite": Sqlite(), "postgresql": Postgres()}


def engine():
    """The engine of the database in use."""
    return ENGINES[connection.vendor]


def _scope(kind, bureau, year):
    """The term of a kind in one county and one year, or in all where there is none."""
    return f"{kind}/{bureau or ''}/{year or ''}"


def _scopes(entry):
    """The terms of all scopes that an entry lies in."""
    bureaus, years = (None, entry.bureau_id), {None, entry.year}
    return [_scope(entry.kind, *narrowed) for narrowed in product(bureaus, years)]


def _block(block):
    """The term of a block of numbers."""
    size, place = block
    return _literal(f"   {size}:{place}")


def _all_pairs(text):
    """Every character with the next one; the last one alone."""
    return [text[place : place + 2] for place in range(len(text))]


def _pairs(part):
    """What a text that holds the part has side by side: its pairs, or its only character."""
    return _all_pairs(part)[:-1] or [part]


def _spaced(tokens):
    return " ".join(tokens)


def _quoted(tokens):
    """A string of FTS5, in which nothing but the quotation mark means anything."""
    return '"' + tokens.replace('"', '""') + '"'


def _literal(token):
    """A lexeme as tsvector and tsquery read it, whatever characters it has."""
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


def _phrase(part, weight=""):
    mark = f":{'*' if len(part) == 1 else ''}{weight}".rstrip(":")
    return f"({' <-> '.join(_literal(pair) + mark for pair in _pairs(part))})"


def _standing(part):
    """What finds a part: the lexeme of a single character, as the index would gather all pairs
    that begin with it.
    """
    return _literal(f"{part} ") if len(part) == 1 else _phrase(part)


def _vector(entry, title, text, words):
    """Title and text, a gap between them that no phrase crosses; all else without a place."""
    body = len(title) + 2
    tokens = [f"{_literal(pair)}:{place}A" for place, pair in enumerate(_all_pairs(title), 1)]
    tokens += [f"{_literal(pair)}:{place}" for place, pair in enumerate(_all_pairs(text), body)]
    tokens += [_literal(f"{character} ") for character in {*title, *text}]
    tokens += [_literal(f" {word}") for word in words]
    tokens += [_literal(f"  {scope}") for scope in _scopes(entry)]
    return " ".join([*tokens, *(_block((size, entry.pk // size)) for size in BLOCKS)])

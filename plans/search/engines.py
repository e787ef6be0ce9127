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
PAIR = 2
"""Characters of a token."""
PART = 16384
"""Numbers of entries that PostgreSQL looks through at once: a term in every second one still costs
some twenty milliseconds, and a million entries are sixty parts.
"""
# The sum keeps PostgreSQL from walking down the primary key, a row at a time.
NEWEST = """SELECT scope.place, newest.* FROM generate_series(1, %s) AS scope (place)
    CROSS JOIN LATERAL (
        SELECT hits.* FROM unnest((%s::tsquery[])[scope.place:scope.place]) AS part (query)
        CROSS JOIN LATERAL (
            SELECT * FROM ({}) AS hit (number, row, in_title, in_text)
            ORDER BY number + 0 DESC LIMIT %s
        ) AS hits LIMIT %s
    ) AS newest"""


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

    def newest(self, matching, scopes, terms, most):
        """The newest entries of each scope; FTS5 finds in this order and stops."""
        newest_first = {"order_by": [f"-{TABLE}.rowid"]}
        return [list(matching(scope).extra(**newest_first)[:most]) for scope in scopes]

    def settle(self):
        """Merge what many insertions left: half the size."""
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')")


class Postgres:
    """The texts themselves, and a tsvector that finds them: each token of an entry bears the part
    of the numbers that the entry lies in, as ``"3 园长"``. So each part has lists of its own, and a
    query walks the parts from the newest until it has enough; a GIN index knows no order, and all
    that hold a frequent term would be read. A single character is a token too; a scope begins with
    a blank.
    """

    join = f"{TABLE}.rowid = plans_searchentry.id"

    def holds(self, terms, scope):
        """All parts, in entries of a scope; ``newest`` tells the tokens that find them.

        Pairs that stand in an entry need not stand there in order: its texts tell.
        """
        phrases = [part for term in terms for part in term.parts if len(part) > PAIR]
        conditions = [self.whole(phrase) for phrase in phrases]
        sql = " AND ".join([f"{TABLE}.terms @@ part.query", *(sql for sql, _ in conditions)])
        return sql, [value for _, values in conditions for value in values]

    def in_title(self, part):
        """The title holds a part."""
        return f"strpos({TABLE}.title, %s) > 0", [part]

    def whole(self, phrase):
        """Title or text holds all characters of a phrase side by side."""
        sql = f"(strpos({TABLE}.body, %s) > 0 OR strpos({TABLE}.title, %s) > 0)"
        return sql, [phrase, phrase]

    def as_word(self, part):
        """A part stands there as a word."""
        return f"strpos({TABLE}.words, %s) > 0", [f" {part} "]

    def write(self, rows):
        """Store ``(entry, title, text, words)``."""
        rows = [
            (entry.pk, title, text, f" {_spaced(words)} ", _vector(entry, title, text))
            for entry, title, text, words in rows
        ]
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {TABLE} (rowid, title, body, words, terms) "
                "SELECT number, title, body, words, terms::tsvector "
                "FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[]) "
                "AS entries (number, title, body, words, terms)",
                [list(column) for column in zip(*rows, strict=True)],
            )

    def newest(self, matching, scopes, terms, most):
        """The newest entries of each scope, part by part until there are enough, in one query.

        A scope stands in the tokens alone: all have the same condition.
        """
        try:
            sql, parameters = matching(scopes[0]).query.sql_with_params()
        except EmptyResultSet:
            return [[] for _ in scopes]
        found = [[] for _ in scopes]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT max(rowid) FROM {TABLE}")
            last = (cursor.fetchone()[0] or 0) // PART
            queries = [_queries(terms, scope, last) for scope in scopes]
            cursor.execute(NEWEST.format(sql), [len(scopes), queries, *parameters, most, most])
            for place, *hit in cursor.fetchall():
                found[place - 1].append(hit)
        return found

    def settle(self):
        """Tell the planner how often each term stands there."""
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE plans_searchentry, {TABLE}")


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


def _queries(terms, scope, last):
    """What finds all parts of terms in a scope, from the last part of the numbers to the first."""
    tokens = {pair for term in terms for part in term.parts for pair in _pairs(part)}
    tokens.add(f" {_scope(*scope)}")
    return [" & ".join(_placed(part, tokens)) for part in range(last, -1, -1)]


def _vector(entry, title, text):
    """All tokens of an entry, without their places."""
    tokens = {*_all_pairs(title), *_all_pairs(text), *title, *text}
    tokens.update(f" {scope}" for scope in _scopes(entry))
    return " ".join(_placed(entry.pk // PART, tokens))


def _placed(part, tokens):
    """Tokens as lexemes of a part."""
    return [_literal(f"{part} {token}") for token in tokens]

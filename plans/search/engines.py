"""Terms and entries enter, SQL of the database at hand leaves: FTS5 or tsvector, nothing else.

Both keep the terms of an entry in the row of its number in ``plans_searchterms``: the characters of
its title and of its text in order, and its words. A part of a query is a phrase of characters, so
that no entry that holds it is missed; words only tell which entries come first. Each method gives a
condition with its parameters. Neither bm25 nor ts_rank: every entry found holds all terms, which
leaves their rarity nothing to tell, and bm25 reads all places of every term to learn it.
"""

from django.db import connection

TABLE = "plans_searchterms"
NEWEST_FIRST = f"-{TABLE}.rowid"
"""The order in which FTS5 finds."""


class Sqlite:
    """FTS5: one column for each of title, text and words, and one for kind and bureau."""

    join = f"+{TABLE}.rowid = plans_searchentry.id"
    """The plus bids SQLite go from the terms to the entries; the other way it asks for each."""

    def holds(self, terms, *, kind, bureau):
        """All parts, in entries of one kind and, where given, one bureau.

        Kind and bureau are looked up as terms too: a walk through all counties takes too long.
        """
        scope = [kind, str(bureau)] if bureau else [kind]
        parts = [_quoted(_spaced(part)) for term in terms for part in term.parts]
        match = [f"scope : {_quoted(word)}" for word in scope] + parts
        return f"{TABLE} MATCH %s", [" AND ".join(match)]

    def in_title(self, part):
        """The title holds a part."""
        return f"instr({TABLE}.title, %s) > 0", [_spaced(part)]

    def whole(self, phrase):
        """Title or text holds all characters of a phrase side by side."""
        spaced = _spaced(phrase)
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
                    (e.pk, _spaced(title), _spaced(text), f" {' '.join(words)} ", _scope(e))
                    for e, title, text, words in rows
                ],
            )


class Postgres:
    """A tsvector: characters of the title with weight A, then of the text, then words."""

    join = f"{TABLE}.rowid = plans_searchentry.id"

    def holds(self, terms, *, kind, bureau):
        """All parts; kind and bureau stand in columns that the planner knows."""
        query = " & ".join(_phrase(part) for term in terms for part in term.parts)
        return f"{TABLE}.terms @@ %s::tsquery", [query]

    def in_title(self, part):
        """The title holds a part."""
        return f"{TABLE}.terms @@ %s::tsquery", [_phrase(part, "A")]

    def whole(self, phrase):
        """Title or text holds all characters of a phrase side by side."""
        return f"{TABLE}.terms @@ %s::tsquery", [_phrase(phrase)]

    def as_word(self, part):
        """A part stands there as a word; characters alone are none."""
        return f"{TABLE}.terms @@ %s::tsquery", [_literal(part)]

    def write(self, rows):
        """Store ``(entry, title, text, words)``."""
        rows = list(rows)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {TABLE} (rowid, terms) "
                "SELECT number, terms::tsvector FROM unnest(%s::bigint[], %s::text[]) "
                "AS entries (number, terms)",
                [[row[0].pk for row in rows], [_vector(*row[1:]) for row in rows]],
            )


ENGINES = {"sqlite": Sqlite(), "postgresql": Postgres()}


def engine():
    """The engine of the database in use."""
    return ENGINES[connection.vendor]


def _spaced(text):
    return " ".join(text)


def _quoted(tokens):
    """A string of FTS5, in which nothing but the quotation mark means anything."""
    return '"' + tokens.replace('"', '""') + '"'


def _scope(entry):
    return f"{entry.kind} {entry.bureau_id}"


def _literal(token):
    """A lexeme as tsvector and tsquery read it, whatever characters it has."""
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


def _phrase(part, weight=""):
    marked = [_literal(character) + (f":{weight}" if weight else "") for character in part]
    return f"({' <-> '.join(marked)})"


def _vector(title, text, words):
    """Title, text and words, a gap between them that no phrase crosses."""
    body = len(title) + 2
    tokens = [f"{_literal(c)}:{place}A" for place, c in enumerate(title, 1)]
    tokens += [f"{_literal(c)}:{place}" for place, c in enumerate(text, body)]
    return " ".join([*tokens, *map(_literal, words)])

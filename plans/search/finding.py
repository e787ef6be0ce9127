"""A person and a query enter, what that person may see of the hits leaves, best first."""

from dataclasses import dataclass

from django.db.models import QuerySet

from plans.models import SearchEntry
from plans.search.engines import TABLE, engine
from plans.search.terms import Term

MOST = 100
"""Hits of a kind that are counted and ranked, newest first: five pages, and nobody reads further.
A page takes as long for a million rows as for a thousand."""

ORDER = {kind: place for place, kind in enumerate(SearchEntry.Kind.values)}


@dataclass(frozen=True, slots=True)
class Found:
    """Numbers of the entries found by kind, each list best first, and which kinds have more."""

    by_kind: dict[str, list["Ranked"]]
    full: frozenset[str]

    def numbers(self, kind=""):
        """Numbers of the entries of one kind, or of all kinds together, best first."""
        lists = [self.by_kind[kind]] if kind else self.by_kind.values()
        return [hit.number for hit in sorted(hit for hits in lists for hit in hits)]


@dataclass(frozen=True, slots=True, order=True)
class Ranked:
    """An entry with its rank; what is smaller comes first."""

    rank: tuple[int, ...]
    number: int


def search(user, terms: tuple[Term, ...], *, year=None, region=None, most=MOST) -> Found:
    """Entries that a person may see and that hold all terms, of plans for a year, of a region.

    Of each kind the ``most`` newest are ranked: titles come first, then whole terms, then words,
    then parts of words; newer before older. Without terms nothing is found.
    """
    if not terms:
        return Found({kind: [] for kind in SearchEntry.Kind.values}, frozenset())
    entries = SearchEntry.objects.visible_to(user).current()
    visible = entries.in_region(region) if region else entries
    bureau = user.only_bureau_id
    kinds = SearchEntry.Kind.values
    scopes = [(kind, bureau, year) for kind in kinds]
    newest = engine().newest(
        lambda scope: _matching(visible, terms, scope), scopes, terms, most + 1
    )
    found = dict(zip(kinds, newest, strict=True))
    full = frozenset(kind for kind, hits in found.items() if len(hits) > most)
    return Found({kind: _ranked(kind, hits[:most]) for kind, hits in found.items()}, full)


def _matching(entries: QuerySet, terms, scope):
    """Entries joined with their terms; ``extra``, as no model stands for a virtual table."""
    holds, parameters = engine().holds(terms, scope)
    ranks = {"in_title": _in_title(terms), "in_text": _in_text(terms)}
    return entries.extra(
        tables=[TABLE],
        where=[engine().join, holds],
        params=parameters,
        select={name: sql for name, (sql, _) in ranks.items()},
        select_params=[value for _, values in ranks.values() for value in values],
    ).values_list("pk", "row", "in_title", "in_text")


def _in_title(terms):
    """How many terms the title holds."""
    return _sum([_all([engine().in_title(part) for part in term.parts]) for term in terms])


def _in_text(terms):
    """How many terms stand there whole, which weighs most, and how many parts are words."""
    several = [term for term in terms if len(term.parts) > 1]
    conditions = [engine().whole(term.whole) for term in several] * 4
    conditions += [engine().as_word(part) for term in terms for part in term.parts]
    return _sum(conditions)


def _all(conditions):
    sql = " AND ".join(sql for sql, _ in conditions)
    return sql, [value for _, values in conditions for value in values]


def _sum(conditions):
    sql = " + ".join(f"(CASE WHEN {sql} THEN 1 ELSE 0 END)" for sql, _ in conditions)
    return sql, [value for _, values in conditions for value in values]


def _ranked(kind, hits):
    """One hit a row, its best stretch; plans so titled stand before all else."""
    best = {}
    for number, row, in_title, in_text in hits:
        titled = in_title > 0 and kind == SearchEntry.Kind.PLAN
        hit = Ranked((-titled, -in_title, -in_text, ORDER[kind], -number), number)
        key = number if row is None else (row,)
        best[key] = min(hit, best.get(key, hit))
    return sorted(best.values())

"""The door of full-text search: rows enter the index, queries find them again.

``refresh``, ``forget``, ``index_plans``, ``index_source``, ``index_sources`` and ``rebuild`` keep
the index; ``SearchForm``, ``parse_query``, ``search``, ``shown`` and ``hits`` ask it.
"""

from plans.search.finding import MOST, Found, search
from plans.search.form import SearchForm
from plans.search.hiding import shown
from plans.search.indexing import (
    forget,
    index_plans,
    index_source,
    index_sources,
    rebuild,
    refresh,
)
from plans.search.showing import Hit, hits
from plans.search.terms import Term, parse_query

__all__ = [
    "MOST",
    "Found",
    "Hit",
    "SearchForm",
    "Term",
    "forget",
    "hits",
    "index_plans",
    "index_source",
    "index_sources",
    "parse_query",
    "rebuild",
    "refresh",
    "search",
    "shown",
]

"""What was found enters; what the reader may know to have been found leaves."""

from dataclasses import replace

from plans.models import SearchEntry
from plans.search.terms import characters


def shown(found, terms, reader):
    """Only entries whose words still hold the terms when personal data is hidden.

    Else who types a number would learn from a hit that it stands there, though not by reading it.
    """
    if reader.sees:
        return found
    parts = [part for term in terms for part in term.parts]
    numbers = found.numbers()
    texts = SearchEntry.objects.in_bulk(numbers)
    kept = {number for number in numbers if _holds(texts.get(number), parts)}
    by_kind = {k: [hit for hit in hits if hit.number in kept] for k, hits in found.by_kind.items()}
    return replace(found, by_kind=by_kind)


def _holds(entry, parts):
    if entry is None:
        return False
    said = f"{characters(entry.title)}\n{characters(entry.text)}"
    return all(part in said for part in parts)

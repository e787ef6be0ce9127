"""A sentence and its quantities enter, what each quantity measures leaves."""

from collections.abc import Sequence

from plans.extraction.statements.quantity import Naming, Quantity


def name_quantities(
    sentence: str, quantities: Sequence[Quantity], headings: tuple[str, ...], before: str
) -> tuple[Naming, ...]:
    """One naming for each quantity, in the same order."""
    return tuple(Naming(None, None, "none") for _ in quantities)

"""A sentence and its quantities enter, the name of what each one measures leaves."""

from collections.abc import Sequence

from plans.extraction.statements.naming.lexicon import RATE_HEADS
from plans.extraction.statements.naming.rows import name_row
from plans.extraction.statements.naming.sentence import name_sentence
from plans.extraction.statements.naming.wording import RATE_UNITS
from plans.extraction.statements.quantity import Naming, Quantity


def name_quantities(
    sentence: str,
    quantities: Sequence[Quantity],
    headings: tuple[str, ...],
    before: str,
    above: str = "",
    rate: str = "",
) -> tuple[Naming, ...]:
    """One naming for each quantity, in order; positions are relative to the sentence.

    ``headings`` are the titles of the sections around it, outermost first; ``before`` is the
    previous sentence, ``above`` the end of what the section says before the sentence, ``rate`` the
    name of the last rate that its line says.
    """
    if "\t" in sentence:
        return name_row(sentence, quantities, before, headings)
    return name_sentence(sentence, quantities, headings, before, above, rate)


def last_rate(quantities: Sequence[Quantity], namings: Sequence[Naming]) -> str:
    """The name of the last rate among them, empty where there is none."""
    named = zip(reversed(quantities), reversed(namings), strict=False)
    rates = (n.indicator or "" for q, n in named if q.unit in RATE_UNITS)
    return next(filter(RATE_HEADS.search, rates), "")

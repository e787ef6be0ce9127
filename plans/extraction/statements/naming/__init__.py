"""A sentence and its quantities enter, the name of what each one measures leaves."""

from collections.abc import Sequence

from plans.extraction.statements.naming.rows import name_row
from plans.extraction.statements.naming.sentence import name_sentence
from plans.extraction.statements.quantity import Naming, Quantity


def name_quantities(
    sentence: str,
    quantities: Sequence[Quantity],
    headings: tuple[str, ...],
    before: str,
    above: str = "",
) -> tuple[Naming, ...]:
    """One naming for each quantity, in order; positions are relative to the sentence.

    ``headings`` are the titles of the sections around it, outermost first; ``before`` is the
    previous sentence, ``above`` the end of what the section says before the sentence.
    """
    if "\t" in sentence:
        return name_row(sentence, quantities, before, headings)
    return name_sentence(sentence, quantities, headings, before, above)

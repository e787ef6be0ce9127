"""A sentence and its quantities enter, the name of what each one measures leaves."""

from collections.abc import Sequence

from plans.extraction.statements.naming.lexicon import RATE_HEADS
from plans.extraction.statements.naming.rows import name_row
from plans.extraction.statements.naming.sentence import name_sentence
from plans.extraction.statements.naming.wording import RATE_UNITS
from plans.extraction.statements.quantity import Naming, Quantity, Told


def name_quantities(
    sentence: str,
    quantities: Sequence[Quantity],
    headings: tuple[str, ...],
    before: str,
    above: str = "",
    told: Told = (),
) -> tuple[Naming, ...]:
    """One naming for each quantity, in order; positions are relative to the sentence.

    ``headings`` are the titles of the sections around it, outermost first; ``before`` is the
    previous sentence, ``above`` the end of what the section says before the sentence, ``told``
    what its line has named before.
    """
    if "\t" in sentence:
        return name_row(sentence, quantities, before, headings)
    return name_sentence(sentence, quantities, headings, before, above, told)


def tell(
    sentence: str, quantities: Sequence[Quantity], namings: Sequence[Naming], told: Told
) -> Told:
    """What was told with what these tell, the newest last; parts and mere shares are left out."""
    fresh = [
        (quantity.unit, naming.indicator)
        for quantity, naming in zip(quantities, namings, strict=False)
        if naming.indicator
        and (quantity.unit not in RATE_UNITS or RATE_HEADS.search(naming.indicator))
        and "其中" not in sentence[max(0, quantity.start - PART) : quantity.start]
    ]
    return (*told, *fresh)[-REMEMBERED:]


PART = 14
"""Characters before a number in which 其中 makes it a part."""
REMEMBERED = 12
"""Names of a line that are kept in mind."""

"""Statements that a person decided on enter, the errors of extraction are counted."""

from plans import history
from plans.differences import differing, shown
from plans.models import Correction, ReviewState, Statement


def count(statements):
    """Keep for every statement the fields that extraction filled otherwise than it now stands.

    A statement that a person or another plan added, or that nobody confirmed, counts none.
    """
    first = history.first_of(statements)
    rows = [
        Correction(
            statement=row, field=name, proposed=shown(record, name), corrected=shown(row, name)
        )
        for row in statements
        if row.counts and row.rule != Statement.COPIED
        if (record := first[row.pk]).state == ReviewState.PROPOSED
        for name in differing(row, record)
    ]
    Correction.objects.filter(statement__in=statements).delete()
    Correction.objects.bulk_create(rows)

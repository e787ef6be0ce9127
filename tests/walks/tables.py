"""All addresses that the walk of campaigns asks for: what they are about and who may open them."""

from tests.walks import board, notices, people, submissions

TABLE = {**submissions.TABLE, **board.TABLE, **notices.TABLE, **people.TABLE}
"""Name of an address -> ``Address``."""

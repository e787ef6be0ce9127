"""All addresses that the walk of campaigns asks for: what they are about and who may open them."""

from tests.walks import scoring, submissions

TABLE = {**submissions.TABLE, **scoring.TABLE}
"""Name of an address -> ``Address``."""

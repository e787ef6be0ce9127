"""All addresses that the walk of campaigns asks for: what they are about and who may open them."""

from tests.walks import people, submissions

TABLE = {**submissions.TABLE, **people.TABLE}
"""Name of an address -> ``Address``."""

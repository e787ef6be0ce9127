"""All addresses that the walk of campaigns asks for: what they are about and who may open them."""

from tests.walks import seeing, submissions

TABLE = {**submissions.TABLE, **seeing.TABLE}
"""Name of an address -> ``Address``."""

"""All addresses that the walk of campaigns asks for: what they are about and who may open them."""

from tests.walks import matters, submissions

TABLE = {**submissions.TABLE, **matters.TABLE}
"""Name of an address -> ``Address``."""

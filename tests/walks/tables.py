"""All addresses that the walk of campaigns asks for: what they are about and who may open them."""

from tests.walks import campaigns, submissions

TABLE = {**submissions.TABLE, **campaigns.TABLE}
"""Name of an address -> ``Address``."""

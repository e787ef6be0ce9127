"""All addresses that the walk of campaigns asks for: what they are about and who may open them."""

from tests.walks import rollup, submissions

TABLE = {**submissions.TABLE, **rollup.TABLE}
"""Name of an address -> ``Address``."""

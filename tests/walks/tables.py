"""All addresses that the walk of campaigns asks for: what they are about and who may open them."""

from tests.walks import projects, scoring, submissions

TABLE = {**submissions.TABLE, **scoring.TABLE, **projects.TABLE}
"""Name of an address -> ``Address``."""

"""All addresses that the walk of campaigns asks for: what they are about and who may open them."""

from tests.walks import matters, projects, scoring, seeing, submissions

PARTS = (submissions, matters, projects, scoring, seeing)

TABLE = {name: row for part in PARTS for name, row in part.TABLE.items()}
"""Name of an address -> ``Address``."""

"""All addresses that the walk of campaigns asks for: what they are about and who may open them."""

from tests.walks import (
    board,
    campaigns,
    catalogue,
    clients,
    entry,
    findings,
    frameworks,
    issued,
    matters,
    notices,
    people,
    projects,
    rollup,
    rounds,
    scoring,
    seeing,
    submissions,
)

PARTS = (
    submissions, board, campaigns, notices, people, rollup, matters, projects, scoring, seeing,
    findings, frameworks,
    issued,
    clients,
    entry,
    catalogue,
    rounds,
)  # fmt: skip

TABLE = {name: row for part in PARTS for name, row in part.TABLE.items()}
"""Name of an address -> ``Address``."""

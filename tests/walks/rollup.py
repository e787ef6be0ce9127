"""Addresses of the roll-up, of dividing targets and of target letters."""

from tests.walks.address import BUREAU, FILLERS, IMPORTERS, SCHOOL, Address, all_of

NEXT = ("next_school_head", "next_school_clerk")
REFUSED = all_of((*SCHOOL, *NEXT), 403)
"""Schools take part in the campaign: they are told whose page it is."""
READ = {**all_of((*BUREAU, "system_admin"), 200), **REFUSED}


def changed_by(people, status):
    """An empty change: a status for some, refused to the others who see the page."""
    return {**all_of((*BUREAU, "system_admin"), 403), **all_of(people, status), **REFUSED}


TABLE = {
    "campaign-rollup": Address(("campaign",), READ),
    "campaign-rollup-indicator": Address(("campaign", "indicator"), READ),
    "campaign-rollup-division": Address(
        ("campaign", "indicator"), READ, changed_by(IMPORTERS, 422)
    ),
    "campaign-letters": Address(("campaign",), READ, changed_by(IMPORTERS, 422)),
    "campaign-letters-issue": Address(
        ("campaign",), None, changed_by(("bureau_admin", "bureau_leader"), 422)
    ),
    "campaign-letters-revise": Address(("campaign",), None, changed_by(IMPORTERS, 422)),
    "campaign-letters-all": Address(("campaign",), READ),
    "campaign-letter": Address(("campaign", "submitted"), READ),
    "submission-letter": Address(
        ("submitted",), {**all_of(FILLERS, 200), **all_of((*BUREAU, "system_admin"), 403)}
    ),
}

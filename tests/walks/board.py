"""Addresses where a bureau follows, reads and decides."""

from tests.walks.address import BUREAU, FILLERS, SCHOOL, Address, all_of

APPROVERS = ("bureau_admin", "bureau_leader")
NEXT = ("next_school_head", "next_school_clerk")
READERS = all_of((*BUREAU, "system_admin"), 200)
OF_SCHOOLS = all_of((*SCHOOL, *NEXT), 403)
"""Schools that take part in the campaign see that it is there, and not how it stands."""
OF_SUBMISSION = all_of(FILLERS, 403)
"""The own school, and who came by a link to its submission."""
NO_READER = {"system_admin": 403}


def of_campaign(get, post=None):
    """An address of a campaign, by what it answers people of the bureau."""
    tables = (table and OF_SCHOOLS | table for table in (get, post))
    return Address(("campaign",), *tables)


def step(statuses):
    """An address where the bureau takes a step."""
    return Address(("submitted",), None, OF_SUBMISSION | NO_READER | statuses)


def approvers(status):
    """Approvers, and the clerks of the bureau who may not."""
    return all_of(APPROVERS, status) | {"bureau_staff": 403}


TABLE = {
    "campaign": of_campaign(READERS),
    "campaign-export": of_campaign(READERS),
    "campaign-approve": of_campaign(None, NO_READER | approvers(422)),
    "campaign-remind": of_campaign(
        NO_READER | all_of(BUREAU, 200), NO_READER | all_of(BUREAU, 422)
    ),
    "campaign-links": of_campaign(NO_READER | all_of(BUREAU, 200), NO_READER | all_of(BUREAU, 422)),
    "submission-review": Address(("submitted",), READERS | OF_SUBMISSION),
    "submission-open": step(all_of(BUREAU, 302)),
    "submission-give-back": step(all_of(BUREAU, 409)),
    "submission-approve": step(approvers(409)),
    "submission-unlock": step(approvers(409)),
    "submission-answer": step(all_of(BUREAU, 409)),
    "submission-links": Address(
        ("submitted",),
        READERS | OF_SUBMISSION,
        OF_SUBMISSION | NO_READER | all_of(BUREAU, 422),
    ),
    "submission-link-revoke": Address(
        ("submitted", "link"), None, OF_SUBMISSION | NO_READER | all_of(BUREAU, 302)
    ),
}

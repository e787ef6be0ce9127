"""Addresses where a bureau builds its forms and runs its campaigns."""

from tests.walks.address import BUREAU, IMPORTERS, Address, all_of

READERS = (*BUREAU, "system_admin")
OUTSIDE = ("bureau_leader", "system_admin")
"""Who sees how a bureau runs its campaigns and changes nothing."""
OTHERS = ("other_bureau_admin", "other_bureau_staff")
"""Who does the same in another county."""
SCHOOLS = ("school_head", "school_clerk", "next_school_head", "next_school_clerk")


def form(status):
    """An address that changes a form of the bureau."""
    return {**all_of(IMPORTERS, status), **all_of(OUTSIDE, 403)}


def campaign(status):
    """An address about a campaign that schools take part in, who see that it is there."""
    return {**all_of(IMPORTERS, status), **all_of((*OUTSIDE, *SCHOOLS), 403)}


TABLE = {
    "form-list": Address(get=all_of((*READERS, *OTHERS, "other_bureau_leader"), 200), others=403),
    "form-new": Address(
        get=all_of((*IMPORTERS, *OTHERS), 200), post=all_of((*IMPORTERS, *OTHERS), 422), others=403
    ),
    "form": Address(("form",), all_of(READERS, 200)),
    "form-part": Address(("form", "part"), None, form(409)),
    "form-add": Address(("form", "part"), None, form(409)),
    "form-arrange": Address(("form",), None, form(400)),
    "form-turn": Address(("form",), None, form(400)),
    "campaign-list": Address(
        get=all_of((*READERS, *OTHERS, "other_bureau_leader"), 200), others=403
    ),
    "campaign-new": Address(
        get=all_of((*IMPORTERS, *OTHERS), 200), post=all_of((*IMPORTERS, *OTHERS), 422), others=403
    ),
    "campaign-edit": Address(("campaign",), campaign(200), campaign(422)),
    "campaign-turn": Address(("campaign",), campaign(200), campaign(400)),
    "campaign-schools": Address(("campaign",), campaign(200), campaign(422)),
}

"""Addresses where a bureau builds its forms and runs its campaigns."""

from functools import partial

from tests.walks.address import BUREAU, IMPORTERS, Address, all_of

of_bureau = partial(Address, is_for_links=False)

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
    "form-list": of_bureau(get=all_of((*READERS, *OTHERS, "other_bureau_leader"), 200), others=403),
    "form-new": of_bureau(
        get=all_of((*IMPORTERS, *OTHERS), 200), post=all_of((*IMPORTERS, *OTHERS), 422), others=403
    ),
    "form": of_bureau(("form",), all_of(READERS, 200)),
    "form-part": of_bureau(("form", "part"), None, form(409)),
    "form-add": of_bureau(("form", "part"), None, form(409)),
    "form-arrange": of_bureau(("form",), None, form(400)),
    "form-turn": of_bureau(("form",), None, form(400)),
    "campaign-list": of_bureau(
        get=all_of((*READERS, *OTHERS, "other_bureau_leader"), 200), others=403
    ),
    "campaign-new": of_bureau(
        get=all_of((*IMPORTERS, *OTHERS), 200), post=all_of((*IMPORTERS, *OTHERS), 422), others=403
    ),
    "campaign-edit": of_bureau(("campaign",), campaign(200), campaign(422)),
    "campaign-turn": of_bureau(("campaign",), campaign(200), campaign(400)),
    "campaign-schools": of_bureau(("campaign",), campaign(200), campaign(422)),
}

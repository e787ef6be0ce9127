"""Addresses of entering, importing and publishing figures of the bureau."""

from tests.walks.address import BUREAU, IMPORTERS, Address, all_of

OTHERS = ("other_bureau_admin", "other_bureau_staff", "other_bureau_leader")
OTHER_IMPORTERS = OTHERS[:2]
DESK = all_of((*BUREAU, *OTHERS, "system_admin"), 200)
"""Every bureau has its own sheet, empty of what others enter."""


def sent(status):
    """An empty change by who may enter; refused to all others."""
    return all_of((*IMPORTERS, *OTHER_IMPORTERS), status)


TABLE = {
    "figure-entry": Address((), DESK, sent(422), others=403),
    "draft-list": Address((), DESK, sent(422), others=403),
    "draft-discard": Address((), None, sent(422), others=403),
    "figure-import": Address((), sent(200), sent(422), others=403),
    "figure-template": Address((), sent(422), None, others=403),
    "figure-mapping": Address(("no_list",), sent(422), sent(422), others=403),
    "figure-marked": Address(("no_list",), sent(404), None, others=403),
}

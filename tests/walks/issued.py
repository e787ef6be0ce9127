"""Addresses of rules, and of notices that were issued: members keep them, who got one signs."""

from tests.walks.address import BUREAU, IMPORTERS, SCHOOL, Address, all_of
from tests.walks.matters import BY_LINK
from tests.walks.seeing import MEMBERS

OTHERS = tuple(f"other_{role}" for role in BUREAU)
READERS = (*BUREAU, "system_admin", *SCHOOL)
ADMINS = ("bureau_admin", "other_bureau_admin")

TABLE = {
    "tracking-rules": Address(
        get=all_of(MEMBERS, 200),
        post=all_of(ADMINS, 422),
        others=403,
    ),
    "issued-notices": Address(
        get=all_of(MEMBERS, 200),
        post=all_of(MEMBERS, 405),
        others=403,
    ),
    "issued-notice": Address(("issued",), get=all_of((*READERS, "lead_link"), 200) | BY_LINK),
    "issued-file": Address(("issued",), get=all_of((*READERS, "lead_link"), 200) | BY_LINK),
    "issued-sign": Address(
        ("issued",),
        get=None,
        post=all_of((*BUREAU, "system_admin"), 403) | all_of((*SCHOOL, "lead_link"), 302) | BY_LINK,
    ),
    "issued-record": Address(
        ("issued",),
        get=None,
        post=all_of(READERS, 403) | all_of(IMPORTERS, 422),
    ),
}

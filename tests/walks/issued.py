"""Addresses of rules, and of notices that were issued: members keep them, who got one signs."""

from tests.walks.address import BUREAU, IMPORTERS, SCHOOL, Address, all_of
from tests.walks.seeing import BY_LINK, MEMBERS

OTHERS = tuple(f"other_{role}" for role in BUREAU)
READERS = (*BUREAU, "system_admin", *SCHOOL)
ADMINS = ("bureau_admin", "other_bureau_admin")

TABLE = {
    "tracking-rules": Address(
        get={**all_of(MEMBERS, 200), **BY_LINK},
        post={**all_of(ADMINS, 422), **BY_LINK},
        others=403,
    ),
    "issued-notices": Address(
        get={**all_of(MEMBERS, 200), **BY_LINK},
        post={**all_of(MEMBERS, 405), **BY_LINK},
        others=403,
    ),
    "issued-notice": Address(("issued",), get={**all_of(READERS, 200), **BY_LINK}),
    "issued-file": Address(("issued",), get={**all_of(READERS, 200), **BY_LINK}),
    "issued-sign": Address(
        ("issued",),
        get=None,
        post={**all_of((*BUREAU, "system_admin"), 403), **all_of(SCHOOL, 302), **BY_LINK},
    ),
    "issued-record": Address(
        ("issued",),
        get=None,
        post={**all_of(READERS, 403), **all_of(IMPORTERS, 422), **BY_LINK},
    ),
}

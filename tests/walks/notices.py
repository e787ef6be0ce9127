"""Addresses of what a person is told: each has his own, and a link leads to none."""

from tests.walks.address import LOGIN, Address, all_of

NO_PAGE = all_of(("link", "next_link"), LOGIN)
"""Who came by a link has no page of notices."""
PEOPLE = (
    "nobody", "system_admin", "bureau_admin", "bureau_staff", "bureau_leader", "school_head",
    "school_clerk", "supervisor", "auditor", "next_school_head", "next_school_clerk",
    "other_bureau_admin", "other_bureau_staff", "other_bureau_leader",
)  # fmt: skip

TABLE = {
    "notice-list": Address((), {**all_of(PEOPLE, 200), **NO_PAGE}, {**NO_PAGE}, others=405),
    "notice-read-all": Address((), {**NO_PAGE}, {**all_of(PEOPLE, 302), **NO_PAGE}, others=405),
    "notice-open": Address(
        ("notice",),
        {**all_of(PEOPLE, 405), **NO_PAGE},
        {"school_head": 302, **NO_PAGE},
    ),
}

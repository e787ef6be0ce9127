"""Addresses that look at all of a bureau's followed-up matters: for its members alone."""

from tests.walks.address import BUREAU, Address, all_of

PAGES = (
    "tracking",
    "tracking-calendar",
    "tracking-timeline",
    "tracking-ledger",
    "tracking-findings",
    "tracking-periods",
    "tracking-notice",
)
MEMBERS = (*BUREAU, *(f"other_{role}" for role in BUREAU))
"""Members of another bureau open the pages of their own."""

TABLE = {
    name: Address(
        get=all_of(MEMBERS, 200),
        post=all_of(MEMBERS, 405),
        others=403,
    )
    for name in PAGES
}
LEADERS = ("bureau_leader", "other_bureau_leader")
TABLE["tracking-notice"] = Address(
    get=all_of(MEMBERS, 200),
    post=all_of(MEMBERS, 422) | all_of(LEADERS, 403),
    others=403,
)
"""Notices are looked at, and issued by who follows matters up."""

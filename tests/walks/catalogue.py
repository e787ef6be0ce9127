"""Addresses of the catalogue of indicators: all who sign in read, one role edits."""

from tests.walks.address import BUREAU, SCHOOL, Address, all_of

EVERYBODY = (
    *BUREAU, *(f"other_{role}" for role in BUREAU), *SCHOOL, *(f"next_{role}" for role in SCHOOL),
    "system_admin", "supervisor", "auditor", "nobody",
)  # fmt: skip
EDITOR = ("system_admin",)

TABLE = {
    "indicator-list": Address(get=all_of(EVERYBODY, 200), others=403),
    "indicator-compare": Address(get=all_of(EVERYBODY, 200), others=403),
    "indicator": Address(("indicator_code",), get=all_of(EVERYBODY, 200), others=403),
    "indicator-edit": Address(
        ("indicator_code",), get=all_of(EDITOR, 200), post=all_of(EDITOR, 422), others=403
    ),
    "indicator-merge": Address(
        ("indicator_code",), get=all_of(EDITOR, 200), post=all_of(EDITOR, 422), others=403
    ),
}

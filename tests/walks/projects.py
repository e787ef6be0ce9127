"""Addresses of building projects: the bureau reads, its administrators and staff keep them."""

from tests.walks.address import BUREAU, IMPORTERS, Address, all_of

KEEPERS = (*IMPORTERS, "other_bureau_admin", "other_bureau_staff")
OTHERS = ("other_bureau_admin", "other_bureau_staff", "other_bureau_leader")
UNKNOWN = all_of(OTHERS, 404)

TABLE = {
    "project-list": Address(get=all_of((*BUREAU, *OTHERS), 200), others=403),
    "project-new": Address(get=all_of(KEEPERS, 200), post=all_of(KEEPERS, 422), others=403),
    "project": Address(("project",), get=all_of(BUREAU, 200) | UNKNOWN, others=403),
    "project-edit": Address(
        ("project",),
        get=all_of(IMPORTERS, 200) | UNKNOWN,
        post=all_of(IMPORTERS, 422) | UNKNOWN,
        others=403,
    ),
    "project-stage": Address(
        ("project", "stage"), get=None, post=all_of(IMPORTERS, 302) | UNKNOWN, others=403
    ),
}

"""Addresses of frameworks: a bureau's own is seen from above, and changed by its administrator."""

from tests.walks.address import BUREAU, SCHOOL, Address, all_of

OUTSIDE = (*SCHOOL, "next_school_head", "next_school_clerk", "supervisor", "system_admin")
SEEN = all_of((*BUREAU, *OUTSIDE), 200)


def changed(status):
    """For the administrator a status; refused to the others who see it."""
    refused = all_of((*BUREAU, *OUTSIDE), 403)
    return {**refused, "bureau_admin": status}


COUNTY = ("framework", "county", "figure_year")

TABLE = {
    "framework-list": Address(others=200),
    "standing-choice": Address(others=200),
    "framework-new": Address(
        get=all_of(("bureau_admin", "other_bureau_admin"), 200),
        post=all_of(("bureau_admin", "other_bureau_admin"), 422),
        others=403,
    ),
    "framework": Address(("framework",), SEEN),
    "framework-item-new": Address(("framework",), changed(200), changed(422)),
    "framework-item": Address(("framework", "framework_item"), changed(200), changed(422)),
    "framework-item-delete": Address(("framework", "framework_item"), None, changed(302)),
    "framework-template": Address(("framework",), changed(200)),
    "framework-import": Address(("framework",), changed(200), changed(422)),
    "framework-standards": Address(
        ("framework", "framework_item"),
        changed(200) | {"system_admin": 200},
        changed(422) | {"system_admin": 422},
    ),
    "framework-standard": Address(
        ("framework", "framework_item", "own_standard"),
        changed(200) | {"system_admin": 200},
        changed(422) | {"system_admin": 422},
    ),
    "framework-standard-delete": Address(
        ("framework", "framework_item", "own_standard"),
        None,
        changed(302) | {"system_admin": 302},
    ),
    "standing": Address(COUNTY, SEEN),
    "standing-school": Address((*COUNTY, "listed_school"), SEEN),
    "standing-judge": Address((*COUNTY, "judged_item"), SEEN, changed(422) | {"bureau_staff": 422}),
    "standing-what-if": Address(COUNTY, SEEN),
}

"""Addresses of what inspections found: the bureau's clerks register, its members read."""

from tests.walks.address import BUREAU, IMPORTERS, Address, all_of

ABROAD = tuple(f"other_{role}" for role in IMPORTERS)
SEEING = (*BUREAU, "system_admin")
KEEPING = {
    "get": all_of((*IMPORTERS, *ABROAD), 200),
    "post": all_of((*IMPORTERS, *ABROAD), 422),
    "others": 403,
}
OF_ONE = {
    "get": all_of(IMPORTERS, 200) | all_of(ABROAD, 404),
    "post": all_of(IMPORTERS, 422) | all_of(ABROAD, 404),
    "others": 403,
}

TABLE = {
    "inspection-new": Address(**KEEPING),
    "finding-new": Address(**KEEPING),
    "finding-template": Address((), KEEPING["get"], others=403),
    "inspection-edit": Address(("inspection",), **OF_ONE),
    "finding-import": Address(("inspection",), **OF_ONE),
    "finding-marked": Address(
        ("inspection", "no_upload"), all_of((*IMPORTERS, *ABROAD), 404), others=403
    ),
    "finding-edit": Address(
        ("finding",),
        all_of(SEEING, 403) | all_of(IMPORTERS, 200),
        all_of(SEEING, 403) | all_of(IMPORTERS, 422),
    ),
}

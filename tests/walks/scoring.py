"""Addresses of scores: the bureau's own members read, its leaders and administrators judge."""

from tests.walks.address import BUREAU, Address, all_of

JUDGES = ("bureau_admin", "bureau_leader")
ALL_JUDGES = (*JUDGES, "other_bureau_admin", "other_bureau_leader")
OTHERS = ("other_bureau_admin", "other_bureau_staff", "other_bureau_leader")

TABLE = {
    "tracking-scores": Address(get=all_of((*BUREAU, *OTHERS), 200), others=403),
    "tracking-scheme": Address(
        get=all_of(ALL_JUDGES, 200),
        post=all_of(ALL_JUDGES, 422),
        others=403,
    ),
    "tracking-freeze": Address(get=None, post=all_of(ALL_JUDGES, 302), others=403),
    "tracking-offset": Address(
        ("judgement",), get=None, post=all_of(JUDGES, 302) | {"bureau_staff": 403}
        | all_of(OTHERS, 404), others=403,
    ),
    "tracking-score": Address(
        ("unit_kind", "unit"),
        get=all_of(BUREAU, 200) | all_of(OTHERS, 404),
        post=all_of(JUDGES, 422) | all_of(OTHERS, 404),
        others=403,
    ),
}  # fmt: skip

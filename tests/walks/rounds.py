"""Addresses of rounds of evaluation: the bureau holds them, a school sees its own assessment."""

from tests.walks.address import BUREAU, IMPORTERS, SCHOOL, Address, all_of

ABROAD = ("other_bureau_admin", "other_bureau_staff", "other_bureau_leader")
NEXT = ("next_school_head", "next_school_clerk")
ADMIN = ("system_admin",)
LEADERS = ("bureau_admin", "bureau_leader")
WHOLE = all_of((*BUREAU, *ADMIN), 200) | all_of((*SCHOOL, *NEXT), 403)
"""What shows all who take part."""
SEEN = all_of((*BUREAU, *ADMIN, *SCHOOL), 200)
NOT_NOW = all_of((*SCHOOL, "bureau_leader"), 422)
"""Who comes too late, or too early."""
KEEPERS = (*IMPORTERS, "other_bureau_admin", "other_bureau_staff")


def only(people, status):
    """A status for some of those who see an assessment; refused to the others."""
    return all_of((*BUREAU, *ADMIN, *SCHOOL), 403) | all_of(people, status)


TABLE = {
    "round-list": Address(get=all_of((*BUREAU, *ABROAD, *ADMIN, *SCHOOL, *NEXT), 200), others=403),
    "round-new": Address(get=all_of(KEEPERS, 200), post=all_of(KEEPERS, 422), others=403),
    "round": Address(("round",), all_of((*BUREAU, *ADMIN), 200) | all_of((*SCHOOL, *NEXT), 302)),
    "round-edit": Address(
        ("round_draft",),
        all_of(IMPORTERS, 200) | all_of(("bureau_leader", *ADMIN), 403),
        all_of(IMPORTERS, 422) | all_of(("bureau_leader", *ADMIN), 403),
    ),
    "round-remind": Address(
        ("round",),
        None,
        all_of(IMPORTERS, 302) | all_of(("bureau_leader", *ADMIN, *SCHOOL, *NEXT), 403),
    ),
    "round-turn": Address(
        ("round", "round_step"),
        all_of(LEADERS, 200) | all_of(("bureau_staff", *ADMIN, *SCHOOL, *NEXT), 403),
        all_of(LEADERS, 302) | all_of(("bureau_staff", *ADMIN, *SCHOOL, *NEXT), 403),
    ),
    "round-credibility": Address(("round",), WHOLE),
    "round-result": Address(("round",), WHOLE),
    "assessment": Address(("assessment",), SEEN),
    "assessment-mark": Address(("assessment",), None, only(IMPORTERS, 302) | NOT_NOW),
    "assessment-agree": Address(("assessment",), None, only(IMPORTERS, 302)),
    "assessment-hand-in": Address(("assessment",), None, only(("school_head",), 422)),
    "assessment-give-back": Address(("assessment",), None, only(BUREAU, 422)),
    "assessment-find": Address(("assessment",), None, only(IMPORTERS, 422)),
    "assessment-file": Address(("assessment", "evidence"), SEEN),
    "assessment-file-remove": Address(("assessment", "evidence"), None, only(SCHOOL, 422)),
}

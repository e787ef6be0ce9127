"""Addresses where matters are proposed, sent, reported on and closed."""

from tests.walks.address import BUREAU, IMPORTERS, LEAD_LINKS, SCHOOL, Address, all_of

CHECKERS = ("bureau_admin", "bureau_leader")
LEADING = (*SCHOOL, "lead_link", "bureau_admin")
BY_LINK = {"unit_link": 404}
"""Where whoever leads a matter may go, the holder of another one's link finds nothing."""
SEEING = (*BUREAU, "system_admin")
OTHERS = tuple(f"other_{role}" for role in BUREAU)
ABROAD = tuple(f"other_{role}" for role in IMPORTERS)
EVERYBODY = (
    *SEEING, *SCHOOL, *OTHERS, *(f"next_{role}" for role in SCHOOL),
    "supervisor", "auditor", "nobody",
)  # fmt: skip
REFUSED = all_of(SEEING, 403)
LINE_READERS = (*EVERYBODY, *LEAD_LINKS)
READING = REFUSED | all_of((*SCHOOL, *(f"next_{role}" for role in SCHOOL), "supervisor"), 403)
"""A plan that is published is read by more people than those who follow it up."""


def step(may, told=422):
    """A step of the matter of the own school, which is worked on: who may, sending nothing."""
    known = REFUSED | all_of(SCHOOL, 403) | all_of(may, told)
    return Address(("own_matter",), None, known | (BY_LINK if "lead_link" in may else {}))


LISTS = {
    "matter-list": Address((), all_of(EVERYBODY, 200)),
    "matter-export": Address((), all_of(EVERYBODY, 200)),
    "matter-many": Address((), None, all_of(EVERYBODY, 403) | all_of((*BUREAU, *OTHERS), 302)),
    "my-matters": Address((), all_of(LINE_READERS, 200)),
    "my-matters-line": Address(
        ("own_matter",), None, all_of((*SCHOOL, "lead_link"), 409) | BY_LINK
    ),
    "my-matters-export": Address((), all_of(LINE_READERS, 200)),
    "my-matters-import": Address((), all_of(LINE_READERS, 200), all_of(LINE_READERS, 422)),
    "my-matters-marked": Address(("no_upload",), all_of(LEAD_LINKS, 404)),
}
PROPOSING = {
    "matter-new": Address(
        (),
        all_of(EVERYBODY, 403) | all_of((*IMPORTERS, *ABROAD), 200),
        all_of(EVERYBODY, 403) | all_of((*IMPORTERS, *ABROAD), 422),
    ),
    "matter-propose": Address(
        ("plan",), READING | all_of(IMPORTERS, 200), READING | all_of(IMPORTERS, 422)
    ),
    "matter-edit": Address(
        ("matter",), REFUSED | all_of(IMPORTERS, 200), REFUSED | all_of(IMPORTERS, 422)
    ),
    "matter-before": Address(
        ("matter",), REFUSED | all_of(IMPORTERS, 200), REFUSED | all_of(IMPORTERS, 409)
    ),
    "matter-parts": Address(
        ("matter",), REFUSED | all_of(IMPORTERS, 200), REFUSED | all_of(IMPORTERS, 422)
    ),
}
STEPS = {
    "matter-check": step(CHECKERS),
    "matter-dispatch": step(IMPORTERS),
    "matter-acknowledge": step(LEADING),
    "matter-report": step(LEADING, 409),
    "matter-finish": step(LEADING, 409),
    "matter-ask-extension": step(LEADING),
    "matter-give-back": step(IMPORTERS),
    "matter-close": step(CHECKERS),
    "matter-grant-extension": step(CHECKERS),
    "matter-refuse-extension": step(CHECKERS),
    "matter-urge": step(IMPORTERS),
    "matter-stop": step(CHECKERS),
    "matter-reopen": step(CHECKERS),
}
OF_REPORT = ("own_matter", "matter_file")
EVIDENCE = {
    "matter": Address(("own_matter",), all_of((*SEEING, *SCHOOL, "lead_link"), 200) | BY_LINK),
    "matter-file": Address(OF_REPORT, all_of((*SEEING, *SCHOOL, "lead_link"), 200) | BY_LINK),
    "matter-file-remove": Address(OF_REPORT, None, REFUSED | all_of(LEADING, 302) | BY_LINK),
    "matter-accept-figure": Address(
        ("own_matter", "matter_report"), None, REFUSED | all_of(SCHOOL, 403) | all_of(BUREAU, 422)
    ),
}
ISSUERS = (*IMPORTERS, *ABROAD)
GIVING = {
    "lead-links": Address(
        (),
        all_of(EVERYBODY, 403) | all_of((*SEEING, *OTHERS), 200),
        all_of(EVERYBODY, 403) | all_of(ISSUERS, 422),
    ),
    "lead-links-many": Address(
        (),
        all_of(EVERYBODY, 403) | all_of(ISSUERS, 200),
        all_of(EVERYBODY, 403) | all_of(ISSUERS, 422),
    ),
    "lead-link-revoke": Address(("lead_link",), None, REFUSED | all_of(IMPORTERS, 302)),
}
TABLE = {**LISTS, **PROPOSING, **STEPS, **EVIDENCE, **GIVING}

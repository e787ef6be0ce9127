"""Addresses where schools fill in."""

from tests.walks.address import BUREAU, FILLERS, SCHOOL, Address, all_of

OF_OTHERS = {**all_of((*BUREAU, "system_admin"), 403)}
"""The bureau sees that there is a submission, but not the school's own pages about it."""
NOT_OPEN = {**all_of(SCHOOL, 302), **OF_OTHERS}
READ = {**all_of(SCHOOL, 200), **OF_OTHERS}
HELD = {**all_of(FILLERS, 200), **OF_OTHERS}
OTHER_BUREAUS = ("other_bureau_admin", "other_bureau_staff", "other_bureau_leader")

TABLE = {
    "submission-file": Address(
        ("submitted", "file"), {**all_of((*BUREAU, *FILLERS, "system_admin"), 200)}
    ),
    "submission-list": Address(
        (),
        {
            **all_of((*BUREAU, *OTHER_BUREAUS, "system_admin"), 403),
            **all_of(("link", "next_link"), 302),
        },
        others=200,
    ),
    "submission": Address(("submitted",), HELD),
    "submission-print": Address(("submitted",), HELD),
    "submission-docx": Address(("submitted",), HELD),
    "submission-fill": Address(("filling",), READ, {**all_of(SCHOOL, 422), **OF_OTHERS}),
    "submission-word": Address(("filling",), READ, {**all_of(SCHOOL, 422), **OF_OTHERS}),
    "submission-submit": Address(
        ("filling",), READ, {"school_head": 302, "school_clerk": 403, **OF_OTHERS}
    ),
    "submission-begin": Address(("filling",), None, NOT_OPEN),
    "submission-copy": Address(("filling",), None, NOT_OPEN),
    "submission-withdraw": Address(
        ("submitted",),
        None,
        {"school_head": 302, "link": 302, "school_clerk": 403, **OF_OTHERS},
    ),
    "submission-extension": Address(("filling",), None, {**all_of(SCHOOL, 422), **OF_OTHERS}),
    "fill-link": Address(
        ("token",),
        {},
        {"link": 302, "next_link": 302},
        others=200,
        stranger={"get": 200, "post": 302},
    ),
    "fill-leave": Address((), None, {}, others=200, stranger={"get": 405, "post": 200}),
}

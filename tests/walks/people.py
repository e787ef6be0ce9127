"""Addresses of administering people and schools, and of links that set a password."""

from tests.walks.address import BUREAU, IMPORTERS, LOGIN, SCHOOL, Address, all_of

LINKS = ("link", "next_link")
OTHERS = tuple(f"other_{role}" for role in BUREAU)
NEXT = tuple(f"next_{role}" for role in SCHOOL)
SIGNED_IN = (
    *BUREAU, *SCHOOL, *OTHERS, *NEXT, "nobody", "system_admin", "supervisor", "auditor",
)  # fmt: skip
SENT_AWAY = all_of(LINKS, LOGIN)
"""A link opens nothing here."""
NO_POST = all_of(SIGNED_IN, 405) | SENT_AWAY
ALL_405 = all_of((*SIGNED_IN, *LINKS), 405)

OWN_ADMINS = ("bureau_admin", "system_admin")
ADMINS = (*OWN_ADMINS, "other_bureau_admin")
OWN_KEEPERS = (*IMPORTERS, "system_admin")
OTHER_KEEPERS = tuple(f"other_{role}" for role in IMPORTERS)
KEEPERS = (*OWN_KEEPERS, *OTHER_KEEPERS)


def page(who, *, get=200, post=None):
    """A page that its people open, and send empty where it takes something."""
    sent = NO_POST if post is None else all_of(who, post) | SENT_AWAY
    return Address((), all_of(who, get) | SENT_AWAY, sent, 403)


def about(*things, who=OWN_ADMINS, others=("other_bureau_admin",), get=None, post=None):
    """What is about a row: whoever keeps others' rows alone finds none."""
    reading = NO_POST if get is None else all_of(who, get) | all_of(others, 404) | SENT_AWAY
    sending = NO_POST if post is None else all_of(who, post) | all_of(others, 404) | SENT_AWAY
    return Address(things, reading, sending, 403)


TABLE = {
    "people-list": page(ADMINS),
    "people-new": page(ADMINS, post=422),
    "people-import": page(ADMINS, post=422),
    "people-template": page(ADMINS),
    "people-marked": about("no_list", get=404, who=ADMINS),
    "people-person": about("person", get=200),
    "people-edit": about("person", post=422),
    "people-appoint": about("person", post=422),
    "people-post-end": about("person", "post_of_person", post=422),
    "people-state": about("person", post=422),
    "people-unlock": about("person", post=302),
    "people-password": about("person", post=200),
    "people-link": about("person", post=200),
    "people-code-off": about("person", post=302),
    "school-list": page(KEEPERS),
    "school-new": page(KEEPERS, post=422),
    "school-import": page(KEEPERS, post=422),
    "school-template": page(KEEPERS),
    "school-marked": about("no_list", get=404, who=KEEPERS, others=()),
    "school-edit": about("listed_school", who=OWN_KEEPERS, others=OTHER_KEEPERS, get=200, post=422),
    "school-confirm": Address((), NO_POST, all_of(KEEPERS, 302) | SENT_AWAY, 403),
    "reset-mail": Address((), {}, {}, 404, 404),
    "reset-password": Address((), {}, {}, 410, 410),
    "reset-link": Address(("no_token",), {}, ALL_405, 410, {"get": 410, "post": 405}),
}

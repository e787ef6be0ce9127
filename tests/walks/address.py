"""How a table says who may open an address."""

from dataclasses import dataclass, field

LOGIN = "login"
"""Sent to the login page."""

IMPORTERS = ("bureau_admin", "bureau_staff")
BUREAU = (*IMPORTERS, "bureau_leader")
SCHOOL = ("school_head", "school_clerk")
FILLERS = (*SCHOOL, "link")


def all_of(people, status):
    """Everybody of several kinds -> the same status."""
    return dict.fromkeys(people, status)


@dataclass(frozen=True)
class Address:
    """What an address is about and what it answers.

    ``about`` are names of things of ``tests.walks.world.World``, whose numbers the address holds
    in this order. ``get`` and ``post`` are the statuses of reading and of an empty change by
    person; whoever is not in them gets ``others``, and a stranger is sent to the login. A dict of
    statuses that is None stands for an address that takes no such request: 405 for all.
    """

    about: tuple = ()
    get: dict | None = field(default_factory=dict)
    post: dict | None = None
    others: int = 404
    stranger: int | str = LOGIN
    by_link: int | str | None = None
    """The status for who came by a link, where it is the same for reading and changing."""

    def expected(self, method, person):
        """The status for a person, who knows the way in."""
        table = self.get if method == "get" else self.post
        if person == "stranger":
            return self.stranger
        if self.by_link is not None and person in ("link", "next_link"):
            return self.by_link
        return 405 if table is None else table.get(person, self.others)

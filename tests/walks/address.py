"""How a table says who may open an address."""

from dataclasses import dataclass, field

LOGIN = "login"
"""Sent to the login page."""

IMPORTERS = ("bureau_admin", "bureau_staff")
BUREAU = (*IMPORTERS, "bureau_leader")
SCHOOL = ("school_head", "school_clerk")
FILLERS = (*SCHOOL, "link")
FILL_LINKS = ("link", "next_link")
LEAD_LINKS = ("lead_link", "unit_link")
LINKS = (*FILL_LINKS, *LEAD_LINKS)


def all_of(people, status):
    """Everybody of several kinds -> the same status."""
    return dict.fromkeys(people, status)


@dataclass(frozen=True)
class Address:
    """What an address is about and what it answers.

    ``about`` are names of things of ``tests.walks.world.World``, whose numbers the address holds
    in this order. ``get`` and ``post`` are the statuses of reading and of an empty change by
    person; whoever is not in them gets ``others``. A stranger is sent to the login, or gets what
    ``stranger`` says: a status, or one by method. A dict of statuses that is None stands for an
    address that takes no such request: 405 for all.
    """

    about: tuple = ()
    get: dict | None = field(default_factory=dict)
    post: dict | None = None
    others: int = 404
    stranger: int | str | dict = LOGIN
    """What a stranger gets; by method where that differs."""

    def expected(self, method, person):
        """The status for a person who knows the way in."""
        table = self.get if method == "get" else self.post
        if person == "stranger":
            told = self.stranger
            return told[method] if isinstance(told, dict) else told
        return 405 if table is None else table.get(person, self.others)

    def names(self, person):
        """Whether the tables say something of a person."""
        return any(person in (table or ()) for table in (self.get, self.post))

"""Addresses enter line by line, queries and milliseconds of each request leave; as a clerk.

Run by ``tests.benchmarks.pages`` in the environment of the library that is measured. The first
line that leaves tells as JSON which pages there are. With the word ``matters`` they are those about
matters, and a bureau's administrator asks for them.
"""

import json
import sys
from time import perf_counter

import django
from django.db import connection
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.utils import timezone  # noqa: E402

from indicators.models import Unit  # noqa: E402
from plans.models import Matter, Plan  # noqa: E402
from plans.sample.drafting import prefix  # noqa: E402
from plans.sample.following import NAMES  # noqa: E402
from plans.sample.ground import CLERK  # noqa: E402
from plans.sample.matter_words import UNITS  # noqa: E402

OK = 200

ASKED = {
    "source-list": ("page=2", "q=000001", "q=工作要点"),
    "plan-list": (
        "page=2",
        "q=教育工作",
        "q=学前",
        "year=2020",
        "kind=plan&level=county",
        *(f"o={name}" for name in ("title", "-year", "region_name", "issuer", "state")),
    ),
    "source": ("view=source",),
    "search": (
        "q=教师",
        "q=園&kind=passage",
        "q=85%",
        "q=乡村教师 培训",
        "q=教育工作&year=2020",
    ),
}
"""What people ask of a page beside opening it."""
LISTED = (
    "all=1", "page=7", "light=red", "light=yellow", "light=blue", "light=late", "light=open",
    "mark=due", "mark=asking", "state=working", "kind=finding&light=yellow", "waits=report",
    "reached=finish", "o=-progress", "o=lead", "q=消防",
)  # fmt: skip
"""What people ask of the list of matters."""
TRACKED = {
    "": ("by=unit", "by=school", "by=leader", "by=kind"),
    "timeline": ("all=1", "light=yellow", "light=sent", "page=2"),
    "ledger": ("by=unit", "by=kind", "light=yellow", "page=2"),
    "calendar": ("all=1",),
    "notice": ("all=1", "light=yellow"),
    "scores": ("all=1",),
}
"""What people ask of the pages that look at all matters of a bureau."""


def stand_ins():
    """Values for the arguments of addresses: by page or first folder and name, or by name."""
    first = Plan.objects.get(source__name__startswith=f"{prefix(1)}000001")
    second = Plan.objects.get(source__name__startswith=f"{prefix(1)}000002")
    statement = first.statements.first()
    return {
        ("sources", "pk"): first.source_id,
        ("plans", "pk"): first.pk,
        ("plan-edit-new", "kind"): "s",
        "kind": "targets",
        "key": statement.key,
        "other": second.pk,
    }


def patterns(resolver, before=""):
    """Whole route and pattern of every named address, those of the admin left out."""
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if not isinstance(each, URLResolver):
            yield route, each
        elif each.namespace != "admin":
            yield from patterns(each, route)


def arguments(route, pattern, values):
    """Arguments of an address by name; None where there is no value for one."""
    groups = (pattern.name, route.partition("/")[0])
    found = {
        name: next((values[g, name] for g in groups if (g, name) in values), values.get(name))
        for name in pattern.pattern.converters
    }
    return None if None in found.values() else found


def pages_of(client, values):
    """Address of every page, and the names of what is no page for a clerk."""
    pages, skipped = {}, []
    for route, pattern in patterns(get_resolver()):
        found = arguments(route, pattern, values)
        address = reverse(pattern.name, kwargs=found) if found is not None else ""
        if not address or client.get(address).status_code != OK:
            skipped.append(pattern.name)
            continue
        pages[pattern.name] = address
        for query in ASKED.get(pattern.name, ()):
            pages[f"{pattern.name}?{query}"] = f"{address}?{query}"
    return {"pages": pages, "skipped": skipped}


class Counter:
    """Counts the queries that pass."""

    def __init__(self):
        self.count = 0

    def __call__(self, execute, *arguments):
        self.count += 1
        return execute(*arguments)


def asked_for(client, address):
    """Queries and milliseconds of one request."""
    counter = Counter()
    with connection.execute_wrapper(counter):
        start = perf_counter()
        client.get(address)
        return counter.count, 1000 * (perf_counter() - start)


def matter_pages(client):
    """Address of every page about matters, by name; as a member of a section, of his own ones."""
    user = client.get("/matters/").wsgi_request.user
    matters = Matter.objects.filter(bureau=user.region_id)
    working = matters.filter(state="working", parts=None).exclude(heard_at=None)
    unit = Unit.objects.filter(region=user.region_id, name=UNITS[0]).get()
    month = timezone.localdate().strftime("%Y-%m")
    pages = {
        f"matters?{query}": f"/matters/?{query}" for query in (*LISTED, f"lead_unit={unit.pk}")
    }
    for name, queries in TRACKED.items():
        for query in queries:
            pages[f"{name}?{query}"] = f"/tracking/{name}/?{query}".replace("//", "/")
    pages["calendar?month"] = f"/tracking/calendar/?month={month}"
    pages["matter"] = reverse("matter", args=[working.order_by("pk").first().pk])
    pages["home"] = "/"
    wrong = [name for name, address in pages.items() if client.get(address).status_code != OK]
    assert not wrong, wrong
    return {"pages": pages, "skipped": []}


def main():
    if connection.vendor == "postgresql":
        # As autovacuum does soon after.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    client = Client(SERVER_NAME="localhost")
    is_following = "matters" in sys.argv[1:]
    name = NAMES["bureau_admin"] if is_following else CLERK
    client.force_login(get_user_model().objects.get(username=name.format(settings.BUREAU)))
    pages = matter_pages(client) if is_following else pages_of(client, stand_ins())
    print(json.dumps(pages), flush=True)
    for address in sys.stdin:
        print(*asked_for(client, address.rstrip("\n")), flush=True)


if __name__ == "__main__":
    main()

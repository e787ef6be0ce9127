"""A page enters, its figures leave with the rows that their links find."""

from urllib.parse import parse_qs, urlsplit

from django.db import connection
from django.http import QueryDict
from django.urls import reverse
from lxml import html

from plans.filters import MatterFilter
from plans.models import Matter
from plans.sample.matters import write_matters

PAGES = (
    "/tracking/",
    "/tracking/calendar/",
    "/tracking/timeline/",
    "/tracking/ledger/",
    "/tracking/notice/",
    "/tracking/findings/",
    "/tracking/periods/",
)


class Asked:
    """A request of somebody who sees all."""

    class reader:
        sees = True

    def __init__(self, user):
        self.user = user


def sampled(desk, number=40):
    """Matters in every state and light, some led by a school."""
    return write_matters(
        desk.bureau, admin=desk.admin, leader=desk.leader, schools=[desk.school], number=number
    )


def tree(response):
    """The page as elements."""
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def figures(page):
    """Address, number of rows and words of every figure of a page."""
    found = page.xpath("//a[@data-rows]")
    return [(a.get("href"), int(a.get("data-rows")), a.text_content().strip()) for a in found]


def rows_found(href, user):
    """How many rows stand where a figure leads."""
    split = urlsplit(href)
    if split.path != reverse("matter-list"):
        number = split.path.removeprefix(reverse("matter-list")).strip("/")
        return Matter.objects.visible_to(user).filter(pk=number).count()
    query = QueryDict(split.query)
    found = MatterFilter(query, Matter.objects.visible_to(user), request=Asked(user))
    assert not found.complaints and set(parse_qs(split.query)) <= set(found.filters)
    return found.qs.count()


def forget():
    """Steps are written once: a test that starts anew goes below the models."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM plans_matterstep")
        cursor.execute("DELETE FROM plans_finding")
        cursor.execute("DELETE FROM plans_matter_supporting_units")
        cursor.execute("UPDATE plans_matter SET parent_id = NULL")
        cursor.execute("DELETE FROM plans_matter")

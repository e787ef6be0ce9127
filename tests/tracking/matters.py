"""A bureau enters; people of every role, a unit, a school and matters in every state leave."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse

from eduplan.accounts.models import Role
from indicators.models import Unit
from plans.models import Matter
from plans.tracking import links, proposing, steps
from tests.plans.campaigning import day, people_of, school_of, somebody

NOTE = "已完成三所学校的排查。"


class Desk:
    """People around matters of a bureau: ``lead`` works in the unit that leads them."""

    def __init__(self, bureau):
        self.bureau = bureau
        self.school = school_of(bureau)
        self.unit = Unit.objects.create(region=bureau, name="安全股", is_confirmed=True)
        self.people = people_of(bureau, self.school)
        self.admin = self.people[Role.BUREAU_ADMIN]
        self.leader = self.people[Role.BUREAU_LEADER]
        self.lead = somebody("lead", Role.BUREAU_STAFF, bureau)
        self.lead.post.unit = self.unit
        self.lead.post.save()

    def matter(self, state="proposed", **facts):
        """A matter in a state, brought there by its own steps."""
        given = {"title": "开展校舍安全排查", "lead_unit": self.unit, "due_on": day(60), **facts}
        found = proposing.propose(user=self.admin, **given)
        for step in self._way(state):
            step(found)
            found.refresh_from_db()
        assert found.state == state
        return found

    def link(self, place=None, **facts):
        """A link for somebody of a unit or school, which leads a matter by now, and its token."""
        given = {"user": self.admin, "name": "王建国", "lasting": timedelta(days=3), **facts}
        return links.issue(place or self.unit, **given)

    def _way(self, state):
        admin, lead, leader = self.admin, self.lead, self.leader
        way = (
            lambda m: steps.check(m, user=leader),
            lambda m: steps.dispatch(m, user=admin),
            lambda m: steps.acknowledge(m, user=lead),
            lambda m: steps.finish(m, user=lead, version=m.version, note=NOTE),
            lambda m: steps.close(m, user=leader),
        )
        if state == "stopped":
            return (lambda m: steps.stop(m, user=leader, reason="上级已取消"),)
        order = ("proposed", "checked", "dispatched", "working", "reported", "closed")
        return way[: order.index(state)]


def come(token, **facts):
    """A browser that has taken a link."""
    client = Client(**facts)
    assert client.post(reverse("fill-link", args=[token])).status_code == 302
    return client


def call(step, matter, user):
    """Take a step with what it needs."""
    seen = {"user": user, "version": Matter.objects.get(pk=matter.pk).version}
    calls = {
        "change": lambda: proposing.change(
            matter, **seen, values={"title": "改名"}, reason="写错了"
        ),
        "check": lambda: steps.check(matter, user=user),
        "dispatch": lambda: steps.dispatch(matter, user=user),
        "acknowledge": lambda: steps.acknowledge(matter, user=user),
        "report": lambda: steps.report(matter, **seen, progress=40, note=NOTE),
        "finish": lambda: steps.finish(matter, **seen, note=NOTE),
        "give_back": lambda: steps.give_back(matter, user=user, reason="缺少照片"),
        "close": lambda: steps.close(matter, user=user),
        "ask_extension": lambda: steps.ask_extension(
            matter, user=user, until=day(90), reason="雨季停工"
        ),
        "grant_extension": lambda: steps.grant_extension(matter, user=user),
        "refuse_extension": lambda: steps.refuse_extension(matter, user=user, reason="工期充足"),
        "urge": lambda: steps.urge(matter, user=user, note="请于周五前反馈"),
        "stop": lambda: steps.stop(matter, user=user, reason="上级已取消"),
        "reopen": lambda: steps.reopen(matter, user=user, reason="复查不合格"),
    }
    return calls[step]()

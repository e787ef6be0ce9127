"""A campaign with approved schools enters a test, and the county's own target with its plan."""

from decimal import Decimal

from django.utils import timezone

from eduplan.accounts.models import Role
from indicators.models import Indicator, Observation, Target
from plans import submitting
from plans.models import Plan, Publication, PublishedFigure, Statement, Submission
from tests.figures import published
from tests.plans.campaigning import (
    YEAR,
    fill,
    form_of,
    item,
    now,
    opened,
    school_of,
    somebody,
)


class County:
    """A campaign: of its schools the approved ones promise (rate, pupils), the others nothing."""

    def __init__(self, bureau, promised=(), waiting=0):
        self.bureau = bureau
        self.admin = somebody("guanliyuan", Role.BUREAU_ADMIN, bureau)
        self.staff = somebody("kezhang", Role.BUREAU_STAFF, bureau)
        self.leader = somebody("juzhang", Role.BUREAU_LEADER, bureau)
        self.form = form_of(bureau)
        self.rate, self.pupils, self.boarders = (
            item(self.form, code).indicator for code in ("r1", "n1", "n2")
        )
        for one in (self.pupils, self.boarders):
            one.aggregation = Indicator.Aggregation.SUM
            one.save()
        self.rate.aggregation, self.rate.weight = "weighted_mean", self.pupils
        self.rate.save()
        names = [f"第{n + 1}小学" for n in range(len(promised) + waiting)]
        self.schools = [school_of(bureau, name) for name in names]
        self.campaign = opened(self.admin, self.form, self.schools)
        self.heads = {}
        for school, values in zip(self.schools, promised, strict=False):
            self.approve(school, *values)

    def submission(self, school):
        return Submission.objects.for_page().get(campaign=self.campaign, school=school)

    def head(self, school):
        if school.pk not in self.heads:
            name = f"xiaozhang{school.pk}"
            self.heads[school.pk] = somebody(name, Role.SCHOOL_HEAD, self.bureau, school)
        return self.heads[school.pk]

    def approve(self, school, rate, pupils):
        """Bring the plan of a school to its approval with two targets; None: of no school's."""
        head = self.head(school)
        found = fill(self.submission(school), head)
        for code, value in (("r1", rate), ("n1", pupils)):
            answer = found.answers.get(item__indicator__code=code)
            version = answer.statement.version
            facts = {"item": item(self.form, code), "value": str(value), "version": version}
            submitting.answer(found, user=head, reason="招生变化", **facts)
        submitting.submit(now(found), user=head)
        found = now(found)
        submitting.approve(found, user=self.admin, version=found.version)

    def promise(self, indicator, value, **facts):
        """The county's own target, with the plan that gave it."""
        target = published(
            Target, indicator=indicator, region=self.bureau, year=YEAR, value=Decimal(value),
            by=self.admin, **facts,
        )  # fmt: skip
        plan = Plan.objects.create(
            bureau=self.bureau, region=self.bureau, title="青禾县教育工作要点", state="published"
        )
        publication = Publication.objects.create(
            plan=plan, number=1, published_by=self.admin, published_at=timezone.now()
        )
        statement = Statement.objects.create(
            plan=plan, indicator=indicator, indicator_name=indicator.name, value=Decimal(value),
            unit=indicator.unit, year=YEAR, nature="target", category="indicator",
            state="confirmed", start=0, end=1, quote="", text="",
        )  # fmt: skip
        PublishedFigure.objects.create(publication=publication, statement=statement, target=target)
        return target

    def observe(self, school, indicator, value, year=YEAR - 1):
        return published(
            Observation, indicator=indicator, region=self.bureau, school=school, year=year,
            value=Decimal(value), by=self.admin, nature="actual",
        )  # fmt: skip

"""A bureau enters; people of every role, a framework and a round with two schools leave."""

from decimal import Decimal

from eduplan.accounts.models import Role
from indicators.models import Framework, FrameworkItem, Standard
from plans.evaluating import marking, opening, turning
from plans.evaluating.marking import Said
from plans.models import Assessment, EvaluationRound
from tests.plans.campaigning import day, indicator, people_of, school_of, somebody

PHASES = ("draft", "self", "check", "sample", "closed")
FACTS = {"year": 2026, "name": "办学水平评估", "self_until": day(10), "check_until": day(20)}


def framework_of(bureau):
    """Three items of schools, of 10 points, judged and measured, and one of the county."""
    made = Framework.objects.create(code=f"{bureau.adcode}-1", name="办学水平", bureau=bureau)
    group = FrameworkItem.objects.create(framework=made, code="A", name="管理", sequence=1)
    facts = {"framework": made, "parent": group, "scope": "school", "kind": "judged"}
    FrameworkItem.objects.create(
        **facts, code="A1", name="制度建设", points=Decimal(10), note="制度齐全", sequence=2
    )
    FrameworkItem.objects.create(**facts, code="A2", name="校园安全", sequence=3)
    books, pupils = indicator("books", "图书", "册"), indicator("pupils", "学生", "人")
    measured = FrameworkItem.objects.create(
        **facts | {"kind": "measured", "part": books, "whole": pupils},
        code="A3", name="生均图书", sequence=4,
    )  # fmt: skip
    told = {"since": 2020, "unit": "册", "is_verified": True}
    Standard.objects.create(item=measured, stage="primary", value=25, **told)
    Standard.objects.create(item=measured, stage="lower_secondary", value=35, **told)
    FrameworkItem.objects.create(
        framework=made, code="B", name="经费保障", kind="judged", scope="county", sequence=5
    )
    return made


class Stage:
    """A round around which people of every role stand, brought to a phase by its own steps."""

    def __init__(self, bureau):
        self.bureau = bureau
        self.school = school_of(bureau)
        self.next = school_of(bureau, "邻山小学")
        self.people = people_of(bureau, self.school)
        self.next_head = somebody("next_head", Role.SCHOOL_HEAD, bureau, self.next)
        self.admin, self.clerk = self.people[Role.BUREAU_ADMIN], self.people[Role.BUREAU_STAFF]
        self.leader, self.head = self.people[Role.BUREAU_LEADER], self.people[Role.SCHOOL_HEAD]
        self.framework = framework_of(bureau)
        self.round = self.draft()

    def draft(self, **facts):
        """A round of both schools and the county, in preparation."""
        facts = {**FACTS, "framework": self.framework, "asks_counties": True, **facts}
        return opening.draft(user=self.clerk, **{"sample_percent": 50, **facts})

    def bring(self, phase):
        """The round in a phase: all self marks handed in, all checked as they were."""
        ways = {
            "self": lambda: opening.open_(self.round, user=self.clerk),
            "check": self._to_check,
            "sample": self._to_sample,
            "closed": lambda: turning.close(self.round, user=self.leader),
        }
        at = PHASES.index(self.now().state)
        for name in PHASES[at + 1 : PHASES.index(phase) + 1]:
            ways[name]()
        return self.now()

    def now(self):
        """The round as the database has it."""
        return EvaluationRound.objects.get(pk=self.round.pk)

    def place(self, of=None):
        """The assessment of a school, or of the county."""
        of = of or self.school
        return Assessment.objects.for_page().get(round=self.round, **_whose(of))

    def item(self, code):
        return self.round.items.get(code=code)

    def score(self, user, step="self", of=None, **said):
        """Marks by code of the item: a verdict, points, or a ``Said``."""
        asked = {self.item(code).pk: said_of(value) for code, value in said.items()}
        return marking.mark(self.place(of), user=user, step=step, said=asked)

    def hand_in(self, of=None, user=None, **said):
        """All items scored and handed in."""
        user = user or (self.next_head if of == self.next else self.head)
        said = said or {"A1": 9, "A2": "met", "A3": "met"}
        self.score(user, of=of, **said)
        return marking.hand_in(self.place(of), user=user)

    def _to_check(self):
        for of in (self.school, self.next):
            if self.place(of).state == "filling":
                self.hand_in(of)
        if self.place(self.bureau).state == "filling":
            self.hand_in(self.bureau, self.clerk, B="met")
        turning.to_check(self.round, user=self.clerk)

    def _to_sample(self):
        for of, user in (
            (self.school, self.clerk), (self.next, self.clerk), (self.bureau, self.leader),
        ):  # fmt: skip
            if self.place(of).is_handed_in:
                marking.agree(self.place(of), user=user)
        turning.to_sample(self.round, user=self.leader, seed=7)


def said_of(value):
    if isinstance(value, Said):
        return value
    return Said(verdict=value) if isinstance(value, str) else Said(points=Decimal(str(value)))


def _whose(of):
    return {"school": of} if type(of).__name__ == "School" else {"county": of}

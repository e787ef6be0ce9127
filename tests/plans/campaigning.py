"""A bureau enters, a form, an open campaign and people of every role leave."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from eduplan.accounts.models import Role
from indicators.models import Indicator, School
from plans import editing, outline, submitting
from plans.models import (
    CampaignForm,
    FormIndicator,
    FormSection,
    FundingItem,
    Submission,
    Task,
)
from tests.conftest import appointed

YEAR = 2027
TEXT = "以学生发展为本，办好每一个班。"


def day(number=0):
    """Today, or so many days later."""
    return timezone.localdate() + timedelta(days=number)


def school_of(region, name="河湾小学", **facts):
    facts = {"stage": "primary", "is_confirmed": True, **facts}
    return School.objects.create(region=region, name=name, **facts)


def somebody(username, role, region=None, school=None):
    return appointed(username, role, region, school)


def people_of(bureau, school, mark=""):
    """Role -> somebody of it, at the school or in the bureau."""
    return {
        role: somebody(
            f"{role}{mark}", role, bureau, school if role.value.startswith("school") else None
        )
        for role in Role
    }


def form_of(bureau, **facts):
    """A form with a section of each kind; the indicators are a rate and a number with its part."""
    form = CampaignForm.objects.create(bureau=bureau, title="学校年度计划", state="ready", **facts)
    kinds = ("text", "indicators", "tasks", "funding", "attachments")
    sections = {
        kind: FormSection.objects.create(
            form=form, position=n, kind=kind, title=f"部分{kind}", is_required=kind != "attachments"
        )
        for n, kind in enumerate(kinds)
    }
    rate = indicator("r1", "小学巩固率", "%", direction="higher", kind="rate")
    pupils = indicator("n1", "小学在校生数", "人")
    boarders = indicator("n2", "寄宿生数", "人")
    place = {"section": sections["indicators"]}
    FormIndicator.objects.create(**place, position=0, indicator=rate, jump=10)
    whole = FormIndicator.objects.create(**place, position=1, indicator=pupils, jump=20)
    FormIndicator.objects.create(
        **place, position=2, indicator=boarders, is_required=False, part_of=whole
    )
    return form


def indicator(code, name, unit, **facts):
    return Indicator.objects.get_or_create(
        code=code, defaults={"name": name, "unit": unit, **facts}
    )[0]


def section(form, kind):
    return form.sections.get(kind=kind)


def item(form, code):
    return FormIndicator.objects.get(section__form=form, indicator__code=code)


def opened(user, form, schools, **facts):
    """An open campaign with these schools."""
    facts = {"opens_on": day(), "closes_on": day(30), "title": "2027年度计划上报", **facts}
    campaign = submitting.draft_campaign(
        user=user, form=form, year=YEAR, scope="chosen", chosen=schools, **facts
    )
    return submitting.open_campaign(campaign, user=user)


def fill(submission, user):
    """Write what the form of ``form_of`` requires; begins first where nobody has."""
    if submission.state == "not_started":
        submission = submitting.begin(submission, user=user)
    form = submission.campaign.form
    submitting.save_text(submission, section=section(form, "text"), user=user, text=TEXT, version=0)
    for code, value in (("r1", "99.5"), ("n1", "320")):
        submitting.answer(submission, item=item(form, code), user=user, value=value, version=0)
    plan = submission.plan
    outline.insert(Task(plan=plan, title="开齐课程", due_on=day(60)), user=user)
    money = FundingItem(plan=plan, purpose="图书", amount=Decimal(8000), year=YEAR)
    editing.add(money, user=user)
    return now(submission)


def now(submission):
    """The submission as the database has it."""
    return Submission.objects.for_page().get(pk=submission.pk)


class Stage:
    """A submission and the people around it, brought to a state by its own steps."""

    def __init__(self, bureau, staff_role=Role.BUREAU_ADMIN):
        self.bureau = bureau
        self.school = school_of(bureau)
        self.people = people_of(bureau, self.school)
        self.admin, self.head = self.people[staff_role], self.people[Role.SCHOOL_HEAD]
        self.form = form_of(bureau)
        self.campaign = opened(self.admin, self.form, [self.school])

    @property
    def submission(self):
        return Submission.objects.for_page().get(campaign=self.campaign, school=self.school)

    def bring(self, state):
        """The submission in a state."""
        steps = {
            "not_started": (),
            "filling": (self._fill,),
            "submitted": (self._fill, self._submit),
            "opened": (self._fill, self._submit, self._open),
            "returned": (self._fill, self._submit, self._give_back),
            "approved": (self._fill, self._submit, self._approve),
        }
        for step in steps[state]:
            step()
        assert self.submission.state == ("submitted" if state == "opened" else state)
        return self.submission

    def _fill(self):
        fill(self.submission, self.head)

    def _submit(self):
        submitting.submit(self.submission, user=self.head)

    def _open(self):
        submitting.open_(self.submission, user=self.admin)

    def _give_back(self):
        found = self.submission
        submitting.give_back(
            found, user=self.admin, version=found.version, reason="请补充", due_on=day(5)
        )

    def _approve(self):
        found = self.submission
        submitting.approve(found, user=self.admin, version=found.version)

"""A bureau enters, a campaign with its invented schools in every state leaves.

Everything is done by the steps that people take, so that the rules hold for the sample as well.
"""

from datetime import timedelta
from decimal import Decimal

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from indicators.choices import Origin
from indicators.models import Indicator, Observation, School, Target
from indicators.releasing import release
from indicators.sample_figures import write_standing
from plans import editing, outline, submitting
from plans.models import Campaign, CampaignForm, FormSection, FundingItem, Task
from plans.sample.school_words import (
    COMMENT,
    EXTENSION,
    GIVEN_BACK,
    MONEY,
    SCHOOLS,
    TASKS,
    TEXTS,
)

HEAD = "sample-head-{}"
USUAL = 420
"""Pupils of a school that the sample does not know."""
PUPILS = {"sch.pupils", "pre.children"}
OF_PUPILS = {
    "comp.boarders": "0.18", "tea.staff": "0.08",
    "tea.fulltime": "0.07", "tea.backbone": "0.01", "pre.teachers": "0.07",
    "pre.certified": "0.06", "pre.qualified": "0.05",
}  # fmt: skip
"""Code of an indicator that counts people -> how many there are for each pupil."""
KNOWN = {"comp.dropout": Decimal(0), "spo.myopia": Decimal("38.5"), "spo.fitness_good": Decimal(52)}
"""Code of an indicator -> its value at every school."""
OTHERS = {
    "%": Decimal("96.5"), "次": Decimal(8), "起": Decimal(0), "学时": Decimal(72),
    "册": Decimal(28), "处": Decimal(5), "项": Decimal(2),
}  # fmt: skip
"""Unit of any other indicator -> its value at every school; rates are up to two points lower."""
STATES = ("approved", "submitted", "filling", "approved", "returned", "not_started")
"""What becomes of the schools, over and over."""


@transaction.atomic
def write_campaign(bureau, *, admin, leader, more=()):
    """Open a campaign for the coming year, with ``more`` schools that have not begun.

    Returns the campaign; the one of an earlier run where there is one.
    """
    known = Campaign.objects.filter(bureau=bureau, created_by=admin).first()
    if known:
        return known
    year = coming_year(timezone.localdate())
    schools = [_school(bureau, *facts[:3]) for facts in SCHOOLS]
    form = CampaignForm.objects.offered().get(bureau=None, stage="")
    pupils = {school: facts[3] for school, facts in zip(schools, SCHOOLS, strict=True)}
    _write_last_year(form, pupils | dict.fromkeys(more, USUAL), year, admin)
    campaign = _opened(form, [*schools, *more], year, admin)
    for number, school in enumerate(schools):
        submission = campaign.submissions.get(school=school)
        head = _head(number, school)
        _bring(submission, STATES[number % len(STATES)], head, admin, leader)
    return campaign


def write_standings(bureau, *, user):
    """What the invented schools have, so that they can be judged by the national standards."""
    schools = {school.name: school for school in School.objects.filter(region=bureau)}
    pupils = {schools[name]: Decimal(number) for name, _, _, number in SCHOOLS if name in schools}
    year = coming_year(timezone.localdate()) - 1
    return write_standing(bureau, pupils, year=year, by=user)


def coming_year(today):
    """The year that schools plan for: from November on the next one."""
    return today.year + (today.month >= 11)


def _school(bureau, name, stage, town):
    facts = {"stage": stage, "town": town, "is_confirmed": True}
    return School.objects.get_or_create(region=bureau, name=name, defaults=facts)[0]


def _head(number, school):
    """The head of a school, who cannot sign in."""
    people, username = get_user_model().objects, HEAD.format(number)
    known = people.filter(username=username).first()
    return known or people.create_user(
        username, last_name=f"{school.name}校长", role="school_head", school=school
    )


def _write_last_year(form, schools, year, user):
    """What each school reached the year before, and what the county wants this year."""
    asked = Indicator.objects.filter(pk__in=form.sections.values("indicators__indicator"))
    indicators = {indicator.code: indicator for indicator in asked}
    rows, totals = [], {}
    for school, pupils in schools.items():
        for code, indicator in indicators.items():
            value = _value(code, indicator.unit, pupils)
            totals.setdefault(code, []).append(value)
            rows.append(
                Observation(
                    indicator=indicator,
                    region=school.region,
                    school=school,
                    year=year - 1,
                    value=value,
                    origin=Origin.SUBMISSION,
                )
            )
    county = {"region": user.region, "year": year}
    wanted = [
        Target(indicator=indicators[code], value=_county_value(indicators[code], values), **county)
        for code, values in totals.items()
    ]
    release([*rows, *wanted], by=user)


def _value(code, unit, pupils):
    if code in KNOWN:
        return KNOWN[code]
    if code in PUPILS:
        return Decimal(pupils)
    if code in OF_PUPILS:
        return (pupils * Decimal(OF_PUPILS[code])).to_integral_value() or Decimal(1)
    of_all = OTHERS.get(unit, Decimal(3))
    return of_all - Decimal(pupils % 5) / 2 if unit == "%" else of_all


def _county_value(indicator, values):
    """Somewhat more than all schools together, or a better mean than each had."""
    if indicator.aggregation != Indicator.Aggregation.SUM:
        return _better(indicator, max(values))
    return (sum(values) * Decimal("1.03")).to_integral_value()


def _better(indicator, value):
    """Last year's value, a little better where it is a rate."""
    if indicator.unit != "%":
        return value
    step = -1 if indicator.direction == Indicator.Direction.LOWER else 1
    return min(max(value + step, Decimal(0)), Decimal(100))


def _opened(form, schools, year, admin):
    today = timezone.localdate()
    campaign = submitting.draft_campaign(
        user=admin,
        form=form,
        year=year,
        title=f"{year}年度学校工作计划上报",
        scope=Campaign.Scope.CHOSEN,
        chosen=schools,
        opens_on=today,
        closes_on=today + timedelta(days=21),
        reminder_days=[7, 3, 1],
        note="请各校对照上年完成情况填报，目标要可检查、可考核。",
    )
    return submitting.open_campaign(campaign, user=admin)


def _bring(submission, state, head, admin, leader):
    """Bring a submission to a state by its own steps."""
    if state == "not_started":
        _ask(submission, head)
        return
    submission = submitting.begin(submission, user=head)
    _fill(submission, head, is_whole=state != "filling")
    if state == "filling":
        return
    found = submitting.submit(submission, user=head)
    if state == "approved":
        submitting.approve(found, user=leader, version=found.version)
    if state == "returned":
        _give_back(found, admin)


def _ask(submission, head):
    until = submission.campaign.closes_on + timedelta(days=7)
    submitting.ask_extension(submission, user=head, until=until, reason=EXTENSION)


def _give_back(submission, admin):
    section = submission.campaign.form.sections.filter(kind=FormSection.Kind.TEXT).first()
    submitting.give_back(
        submission,
        user=admin,
        version=submission.version,
        reason=GIVEN_BACK,
        due_on=timezone.localdate() + timedelta(days=10),
        comments={section.key: COMMENT},
    )


def _fill(submission, head, *, is_whole):
    """All that the form asks for, or only its texts."""
    for section in submission.campaign.form.sections.filter(kind=FormSection.Kind.TEXT):
        text = TEXTS.get(section.title, TEXTS["指导思想"])
        submitting.save_text(submission, section=section, user=head, text=text, version=0)
    if is_whole:
        _answer(submission, head)
        _plan_work(submission.plan, head)


def _answer(submission, head):
    before = submitting.last_year(submission)
    for section in submission.campaign.form.sections.filter(kind=FormSection.Kind.INDICATORS):
        for item in section.indicators.select_related("indicator", "section"):
            value = _better(item.indicator, before[item.indicator_id].value)
            submitting.answer(submission, item=item, user=head, value=value, version=0)


def _plan_work(plan, head):
    today = timezone.localdate()
    for title, days in TASKS:
        due_on = today.replace(year=plan.year, month=1, day=1) + timedelta(days=days)
        outline.insert(Task(plan=plan, title=title, due_on=due_on), user=head)
    money = [
        FundingItem(plan=plan, purpose=what, amount=Decimal(yuan), funding_source=source)
        for what, yuan, source in MONEY
    ]
    for row in money:
        row.year = plan.year
    editing.add_rows(money, user=head)

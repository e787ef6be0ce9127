"""Opening and closing campaigns, forms and their versions, and what the board costs."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eduplan.accounts.models import Role
from indicators.models import Indicator
from plans import form_building, submitting
from plans.models import Campaign, CampaignForm, FormIndicator, FormSection, Submission
from plans.reference import standard_forms, starter_indicators
from tests.conftest import person
from tests.plans.campaigning import (
    Stage,
    day,
    form_of,
    indicator,
    opened,
    people_of,
    school_of,
    somebody,
)

pytestmark = pytest.mark.django_db


def drafted(user, form, **facts):
    facts = {"year": 2027, "title": "上报", "opens_on": day(), "closes_on": day(9), **facts}
    return submitting.draft_campaign(user=user, form=form, **facts)


@pytest.fixture
def form(bureau):
    return form_of(bureau)


@pytest.fixture
def schools(bureau):
    """A primary school, a kindergarten, and one that nobody has confirmed."""
    return [
        school_of(bureau, "河湾小学", town="河湾镇"),
        school_of(bureau, "河湾幼儿园", stage="preschool"),
        school_of(bureau, "文中小学", is_confirmed=False),
    ]


@pytest.mark.parametrize(
    ("facts", "called"),
    [
        ({"scope": "all"}, {0, 1}),
        ({"scope": "stages", "stages": ["preschool"]}, {1}),
        ({"scope": "towns", "towns": ["河湾镇"]}, {0}),
        ({"scope": "chosen", "chosen": [0, 2]}, {0, 2}),
    ],
)
def test_opening_gives_every_called_school_its_submission(facts, called, staff, form, schools):
    chosen = [schools[n] for n in facts.pop("chosen", ())]
    campaign = drafted(staff, form, chosen=chosen, **facts)
    assert not campaign.is_open and not campaign.submissions.exists()
    campaign = submitting.open_campaign(campaign, user=staff)
    assert campaign.is_open
    assert {s.school for s in campaign.submissions.all()} == {schools[n] for n in called}
    assert {s.state for s in campaign.submissions.all()} == {"not_started"}
    assert all(s.events.get().action == "add" for s in campaign.submissions.all())
    form.refresh_from_db()
    assert form.is_frozen


def test_opening_is_refused_with_what_to_do(staff, form, schools, other_bureau):
    campaign = drafted(staff, form, scope="stages", stages=["special"])
    with pytest.raises(ValidationError, match="没有学校"):
        submitting.open_campaign(campaign, user=staff)
    CampaignForm.objects.update(state="draft")
    campaign = submitting.change_campaign(campaign, user=staff, scope="all", stages=[])
    with pytest.raises(ValidationError, match="可使用"):
        submitting.open_campaign(campaign, user=staff)
    CampaignForm.objects.update(state="ready")
    Campaign.objects.update(opens_on=day(-9), closes_on=day(-1))
    with pytest.raises(ValidationError, match="截止日期已经过了"):
        submitting.open_campaign(campaign, user=staff)
    Campaign.objects.update(closes_on=day(9))
    submitting.open_campaign(campaign, user=staff)
    with pytest.raises(ValidationError, match="不用再开放"):
        submitting.open_campaign(campaign, user=staff)


def test_wrong_facts_of_a_campaign_are_named_by_field(staff, form, other_bureau):
    foreign = CampaignForm.objects.create(bureau=other_bureau, title="外县", state="ready")
    for facts, field in (
        ({"scope": "stages"}, "stages"),
        ({"scope": "towns"}, "towns"),
        ({"reminder_days": [7, -1]}, "reminder_days"),
        ({"form": foreign}, "form"),
        ({"closes_on": day(-3)}, "__all__"),
    ):
        with pytest.raises(ValidationError) as refused:
            drafted(staff, **{"form": form, **facts})
        assert list(refused.value.message_dict) == [field]
    with pytest.raises(ValidationError, match="不是本县的学校"):
        drafted(staff, form, scope="chosen", chosen=[school_of(other_bureau, "白石小学")])


def test_only_administrators_and_staff_of_the_bureau_run_campaigns(bureau, other_bureau, form):
    school = school_of(bureau)
    people = people_of(bureau, school)
    campaign = drafted(people[Role.BUREAU_STAFF], form)
    strangers = people_of(other_bureau, school_of(other_bureau, "白石小学"), "-abroad")
    allowed = {people[Role.BUREAU_ADMIN], people[Role.BUREAU_STAFF]}
    for user in {*people.values(), *strangers.values()} - allowed:
        for act in (
            lambda u: submitting.open_campaign(campaign, user=u),
            lambda u: submitting.close_campaign(campaign, user=u),
            lambda u: submitting.reopen_campaign(campaign, user=u, closes_on=day(3)),
            lambda u: submitting.add_schools(campaign, user=u, schools=[school]),
            lambda u: submitting.change_campaign(campaign, user=u, title="甲"),
        ):
            with pytest.raises(PermissionDenied):
                act(user)
    campaign.refresh_from_db()
    assert campaign.state == "draft" and campaign.title == "上报"


def test_an_open_campaign_keeps_its_form_and_year(staff, form, schools):
    campaign = opened(staff, form, schools[:1])
    for facts in ({"year": 2030}, {"scope": "all"}, {"chosen": schools}):
        with pytest.raises(ValidationError, match="已经开放填报"):
            submitting.change_campaign(campaign, user=staff, **facts)
    changed = submitting.change_campaign(campaign, user=staff, closes_on=day(60), note="请早")
    assert changed.closes_on == day(60)
    assert submitting.add_schools(campaign, user=staff, schools=schools[:2]) == [schools[1]]
    submitting.close_campaign(campaign, user=staff)
    with pytest.raises(ValidationError, match="已经结束"):
        submitting.change_campaign(campaign, user=staff, note="晚了")
    with pytest.raises(ValidationError, match="只有开放填报期间"):
        submitting.add_schools(campaign, user=staff, schools=schools)


def test_overdue_by_the_own_day_or_the_common_one(bureau):
    stage = Stage(bureau)
    found = stage.submission
    assert not found.is_overdue and not Submission.objects.overdue(day())
    assert list(Submission.objects.overdue(day(31))) == [found]
    Submission.objects.update(due_on=day(-1))
    assert stage.submission.is_overdue and list(Submission.objects.overdue(day())) == [found]
    Submission.objects.update(state="submitted")
    assert not stage.submission.is_overdue and not Submission.objects.overdue(day())


@pytest.mark.parametrize("number", [3, 30])
def test_the_board_costs_as_many_queries_for_any_number_of_schools(number, staff, form, bureau):
    schools = [school_of(bureau, f"第{n}小学") for n in range(number)]
    with CaptureQueriesContext(
        connection,
    ) as opening:
        campaign = opened(staff, form, schools)
    campaign.submissions.filter(school__in=schools[::2]).update(
        state="returned", approved_at=campaign.opened_at
    )
    with CaptureQueriesContext(connection) as reading:
        rows = list(Submission.objects.visible_to(staff).filter(campaign=campaign).for_board())
        told = [(s.school.name, s.is_overdue, s.get_state_display()) for s in rows]
        changes = submitting.changes_since_approval(rows)
        counted = Submission.objects.visible_to(staff).filter(campaign=campaign).counted()
    assert len(told) == len(changes) == number == sum(counted.values())
    assert len(reading) == 9
    assert len(opening) <= 25


def test_a_form_that_was_used_is_changed_as_a_new_version(staff, form, schools):
    assert form_building.editable(form, user=staff) == form
    opened(staff, form, schools[:1])
    form.refresh_from_db()
    with pytest.raises(ValidationError, match="新版本"):
        form_building.save_part(form.sections.first(), user=staff)
    new = form_building.editable(form, user=staff)
    assert (new.version, new.supersedes, new.state) == (2, form, "draft")
    assert form_building.editable(form, user=staff) == new
    assert [s.title for s in new.sections.all()] == [s.title for s in form.sections.all()]
    part = FormIndicator.objects.get(section__form=new, indicator__code="n2")
    assert part.part_of.section.form == new and part.part_of.indicator.code == "n1"
    form_building.make_ready(new, user=staff)
    form.refresh_from_db()
    assert (form.state, new.state) == ("retired", "ready")
    assert new in CampaignForm.objects.offered() and form not in CampaignForm.objects.offered()


def test_parts_of_a_form_are_checked(staff, form):
    items = form.sections.get(kind="indicators")
    ratio = indicator("q1", "生师比值", "比", kind="ratio")
    for facts, words in (
        ({"section": items, "indicator": ratio}, "两个数"),
        (
            {"section": form.sections.get(kind="text"), "indicator": indicator("q2", "甲", "人")},
            "指标",
        ),
        (
            {"section": items, "indicator": indicator("q2", "甲", "人"), "low": 5, "high": 3},
            "不小于",
        ),
    ):
        with pytest.raises(ValidationError, match=words):
            form_building.save_part(FormIndicator(position=9, **facts), user=staff)
    with pytest.raises(ValidationError, match="各只能有一个"):
        form_building.save_part(
            FormSection(form=form, position=9, kind="tasks", title="又一个"), user=staff
        )


def test_a_form_needs_parts_and_each_indicator_once(staff):
    form = form_building.draft_form(user=staff, title="新表")
    with pytest.raises(ValidationError, match="还没有任何部分"):
        form_building.make_ready(form, user=staff)
    asked = indicator("q2", "甲", "人")
    for title in ("一", "二"):
        section = FormSection(form=form, position=0, kind="indicators", title=title)
        form_building.save_part(section, user=staff)
        item = FormIndicator(section=section, indicator=asked, position=0)
        form_building.save_part(item, user=staff)
    with pytest.raises(ValidationError, match="只留一处"):
        form_building.make_ready(form, user=staff)
    form_building.remove_part(item, user=staff)
    with pytest.raises(ValidationError, match="“二”里还没有指标"):
        form_building.make_ready(form, user=staff)
    form_building.remove_part(section, user=staff)
    form_building.make_ready(form, user=staff)


def test_forms_are_built_by_their_own_bureau(staff, form, bureau, other_bureau):
    strangers = [
        person("abroad", "bureau_staff", other_bureau),
        person("leader", "bureau_leader", bureau),
        somebody("head", Role.SCHOOL_HEAD, bureau, school_of(bureau)),
    ]
    for user in strangers:
        for act in (form_building.make_ready, form_building.retire, form_building.save_part):
            with pytest.raises(PermissionDenied):
                act(form, user=user)
    assert CampaignForm.objects.visible_to(staff).exists()
    assert not CampaignForm.objects.visible_to(strangers[0]).exists()
    assert not FormSection.objects.visible_to(strangers[2]).exists()


@pytest.fixture
def standard(db):
    """The standard forms, with the indicators of the catalogue that they ask for."""
    for entry in starter_indicators():
        facts = {k: entry[k] for k in ("name", "unit", "direction", "kind")}
        Indicator.objects.create(code=entry["code"], stage=entry["stage"] or "", **facts)
    form_building.load_standard(standard_forms())


def test_two_standard_forms_ship_whole(standard, staff):
    forms = {f.code: f for f in CampaignForm.objects.visible_to(staff)}
    assert set(forms) == {"school_year", "kindergarten_year"}
    assert forms["kindergarten_year"].stage == "preschool"
    wanted = [
        "指导思想",
        "上年工作回顾",
        "年度目标",
        "主要措施与工作任务",
        "经费安排",
        "保障措施",
        "附件",
    ]
    for form in forms.values():
        assert [s.title for s in form.sections.all()] == wanted
        assert all(s.hint for s in form.sections.all())
        assert not form_building.obstacles_of(form) and form.state == "ready"
        items = FormIndicator.objects.filter(section__form=form)
        assert items.filter(is_required=True).count() >= 8
        for item in items.select_related("indicator", "section", "part_of__indicator"):
            item.full_clean()


def test_loading_again_changes_nothing_and_a_newer_version_follows(standard):
    before = list(CampaignForm.objects.values())
    assert form_building.load_standard(standard_forms()) == 0
    assert list(CampaignForm.objects.values()) == before
    newer = [{**entry, "version": 3} for entry in standard_forms()]
    assert form_building.load_standard(newer) == 2
    assert set(CampaignForm.objects.values_list("version", "state")) == {
        (2, "retired"),
        (3, "ready"),
    }
    assert all(f.supersedes.version == 2 for f in CampaignForm.objects.filter(version=3))


def test_a_standard_form_is_changed_as_the_bureaus_own(standard, staff):
    form = CampaignForm.objects.get(code="school_year")
    with pytest.raises(PermissionDenied, match="标准表"):
        form_building.save_part(form, user=staff)
    own = form_building.editable(form, user=staff)
    assert (own.bureau, own.version, own.supersedes) == (staff.region, 1, form)
    form_building.make_ready(own, user=staff)
    form.refresh_from_db()
    assert form.state == "ready", "other bureaus go on using it"


def test_the_command_loads_the_standard_forms(db):
    call_command("load_reference", verbosity=0)
    call_command("load_reference", verbosity=0)
    assert CampaignForm.objects.count() == 2

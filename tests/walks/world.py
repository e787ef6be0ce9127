"""A bureau with its campaign, its schools' submissions, and everybody who may have to do with it.

People whose names begin with ``other_`` are of another county, ``next_`` of another school of the
same county; ``link`` holds a link to the own school's submission, ``next_link`` to the other one's;
``lead_link`` to the matters of the own school, ``unit_link`` to those of a unit, all still inside.
"""

from datetime import timedelta
from decimal import Decimal

from django.test import Client
from django.utils import timezone

from eduplan.accounts.models import BUREAU_ROLES, PLACELESS_ROLES, SCHOOL_ROLES, Role, User
from eduplan.clients import issuing as issuing_tokens
from indicators.models import Framework, FrameworkItem, Region, Standard, Unit
from plans import submitting
from plans.evaluating import evidence, marking, opening, turning
from plans.evaluating.marking import Said
from plans.models import FillLink, LeadLink, Matter, MatterFile, MatterStep, Plan, SectionText
from plans.noticing import tell
from plans.rollup import assigning
from plans.submitting import links
from plans.tracking import findings, issuing, judging, projects, proposing, steps
from plans.tracking import links as lead_links
from tests.conftest import county
from tests.evaluating.rounds import framework_of
from tests.plans.campaigning import (
    day,
    fill,
    form_of,
    item,
    now,
    opened,
    school_of,
    section,
    somebody,
)

SECRET = "还没有上报的话"
"""What a school writes and has not handed in."""
SAID = "已经上报的话"
"""What a school has handed in."""
NEXT = "邻校上报的话"
"""What the next school has handed in."""
OF_UNIT, OF_SCHOOL, OF_NEXT = "整治校园周边", "更换食堂灶具", "修补操场跑道"
"""Matters of the own bureau by who leads them: one is still to be checked, two were sent."""
FOUND = "消防通道堆放杂物"
"""What an inspection of the own bureau found; nobody has sent it."""
ROUND = "办学水平评估"
SCORED, UNSCORED = "自评写的制度说明", "邻校没有提交的自评"
"""What a school says of itself in a round, handed in, and what another one has not."""
TOLD = "只告诉校长的话"
"""What a notice says."""
ASSIGNED = "843"
"""What the bureau assigned to the own school."""
LINKS = {"link": FillLink, "next_link": FillLink, "lead_link": LeadLink, "unit_link": LeadLink}
"""Who comes by a link -> of which kind."""
LASTING = timedelta(days=3)


class World:
    """People by name, and numbers of the things that addresses are about."""

    def __init__(self):
        prefecture = county("530100", "长川市", "云岭省长川市")
        Region.objects.filter(pk=prefecture.pk).update(level="prefecture")
        prefecture.refresh_from_db()
        self.bureau = county("530199", "青禾县", "云岭省长川市青禾县")
        self.abroad = county("530198", "白石县", "云岭省长川市白石县")
        self.school, self.next = school_of(self.bureau), school_of(self.bureau, "邻山小学")
        self.people = self._people(prefecture)
        self.things = {}
        self._accounts()
        self._campaign()
        self._matters()
        self._findings()
        self._rounds()
        self._notice()
        self._framework()

    def client(self, person):
        """A browser of somebody: signed in, come by a link, or a stranger."""
        client = Client()
        if person in LINKS:
            session = client.session
            session[LINKS[person].HELD] = self.things[person]
            session.save()
        elif person != "stranger":
            client.force_login(self.people[person])
        return client

    @property
    def everybody(self):
        """Names of all people."""
        return [*self.people, *LINKS, "stranger"]

    def _people(self, prefecture):
        regions = {Role.SUPERVISOR: prefecture} | dict.fromkeys(PLACELESS_ROLES)
        people = {"nobody": User.objects.create_user("nobody")}
        for role in set(Role) - {Role.DATA_CLIENT}:
            school = self.school if role in SCHOOL_ROLES else None
            people[role.value] = somebody(role, role, regions.get(role, self.bureau), school)
        for role in SCHOOL_ROLES:
            people[f"next_{role}"] = somebody(f"next_{role}", role, self.bureau, self.next)
        for role in BUREAU_ROLES:
            people[f"other_{role}"] = somebody(f"other_{role}", role, self.abroad)
        return people

    def _accounts(self):
        """Whom and what the addresses of administering are about."""
        member = self.people["bureau_staff"]
        self.things |= {"person": member.pk, "post_of_person": member.posts.get().pk}
        self.things |= {"listed_school": self.school.pk, "no_list": 0, "no_token": "vertippt"}
        program = User.objects.create_user("program", role=Role.DATA_CLIENT, region=self.bureau)
        facts = {"name": "市数据平台", "expires_on": day(90)}
        token, _ = issuing_tokens.issue(program, by=self.people["bureau_admin"], facts=facts)
        self.things["client_token"] = token.pk

    def _campaign(self):
        """One campaign where the own school still fills in, and one where both have handed in."""
        admin, head = self.people["bureau_admin"], self.people["school_head"]
        form = form_of(self.bureau)
        filling = opened(admin, form, [self.school], title="2027年度计划上报")
        handed_in = opened(admin, form, [self.school, self.next], title="2027年度补报")
        open_ = self._filled(filling, self.school, head, SECRET)
        submitted = self._filled(handed_in, self.school, head, SAID)
        file = self._attach(submitted, head)
        submitting.open_(submitting.submit(submitted, user=head), user=admin)
        next_head = self.people["next_school_head"]
        next_one = self._filled(handed_in, self.next, next_head, NEXT)
        submitting.open_(submitting.submit(next_one, user=next_head), user=admin)
        self.things |= {"campaign": handed_in.pk, "filling": open_.pk, "submitted": submitted.pk}
        self.things |= {"next": next_one.pk, "form": form.pk, "file": file.pk}
        self.things["part"] = section(form, "indicators").key
        for name, submission in (("link", submitted), ("next_link", next_one)):
            link, token = links.issue(submission, user=admin, name="代办人", lasting=LASTING)
            self.things[name], self.things["token"] = link.pk, token
        self.things |= self._scores(admin)
        self.things |= self._project(admin)
        assert FillLink.objects.standing().count() == 2
        self._letters(handed_in, submitted, admin)

    def _letters(self, campaign, submission, admin):
        """The own school has its target letter, the next one has none."""
        indicator = item(campaign.form, "n1").indicator
        facts = {"indicator": indicator, "whole": Decimal(900), "measure": None}
        assigning.assign(
            campaign,
            user=admin,
            facts={**facts, "basis": "by_hand"},
            values={submission.pk: (None, Decimal(ASSIGNED))},
        )
        draft = assigning.newest_set(campaign, admin)
        assigning.issue(campaign, user=admin, seen=assigning.stamp(draft))
        self.things |= {"indicator": indicator.pk, "indicator_code": indicator.code}

    def _notice(self):
        """One that the own school's head alone may know of."""
        facts = {"text": TOLD, "where": f"/submissions/{self.things['submitted']}/"}
        [notice] = tell([self.people["school_head"]], **facts)
        self.things["notice"] = notice.pk

    def _framework(self):
        """One that the own bureau built, with an item that its schools are judged by."""
        own = Framework.objects.create(code="own", name="青禾县方案", bureau=self.bureau)
        facts = {"code": "A1", "name": "生均图书", "kind": "measured", "scope": "school"}
        item = FrameworkItem.objects.create(framework=own, **facts)
        judged = {"code": "A2", "name": "社会认可度", "kind": "judged"}
        self.things["judged_item"] = FrameworkItem.objects.create(framework=own, **judged).pk
        told = {"stage": "primary", "since": 2020, "value": 25, "is_verified": True}
        Standard.objects.create(item=item, **told)
        higher = told | {"value": 30, "region": self.bureau}
        self.things["own_standard"] = Standard.objects.create(item=item, **higher).pk
        self.things |= {"framework": own.code, "framework_item": item.pk}
        self.things |= {"county": self.bureau.adcode, "figure_year": 2025}

    def _scores(self, admin):
        """Points that a unit of the bureau was given."""
        unit, _ = Unit.objects.get_or_create(region=self.bureau, name="安全股")
        facts = {"whom": unit, "day": day(), "points": 1, "reason": "推广经验"}
        judgement = judging.judge(user=admin, **facts)
        return {"unit_kind": "unit", "unit": unit.pk, "judgement": judgement.pk}

    def _project(self, admin):
        """A building project and its first stage."""
        project = projects.create(user=admin, name="河湾小学教学楼", ends_on=day(400))
        return {"project": project.pk, "stage": project.stages.first().pk}

    def _matters(self):
        """One that a unit leads and nobody has sent, and one of each school, reported on."""
        admin = self.people["bureau_admin"]
        unit, _ = Unit.objects.get_or_create(region=self.bureau, name="安全股")
        due_on = timezone.localdate() + timedelta(days=60)
        inside = proposing.propose(user=admin, title=OF_UNIT, lead_unit=unit, due_on=due_on)
        plan = Plan.objects.create(
            bureau=self.bureau, title="青禾县2027年要点", state="published", region=self.bureau
        )
        self.things |= {"matter": inside.pk, "plan": plan.pk, "no_upload": 0}
        for name, title, school in (
            ("own_matter", OF_SCHOOL, self.school),
            ("next_matter", OF_NEXT, self.next),
        ):
            found = proposing.propose(user=admin, title=title, lead_school=school, due_on=due_on)
            self.things[name] = self._reported(found, admin).pk
        for name, place in (("lead_link", self.school), ("unit_link", unit)):
            link, _ = lead_links.issue(place, user=admin, name="经办人", lasting=LASTING)
            self.things[name] = link.pk
        issued = issuing.issue(
            Matter.objects.filter(pk=self.things["own_matter"]),
            user=admin,
            on=timezone.localdate(),
            signer="青禾县教育局",
        )
        self.things["issued"] = issued[0].pk
        own = MatterStep.objects.filter(matter=self.things["own_matter"], action="report").get()
        self.things |= {"matter_report": own.pk, "matter_file": MatterFile.objects.get(step=own).pk}

    def _findings(self):
        """An inspection, and what it found."""
        admin, unit = self.people["bureau_admin"], Unit.objects.get(pk=self.things["unit"])
        facts = {"kind": "audit", "name": "校园安全审计", "issuer": "县审计局", "day": day(-9)}
        inspection = findings.add_inspection(user=admin, **facts)
        said = {"problem": FOUND, "measures": "清理", "lead": unit, "manner": "lasting"}
        finding = findings.register(inspection, user=admin, **said)
        self.things |= {"inspection": inspection.pk, "finding": finding.pk}

    def _rounds(self):
        """A round in which the own school is checked and the next one has handed in nothing."""
        admin, head = self.people["bureau_admin"], self.people["school_head"]
        framework = framework_of(self.bureau)
        facts = {"framework": framework, "year": 2026, "name": ROUND, "sample_percent": 0}
        facts |= {"self_until": day(9), "check_until": day(9)}
        held = opening.open_(opening.draft(user=admin, **facts), user=admin)
        place = held.assessments.get(school=self.school)
        items = {item.code: item for item in held.items.all()}
        said = {items["A1"].pk: Said(points=Decimal(9), reason=SCORED)}
        said |= {items[code].pk: Said("met") for code in ("A2", "A3")}
        marking.mark(place, user=head, step="self", said=said)
        evidence.keep(place, items["A1"], [("制度.pdf", b"%PDF-1.4")], user=head)
        marking.hand_in(place, user=head)
        unsaid = held.assessments.get(school=self.next)
        hidden = {items["A1"].pk: Said(points=Decimal(8), reason=UNSCORED)}
        marking.mark(unsaid, user=self.people["next_school_head"], step="self", said=hidden)
        turning.to_check(held, user=admin)
        marking.agree(place, user=admin)
        draft = opening.draft(user=admin, **facts | {"name": "下一次评估"})
        self.things |= {"round": held.pk, "assessment": place.pk, "round_draft": draft.pk}
        self.things |= {"round_step": "close", "evidence": place.files.get().pk}

    def _reported(self, matter, admin):
        steps.check(matter, user=self.people["bureau_leader"])
        steps.dispatch(matter, user=admin)
        seen = {"user": admin, "version": steps.acknowledge(matter, user=admin).version}
        files = [("现场.png", b"\x89PNG")]
        return steps.report(matter, **seen, progress=30, note="已开工", files=files)

    def _filled(self, campaign, school, user, text):
        submission = fill(campaign.submissions.get(school=school), user)
        SectionText.objects.filter(submission=submission).update(text=text)
        return now(submission)

    def _attach(self, submission, user):
        asked = section(submission.campaign.form, "attachments")
        return submitting.attach(
            submission, section=asked, user=user, name="计划.pdf", data=b"%PDF-1.4"
        )

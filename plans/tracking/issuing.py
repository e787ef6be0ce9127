"""Matters that go badly and a person enter, notices with number, file and receipt leave.

A notice is written once and never changed: its number is the bureau's alone in its year, its file
is kept as it was issued, and each matter has it in its history. Whoever leads the matters signs
for it; what came back on paper, the bureau records.
"""

import re

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from indicators.models import Region
from plans.models import (
    IssuedFile,
    IssuedNotice,
    IssuedRow,
    Matter,
    MatterStep,
    NoticeReceipt,
)
from plans.models.issued_notices import receives_as
from plans.models.lead_links import fits
from plans.personal import read_by
from plans.readers import Outsider
from plans.tracking import notice_files
from plans.tracking.looked_at import rows_of
from plans.tracking.notices import LAST_NUMBER, chinese, notices, numbered
from plans.tracking.telling import members_of, tell_of_issue
from plans.tracking.transitions import Step, require

Level = IssuedNotice.Level
STEPS = {Level.REMIND: Step.REMIND, Level.URGE: Step.PRESS, Level.INSPECT: Step.INSPECT}
"""Level of a notice -> the step that the history of its matters has of it."""
FIRST = "教督〔{year}〕1号"
_YEAR = re.compile(r"[〔\[（(]\d{4}[〕\]）)]", re.ASCII)
LONGEST_NAME = 60
COUNTLESS = (
    "文号里要有数字（年份不算），才能接着编下去，例如：教督〔2026〕8号；也可以留空自动编号。"
)
ISSUED_BEFORE = "本局刚刚出具过通知，可能就是这一次。请到登记簿核对，确要再出的请再点一次。"


def next_number(bureau_id, year):
    """The number that follows the one that the bureau issued last; the first of a year is 1."""
    last = IssuedNotice.objects.filter(bureau=bureau_id).order_by("-pk").first()
    if last is None:
        return FIRST.format(year=year)
    if last.year == year:
        return _free(bureau_id, year, numbered(last.number, 1))
    begun = _YEAR.sub(f"〔{year}〕", last.number)
    return _free(bureau_id, year, LAST_NUMBER.sub("1", begun))


def last_of(bureau_id):
    """Number of the row that the bureau issued last; 0 without any."""
    return IssuedNotice.objects.filter(bureau=bureau_id).aggregate(last=Max("pk"))["last"] or 0


def made(matters, *, bureau_id, number, **facts):
    """Notices about matters, as they would be issued now: nothing personal is in them."""
    number = number or next_number(bureau_id, facts["on"].year)
    with read_by(Outsider(bureau_id)):
        return notices(rows_of(matters), number=number, **facts)


@transaction.atomic
def issue(matters, *, user, on, signer, number="", level="", seen=None):
    """Issue a notice to each lead of some matters; returns them in their order.

    Without a number the next ones of the bureau are taken. ``seen`` is the ``last_of`` the bureau
    that the user knows of. Raises ``PermissionDenied`` or ``ValidationError`` by field; then
    nothing is issued.
    """
    # Of two who issue at once, the second counts on from the first.
    Region.objects.select_for_update(no_key=True).get(pk=user.region_id)
    if seen is not None and seen != last_of(user.region_id):
        raise ValidationError(ISSUED_BEFORE)
    _require_countable(number)
    matters = _locked(matters, user)
    facts = {"number": number, "level": level, "on": on, "signer": signer}
    papers = made(matters, bureau_id=user.region_id, **facts)
    _require_free(papers, user.region_id, on.year)
    return [_issue(paper, user) for paper in papers]


@transaction.atomic
def sign(notice, *, user):
    """Sign for a notice in the portal."""
    if not may_sign(user, notice):
        raise PermissionDenied("只有收到通知的单位（学校）的人员可以签收。")
    name = str(user)[:LONGEST_NAME]
    return _receive(notice, user, name=name, received_on=timezone.localdate())


@transaction.atomic
def record_receipt(notice, *, user, name, received_on):
    """Record who signed for a notice on paper, and when."""
    if not may_record(user, notice):
        raise PermissionDenied("只有本局的管理员和科室人员可以登记纸质回执。")
    name = " ".join(name.replace("\0", "").split())
    if not name or len(name) > LONGEST_NAME:
        raise ValidationError({"name": f"请填写回执上的签收人，{LONGEST_NAME} 字以内。"})
    if received_on is None or not notice.on <= received_on <= timezone.localdate():
        message = f"签收日要在签发日（{notice.on:%Y-%m-%d}）和今天之间。"
        raise ValidationError({"received_on": message})
    return _receive(notice, user, name=name, received_on=received_on, is_paper=True)


def unreached(notices):
    """The units and schools of notices that nobody can sign in for, each once."""
    return list(
        dict.fromkeys(
            notice.to_whom
            for notice in notices
            if not members_of(notice.unit_id, notice.school_id).filter(is_active=True).exists()
        )
    )


def may_sign(user, notice):
    """Whether the user answers for the unit or school that the notice went to."""
    return fits(notice, receives_as(user))


def to_sign(user):
    """Notices to the user's unit or school that nobody has signed for."""
    return IssuedNotice.objects.visible_to(user).to(user).unsigned().for_list()


def may_record(user, notice):
    """Whether the user keeps the bureau's register."""
    return user.may_import and user.region_id == notice.bureau_id


def _receive(notice, user, **facts):
    # Of two who sign at once, the second is told.
    IssuedNotice.objects.select_for_update(no_key=True).get(pk=notice.pk)
    found = NoticeReceipt.objects.filter(notice=notice.pk).first()
    if found is not None:
        told = f"{found.name} 已于 {found.received_on:%Y-%m-%d} 签收，不用再签。"
        raise ValidationError(told)
    return NoticeReceipt.objects.create(notice=notice, by=user, at=timezone.now(), **facts)


def _locked(matters, user):
    """The matters as they stand, locked, where the user may issue a notice about each."""
    numbers = [matter.pk for matter in matters]
    # Parts before their whole, as reports go.
    found = Matter.objects.visible_to(user).filter(pk__in=numbers).order_by("-pk")
    found = list(found.select_for_update(of=("self",)))
    if not found:
        raise ValidationError("没有可以出具通知的事项。")
    for matter in found:
        require(Step.INSPECT, matter, user)
        if matter.lead_unit_id is None and matter.lead_school_id is None:
            raise ValidationError(f"“{matter.title}”还没有牵头单位，不能出具通知。")
    rows = Matter.objects.visible_to(user).filter(pk__in=numbers)
    return rows.order_by("due_on", "number", "pk")


def _free(bureau_id, year, number):
    """The first number from one on that is not in use."""
    used = set(
        IssuedNotice.objects.filter(bureau=bureau_id, year=year).values_list("number", flat=True)
    )
    while number in used and numbered(number, 1) != number:
        number = numbered(number, 1)
    return number


def _require_countable(number):
    """Raises ``ValidationError`` for a number that no other one follows."""
    if number and not LAST_NUMBER.search(_YEAR.sub("", number)):
        raise ValidationError({"number": COUNTLESS})


def _require_free(papers, bureau_id, year):
    numbers = [paper.number for paper in papers]
    used = IssuedNotice.objects.filter(bureau=bureau_id, year=year, number__in=numbers)
    taken = sorted(used.values_list("number", flat=True))
    if taken:
        free = next_number(bureau_id, year)
        told = f"文号“{'、'.join(taken)}”今年已经用过。下一个可用的是“{free}”，也可以留空自动编号。"
        raise ValidationError({"number": told})
    if any(len(number) > IssuedNotice._meta.get_field("number").max_length for number in numbers):
        raise ValidationError({"number": "文号太长了。"})


def _issue(paper, user):
    lead = paper.rows[0].matter
    notice = IssuedNotice(
        bureau_id=user.region_id,
        year=paper.on.year,
        number=paper.number,
        level=paper.level.value,
        unit=lead.lead_unit,
        school=lead.lead_school,
        signer=paper.signer,
        on=paper.on,
        answer_by=paper.answer_by,
        by=user,
        at=timezone.now(),
    )
    notice.full_clean()
    notice.save()
    content = notice_files.document([paper])
    IssuedFile.objects.bulk_create([IssuedFile(notice=notice, content=content)])
    _remember(notice, [row.matter for row in paper.rows], user)
    tell_of_issue(notice, by=user)
    return notice


def _remember(notice, matters, user):
    """A step for each matter of a notice."""
    told = f"{notice}，请于{chinese(notice.answer_by)}前反馈。"
    steps = MatterStep.objects.bulk_create(
        MatterStep(
            matter=matter,
            action=STEPS[notice.level],
            from_state=matter.state,
            to_state=matter.state,
            by=user,
            at=notice.at,
            note=told,
        )
        for matter in matters
    )
    numbers = [matter.pk for matter in matters]
    Matter.objects.filter(pk__in=numbers).update(version=F("version") + 1)
    IssuedRow.objects.bulk_create(
        IssuedRow(notice=notice, matter=matter, step=step)
        for matter, step in zip(matters, steps, strict=True)
    )

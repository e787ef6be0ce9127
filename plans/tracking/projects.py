"""A person and a building project enter, its stages with their days leave, reckoned back."""

import re
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from plans.editing import Conflict
from plans.models import Project, ProjectStage
from plans.tracking.backwards import CircleError, Stage, schedule

USUAL = (
    ("立项批复", 30, ""),
    ("用地规划", 45, "立项批复"),
    ("勘察设计", 45, "立项批复"),
    ("招标采购", 30, "用地规划、勘察设计"),
    ("主体施工", 180, "招标采购"),
    ("装修配套", 60, "主体施工"),
    ("竣工验收", 20, "装修配套"),
)
"""Name, days and what each stage of a new building waits for; a proposal, to be changed."""
MOST_STAGES = 40
LONGEST = 3_650
SEPARATORS = re.compile(r"[、，,;；\s]+")
EARLIEST = date(1990, 1, 1)


@transaction.atomic
def create(*, user, stages=USUAL, **facts):
    """A project with its stages; raises ``ValidationError`` by field."""
    _require_keeper(user)
    project = Project(bureau_id=user.region_id, created_by=user, **facts)
    project.full_clean()
    project.save()
    _write_stages(project, stages)
    return project


@transaction.atomic
def change(project, *, user, version, values, stages=None):
    """Other facts or stages; days that are not over move with the end of the whole.

    What is done stays done. Raises ``Conflict`` where it was changed since ``version``.
    """
    found = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    _require_own(user, found)
    if found.version != version:
        raise Conflict([found])
    for name, value in values.items():
        setattr(found, name, value)
    found.version += 1
    found.full_clean()
    found.save()
    _write_stages(found, _rows_of(found) if stages is None else stages)
    return found


@transaction.atomic
def complete(stage, *, user, done_on):
    """Note that a stage is done, or (None) that it is not after all."""
    found = ProjectStage.objects.select_for_update(of=("self",)).select_related("project")
    found = found.get(pk=stage.pk)
    _require_own(user, found.project)
    if done_on is not None and not EARLIEST <= done_on <= timezone.localdate():
        raise ValidationError({"done_on": "实际完成日期不能在今天以后。"})
    waiting = [before.name for before in found.waits_for.filter(done_on__isnull=True)]
    if done_on is not None and waiting:
        raise ValidationError(f"“{found}”要等{'、'.join(waiting)}完成以后才能登记完成。")
    found.done_on, found.done_by = done_on, user if done_on else None
    found.save(update_fields=["done_on", "done_by"])
    return found


def rows_from(text):
    """Stages as people type them, a line each: name, days, what it waits for.

    Raises ``ValidationError`` that names the line.
    """
    rows = []
    for number, line in enumerate(filter(str.strip, text.splitlines()), 1):
        name, _, rest = line.strip().partition(" ")
        days, _, waits = rest.strip().partition(" ")
        if not days.isdecimal() or not 1 <= int(days) <= LONGEST:
            where = f"第 {number} 行“{line.strip()[:30]}”"
            told = f"{where}：请写“名称 天数 前置阶段”，天数 1 到 {LONGEST}。"
            raise ValidationError({"stages": told})
        rows.append((name[:60], int(days), waits.strip()))
    if not 1 <= len(rows) <= MOST_STAGES:
        raise ValidationError({"stages": f"请写 1 到 {MOST_STAGES} 个阶段，每行一个。"})
    return rows


def text_of(project):
    """The stages of a project as people type them."""
    return "\n".join(f"{name} {days} {waits}".strip() for name, days, waits in _rows_of(project))


def total(projects):
    """Area and investment of projects together; what says nothing counts for nothing."""
    rows = list(projects)
    area = sum((row.area for row in rows if row.area is not None), Decimal(0))
    return area, sum((row.investment for row in rows if row.investment is not None), Decimal(0))


def _rows_of(project):
    stages = project.stages.prefetch_related("waits_for")
    return [
        (stage.name, stage.days, "、".join(before.name for before in stage.waits_for.all()))
        for stage in stages
    ]


def _write_stages(project, rows):
    """Replace the stages; one of the same name keeps what was done."""
    placed = _placed(rows, project.ends_on)
    done = {stage.name: stage for stage in project.stages.filter(done_on__isnull=False)}
    gone = [name for name in done if name not in placed]
    if gone:
        raise ValidationError({"stages": f"已完成的阶段不能删去：{'、'.join(gone)}。"})
    project.stages.all().delete()
    new = {}
    for position, (name, days, _) in enumerate(rows):
        kept = done.get(name)
        new[name] = ProjectStage(
            project=project,
            position=position,
            name=name,
            days=days,
            first_day=placed[name].first,
            last_day=placed[name].last,
            done_on=kept and kept.done_on,
            done_by=kept and kept.done_by,
        )
    ProjectStage.objects.bulk_create(new.values())
    through = ProjectStage.waits_for.through
    through.objects.bulk_create(
        through(from_projectstage=new[name], to_projectstage=new[before])
        for name, _, waits in rows
        for before in _names(waits)
    )


def _placed(rows, ends_on):
    names = [name for name, *_ in rows]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValidationError({"stages": f"阶段名称重复：{'、'.join(twice)}。"})
    try:
        return schedule([Stage(n, d, tuple(_names(w))) for n, d, w in rows], ends_on)
    except KeyError as error:
        raise ValidationError({"stages": f"前置阶段“{error.args[0]}”不在各行里。"}) from None
    except CircleError as error:
        told = f"前置关系成了环：{'、'.join(error.keys)}，请去掉一个。"
        raise ValidationError({"stages": told}) from None
    except OverflowError:
        raise ValidationError({"stages": "工期太长，请检查天数。"}) from None


def _names(waits):
    return dict.fromkeys(filter(None, SEPARATORS.split(waits)))


def _require_keeper(user):
    if not user.may_import:
        raise PermissionDenied("只有本局的管理员和科室人员可以登记和修改工程项目。")


def _require_own(user, project):
    _require_keeper(user)
    if user.region_id != project.bureau_id:
        raise PermissionDenied("只能修改本局的工程项目。")

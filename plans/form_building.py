"""A person and a form enter; the form as he wants it leaves, or a new version of it.

A form that a campaign has used stays as it was, and so do the standard ones.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max

from indicators.models import Indicator
from plans.form_stamps import branch_stamp, require_same, stamp_of
from plans.models import CampaignForm, FormIndicator, FormSection

State = CampaignForm.State
SECTION = ("position", "kind", "title", "hint", "is_required", "most_characters")
ITEM = ("indicator_id", "position", "is_required", "low", "high", "jump")
STEPS = {"up": -1, "down": 1}
ENDS = {"up": "已经在最前面，不能再上移。", "down": "已经在最后面，不能再下移。"}


def is_builder(user):
    """Whether the user builds forms of a bureau: its administrators and staff."""
    return user.may_import and user.region_id is not None


def draft_form(*, user, title, stage=""):
    """An empty form of the user's bureau."""
    form = CampaignForm(bureau_id=user.region_id, title=title, stage=stage, created_by=user)
    _require_builder(user, form)
    form.full_clean()
    form.save()
    return form


@transaction.atomic
def editable(form, *, user):
    """The form, or where that must stay as it is, the version of it that may be changed."""
    if not form.is_standard:
        _require_builder(user, form)
    if not form.is_frozen:
        return form
    begun = form.later_versions.filter(
        bureau=user.region_id, state=State.DRAFT, frozen_at__isnull=True
    )
    return begun.first() or new_version(form, user=user)


@transaction.atomic
def new_version(form, *, user):
    """A draft that begins as the form is, for the user's bureau."""
    chain = CampaignForm.objects.filter(bureau=user.region_id, title=form.title)
    new = CampaignForm(
        bureau_id=user.region_id,
        title=form.title,
        stage=form.stage,
        version=(chain.aggregate(most=Max("version"))["most"] or 0) + 1,
        supersedes=form,
        created_by=user,
    )
    _require_builder(user, new)
    new.save()
    _copy_sections(form, new)
    return new


@transaction.atomic
def save_part(part, *, user, seen=""):
    """Write a form's title, a section or an item of it; raises ``ValidationError`` by field.

    ``seen`` is the stamp of what its editor began with; raises ``Conflict`` where that is past.
    """
    _require_open(part, user)
    if seen:
        require_same(part, seen, stamp_of)
    _check(part)
    part.save()
    return part


@transaction.atomic
def add_part(part, *, user, after=None):
    """Write a new section or item behind another one, or at the end."""
    _require_open(part, user)
    others = list(siblings_of(part))
    part.position = others.index(after) + 1 if after in others else len(others)
    _check(part)
    part.save()
    _put_in_order([*others[: part.position], part, *others[part.position :]])
    return part


@transaction.atomic
def move_part(part, *, user, step):
    """Change places with the one before (``up``) or behind; raises ``ValidationError`` at ends."""
    _require_open(part, user)
    order = list(siblings_of(part))
    place = order.index(part)
    other = place + STEPS[step]
    if not 0 <= other < len(order):
        raise ValidationError(ENDS[step])
    order[place], order[other] = order[other], order[place]
    _put_in_order(order)


@transaction.atomic
def remove_part(part, *, user, seen=""):
    """Take a section or an item out of a form; raises ``Conflict`` where it changed meanwhile."""
    _require_open(part, user)
    if seen:
        require_same(part, seen, branch_stamp)
    part.delete()


def siblings_of(part):
    """The sections of a form, or the items of a section, in order."""
    if isinstance(part, FormIndicator):
        return FormIndicator.objects.filter(section=part.section_id).order_by("position", "pk")
    return FormSection.objects.filter(form=part.form_id).order_by("position", "pk")


@transaction.atomic
def make_ready(form, *, user):
    """Let campaigns use the form; its own earlier version is retired."""
    _require_open(form, user)
    obstacles = obstacles_of(form)
    if obstacles:
        raise ValidationError(obstacles)
    form.state = State.READY
    form.save(update_fields=["state"])
    CampaignForm.objects.filter(pk=form.supersedes_id, bureau=form.bureau_id).update(
        state=State.RETIRED
    )
    return form


def retire(form, *, user):
    """Offer the form to no more campaigns; those that use it go on."""
    _require_builder(user, form)
    if form.state == State.RETIRED:
        raise ValidationError("这张表已经停用。")
    form.state = State.RETIRED
    form.save(update_fields=["state"])
    return form


@transaction.atomic
def offer_again(form, *, user):
    """Let campaigns use a retired form once more."""
    _require_builder(user, form)
    found = CampaignForm.objects.select_for_update().get(pk=form.pk)
    if found.state != State.RETIRED:
        raise ValidationError(f"现在是“{found.get_state_display()}”，不用恢复。")
    obstacles = obstacles_of(found)
    if obstacles:
        raise ValidationError(obstacles)
    found.state = State.READY
    found.save(update_fields=["state"])
    return found


def obstacles_of(form):
    """What the form lacks to be used, in words."""
    sections = list(form.sections.prefetch_related("indicators__indicator"))
    found = [] if sections else ["表里还没有任何部分，请先加一个。"]
    seen = {}
    for section in sections:
        items = list(section.indicators.all())
        if section.kind == FormSection.Kind.INDICATORS and not items:
            found.append(f"“{section}”里还没有指标。")
        for item in items:
            if item.indicator_id in seen:
                told = f"“{item}”在“{seen[item.indicator_id]}”和“{section}”里都有，请只留一处。"
                found.append(told)
            seen[item.indicator_id] = section
    return found


@transaction.atomic
def load_standard(entries):
    """Write standard forms whose version is not there yet, retiring the one before; how many."""
    by_code = dict(Indicator.objects.values_list("code", "pk"))
    written = 0
    for entry in entries:
        known = CampaignForm.objects.filter(bureau=None, code=entry["code"]).order_by("-version")
        before = known.first()
        if before is None or before.version < entry["version"]:
            known.update(state=State.RETIRED)
            _write_standard(entry, before, by_code)
            written += 1
    return written


def _write_standard(entry, before, by_code):
    facts = {name: entry[name] for name in ("code", "title", "stage", "version")}
    form = CampaignForm.objects.create(**facts, supersedes=before, state=State.READY)
    for place, told in enumerate(entry["sections"]):
        items = told.get("indicators", [])
        facts = {name: value for name, value in told.items() if name != "indicators"}
        section = FormSection.objects.create(form=form, position=place, **facts)
        known = {}
        for at, asked in enumerate(items):
            facts = {n: v for n, v in asked.items() if n not in ("code", "part_of")}
            item = FormIndicator(section=section, position=at, **facts)
            item.indicator_id = by_code[asked["code"]]
            item.part_of = known[asked["part_of"]] if "part_of" in asked else None
            item.save()
            known[asked["code"]] = item


def _copy_sections(form, new):
    """All sections and items, with what each item is part of."""
    items, parts = {}, []
    for section in form.sections.prefetch_related("indicators"):
        copied = FormSection.objects.create(
            form=new, **{name: getattr(section, name) for name in SECTION}
        )
        for item in section.indicators.all():
            facts = {name: getattr(item, name) for name in ITEM}
            items[item.pk] = FormIndicator.objects.create(section=copied, **facts)
            if item.part_of_id:
                parts.append((items[item.pk], item.part_of_id))
    for item, whole in parts:
        item.part_of = items[whole]
    FormIndicator.objects.bulk_update([item for item, _ in parts], ["part_of"])


def _put_in_order(parts):
    for place, part in enumerate(parts):
        part.position = place
    type(parts[0]).objects.bulk_update(parts, ["position"])


def _check(part):
    """Raises ``ValidationError`` by field."""
    part.full_clean()
    if isinstance(part, FormIndicator):
        _require_whole(part)


def _require_whole(item):
    """What an item counts into is of the same form, and no part of the item itself."""
    known = {i.pk: i for i in FormIndicator.objects.filter(section__form=item.section.form_id)}
    whole, passed = item.part_of_id, {item.pk}
    while whole is not None:
        if whole not in known:
            raise ValidationError({"part_of": "只能计入同一张表里的指标。"})
        if whole in passed:
            raise ValidationError({"part_of": "两项不能互相计入，请另选。"})
        passed.add(whole)
        whole = known[whole].part_of_id


def _form_of(part):
    if isinstance(part, FormIndicator):
        return part.section.form
    return part.form if isinstance(part, FormSection) else part


def _require_open(part, user):
    """Raises where the form is another's, or stays as it is."""
    form = CampaignForm.objects.select_for_update().get(pk=_form_of(part).pk)
    _require_builder(user, form)
    if form.is_frozen:
        raise ValidationError("这张表已经用于上报，不能再改；请另存为新版本再修改。")


def _require_builder(user, form):
    if form.bureau_id is None:
        raise PermissionDenied("标准表各局都在用，不能直接改；请另存为本局的表。")
    if not is_builder(user) or form.bureau_id != user.region_id:
        raise PermissionDenied("只有本局的管理员和科室人员可以编制上报表。")

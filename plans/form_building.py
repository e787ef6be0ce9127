"""A person and a form enter; the form as he wants it leaves, or a new version of it.

A form that a campaign has used stays as it was, and so do the standard ones.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max

from indicators.models import Indicator
from plans.models import CampaignForm, FormIndicator, FormSection

State = CampaignForm.State
SECTION = ("position", "kind", "title", "hint", "is_required", "most_characters")
ITEM = ("indicator_id", "position", "is_required", "low", "high", "jump")


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
    is_own = form.bureau_id == user.region_id
    version = 1
    if is_own:
        chain = CampaignForm.objects.filter(bureau=form.bureau_id, title=form.title)
        version = chain.aggregate(most=Max("version"))["most"] + 1
    new = CampaignForm(
        bureau_id=user.region_id,
        title=form.title,
        stage=form.stage,
        version=version,
        supersedes=form,
        created_by=user,
    )
    _require_builder(user, new)
    new.save()
    _copy_sections(form, new)
    return new


def save_part(part, *, user):
    """Write a form's title, a section or an item of it; raises ``ValidationError`` by field."""
    _require_open(part, user)
    part.full_clean()
    part.save()
    return part


def remove_part(part, *, user):
    """Take a section or an item out of a form."""
    _require_open(part, user)
    part.delete()


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
    form.state = State.RETIRED
    form.save(update_fields=["state"])
    return form


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


def _form_of(part):
    if isinstance(part, FormIndicator):
        return part.section.form
    return part.form if isinstance(part, FormSection) else part


def _require_open(part, user):
    """Raises where the form is another's, or stays as it is."""
    form = CampaignForm.objects.get(pk=_form_of(part).pk)
    _require_builder(user, form)
    if form.is_frozen:
        raise ValidationError("这张表已经用于上报，不能再改；请另存为新版本再修改。")


def _require_builder(user, form):
    if form.bureau_id is None:
        raise PermissionDenied("标准表各局都在用，不能直接改；请另存为本局的表。")
    if not user.may_import or form.bureau_id != user.region_id:
        raise PermissionDenied("只有本局的管理员和科室人员可以编制上报表。")

"""Requests to build a form enter, its page or the part of the page that changed leaves."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from plans import form_building
from plans.builder_forms import FORMS, indicator_names
from plans.editing import Conflict
from plans.form_page import HEAD, KINDS, Opened, page_of
from plans.form_stamps import stamp_of
from plans.models import CampaignForm, FormIndicator, FormSection
from plans.views.campaign_forms import BUILDERS
from plans.views.forms import settled
from plans.views.paths import said

KEY = re.compile(r"([xi])(\d{1,9})")
MOVES = ("up", "down", "remove")
"""What a button of a part may ask; its value is the key of the part and its stamp: ``x12:3f…``."""
GONE = "这一条刚被别人删除。下面是现在的内容。"
FIXED = "没有改动：这张表的内容已经固定。请另存为新版本再修改。"
CHANGED = "这一条刚被别人改过，没有删除。下面是现在的内容，请看清后再操作。"


@require_safe
@vary_on_headers("HX-Request")
def form_page(request, pk):
    """The sections with what can be done to them, and what schools will see.

    ``?edit`` opens a part, ``?add`` a new section of a kind or an item of a section.
    """
    form = _form_of(request, pk)
    try:
        part = _asked(form, request.GET)
    except Http404:
        return _shown(request, form, note=GONE, level=messages.ERROR)
    may_change = form_building.is_builder(request.user) and not form.is_frozen
    opened = _opened(request, part) if part is not None and may_change else None
    return _shown(request, form, opened=opened, focus=request.GET.get("focus", ""))


def _form_of(request, pk):
    return get_object_or_404(CampaignForm.objects.visible_to(request.user).for_page(), pk=pk)


def _built(request, pk):
    """The form, if the user builds forms."""
    form = _form_of(request, pk)
    if not form_building.is_builder(request.user):
        raise PermissionDenied(BUILDERS)
    return form


def _asked(form, query):
    """The part that an address asks to open; None where it asks for none."""
    if "edit" in query:
        return _part_of(form, query["edit"])
    return _new_in(form, query["add"]) if "add" in query else None


def _part_of(form, key):
    """The form itself, a section or an item; 404 where there is none (any more)."""
    if key == HEAD:
        return form
    found = KEY.fullmatch(key)
    if not found:
        raise Http404
    number = int(found[2])
    if found[1] == "x":
        return get_object_or_404(FormSection, form=form, pk=number)
    items = FormIndicator.objects.select_related("section", "indicator")
    return get_object_or_404(items, section__form=form, pk=number)


def _new_in(form, key):
    """A new section of a kind, or a new item of the section whose key it is."""
    if key in KINDS:
        return FormSection(form=form, kind=key, is_required=key != FormSection.Kind.ATTACHMENTS)
    section = _part_of(form, key)
    if not isinstance(section, FormSection) or section.kind != FormSection.Kind.INDICATORS:
        raise Http404
    return FormIndicator(section=section)


def _key(part):
    """Name of a part in the page."""
    if isinstance(part, CampaignForm):
        return HEAD
    if part.pk:
        return part.key
    return f"new-{part.kind}" if isinstance(part, FormSection) else f"new-{part.section.key}"


def _opened(request, part):
    """The form of a part, with what was sent."""
    sent = request.POST if request.method == "POST" else None
    own = {"user": request.user} if isinstance(part, FormIndicator) else {}
    form = FORMS[type(part)](sent, instance=part, auto_id=f"{_key(part)}-%s", **own)
    stamp = request.POST.get("stamp", "") if sent else stamp_of(part) if part.pk else ""
    return Opened(_key(part), form, stamp)


@require_POST
@vary_on_headers("HX-Request")
def form_part(request, pk, key):
    """Save the title of a form, a section or an item."""
    form = _built(request, pk)
    if form.is_frozen:
        return _refused(request, form, FIXED)
    try:
        part = _part_of(form, key)
    except Http404:
        return _refused(request, form, GONE)
    opened = _opened(request, part)
    seen = {"user": request.user, "seen": opened.stamp}
    return _written(request, form, opened, lambda: form_building.save_part(part, **seen))


@require_POST
@vary_on_headers("HX-Request")
def form_add(request, pk, key):
    """Add a section of a kind, or an item to the section whose key it is."""
    form = _built(request, pk)
    if form.is_frozen:
        return _refused(request, form, FIXED)
    try:
        part = _new_in(form, key)
    except Http404:
        return _refused(request, form, GONE)
    opened = _opened(request, part)

    def add():
        after = opened.form.cleaned_data.get("after")
        return form_building.add_part(part, user=request.user, after=after)

    return _written(request, form, opened, add)


def _written(request, form, opened, write):
    """What a form's fields say is written, or the form comes back with all that was typed."""
    if not opened.form.is_valid():
        return _shown(request, form, opened=opened, status=422)
    try:
        saved = settled(opened.form, write)
    except Conflict as conflict:
        stored = conflict.rows[0]
        rows = opened.form.differing(stored) or [("内容", "两边填的相同", "两边填的相同")]
        opened = Opened(opened.key, opened.form, stamp_of(stored), rows)
        return _shown(request, form, opened=opened, status=409)
    if saved is None:
        return _shown(request, form, opened=opened, status=422)
    return _done(request, form, "已保存。", _key(saved))


@require_POST
@vary_on_headers("HX-Request")
def form_arrange(request, pk):
    """Move or remove the part that a button names."""
    form = _built(request, pk)
    verb = next((verb for verb in MOVES if verb in request.POST), None)
    key, _, stamp = request.POST.get(verb, "").partition(":")
    if verb is None or not KEY.fullmatch(key):
        return HttpResponseBadRequest("没有说明要做什么。")
    if form.is_frozen:
        return _refused(request, form, FIXED)
    try:
        part = _part_of(form, key)
        note, focus = _act(request, part, verb, stamp)
    except Http404:
        return _refused(request, form, GONE)
    except Conflict:
        return _refused(request, form, CHANGED, focus=key)
    except ValidationError as error:
        return _refused(request, form, said(error), focus=key)
    return _done(request, form, note, focus)


def _act(request, part, verb, stamp):
    """Do what was asked; returns what to say, and the key of the part to go on from."""
    if verb != "remove":
        form_building.move_part(part, user=request.user, step=verb)
        return "已移动。", part.key
    order = list(form_building.siblings_of(part))
    place = order.index(part)
    following = (order[place + 1 :] + order[:place][-1:])[:1]
    key = following[0].key if following else _around(part)
    form_building.remove_part(part, user=request.user, seen=stamp)
    return f"已删除“{part}”。", key


def _around(part):
    """Key of what a part stands in; empty for a section."""
    return part.section.key if isinstance(part, FormIndicator) else ""


@require_POST
def form_turn(request, pk):
    """Make a form ready, retire it, offer it again, or begin a new version of it."""
    form = _built(request, pk)
    turn = TURNS.get(request.POST.get("do", ""))
    if turn is None:
        return HttpResponseBadRequest("没有说明要做什么。")
    function, note = turn
    try:
        turned = function(form, user=request.user)
    except ValidationError as error:
        messages.error(request, said(error))
        return redirect("form", form.pk)
    messages.success(request, note.format(form=turned))
    return redirect("form", turned.pk)


TURNS = {
    "ready": (form_building.make_ready, "“{form.title}”可以用于上报了。"),
    "retire": (form_building.retire, "已停用“{form.title}”，新的上报任务不再能选它。"),
    "restore": (form_building.offer_again, "已恢复“{form.title}”，新的上报任务可以选它。"),
    "version": (form_building.editable, "这是“{form.title}”第{form.version}版，可以修改。"),
}
"""What may be asked -> how it is done and what is said then."""


def _done(request, form, note, focus):
    """The builder anew with a note; the whole page for a browser without script."""
    if request.htmx:
        return _shown(request, _form_of(request, form.pk), note=note, focus=focus)
    messages.success(request, note)
    return redirect(f"{reverse('form', args=[form.pk])}#{focus}")


def _refused(request, form, note, focus=""):
    """The builder as it stands now, with why nothing was changed."""
    fresh = _form_of(request, form.pk)
    return _shown(request, fresh, note=note, level=messages.ERROR, focus=focus, status=409)


def _shown(request, form, *, level=messages.SUCCESS, status=200, **context):
    opened = context.get("opened")
    context |= page_of(form, request.user, opened) | {"level": messages.DEFAULT_TAGS[level]}
    if opened:
        _focus(opened.form)
    if request.htmx:
        return render(request, "forms/_builder.html", context, status=status)
    if context["may_change"]:
        context["indicator_names"] = indicator_names(request.user)
    return render(request, "forms/form_page.html", context, status=status)


def _focus(form):
    """Let the browser begin in the first wrong field, or the first one."""
    wrong = [name for name in form.errors if name in form.fields]
    form.fields[(wrong or list(form.fields))[0]].widget.attrs["autofocus"] = True

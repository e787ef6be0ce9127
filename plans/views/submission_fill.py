"""Requests to fill in a submission enter; its page, a piece of it, or where to go on leaves."""

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from indicators.models import Unit
from plans import editing
from plans.fill_acts import act
from plans.fill_page import context_of
from plans.fill_saving import number_of, save
from plans.tree import CannotMoveError
from plans.views.paths import said
from plans.views.submission_paths import own_submission

CHANGED = "这一条刚被别人改过，没有改动。下面是现在的内容，请看清后再操作。"
OVERRIDING = ("keep", "join")
KEEPING = ("save", "add", *OVERRIDING, "use", "append", "put")
"""Verbs that wait until all that was typed is kept."""
LEAVING_OUT = ("remove", "take")
"""Verbs that do not keep what is typed in their own unit."""


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
@never_cache
def submission_fill(request, pk):
    """The form; a section, a unit or a button of it is sent to the same address."""
    submission = own_submission(request, pk)
    if not submission.is_fillable:
        return _closed(request, submission)
    if request.method == "POST":
        return _kept(request, submission)
    return _page(request, submission)


def _closed(request, submission):
    """What was typed comes back where it can no longer be saved."""
    if request.method != "POST":
        messages.warning(request, "现在不能填报，请看本页的说明。")
        return redirect("submission", submission.pk)
    typed = [text for name, text in request.POST.items() if _is_words(name) and text.strip()]
    context = {"submission": submission, "typed": typed}
    return render(request, "submissions/fill_closed.html", context, status=409)


def _is_words(name):
    """Whether a field holds what somebody wrote."""
    return name.endswith(("-text", "-title", "-value", "-reason", "-purpose"))


def _kept(request, submission):
    """Keep the section that was sent, then do what its button asks."""
    section = _section(request, submission)
    wish = request.POST.get("do", "save")
    sent, forced = _sent(request, wish)
    troubles = save(submission, section, sent, request.user, forced=forced) if section else {}
    level, note = "done", ""
    if not troubles or wish.split(":")[0] not in KEEPING:
        level, note = _done(request, submission, section, wish)
    return _answer(request, submission, section, troubles, (level, note))


def _done(request, submission, section, wish):
    """Level and words of what became of a button."""
    try:
        return "done", act(submission, section, wish, request)
    except editing.Conflict:
        return "error", CHANGED
    except CannotMoveError as error:
        return "error", str(error)
    except ValidationError as error:
        return "error", said(error)


def _section(request, submission):
    """The section that was sent; None for what stands outside of all."""
    number = request.POST.get("section", "").removeprefix("x")
    if not number:
        return None
    found = submission.campaign.form.sections.filter(pk=number_of(number)).first()
    if found is None:
        raise BadRequest
    return found


def _sent(request, wish):
    """The fields as sent, and what overrides another's words, by key."""
    verb, _, rest = wish.partition(":")
    key, _, version = rest.partition(":")
    sent = request.POST.dict()
    if verb in LEAVING_OUT:
        sent = {name: text for name, text in sent.items() if not name.startswith(f"{key}-")}
    if verb == "join" and f"{key}-theirs" in sent:
        sent[f"{key}-text"] = f"{sent.get(f'{key}-text', '')}\n{sent[f'{key}-theirs']}"
    return sent, ((key, number_of(version)),) if verb in OVERRIDING else ()


def _answer(request, submission, section, troubles, told):
    """The page or piece after it was sent; 409 for another's words, 422 for what is wrong."""
    level, note = told
    is_stale = any(trouble.conflict for trouble in troubles.values())
    is_wrong = bool(troubles) or level == "error"
    status = 409 if is_stale else 422 if is_wrong else 200
    if request.htmx:
        return _piece(request, submission, section, troubles, (level, note, status))
    if is_wrong:
        return _page(request, submission, troubles, note=note, status=status)
    messages.success(request, note)
    anchor = f"#{section.key}" if section else "#left"
    return redirect(f"{reverse('submission-fill', args=[submission.pk])}{anchor}")


def _page(request, submission, troubles=None, *, note="", status=200):
    context = context_of(submission, request.user, troubles)
    context |= {"note": note, "unit_names": _unit_names(submission, request.user)}
    return render(request, "submissions/fill.html", context, status=status)


def _unit_names(submission, user):
    """Names of units that the school may pick from."""
    names = Unit.objects.visible_to(user).filter(region=submission.plan.region_id)
    return names.values_list("name", flat=True)


def _piece(request, submission, section, troubles, told):
    """The units that were sent, or the whole section where a button may have changed it."""
    level, note, status = told
    context = context_of(submission, request.user, troubles)
    keys = {name.removesuffix("-version") for name in request.POST if name.endswith("-version")}
    sheet = next((s for s in context["sheets"] if section and s.section.pk == section.pk), None)
    is_whole = "do" in request.POST or sheet is None
    units = [unit for unit in sheet.units if unit.key in keys] if sheet else []
    context |= {
        "sheet": sheet,
        "units": [] if is_whole or len(units) < len(keys) else units,
        "note": note,
        "level": level,
    }
    return render(request, "submissions/_fill_piece.html", context, status=status)

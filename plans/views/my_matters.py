"""Requests for the matters that a person reports on enter: his page, each line saved alone."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from plans.attaching import LARGEST_FILE
from plans.editing import Conflict
from plans.models import Matter
from plans.my_lines import groups_of, line_of
from plans.step_forms import StepForm
from plans.tracking import steps
from plans.tracking.issuing import to_sign
from plans.tracking.transitions import Step, require_right
from plans.views.forms import add_errors
from plans.views.matter_paths import files_of, own_lines
from plans.views.paths import version_of

CHANGED = (
    "您填写的时候，别人刚反馈过：现在的进度是 {progress}%，“{note}”。再保存一次就以您填的为准。"
)


@require_safe
def my_matters(request):
    """All running matters of the user's unit or school, those that a report is due of first."""
    return _page(request)


@require_POST
@vary_on_headers("HX-Request")
def my_matters_line(request, pk):
    """Save one line, say that nothing has changed, or take a matter up."""
    matter = _own(request, pk)
    require_right(Step.REPORT, matter, request.user)
    form = StepForm(request.POST, request.FILES, step=Step.REPORT, matter=matter)
    try:
        told = _take(request, matter, form)
    except ValidationError as error:
        add_errors(form, error)
    except Conflict:
        matter = _own(request, pk)
        form.add_error(None, CHANGED.format(progress=matter.progress, note=matter.note))
        return _refused(request, matter, form, 409)
    else:
        if told:
            return _saved(request, pk, told)
    return _refused(request, matter, form, 422)


def _take(request, matter, form):
    """Do what the pressed button says; what was done in words, empty where the form is wrong."""
    user, version = request.user, version_of(request)
    valid = form.is_valid()
    if "acknowledge" in request.POST:
        steps.acknowledge(matter, user=user)
        return "已签收，可以反馈了。"
    if "unchanged" in request.POST:
        steps.unchanged(matter, user=user, version=version)
        return "已记：进展无变化。"
    if valid:
        form.take(user=user, version=version, files=files_of(request))
        return "已保存。"
    return ""


def _saved(request, pk, told):
    if not request.htmx:
        messages.success(request, told)
        return redirect(f"{reverse('my-matters')}#m{pk}")
    return _line(request, line_of(_own(request, pk), request.user, told=told))


def _own(request, pk):
    """The matter, if the user's unit or school leads it, in whatever state it is by now."""
    matters = Matter.objects.visible_to(request.user).of_whom(request.user)
    return get_object_or_404(matters.for_lines(), pk=pk)


def _refused(request, matter, form, status):
    """What was typed, and what is wrong with it."""
    line = line_of(matter, request.user, form)
    if line.form is None:
        line.trouble = _told(form)
    if request.htmx:
        return _line(request, line, status)
    if line.trouble:
        messages.error(request, f"“{matter.title}”没有保存：{line.trouble}")
    return _page(request, form, status)


def _told(form):
    """All that is wrong, and the words that would be lost otherwise."""
    wrong = "".join(message for found in form.errors.values() for message in found)
    note = form.data.get("note", "").strip()
    return f"{wrong}您写的是：“{note}”" if note else wrong


def _line(request, line, status=200):
    return render(request, "matters/_line.html", {"line": line}, status=status)


def _page(request, sent=None, status=200):
    own = own_lines(request.user)
    groups = groups_of(own, request.user, sent)
    context = {
        "groups": groups,
        "to_sign": to_sign(request.user),
        "total": sum(len(lines) for _, _, lines in groups),
        "largest": LARGEST_FILE // 1024 // 1024,
    }
    return render(request, "matters/my_matters.html", context, status=status)

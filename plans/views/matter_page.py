"""Requests about one matter enter: its page leaves, and steps are taken."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from plans.editing import Conflict
from plans.matter_page import shown
from plans.step_forms import StepForm, offered
from plans.tracking.transitions import Step, require_right
from plans.views.forms import add_errors
from plans.views.matter_paths import files_of, matter_of
from plans.views.paths import version_of

CHANGED = "您填写的时候，别人刚办理过这一事项，您填的还没有写入。请看过最新情况，再提交一次。"


@require_safe
def matter_page(request, pk):
    """One matter: facts, light, target, parts, and every step with its evidence."""
    return page(request, matter_of(request, pk))


@require_POST
def matter_step(request, pk, step):
    """Take a step; what hinders it stands in the page, with all that was typed."""
    matter = matter_of(request, pk)
    require_right(Step(step), matter, request.user)
    form = StepForm(request.POST, request.FILES, step=Step(step), matter=matter)
    status = 422
    if form.is_valid():
        try:
            form.take(user=request.user, version=version_of(request), files=files_of(request))
        except ValidationError as error:
            add_errors(form, error)
        except Conflict:
            form.add_error(None, CHANGED)
            status = 409
        else:
            messages.success(request, f"已{Step(step).label}：{matter.title}")
            return redirect("matter", pk)
    return page(request, matter_of(request, pk), form=form, status=status)


def page(request, matter, *, form=None, trouble="", status=200):
    """The page of a matter with the forms of the steps that the user may take."""
    context = shown(matter, request.user) | {
        "forms": offered(matter, request.user, form),
        "wrong": form,
        "trouble": trouble,
    }
    return render(request, "matters/matter_page.html", context, status=status)

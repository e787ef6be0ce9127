"""Requests of a school about its submissions enter, pages leave: list, one of them, its steps."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plans import submitting
from plans.fill_page import sheets_of
from plans.models import Submission
from plans.submission_page import ExtensionForm, context_of, next_step_of
from plans.views.forms import settled
from plans.views.paths import said
from plans.views.submission_paths import OF_SCHOOL, own_submission


@require_safe
def submission_list(request):
    """The school's own, what it owes first; the holder of a link has one and goes there."""
    if request.user.has_desk:
        raise PermissionDenied(OF_SCHOOL)
    if hasattr(request, "personal_link"):
        return redirect(request.personal_link)
    found = Submission.objects.visible_to(request.user).for_page()
    rows = sorted(found, key=lambda s: (s.state not in s.OWED, -s.campaign.year, -s.pk))
    for row in rows:
        row.next_step = next_step_of(row, request.user)
    return render(request, "submissions/list.html", {"submissions": rows})


@require_safe
def submission_page(request, pk):
    """One of them: where it stands, what to do next, what it says, who did what."""
    return _page(request, own_submission(request, pk))


def _page(request, submission, form=None, status=200):
    context = context_of(submission, request.user)
    context["extension_form"] = form or ExtensionForm()
    return render(request, "submissions/page.html", context, status=status)


@require_POST
def submission_begin(request, pk):
    """Begin to fill in."""
    return _stepped(request, pk, submitting.begin, "submission-fill", "可以填报了。")


@require_POST
def submission_copy(request, pk):
    """Propose what last year's plan says; begins first where nobody has."""

    def copy(submission, *, user):
        if submission.state == Submission.State.NOT_STARTED:
            submitting.begin(submission, user=user)
        submitting.copy_last_year(submission, user=user)

    told = "已沿用上年计划。标着“待确认”的，请逐项看过、改好，再点“确认”。"
    return _stepped(request, pk, copy, "submission-fill", told)


@require_POST
def submission_withdraw(request, pk):
    """Take back what was handed in."""

    def withdraw(submission, *, user):
        submitting.withdraw(submission, user=user, reason=request.POST.get("reason", ""))

    return _stepped(request, pk, withdraw, "submission", "已撤回，可以修改后再上报。")


def _stepped(request, pk, step, onward, told):
    """Take a step and go on; a refusal is said on the page of the submission."""
    submission = own_submission(request, pk)
    try:
        step(submission, user=request.user)
    except ValidationError as error:
        messages.error(request, said(error))
        return redirect("submission", pk)
    messages.success(request, told)
    return redirect(onward, pk)


@require_POST
def submission_extension(request, pk):
    """Ask the bureau for more time."""
    submission = own_submission(request, pk)
    form = ExtensionForm(request.POST)
    if not form.is_valid():
        return _page(request, submission, form, 422)
    if not settled(form, lambda: _ask(request, submission, form)):
        return _page(request, submission, form, 422)
    messages.success(request, "延期申请已发给教育局，请等答复；在那以前仍按原来的日期。")
    return redirect("submission", pk)


def _ask(request, submission, form):
    return submitting.ask_extension(submission, user=request.user, **form.cleaned_data)


@require_http_methods(["GET", "HEAD", "POST"])
def submission_submit(request, pk):
    """What is still missing, field by field; without any, the head hands it in."""
    submission = own_submission(request, pk)
    if request.method != "POST":
        return _check(request, submission)
    try:
        submitting.submit(submission, user=request.user)
    except ValidationError as error:
        return _check(request, submission, refusal=said(error), status=422)
    messages.success(request, "已上报。教育局打开审阅以前，可以撤回修改。")
    return redirect("submission", pk)


def _check(request, submission, *, refusal="", status=200):
    if not submission.is_fillable:
        messages.warning(request, refusal or "现在不能上报，请看本页的说明。")
        return redirect("submission", submission.pk)
    sheets, faults, _ = sheets_of(submission, request.user)
    may_submit = submitting.may(submitting.Step.SUBMIT, submission, request.user)
    context = {
        "submission": submission,
        "sheets": [(sheet, sheet.told) for sheet in sheets],
        "faults": faults,
        "may_submit": may_submit and not faults,
        "is_clerk": not may_submit,
    }
    return render(request, "submissions/submit.html", context, status=status)

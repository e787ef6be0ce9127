"""Requests about one assessment enter: its page, its marks row by row or all, handed in, back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRedirect

from plans import mark_forms
from plans.assessment_page import MARKING, page_of
from plans.attaching import LARGEST_FILE, LARGEST_SUM, taken
from plans.evaluating import evidence, finding, marking
from plans.evaluating.transitions import Step, has_role, may, require
from plans.models import Mark
from plans.views.matter_paths import whole
from plans.views.paths import day_of, said
from plans.views.round_paths import is_held_by, place_of

SAVED = "已保存。"


@require_safe
def assessment_page(request, pk):
    """All items with what each step says of them."""
    return _page(request, place_of(request, pk))


@require_POST
@vary_on_headers("HX-Request")
def assessment_mark(request, pk):
    """Save one row, or all that the form holds."""
    place = place_of(request, pk)
    try:
        sent = _save(request, place)
    except ValidationError as error:
        return _hindered(request, place, said(error))
    if request.htmx and len(sent.asked) == 1:
        return _row(request, place, sent)
    if sent.wrong:
        return _page(request, place, 422, sent=sent)
    messages.success(request, f"已保存 {sent.changed} 条。" if sent.changed else "没有改动。")
    anchor = f"#i{sent.asked[0].pk}" if len(sent.asked) == 1 else ""
    return redirect(reverse("assessment", args=[pk]) + anchor)


@require_POST
def assessment_agree(request, pk):
    """Save what was typed, then mark all that is unmarked yet as it was said before."""
    return saved_first(
        request,
        pk,
        lambda place: marking.agree(place, user=request.user),
        lambda number: f"其余 {number} 条已按原评定记下。",
    )


@require_POST
def assessment_hand_in(request, pk):
    """Save what was typed, then let the self marks count."""
    return saved_first(
        request,
        pk,
        lambda place: marking.hand_in(place, user=request.user),
        lambda place: "自评已提交。需要修改的，请局里退回。",
    )


@require_POST
def assessment_give_back(request, pk):
    """Let the school change what it handed in, for a reason."""
    reason = request.POST.get("reason", "")
    return _done(
        request,
        pk,
        lambda place: marking.give_back(place, user=request.user, reason=reason),
        lambda place: f"已退回{place}，学校会收到通知。",
    )


@require_POST
def assessment_find(request, pk):
    """Put items that failed into the rectification ledger."""
    numbers = [whole(n) for n in request.POST.getlist("item")]
    facts = {"user": request.user, "due_on": day_of(request.POST.get("due_on", ""))}
    facts["measures"] = request.POST.get("measures", "")
    return _done(
        request,
        pk,
        lambda place: finding.register(place, numbers, **facts),
        lambda made: f"已列入整改台账 {len(made)} 条，请局领导或管理员审核后下发。",
    )


def _done(request, pk, act, words):
    """Do something with the assessment and go back to its page, with what came of it."""
    place = place_of(request, pk)
    try:
        found = act(place)
    except ValidationError as error:
        return _page(request, place, 422, trouble=said(error))
    messages.success(request, words(found))
    return redirect("assessment", pk)


def saved_first(request, pk, act, words):
    """Save what the form of the marks holds, then do something: nothing typed is passed over."""
    place = place_of(request, pk)
    holds_marks = any(name.startswith("seen-") for name in request.POST)
    if holds_marks and _may_mark(request.user, place):
        try:
            sent = _save(request, place)
        except ValidationError as error:
            return _page(request, place, 422, trouble=said(error))
        if sent.wrong:
            return _page(request, place, 422, sent=sent)
    return _done(request, pk, act, words)


def _save(request, place):
    """What was sent of the marks, written where nothing of it is wrong.

    Raises ``PermissionDenied`` or ``ValidationError`` where the user marks nothing now.
    """
    step = _step(request.user, place)
    require(step, request.user, place.round, place)
    items = [i for i in place.round.items.all() if i.is_asked_of(place)]
    sent = mark_forms.sent_of(request.POST, items)
    if not sent.wrong:
        try:
            sent.changed = _write(request, place, step, sent)
        except ValidationError as error:
            sent.wrong = _by_item(error)
    return sent


def _may_mark(user, place):
    return any(may(step, user, place.round, place) for step in MARKING)


def _step(user, place):
    """The step that the user marks now; else the first that he ever has the role for."""
    held = place.round
    steps = [step for step in MARKING if has_role(step, user, held, place)]
    now = (step for step in steps if may(step, user, held, place))
    return next(now, steps[0] if steps else Step.SCORE)


def _write(request, place, step, sent):
    """Marks and files together, or none of them; how many items changed."""
    facts = {"user": request.user, "step": Mark.Step(step), "seen": sent.seen}
    files = (file for _, several in request.FILES.lists() for file in several)
    if sum(file.size for file in files) > LARGEST_SUM:
        most = LARGEST_SUM // 1024 // 1024
        raise ValidationError(f"一次上传的文件合计不超过 {most} MB，请分几次上传。")
    with transaction.atomic():
        changed = marking.mark(place, said=sent.said, **facts)
        for item in sent.asked:
            files = taken(request.FILES.getlist(f"files-{item.pk}"))
            if files and step == Step.SCORE:
                changed += _keep(place, item, files, request.user)
    return changed


def _keep(place, item, files, user):
    """Whether there is a new file beside an item; raises ``ValidationError`` by its number."""
    try:
        return evidence.keep(place, item, files, user=user) > 0
    except ValidationError as error:
        raise ValidationError({str(item.pk): error.messages}) from error


def _by_item(error):
    """Number of an item -> what is wrong; of none, for the whole."""
    if hasattr(error, "error_dict"):
        return {n: "".join(m for e in es for m in e.messages) for n, es in error.error_dict.items()}
    return {"": said(error)}


def _hindered(request, place, trouble):
    """Why nothing can be marked; a row that was sent alone makes way for the whole page."""
    if request.htmx:
        messages.error(request, trouble)
        return HttpResponseClientRedirect(reverse("assessment", args=[place.pk]))
    return _page(request, place, 422, trouble=trouble)


def _row(request, place, sent):
    """The row alone."""
    [item] = sent.asked
    told = {} if sent.wrong else {item.pk: SAVED}
    page = page_of(place, request.user, sent=sent.kept, wrong=sent.wrong, told=told)
    row = next(row for row in page.rows if row.item.pk == item.pk)
    row.wrong = row.wrong or sent.wrong.get("", "")
    context = {"page": page, "row": row, "place": place}
    return render(request, "rounds/_row_swap.html", context, status=422 if sent.wrong else 200)


def _page(request, place, status=200, *, sent=None, trouble=""):
    wrong = sent.wrong if sent else {}
    page = page_of(place, request.user, sent=sent and sent.kept, wrong=wrong)
    context = {
        "page": page,
        "place": place,
        "round": place.round,
        "wrong": wrong,
        "trouble": trouble or wrong.get("", ""),
        "events": place.events.select_related("by").order_by("-at", "-pk"),
        "is_held": is_held_by(request.user, place.round),
        "measures": finding.MEASURES,
        "largest": LARGEST_FILE // 1024 // 1024,
    }
    return render(request, "rounds/assessment.html", context, status=status)

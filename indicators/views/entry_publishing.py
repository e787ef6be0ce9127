"""Drafts of a bureau enter: a list with what each changes leaves; chosen ones are published."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from indicators.entering import reviewing
from indicators.entering.publishing import (
    Choice,
    Unpublishable,
    discard,
    may_enter,
    publish,
    require_entry,
    stamp_of,
)
from indicators.filters import DraftFilter
from indicators.models import Draft
from indicators.views.entry import require_desk

ROWS = 100
NONE_CHOSEN = "还没有勾选任何一条。请先勾选，再发布或放弃。"


@require_http_methods(["GET", "HEAD", "POST"])
def draft_list(request):
    """What waits for publishing, with checks; POST publishes the chosen drafts."""
    require_desk(request.user)
    if request.method != "POST":
        return _page(request)
    require_entry(request.user)
    choice = _choice(request.POST, _clean(request) if "clean" in request.POST else None)
    if not choice.stamps:
        return _page(request, trouble=NONE_CHOSEN)
    try:
        count = publish(choice, by=request.user)
    except Unpublishable as error:
        faults = error.faults
        gone = "" if faults else "有的草稿已被同事发布或放弃。"
        trouble = f"没有发布任何数据：{gone}{'有问题的各条下面写了原因。' if faults else ''}"
        return _page(request, choice=choice, faults=faults, trouble=trouble)
    same = len(choice.stamps) - count
    more = f"另有 {same} 条与已发布的相同，没有另出版本。" if same else ""
    messages.success(request, f"已发布 {count} 条数据。{more}")
    return redirect(request.get_full_path())


@require_POST
def draft_discard(request):
    """Drop the chosen drafts."""
    require_desk(request.user)
    require_entry(request.user)
    numbers = list(_numbers(request.POST))
    if not numbers:
        return _page(request, trouble=NONE_CHOSEN)
    messages.success(request, f"已放弃 {discard(numbers, by=request.user)} 条草稿。")
    return redirect(f"{reverse('draft-list')}?{request.GET.urlencode()}".removesuffix("?"))


def _numbers(form):
    return (int(n) for n in form.getlist("draft") if n.isdecimal() and len(n) < 18)


def _clean(request):
    """Drafts that the page listed and in which nothing is wrong or doubtful."""
    listed = [name[6:] for name in request.POST if name.startswith("stamp-")][:ROWS]
    numbers = [int(n) for n in listed if n.isdecimal() and len(n) < 18]
    drafts = list(Draft.objects.visible_to(request.user).filter(pk__in=numbers))
    found = reviewing.examine(drafts, request.user)
    return [
        draft.pk
        for draft in drafts
        if not reviewing.is_barred(found.get(draft.pk, ()))
        and not reviewing.is_doubtful(found.get(draft.pk, ()))
    ]


def _choice(form, numbers=None):
    numbers = list(_numbers(form)) if numbers is None else numbers
    return Choice(
        stamps={pk: form.get(f"stamp-{pk}", "") for pk in numbers},
        confirmed=frozenset(pk for pk in numbers if f"confirmed-{pk}" in form),
        reason=form.get("reason", "").strip()[:300],
        reasons={pk: form.get(f"reason-{pk}", "").strip()[:300] for pk in numbers},
    )


def _page(request, *, choice=None, faults=None, trouble=""):
    rows = Draft.objects.visible_to(request.user).for_list()
    narrowed = DraftFilter(request.GET, rows, request=request)
    page = Paginator(narrowed.qs, ROWS).get_page(request.GET.get("page"))
    drafts = list(page)
    found = reviewing.examine(drafts, request.user)
    for draft in drafts:
        draft.findings, draft.stamp = found.get(draft.pk, []), stamp_of(draft)
        draft.is_barred = reviewing.is_barred(draft.findings)
        draft.is_doubtful = reviewing.is_doubtful(draft.findings)
        draft.fault = (faults or {}).get(draft.pk, "")
        draft.is_chosen = bool(choice) and draft.pk in choice.stamps
        draft.is_confirmed = bool(choice) and draft.pk in choice.confirmed
        draft.typed_reason = (choice and choice.reasons.get(draft.pk)) or draft.reason
    context = {
        "filter": narrowed,
        "page": page,
        "drafts": drafts,
        "trouble": trouble,
        "reason": choice.reason if choice else "",
        "may_enter": may_enter(request.user),
    }
    return render(request, "indicators/drafts.html", context, status=422 if trouble else 200)

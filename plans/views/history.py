"""Requests for the history of a plan enter, pages leave; restoring is a change like any other."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from plans import history_page as pages
from plans.editing import Conflict
from plans.moments import differences
from plans.restoring import restore_plan, restore_row
from plans.rights import is_editor
from plans.views.paths import desk_plan, edited_plan, reason_of, row_of, said


@require_safe
def history_page(request, pk):
    """Who changed what in a plan, when and why, newest first."""
    plan = desk_plan(request, pk)
    asked = pages.Asked.of(request.GET)
    page = Paginator(pages.moments(plan, asked), pages.ROWS).get_page(request.GET.get("page"))
    context = {
        "plan": plan,
        "asked": asked,
        "page": page,
        "operations": pages.operations(plan, asked, list(page.object_list)),
        "people": pages.people(plan),
        "kinds": [(key, m._meta.verbose_name) for key, m in pages.LETTERS.items()],
        **_rights(request, plan),
    }
    return render(request, "plans/history_page.html", context)


def _rights(request, plan):
    reason = request.session.get(f"reason-{plan.pk}", "")
    return {"may_edit": is_editor(request.user, plan), "reason": reason}


@require_safe
def differences_page(request, pk):
    """What was added, removed and changed between two moments of a plan."""
    plan = desk_plan(request, pk)
    start, end = (pages.moment(request.GET.get(name)) for name in ("from", "to"))
    end = end or timezone.now()
    if start and start > end:
        start, end = end, start
    context = {
        "plan": plan,
        "start": start,
        "end": end,
        "choices": pages.choices(plan),
        "found": differences(plan, start, end) if start else None,
        **_rights(request, plan),
    }
    return render(request, "plans/differences_page.html", context)


@require_POST
def restore(request, pk):
    """Bring a row, or the whole plan, back to what it said at a moment."""
    plan = edited_plan(request, pk)
    key, _, at = request.POST.get("to", "").partition(" ")
    moment = pages.moment(at)
    told = {"user": request.user, "reason": reason_of(request, plan)}
    try:
        if moment is None:
            raise ValidationError("没有说明恢复到什么时候。")
        if key == "all":
            rows = restore_plan(plan, moment, **told)
        else:
            row = plan if key == plan.key else row_of(plan, key)
            rows = restore_row(row, moment, **told)
    except (ValidationError, Conflict) as error:
        messages.error(request, said(error) if isinstance(error, ValidationError) else str(error))
        return redirect("plan-history", pk)
    note = (
        f"已恢复 {len(rows)} 条，可以在编辑页撤销。" if rows else "现在的内容与那时相同，没有改动。"
    )
    messages.success(request, note)
    return redirect("plan-history", pk)

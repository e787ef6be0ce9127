"""Requests about one row of the edit page enter, its form or the changed section leaves."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import reswap, retarget

from plans import editing, outline, workflow
from plans.differences import compared
from plans.edit_page import SECTIONS, blank
from plans.models import Plan, Task
from plans.row_forms import FORMS, names_of
from plans.views.forms import written
from plans.views.outline import changed
from plans.views.paths import edited_plan, reason_of, row_of, version_of


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
def edit_row(request, pk, key):
    """The form of a row; saving it, or splitting a task at the cursor."""
    plan = edited_plan(request, pk)
    row = plan if key == plan.key else row_of(plan, key)
    form = _filled(request, plan, row)
    if "split" in request.POST and isinstance(row, Task):
        form.halve(request.POST.get("cut", ""))
    return _formed(request, plan, row, form, _save)


def _filled(request, plan, row):
    """The form of a row with what was sent; ids differ, as several may stand in one page."""
    sent = request.POST if request.method == "POST" else None
    auto_id = f"{_key(request, row)}-%s"
    return FORMS[type(row)](sent, instance=row, plan=plan, user=request.user, auto_id=auto_id)


def _key(request, row):
    """Name of a row in the page; a new one is called after its kind."""
    return row.key if row.pk else f"new-{request.resolver_match.kwargs['kind']}"


def _save(request, plan, row, form):
    seen = {
        "user": request.user,
        "version": version_of(request),
        "reason": reason_of(request, plan),
        "values": form.values,
    }
    rest = getattr(form, "rest", "")
    if rest:
        new = outline.split(row, rest=rest, **seen)
        return changed(request, plan, new.key, note="已拆成两条。")
    write = workflow.confirm_header if isinstance(row, Plan) else editing.change
    saved = write(row, **seen)
    plan = saved if isinstance(saved, Plan) else plan
    return changed(request, plan, row.key, note="已保存。")


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
def edit_new(request, pk, kind):
    """The form of a new row: a task beside another one, a target, or money."""
    plan = edited_plan(request, pk)
    row = blank(plan, kind)
    if row is None:
        raise Http404
    if request.GET.get("task"):
        row.task = row_of(plan, request.GET["task"])
    return _formed(request, plan, row, _filled(request, plan, row), _add)


def _add(request, plan, row, form):
    told = {"user": request.user, "reason": reason_of(request, plan)}
    units = form.fill()
    if isinstance(row, Task):
        anchor, where = request.GET.get("anchor", ""), request.GET.get("where", "")
        place = {"anchor": row_of(plan, anchor).pk, "where": where} if anchor else {}
        outline.insert(row, units=units, **place, **told)
    else:
        editing.add(row, **told)
    return changed(request, plan, row.key, note=f"已添加“{row}”。")


def _formed(request, plan, row, form, write):
    """The form, or what ``write`` answers once it is sent and valid.

    A refusal comes back as the form with all that was typed.
    """
    if not form.is_valid():
        return _form(request, plan, row, form, status=422 if form.is_bound else 200)
    try:
        answer = written(form, lambda: write(request, plan, row, form))
    except editing.Conflict as conflict:
        return _form(request, plan, conflict.rows[0], form, status=409)
    return answer or _form(request, plan, row, form, status=422)


def _form(request, plan, row, form, *, status=200):
    """The form in place of its row; a page of its own without script."""
    is_stale = status == 409
    _focus(form)
    key = _key(request, row)
    context = {
        "plan": plan,
        "row": row,
        "key": key,
        "section": SECTIONS[key.removeprefix("new-")[0]],
        "kind_name": row._meta.verbose_name,
        "form": form,
        "version": row.version,
        "is_stale": is_stale,
        "conflicts": compared(row, form.values) if is_stale else (),
        "asks_reason": plan.is_published and not request.htmx,
        "reason": request.session.get(f"reason-{plan.pk}", ""),
    }
    if not request.htmx:
        context |= names_of(request.user)
        return render(request, "plans/edit_row_page.html", context, status=status)
    response = render(request, "plans/_edit_row.html", context, status=status)
    if request.method == "POST":
        return reswap(retarget(response, f"#{key}"), "outerHTML")
    return response


def _focus(form):
    """Let the browser begin in the first wrong field, or where a row says what it is."""
    wrong = [name for name in form.errors if name in form.fields]
    likely = [name for name in ("title", "indicator_name", "purpose") if name in form.fields]
    name = (wrong or likely or list(form.fields))[0]
    form.fields[name].widget.attrs["autofocus"] = True

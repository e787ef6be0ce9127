"""Requests to propose matters, from a plan or by hand, and to change one enter; pages leave."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from plans.editing import Conflict
from plans.matter_forms import MatterForm
from plans.models import Matter, Plan, Task
from plans.row_forms import names_of
from plans.tracking import proposing
from plans.tracking.limits import default_due
from plans.tracking.ruling import rules_of
from plans.views.forms import written
from plans.views.matter_paths import hindered, matter_of, whole
from plans.views.paths import said, version_of

REFUSED = "只有本局的管理员和科室人员可以立项督办。"


@require_http_methods(["GET", "HEAD", "POST"])
def matter_propose(request, pk):
    """Confirmed tasks of a published plan to choose from; those followed already are marked."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).for_page(), pk=pk)
    if not request.user.may_import or plan.bureau_id != request.user.region_id:
        raise PermissionDenied(REFUSED)
    tasks = Task.objects.visible_to(request.user).filter(plan=plan).counting()
    if request.method != "POST":
        return _tasks_page(request, plan, tasks)
    numbers = list(filter(None, map(whole, request.POST.getlist("task"))))
    chosen = tasks.filter(pk__in=numbers).select_related("plan", "lead_unit")
    chosen = list(chosen.prefetch_related("supporting_units"))
    if not chosen:
        return _tasks_page(request, plan, tasks, "请先勾选要督办的任务。")
    try:
        made, known = proposing.propose_tasks(chosen, user=request.user)
    except ValidationError as error:
        return _tasks_page(request, plan, tasks, said(error))
    messages.success(request, _told(made, known))
    return redirect(f"{reverse('matter-list')}?plan={plan.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def matter_new(request):
    """Propose a matter by hand."""
    if not request.user.may_import:
        raise PermissionDenied(REFUSED)
    sent = request.POST if request.method == "POST" else None
    form = MatterForm(sent, instance=_blank(request), user=request.user)
    if form.is_valid():
        supporting = form.cleaned_data["supporting_units"]
        made = written(
            form,
            lambda: proposing.propose(user=request.user, supporting=supporting, **form.values),
        )
        if made:
            messages.success(request, f"已立项“{made}”，请局领导或管理员审核。")
            return redirect("matter", made.pk)
    return _form_page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def matter_edit(request, pk):
    """Change what a matter says; for a reason once it was sent."""
    matter = matter_of(request, pk)
    if way_back := hindered(request, matter):
        return way_back
    sent = request.POST if request.method == "POST" else None
    form = MatterForm(sent, instance=matter, user=request.user)
    if not form.is_valid():
        return _form_page(request, form, matter)
    try:
        changed = written(form, lambda: _change(request, matter, form))
    except Conflict as conflict:
        return _form_page(request, form, conflict.rows[0], is_stale=True)
    if not changed:
        return _form_page(request, form, matter)
    messages.success(request, "已保存修改。")
    return redirect("matter", pk)


def _change(request, matter, form):
    return proposing.change(
        matter,
        user=request.user,
        version=version_of(request),
        values=form.values,
        supporting=form.cleaned_data["supporting_units"],
        reason=form.cleaned_data.get("reason", ""),
    )


def _blank(request):
    """A matter that nobody has proposed yet, with the last day that its kind gives."""
    kind, today = request.GET.get("kind", ""), timezone.localdate()
    kind = kind if kind in Matter.Kind.values else Matter.Kind.INSTRUCTION
    due_on = default_due(kind, today, rules_of(request.user.region_id))
    return Matter(kind=kind, begun_on=today, due_on=due_on)


def _form_page(request, form, matter=None, *, is_stale=False):
    status = 409 if is_stale else 422 if form.is_bound else 200
    context = {
        "form": form,
        "matter": matter,
        "kinds": Matter.Kind.choices,
        "is_stale": is_stale,
        "conflicts": _conflicts(form, matter) if is_stale else (),
    }
    context |= names_of(request.user)
    return render(request, "matters/matter_form.html", context, status=status)


def _conflicts(form, stored):
    """Name, typed and stored value of the fields that differ, each as people read it."""
    mine = form.values
    shown = ((name, mine[name], getattr(stored, name)) for name in mine)
    return [
        (form.fields[n].label, _word(form, n, a), _word(form, n, b))
        for n, a, b in shown
        if (a or "") != (b or "")
    ]


def _word(form, name, value):
    """A value as people read it: that of a list to choose from by its label."""
    choices = getattr(form.fields[name], "choices", ()) if isinstance(value, str) else ()
    return dict(choices).get(value, value)


def _tasks_page(request, plan, tasks, trouble=""):
    followed = Matter.objects.visible_to(request.user).filter(task__plan=plan, parent=None)
    followed = followed.exclude(state=Matter.State.STOPPED)
    rows = list(tasks.for_cards().order_by("position", "pk"))
    context = {
        "plan": plan,
        "tasks": rows,
        "followed": {matter.task_id: matter for matter in followed},
        "chosen": set(map(whole, request.POST.getlist("task"))),
        "trouble": trouble,
    }
    status = 422 if trouble else 200
    return render(request, "matters/matter_propose.html", context, status=status)


def _told(made, known):
    told = f"已立项 {len(made)} 项，等待审核。" if made else "没有新立项。"
    return told + (f"另有 {len(known)} 项已经在督办，没有重复立项。" if known else "")

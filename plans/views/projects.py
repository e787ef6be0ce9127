"""Requests for building projects enter, pages leave and what was sent is written."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indicators.exporting import Sheet, as_xlsx
from plans.editing import Conflict
from plans.models import Project
from plans.project_forms import ProjectForm
from plans.tracking import projects
from plans.tracking.months import Month
from plans.tracking.spans import Span
from plans.views.forms import sent, settled
from plans.views.paths import day_of, said

OF_BUREAU = "工程项目库只对本局人员开放。"
KEEPERS = "只有本局的管理员和科室人员可以登记和修改工程项目。"
HEAD = (
    "序号", "项目名称", "学校", "建设性质", "建筑面积（平方米）", "总投资（元）", "资金来源",
    "责任单位", "计划竣工", "形象进度", "当前阶段",
)  # fmt: skip
NEWER = "别人刚改过这个项目，您填的内容还在下面。请对照现在的内容改好后再保存一次。"


@require_safe
def project_list(request):
    """All projects of the bureau, with their sums."""
    _require_member(request.user)
    words = request.GET.get("q", "").strip().replace("\0", "")
    rows = Project.objects.visible_to(request.user).for_list()
    for word in words.split():
        rows = rows.filter(Q(name__contains=word) | Q(school__name__contains=word))
    rows = list(rows)
    if request.GET.get("as") == "xlsx":
        lines = [_line(number, row) for number, row in enumerate(rows, 1)]
        return as_xlsx([Sheet("工程项目", HEAD, lines)], "工程项目库")
    area, investment = projects.total(rows)
    context = {"projects": rows, "words": words, "area": area, "investment": investment}
    return render(request, "tracking/projects.html", context | {"today": timezone.localdate()})


@require_safe
def project_page(request, pk):
    """One project: facts, stages, and its timeline with today."""
    project = _project(request, pk)
    stages = list(project.stages.prefetch_related("waits_for").select_related("done_by"))
    today = timezone.localdate()
    first, last = min(s.first_day for s in stages), max(s.last_day for s in stages)
    span = Span(Month.of(first), Month.of(last))
    context = {
        "project": project,
        "rows": [(stage, *_place(stage, span)) for stage in stages],
        "ticks": span.ticks(),
        "now": span.after(today) if span.holds(today) else None,
        "today": today,
        "may_keep": request.user.may_import,
    }
    return render(request, "tracking/project.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def project_new(request):
    """A new project, with the usual stages proposed."""
    _require_keeper(request.user)
    usual = "\n".join(f"{name} {days} {waits}".strip() for name, days, waits in projects.USUAL)
    form = ProjectForm(sent(request), user=request.user, initial={"stages": usual})
    return _saved(
        request,
        form,
        lambda stages: projects.create(user=request.user, stages=stages, **form.facts),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def project_edit(request, pk):
    """Other facts and stages of a project."""
    project = _project(request, pk)
    _require_keeper(request.user)
    initial = {"stages": projects.text_of(project), "version": project.version}
    form = ProjectForm(sent(request), user=request.user, instance=project, initial=initial)

    def change(stages):
        seen = {"user": request.user, "version": form.cleaned_data["version"]}
        return projects.change(project, **seen, values=form.facts, stages=stages)

    return _saved(request, form, change)


@require_POST
def stage_done(request, pk, stage):
    """Note that a stage is done, or not after all."""
    project = _project(request, pk)
    _require_keeper(request.user)
    found = get_object_or_404(project.stages.all(), pk=stage)
    try:
        day = _day(request.POST)
        projects.complete(found, user=request.user, done_on=day)
    except ValidationError as error:
        messages.error(request, said(error))
    else:
        messages.success(request, f"已登记“{found}”{'完成' if day else '尚未完成'}。")
    return redirect("project", pk)


def _place(stage, span):
    """Where the bar of a stage begins and how wide it is, in percent of the span."""
    begin = span.at(stage.first_day)
    return begin, round(span.after(stage.last_day) - begin, 2)


def _saved(request, form, write):
    """Write a valid form and go to its project; else the form with what is wrong."""
    if form.is_valid():
        try:
            project = settled(form, lambda: write(form.cleaned_data["stages"]))
        except Conflict as conflict:
            project = None
            form.data = form.data.copy()
            form.data["version"] = conflict.rows[0].version
            form.add_error(None, NEWER)
        if project:
            messages.success(request, "已保存，各阶段日期已按计划竣工日倒排。")
            return redirect("project", project.pk)
    context = {
        "form": form,
        "schools": form.fields["school"].rows,
        "units": form.fields["unit"].rows,
    }
    return render(
        request, "tracking/project_form.html", context, status=422 if form.errors else 200
    )


def _day(sent):
    if "undone" in sent:
        return None
    day = day_of(sent.get("done_on", ""))
    if day is None:
        raise ValidationError("请填写实际完成的日期，例如 2027-03-01。")
    return day


def _line(number, project):
    stage = str(project.current_stage or "已竣工")
    facts = (project.get_nature_display(), project.area, project.investment, project.funding_source)
    names = (project.school and project.school.name, *facts, project.unit and project.unit.name)
    progress = f"{project.done_share}%"
    return (number, project.name, *names, project.ends_on, progress, stage)


def _project(request, pk):
    _require_member(request.user)
    rows = Project.objects.visible_to(request.user).select_related("school", "unit")
    return get_object_or_404(rows, pk=pk)


def _require_member(user):
    if not user.is_bureau_member:
        raise PermissionDenied(OF_BUREAU)


def _require_keeper(user):
    if not user.may_import:
        raise PermissionDenied(KEEPERS)

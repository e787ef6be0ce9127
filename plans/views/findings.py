"""Requests about findings enter: their ledger leaves, inspections and problems are registered."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from indicators.exporting import as_xlsx, download
from plans import word
from plans.editing import Conflict
from plans.filters.findings import FindingFilter
from plans.finding_forms import FindingForm, InspectionForm, MeasuresForm
from plans.models import Finding, Inspection, Matter
from plans.row_forms import names_of
from plans.tracking import finding_files, findings, rectifying
from plans.tracking.lines import matters_of
from plans.views.forms import sent, settled, written
from plans.views.listing import kept_filters, opened_with_default
from plans.views.matter_page import CHANGED
from plans.views.matter_paths import hindered, matter_of, whole
from plans.views.overseers import for_bureau
from plans.views.paths import version_of
from plans.views.tracking_ledger import files_of


@for_bureau
@require_safe
@opened_with_default
def findings_page(request):
    """Problems by inspection: measures, who, until when, how far, proof; as page and files."""
    rows = rectifying.findings_of(matters_of(request.user))
    found = FindingFilter(request.GET, rows, request=request)
    chapters = rectifying.chapters(found.qs)
    inspection, today = found.conditions.get("inspection"), timezone.localdate()
    title = rectifying.title_of(request.user.region, inspection)
    if request.GET.get("as") == "xlsx":
        return as_xlsx([finding_files.sheet(chapters)], f"{title} {today}")
    if request.GET.get("as") == "docx":
        content = finding_files.document(chapters, title, today)
        return download(content, f"{title} {today}.docx", word.DOCX)
    context = {
        "chapters": chapters,
        "head": rectifying.HEAD,
        "filter": found,
        "tiles": _tiles(found, today),
        "complaints": found.complaints,
        "inspection": inspection,
        "title": title,
        "today": today,
        "files": files_of(request.GET),
        "count": sum(len(chapter.entries) for chapter in chapters),
    }
    return render(request, "tracking/findings.html", context | kept_filters(request, found))


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_new(request):
    """Register an inspection; what it found comes next."""
    findings.require_keeper(request.user)
    form = InspectionForm(sent(request), initial={"day": timezone.localdate()})
    made = form.is_valid() and settled(
        form, lambda: findings.add_inspection(user=request.user, **form.facts)
    )
    if made:
        messages.success(request, f"已登记“{made}”，请逐条登记或批量导入反馈的问题。")
        return _to_ledger(made)
    return _inspection_form(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_edit(request, pk):
    """Correct what an inspection is called, and its day."""
    findings.require_keeper(request.user)
    row = inspection_of(request, pk)
    form = InspectionForm(sent(request), instance=row)
    changed = form.is_valid() and settled(
        form, lambda: findings.change_inspection(row, user=request.user, **form.facts)
    )
    if changed:
        messages.success(request, "已保存修改。")
        return _to_ledger(changed)
    return _inspection_form(request, form, row)


@require_http_methods(["GET", "HEAD", "POST"])
def finding_new(request):
    """Register one problem with its measures."""
    findings.require_keeper(request.user)
    chosen = whole(request.GET.get("inspection", ""))
    form = FindingForm(sent(request), user=request.user, initial={"inspection": chosen})
    made = form.is_valid() and written(
        form, lambda: findings.register(user=request.user, **form.facts)
    )
    if made:
        messages.success(request, f"已登记“{made}”，请局领导或管理员审核后下发。")
        if "more" in request.POST:
            return redirect(f"{reverse('finding-new')}?inspection={made.inspection_id}")
        return _to_ledger(made.inspection)
    context = {"form": form, "has_inspections": form.fields["inspection"].queryset.exists()}
    status = 422 if form.is_bound else 200
    return render(
        request, "tracking/finding_form.html", context | names_of(request.user), status=status
    )


@require_http_methods(["GET", "HEAD", "POST"])
def finding_edit(request, pk):
    """Other measures, person or manner for a problem; for a reason once it was sent."""
    matter = matter_of(request, pk)
    if way_back := hindered(request, matter):
        return way_back
    facts = {"user": request.user, "is_sent": matter.state in Matter.RUNNING}
    row = getattr(matter, "finding", None) or Finding(matter=matter)
    form = MeasuresForm(sent(request), instance=row, **facts)
    status = 422 if form.is_bound else 200
    try:
        if form.is_valid() and settled(form, lambda: _revise(request, matter, form)):
            messages.success(request, "已保存修改。")
            return redirect("matter", pk)
    except Conflict:
        form.add_error(None, CHANGED)
        matter, status = matter_of(request, pk), 409
    context = {"form": form, "matter": matter}
    return render(request, "tracking/measures_form.html", context, status=status)


def inspection_of(request, pk):
    """The inspection, if the user may see that it is there."""
    return get_object_or_404(Inspection.objects.visible_to(request.user), pk=pk)


def _revise(request, matter, form):
    return findings.revise(
        matter, user=request.user, version=version_of(request), **form.cleaned_data
    )


def _tiles(found, today):
    """Name, count and query of what is counted, all first."""
    total, counts = rectifying.counted(found.of_all_stages(), today)
    chosen = found.conditions.get("stage", "")
    tiles = [("", "共", total)]
    tiles += [(stage, name, counts[stage]) for stage, (name, _) in rectifying.STAGES.items()]
    return [(name, count, found.at_stage(stage), stage == chosen) for stage, name, count in tiles]


def _to_ledger(inspection):
    return redirect(f"{reverse('tracking-findings')}?inspection={inspection.pk}")


def _inspection_form(request, form, row=None):
    context = {"form": form, "inspection": row}
    status = 422 if form.is_bound else 200
    return render(request, "tracking/inspection_form.html", context, status=status)

"""What an administrator of a bureau sends to build a framework enters, pages and rows leave."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indicators.choices import Stage
from indicators.exporting import Sheet, as_xlsx
from indicators.frameworks import building, sheet
from indicators.frameworks.forms import FrameworkForm, ItemForm
from indicators.frameworks.tree import tree_of
from indicators.models import FrameworkItem
from indicators.views.framework_paths import YEARS, framework_of

WAITING_SECONDS = 3600
GONE = "检查结果已过期，请重新上传。"
SALT = "framework-tree"


@require_http_methods(["GET", "HEAD", "POST"])
def framework_new(request):
    """A new framework of the bureau."""
    building.require_builder(request.user)
    form = FrameworkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = settled(form, lambda: building.create(user=request.user, **form.cleaned_data))
        if made:
            messages.success(request, "已建立，请逐条添加指标，或从 Excel 表导入。")
            return redirect("framework", made.code)
    status = 422 if form.errors else 200
    return render(request, "indicators/framework_form.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def item_new(request, code):
    """Another item of a framework."""
    framework = _own(request, code)
    item = FrameworkItem(framework=framework, kind=FrameworkItem.Kind.JUDGED)
    parent = request.GET.get("parent", "")
    initial = {"parent": parent} if parent.isdecimal() else {}
    return _item_form(request, framework, item, initial)


@require_http_methods(["GET", "HEAD", "POST"])
def item_edit(request, code, pk):
    """Other facts and standards of an item."""
    framework = _own(request, code)
    return _item_form(request, framework, get_object_or_404(framework.items.all(), pk=pk))


@require_POST
def item_delete(request, code, pk):
    """Take an item away."""
    framework = _own(request, code)
    item = get_object_or_404(framework.items.all(), pk=pk)
    try:
        building.remove_item(item, user=request.user)
    except ValidationError as error:
        messages.error(request, "".join(error.messages))
    else:
        messages.success(request, f"已删除“{item.name}”。")
    return redirect("framework", code)


@require_safe
def tree_template(request, code):
    """The tree as a workbook: to fill in, or to change and bring back."""
    framework = _own(request, code)
    rows = [line for node in tree_of(framework) for line in _lines(node)]
    return as_xlsx([Sheet("指标", sheet.HEAD, rows)], f"{framework.name}指标表".replace("/", "、"))


@require_http_methods(["GET", "HEAD", "POST"])
def tree_import(request, code):
    """Take a workbook, say what is in it, and put its tree in place once that is asked for."""
    framework = _own(request, code)
    year = request.POST.get("since", "")
    if request.method != "POST":
        return _import_page(request, framework)
    if not (year.isdecimal() and len(year) == 4 and int(year) in YEARS):
        return _import_page(request, framework, trouble="请填写标准自哪一年起执行，例如 2025。")
    try:
        if "checked" in request.POST:
            return _write(request, framework, int(year))
        rows = sheet.read(_received(request.FILES.get("file")))
    except sheet.SheetError as error:
        return _import_page(request, framework, trouble=str(error))
    report = sheet.check(rows)
    checked = "" if report.faults else signing.dumps(rows, salt=_salt(request, code), compress=True)
    return _import_page(request, framework, report=report, checked=checked, since=year)


def _write(request, framework, since):
    """Replace the tree by the one that was checked before."""
    salt = _salt(request, framework.code)
    try:
        rows = signing.loads(request.POST["checked"], salt=salt, max_age=WAITING_SECONDS)
    except signing.BadSignature as error:
        raise sheet.SheetError(GONE) from error
    nodes = sheet.check(rows).nodes
    try:
        count = building.replace_tree(framework, nodes, since=since, user=request.user)
    except ValidationError as error:
        raise sheet.SheetError("".join(error.messages)) from error
    messages.success(request, f"已写入 {count} 条指标。")
    return redirect("framework", framework.code)


def _received(file):
    if file is None:
        raise sheet.SheetError("还没有选择文件。请选择从本页下载并填好的表格。")
    if file.size > sheet.LARGEST_MB * 1024**2:
        raise sheet.SheetError(f"文件超过 {sheet.LARGEST_MB} MB。")
    return file.read()


def _import_page(request, framework, *, trouble="", report=None, checked="", since=""):
    context = {
        "framework": framework,
        "trouble": trouble,
        "report": report,
        "checked": checked,
        "since": since or timezone.localdate().year,
        "largest": sheet.LARGEST_MB,
        "count": framework.items.count(),
        "stages": dict(Stage.choices) | {"": ""},
    }
    if report:
        known = building.names_known(framework.bureau)
        parents = {node.path[:-1] for node in report.nodes}
        context["found"] = [
            (node, len(node.path) - 1, building.kind_of(node, node.path in parents, known))
            for node in report.nodes
        ]
    is_wrong = trouble or (report and report.faults)
    status = 422 if is_wrong else 200
    return render(request, "indicators/framework_import.html", context, status=status)


def _item_form(request, framework, item, initial=None):
    sent = request.POST if request.method == "POST" else None
    form = ItemForm(sent, instance=item, framework=framework, initial=initial)
    if form.is_valid():
        for name in form.Meta.fields:
            setattr(item, name, form.cleaned_data[name])
        since = form.cleaned_data["since"]
        put = {"since": since, "user": request.user}
        if settled(form, lambda: building.put_item(item, form.standards, **put)):
            messages.success(request, f"已保存“{item.name}”。")
            return redirect("framework", framework.code)
    context = {"form": form, "framework": framework, "item": item}
    status = 422 if form.errors else 200
    return render(request, "indicators/framework_item.html", context, status=status)


def settled(form, write):
    """What ``write`` returns; None where it is refused, the messages beside their fields."""
    try:
        return write()
    except ValidationError as error:
        found = error.error_dict if hasattr(error, "error_dict") else {None: error.error_list}
        for name, told in found.items():
            form.add_error(name if name in form.fields else None, told)
    return None


def _own(request, code):
    framework = framework_of(request, code)
    building.require_own(framework, request.user)
    return framework


def _salt(request, code):
    return f"{SALT}:{request.user.pk}:{code}"


def _lines(node):
    """Rows of the workbook: one a standard, or one for an item without."""
    names = ["", "", ""]
    names[node.level] = node.item.name
    points = node.item.points
    empty = (*names, node.item.note, "", "", "", "", points)
    lines = [
        (
            *names,
            f"{s.get_comparator_display()}{s.value.normalize():f}",
            s.get_stage_display() if s.stage else "",
            s.unit,
            s.document,
            s.article,
            points,
        )
        for s in node.standards
        if s.measure == s.Measure.VALUE and s.region_id is None
    ]
    return lines or [empty]

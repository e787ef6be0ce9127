"""Requests for sources enter, pages leave; every query starts from what the user may see."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from indicators.exporting import download
from plans.extraction import ReadError
from plans.filters import SourceFilter
from plans.forms import LARGEST_MB, MOST_FILES, ImportForm
from plans.importing import import_file
from plans.mentions import counted
from plans.models import Source, SourceContent
from plans.presenting import removal_counts
from plans.progress import measure_sources
from plans.results import Result
from plans.rights import may_see_personal
from plans.sheets import sheet_of
from plans.spread import spread
from plans.views.listing import listing, opened_with_default

NO_FILE = (
    "该文件含有学生等个人信息，按照个人信息保护要求，原文件只能由本局管理员和科室人员下载。"
    "您可以在页面上查看隐去个人信息后的文字。"
)
DIGITS = 10
"""No place in a text has more."""


@require_safe
@opened_with_default
def source_list(request):
    """The files of the bureau, newest first."""
    sources = Source.objects.visible_to(request.user).for_list()
    context = listing(request, SourceFilter(request.GET, sources, request=request))
    measure_sources(context["page"].object_list)
    return render(request, "plans/source_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
def source_import(request):
    """Bring files in; a script sends them one by one and swaps one row each."""
    if not request.user.may_import:
        raise PermissionDenied("只有本局的管理员和科室人员可以导入文件。")
    if request.method != "POST":
        return _import_page(request, ImportForm())
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_MB * MOST_FILES * 1024**2:
        return render(request, "413.html", status=413)
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _import_page(request, form, status=422)
    results = [_import_one(file, request.user) for file in form.cleaned_data["files"]]
    if request.htmx:
        return render(request, "plans/_upload_rows.html", {"results": results})
    return _import_page(request, ImportForm(), results=results)


def _import_page(request, form, *, results=(), status=200):
    if request.htmx and form.errors:
        message = "".join(form.errors["files"])
        result = Result("", message=message)
        return render(request, "plans/_upload_row.html", {"result": result}, status=status)
    context = {"form": form, "results": results, "most": MOST_FILES, "largest": LARGEST_MB}
    return render(request, "plans/source_import.html", context, status=status)


def _import_one(file, user):
    """Import one uploaded file; a file that cannot be read says why and harms no other."""
    if file.size > LARGEST_MB * 1024**2:
        return Result(file.name, message=f"文件超过 {LARGEST_MB} MB，请拆分后再导入。")
    try:
        outcome = import_file(name=file.name, data=file.read(), bureau=user.region, user=user)
    except ReadError as error:
        return Result(file.name, message=str(error))
    return Result.of(outcome)


def _sources(user, original):
    """Sources with the texts that are shown; the heavy rest is left where it is."""
    joined = ("bureau", "uploaded_by", "content", "newer")
    heavy = ("content__file",) if original else ("content__file", "content__text")
    return Source.objects.visible_to(user).select_related(*joined).defer(*heavy)


@require_safe
def source_page(request, pk):
    """One source: the text with its records marked, and the records beside it."""
    original = request.GET.get("view") == "source"
    source = get_object_or_404(_sources(request.user, original), pk=pk)
    plans = list(source.plans.annotate(statement_count=Count("statements")).order_by("start"))
    problems = _numbered(source.problems.all(), plans)
    mentions = list(source.mentions.all())
    text = source.content.repaired
    place = _place(request.GET, ("document", "part", "at"))
    sheet = sheet_of(text, source.characters, plans, **place)
    context = {
        "source": source,
        "plans": plans,
        "sheet": sheet,
        "original": original,
        "spread": spread(
            source,
            sheet,
            text,
            problems=problems,
            personal=mentions,
            original=original,
            sought=_sought(request.GET),
        ),
        "mentions": mentions,
        "mentioned": counted(mentions),
        "sees_personal": request.reader.sees,
        "problems": problems,
        "versions": _versions(request.user, source),
        "removals": removal_counts(source.content.removals),
        "view": "&view=source" if original else "",
    }
    return render(request, "plans/source_page.html", context)


def _numbered(problems, plans):
    """Problems that know the number of their document."""
    numbers = {plan.pk: number for number, plan in enumerate(plans, 1)}
    for problem in problems:
        problem.document = numbers.get(problem.plan_id)
    return list(problems)


def _versions(user, source):
    """All versions of a file, oldest first."""
    same = Source.objects.visible_to(user).filter(bureau=source.bureau, name=source.name)
    return same.order_by("version")


def _sought(query):
    """The stretch that a search leads to, None where the address names none."""
    place = _place(query, ("at", "to"))
    return (place["at"], place["to"]) if len(place) == 2 and place["at"] < place["to"] else None


def _place(query, names):
    """The place that an address asks for; what is no number counts for nothing."""
    asked = {name: query.get(name, "") for name in names}
    return {name: int(v) for name, v in asked.items() if v.isdecimal() and len(v) < DIGITS}


@require_safe
def source_file(request, pk):
    """The file as it came in, never opened by the browser itself."""
    contents = SourceContent.objects.visible_to(request.user).select_related("source")
    content = get_object_or_404(contents.only("file", "source__name", "source__bureau"), pk=pk)
    source = content.source
    if source.mentions.exists() and not may_see_personal(request.user, source.bureau_id):
        raise PermissionDenied(NO_FILE)
    return download(bytes(content.file), source.name, "application/octet-stream")

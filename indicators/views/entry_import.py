"""Files of figures enter: what is in them is shown first, then kept as drafts as people say."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from indicators.choices import Origin
from indicators.entering.drafting import propose
from indicators.entering.files import LARGEST_MB, MOST_ROWS, FileFault, read, received
from indicators.entering.forms import FileForm, SheetForm
from indicators.entering.fractions import as_chosen, doubts_of
from indicators.entering.importing import MEANINGS, fault_of, guess, head_of, interpret
from indicators.entering.marking import marked
from indicators.entering.names import Names
from indicators.entering.publishing import require_entry
from indicators.entering.template import template
from indicators.exporting import download
from indicators.models import FigureUpload, School

MOST_SHOWN = 200
"""Rows that the page lists; the marked file holds them all."""
SAMPLES = 3
GONE = "上传的表格已过期，或者您又上传了别的表格。请重新上传。"
FAULTY = "有的行有误，没有写入任何内容。请改好再传，或者选择只写入没有问题的行。"


@require_http_methods(["GET", "HEAD", "POST"])
def figure_import(request):
    """Take a file and go on to what its columns mean."""
    require_entry(request.user)
    if request.method != "POST":
        return _start(request)
    try:
        name, data = received(request.FILES.get("file"))
        read(data)
    except FileFault as error:
        return _start(request, trouble=str(error))
    kept = FigureUpload.objects.keep(request.user, name=name, file=data)
    return redirect("figure-mapping", kept.pk)


def _start(request, *, trouble=""):
    context = {
        "trouble": trouble,
        "largest": LARGEST_MB,
        "most": MOST_ROWS,
        "form": SheetForm(user=request.user),
    }
    return render(request, "indicators/figure_import.html", context, status=422 if trouble else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def figure_mapping(request, upload):
    """What the columns of a file mean, and what its rows would change; POST keeps drafts."""
    require_entry(request.user)
    file = _File.of(request, upload)
    if file is None:
        return _start(request, trouble=GONE)
    trouble = ""
    if request.method == "POST":
        trouble = file.trouble or _write(request, file)
        if not trouble:
            return redirect("draft-list")
    context = {"file": file, "trouble": trouble, "lines": file.lines[:MOST_SHOWN]}
    return render(
        request, "indicators/figure_mapping.html", context, status=422 if trouble else 200
    )


def _write(request, file):
    """Keep what the rows propose; what hinders it leaves."""
    if file.faulty and "valid" not in request.POST:
        return FAULTY
    if not file.proposals:
        return "没有可以写入的行。请核对列的含义，或者改好文件再传。"
    written = propose(file.proposals, by=request.user, origin=Origin.FILE)
    left = f"有误的 {len(file.faulty)} 行没有写入。" if file.faulty else ""
    same = f"与已发布的相同、不必再发的 {written.same} 个。" if written.same else ""
    messages.success(request, f"已写入草稿 {written.kept} 个数，核对后发布。{same}{left}")
    if not file.faulty:
        file.kept.delete()
    return ""


@require_safe
def figure_marked(request, upload):
    """The file as it was sent, with what became of each row and its faulty cells marked."""
    require_entry(request.user)
    file = _File.of(request, upload)
    if file is None:
        raise Http404
    name = file.kept.name.rpartition(".")[0].removesuffix("-结果") or "数据"
    return download(marked(file.grid, file.head, file.lines), f"{name}-结果.xlsx")


@require_safe
def figure_template(request):
    """A workbook to fill in, with the schools of the bureau in its rows."""
    require_entry(request.user)
    form = SheetForm(request.GET, user=request.user)
    if not form.is_valid():
        return _start(request, trouble="下载模板前，请先选学段或指标，并填时期。")
    indicators, period = form.cleaned_data["indicators"], form.cleaned_data["period"]
    schools = School.objects.visible_to(request.user).filter(
        region=request.user.region_id, is_confirmed=True
    )
    stages = {indicator.stage for indicator in indicators}
    if "" not in stages:
        schools = schools.filter(stage__in=stages)
    data = template(indicators, schools, period, is_long=request.GET.get("layout") == "long")
    return download(data, f"数据填报-{period.code}.xlsx")


class _File:
    """An uploaded file, what its columns mean, and what would come of its rows."""

    def __init__(self, request, kept):
        self.kept, self._user = kept, request.user
        self.names = Names(request.user)
        self.grid = read(bytes(kept.file))
        self.head = head_of(self.grid, self.names)
        asked = request.POST if request.method == "POST" else request.GET
        self.form = FileForm(asked if "mapped" in asked else None)
        is_mapped = self.form.is_bound
        self.mapping = (
            _mapping(asked, self) if is_mapped else guess(self.grid.rows[self.head], self.names)
        )
        is_valid = self.form.is_valid()
        self.doubts = doubts_of(self.grid, self.head, self.mapping, self.names, asked)
        self.grid = as_chosen(self.grid, self.doubts)
        self.trouble = fault_of(self.mapping)
        if is_mapped and not is_valid:
            self.trouble = "".join(e for errors in self.form.errors.values() for e in errors)
        self.lines = [] if self.trouble else self._read(is_valid)
        self.faulty = [line for line in self.lines if line.faults]
        self.proposals = [p for line in self.lines if not line.faults for p in line.proposals]

    @classmethod
    def of(cls, request, number):
        """The file that the user himself sent, None where it is gone."""
        kept = FigureUpload.objects.visible_to(request.user).filter(pk=number).first()
        return cls(request, kept) if kept else None

    @property
    def undecided(self):
        """Rates that may stand as fractions, of which nobody has said whether they do."""
        return [doubt for doubt in self.doubts if not doubt.choice]

    def _read(self, is_valid):
        facts = self.form.cleaned_data if is_valid else {}
        return interpret(
            self.grid,
            self.head,
            self.mapping,
            self.names,
            user=self._user,
            period=facts.get("period"),
            nature=facts.get("nature") or "actual",
        )

    @property
    def columns(self):
        """Each column: number, head, what it means, and what stands in it."""
        rows = self.grid.rows[self.head + 1 :]
        for number, head in enumerate(self.grid.rows[self.head]):
            samples = [row[number] for row in rows if row[number]][:SAMPLES]
            yield number, head, self.mapping.get(number, ""), "、".join(samples)[:60]

    @property
    def query(self):
        """What was said of the file, for an address."""
        columns = {f"c{number}": meaning for number, meaning in self.mapping.items()}
        choices = {doubt.field: doubt.choice for doubt in self.doubts}
        facts = {name: self.form[name].value() or "" for name in self.form.fields}
        return urlencode({"mapped": 1, **columns, **choices, **facts})

    @property
    def meanings(self):
        """What a column may mean, in words."""
        return [(meaning, words[0]) for meaning, words in MEANINGS.items()]

    @property
    def indicators(self):
        """Indicators that a column may be of."""
        return [(f"i{pk}", f"{i.name}（{i.unit}）") for pk, i in self.names.indicators.items()]


def _mapping(asked, file):
    known = {meaning for meaning, _ in (*file.meanings, *file.indicators)}
    chosen = {n: asked.get(f"c{n}", "") for n in range(file.grid.width)}
    return {column: meaning for column, meaning in chosen.items() if meaning in known}

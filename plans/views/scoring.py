"""Requests for scores enter: pages and tables leave, judgements and frozen periods are written."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indicators.exporting import as_xlsx
from indicators.models import School, Unit
from plans.models import Matter, Period, ScoreJudgement
from plans.score_forms import KINDS, JudgementForm, SchemeForm, span_asked
from plans.score_sheets import compared, scores_sheet
from plans.tracking import judging
from plans.tracking.periods import span_of
from plans.views.forms import sent, settled
from plans.views.paths import said

JUDGED = {"unit": Unit, "school": School}
OF_BUREAU = "考核评分只对本局人员开放。"


def _require_member(user):
    if not user.is_bureau_member:
        raise PermissionDenied(OF_BUREAU)


@require_safe
def scores_page(request):
    """Everybody's scores of a period, beside what was frozen of it."""
    _require_member(request.user)
    span, complaint = span_asked(request.GET)
    frozen = _frozen(request.user, span)
    scheme = _scheme(request.user, frozen)
    rows = compared(judging.scores(request.user.region_id, span, scheme), frozen)
    if request.GET.get("as") == "xlsx":
        return as_xlsx([scores_sheet(rows)], f"{span.name}考核评分")
    context = {"span": span, "rows": rows, "scheme": scheme, "frozen": frozen}
    context |= {"complaint": complaint, "kinds": KINDS, "may_judge": may_judge(request.user)}
    context["is_over"] = span.last < timezone.localdate()
    return render(request, "tracking/scores.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def score_page(request, kind, pk):
    """How one score arose, down to the matters; and points given or taken."""
    _require_member(request.user)
    whom = _whom(request.user, kind, pk)
    span, complaint = span_asked(request.GET)
    if request.method == "POST" and not may_judge(request.user):
        raise PermissionDenied("只有本局的局领导和管理员可以加减分。")
    form = JudgementForm(sent(request), initial={"day": min(span.last, timezone.localdate())})
    if form.is_valid() and settled(
        form, lambda: judging.judge(user=request.user, whom=whom, **form.cleaned_data)
    ):
        messages.success(request, "已记下，理由和经办人一并保存。")
        return redirect(request.get_full_path())
    context = {"span": span, "whom": whom, "kind": kind, "form": form, "complaint": complaint}
    context |= _explained(request.user, (kind, pk), span)
    return render(request, "tracking/score.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def scheme_page(request):
    """Points and weights by which scores are made; a change is a new scheme."""
    if not may_judge(request.user):
        raise PermissionDenied("只有本局的局领导和管理员可以修改考核办法。")
    row, scheme = judging.scheme_of(request.user.region_id)
    shown = {name: getattr(scheme, name) for name in SchemeForm.Meta.fields}
    form = SchemeForm(sent(request), initial=shown, weights=scheme.weights)
    if form.is_valid() and settled(
        form, lambda: judging.set_scheme(user=request.user, **form.facts)
    ):
        messages.success(request, "已启用新的考核办法，已封存的考核期仍按当时的办法。")
        return redirect("tracking-scores")
    context = {"form": form, "row": row}
    return render(request, "tracking/scheme.html", context, status=422 if form.errors else 200)


@require_POST
def freeze(request):
    """Freeze a period that is over."""
    _require_member(request.user)
    span, complaint = span_asked(request.POST)
    try:
        if complaint:
            raise ValidationError(complaint)
        judging.close_period(user=request.user, span=span)
    except ValidationError as error:
        messages.error(request, said(error))
    else:
        messages.success(request, f"已封存{span.name}：以后的修改不会改变这一期封存的事项和评分。")
    is_of_matters = request.POST.get("to") == "periods"
    return redirect(_address("tracking-periods" if is_of_matters else "tracking-scores", span))


@require_POST
def offset(request, pk):
    """Take a judgement back, for a reason."""
    _require_member(request.user)
    row = get_object_or_404(ScoreJudgement.objects.visible_to(request.user), pk=pk)
    try:
        judging.offset(row, user=request.user, reason=request.POST.get("reason", ""))
    except ValidationError as error:
        messages.error(request, said(error))
    else:
        messages.success(request, "已冲销，原来的记录和理由仍可查看。")
    kind, number = ("unit", row.unit_id) if row.unit_id else ("school", row.school_id)
    return redirect(_address("tracking-score", span_of("quarter", row.day), kind, number))


def may_judge(user):
    """Whether the user gives points, freezes and makes schemes."""
    return user.is_bureau_admin or user.is_bureau_leader


def _whom(user, kind, pk):
    if kind not in JUDGED:
        raise Http404
    return get_object_or_404(JUDGED[kind].objects.visible_to(user), pk=pk)


def _explained(user, key, span):
    """The score of one, its matters by part, and its judgements."""
    scheme = _scheme(user, _frozen(user, span))
    judged = judging.scores(user.region_id, span, scheme)
    one = next((row for row in judged if row.key == key), None)
    numbers = {n for part in one.score.parts for n in part.numbers} if one else ()
    matters = Matter.objects.visible_to(user).filter(pk__in=numbers).in_bulk()
    return {"judged": one, "matters": matters, "may_judge": may_judge(user)}


def _scheme(user, frozen):
    """The scheme of a period: that of its freezing, else what counts now."""
    if frozen:
        return judging.as_scheme(frozen.scheme)
    return judging.scheme_of(user.region_id)[1]


def _frozen(user, span):
    periods = Period.objects.visible_to(user).select_related("scheme", "closed_by")
    periods = periods.defer("matters")
    return periods.filter(kind=span.kind, begins_on=span.first, bureau=user.region_id).first()


def _address(name, span, *args):
    return f"{reverse(name, args=args)}?kind={span.kind}&day={span.first.isoformat()}"

"""A request for a period enters; its matters as they were frozen leave beside those of now."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.exporting import Sheet, as_xlsx
from plans.models import Period
from plans.score_forms import KINDS, span_asked
from plans.tracking import freezing
from plans.tracking.lines import matters_of
from plans.views.overseers import for_bureau
from plans.views.scoring import may_judge

HEAD = (
    "序号", "事项", "封存时牵头单位", "封存时时限", "封存时状态", "封存时进度（%）", "封存时灯",
    "现在牵头单位", "现在时限", "现在状态", "现在进度（%）", "现在灯", "有变化的", "补报次数",
)  # fmt: skip


@for_bureau
@require_safe
def periods_page(request):
    """Months, quarters and years that were frozen; one of them beside what counts now."""
    span, complaint = span_asked(request.GET)
    periods = Period.objects.visible_to(request.user).filter(bureau=request.user.region_id)
    periods = periods.select_related("closed_by")
    period = periods.filter(kind=span.kind, begins_on=span.first).first()
    pairs = freezing.compared(period, request.user) if period else []
    if period and request.GET.get("as") == "xlsx":
        return as_xlsx([_sheet(pairs)], f"{span.name}封存的督办事项")
    only = request.GET.get("only") == "changed"
    numbers = [row["pk"] for row in period.matters] if period else []
    context = {
        "span": span,
        "kinds": KINDS,
        "complaint": complaint,
        "period": period,
        "periods": periods.defer("snapshot", "matters"),
        "pairs": [pair for pair in pairs if pair.changes or pair.late] if only else pairs,
        "only": only,
        "changed": sum(bool(pair.changes) for pair in pairs),
        "late": sum(pair.late for pair in pairs),
        "total": len(pairs),
        "fresh": matters_of(request.user).sent().exclude(pk__in=numbers).count() if period else 0,
        "is_over": span.last < timezone.localdate(),
        "may_freeze": may_judge(request.user),
    }
    return render(request, "tracking/periods.html", context)


def _sheet(pairs):
    return Sheet("封存的事项", HEAD, [_line(n, pair) for n, pair in enumerate(pairs, 1)])


def _line(number, pair):
    then, now = pair.then, pair.now
    matter = now.matter
    return (
        number, now.title, then.lead, then.due_on, then.state, then.progress, then.face.told,
        now.lead, matter.due_on, matter.get_state_display(), matter.progress, now.face.told,
        pair.changes, pair.late or None,
    )  # fmt: skip

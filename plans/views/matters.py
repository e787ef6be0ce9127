"""Requests for the ledger of matters enter: the list, its workbook, and steps for many at once."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from indicators.exporting import as_xlsx
from plans.filters import MatterFilter
from plans.filters.listing import ALL
from plans.matter_sheets import ledger
from plans.models import Matter
from plans.tracking import many
from plans.tracking.looking import seen
from plans.tracking.transitions import Step
from plans.views.listing import SIZES, listing, opened_with_default
from plans.views.matter_paths import whole

MOST = max(SIZES)


@require_safe
@opened_with_default
def matter_list(request):
    """Matters of the bureau, or those that a school leads: until when, how far, which light."""
    context = listing(request, _found(request))
    context["lines"] = seen(context["page"].object_list)
    context["chosen_query"] = request.GET.urlencode() or ALL
    return render(request, "matters/matter_list.html", context)


@require_safe
def matter_export(request):
    """The filtered list as the ledger that offices hand in."""
    sheet = ledger(seen(_found(request).qs))
    return as_xlsx([sheet], f"督办台账-{timezone.localdate():%Y-%m-%d}")


@require_POST
def matter_many(request):
    """Take one step for each of the chosen matters, and say of each what became of it."""
    user = request.user
    if not user.is_bureau_member:
        raise PermissionDenied("批量办理只对本局人员开放。")
    step, numbers = request.POST.get("step", ""), map(whole, request.POST.getlist("matter"))
    chosen = Matter.objects.visible_to(user).filter(pk__in=list(filter(None, numbers))[:MOST])
    if step not in many.STEPS:
        messages.error(request, "没有办理：请选择审核、下发或催办。")
    elif not chosen:
        messages.error(request, "没有办理：请先勾选事项。")
    else:
        _take_many(request, Step(step), chosen)
    return redirect(f"{reverse('matter-list')}?{request.POST.get('query') or ALL}")


def _found(request):
    matters = Matter.objects.visible_to(request.user).for_list()
    return MatterFilter(request.GET, matters, request=request)


def _take_many(request, step, matters):
    said = {"note": request.POST.get("note", "")} if step == Step.URGE else {}
    taken = many.take(step, matters, user=request.user, **said)
    for matter, told in taken.hindered:
        messages.error(request, f"“{matter}”没有{step.label}：{told}")
    if taken.done:
        names = "、".join(f"“{matter}”" for matter in taken.done)
        messages.success(request, f"已{step.label} {len(taken.done)} 项：{names}。")

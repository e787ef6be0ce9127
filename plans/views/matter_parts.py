"""A request to divide a matter among units and schools enters, its parts or the form leave."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from plans.matter_forms import ROWS, parts_forms
from plans.row_forms import names_of
from plans.tracking import proposing
from plans.views.matter_paths import hindered, matter_of
from plans.views.paths import said


@require_http_methods(["GET", "HEAD", "POST"])
def matter_parts(request, pk):
    """Rows of unit or school, weight and day; all of them become parts, or none."""
    matter = matter_of(request, pk)
    if way_back := hindered(request, matter):
        return way_back
    sent = request.POST if request.method == "POST" else None
    asked = request.GET.get("rows", "")
    number = int(asked) if asked in map(str, ROWS) else ROWS[0]
    rows = parts_forms(sent, user=request.user, whole=matter, rows=number)
    if sent is None:
        return _page(request, matter, rows)
    if not rows.is_valid():
        return _page(request, matter, rows, "请改正标出的地方。", status=422)
    try:
        made = _divide(request, matter, rows)
    except ValidationError as error:
        return _page(request, matter, rows, said(error), status=422)
    messages.success(request, f"已分解成 {len(made)} 项。")
    return redirect("matter", pk)


@transaction.atomic
def _divide(request, matter, rows):
    """Units that are named for the first time are written with the parts, or not at all."""
    facts = []
    for form in rows:
        if form.facts:
            form.write_new()
            facts.append(form.facts)
    return proposing.break_down(matter, user=request.user, parts=facts)


def _page(request, matter, rows, trouble="", status=200):
    context = {"matter": matter, "rows": rows, "trouble": trouble, "sizes": ROWS} | names_of(
        request.user
    )
    return render(request, "matters/matter_parts.html", context, status=status)

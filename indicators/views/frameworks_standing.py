"""Requests for how a county stands against a framework enter, pages and files leave."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.exporting import as_csv, as_xlsx
from indicators.models import Framework
from indicators.standing import what_if
from indicators.standing.facts import years_of
from indicators.standing.judged import tally_of
from indicators.standing.judging import may_judge
from indicators.standing.reckoning import stand
from indicators.standing.sheets import schools_sheet, sheets
from indicators.views.framework_paths import Page, counties_of, framework_of

MOST_COUNTIES = 200


@require_safe
def standing_choice(request):
    """Which framework, county and year; sends on once all three are said."""
    frameworks = Framework.objects.visible_to(request.user)
    counties = counties_of(request.user).in_year(timezone.localdate().year)
    told = {name: request.GET.get(name, "").strip() for name in ("framework", "county", "year")}
    county, trouble = _county(counties, told["county"])
    if county and told["framework"]:
        framework = framework_of(request, told["framework"])
        year = told["year"] or str(_newest(framework, county, request.user))
        if year.isdecimal() and len(year) == 4:
            return redirect("standing", framework.code, county.adcode, int(year))
        trouble = "年度请写成四位数，例如 2025。"
    own = counties.first() if not told["county"] and counties.count() == 1 else None
    few = list(counties.order_by("adcode")[: MOST_COUNTIES + 1])
    context = {
        "frameworks": frameworks,
        "counties": few if len(few) <= MOST_COUNTIES else [],
        "told": told,
        "trouble": trouble,
        "shown": told["county"] or (own.name if own else ""),
    }
    return render(request, "indicators/standing_choice.html", context)


@require_safe
def standing(request, code, adcode, year):
    """The county by item and stage, and all its schools."""
    page = Page(request, code, adcode, year)
    name = f"{page.county.name}{year}年{page.framework.name}达标情况".replace("/", "、")
    if request.GET.get("as") == "csv":
        return as_csv(schools_sheet(page.stages), name)
    if request.GET.get("as") == "xlsx":
        found = sheets(page.stages, page.county_cells, page.judged)
        return as_xlsx(found or [schools_sheet([])], name)
    years = years_of(page.framework, page.county, request.user)
    context = page.context | {
        "cells": page.county_cells,
        "years": years,
        "judged": page.judged,
        "tally": tally_of(page.facts, page.judged),
        "may_judge": may_judge(request.user, page.county),
    }
    return render(request, "indicators/standing.html", context)


@require_safe
def standing_school(request, code, adcode, year, school):
    """One school in all its stages."""
    page = Page(request, code, adcode, year)
    left_out = [line for stage in page.stages for line in stage.left_out]
    counted = [line for stage in page.stages for line in stage.lines]
    lines = [line for line in (*counted, *left_out) if line.school.pk == school]
    if not lines:
        raise Http404
    labels = {stage.stage: stage.label for stage in page.stages}
    context = page.context | {"school": lines[0].school, "lines": lines, "labels": labels}
    context["left_out"] = [line for line in lines if line in left_out]
    return render(request, "indicators/standing_school.html", context)


@require_safe
def standing_what_if(request, code, adcode, year):
    """What would be if schools had more or less; nothing is stored."""
    page = Page(request, code, adcode, year)
    stage = next((s for s in page.stages if s.stage == request.GET.get("stage")), None)
    stage = stage or (page.stages[0] if page.stages else None)
    asked = what_if.asked_of(request.GET)
    what_if.refuse_too_little(asked, page.stages)
    after = stand(page.facts, page.rule, asked.more)
    line = stage and (
        page.line(stage.stage, request.GET.get("school", "")) or next(iter(stage.lines), None)
    )
    sliders = what_if.sliders(line, asked) if line else []
    own = {slider.name for slider in sliders}
    context = page.context | {
        "stage": stage,
        "line": line,
        "sliders": sliders,
        "others": [c for c in what_if.changes(asked, page.stages) if c.name not in own],
        "outcome": _outcome(page.stages, after, stage),
        "is_wrong": bool(asked.wrong),
        "has_changes": bool(asked.more),
    }
    return render(request, "indicators/standing_what_if.html", context)


def _outcome(before, after, stage):
    """Pairs of before and after: the stage, its columns, and schools that are touched."""
    if stage is None:
        return None
    at = before.index(stage)
    new = after[at]
    lines = [
        pair
        for pair in zip(stage.lines, new.lines, strict=True)
        if [c.value for c in pair[0].cells] != [c.value for c in pair[1].cells]
    ]
    columns = list(zip(stage.columns, new.columns, strict=True))
    return {"before": stage, "after": new, "columns": columns, "lines": lines}


def _county(counties, words):
    """The county that is meant, and why none is."""
    if not words:
        return None, ""
    found = list(counties.called(words)[:2])
    if len(found) == 1:
        return found[0], ""
    if found:
        return None, f"有几个县叫“{words[:20]}”，请填写行政区划代码。"
    return None, f"没有找到“{words[:20]}”，或者不在您可以查看的范围内。请填写县的名称或代码。"


def _newest(framework, county, user):
    years = years_of(framework, county, user)
    return years[0] if years else timezone.localdate().year - 1

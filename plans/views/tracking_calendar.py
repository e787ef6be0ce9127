"""A request for a month enters, the calendar of what is due leaves, as page or workbook."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.exporting import Sheet, as_xlsx
from plans.filters import MatterFilter
from plans.tracking import months
from plans.tracking.lines import matters_of
from plans.tracking.looked_at import rows_of
from plans.views.listing import kept_filters, opened_with_default
from plans.views.overseers import for_bureau

HEAD = ("日期", "星期", "工作日", "事项", "牵头单位", "配合单位", "进展", "灯", "说明")


@for_bureau
@require_safe
@opened_with_default
def calendar_page(request):
    """What is due in a month, day by day, with the days that people have off."""
    today = timezone.localdate()
    month, complaint = months.month_of(request.GET.get("month", ""), today)
    due = matters_of(request.user).sent().filter(due_on__range=(month.first, month.last))
    due = due.order_by("due_on", "number", "pk")
    found = MatterFilter(request.GET, due, request=request)
    due, asked = found.qs, {name: request.GET[name] for name in found.conditions}
    if request.GET.get("as") == "xlsx":
        return as_xlsx([_sheet(month, rows_of(due))], f"督办工作行事历 {month.name}")
    counts = months.counts_of(due, today)
    number = sum(count.rows for count in counts)
    context = {
        "month": month,
        "filter": found,
        "complaints": [*filter(None, [complaint]), *found.complaints],
        "weekdays": months.WEEKDAYS,
        "weeks": month.weeks(rows_of(months.held(due, number)), counts, asked),
        "is_cut": number > months.MOST,
        "today": today,
        "all": months.due_between(number, month.first, month.last, **asked),
        "lights": months.counted(counts, month, asked),
    }
    return render(request, "tracking/calendar.html", context | kept_filters(request, found))


def _sheet(month, rows):
    days = {day.on: day for week in month.weeks((), ()) for day in week}
    return Sheet(month.name, HEAD, [_line(days[row.matter.due_on], row) for row in rows])


def _line(day, row):
    works = day.told or ("" if day.is_working else "休")
    told = (row.title, row.lead, row.supporting, row.told, row.face.told, row.why)
    return (day.on, day.weekday, works, *told)

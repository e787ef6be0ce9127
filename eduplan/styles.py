"""A request of staff enters, a page with every component in every state leaves."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eduplan.look import chosen
from indicators.charting.charts import bars, lines, stacked

SECTIONS = (
    ("colours", "颜色"),
    ("buttons", "按钮"),
    ("fields", "表单"),
    ("filters", "筛选"),
    ("tables", "表格"),
    ("states", "状态与标记"),
    ("cards", "记录卡片"),
    ("menus", "导航"),
    ("notes", "提示"),
    ("differences", "前后对照"),
    ("charts", "图表"),
)
SIDES = (("day", "浅色"), ("night", "深色"))
TOKENS = (
    "paper", "ground", "raised", "ink", "soft", "line", "line-strong", "brand", "brand-soft",
    "focus", "good", "warn", "bad", "active",
)  # fmt: skip
CARDS = (
    ("proposed", "open", "待核"),
    ("doubtful", "warn", "待核，有疑点"),
    ("accepted", "good", "已通过"),
    ("corrected", "good", "已更正"),
    ("rejected", "still", "已剔除"),
    ("left_out", "still", "不纳入"),
    ("active", "open", "待核（当前）"),
)


@require_safe
def styles(request):
    """The components; root colours are never the system's, so that each side shows its own."""
    if not (request.user.is_staff or request.user.is_system_admin):
        raise PermissionDenied("样式页只对系统管理员开放。")
    theme = "dark" if chosen(request, "theme") == "dark" else "light"
    context = {
        "look": {"theme": theme, "script": chosen(request, "script")},
        "groups": SECTIONS,
        "sections": [(key, name, f"styles/_{key}.html") for key, name in SECTIONS],
        "sides": SIDES,
        "tokens": TOKENS,
        "cards": CARDS,
        "charts": _charts(),
        "page": Paginator(range(90), 30).page(2),
    }
    return render(request, "styles/styles_page.html", context)


def _charts():
    reached = [
        ("学前三年毛入园率", 85, 82.5),
        ("义务教育巩固率", 99.1, 99.3),
        ("高中毛入学率", 92, None),
    ]
    progress = [("一、扩充学位", 12, 3, 4), ("二、教师队伍", 5, 6, 1)]
    years = [("2023", 78.4, 88), ("2024", 81, 89.5), ("2025", 82.5, 91)]
    return (
        bars(reached, series=("目标", "完成"), title="目标与完成", unit="%"),
        stacked(progress, series=("已核", "有疑点", "待核"), title="核对进度", unit="条"),
        lines(years, series=("青禾县", "全市"), title="学前三年毛入园率", unit="%"),
    )

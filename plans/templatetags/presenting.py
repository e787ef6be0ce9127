"""Values enter, their form on a page leaves."""

import json
from datetime import timedelta

from django.template import Library
from django.template.defaulttags import querystring
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import mark_safe

from indicators.numbers import plain
from plans.marking import Close, Open
from plans.presenting import FILES, SCRIPTS, brief, figure
from plans.rights import is_at_desk, is_editor
from plans.tracking.faces import face_of

register = Library()

UNKNOWN = "未识别"
PASSED = (
    (timedelta(days=365), "年"),
    (timedelta(days=30), "个月"),
    (timedelta(days=1), "天"),
    (timedelta(hours=1), "小时"),
    (timedelta(minutes=1), "分钟"),
)


@register.filter
def kind_of_file(media_type):
    """A media type in words."""
    return FILES.get(media_type, media_type)


@register.filter
def script_name(script):
    """Simplified, traditional or mixed in words."""
    return SCRIPTS.get(script, UNKNOWN)


@register.filter
def thousands(number):
    """25,100."""
    return f"{number:,}"


@register.filter
def ago(moment):
    """How long ago something happened: 3 天前."""
    passed = timezone.now() - moment
    for size, name in PASSED:
        if passed >= size:
            return f"{passed // size} {name}前"
    return "刚刚"


@register.filter
def marked(line):
    """A line of nested pieces as HTML; only the first piece of a record carries its anchor."""
    return mark_safe("".join(map(_piece, line)))


def _piece(piece):
    if isinstance(piece, Open):
        return _opening(piece)
    if isinstance(piece, Close):
        return "</mark>"
    return escape(piece).replace("\t", '<span class="cell">\t</span>')


def _opening(piece):
    mark = piece.mark
    title = f' title="{escape(mark.label)}"' if mark.label else ""
    if not mark.key:
        return f'<mark class="{mark.kind}"{title}>'
    anchor = f' id="{mark.key}" tabindex="-1"' if piece.is_first else ""
    return f'<mark class="{mark.kind}" data-key="{mark.key}"{anchor}{title}>'


@register.filter
def known(value):
    """The value, or the word that says that nothing was recognised."""
    if value and value != UNKNOWN:
        return value
    return mark_safe(f'<span class="missing">{UNKNOWN}</span>')


@register.filter
def in_percent(share):
    """0.863 -> 86 %."""
    return f"{share:.0%}".replace("%", " %")


@register.filter
def figured(row):
    """The value of a statement as people write it."""
    return figure(row)


@register.filter
def natural(value):
    """A decimal without empty decimals, thousands apart."""
    return "" if value is None else plain(value)


@register.filter
def rounded(value):
    """A reckoned decimal to two decimals."""
    return "" if value is None else brief(value)


@register.filter
def get(mapping, key):
    """The value of a key, None where there is none."""
    return mapping.get(key)


@register.filter
def face(sign):
    """How the light of a matter is shown."""
    return face_of(sign)


@register.filter
def as_json(value):
    """A value for a data attribute."""
    return json.dumps(value, ensure_ascii=False)


@register.filter
def may_edit(user, plan):
    """Whether the user may change the plan."""
    return is_editor(user, plan)


@register.filter
def at_desk(user, plan):
    """Whether the user sees the plan's source, doubts, review and history."""
    return is_at_desk(user, plan)


@register.inclusion_tag("plans/_sort_head.html", takes_context=True)
def sort_head(context, column, name, css=""):
    """A column head that sorts by its column, the other way round on the second click."""
    now = context["request"].GET.get("o", "")
    return {
        "href": context["request"].path + querystring(context, o=_turned(now, column), page=None),
        "name": name,
        "css": css,
        "sorted": {column: "ascending", f"-{column}": "descending"}.get(now, ""),
    }


def _turned(now, column):
    return f"-{column}" if now == column else column

"""Figures of a picture enter, what stands under it leaves: places, sources, and how new it is."""

from django.utils import timezone

from indicators.charting.places import MOST
from indicators.choices import Origin


def foot_of(names, figures):
    """Of which places a picture tells, and where the values come from."""
    if names:
        more = f"等 {len(names)} 个" if len(names) > MOST else ""
        yield f"范围：{'、'.join(dict.fromkeys(names[:MOST]))}{more}"
    origins = "、".join(sorted({Origin(figure.origin).label for figure in figures}))
    yield f"来源：已发布的数（{origins}）" if origins else "来源：已发布的数"


def stand_of(edition):
    """Up to which release the figures are told, in local time."""
    if edition.at is None:
        return "数据截至：尚无发布"
    at = timezone.localtime(edition.at)
    return f"数据截至：{at.year}年{at.month}月{at.day}日 {at:%H:%M}（第 {edition.release} 次发布）"

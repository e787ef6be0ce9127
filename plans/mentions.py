"""The text of a source enters, rows for the personal data in it and a word to its clerk leave."""

from collections import Counter

from plans.extraction.personal import find
from plans.models import PersonalMention, Problem

LONGEST = 300
TOLD = "含个人信息 {n} 处（{kinds}）。无权查看的人看到的是隐去后的文字；发布前请核对是否需要保留。"


def record_mentions(source, text):
    """Write down all personal data of a source, and tell who reviews it, document by document."""
    written = source.content.text
    rows = []
    for personal in find(text.value):
        start, end = text.span(personal.start, personal.end)
        rows.append(
            PersonalMention(
                source=source,
                kind=personal.kind,
                start=start,
                end=end,
                said=text.value[personal.start : personal.end][:LONGEST],
                written=written[start:end][:LONGEST],
            )
        )
    PersonalMention.objects.bulk_create(rows)
    Problem.objects.bulk_create(_told(source, rows))


def _told(source, mentions):
    plans = list(source.plans.order_by("start"))
    by_plan = {}
    for mention in mentions:
        inside = (plan for plan in plans if plan.start <= mention.start < plan.end)
        by_plan.setdefault(next(inside, None), []).append(mention)
    return [
        Problem(
            source=source,
            plan=plan,
            stage=Problem.Stage.PERSONAL,
            message=TOLD.format(n=len(held), kinds=counted(held)),
            start=held[0].start,
            end=held[0].end,
        )
        for plan, held in by_plan.items()
    ]


def counted(mentions):
    """How many of which kind, in words."""
    times = Counter(mention.get_kind_display() for mention in mentions)
    return "，".join(f"{kind} {n}" for kind, n in times.most_common())

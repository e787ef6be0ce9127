"""A roll-up, a standing or a division enters, tables for Excel leave."""

from indicators.exporting import Sheet
from plans.rollup.sums import why_of

HEAD = (
    "指标", "单位", "县级目标", "各校目标", "汇总方式", "汇总说明", "与县级目标之差",
    "计入学校", "已通过学校", "全部学校", "没有填的学校", "缺权数的学校",
    "上年各校完成", "上年计入学校",
)  # fmt: skip


def rollup_sheet(rollup):
    """All lines of a roll-up, the missing schools by name."""
    counts = rollup.approved, len(rollup.figures.submissions)
    return Sheet("目标汇总", HEAD, [_row(line, counts) for line in rollup.lines])


def _row(line, counts):
    return (
        line.indicator.name,
        line.indicator.unit,
        line.county and line.county.target.value,
        line.now.value,
        line.how,
        why_of(line.indicator),
        line.gap,
        line.now.counted,
        *counts,
        names(line.now.without_value),
        names(line.now.without_weight),
        line.before.value,
        line.before.counted,
    )


def waiting_sheet(rollup):
    """Schools whose plan was never approved."""
    rows = [(found.school.name, found.get_state_display()) for found in rollup.waiting]
    return Sheet("未通过学校", ("学校", "状态"), rows)


def standing_sheet(standing):
    """Schools of an indicator, ranked; after them those that say nothing."""
    head = (
        "名次",
        "学校",
        "单位",
        "本年目标",
        "上年",
        "占合计（%）",
        f"与{standing.even_name}之差",
    )
    unit = standing.indicator.unit
    rows = [
        (place.rank, place.school.name, unit, place.value, place.before, place.share, place.gap)
        for place in standing.places
    ]
    silent = [school.name for school in standing.together.without_value]
    waiting = [found.school.name for found in standing.waiting]
    missing = [*((name, "已通过，没有填") for name in silent), *((n, "未通过") for n in waiting)]
    rows += [(None, name, why, None, None, None, None) for name, why in missing]
    return Sheet("各校目标", head, rows)


def names(schools):
    """Names in one cell."""
    return "、".join(school.name for school in schools)

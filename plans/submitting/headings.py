"""Headings of a document and titles of a form's sections enter, which means which leaves."""

from indicators.matching import folded

SAME = (
    ("指导思想", "总体要求", "总体思路", "工作思路", "基本思路", "办学思想", "办园思想",
     "办学理念", "办园理念", "工作理念"),
    ("工作目标", "总体目标", "主要目标", "目标任务", "奋斗目标", "发展目标", "年度目标",
     "学校目标", "预期目标"),
    ("主要措施", "工作措施", "具体措施", "主要工作", "重点工作", "工作重点", "工作任务",
     "主要任务", "重点任务", "工作内容", "具体工作", "工作安排"),
    ("保障措施", "组织保障", "工作保障", "条件保障", "工作要求", "组织领导"),
    ("上年工作回顾", "工作回顾", "上年工作总结", "工作总结", "去年工作回顾", "上年情况",
     "上年完成情况", "主要成绩"),
    ("学校概况", "基本情况", "学校基本情况", "园所概况", "幼儿园概况", "情况分析", "现状分析",
     "学校现状", "背景分析", "校情分析", "园情分析"),
)  # fmt: skip
"""Headings that schools write for one thing."""
EXACT, WITHIN, ALIKE = 3, 2, 1
"""How sure a heading means a section: the same words, one within the other, words for one thing."""
SHORTEST = 3
"""Characters from which a title counts that stands inside another one."""


def matched(titles, headings):
    """Number of a heading -> number of the title that it means; each is given once, surest first.

    Headings that mean nothing are left out.
    """
    found = [
        (-nearness(title, heading), number, place)
        for number, title in enumerate(titles)
        for place, heading in enumerate(headings)
        if nearness(title, heading)
    ]
    by_heading = {}
    for _, number, place in sorted(found):
        if place not in by_heading and number not in by_heading.values():
            by_heading[place] = number
    return by_heading


def nearness(title, heading):
    """How sure a heading of a document means a section of that title; 0 where it does not."""
    one, other = folded(title), folded(heading)
    if not one or not other:
        return 0
    if one == other:
        return EXACT
    short, long = sorted((one, other), key=len)
    if len(short) >= SHORTEST and short in long:
        return WITHIN
    return ALIKE if _groups(one) & _groups(other) else 0


def _groups(name):
    """Numbers of the things that a title speaks of."""
    return {
        number for number, words in enumerate(SAME) if any(folded(word) in name for word in words)
    }

"""A target letter enters, its parts in their order leave: what Word and PDF both set."""

TABLE_HEAD = ("序号", "指标", "单位", "上年", "本年目标", "来源")
WIDTHS = (14, 54, 17, 27, 23, 21)
"""Of the columns in millimetres: together the 156 of the page."""
SIGNING = 78
"""Width in millimetres of what each party signs."""
HAN = "一二三四"
DAY = "　　　年　　月　　日"


def parts_of(content):
    """(kind, text) one after the other; the table has no text of its own."""
    yield "title", content.title
    yield "parties", f"{content.bureau}——{content.school}"
    if content.preamble:
        yield "text", content.preamble
    numbers = iter(HAN)
    yield "heading", f"{next(numbers)}、年度目标"
    yield "table", ""
    if content.tasks:
        yield "heading", f"{next(numbers)}、重点任务"
        for number, task in enumerate(content.tasks, 1):
            until = f"（{task.until} 前）" if task.until else ""
            yield "text", f"{number}．{task.title}{until}"
    if content.terms:
        yield "heading", f"{next(numbers)}、责任与考核"
        for number, term in enumerate(content.terms, 1):
            yield "text", f"{number}．{term}"
    yield "text", _standing(content)


def table_of(content):
    """Rows of the table of targets, in words."""
    for number, line in enumerate(content.lines, 1):
        yield str(number), line.name, line.unit, line.before or "—", line.value, line.origin


def signing_of(content):
    """Pairs of what the bureau and the school sign, line by line."""
    yield f"{content.bureau}（盖章）", f"{content.school}（盖章）"
    yield "局长（签字）：", f"{content.head_of_school}（签字）："
    yield DAY, DAY


def _standing(content):
    if content.is_draft:
        return "（本件为草稿，尚未下达，不作为考核依据。）"
    return f"下达日期：{content.issued_on}"

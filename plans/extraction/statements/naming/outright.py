"""A quantity whose surroundings name it outright enters, its name leaves."""

import re

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.phrases import (
    Phrase,
    clauses_before,
    noun_run,
    noun_tail,
    text,
)
from plans.extraction.statements.naming.said import Draft, Said
from plans.extraction.statements.naming.wording import (
    MEASURED,
    MONEY_UNITS,
    RATE_UNITS,
    counted,
    tidy,
    uncounted,
)
from plans.extraction.statements.quantity import Naming

LONGEST_OWNER = 12
"""A longer phrase beside a bare measure is no owner of it."""


def name_outright(draft: Draft, said: Said) -> Naming | None:
    """The name that a bracket, a colon, a distance or a superlative gives; else None."""
    for rule in (
        _reached,
        _score_line,
        _mark,
        _beyond,
        _class_size,
        _distance,
        _largest,
        _bracketed,
        _task_set,
        _fulfilled,
        _labelled,
        _under_colon,
    ):
        name = rule(draft, said)
        if name:
            return Naming(name, None, rule.__name__.strip("_"))
    return None


_REACHED = re.compile(r"[到至为成](?:\d{2,4}年(?:年?[底末初])?的?)?$")


def _reached(draft: Draft, said: Said) -> str:
    """由10分钟延长到15分钟的学校: what is reached is of what it starts from."""
    last = said.drafts[-1] if said.drafts else None
    starts = last is not None and _FROM.search(last.around.carried)
    if not starts or last is None or last.unit != draft.unit or draft.around.left:
        return ""
    return said.last_name() if _REACHED.search(draft.around.carried) else ""


_FROM = re.compile("[由从](?!事)")


_CLASSES = re.compile("^(?:超?大班额|[大中小]班)")


_KIND = "(?:首选)?(?:物理|历史|文史|理工|文科|理科|艺术|体育|综合)(?:类|科目组?|组)?"
_LINE = re.compile(f"(?P<line>.*(?:控制|录取|分数|批次|投档)线)(?P<kind>{_KIND})$")


def _score_line(draft: Draft, said: Said) -> str:
    """本科批控制线物理类448分、历史类449分: the kind stands between its line and the number."""
    if draft.unit != "分":
        return ""
    led = text([w for w in draft.around.left if w.tag not in _BESIDE])
    kind = _LINE.match(led)
    if kind:
        return kind["kind"] + tidy(kind["line"])
    last = said.drafts[-1] if said.drafts else None
    again = last is not None and last.naming.rule == "score_line" and re.fullmatch(_KIND, led)
    if last is None or not again:
        return ""
    return led + re.sub(f"^{_KIND}", "", last.naming.indicator or "", count=1)


_BESIDE = frozenset(("adverb", "time", "region", "aspect"))


def _mark(draft: Draft, said: Said) -> str:
    """56人以上大班额占比, 600分以上人数: the number is a mark and counts nothing."""
    behind = said.tokens[draft.position + 1 : draft.position + 2]
    run = text(noun_run(draft.around.right))
    bound = bool(behind) and behind[0].text in _BOUNDS
    if not bound or not (lexicon.COUNT_HEADS.search(run) or lexicon.RATE_HEADS.search(run)):
        return ""
    sized = _CLASSES.match(run) if draft.unit == "人" else None
    if sized:
        return sized[0] + "标准"
    return tidy(text(noun_tail(draft.around.left))) + "分数" if draft.unit == "分" else ""


def _beyond(draft: Draft, said: Said) -> str:
    """600分以上人数不少于75人, 56人以上大班额占比降到3%: the mark belongs to the name."""
    around, mark = draft.around, said.drafts[-1] if said.drafts else None
    if mark is None or not around.listed or text(around.left[:1]) not in _BOUNDS:
        return ""
    behind = around.left[1:]
    sized = mark.unit == "人" and draft.unit == "个" and _CLASS.search(text(behind))
    if sized and any(w.tag in ("verb", "action") for w in mark.around.left):
        return ""
    if (mark.unit == "分" or sized) and behind[:1] and behind[0].tag == "of":
        behind = behind[1:]
    name = text((*around.left[:1], *behind))
    fits = lexicon.RATE_HEADS if draft.unit in RATE_UNITS else lexicon.COUNT_HEADS
    name = _CLASS.sub("大班额班级" if _is_large(mark) else "班级", name) if sized else name
    whose = [w for w in mark.around.left if w.tag not in ("time", "region")]
    marked = text(whose) + mark.around.token.text + name
    if len(name) > LONGEST_OWNER:
        return ""
    if fits.search(name):
        return marked
    counts = draft.unit in _COUNTS and behind == noun_tail(behind)
    return counted(marked, draft.unit, False) if counts and len(name) > 2 else ""


# 的班级, 的教学班
_CLASS = re.compile("(?:教学)?班级?$")
LARGE = 56
"""Pupils from which on a class is officially a large one."""


def _is_large(mark: Draft) -> bool:
    size = re.match(r"\d{2,3}(?=[人名])", mark.around.token.text)
    return size is not None and int(size[0]) >= LARGE


_COUNTS = frozenset("人个所")
_BOUNDS = frozenset(("以上", "以下", "以内"))
_OF_CLASS = frozenset(("每班", "各班", "每个班"))


def _class_size(draft: Draft, said: Said) -> str:
    """小学一年级每班不超过45人."""
    if draft.unit != "人" or draft.around.each not in _OF_CLASS or draft.around.right_noun:
        return ""
    whose = tidy(text(noun_tail(draft.around.left)))
    if _STAFF.search(whose):
        return ""
    whose = "幼儿园" * bool(_AGED.fullmatch(whose)) + whose
    first = any(w.text == _FIRST for w in said.tokens[: draft.position]) and _FIRST not in whose
    return whose + _FIRST * first + "班额" if len(whose) <= LONGEST_OWNER else ""


_AGED = re.compile("[大中小托]班")
_STAFF = re.compile("(?:教师|人员|保育员|教职工|保安|师资)$")
"""每班保教人员2人: those who work in a class are no size of it."""
_FIRST = "起始年级"
"""起始年级均衡编班，小学每班45人: the grade was said before."""


_AWAY = re.compile("^(?:与|和|跟)?(?:离|距|距离|相距)(?P<whose>[^，的]{2,12})$")
_DEMANDED = frozenset(("要求", "标准", "规定", "目标"))


def _distance(draft: Draft, said: Said) -> str:
    """生均面积只有5平方米，离示范园8平方米的要求: what others ask of the thing named before."""
    away = _AWAY.match(_plain(draft.around))
    last = said.last_name()
    asked = draft.around.of_right and text(draft.around.right[:1]) in _DEMANDED
    if not away or not asked or not last or said.drafts[-1].unit != draft.unit:
        return ""
    return tidy(away["whose"] + last.removesuffix("标准")) + "标准"


_MOST = re.compile(
    "(?P<whose>[大中小托]班|[一二三四五六七八九]年级|[高初][一二三])?最[多大]的(?:一?个)?(?:班|班级|教学班)[挤坐达]?$"
)


def _largest(draft: Draft, said: Said) -> str:
    """最大的班有70人 tells the largest class, of whom the class size before was told."""
    start = max(0, draft.position - 8)
    words = [w for w in said.tokens[start : draft.position] if w.text not in ("竟", "竟然", "有")]
    most = _MOST.search(text(words))
    if draft.unit != "人" or not most:
        return ""
    if most["whose"]:
        return "幼儿园" * most["whose"].endswith("班") + most["whose"] + "最大班额"
    owner, size, _ = said.last_name().partition("平均班额")
    return (owner if size else "") + "最大班额"


def _bracketed(draft: Draft, said: Said) -> str:
    """学生公寓（投资300万元）, 教学楼（1200平方米）: the measure is of what stands before."""
    around = draft.around
    opened = draft.position - len(around.left) - 1
    if opened < 1 or said.tokens[opened].tag != "open":
        return ""
    before = tuple(said.tokens[max(0, opened - 12) : opened])
    owner = tidy(text(noun_tail(before)))
    money = draft.unit in MONEY_UNITS and text(around.left) in ("投资", "总投资")
    area = draft.unit in MEASURED and not around.left and not around.carried
    built = lexicon.BUILT.search(owner)
    if not built or len(owner) > LONGEST_OWNER or not (money or area):
        return ""
    return owner + text(around.left) if money else counted(owner, draft.unit, False)


_SET = re.compile("(?:任务|计划|指标)$")


def _task_set(draft: Draft, said: Said) -> str:
    """招收新生1320人，完成市下达的1200人任务: the task set for what was counted before."""
    around, last = draft.around, said.drafts[-1] if said.drafts else None
    led = text(around.left)
    named = _SET.search(led) or (around.right and _SET.fullmatch(around.right[0].text))
    given = _GIVEN.search(led + around.carried)
    if last is None or last.unit != draft.unit or not named or not given:
        return ""
    of = uncounted(said.last_name())
    return tidy(of + "任务" + ("人数" if draft.unit == "人" else "数")) if of else ""


_GIVEN = re.compile("下达|分配|核定|交办")


def _fulfilled(draft: Draft, said: Said) -> str:
    """招生500人，完成下达任务450人的111%: how far a task that is a number was fulfilled."""
    around = draft.around
    last = said.drafts[-1] if said.drafts else None
    of_it = around.carried == "的" and not around.left
    if draft.unit != "%" or last is None or not of_it or not _SET.search(text(last.around.left)):
        return ""
    names = (d.settle().indicator or "" for d in said.drafts[-2:-1] if d.unit == last.unit)
    return uncounted(next(names, "")) + "任务完成率"


_LABEL = re.compile(f"{lexicon.COUNT_HEADS.pattern}|{lexicon.RATE_HEADS.pattern}")


def _labelled(draft: Draft, said: Said) -> str:
    """班级数：12个: a label that says itself that it is a number."""
    colon = draft.position - 1
    if draft.around.left or colon < 1 or said.tokens[colon].text not in "：:":
        return ""
    clauses = clauses_before(said.tokens, colon)
    label = tidy(text(clauses[0])) if clauses else ""
    plain = bool(label) and all(w.tag in _PLAIN for w in clauses[0])
    rate = lexicon.RATE_HEADS.search(label) is not None
    fits = _LABEL.search(label) and rate == (draft.unit in RATE_UNITS)
    return label if plain and fits and 2 < len(label) <= LONGEST_OWNER else ""


_PLAIN = frozenset(("noun", "action", "and", "aside", "time", "region", "verb"))


def _under_colon(draft: Draft, said: Said) -> str:
    """出勤率：大班95%: the head stands before the colon, the kind before the number."""
    around = draft.around
    kind = text(around.left)
    opened = draft.position - len(around.left) - 1
    plain = all(w.tag in ("noun", "and") for w in around.left) and len(kind) <= LONGEST_OWNER
    if opened < 1 or not plain or not kind or _HEADED.search(kind):
        return ""
    if said.tokens[opened].text not in "：:":
        return _again_under_colon(kind, draft, said)
    head = _head_before(said, opened)
    fits = head.endswith("率") if draft.unit in RATE_UNITS else _SIZED.search(head)
    return tidy(kind + head) if fits else ""


_HEADED = re.compile(f"{lexicon.RATE_HEADS.pattern}|{lexicon.COUNT_HEADS.pattern}")
_SIZED = re.compile("(?:班额|定额|面积|时长)$")


def _again_under_colon(kind: str, draft: Draft, said: Said) -> str:
    """班额：小班25人、中班30人: the next kinds share the head."""
    last = said.drafts[-1] if said.drafts else None
    listed = last is not None and last.unit == draft.unit and draft.around.listed
    if last is None or not listed or last.naming.rule != "under_colon":
        return ""
    return tidy(kind + (last.naming.indicator or "").removeprefix(text(last.around.left)))


def _head_before(said: Said, colon: int) -> str:
    """What the clause before a colon opens with (班额严格执行：)."""
    clauses = clauses_before(said.tokens, colon)
    run = noun_run(clauses[0]) or noun_tail(clauses[0]) if clauses else ()
    while run and run[-1].tag == "action":
        run = run[:-1]
    return tidy(text(run))


def _plain(around: Phrase) -> str:
    return text([w for w in around.left if w.tag not in ("adverb", "region")])

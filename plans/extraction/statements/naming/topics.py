"""The words before a quantity enter; what the sentence speaks of leaves."""

import re
from collections.abc import Sequence

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.phrases import (
    Words,
    clauses_before,
    is_frame,
    is_known,
    noun_run,
    strip_carriers,
    text,
)
from plans.extraction.statements.naming.tokens import Token, words_of
from plans.extraction.statements.naming.wording import core, of_school, tidy, unjudged


def topic(tokens: Sequence[Token], position: int) -> str:
    """The object of the nearest clause before that holds no quantity."""
    for clause in clauses_before(tokens, position)[1:3]:
        if any(t.tag == "quantity" for t in clause):
            continue
        runs = noun_runs(strip_carriers(clause))
        if runs:
            return _which_is(clause) or core(text(runs[-1]))
    return ""


_KIND_OF_SCHOOL = re.compile(r"(?:学校|中学|小学|高中|初中|学院|幼儿园)$")
_LIES = re.compile("(?P<who>[^，]{2,12}?)(?:地处|位于|坐落[于在]|座落[于在])[^，]{2,20}")
_ITSELF = {"我校": "学校", "本校": "学校", "学校": "学校", "我园": "幼儿园", "本园": "幼儿园"}


def _which_is(clause: Words) -> str:
    """我校是一所寄宿制初中，占地42亩: what it is or where names nothing but the school."""
    spoken = "".join(w.text for w in clause)
    lies = _LIES.fullmatch(spoken)
    if lies:
        return _ITSELF.get(lies["who"], tidy(lies["who"]))
    who, is_it, kind = spoken.partition("是")
    return _ITSELF.get(who, "") if is_it and _KIND_OF_SCHOOL.search(kind) else ""


SET_UP_CLAUSES = 4
_SETTING_UP = frozenset((
    "建立", "设立", "组建", "成立", "创建", "建设", "新建", "开设", "开办", "设置", "建成",
))  # fmt: skip


def set_up(tokens: Sequence[Token], position: int, deed: str) -> str:
    """The object of the nearest clause that sets something up (建立活动中心，…年底前建成23个)."""
    for clause in clauses_before(tokens, position)[1:SET_UP_CLAUSES] if deed in _SETTING_UP else ():
        if any(t.tag == "quantity" for t in clause):
            return ""
        for index, word in enumerate(clause):
            run = noun_run(clause[index + 1 :])
            if word.text in _SETTING_UP and run:
                return core(text(run))
    return ""


_GIVING = frozenset(
    ("配备", "配齐", "配置", "聘请", "安排", "设立", "设置", "安装", "购置", "添置", "配")
)


def given_each(tokens: Sequence[Token], position: int) -> str:
    """The object of giving in the clause before (为24所小学配备保安，每校2名)."""
    for clause in clauses_before(tokens, position)[1:2]:
        places = [i for i, word in enumerate(clause) if word.text in _GIVING]
        return core(text(noun_run(clause[places[-1] + 1 :]))) if places else ""
    return ""


def opening(tokens: Sequence[Token], position: int) -> str:
    """What the clause right before speaks of, if that holds no quantity (留守儿童有所增加，占…)."""
    before = (*clauses_before(tokens, position)[1:2], ())[0]
    if any(t.tag == "quantity" for t in before):
        return ""
    runs = noun_runs(before)
    name = tidy(core(text(runs[0]))) if runs else ""
    return "" if any(c.isdigit() for c in name) else name


def money_topic(tokens: Sequence[Token], position: int) -> str:
    """The nearest noun phrase before that means money."""
    for clause in clauses_before(tokens, position)[1:5]:
        for run in reversed(noun_runs(clause)):
            money = _money(run)
            if money:
                freed = clause[: clause.index(run[0])][-1:]
                return ("免" if text(freed) in _FREED else "") + money
    return ""


def _money(run: Words) -> str:
    """The money of a noun phrase, or of what stands before 的 in it (助学金的申报)."""
    mark = next((i for i, w in enumerate(run) if w.tag == "of"), len(run))
    named = (unjudged(core(text(words))) for words in (run, run[:mark]))
    return next((money for money in named if lexicon.MONEY_HEADS.search(money)), "")


_FREED = frozenset(("免除", "减免", "免", "免收"))


def money_ahead(words: Words) -> str:
    """The first noun phrase behind that means money."""
    for run in noun_runs(words):
        money = unjudged(core(text(run)))
        if lexicon.MONEY_HEADS.search(money):
            return money
    return ""


def fuller(tokens: Sequence[Token], position: int, head: str, deed: str) -> str:
    """A longer form of ``head`` in the clauses before: 校长 after 特殊教育学校校长和骨干教师培训.

    Where something is done to the head, only a clause that speaks of the same deed counts.
    """
    for clause in clauses_before(tokens, position)[1:6]:
        if deed and deed not in text(clause):
            continue
        for index in range(len(clause) - 1, -1, -1):
            aided = text(clause[index + 1 : index + 2]).startswith("资助")
            if not aided and clause[index].tag == "noun" and clause[index].text.endswith(head):
                found = core(text(clause[_run_start(clause, index) : index + 1])).strip("“”《》")
                if len(found) > len(head):
                    return found
    return ""


def _run_start(clause: Words, index: int) -> int:
    """Where the phrase of a head begins, verbs of the dictionary between nouns included."""
    while index and (
        clause[index - 1].tag in ("noun", "action")
        or (clause[index - 1].tag == "verb" and not is_known(clause[index - 1]))
    ):
        index -= 1
    return index


def event(tokens: Sequence[Token], position: int) -> str:
    """The nearest programme before (…工程, …计划), to complete 学员 and the like."""
    for clause in clauses_before(tokens, position)[1:3]:
        for run in reversed(noun_runs(clause)):
            name = text(run).strip("“”")
            if len(name) > 4 and name.endswith(("工程", "计划", "项目", "活动", "行动")):
                return name
    return ""


PROJECT_CLAUSES = 8
"""Clauses back in which a building project is named that several measures belong to."""

_BEGUN = frozenset((
    "新建", "迁建", "扩建", "改扩建", "改建", "重建", "续建", "建设", "建成", "改造", "实施",
    "启动", "推进", "建好", "开工建设", "建",
))  # fmt: skip


def project(tokens: Sequence[Token], position: int) -> str:
    """The building project of which size, cost and places are told one after another."""
    for clause in clauses_before(tokens, position)[: PROJECT_CLAUSES + 1]:
        clause = _behind_sum(clause)
        start = next((i for i, w in enumerate(clause) if w.tag not in _LEADING), len(clause))
        words = _behind_deed(clause[start:])
        run = _named_project(words)
        named = _one_built(words, run)
        if named:
            return named
        rest = words[len(run) :]
        opens = clause == tuple(tokens[: len(clause)])
        alone = not rest and (opens or len(run) < len(clause))
        built = lexicon.BUILT.search(text(run)) and len(text(run)) > SHORTEST
        if run and built and (alone or _is_measured(rest) or _is_told_of(rest)):
            return of_school(core(text(run)))
    return ""


SHORTEST = 3
"""A shorter noun is a kind of building and no project."""


def _behind_sum(clause: Words) -> Words:
    """投资90万元建成城南中学: what the money is spent on stands behind it."""
    sums = [i for i, w in enumerate(clause) if w.tag == "quantity"]
    rest = clause[sums[-1] + 1 :] if sums else ()
    return rest if rest and _begins(rest[0]) else clause


def _one_built(words: Words, run: Words) -> str:
    """新建厕所一座, 新楼主体完工: the building without its number and how far it has come."""
    said = text(words)
    named = _ONE.sub("", _UNDER_WAY.sub("", said))
    alone = named != said and len(named) <= len(text(run))
    fits = lexicon.BUILT.search(named) or _FITTED.search(named)
    return core(named) if alone and fits else ""


_UNDER_WAY = re.compile(
    "(?:(?:主体)?(?:工程)?(?:已|正)?|[于在].{1,6}[月底初])(?:完工|竣工|封顶|开工|动工|落成)$"
)
"""How far it has come is no part of what is built."""
_FITTED = re.compile("(?:厕所|浴室|澡堂|厨房|水窖|围墙|看台|车棚|操场|教室)$")


def _behind_deed(words: Words) -> Words:
    """What a deed of building is done to (开工建设城北幼儿园); other words as they are."""
    deeds = 0
    while deeds < len(words) and _is_deed(words[deeds]):
        deeds += 1
    return words[deeds:] if any(_begins(w) for w in words[:deeds]) else words


def _is_deed(word: Token) -> bool:
    return word.tag in ("verb", "action") or word.text in ("动工", "开工")


def _named_project(words: Words) -> Words:
    """Noun phrase with a verb of building inside (第二幼儿园改扩建项目)."""
    run = noun_run(words)
    if run and len(words) > len(run) + 1 and _begins(words[len(run)]):
        return words[: len(run) + 1] + noun_run(words[len(run) + 1 :])
    return run


def _is_told_of(words: Words) -> bool:
    """教学楼于10月动工, 宿舍楼是校安工程项目: how far it is, or what programme it is of."""
    said = text([w for w in words if w.tag != "time"])
    return bool(_UNDER_WAY.search(said) and len(said) <= SHORT_STATE) or said[:1] == "是"


SHORT_STATE = 8


def _begins(word: Token) -> bool:
    return word.text in _BEGUN


def _is_measured(words: Words) -> bool:
    """Whether land, size or cost of the project comes next (占地180亩)."""
    return bool(words) and (words[0].text in _SIZES or words[0].tag == "open")


_LEADING = frozenset(("time", "region", "adverb", "aside", "each", "aspect"))
_SIZES = frozenset(("占地", "用地", "规划占地", "总投资", "投资", "规划", "建筑面积", "总建筑面积"))
GROUP_REACH = 40
"""Words from the start of a sentence in which its subject stands."""


def group(tokens: Sequence[Token]) -> str:
    """The kind of school or person that a sentence opens with or names first."""
    for run in noun_runs(tuple(tokens[:GROUP_REACH])):
        out = any(w.text in OUT_OF_SCHOOL for w in run)
        while run and run[0].tag == "action" and run[0].text in lexicon.FRAME:
            run = run[1:]
        if run and not out and lexicon.GROUPS.search(run[-1].text) and len(text(run)) <= 10:
            return core(text(run))
    return ""


OUT_OF_SCHOOL = frozenset(("辍学", "失学", "流失"))
"""A rate is of the pupils who stay, not of these."""


def noun_runs(words: Words) -> list[Words]:
    """All noun phrases of a stretch, in order."""
    runs = []
    index = 0
    while index < len(words):
        run = noun_run(words, index)
        if run and len(text(run)) > 1:
            runs.append(run)
        index += max(1, len(run))
    return runs


def clause(tokens: Sequence[Token], position: int) -> str:
    """The clause just before, if it is short enough for a name (扩建县中学，投资…)."""
    found = clauses_before(tokens, position)[1:2]
    words = found[0] if found else ()
    if any(w.text in _PAID_BY for w in words):
        return ""
    while words and (words[0].tag in _LEADING or is_frame(words[0])):
        words = words[1:]
    said = of_school(_STATE.sub("", _ONE.sub("", unjudged(core(text(words))))))
    fits = len(said) <= CLAUSE_LIMIT and not _PARTS.match(said)
    return said if fits and not any(c.isdigit() for c in said) else ""


_STATE = re.compile("(?:正在|现已|已经?)[^，]{1,10}$")
_PARTS = re.compile("(?:施工|建[至到]|主体|基础|外墙|内外?部?装|土建)")
"""How far the works or their parts are is nothing that money is spent on."""
CLAUSE_LIMIT = 14
_PAID_BY = frozenset(("承担", "负担", "列支", "解决", "分担"))
"""Verbs of who pays (所需资金由县财政承担), which tell nothing of what for."""
_ONE = re.compile("一[座栋所个间处幢片块]$")


def titled(headings: Sequence[str], unit: str) -> tuple[str, str]:
    """Verb and noun of the nearest heading whose object the unit can count; else two blanks."""
    fitting = lexicon.FITTING.get(unit)
    for title in reversed(headings[-2:]) if fitting else ():
        words = words_of(title)
        for run in reversed(noun_runs(words)):
            named = _BRACKET.sub("", text(run))
            if fitting and fitting.search(named) and len(named) > 2:
                place = words.index(run[0])
                verb = (
                    words[place - 1].text if place and words[place - 1].text in lexicon.KEEP else ""
                )
                return verb, named
    return "", ""


_BRACKET = re.compile(r"（[^（）]*）")


_PROGRAMME = re.compile(
    r"(?:工程|计划|行动|项目|补助|助学金|奖学金|补贴|资助|服务|活动|政策|“一补”)$"
)


def programme(tokens: Sequence[Token], position: int) -> str:
    """The programme that pupils gain by, named before in the sentence (营养改善计划…惠及)."""
    for clause in clauses_before(tokens, position)[:4]:
        for run in noun_runs(clause):
            name = _quoted(core(text(run)))
            if _PROGRAMME.search(name) and "/" not in name and 4 <= len(name) <= PROGRAMME_LIMIT:
                return name
    return ""


_MEALS = re.compile("膳食|供餐|午餐|伙食")


def gained_by(tokens: Sequence[Token], position: int) -> str:
    """The programme; 膳食补助 is paid by the 营养改善计划 where that was named."""
    name = programme(tokens, position)
    plan = _MEALS.search(name) and any(w.text == "营养改善计划" for w in tokens[:position])
    return "营养改善计划" if plan else name


def is_programme(name: str) -> bool:
    """Whether a name is that of a programme and short enough for one."""
    return bool(_UNDERTAKING.search(name)) and 4 <= len(name) <= PROGRAMME_LIMIT


_UNDERTAKING = re.compile("(?:工程|计划|行动|项目)$")
PROGRAMME_LIMIT = 18
_NAMED = re.compile("^.{2,12}?(?:工程|计划|行动)(?=[“”供餐膳食补助标准资金经费])")


def _quoted(name: str) -> str:
    """“蛋奶工程”供餐标准 speaks of the 蛋奶工程."""
    plain = name.replace("“", "").replace("”", "")
    named = _NAMED.match(plain)
    return named[0] if named else plain


def contest(tokens: Sequence[Token], position: int) -> str:
    """The contest that the clause before opens with (在…大赛中，)."""
    for words in clauses_before(tokens, position)[1:2]:
        said = text([w for w in words if w.text not in ("在", "中", "上", "里", "举办", "的")])
        if (
            words[0].text == "在"
            and lexicon.CONTESTS.search(said)
            and len(said) <= CLAUSE_LIMIT + 6
        ):
            return said
    return ""

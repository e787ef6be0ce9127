"""The phrase of a sum of money enters, its name leaves."""

import re
from dataclasses import replace

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.counts import governing
from plans.extraction.statements.naming.phrases import (
    Phrase,
    Words,
    noun_run,
    noun_tail,
    strip_carriers,
    text,
)
from plans.extraction.statements.naming.shares import _start, owner
from plans.extraction.statements.naming.wording import core, funded, tidy
from plans.extraction.statements.quantity import Naming

_PURPOSE = re.compile(
    r"^(?:(?:专项)?(?:资金|经费)|专款)?[，,]?(?:主要|全部|专项|重点)?"
    r"(?:用于|用以|用来|为|给予|支持|作为)(?P<what>[^，。；]{2,24})"
)


_MANNER = re.compile("(?:按照?|根据|依据)[^，。；]{2,14}(?:程度|远近|等级|档次|类别|情况|表现)$")


def without_manner(phrase: Phrase) -> Phrase:
    """按照艰苦程度每人每月300元: how it is graded tells nothing of what is paid."""
    graded = phrase.each and _MANNER.match(text(phrase.left))
    return replace(phrase, left=()) if graded else phrase


def sum_name(phrase: Phrase) -> tuple[str, str] | None:
    """Name of a sum and the rule: the money named beside it, else what it is for."""
    for rule, name in (
        ("money after", _after(phrase)),
        ("money before", _before(phrase)),
        ("sum before", _noun_before(phrase)),
        ("purpose", purpose(phrase)),
    ):
        if name:
            return name, rule
    return None


def _after(phrase: Phrase) -> str | None:
    run = noun_run(_given(phrase.right))
    said = text(run)
    if not run or not lexicon.MONEY_HEADS.search(core(said)) or said.startswith("标准"):
        return None
    if core(said) == "资金":
        return None
    return funded(said, bool(phrase.each))


_EARNED = re.compile("(?:收入|工资|[月年]薪)$")


def _without_each(words: Words) -> Words:
    while words and words[-1].tag == "each":
        words = words[:-1]
    return words


def _earner(words: Words, money: str) -> str:
    """教师人均年收入: what each one earns is no standard, and whose it is stands in front."""
    owner = noun_tail(_without_each(words))
    if words and words[-1].tag == "each" and words[-1].text.startswith("每") and owner:
        return funded(text(owner) + money, True)
    if not words or words[-1].text not in ("人均", "平均") or not _EARNED.search(money):
        return ""
    return tidy(text(noun_tail(words[:-1])) + words[-1].text + money)


_GIVEN = frozenset(("设立", "建立", "落实", "配套", "发放", "给予", "支付", "列支", "拨付"))


def _given(words: Words) -> Words:
    """500万元设立奖励基金, 200元的标准落实补助: what the money makes up."""
    if words and words[0].text == "标准":
        words = words[1:]
    given = bool(words) and words[0].text in _GIVEN
    words = words[1:] if given else words
    if given and len(words) > 1 and lexicon.MONEY_HEADS.search(words[-1].text):
        return tuple(w.renamed("noun") if w.tag == "verb" else w for w in words)
    return words


def _before(phrase: Phrase) -> str | None:
    words = phrase.left
    tail = noun_tail(words)
    said = text(tail)
    if not tail or not lexicon.MONEY_HEADS.search(said):
        return None
    name = text(words[_start(words) :])
    earner = _earner(words[: len(words) - len(tail)], said)
    if earner:
        return earner
    verbs = governing(words[: len(words) - len(tail)])
    if (len(said) >= 4 or said in _BARE) and verbs and verbs[-1].text in lexicon.PAYING | _GIVEN:
        name = _receiver(words[: -len(tail)], phrase.listed) + said
    return funded(name if len(name) <= 24 else said, bool(phrase.each))


_TO = frozenset(("对", "给", "为", "向"))
LONGEST_PERSONS = 12


def _receiver(words: Words, counted: bool) -> str:
    """Who is given the money (对86名残疾儿童发放补助), where they were counted or 对 tells it."""
    end = next((i for i, w in enumerate(words) if w.tag in ("verb", "each")), len(words))
    tail = noun_tail(words[:end])
    before = words[: end - len(tail)]
    who = core(text(tail))
    told = before[-1].text in _TO if before else counted
    persons = lexicon.FITTING["人"].search(who) and len(who) <= LONGEST_PERSONS
    return who if told and persons else ""


def _noun_before(phrase: Phrase) -> str | None:
    """学前教育专项1140万元: the noun right before the number is what the money is for."""
    tail = noun_tail(phrase.left)
    said = text(tail)
    if phrase.each or not phrase.touching or len(said) < 4 or governing(phrase.left[: -len(tail)]):
        return None
    return funded(said, False)


def is_bare(name: str) -> bool:
    """A word for money that says nothing of its purpose."""
    plain = _PLANNED.sub("", name)
    return plain in _BARE or plain.removesuffix("标准") in _BARE


_PLANNED = re.compile("^(?:概算|预算|估算|匡算|预计|计划|规划)(?=总?投)")


_BARE = frozenset(
    (
        "资金",
        "经费",
        "专项资金",
        "专项经费",
        "投资",
        "总投资",
        "投资概算",
        "概算",
        "预算",
        "估算",
        "匡算",
        "总投入",
        "总额",
        "支出",
        "总值",
        "造价",
        "总造价",
        "金额",
        "投入",
        "花费",
        "费用",
        "专款",
        "款",
        "补助",
        "奖补",
        "资助",
        "补助标准",
        "奖励",
        "补贴",
        "标准",
        "生均标准",
        "补助资金",
        "缺额",
        "缺口",
    )
)


def purpose(phrase: Phrase) -> str | None:
    """What the words behind the sum say that it is for (用于…)."""
    if phrase.each and text(phrase.right[:1]) == "标准":
        return None
    for words in (phrase.right, phrase.following):
        match = _PURPOSE.match(text_with_breaks(_until_number(words)))
        if match:
            return funded(core(match["what"]), False)
    return None


def _until_number(words: Words) -> Words:
    end = next((i for i, w in enumerate(words) if w.tag == "quantity"), len(words))
    return words[:end]


def text_with_breaks(words: Words) -> str:
    """The words as they read, breaks included."""
    return "".join(w.text for w in words)


LONGEST_HEAD = 10
"""Characters of a clause that is as a whole what the sum is (杂费减免标准)."""


def stage_of_head(phrase: Phrase) -> str:
    """公用经费标准提高到小学650元: the stage stands between head and number."""
    words = phrase.left
    edge = _stage_start(words)
    led = strip_carriers(words[:edge])
    head = text(noun_tail(led)) if edge else ""
    head = text(led) if head in _BARE and len(text(led)) <= LONGEST_HEAD else head
    if not lexicon.MONEY_HEADS.search(head):
        return ""
    name = text(words[edge:]) + head
    return funded(name, True) if phrase.each else name


def _stage_start(words: Words) -> int:
    """Where the stage begins that stands last, or whoever stands behind 按 or 为."""
    if len(words) > 1 and lexicon.STAGE.fullmatch(words[-1].text):
        return len(words) - 1
    near = range(len(words) - 1, max(0, len(words) - 4), -1)
    return next((i for i in near if words[i - 1].tag in ("preposition", "verb")), 0)


def recipient(phrase: Phrase) -> str:
    """For whom a rate is: 小学每生每年1000元."""
    words = phrase.left
    if len(words) > 1 and lexicon.STAGE.fullmatch(words[-1].text) and words[-2].tag == "noun":
        return words[-1].text + core(text(noun_tail(words[:-1])))
    said = core(text(words[_start(words) :])) if not governing(words) else ""
    if _PAYER.search(said):
        return ""
    return said if len(said) > LONGEST_KIND else owner(words) + said


LONGEST_KIND = 4
"""Characters of what only tells kinds of receivers apart (新生按省内每人600元)."""


_PAYER = re.compile(r"(?:财政|政府|[市县区]局)$")


_SETTLING = frozenset(("化解", "偿还", "清偿", "归还"))


def done_with(phrase: Phrase, topic: str) -> Naming:
    """县财政划拨10万元 names the topic; 县级配套3000万元 names itself."""
    words = _without_setting(
        tuple(w for w in phrase.left if w.tag not in ("adverb", "time", "and"))
    )
    said = text(words[_start(words) :])
    if topic and said in lexicon.LACKING:
        return Naming(tidy(topic.removesuffix("缺口")) + "缺口", None, "lack of topic")
    if topic and said in _SETTLING:
        return Naming(said + tidy(topic), None, "sum of topic")
    if topic and is_bare(said):
        return Naming(tidy(topic) + said, None, "sum of topic")
    if words and not _pays(words) and len(said) >= 2:
        return Naming(funded(said, False), None, "sum before")
    name = tidy(said + topic)
    return Naming(funded(name, False) if topic else None, None, "sum of topic")


def _without_setting(words: Words) -> Words:
    """县财政在十分困难的情况下挤出: the circumstances are no part of the name."""
    said = [w.text for w in words]
    start = said.index("在") if "在" in said else len(said)
    end = next((i + 1 for i in range(start, len(said)) if said[i] in _UNDER), start)
    return words[:start] + words[end:]


_UNDER = frozenset(("下", "情况下", "条件下", "前提下", "之下"))


def _pays(words: Words) -> bool:
    """Whether a verb of paying stands last, or any verb alone (县财政划拨10万元)."""
    last = words[-1]
    return last.text in lexicon.PAYING or (last.tag == "verb" and len(words) == 1)


def behind_preposition(words: Words) -> Words:
    """What stands behind 按 or 按照, or all where there is no such word."""
    mark = next((i for i in range(len(words) - 1, -1, -1) if words[i].tag == "preposition"), -1)
    return words[mark + 1 :]


def paid_for(words: Words) -> str:
    """运行费用由县财政按…: what somebody pays for stands before 由, who pays behind it."""
    mark = next((i for i, w in enumerate(words) if w.text == "由"), 0)
    return core(text(words[_start(words[:mark]) : mark]))

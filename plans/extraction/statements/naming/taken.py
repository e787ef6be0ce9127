"""A share that is taken from a sum, or set by a number of places, enters; its name leaves."""

import re

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.phrases import (
    Phrase,
    Words,
    noun_run,
    noun_tail,
    strip_carriers,
    text,
)
from plans.extraction.statements.naming.said import Said
from plans.extraction.statements.naming.wording import core
from plans.extraction.statements.quantity import Naming


def name_taken(around: Phrase, position: int, said: Said) -> Naming | None:
    """The name of a share of money or of places; None for other shares."""
    name = _taken(around) or _quota(around)
    if name:
        return Naming(name, None, "share of a sum")
    name = _chosen(around) or _borne(around)
    return Naming(name, None, "ratio of a choice") if name else None


_TAKEN = re.compile("安排|提取|拨付|用于|计提|列支|核拨|划拨|足额安排|落实|预留|扣留|提留|筹措")
_LEVIED = re.compile("(?:足额)?(?:征收|收取|征缴|缴纳|缴存)")
_PRICE = re.compile("(?:价|价款|总价|税|薪)$")


def _taken(around: Phrase) -> str:
    """经费按工资总额的2%安排: what is set aside, as a share of what it is taken from."""
    right = _behind_share(around.right)
    tail = noun_tail(around.left)
    source, rest = text(tail), around.left[: len(around.left) - len(tail)]
    if not (lexicon.MONEY_HEADS.search(source) or _PRICE.search(source)):
        return ""
    left = core(text(noun_tail(strip_carriers(rest))))
    if left and _LEVIED.match(text(right)):
        return left + "征收比例"
    if not _TAKEN.match(text(right)):
        return ""
    kept_for = core(text(noun_run(right[1:]))) or left
    if kept_for and text(right[:1]) == "用于":
        return f"{core(source)}用于{kept_for}比例"
    return f"{kept_for}占{source}比例" if kept_for else ""


def _behind_share(words: Words) -> Words:
    """What follows 5%的比例."""
    set_aside = text(words[:1]) in ("资金", "经费") and len(words) > 1
    return words[1:] if set_aside or text(words[:1]) in ("比例", "标准") else words


def _quota(around: Phrase) -> str:
    """按教师总数3%的比例遴选骨干: who is chosen, as a share of whom the quota counts."""
    words = around.right
    led = next((i for i in range(len(around.left), 0, -1) if _by(around.left[i - 1 : i])), 0)
    base = text([w for w in around.left[led:] if w.tag != "compare"])
    whole = core(base.removesuffix("总数").removesuffix("人数"))
    if not led or text(words[:1]) not in ("比例", "标准") or lexicon.RATE_HEADS.search(whole):
        return ""
    part = core(text(noun_run(words[2:])))
    fits = len(words) > 2 and words[1].tag in ("verb", "action") and len(whole) > 1
    return f"{part}占{whole}比例" if fits and part and ":" not in around.token.text else ""


_CHOICE = re.compile("(?:确定|选取|选定|选出|产生|进入|入围|筛选|遴选|推荐|抽取|择优|选拔)$")
_PLACES = re.compile("(?:人数|岗位数?|计划数?|名额|职数|指标数?|总数)$")


def _chosen(around: Phrase) -> str:
    """按招聘人数1:3的比例确定面试人选: places and those who are chosen for them."""
    mark = next((i for i in range(len(around.left), 0, -1) if _by(around.left[i - 1 : i])), 0)
    places = text(around.left[mark:])
    right = _behind_share(around.right)
    who = core(text(noun_run(right[1:])))
    fits = ":" in around.token.text.replace("：", ":") and _PLACES.search(places)
    return f"{places}与{who}比例" if fits and who and _CHOICE.search(text(right[:1])) else ""


_BORNE = re.compile("分担|共担|负担|承担|分摊|配套|筹措")


def _borne(around: Phrase) -> str:
    """中央与地方按8:2的比例分担资金: who bears it, and what."""
    right = _behind_share(around.right)
    who = core(text(noun_tail(strip_carriers(around.left))))
    what = core(text(noun_run(right[1:])))
    fits = ":" in around.token.text and _BORNE.fullmatch(text(right[:1]))
    return f"{what}{who}{right[0].text}比例" if fits and who and what else ""


def _by(words: Words) -> bool:
    return bool(words) and words[0].tag == "preposition"

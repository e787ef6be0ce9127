"""A share that is taken from a sum, or set by a number of places, enters; its name leaves."""

import re

from plans.extraction.statements.naming import lexicon, topics
from plans.extraction.statements.naming.phrases import (
    Phrase,
    Words,
    noun_run,
    noun_tail,
    strip_carriers,
    text,
)
from plans.extraction.statements.naming.said import Said
from plans.extraction.statements.naming.wording import core, tidy
from plans.extraction.statements.quantity import Naming


def name_taken(around: Phrase, position: int, said: Said) -> Naming | None:
    """The name of a share of money or of places; None for other shares."""
    name = (
        _taken(around, position, said) or _quota(around) or _set_by(around) or _put_to_use(around)
    )
    if name:
        return Naming(name, None, "share of a sum")
    name = _chosen(around) or _borne(around)
    return Naming(name, None, "ratio of a choice") if name else None


_TAKEN = re.compile(
    "安排|提取|拨付|用于|计提|列支|核拨|划拨|足额安排|落实|预留|扣留|提留|筹措|设立"
)
_LEVIED = re.compile("(?:足额)?(?:征收|收取|征缴|缴纳|缴存)")
_PRICE = re.compile("(?:价|价款|总价|税|薪)$")


def _taken(around: Phrase, position: int, said: Said) -> str:
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
    kept_for = core(text(noun_run(right[1:]))) or _told(left, position, said)
    if kept_for and text(right[:1]) == "用于":
        return f"{core(source)}用于{kept_for}比例"
    return f"{kept_for}占{source}比例" if kept_for else ""


_PAYER = re.compile(
    "(?:^|各)(?:中?小?学校|幼儿园|校|园|[省市县区州]?(?:级|本级)?财政|[省市县区州]级?)$"
)


def _told(left: str, position: int, said: Said) -> str:
    """落实培训经费，学校按公用经费的8%安排: for what the payer sets aside was told before."""
    if left and not _PAYER.search(left):
        return left
    part, of, _ = said.last_name().rpartition("占")
    return part if of else topics.money_topic(said.tokens, position) or left


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


_SETTING = re.compile("核定|核拨|核发|计发|发放|执行|计算|测算|切块|分配|确定|控制|配置|折算|下达")


def _set_by(around: Phrase) -> str:
    """走读生补助按住校生标准的60%核定: what is set, as a share of what it goes by."""
    mark = next((i for i in range(len(around.left), 0, -1) if _by(around.left[i - 1 : i])), 0)
    base = text([w for w in around.left[mark:] if w.tag not in ("compare", "adverb")])
    whole = core(base.removesuffix("的"))
    part = tidy(core(text(noun_tail(strip_carriers(around.left[: max(0, mark - 1)])))))
    set_by = around.left[mark - 1].text in _BY if mark else False
    fits = set_by and _SETTING.match(text(_behind_share(around.right)))
    if not fits or ":" in around.token.text or min(len(part), len(whole)) < 2:
        return ""
    return "" if lexicon.RATE_HEADS.search(whole) else f"{part}占{whole}比例"


_BY = frozenset(("按", "按照", "依照", "参照"))


def _put_to_use(around: Phrase) -> str:
    """将不超过20%的编制用于聘请工匠: a part of what there is, and what it is used for."""
    used = _USED.match(text(around.right)) if around.of_right else None
    return f"{core(used['what'])}用于{core(used['use'])}比例" if used else ""


_USED = re.compile("(?P<what>[^用]{2,12})(?:全部|专门|主要)?用[于作来](?P<use>.{2,20})$")


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
    """中央与地方按8:2的比例分担资金, 资金由省和县按6:4分担: who bears it, and what."""
    right = _behind_share(around.right)
    if ":" not in around.token.text or not _BORNE.fullmatch(text(right[:1])):
        return ""
    words = strip_carriers(around.left)
    charged = next((i for i, w in enumerate(words) if i and w.text == "由"), None)
    who = core(text(words[charged + 1 :] if charged else noun_tail(words)))
    what = _shorter(words[:charged]) if charged else core(text(noun_run(right[1:])))
    return f"{what}{who}{right[0].text}比例" if who and what else ""


def _shorter(words: Words) -> str:
    """地方特岗所需经费: the whole of a short phrase, the noun that a long one ends with."""
    whole = tidy(text(words))
    return whole if len(whole) <= LONGEST_BORNE else core(text(noun_tail(words)))


LONGEST_BORNE = 14


def _by(words: Words) -> bool:
    return bool(words) and words[0].tag == "preposition"

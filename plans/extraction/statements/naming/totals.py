"""A sum that is given out in all enters; its name leaves: who gets it and what kind it is.

全县低保家庭学生4100人，今年发放各类资助资金930万元 is 低保家庭学生资助资金.
"""

import re

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.phrases import Phrase, text
from plans.extraction.statements.naming.said import Said
from plans.extraction.statements.naming.wording import core, tidy
from plans.extraction.statements.quantity import Naming

RULE = "given out"
BACK = 60
NEARBY = 120
"""Words of the sentence and characters before it in which those who get it are told of."""
LONGEST = 14

_AID = "(?:资助|补助|救助)"
_GIVEN_OUT = re.compile(
    f"(?:发放|下发|支付|落实)?(?:各类|各项|各种)?(?P<kind>{_AID}(?:资金|金)|资金)|(?P<spent>支出)"
)
_TO_WHOM = re.compile(f"(?P<deed>{_AID})(?P<who>[^，。、]{{2,10}})(?:发放|支出|拨付)(?:资金)?")
_LENT = re.compile("(?:预计|共)?(?:(?:发放|办理)?(?:助学)?贷款|放贷)")
_LOAN = re.compile("(?:生源地|校园地)(?:国家)?(?:信用)?助学贷款|国家助学贷款")
_AIDED = re.compile(
    "(?P<who>[^，。；：:、（）()\\d为对给向的等]{0,10}(?:学生|幼儿|儿童|孤儿|寄宿生|新生|子女))"
    "(?P<deed>资助|救助)(?!中心|对象|系统)"
)
_COUNT = re.compile("(?:人数|数)$")
_LEADING = re.compile(
    "^(?:扎实|认真|全面|切实|继续|进一步|做好|落实|加强|完善|健全|开展|推进|抓好|实施|严格)+"
)


def given_out(around: Phrase, position: int, said: Said) -> Naming | None:
    """发放各类资助资金, 支出, 放贷: of those who were counted or told of last."""
    own = text([w for w in around.left if w.tag not in ("adverb", "time", "region", "aspect")])
    if not own or around.each or around.part:
        return None
    if _LENT.fullmatch(own) or (own == "发放" and "贷款" in said.last_name()):
        loans = _LOAN.findall(said.above[-NEARBY:] + said.before + _spoken(position, said))
        return Naming(loans[-1], None, RULE) if loans else None
    whom, plain = _TO_WHOM.fullmatch(own), _GIVEN_OUT.fullmatch(own)
    if whom:
        return Naming(tidy(core(whom["who"])) + whom["deed"] + "资金", None, RULE)
    aided = _aided(plain["kind"] or "", position, said) if plain else ""
    if not plain or not aided:
        return None
    kind = plain["kind"] or plain["spent"]
    return Naming(aided.removesuffix(kind[:2]) + kind, None, RULE)


def _aided(kind: str, position: int, said: Said) -> str:
    """Whoever was counted right before money that aids, else who is said to be aided."""
    aids = kind not in ("", "资金") and said.drafts and said.drafts[-1].unit == "人"
    counted = _COUNT.sub("", said.last_name()) if aids else ""
    if lexicon.FITTING["人"].search(counted) and len(counted) <= LONGEST:
        return counted
    for passage in (_spoken(position, said), said.before[-NEARBY:], *reversed(said.headings[-2:])):
        found = [m["who"] + m["deed"] for m in _AIDED.finditer(passage)]
        if found:
            return tidy(_LEADING.sub("", found[-1]))
    return ""


def _spoken(position: int, said: Said) -> str:
    return "".join(w.text for w in said.tokens[max(0, position - BACK) : position])

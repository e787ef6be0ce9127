"""A share of money enters, its name leaves: of which money, and what the share is for."""

import re

from plans.extraction.statements.naming import lexicon, topics
from plans.extraction.statements.naming.phrases import Phrase, Words, text
from plans.extraction.statements.naming.said import Said
from plans.extraction.statements.naming.sums import text_with_breaks
from plans.extraction.statements.naming.wording import core, tidy
from plans.extraction.statements.quantity import Naming

LONGEST = 24
"""Characters of a source; a longer phrase is a sentence."""
_FOR_USE = re.compile(
    "^(?:以?上)?(?:的?(?:专项)?(?:资金|经费|部分|比例))?[，,]?(?:安排|全部|专门|专项|主要)?用[于作]"
    "(?P<what>[^，。；,;]{2,20})"
)
_SHARE_FOR = re.compile("^(?P<use>用于.{2,20}?)的?(?P<share>比例|比重|份额|占比)$")
_OUT_OF = frozenset(("从", "在"))
_INSIDE = frozenset(("中", "里", "之中"))
_ALL_STAGES = re.compile("(?:标准|总额|总投入)$")


def share_of_fund(around: Phrase, position: int, said: Said) -> Naming | None:
    """从教育费附加中安排30%用于…, 公用经费…，其中用于培训的比例为5%."""
    words = tuple(w for w in around.left if w.tag not in ("adverb", "time", "region", "each"))
    told = _SHARE_FOR.match(text(words))
    if told:
        fund = _fund_before(position, said)
        return Naming(f"{fund}{told['use']}的{told['share']}", None, "share for") if fund else None
    source = _source(words)
    if not source and around.part and not around.left:
        source = _fund_before(position, said)
    use = _use(around) if source else ""
    return Naming(tidy(f"{source}{use}比例"), None, "share of a fund") if use else None


def _source(words: Words) -> str:
    """The money that a share is taken out of (从土地出让收益中计提)."""
    inside = next((i for i in range(len(words) - 1, 0, -1) if words[i].text in _INSIDE), 0)
    if not inside or len(words) - inside > 2:
        return ""
    start = next((i + 1 for i in range(inside, -1, -1) if words[i].text in _OUT_OF), 0)
    source = core(text(words[start:inside]))
    is_money = lexicon.MONEY_HEADS.search(source) or source.endswith("收益")
    return source if is_money and len(source) <= LONGEST else ""


def _use(around: Phrase) -> str:
    """What the words behind say that the share is for."""
    for words in (around.right, (*around.right, *around.following)):
        match = _FOR_USE.match(text_with_breaks(words))
        if match:
            return "用于" + core(match["what"])
    return ""


def _fund_before(position: int, said: Said) -> str:
    """The money told of before in the sentence, of whatever stage its last figure was."""
    fund = _ALL_STAGES.sub("", said.last_sum()) or topics.money_topic(said.tokens, position)
    return lexicon.ONE_STAGE.sub("", lexicon.STAGED_PUPIL.sub("", fund), count=1)

"""A number set beside the one before enters, the name of that one leaves.

生均面积6平方米，未达到7.5平方米的底线 gives what is asked of the same thing, 与标准相差1.5平方米
how far it is from that.
"""

import re

from plans.extraction.statements.naming.phrases import text
from plans.extraction.statements.naming.said import Draft, Said
from plans.extraction.statements.naming.wording import MEASURED
from plans.extraction.statements.quantity import Naming

RULE = "set beside"
_APART = re.compile(
    "^[与和跟同比较离距].{0,12}(?:标准|要求|平均|水平|规定|底线|目标).{0,4}(?:相差|还差|尚差|仍差|差)了?$"
)
_SHORT = re.compile(
    "^(?:但|却|还|仍|尚|均|都|也)*(?:未|没有?|不)?(?:达到|达不到|低于|不足|高于|超过|超出|好于|优于|符合|离|距离?|与)"
    "(?P<asked>.{0,14})$"
)
_ASKED = re.compile("^的?(?:国家|部颁|[省市县]定?)?(?:要求|标准|底线|规定|目标|红线|下限|指标)")
_LEVEL = re.compile("^的?(?:平均)?(?:水平|平均)")
_FAR = re.compile("^(?:还|仍|尚|均|都)*(?:[有存]在?|差|相差).{0,6}(?:差距|距离|一截|不少|很远)")
_DEMANDED = re.compile("(?:标准|要求|规定)(?:要求|规定)?的?$")
_COUNTED = MEASURED.union("人册台套比")


def name_beside(draft: Draft, said: Said) -> Naming | None:
    """The name of the number before, where this one is what that is compared with."""
    last = said.drafts[-1] if said.drafts else None
    if last is None or draft.unit not in _COUNTED or last.unit != draft.unit:
        return None
    compared = _listed_difference(draft, last) or _compared(draft, said)
    if compared is None:
        return None
    each = "分别" in draft.around.carried + text(draft.around.left) or draft.around.joined
    source = said.drafts[-2] if each and len(said.drafts) > 1 else last
    name = source.settle().indicator
    return Naming(name.removesuffix(compared) + compared, None, RULE) if name else None


def _listed_difference(draft: Draft, last: Draft) -> str | None:
    """与标准分别相差0.4平方米、0.6平方米: the next difference."""
    again = last.naming.rule == RULE and draft.around.joined and not draft.around.left
    return "差距" if again and (last.naming.indicator or "").endswith("差距") else None


def _clause(draft: Draft, said: Said) -> str:
    """What stands before the number in its clause or bracket."""
    start = draft.position
    while start and said.tokens[start - 1].tag not in ("break", "open", "close", "quantity"):
        start -= 1
    return text(said.tokens[start : draft.position]).replace("分别", "")


def _compared(draft: Draft, said: Said) -> str | None:
    """What the name is completed by: 差距, 标准 or nothing; None where nothing is compared."""
    led = _clause(draft, said)
    if _APART.search(led):
        return "差距"
    if draft.around.inside and led.endswith(("标准为", "标准是", "标准")) and len(led) <= LONGEST:
        return "标准"
    short = _SHORT.match(led)
    if short is None:
        return None
    behind = text(said.tokens[draft.position + 1 : draft.position + BEHIND])
    if _ASKED.match(behind) or (_DEMANDED.search(short["asked"]) and _FAR.match(behind)):
        return "" if draft.unit == "比" else "标准"
    return "" if _LEVEL.match(behind) and short["asked"] else None


LONGEST = 8
BEHIND = 6
"""Words behind the number that tell what it is."""

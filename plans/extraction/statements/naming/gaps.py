"""How far a figure is from another's, or what is asked of it, enters; it leaves named after it.

比全市平均水平36%低5个百分点, 优于省定1:9的标准, 与邻县相差2个百分点: each is of the rate before.
"""

import re
from collections.abc import Iterator

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.phrases import Phrase, text
from plans.extraction.statements.naming.said import Said
from plans.extraction.statements.naming.tokens import words_of
from plans.extraction.statements.naming.topics import noun_runs
from plans.extraction.statements.naming.wording import RATE_UNITS, core, tidy
from plans.extraction.statements.quantity import Naming

RULE = "gap"
_DIFFERS = re.compile(
    "^(?:(?:但是?|不过|如今|现在)，?)?(?P<what>.*?)(?P<from>[跟与和同][^的，]{1,10}?)?(?P<of>的.{2,10})?"
    "(?:仍|还|只|也)?(?:相差|相距)(?:了|约|近|达|在)?$"
)
_MEASURE = re.compile(f"(?:{lexicon.RATE_HEADS.pattern}|(?:平均|均|总)分$)")


def name_gap(around: Phrase, position: int, said: Said) -> Naming | None:
    """The name of a difference or of a level that is asked; None of other quantities."""
    name = _differing(around, said) or _widened(around, said) or _of_the_same(around, said)
    return Naming(name, None, RULE) if name else None


def _differing(around: Phrase, said: Said) -> str:
    """村小与中心校的合格率相差9个百分点, 平均分跟城区相差11分."""
    told = _DIFFERS.match(text(around.left) + around.carried)
    if not told:
        return ""
    what, of = tidy(told["what"]), tidy(told["of"] or "")
    if of:
        return f"{what}{told['from'] or ''}{of}差距" if what else ""
    named = what if _MEASURE.search(what) else _last_rate(said)
    return named + "差距" if named else ""


_WIDENED = re.compile("(?:但是?|不过|而且?|其|这一)?(?P<from>[与和跟同][^，的]{1,10}?)?的?差距")


def _widened(around: Phrase, said: Said) -> str:
    """与全省的差距较上年缩小1个百分点, of the rate told before."""
    told = _WIDENED.fullmatch(text(around.left)) if around.change else None
    last = _last_rate(said) if told else ""
    return f"{last.removesuffix('差距')}{told['from'] or ''}差距" if told and last else ""


_NEAR = "(?:仍|还|也|只|又|则|要|约|将|近|稍|略)*"
_OFF = re.compile(f"{_NEAR}[高低少多快慢](?:出|于|了)?")
_AGAINST = re.compile(
    "(?:[一-鿿]{1,3}年[前来]|当时|那时|原来|如今|现在|反过来)*"
    "(?:超出|高出|低出|领先|落后|落后于|领先于|[高低]于)[^，的]{0,8}"
)
_THAT = re.compile("[这那]个?")
_ASKED = re.compile(
    "(?:但|而|且|与|和|离|距|距离|仅|已|均|优于|高于|低于|好于|超过|符合|达到|未达到?|不及)*"
    "(?:国家|国务院|国|自治区|省|部|市|县|区|上级|教育部)(?:[级家里]|教育厅)?"
    "(?:规定|定|颁|颁布|要求|下达)的?"
)
_STANDARD = frozenset(("标准", "要求", "规定", "目标", "水平", "指标", "红线", "底线", "配备标准"))


def _of_the_same(around: Phrase, said: Said) -> str:
    """低5个百分点, 领先邻县2个百分点, 这2个百分点, 优于省定1:9的标准: of the rate before."""
    led = text(around.left)
    listed = around.listed and _OFF.fullmatch(led + around.carried) is not None
    apart = listed or _AGAINST.fullmatch(led) or _THAT.fullmatch(led)
    if "百分点" in around.token.text and apart:
        return _last_rate(said)
    to_what = around.of_right and text(around.right[:1]) in _STANDARD
    asked = to_what and _ASKED.fullmatch(led + around.carried)
    return _last_rate(said) if asked else ""


def _last_rate(said: Said) -> str:
    """The nearest rate named in the sentence, else in what the section says before it."""
    rates = (d.settle().indicator for d in said.near() if d.unit in RATE_UNITS)
    name = next((n for n in rates if n), "")
    return name or next(_rates_above(said.above[-NEARBY:]), "")


NEARBY = 120
"""Characters before the sentence in which a rate is looked for."""


def _rates_above(above: str) -> Iterator[str]:
    for run in reversed(noun_runs(words_of(above))):
        name = tidy(core(text(run)))
        if _NAMED.search(name) and len(name) <= LONGEST:
            yield name


_NAMED = re.compile("(?:率|占比|比例|[生师机]比)$")
LONGEST = 20

"""A sentence enters; what speakers leave half unsaid leaves: 一半, 一个半小时, 下达45万."""

import re
from collections.abc import Iterator
from decimal import Decimal

from plans.extraction.numerals import number
from plans.extraction.statements.quantity import Quantity

_HALF_OF = re.compile(
    r"(?:不少于|不低于|不到|不足|超过|超|达到?|占(?:到|了)?[^，。；\d]{0,8}?|接近|[近过仅约]|只有|减少|完成了?)"
    r"(?P<half>一半|半数)(?!即)|(?P<over>过半)(?!百|生|年|月|夜)"
)
_HOURS = re.compile(r"(?:(?P<whole>[一二两三四五六])个)?半个?小时")
_MONEY_NEAR = re.compile(r"元|下达|资金|经费|投资|投入|款|补助|奖|拨|造价|预算|筹|花")
_BARE_SUM = re.compile(
    r"(?<![\d.第])(?P<number>\d{1,6}(?:\.\d{1,4})?[余多]?[万亿])"
    r"(?:(?=用(?:于|来|在|作)|拨付|添置|购置|购买|铺|安装|修缮|改造)|(?=[，。；、）]|$))"
)
_PAID = re.compile(
    r"(?:下达|下拨|拨(?:付|了)?|到位|落实|争取到?|捐赠?|奖(?:励|了)?|补(?:助|了)?|花(?:费|了)?|耗资|"
    r"总价|盘子|概算|预算|支出|[用投]了|其中|另外的?|余下的?|其余|自筹|配套|各)[^，。；\d]{0,4}$"
)
_REACH = 10


def find_spoken(clear: str) -> Iterator[Quantity]:
    """Halves, hours with a half, and sums of money without 元."""
    if "半" in clear:
        yield from _halves(clear)
    if _MONEY_NEAR.search(clear):
        yield from _sums(clear)


def _halves(clear: str) -> Iterator[Quantity]:
    for match in _HALF_OF.finditer(clear):
        group = "half" if match["half"] else "over"
        yield Quantity(match.start(group), match.end(), Decimal(50), None, "%")
    for match in _HOURS.finditer(clear):
        whole = number(match["whole"]) if match["whole"] else Decimal(0)
        value = (whole or Decimal(0)) + Decimal("0.5")
        yield Quantity(match.start(), match.end(), value, None, "小时")


def _sums(clear: str) -> Iterator[Quantity]:
    for match in _BARE_SUM.finditer(clear):
        before = clear[max(0, match.start() - _REACH) : match.start()]
        value = number(re.sub("[余多]", "", match["number"]))
        if value is not None and _PAID.search(before):
            yield Quantity(match.start(), match.end(), value, None, "元")

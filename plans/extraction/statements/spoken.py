"""A sentence enters; what speakers leave half unsaid leaves: 一半, 一个半小时, 下达45万."""

import re
from collections.abc import Iterator
from decimal import Decimal

from plans.extraction.numerals import number
from plans.extraction.statements.quantity import Quantity

_HALF_OF = re.compile(
    r"(?:[少低]于|不到|不足|超过|超|达到?|占(?:到|了)?[^，。；\d]{0,8}?|接近|[近过仅约]|只有|减少|压减|完成了?"
    r"|[砍压裁削][掉减去])"
    r"(?P<half>一半|半数)(?!即)|的(?P<of>一半)(?=[，。；、）]|$|左右|以[上下])"
    r"|(?<!时间)(?<![、，和]任务)(?P<over>过半)(?!百|生|年|月|夜)"
)
_HALVES = re.compile(
    r"(?<![一-鿿])(?P<one>一半)[^，。；\d]{1,14}[，、；](?P<other>一半)(?=[一-鿿])"
)
_HOURS = re.compile(r"(?:(?P<whole>[一二两三四五六])个)?半个?小时")
_MONEY_NEAR = re.compile(
    r"元|债|下达|资金|经费|投资|投入|款|补助|奖|拨|造价|预算|筹|花|合同|中标|平"
)
_BARE_SUM = re.compile(
    r"(?<![\d.第])(?P<number>\d{1,6}(?:\.\d{1,4})?[余多]?[万亿])"
    r"(?:(?=用(?:于|来|在|作)|拨付|添置|购置|购?买|“?[^，。；、\d]{0,4}债务|铺|安装|修缮|改造)|(?=[，。；、）]|$|左右|上下|[省市县区]级?财政))"
)
_PAID = re.compile(
    r"(?:下达|下拨|拨(?:付|了)?|到位|落实|争取到?|捐赠?|奖(?:励|了)?|补(?:助|了)?|花(?:费|了)?|耗资|"
    r"总价|盘子|概算|预算|支出|[用投]了|其中|另外的?|余下的?|其余|自筹|配套|剩下的?|中标|份额|各)[^，。；\d]{0,4}$"
)
_REACH = 10
_BARE_OF_MONEY = re.compile(r"元|投资|资金|经费|造价|概算|预算|总价|专款|债|款|合同|中标")
# 面积1.2万, 学生3万: what is no money though a sum stands near
_COUNTED = re.compile(r"[人生师口户册字平亩次所名]|面积|学位|群众|家庭|图书|资源")
_EACH = re.compile(r"[人平]均|每[人生班名户师]")
# 综合楼，五层，5600平，1790万
_SIZED = re.compile(r"\d平(?:方米|米)?，(?:[连含]设备|[连含]装修|造价|概算)?$")
# 每班奖一万二, 全国平均是一万二千多
_SPELT_SUM = re.compile(
    r"(?P<number>[一二两三四五六七八九]万[一二三四五六七八九]千?[余多]?)(?=[，。；、）]|$|元)"
)
_THOUSANDS = frozenset("一二三四五六七八九")
_CLAUSE = re.compile(r"[，。；：（]")
# 高出将近9个点, 领先两个多百分点
_POINTS = re.compile(
    r"(?:[高低升降涨超少快多差]|领先|落后|回落)[^，。；\d]{0,10}?"
    r"(?P<points>(?<![点.\d一二三四五六七八九十百])(?P<number>\d{1,2}(?:\.\d{1,2})?|[一二两三四五六七八九十]{1,3})[余多]?个[余多]?(?:百分)?点)(?=[，。；、）以]|$|左右|上下)"
)
_HUNDRED_MILLIONS = re.compile(
    r"(?P<number>\d{1,4}(?:\.\d{1,3})?|[一二两三四五六七八九十]{1,3})个[余多]?亿"
)


def find_spoken(clear: str) -> Iterator[Quantity]:
    """Halves, hours with a half, points, and sums of money without 元."""
    if "点" in clear or "个" in clear:
        yield from _pieces(clear)
    if "半" in clear:
        yield from _halves(clear)
    if _MONEY_NEAR.search(clear):
        yield from _sums(clear)


def _halves(clear: str) -> Iterator[Quantity]:
    for match in _HALF_OF.finditer(clear):
        yield Quantity(match.start(match.lastgroup or ""), match.end(), Decimal(50), None, "%")
    for halves in _HALVES.finditer(clear):
        for group in ("one", "other"):
            yield Quantity(halves.start(group), halves.end(group), Decimal(50), None, "%")
    for match in _HOURS.finditer(clear):
        whole = number(match["whole"]) if match["whole"] else Decimal(0)
        value = (whole or Decimal(0)) + Decimal("0.5")
        yield Quantity(match.start(), match.end(), value, None, "小时")


def _pieces(clear: str) -> Iterator[Quantity]:
    """``9个点`` are percentage points, ``1.02个亿`` is money."""
    for match in _POINTS.finditer(clear):
        value = number(match["number"])
        if value is not None:
            yield Quantity(match.start("points"), match.end(), value, None, "百分点")
    for match in _HUNDRED_MILLIONS.finditer(clear):
        value = number(match["number"])
        if value is not None:
            yield Quantity(match.start(), match.end(), value * 10**8, None, "元")


def _sums(clear: str) -> Iterator[Quantity]:
    of_money = _BARE_OF_MONEY.search(clear)
    for match in (*_BARE_SUM.finditer(clear), *_SPELT_SUM.finditer(clear)):
        before = clear[max(0, match.start() - _REACH) : match.start()]
        own = _EACH.sub("", _CLAUSE.split(before)[-1])
        said = re.sub("[余多]", "", match["number"])
        value = number(said + "千" if said[-1] in _THOUSANDS else said)
        paid = _PAID.search(before) or of_money or _SIZED.search(before)
        if value is not None and paid and not _COUNTED.search(own):
            yield Quantity(match.start(), match.end(), value, None, "元")

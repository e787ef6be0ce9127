"""A sentence and a sum of money in it enter, who pays leaves, where the clause says so."""

import re

PAYER = re.compile(
    r"(?:中央|国家|省|自治区|市|州|县|区|乡镇|镇|本)级?(?:本级)?(?:财政|配套|补助|补贴|专项|预算内)"
    r"|(?:学校|自行|单位)?自筹|社会(?:捐赠|捐助|捐资|力量|投入)|捐资|捐赠|银行贷款|专项债券?"
    r"|彩票公益金|教育费附加|土地出让金|公用经费"
)
CLAUSE_START = re.compile(r"[，。；：！？]")


def funding_source(quote: str, amount: str) -> str | None:
    """Who pays the amount: 省级财政安排专项资金200万元 -> 省级财政; None where nobody is named."""
    at = quote.find(amount)
    if at < 0:
        return None
    begins = max((m.end() for m in CLAUSE_START.finditer(quote, 0, at)), default=0)
    payers = PAYER.findall(quote, begins, at)
    return payers[-1] if payers else None

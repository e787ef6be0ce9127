"""Folded text enters, the numbers, mailboxes and addresses of persons in it leave."""

import re
from calendar import monthrange
from collections.abc import Iterator

from plans.extraction.personal.kinds import Kind, Personal, bare
from plans.extraction.wordlists import words

PROVINCES = words(
    """
    11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71
    81 82 83
    """
)
"""First two digits of an identity number (GB/T 2260; 83 since 2018 for residents of Taiwan)."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"

_DIGITS = re.compile(r"\d{3}")
_MORE_DIGITS = re.compile(r"\d{8}|\d{3}[ -]\d{4}|\d{6}[ -]\d")
_IDENTITY = re.compile(
    r"\d{6}(?:[ -]?\d{4}[ -]?\d{4}|(?:[ -]\d\d){4})[ -]?\d{3}[ -]?[\dXx](?![\dA-Za-z])"
)
_MOBILE = re.compile(
    r"1[3-9]\d(?:[ -]?\d{4}[ -]?\d{4}|\d[ -]\d{3}[ -]\d{4}|[ -]\d{3}[ -]\d{5})"
    r"(?!\d|[.,-]\d|-[A-Za-z])"
    r"(?! ?(?:[万亿千百十]*(?:元|人|册|所|名|个|平方|米|吨|件|本|套|亩|公里|次|字|股|生|只|台)"
    r"|[%‰]))"
)
"""139 0564 7788, +86-13805641234; 13800000000元 is a sum, ZB-2024-13805641234-02 a number."""
_ABROAD = re.compile(r"(?:\+|00)?86[ -]?$")
_NO_START = re.compile(r"(?:[\dA-Za-z.]|\d[-,])$")
"""What cannot stand right before a number of a person: it goes on a longer one."""
_NO_PHONE = re.compile(
    r"(?:编号|订单号?|单号|代码|标识码|文号|批次|金额|合计|资金|货号|项目号)[为是: ]{0,2}$"
)
_LABELLED = re.compile(
    r"(?:身份证(?:件)?(?:号码?)?|证件号码?|学籍号|学籍辅号|学号|准考证号?|考(?:生)?号|报名号)"
    r"(?:\([^()\d\n]{1,8}\))?[为是: (]{0,3}(?P<number>[GLgl]?\d[\dA-Za-z]{6,20}(?![\dA-Za-z]))"
)
"""Beside the word that says so a number counts without its check digit: it may be mistyped."""
_LANDLINE = re.compile(
    r"(?:宅电|(?:家庭?里?|住宅|家长|监护人|父亲|母亲|爸爸|妈妈|学生|本人|祖父|祖母|爷爷|奶奶)的?"
    r"(?:联系)?(?:电话|座机)(?:号码)?)[为是: ]{0,3}(?P<number>(?:0\d{2,3}[ -]?)?[2-9]\d{6,7}(?!\d))"
)
"""Of landlines only those at home: the telephone of an office is public."""
_CARD = re.compile(r"[4-6]\d{3}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,4})?(?![\dA-Za-z])")
_CARD_WORD = re.compile(r"卡号|银行卡|[账帐]号|社保卡|一卡通|存折|储蓄卡|开户")
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9_.+%-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)
_PUBLIC_MAIL = re.compile(r"\.(?:gov|edu)\.cn$|@(?:[\w-]+\.)*edu\.cn$")
_OFFICE = re.compile(r"局|办公室|中心|单位|投稿|举报|监督|公共邮箱|学校邮箱")
_ADDRESS = re.compile(
    r"(?:住(?:址|在|地址?)|(?<=家)住|(?<=家庭)(?:详细|联系)?地址|(?<=户籍)(?:所在地|地址))"
    r"(?P<colon>[为是: ]{0,3})"
    r"(?P<place>[^\s,。;、()!?，；（）！？]{3,60})"
)
_AT_HOME = re.compile(r"(?:\d|[一二三四五六七八九十])(?:组|号|栋|幢|室|单元|队|楼|巷|弄)")
_PLACE = re.compile(r"[村组号路街巷镇乡区栋室屯庄寨弄]")
_NO_HOME = re.compile(r"学校|宿舍|公寓|的|校内")
NEAR = 16
"""Characters before a number in which the word stands that says what it is."""


def find_numbers(text: str) -> Iterator[Personal]:
    """Identity and pupils' numbers, telephones, bank cards."""
    if not _DIGITS.search(text):
        return
    if _MORE_DIGITS.search(text):
        yield from _identities(text)
        yield from _mobiles(text)
        yield from _cards(text)
    for pattern, kind in _BY_LABEL:
        for match in pattern.finditer(text):
            yield Personal(*match.span("number"), kind)


_BY_LABEL: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (_LABELLED, "identity"),
    (_LANDLINE, "phone"),
)


def _identities(text: str) -> Iterator[Personal]:
    for match in _IDENTITY.finditer(text):
        start = match.start() - text.startswith(("G", "L"), match.start() - 1)
        if _begins(text, start) and is_identity(bare(match.group())):
            yield Personal(start, match.end(), "identity")


def _begins(text: str, start: int) -> bool:
    return not _NO_START.search(text[max(0, start - 2) : start])


def is_identity(number: str) -> bool:
    """Whether 18 characters are an identity number: region, day of birth, check (GB 11643)."""
    if number[:2] not in PROVINCES or not _is_day(number[6:10], number[10:12], number[12:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == number[17].upper()


def _is_day(year: str, month: str, day: str) -> bool:
    if not ("1900" <= year <= "2099" and "01" <= month <= "12"):
        return False
    return 1 <= int(day) <= monthrange(int(year), int(month))[1]


def _mobiles(text: str) -> Iterator[Personal]:
    for match in _MOBILE.finditer(text):
        before = text[max(0, match.start() - NEAR) : match.start()]
        country = _ABROAD.search(before)
        start = match.start() - (len(country.group()) if country else 0)
        before = before[: len(before) - (match.start() - start)]
        if not _NO_START.search(before) and not _NO_PHONE.search(before):
            yield Personal(start, match.end(), "phone")


def _cards(text: str) -> Iterator[Personal]:
    for match in _CARD.finditer(text):
        before = text[max(0, match.start() - NEAR) : match.start()]
        if (
            _CARD_WORD.search(before)
            and _begins(text, match.start())
            and is_card(bare(match.group()))
        ):
            yield Personal(*match.span(), "card")


def is_card(number: str) -> bool:
    """Whether the check digit of a bank card is right (ISO/IEC 7812-1, Luhn)."""
    if not 16 <= len(number) <= 19:
        return False
    doubled = [int(d) * 2 if at % 2 else int(d) for at, d in enumerate(reversed(number))]
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def find_emails(text: str) -> Iterator[Personal]:
    """Mailboxes, those of authorities and offices left out."""
    if "@" not in text:
        return
    for match in _EMAIL.finditer(text):
        clause = re.split(r"[\n。;；，,]", text[max(0, match.start() - NEAR) : match.start()])[-1]
        if not _PUBLIC_MAIL.search(match.group()) and not _OFFICE.search(clause):
            yield Personal(*match.span(), "email")


def find_addresses(text: str) -> Iterator[Personal]:
    """Where people live, where the text says so: 家庭住址：…, 家住…3组."""
    for match in _ADDRESS.finditer(text):
        place = match["place"]
        is_label = ":" in match["colon"]
        if not is_label and (_NO_HOME.search(place) or not _AT_HOME.search(place)):
            continue
        if _PLACE.search(place):
            yield Personal(*match.span("place"), "address")

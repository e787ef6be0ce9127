"""One row as a program writes it enters, a proposed observation leaves, or why it is refused."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from indicators.choices import Origin, Ownership, Residence, Sex, Stage
from indicators.entering import drafting
from indicators.models import BREAKDOWNS, Indicator, Key, Observation, Region, School
from indicators.nearest import nearest
from indicators.periods import parse

CHOICES = {
    "nature": Observation.Nature,
    "status": Observation.Status,
    "sex": Sex,
    "residence": Residence,
    "stage": Stage,
    "ownership": Ownership,
}
DEFAULTS = {"nature": "actual", "status": "final"}
NEEDED = ("indicator", "region", "period", "value")
WORDS = {"note": 200, "reason": 300}
"""Free words of a row and how many characters they may have."""
MEMBERS = (*NEEDED, "school", *CHOICES, *WORDS)
LARGEST = Decimal(10) ** 16
PLACES = 4
"""Digits before and after the point that a value may have."""


class Refused(Exception):
    """A row that is not written, and why."""

    def __init__(self, code, zh, en, member=""):
        super().__init__(zh)
        self.body = {"code": code, "detail": zh, "detail_en": en, "member": member}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a row wants an observation to be; no value wants it taken back."""

    key: tuple
    value: Decimal | None
    status: str
    note: str
    reason: str

    def says_same_as(self, figure):
        """Whether the published figure says that already."""
        return (self.value, self.status, self.note) == (figure.value, figure.status, figure.note)

    def figure(self, before):
        """The unsaved observation, the next version of ``before`` where there is one."""
        taken_back = self.value is None
        return Observation(
            **dict(zip(Observation.SUBJECT, self.key, strict=True)),
            value=before.value if taken_back else self.value,
            is_withdrawn=taken_back,
            status=self.status,
            note=self.note,
            reason=self.reason if before else "",
            supersedes=before,
            origin=Origin.CLIENT,
        )

    def draft(self):
        """The same as a proposal of a draft."""
        return drafting.Proposal(Key(*self.key), self.value, self.note, self.status, self.reason)


def reader_of(rows, access):
    """A reader that has looked up once all names in the rows."""
    named = [row for row in rows if isinstance(row, dict)]

    def words(member):
        told = {row[member] for row in named if isinstance(row.get(member), str)}
        # PostgreSQL refuses to look for the character zero, which no name has.
        return {word for word in told if "\x00" not in word}

    numbers = {row["school"] for row in named if type(row.get("school")) is int}
    schools = School.objects.filter(
        is_confirmed=True, pk__in=[n for n in numbers if 0 < n < 1 << 63]
    )
    regions = Region.objects.filter(adcode__in=words("region")).order_by("until")
    return Reader(
        access,
        {i.code: i for i in Indicator.objects.kept().filter(code__in=words("indicator"))},
        dict(regions.values_list("adcode", "pk")),
        dict(schools.values_list("pk", "region_id")),
    )


@dataclass(frozen=True, slots=True)
class Reader:
    """Numbers of what rows name: indicators by code, regions by adcode, regions of schools."""

    access: object
    indicators: dict
    regions: dict
    schools: dict

    def proposal(self, row):
        """What a row wants; raises ``Refused``."""
        if not isinstance(row, dict):
            raise Refused("malformed", "每一行要是一个对象。", "A row is an object.")
        _check_members(row)
        region = self._region(row)
        period = _period(row)
        chosen = {name: _choice(row, name) for name in CHOICES}
        parts = (chosen[name] for name in ("nature", *BREAKDOWNS))
        key = (
            self._indicator(row), region, self._school(row, region),
            period.frequency, period.year, period.part,
            *parts,
        )  # fmt: skip
        words = {name: _words(row, name, most) for name, most in WORDS.items()}
        return Proposal(key, _value(row), chosen["status"], **words)

    def _indicator(self, row):
        code = row["indicator"]
        if not isinstance(code, str) or code not in self.indicators:
            raise Refused("not_found", f"没有指标“{code}”。", "No such indicator.", "indicator")
        found = self.indicators[code]
        if found.formula:
            zh = f"指标“{code}”由公式“{found.formula}”重算，不能写入；请写公式里的指标。"
            raise Refused("reckoned", zh, "A formula reckons this indicator.", "indicator")
        return found.pk

    def _region(self, row):
        adcode = row["region"]
        if not isinstance(adcode, str) or adcode not in self.regions:
            raise Refused("not_found", f"没有地区“{adcode}”。", "No such region.", "region")
        if not self.access.covers(adcode):
            zh = f"令牌不能写地区“{adcode}”的数据。"
            raise Refused("not_yours", zh, "The token does not cover this region.", "region")
        return self.regions[adcode]

    def _school(self, row, region):
        school = row.get("school")
        if school is None:
            return None
        if type(school) is not int or self.schools.get(school) != region:
            zh = f"该地区没有编号为 {school} 的已确认学校。"
            raise Refused("not_found", zh, "No such confirmed school in the region.", "school")
        return school


def _check_members(row):
    for name in row:
        if name not in MEMBERS:
            close = nearest(name, MEMBERS)
            zh = f"没有“{name}”这一项" + (f"，是否指“{close}”？" if close else "。")
            raise Refused("unknown_member", zh, "Unknown member.", name)
    for name in NEEDED:
        if name not in row:
            raise Refused("missing_member", f"缺少“{name}”。", "A member is missing.", name)


def _period(row):
    try:
        return parse(str(row["period"]))
    except ValueError as wrong:
        raise Refused("invalid_period", str(wrong), "No period.", "period") from None


def _choice(row, name):
    word = row.get(name, DEFAULTS.get(name, ""))
    allowed = [*CHOICES[name].values, *([] if name in DEFAULTS else [""])]
    if word not in allowed:
        zh = f"“{name}”要是：{'、'.join(filter(None, allowed))}。"
        raise Refused("invalid_choice", zh, "Not one of the allowed words.", name)
    return word


def _words(row, name, most):
    words = row.get(name, "")
    if not isinstance(words, str) or len(words) > most or "\x00" in words:
        zh = f"“{name}”要是不超过 {most} 个字的文字。"
        raise Refused("invalid_words", zh, f"At most {most} characters of text.", name)
    return words.strip()


def _value(row):
    value = row["value"]
    if value is None:
        return None
    try:
        number = Decimal(str(value)) if type(value) in (int, float, str) else Decimal("NaN")
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number.copy_abs() >= LARGEST:
        zh = "“value”要是小于一亿亿的数，撤回时写 null。"
        raise Refused("invalid_value", zh, "A number, or null to withdraw.", "value")
    if number != round(number, PLACES):
        zh = f"“value”最多 {PLACES} 位小数。"
        raise Refused("invalid_value", zh, f"At most {PLACES} decimals.", "value")
    return number

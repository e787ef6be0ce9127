"""What a person sends about a division enters, numbers and words leave, with what is wrong."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from plans.models import Division
from plans.rollup.arithmetic import IndivisibleError
from plans.rollup.dividing import SOURCES, bases_of, portions

NUMBER = re.compile(r"[0-9]{1,16}(\.[0-9]{1,4})?")
WRONG_NUMBER = "请填写数字，小数最多四位，例如 320 或 98.5。"
NO_WHOLE = "请填写要分解的全县目标。"
NO_MEASURE = "请选择按哪一项人数分解。"


@dataclass
class Asked:
    """A way of dividing as it was sent, with a message for each field that is wrong."""

    whole: Decimal | None
    basis: str
    measure: object
    wrong: dict[str, str] = field(default_factory=dict)


@dataclass
class Row:
    """A school in the form: what it would get, what stands in its field, what is wrong with it."""

    portion: object
    text: str
    wrong: str = ""

    @property
    def field(self):
        """Name of the field."""
        return f"value-{self.portion.submission.pk}"


def asked_of(sent, indicator, measures) -> Asked:
    """The way of dividing that was sent; what cannot be read is told and left empty."""
    wrong = {}
    text = sent.get("whole", "")
    whole = number_of(text)
    if whole is None:
        wrong["whole"] = WRONG_NUMBER if text.strip() else NO_WHOLE
    basis = sent.get("basis", "")
    if basis not in bases_of(indicator):
        wrong["basis"] = "请选择分解办法。"
        basis = bases_of(indicator)[0].value
    measure = None
    if basis in SOURCES:
        measure = next((one for one in measures if str(one.pk) == sent.get("measure")), None)
        if measure is None:
            wrong["measure"] = NO_MEASURE
    return Asked(whole, basis, measure, wrong)


def offered(indicator, measures, county, division) -> Asked:
    """The way of dividing to begin with: as saved, else the county's target by the first way."""
    if division is not None:
        return Asked(division.whole, division.basis, division.measure)
    basis = bases_of(indicator)[0]
    measure = measures[0] if basis in SOURCES and measures else None
    return Asked(county and county.target.value, basis.value, measure)


def rows_of(figures, indicator, asked) -> list[Row]:
    """A row for each school with what it would get; what stands against it is told in ``asked``."""
    facts = {"whole": asked.whole, "basis": asked.basis, "measure": asked.measure}
    try:
        found = portions(figures, indicator, **facts)
    except IndivisibleError as error:
        asked.wrong.setdefault("whole", str(error))
        facts["basis"] = Division.Basis.BY_HAND
        found = portions(figures, indicator, **facts)
    return [Row(portion, shown(portion.proposed)) for portion in found]


def fill_saved(rows, division):
    """Put what was saved into the fields."""
    saved = {part.submission_id: part.value for part in division.parts.all()}
    for row in rows:
        row.text = shown(saved.get(row.portion.submission.pk))


def fill_sent(rows, sent):
    """Put what was typed into the fields; returns (proposed, value) by submission."""
    values = {}
    for row in rows:
        row.text = sent.get(row.field, "").strip()[:40]
        value = number_of(row.text)
        if row.text and value is None:
            row.wrong = WRONG_NUMBER
        values[row.portion.submission.pk] = (row.portion.proposed, value)
    return values


def tell_wrong(rows, asked, errors):
    """Put the messages of a refusal to their fields; returns those that belong to none."""
    by_field = {row.field: row for row in rows}
    rest = []
    for name, messages in errors.items():
        if name in by_field:
            by_field[name].wrong = "".join(messages)
        elif name in ("whole", "basis", "measure"):
            asked.wrong[name] = "".join(messages)
        else:
            rest += messages
    return rest


def number_of(text):
    """A number as typed, None of anything else."""
    plain = text.strip().replace(",", "").replace("，", "")
    return Decimal(plain) if NUMBER.fullmatch(plain) else None


def shown(value):
    """A number for a field."""
    return "" if value is None else f"{value.normalize():f}"

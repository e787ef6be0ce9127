"""What a person types in to try enters, what schools would have more leaves; nothing is stored."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from indicators.standing.reckoning import Line, StageStanding

NAME = re.compile(r"add-(\d{1,9})-([a-z_]{1,20})-(\d{1,9})")
LARGEST = Decimal(1_000_000_000)
MOST = 400
"""Numbers that one address holds at most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Additions by school, stage and item, and texts that are no numbers."""

    more: dict[tuple[int, str, int], Decimal]
    wrong: dict[tuple[int, str, int], str]

    def text(self, key) -> str:
        """What stands in the field."""
        if key in self.wrong:
            return self.wrong[key]
        return f"{self.more[key].normalize():f}" if key in self.more else "0"


@dataclass(frozen=True, slots=True)
class Slider:
    """One field: what a school has of an item, and how far the slider goes."""

    name: str
    cell: object
    text: str
    least: int
    most: int
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One number that is tried, as the list of all of them shows it."""

    name: str
    line: Line
    cell: object
    number: Decimal


def asked_of(sent) -> Asked:
    """Read the numbers of an address."""
    more, wrong = {}, {}
    for name in list(sent)[:MOST]:
        found = NAME.fullmatch(name)
        text = sent[name].strip()
        if not found or not text:
            continue
        key = int(found[1]), found[2], int(found[3])
        number = _number(text)
        if number is None:
            wrong[key] = text[:20]
        elif number:
            more[key] = number
    return Asked(more, wrong)


def refuse_too_little(asked: Asked, stages: list[StageStanding]) -> None:
    """Nobody can give away more than he has: move such numbers to the wrong ones."""
    for line in (line for stage in stages for line in stage.lines):
        for cell in line.cells:
            key = line.school.pk, line.stage, cell.item.pk
            have = cell.whole if cell.item.is_lack_of_whole else cell.part
            if key in asked.more and (have is None or have + Fraction(asked.more[key]) < 0):
                asked.wrong[key] = f"{asked.more.pop(key):f}"


def sliders(line: Line, asked: Asked) -> list[Slider]:
    """A field for each item of which figures are known."""
    found = []
    for cell in line.cells:
        have = cell.whole if cell.item.is_lack_of_whole else cell.part
        if have is None or cell.gap is None:
            continue
        key = line.school.pk, line.stage, cell.item.pk
        most = max(10, 2 * cell.gap, int(have))
        text, is_wrong = asked.text(key), key in asked.wrong
        found.append(Slider(name_of(key), cell, text, -int(have), most, is_wrong))
    return found


def changes(asked: Asked, stages: list[StageStanding]) -> list[Change]:
    """What is tried, in the order of the page."""
    found = []
    for line in (line for stage in stages for line in stage.lines):
        for cell in line.cells:
            key = line.school.pk, line.stage, cell.item.pk
            if key in asked.more:
                found.append(Change(name_of(key), line, cell, asked.more[key]))
    return found


def name_of(key) -> str:
    """The name of a field."""
    school, stage, item = key
    return f"add-{school}-{stage}-{item}"


def _number(text):
    try:
        number = Decimal(text.replace(",", "").replace("，", "").replace("＋", "+"))
    except InvalidOperation:
        return None
    is_usable = number.is_finite() and number.copy_abs() <= LARGEST
    return number if is_usable and number.as_tuple().exponent >= -4 else None

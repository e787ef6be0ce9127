"""Drafts of names collect here; what was said before a quantity is asked from here."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.parts import SIZE, Parts
from plans.extraction.statements.naming.phrases import Phrase, text
from plans.extraction.statements.naming.tokens import Token
from plans.extraction.statements.naming.wording import MONEY_UNITS, RATE_UNITS, counted
from plans.extraction.statements.quantity import Naming, Told

NOTHING = Naming(None, None, "none")
NEAR = 6
"""Quantities back that a name may be taken over from."""


_KIND = re.compile(
    f"{lexicon.STAGE.pattern}(?:学校|教师|学生|园|高中|地区)?|[一二三四]等|[一二三]档|{lexicon.SUBJECTS}|[大中小托]{{1,3}}班"
    "|教师|学生|家长|校长|园长"
)
_SUBJECT = re.compile(lexicon.SUBJECTS)
_GRADE = re.compile("[一二三四]等|[一二三]档")
_BOARDERS = re.compile("非?寄宿|走读")
_LEVELS = frozenset(("小学", "初中", "高中", "中学"))
"""A stage, or schools and people of a stage."""


_HEAD = re.compile(f"{lexicon.RATE_HEADS.pattern}|{lexicon.MONEY_HEADS.pattern}|面积$|班额$|分$")
"""What is measured; what stands before it may be exchanged."""


def _unstaged(name: str) -> str:
    """The name without its stage; boarders are those who get it, whatever their stage."""
    stage = lexicon.ONE_STAGE.search(name)
    boards = stage is not None and stage.start() and _BOARDERS.match(stage[0])
    return name if boards else lexicon.ONE_STAGE.sub("", name, count=1)


@dataclass(slots=True)
class Draft:
    """A quantity on its way to a name: its phrase, and for counts the parts of the name."""

    around: Phrase
    unit: str
    position: int
    parts: Parts | None = None
    naming: Naming = NOTHING
    scope: str | None = None
    source: "Draft | None" = None
    """The draft whose name it was given as it is."""

    def settle(self) -> Naming:
        """The name, put together from the parts where there are any."""
        if self.parts and self.parts.rule == SIZE:
            return Naming(self.parts.named(self.unit), self.scope, SIZE)
        if self.parts:
            name = counted(self.parts.named(self.unit), self.unit, self.parts.action)
            return Naming(name, self.scope, self.parts.rule)
        return self.naming


@dataclass(slots=True)
class Said:
    """The words of a sentence, what stands before it, and the drafts of its numbers so far."""

    tokens: tuple[Token, ...]
    before: str = ""
    headings: Sequence[str] = ()
    above: str = ""
    told: Told = ()
    """What the line has named before the sentence."""
    drafts: list[Draft] = field(default_factory=list)

    def near(self) -> list[Draft]:
        """The drafts of the last quantities, nearest first."""
        return self.drafts[: -NEAR - 1 : -1]

    def last_name(self) -> str:
        """The nearest name before."""
        return next((n for d in self.near() if (n := d.settle().indicator)), "")

    @property
    def rate(self) -> str:
        """The name of the last rate that the line says before the sentence."""
        return next((name for unit, name in reversed(self.told) if unit in RATE_UNITS), "")

    def last_rate(self) -> str:
        """The rate that stands right before, in the sentence or on its line."""
        if not self.drafts:
            return self.rate
        last = self.last_name() if self.drafts[-1].unit in RATE_UNITS else ""
        return last if lexicon.RATE_HEADS.search(last) else ""

    def last_sum(self) -> str:
        """The nearest name of money before."""
        names = (d.naming.indicator for d in self.near() if d.unit in MONEY_UNITS)
        return next((name for name in names if name), "")

    def whole_sum(self) -> str:
        """The sum whose parts are told: the nearest that is no part itself."""
        whole = (d for d in self.near() if d.unit in MONEY_UNITS)
        found = next((d for d in whole if not d.around.part and not d.around.listed), None)
        return (found.naming.indicator or "") if found else ""

    def last_parts(self) -> Parts | None:
        """The parts of the count right before."""
        return self.drafts[-1].parts if self.drafts else None

    def stage_of_last(self, said: str) -> str:
        """小学10:1 after 初中生机比: the stage with the head that was said before."""
        last = self.last_name()
        if not said or not _KIND.fullmatch(said) or not last:
            return ""
        named = next(d for d in self.near() if d.settle().indicator)
        words = named.around.left
        for kind in (text(words), text(words[-2:]), text(words[-1:])):
            if len(kind) > 1 and last.startswith(kind) and not _HEAD.search(kind):
                return said + last[len(kind) :]
        if _SUBJECT.fullmatch(said) and _SUBJECT.search(last):
            return _SUBJECT.sub(said, last, count=1)
        if _GRADE.fullmatch(said):
            return said + last.replace("平均", "")
        pupils = lexicon.STAGED_PUPIL.sub("", last)
        rest = pupils if pupils != last else _unstaged(last)
        return said + (lexicon.ONE_STAGE.sub("", rest, count=1) if rest[:2] in _LEVELS else rest)

"""What a counted thing is called enters in parts, the order of a name leaves."""

import re
from dataclasses import dataclass

from plans.extraction.statements.naming import lexicon

_AREA = re.compile("(?:县|县（市、区）|县市区?|乡镇|村|社区|街道)$")
_SENT = re.compile("[到赴去]?.{2,}(?P<deed>支教|任教|挂职|送教|跟岗|跟岗学习|挂职锻炼|交流任教)")
"""教师到边远乡镇支教: where to is no part of a name."""

SIZE = "size of the thing"
WHOLE = "of the whole"
_SIZE_OF = {True: "人数", False: "学生规模"}


@dataclass(frozen=True, slots=True)
class Parts:
    """What a counted thing is called: who, does what, with what.

    ``verb`` stands in front (新建, 培训); ``predicate`` is what the thing does (转设); ``causes``
    says that the governing verb takes a whole clause (推动…交流).
    """

    subject: str = ""
    verb: str = ""
    predicate: str = ""
    noun: str = ""
    action: bool = False
    causes: bool = False
    rule: str = ""

    @property
    def _is_class(self) -> bool:
        return self.noun.endswith(("班", "班级"))

    def named(self, unit: str) -> str:
        """The parts in the order of a name: 交流教师, but 独立学院转设."""
        if self.rule == SIZE:
            return self.noun + ("标准" if self.noun.endswith("班额") else _SIZE_OF[self._is_class])
        if self.rule == WHOLE:
            return self.predicate + self.noun
        sent = _SENT.fullmatch(self.predicate)
        if sent and unit == "人" and lexicon.FITTING[unit].search(self.noun):
            return self.subject + self.noun + sent["deed"]
        if len(self.predicate) == 2 and _AREA.search(self.noun):
            return self.subject + self.predicate + self.verb + self.noun
        if unit != "人" and len(self.predicate) == 2 and self.noun:
            return self.subject + self.verb + self.noun + self.predicate
        return self.subject + self.predicate + self.verb + self.noun

"""A submission and what was just sent enter, the page where its school fills it in leaves."""

from dataclasses import dataclass, field

from indicators.numbers import plain
from plans.fill_forms import FORMS
from plans.models import FormSection, FundingItem, Task
from plans.submitting import checking, missing, parts_of, passages_of
from plans.submitting.rounds import comments_of, standing_return

Kind = FormSection.Kind
ROWS = {Kind.TASKS: Task, Kind.FUNDING: FundingItem}
"""Kind of section -> the model of its rows."""
WORDS = {
    "done": ("已填", "good"),
    "proposed": ("待确认", "open"),
    "wrong": ("有误", "bad"),
    "empty": ("未填", "still"),
    "free": ("选填", "still"),
}
"""State of a section -> its word, and the look of it."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of a unit that somebody sent and that could not be kept as it is."""

    typed: dict = field(default_factory=dict)
    errors: tuple = ()
    form: object = None
    conflict: object = None
    """The row as somebody else wrote it meanwhile; True where nothing stands there any more."""

    @property
    def their_version(self):
        """Version of what somebody else wrote."""
        return getattr(self.conflict, "version", 0)


NOTHING = Sent()


@dataclass(frozen=True, slots=True)
class Unit:
    """What is kept at once: a text, an item of the form, or a row; ``row`` is None for a new one.

    ``key`` begins the names of its fields in the page.
    """

    key: str
    kind: str
    row: object
    version: int
    sent: Sent = NOTHING
    fault: str = ""
    passages: tuple = ()
    form: object = None
    parts_total: str = ""

    @property
    def seen(self):
        """The version that its sender saw; none that ever was where he is shown another's words."""
        return -1 if self.sent.conflict else self.version

    @property
    def errors(self):
        """What is wrong with it, just sent or as it is kept."""
        is_told = self.fault and self.is_filled and not self.is_proposed
        return list(self.sent.errors) or ([self.fault] if is_told else [])

    @property
    def is_proposed(self):
        """It was copied or recognised, and the school has not said that it is meant."""
        if self.kind == Kind.TEXT:
            return self.is_filled and any(passage.is_used for passage in self.passages)
        if self.kind == Kind.INDICATORS:
            return self.row.is_proposed
        return self.row is not None and self.row.is_open

    @property
    def is_filled(self):
        """Something stands there."""
        if self.kind == Kind.TEXT:
            return bool(self.row and self.row.text.strip())
        if self.kind == Kind.INDICATORS:
            return self.row.value is not None
        return self.row is not None

    @property
    def shown(self):
        """The passages that are still of use beside it."""
        if self.kind in ROWS:
            return self.passages if self.is_proposed else ()
        return tuple(p for p in self.passages if not p.is_used or self.is_proposed)

    @property
    def words(self):
        """The text, as just typed or as it is kept."""
        return self.sent.typed.get("text", self.row.text if self.row else "")

    @property
    def number(self):
        """The number of an item, as just typed or as it is kept."""
        kept = self.row.value
        return self.sent.typed.get("value", "" if kept is None else checking.plain(kept))

    @property
    def reason(self):
        """Why it differs from last year."""
        return self.sent.typed.get("reason", self.row.reason)

    @property
    def doubt(self):
        """What is unusual beside last year; empty where nothing is."""
        line = self.row
        if line.value is None:
            return ""
        return checking.doubt(line.item, line.value, line.before and line.before.value)

    @property
    def bounds(self):
        """Between what the number must lie, in words."""
        low, high = checking.limits(self.row.item)
        words = f"{plain(low)} 到 {plain(high)}" if high is not None else f"不小于 {plain(low)}"
        return words if high is not None or low else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A section of the form with its units, and how far it is filled in."""

    part: object
    units: tuple
    new: Unit | None
    faults: dict

    @property
    def section(self):
        """The section of the form."""
        return self.part.section

    @property
    def state(self):
        """Key of its state, the most urgent one."""
        if self._is_wrong:
            return "wrong"
        if any(unit.is_proposed for unit in self.units):
            return "proposed"
        if any(key in self.faults for key in self._keys):
            return "empty"
        if self.part.is_empty:
            return "free"
        return "done"

    @property
    def word(self):
        """Its state in a word, and the look of that."""
        return WORDS[self.state]

    @property
    def fault(self):
        """What is missing in the section as a whole, where it has rows."""
        has_rows = self.section.kind in (*ROWS, Kind.ATTACHMENTS)
        is_shown = has_rows and not self.part.is_empty and not self.proposed
        return self.faults.get(self.section.key, "") if is_shown else ""

    @property
    def told(self):
        """Pairs of an anchor and what is still missing there, in the order of the page."""
        return [(key, self.faults[key]) for key in dict.fromkeys(self._keys) if key in self.faults]

    @property
    def proposed(self):
        """How many of its units wait to be confirmed."""
        return sum(unit.is_proposed for unit in self.units)

    @property
    def _keys(self):
        return [self.section.key, *(unit.key for unit in self.units)]

    @property
    def _is_wrong(self):
        told = any(unit.sent.errors or unit.sent.conflict for unit in self.units)
        filled = [unit for unit in self.units if unit.is_filled and not unit.is_proposed]
        return told or bool(self.fault) or any(unit.fault for unit in filled)


def sheets_of(submission, user, sent=None):
    """All sections with their units; ``sent`` are troubles by key. A fixed number of queries."""
    sent = sent or {}
    plan = submission.plan
    plan.submission = submission
    faults = missing(plan)
    passages = passages_of(submission, user)
    parts = parts_of(submission, user)
    sheets = []
    for part in parts:
        units = tuple(_units(part, sent, faults, passages))
        sheets.append(Sheet(part, units, _new(part.kind, sent), faults))
    return sheets, faults, passages.get("", [])


def context_of(submission, user, sent=None):
    """What the page and each piece of it shows."""
    sheets, faults, left = sheets_of(submission, user, sent)
    return {
        "submission": submission,
        "sheets": sheets,
        "faults": faults,
        "left": left,
        "comments": comments_of(standing_return(submission)),
        "writing": [s.section for s in sheets if s.part.kind == Kind.TEXT],
        "owing": sum(sheet.state not in ("done", "free") for sheet in sheets),
    }


def _units(part, sent, faults, passages):
    """The units of a part, each with what was just sent, found wrong and read in a file."""

    def told(key):
        return {
            "sent": sent.get(key, NOTHING),
            "fault": faults.get(key, ""),
            "passages": tuple(passages.get(key, ())),
        }

    if part.kind == Kind.TEXT:
        version = part.text.version if part.text else 0
        yield Unit(part.key, part.kind, part.text, version, **told(part.key))
    elif part.kind == Kind.INDICATORS:
        for line in part.lines:
            yield Unit(
                line.key,
                part.kind,
                line,
                line.statement.version if line.statement else 0,
                parts_total=_parts_total(line, part.lines),
                **told(line.key),
            )
    elif part.kind in ROWS:
        for row in part.tasks or part.money:
            form = sent.get(row.key, NOTHING).form or form_of(row, key=row.key)
            yield Unit(row.key, part.kind, row, row.version, form=form, **told(row.key))


def _parts_total(line, lines):
    """What the parts of an item come to, where some are filled in."""
    parts = [each.value for each in lines if each.item.part_of_id == line.item.pk]
    values = [value for value in parts if value is not None]
    return f"{plain(sum(values))}{line.item.indicator.unit}" if values else ""


def new_key(kind):
    """What the fields of a row begin with that is still to be added."""
    return f"new-{ROWS[kind].letter}"


def form_of(row, data=None, *, key):
    """The form of a row, with what was sent."""
    return FORMS[type(row)](row, data, key=key)


def _new(kind, sent):
    """The unit where a new row is typed; None where the section has no rows."""
    if kind not in ROWS:
        return None
    key = new_key(kind)
    told = sent.get(key, NOTHING)
    return Unit(key, kind, None, 0, sent=told, form=told.form or form_of(ROWS[kind](), key=key))

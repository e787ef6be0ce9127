"""Matters that a person reports on enter, lines in the order in which they are due leave."""

from dataclasses import dataclass

from plans.models import Matter
from plans.step_forms import StepForm
from plans.tracking.lights import Light
from plans.tracking.looking import Seen, seen
from plans.tracking.transitions import Step, may

State = Matter.State
NEAR = (Light.RED, Light.YELLOW)
GROUPS = ("due", "near", "new", "rest", "waiting")
NAMES = {
    "due": "该反馈了",
    "near": "逾期、临近或滞后",
    "new": "待签收",
    "rest": "其他在办",
    "waiting": "已报办结，等待复核",
}


@dataclass(slots=True)
class Line:
    """A matter as whoever leads it fills it in; ``form`` is None where he may not report."""

    seen: Seen
    form: StepForm | None
    takes_up: bool
    told: str = ""
    trouble: str = ""
    """Why what was typed could not be written where there is no form to say it in."""

    @property
    def matter(self):
        """The matter itself."""
        return self.seen.matter

    @property
    def group(self):
        """Which part of the page it stands in."""
        if self.matter.state == State.DISPATCHED:
            return "new"
        if self.matter.state == State.REPORTED:
            return "waiting"
        if self.seen.is_due:
            return "due"
        return "near" if self.seen.sign and self.seen.sign.light in NEAR else "rest"


def line_of(matter, user, form=None, told=""):
    """One line; ``form`` is what was sent for it."""
    (found,) = seen([matter])
    return _line(found, user, form, told)


def groups_of(matters, user, sent=None):
    """Name and lines of every group that has some, what is due first."""
    lines = [_line(found, user, _sent_for(found.matter, sent)) for found in seen(matters)]
    found = {group: [line for line in lines if line.group == group] for group in GROUPS}
    return [(group, NAMES[group], rows) for group, rows in found.items() if rows]


def _line(found, user, form, told=""):
    matter = found.matter
    reports = may(Step.REPORT, matter, user) and not matter.part_count
    if reports and form is None:
        form = StepForm(step=Step.REPORT, matter=matter, initial={"progress": matter.progress})
    return Line(found, form if reports else None, may(Step.ACKNOWLEDGE, matter, user), told)


def _sent_for(matter, sent):
    return sent if sent is not None and sent.matter.pk == matter.pk else None

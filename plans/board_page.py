"""A campaign and lines of its board enter, what the board tells about them leaves."""

from dataclasses import dataclass

from django.utils import timezone

from indicators.exporting import Sheet
from plans.filters.submissions import YES
from plans.models import Campaign, Submission
from plans.submitting import changes_since_approval
from plans.submitting.urging import people_at

State = Submission.State
LOOKS = {State.SUBMITTED: "open", State.RETURNED: "bad", State.APPROVED: "good"}
HEAD = (
    "学校", "乡镇", "学段", "状态", "逾期", "截止日期", "上报时间", "局里打开时间", "通过时间",
    "通过后改动", "申请延期到", "延期理由", "轮到",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tile:
    """A number of the campaign, and the condition that shows what is behind it."""

    name: str
    value: str
    label: str
    count: int
    look: str


def tiles(submissions):
    """How many are in each state, late, and waiting for an answer: three queries."""
    counted = submissions.counted()
    found = [
        Tile("state", state.value, state.label, counted[state], LOOKS.get(state, "still"))
        for state in State
    ]
    late = submissions.overdue(timezone.localdate()).count()
    found.append(Tile("overdue", YES, "逾期", late, "bad"))
    return [*found, Tile("asking", YES, "申请延期", submissions.asking().count(), "warn")]


def summed(counts):
    """How many schools take part, have handed in, and are through, by the tiles of states."""
    by_state = {tile.value: tile.count for tile in counts if tile.name == "state"}
    approved = by_state[State.APPROVED]
    return {
        "total": sum(by_state.values()),
        "handed_in": approved + by_state[State.SUBMITTED],
        "approved": approved,
    }


def deadline(campaign):
    """How many days schools have left, in words."""
    if campaign.state == Campaign.State.CLOSED:
        return "已结束"
    days = (campaign.closes_on - timezone.localdate()).days
    if days > 0:
        return f"还剩 {days} 天"
    return f"已过截止 {-days} 天" if days else "今天截止"


def fit_for_board(rows):
    """Give lines what stands in no column of theirs: changes since approval, people, the turn."""
    changes = changes_since_approval(rows)
    people = people_at([row.school_id for row in rows])
    for row in rows:
        row.changes = changes[row.pk]
        row.people = people.get(row.school_id, [])
        row.turn = turn_of(row)
    return rows


def turn_of(submission):
    """Who has to act next; empty where nobody has to."""
    if submission.state == State.SUBMITTED:
        return "局里审阅"
    if submission.asked_until:
        return "局里答复延期"
    return "学校" if submission.state in Submission.OWED else ""


def sheet_of(rows):
    """The lines of a board for a workbook."""
    return Sheet("上报情况", HEAD, [_line(row) for row in fit_for_board(rows)])


def _line(row):
    school = row.school
    moments = (row.submitted_at, row.opened_at, row.approved_at)
    return (
        school.name,
        school.town,
        school.get_stage_display(),
        row.get_state_display(),
        "已逾期" if row.is_overdue else "",
        row.last_day,
        *(_told(moment) for moment in moments),
        row.changes or "",
        row.asked_until or "",
        row.asked_reason,
        row.turn,
    )


def _told(moment):
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""

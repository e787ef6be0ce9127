"""Rows of a draft enter, they leave as people decided on them, with what they corrected."""

from datetime import timedelta

from plans import corrections, history
from plans.models import Problem, ReviewState, Statement
from plans.sample import words

DECISIONS = {
    ReviewState.ACCEPTED: 80,
    ReviewState.CORRECTED: 12,
    ReviewState.REJECTED: 5,
    ReviewState.LEFT_OUT: 3,
}
BEGINNING = timedelta(days=1)
"""From import to the first decision."""
PACE = timedelta(seconds=10)
"""From one decision to the next."""
WRONG = {"indicator": None, "year": None}
"""What extraction may have left empty."""


def decide(rows, draft, clerk):
    """Decide on the first rows of a kind, as many as the draft says that people have reviewed."""
    for number, row in enumerate(rows[: int(len(rows) * draft.reviewed)], 1):
        row.state = _decision(row, draft.draw)
        row.reviewed_by, row.reviewed_at = clerk, draft.uploaded_at + BEGINNING + PACE * number
        row.version = 2
        if row.state == ReviewState.REJECTED:
            row.reason = draft.draw.choice(words.REJECTIONS)


def _decision(row, draw):
    """A verdict; only statements are corrected here, as only of them it is counted."""
    state = draw.choices(list(DECISIONS), list(DECISIONS.values()))[0]
    is_statement = isinstance(row, Statement)
    return state if is_statement or state != ReviewState.CORRECTED else ReviewState.ACCEPTED


def record_corrections(statements, draft, clerk):
    """Give corrected statements the history of their correction, and count it."""
    rows = [row for row in statements if row.state == ReviewState.CORRECTED]
    if not rows:
        return
    kept = [_as_proposed(row, draft.draw) for row in rows]
    history.write(rows, user=None, at=draft.uploaded_at, kind="+")
    for row, values in zip(rows, kept, strict=True):
        for name, value in values.items():
            setattr(row, name, value)
    history.write(rows, user=clerk, at=rows[0].reviewed_at)
    corrections.count(rows)


def _as_proposed(row, draw):
    """Bring a row back to what extraction proposed; returns what the correction will restore."""
    columns = ("state", "version", "reviewed_by", "reviewed_at", *WRONG)
    kept = {name: getattr(row, name) for name in columns}
    row.state, row.version, row.reviewed_by, row.reviewed_at = ReviewState.PROPOSED, 1, None, None
    name = draw.choice([n for n in WRONG if getattr(row, n) is not None])
    setattr(row, name, WRONG[name])
    return kept


def doubts(draft, source, plan, clerk):
    """Problems of a plan, resolved where all of it is reviewed."""
    found = draft.document.found
    rows = []
    for each in draft.draw.sample(found, min(len(found), draft.draw.randint(0, 4))):
        row = Problem(source=source, plan=plan, stage=Problem.Stage.CONSISTENCY)
        row.message = f"{each.figure.indicator.name}：{draft.draw.choice(words.DOUBTS)}"
        row.start, row.end = each.place
        if draft.reviewed == 1:
            row.resolved_by, row.resolved_at = clerk, draft.uploaded_at + BEGINNING
            row.note = "已与股室核实，以文中数字为准"
        rows.append(row)
    return rows

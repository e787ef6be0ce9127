"""The outcome of an import enters, what its row on the upload page says leaves."""

from dataclasses import dataclass

from plans.models import Plan

COUNTED = (
    ("plans", "篇"),
    ("tasks", "任务"),
    ("statements", "量化表述"),
    ("funding", "经费"),
    ("duties", "责任"),
    ("deadlines", "时限"),
    ("schools", "学校"),
)
STATES = {
    "imported": "已导入",
    "new_version": "已作为新版本导入",
    "unchanged": "内容相同，未重复导入",
}


@dataclass(frozen=True)
class Result:
    """What became of one file; ``message`` says why a file was not taken."""

    name: str
    state: str = "failed"
    source: object = None
    found: tuple[tuple[str, int], ...] = ()
    problems: tuple[str, ...] = ()
    set_aside: int = 0
    message: str = ""

    @classmethod
    def of(cls, outcome):
        """The result of a file that was read."""
        if outcome.state == "unchanged":
            return cls(outcome.name, outcome.state, outcome.source)
        counts, source = outcome.counts, outcome.source
        return cls(
            outcome.name,
            outcome.state,
            source,
            tuple((word, counts[key]) for key, word in COUNTED if counts.get(key)),
            tuple(problem.message for problem in source.problems.all()),
            source.plans.filter(state=Plan.State.SET_ASIDE).count(),
        )

    @property
    def word(self):
        """The state in words."""
        return STATES.get(self.state, "未导入")

    @property
    def light(self):
        """Colour and shape of the state."""
        return {"failed": "bad", "unchanged": "still"}.get(self.state, "good")

    @property
    def is_empty(self):
        """The file was read, but nothing was found in it."""
        return self.state in {"imported", "new_version"} and not self.found

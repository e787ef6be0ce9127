"""From source file to plan, task and statement, each row with its place in the source."""

from plans.models.documents import Plan, Problem
from plans.models.evidence import (
    Deadline,
    Duty,
    FundingItem,
    ReviewState,
    Statement,
    Task,
)
from plans.models.sources import Source, SourceContent

__all__ = [
    "Deadline",
    "Duty",
    "FundingItem",
    "Plan",
    "Problem",
    "ReviewState",
    "Source",
    "SourceContent",
    "Statement",
    "Task",
]

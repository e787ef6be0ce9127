"""From source file to plan, task and statement, each row with its place in the source."""

from plans.models.assessments import (
    Assessment,
    AssessmentEvent,
    AssessmentFile,
    AssessmentFileContent,
    AssessmentFinding,
    Mark,
)
from plans.models.assignments import AssignedTarget, AssignmentSet, Division, Letter
from plans.models.campaign_forms import CampaignForm, FormIndicator, FormSection
from plans.models.campaigns import Campaign
from plans.models.documents import Plan, Problem
from plans.models.dropped import Dropped
from plans.models.evaluation_rounds import EvaluationRound, RoundItem
from plans.models.evidence import (
    ASPECTS,
    COUNTING,
    YEARS,
    Deadline,
    Duty,
    FundingItem,
    Reviewed,
    ReviewState,
    Statement,
    Task,
)
from plans.models.findings import Finding, Inspection
from plans.models.index import SearchEntry
from plans.models.issued_notices import (
    IssuedFile,
    IssuedNotice,
    IssuedRow,
    NoticeReceipt,
)
from plans.models.lead_links import LeadLink, answers_for
from plans.models.matter_files import AcceptedFigure, MatterFile, MatterFileContent
from plans.models.matter_steps import MatterStep
from plans.models.matters import Matter
from plans.models.notices import Delivery, Notice
from plans.models.passages import Passage
from plans.models.personal import PersonalMention
from plans.models.projects import Project, ProjectStage
from plans.models.publication import Correction, OpenRow, Publication, PublishedFigure
from plans.models.saved_filters import SavedFilter
from plans.models.scoring import Period, ScoreJudgement, ScoreScheme
from plans.models.sources import Source, SourceContent
from plans.models.submission_steps import (
    AppendOnlyError,
    FieldComment,
    SubmissionEvent,
    SubmittedText,
)
from plans.models.submissions import (
    Attachment,
    AttachmentContent,
    FillLink,
    IndicatorAnswer,
    SectionText,
    Submission,
)
from plans.models.tracking_rules import TrackingRules
from plans.models.uploads import TableUpload

__all__ = [
    "ASPECTS",
    "COUNTING",
    "YEARS",
    "AcceptedFigure",
    "AppendOnlyError",
    "Assessment",
    "AssessmentEvent",
    "AssessmentFile",
    "AssessmentFileContent",
    "AssessmentFinding",
    "AssignedTarget",
    "AssignmentSet",
    "Attachment",
    "AttachmentContent",
    "Campaign",
    "CampaignForm",
    "Correction",
    "Deadline",
    "Delivery",
    "Division",
    "Dropped",
    "Duty",
    "EvaluationRound",
    "FieldComment",
    "FillLink",
    "Finding",
    "FormIndicator",
    "FormSection",
    "FundingItem",
    "IndicatorAnswer",
    "Inspection",
    "IssuedFile",
    "IssuedNotice",
    "IssuedRow",
    "LeadLink",
    "Letter",
    "Mark",
    "Matter",
    "MatterFile",
    "MatterFileContent",
    "MatterStep",
    "Notice",
    "NoticeReceipt",
    "OpenRow",
    "Passage",
    "Period",
    "PersonalMention",
    "Plan",
    "Problem",
    "Project",
    "ProjectStage",
    "Publication",
    "PublishedFigure",
    "ReviewState",
    "Reviewed",
    "RoundItem",
    "SavedFilter",
    "ScoreJudgement",
    "ScoreScheme",
    "SearchEntry",
    "SectionText",
    "Source",
    "SourceContent",
    "Statement",
    "Submission",
    "SubmissionEvent",
    "SubmittedText",
    "TableUpload",
    "Task",
    "TrackingRules",
    "answers_for",
]

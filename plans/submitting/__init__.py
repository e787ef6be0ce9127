"""Submissions of schools: a person and what he wants enter, the next state leaves, remembered."""

from plans.submitting.calling import (
    add_schools,
    change_campaign,
    close_campaign,
    draft_campaign,
    open_campaign,
    reopen_campaign,
    schools_of,
)
from plans.submitting.completeness import missing
from plans.submitting.earlier import copy_last_year, last_plan, last_year
from plans.submitting.filling import (
    TextConflict,
    answer,
    attach,
    begin,
    detach,
    save_text,
)
from plans.submitting.paper import parts_of
from plans.submitting.passages import (
    GONE,
    adopt,
    confirm_rows,
    confirm_text,
    drop,
    passages_of,
    put,
)
from plans.submitting.recognising import Recognised, recognise
from plans.submitting.since_approval import changes_since_approval
from plans.submitting.steps import (
    approve,
    approve_many,
    ask_extension,
    give_back,
    grant_extension,
    open_,
    refuse_extension,
    submit,
    unlock,
    withdraw,
)
from plans.submitting.transitions import TRANSITIONS, Step, may

__all__ = [
    "GONE",
    "TRANSITIONS",
    "Recognised",
    "Step",
    "TextConflict",
    "add_schools",
    "adopt",
    "answer",
    "approve",
    "approve_many",
    "ask_extension",
    "attach",
    "begin",
    "change_campaign",
    "changes_since_approval",
    "close_campaign",
    "confirm_rows",
    "confirm_text",
    "copy_last_year",
    "detach",
    "draft_campaign",
    "drop",
    "give_back",
    "grant_extension",
    "last_plan",
    "last_year",
    "may",
    "missing",
    "open_",
    "open_campaign",
    "parts_of",
    "passages_of",
    "put",
    "recognise",
    "refuse_extension",
    "reopen_campaign",
    "save_text",
    "schools_of",
    "submit",
    "unlock",
    "withdraw",
]

"""A submission and who of its school looks at it enter, what its page shows leaves."""

from django import forms

from plans import submitting
from plans.models import Submission
from plans.submitting.rounds import comments_of, standing_return

State, Step = Submission.State, submitting.Step

NEXT = {
    State.NOT_STARTED: ("开始填报", "可以在网页上填，也可以上传已有的 Word 计划，或者沿用上年的。"),
    State.FILLING: ("继续填报", "填好以后点“检查并上报”。"),
    State.SUBMITTED: ("等待审阅", "教育局正在审阅，有结果会在这里告诉您。"),
    State.RETURNED: ("按意见修改", "教育局请您修改，改好以后再次上报。"),
    State.APPROVED: ("已经通过", "这份计划已经通过，不用再做什么。"),
}
"""State -> what the school has to do next, and a sentence about it."""


class ExtensionForm(forms.Form):
    """More time, and why."""

    until = forms.DateField(
        label="希望延到",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请选一个日期。", "invalid": "请填日期，例如 2027-03-15。"},
    )
    reason = forms.CharField(
        label="理由", max_length=300, error_messages={"required": "申请延期要写明理由。"}
    )


def next_step_of(submission, user):
    """What is to be done now, and a sentence about it."""
    word, told = NEXT[submission.state]
    if submission.state in Submission.OWED and not submission.campaign.is_open:
        return "现在不能填报", _closed(submission.campaign)
    if submission.state == State.SUBMITTED and submission.opened_at:
        return word, "教育局已经打开审阅，不能再撤回；如需修改，请联系教育局退回。"
    return word, told


def _closed(campaign):
    if campaign.state == campaign.State.OPEN:
        return f"从 {campaign.opens_on:%Y-%m-%d} 开始填报，请到时再来。"
    return "这次上报已经结束。还要修改的话，请联系教育局重新开放。"


def context_of(submission, user):
    """State, next step, comments, paper, steps, and which buttons there are."""
    has_plan = submission.state != State.NOT_STARTED
    returned = standing_return(submission)
    may = {
        step.value: submitting.may(step, submission, user)
        for step in (Step.BEGIN, Step.SUBMIT, Step.WITHDRAW, Step.ASK_EXTENSION)
    }
    return {
        "submission": submission,
        "next_step": next_step_of(submission, user),
        "returned": returned,
        "comments": comments_of(returned),
        "parts": submitting.parts_of(submission, user) if has_plan else [],
        "steps": list(submission.events.for_page()),
        "may": may,
        "has_letter": submission.letters.visible_to(user).exists(),
        "may_copy": _may_copy(submission, may, has_plan),
        "is_clerk": user.is_school_member and user.role != "school_head",
    }


def _may_copy(submission, may, has_plan):
    """Whether there is a plan of last year, and nothing that it would stand beside."""
    if not (submission.is_fillable or may[Step.BEGIN.value]):
        return False
    if has_plan:
        plan = submission.plan
        rows = (plan.tasks, plan.statements, plan.fundingitems)
        if any(each.exists() for each in rows):
            return False
    return submitting.last_plan(submission) is not None

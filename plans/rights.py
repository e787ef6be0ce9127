"""A user and a plan enter, whether he may change it leaves; refusals say why in Chinese.

======================  =======  ======  =======  ========  ====================
role                    see      desk    change   publish   withdraw
======================  =======  ======  =======  ========  ====================
system administrator    all      all     --       --        all
bureau administrator    own      own     own      own       own
bureau staff            own      own     own      own       --
bureau leader           own      own     --       --        --
all others              see ``plans.models.reading``; nothing else
======================  =======  ======  =======  ========  ====================

``own`` is what belongs to the user's bureau, in every state. The desk of a plan is its source,
doubts, review, publishing, tables to edit and history.

A plan of a submission is changed by the head and clerk of its school, and the holder of a link,
while they fill it in, and by nobody else; it is published by approval alone, and its bureau sees
it once it has opened it. Who takes which step stands in ``plans.submitting.transitions``.
"""

from django.core.exceptions import PermissionDenied, ValidationError

NOT_FILLABLE = (
    "学校上报的计划，只有本校人员在填报期间或退回以后可以修改。已经上报的请先撤回，"
    "已经通过的请局里解锁。"
)
SCHOOL_HEAD = "school_head"
"""The role in which the holder of a link acts."""


def is_at_desk(user, plan):
    """Whether the user sees how the plan is made, not only what it says."""
    is_own = user.is_bureau_member and user.region_id == plan.bureau_id
    return user.is_system_admin or is_own


def require_desk(user, plan):
    """Raises ``PermissionDenied`` for whoever reads a plan from outside its bureau."""
    if not is_at_desk(user, plan):
        raise PermissionDenied("核对、发布、表格和历史只对本局人员开放，您可以查看计划本身。")


def is_editor(user, plan):
    """Whether the user works in the bureau that owns the plan, and not as its leader alone.

    A plan of a submission is its school's to change, and never its bureau's.
    """
    if plan.submission_id is not None:
        return is_filler(user, plan.submission)
    return user.may_import and user.region_id == plan.bureau_id


def is_withdrawer(user, plan):
    """Whether the user may take a published plan back: administrators of the bureau or portal."""
    is_own = user.is_bureau_admin and user.region_id == plan.bureau_id
    return plan.submission_id is None and (user.is_system_admin or is_own)


def require_editor(user, plan):
    """Raises ``PermissionDenied`` for whoever may only read."""
    if not is_editor(user, plan):
        if plan.submission_id is not None:
            raise PermissionDenied(NOT_FILLABLE)
        raise PermissionDenied("只有本局的管理员和科室人员可以核对和修改计划。")


def require_reason(plan, reason):
    """A published plan is changed for a stated reason; raises ``ValidationError`` without one.

    教育统计管理规定 §32: nobody may alter a collected figure without a trace.
    """
    if plan.is_published and not reason.strip():
        raise ValidationError({"reason": "计划已经发布，修改时必须写明原因。"})


def may_see_personal(user, bureau_id):
    """Whether the user may read personal data in texts of a bureau (个人信息保护法 §6, §51).

    Only who works on those texts: its administrator and its clerks. Not its leaders, who decide
    on figures; not schools, supervisors, auditors and programs; and not who runs the machine,
    whose task is no reading.
    """
    return user.may_import and not user.is_system_admin and user.region_id == bureau_id


def is_publisher(user, plan):
    """Whether the user may publish the plan by hand; one of a submission waits for approval."""
    return plan.submission_id is None and is_editor(user, plan)


def require_unsubmitted(plan):
    """Raises ``PermissionDenied`` for a plan that only the steps of a submission may turn."""
    if plan.submission_id is not None:
        raise PermissionDenied(
            "这是学校上报的计划：文头和状态只随上报变化，请在上报任务里通过、退回或解锁。"
        )


def role_in(user, submission):
    """The role in which the user has to do with a submission; empty where with none of it."""
    if user.is_school_member:
        return user.role if user.school_id == submission.school_id else ""
    if user.is_bureau_member:
        return user.role if user.region_id == submission.campaign.bureau_id else ""
    is_holder = not user.role and submission.links.standing().filter(user=user.pk).exists()
    return SCHOOL_HEAD if is_holder else ""


def is_filler(user, submission):
    """Whether the user may change what a submission says: its school's, while it fills it in."""
    return submission.is_fillable and is_own_submission(user, submission)


def is_own_submission(user, submission):
    """Whether the user is of the school whose submission it is, or holds its link."""
    return bool(role_in(user, submission)) and not user.is_bureau_member


def may_review(user, submission):
    """Whether the bureau's page shows what a submission says: to its school, or once it is read.

    Who does not see the submission at all is told by ``visible_to``.
    """
    return is_own_submission(user, submission) or submission.is_read

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
"""

from django.core.exceptions import PermissionDenied, ValidationError


def is_at_desk(user, plan):
    """Whether the user sees how the plan is made, not only what it says."""
    is_own = user.is_bureau_member and user.region_id == plan.bureau_id
    return user.is_system_admin or is_own


def require_desk(user, plan):
    """Raises ``PermissionDenied`` for whoever reads a plan from outside its bureau."""
    if not is_at_desk(user, plan):
        raise PermissionDenied("核对、发布、表格和历史只对本局人员开放，您可以查看计划本身。")


def is_editor(user, plan):
    """Whether the user works in the bureau that owns the plan, and not as its leader alone."""
    return user.may_import and user.region_id == plan.bureau_id


def is_withdrawer(user, plan):
    """Whether the user may take a published plan back: administrators of the bureau or portal."""
    is_own = user.is_bureau_admin and user.region_id == plan.bureau_id
    return user.is_system_admin or is_own


def require_editor(user, plan):
    """Raises ``PermissionDenied`` for whoever may only read."""
    if not is_editor(user, plan):
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

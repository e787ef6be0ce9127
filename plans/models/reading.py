"""Somebody who works in no bureau enters; the plans that are open to him leave as conditions.

========================  ================================  =============================
role                      published plans                   drafts
========================  ================================  =============================
supervisor, data client   of his region and all below it    none
school head and clerk     of their bureau                   of their own school
holder of a fill link     none                              of the link's submission
auditor, no post          none                              none
========================  ================================  =============================

Of a published plan they read its page, export, comparison and hits of a search: the rows that a
person has confirmed. Never its source, doubts, review, publishing, tables to edit or history.
"""

from django.db.models import Q
from django.utils import timezone

PUBLISHED = "published"
FILLING = "filling"
"""State of a plan that a school is filling, or that waits: its bureau has not opened it yet."""
NOTHING = Q(pk__in=())


def published_to(user, plan=""):
    """Condition: the plan at the end of the path ``plan`` is published where the user may read."""
    if user.reads_subtree:
        region = {f"{plan}bureau__adcode__startswith": user.region.significant}
    elif user.is_school_member:
        region = {f"{plan}bureau": user.region_id}
    else:
        return NOTHING
    return Q(**{f"{plan}state": PUBLISHED}, **region)


def of_own_school(user, plan=""):
    """Condition: the plan at the end of the path is the user's school's, in whatever state.

    Who holds a link to a submission has no role and sees its plan as long as the link stands.
    """
    if user.is_school_member:
        return Q(**{f"{plan}school": user.school_id, f"{plan}bureau": user.region_id})
    if user.role:
        return NOTHING
    link = f"{plan}submission__links__"
    standing = {f"{link}revoked_at__isnull": True, f"{link}expires_at__gt": timezone.now()}
    return Q(**{f"{link}user": user.pk}, **standing)

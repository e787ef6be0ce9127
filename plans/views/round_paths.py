"""Addresses of rounds enter, what they name leaves, or 404 where the user may not see it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from plans.evaluating.transitions import BUREAU, part_of
from plans.models import Assessment, EvaluationRound

HOLDERS = "只有发起评估的教育局可以查看全部参评单位。参评单位请看自己的自评。"


def round_of(request, pk):
    """The round, if the user may see it."""
    rounds = EvaluationRound.objects.visible_to(request.user)
    joined = rounds.select_related("bureau", "framework", "closed_by")
    return get_object_or_404(joined, pk=pk)


def held_round(request, pk):
    """The round, for its bureau; ``PermissionDenied`` for who is only assessed in it."""
    held = round_of(request, pk)
    if not is_held_by(request.user, held):
        raise PermissionDenied(HOLDERS)
    return held


def is_held_by(user, held):
    """Whether the user reads all of the round."""
    return user.is_system_admin or part_of(user, held) == BUREAU


def place_of(request, pk):
    """The assessment, if the user may see it."""
    return get_object_or_404(Assessment.objects.visible_to(request.user).for_page(), pk=pk)

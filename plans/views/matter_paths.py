"""A request about a matter enters, the matter leaves, or 404; files and words that were sent."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect

from plans.attaching import taken
from plans.models import Matter
from plans.tracking.transitions import Step, require
from plans.views.paths import said


def matter_of(request, pk):
    """The matter, if the user may see that it is there."""
    matters = Matter.objects.visible_to(request.user).for_page()
    return get_object_or_404(matters, pk=pk)


def hindered(request, matter):
    """The way back where the user cannot change a matter now; None where he can.

    Raises ``PermissionDenied`` where it is not his to change at all.
    """
    try:
        require(Step.CHANGE, matter, request.user)
    except ValidationError as error:
        messages.error(request, said(error))
        return redirect("matter", matter.pk)
    return None


def own_lines(user):
    """Matters that the user's unit or school leads and has to do with now."""
    return Matter.objects.visible_to(user).of_whom(user).running().for_lines()


def whole(number):
    """A number as an address or form has it; None for what is none, or none that ever was."""
    return int(number) if number.isdecimal() and len(number) < 18 else None


def files_of(request):
    """Pairs of name and bytes of the files that a form sent."""
    return taken(request.FILES.getlist("files"))

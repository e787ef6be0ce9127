"""A request about a submission or campaign enters, what it is about leaves, or 404."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from plans.models import Campaign, Submission
from plans.rights import is_own_submission

OF_SCHOOL = "填报页面只对本校人员开放。局里请在上报看板里查看学校上报的计划。"
OF_REVIEW = "审阅页面只对局里开放。学校请在“本校上报”里查看进度和局里的意见。"
OF_BUREAU = "上报任务由教育局管理。学校请在“本校上报”里填报。"


def submission_of(request, pk):
    """The submission, if the user may see that it is there.

    Its own school reads itself whole: what it writes is not hidden from it.
    """
    found = get_object_or_404(Submission.objects.visible_to(request.user).for_page(), pk=pk)
    if is_own_submission(request.user, found):
        request.reader.sees = True
    return found


def own_submission(request, pk):
    """The submission, if it is the user's school's; ``PermissionDenied`` for its bureau."""
    found = submission_of(request, pk)
    if not is_own_submission(request.user, found):
        raise PermissionDenied(OF_SCHOOL)
    return found


def reviewed_submission(request, pk):
    """The submission, for its bureau and who runs the portal; others are sent to their own page."""
    found = submission_of(request, pk)
    if not request.user.has_desk:
        raise PermissionDenied(OF_REVIEW)
    return found


def campaign_of(request, pk):
    """The campaign, if the user works in its bureau or runs the portal."""
    campaigns = Campaign.objects.visible_to(request.user).select_related("form", "bureau")
    found = get_object_or_404(campaigns.distinct(), pk=pk)
    if not request.user.has_desk:
        raise PermissionDenied(OF_BUREAU)
    return found

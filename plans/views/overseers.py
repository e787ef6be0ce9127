"""A view of all of a bureau's followed-up matters enters, one for its members alone leaves."""

from functools import wraps

from django.core.exceptions import PermissionDenied

OTHERS = "督办总览只对教育局人员开放。学校请在“我的事项”里查看和反馈本校承办的事项。"
NO_BUREAU = "督办总览按教育局汇总。请用在该局的任职登录，或切换到该任职后再打开。"


def for_bureau(view):
    """A view that refuses whoever works in no bureau, saying what to do instead."""

    @wraps(view)
    def opened(request, *args, **kwargs):
        user = request.user
        if not user.is_bureau_member or user.region_id is None:
            raise PermissionDenied(NO_BUREAU if user.is_system_admin else OTHERS)
        return view(request, *args, **kwargs)

    return opened

"""Django's admin: whoever enters has come through the portal's own login, code and pause."""

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.decorators import method_decorator

from eduplan.next_page import next_page


class BackDoor(AdminSite):
    """Has neither a login nor a page of passwords of its own."""

    site_header = site_title = "教育计划后台"

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """To the portal's login; who is signed in and still here may not enter."""
        if request.user.is_authenticated:
            raise PermissionDenied("后台只对系统管理员开放。")
        return redirect_to_login(next_page(request, "/"))

    def password_change(self, request, extra_context=None):
        """To the portal's own page."""
        return redirect("password-change")

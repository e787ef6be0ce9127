"""Requests enter; whoever must do something first, such as change his password, is led there."""

from django.urls import reverse

from eduplan.accounts import second_factor
from eduplan.accounts.interruptions import interrupt
from eduplan.accounts.passwords import reason_to_change

ALWAYS = {"login", "login-done", "logout", "look"}
"""Names of the addresses that are open before all else."""


class FirstThings:
    """A password that must go is changed first, then a code is set up where the role needs one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """The way to what comes first, or nothing."""
        here = request.resolver_match.view_name
        if not request.user.is_authenticated or here in ALWAYS:
            return None
        first = first_thing(request.user)
        if first is None or here == first[0]:
            return None
        name, what, why = first
        return interrupt(request, first=reverse(name), what=what, why=why)


def first_thing(user):
    """What a person must do first: name of its address, what it is called, and why; or None."""
    why = reason_to_change(user)
    if why:
        return "password-change", "修改密码", why
    if second_factor.is_asked_of(user) and not second_factor.is_on(user):
        return "code-set-up", "启用两步验证", "您的角色必须使用两步验证。请先启用，再继续使用。"
    return None

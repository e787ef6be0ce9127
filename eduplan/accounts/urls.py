"""Addresses of signing in and of one's own account."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from eduplan.accounts import security
from eduplan.accounts.link_entry import fill_leave, fill_link
from eduplan.accounts.sign_in import SignIn, code_step, done
from eduplan.accounts.switching import switch_post

urlpatterns = [
    path("login/", SignIn.as_view(), name="login"),
    path("login/code/", code_step, name="login-code"),
    path("login/done/", done, name="login-done"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("post/", switch_post, name="post-switch"),
    path("account/", security.account, name="account"),
    path("account/password/", security.change_password, name="password-change"),
    path("account/code/", security.set_up_code, name="code-set-up"),
    path("account/code/off/", security.turn_off_code, name="code-off"),
    path("account/code/spare/", security.renew_spare_codes, name="code-spare"),
    path("fill/leave/", fill_leave, name="fill-leave"),
    path("fill/<str:token>/", fill_link, name="fill-link"),
]

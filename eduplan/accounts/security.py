"""A signed-in person enters, the pages of his account leave: what keeps it safe."""

from django.contrib import messages
from django.contrib.auth import authenticate, update_session_auth_hash
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from eduplan.accounts import second_factor
from eduplan.accounts.credentials import SecondFactor
from eduplan.accounts.forms import NewPassword
from eduplan.accounts.passwords import expires_at, reason_to_change, rules
from eduplan.next_page import next_page

NEW_SECRET = "new_secret"
"""Where the session keeps a secret until the phone has shown that it knows it."""


@never_cache
@require_safe
def account(request):
    """账号安全: the password's age, the second step, and what may be changed of them."""
    return _account(request)


def _account(request, *, status=200, **more):
    user = request.user
    context = {
        "factor": SecondFactor.objects.filter(user=user).first(),
        "is_asked": second_factor.is_asked_of(user),
        "spare": user.recovery_codes.count(),
        "password_ends": expires_at(user),
    }
    return render(request, "accounts/account.html", context | more, status=status)


@sensitive_post_parameters()
@never_cache
def change_password(request):
    """修改密码: this session goes on, all others of the person end."""
    why = reason_to_change(request.user)
    form = NewPassword(request.user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        update_session_auth_hash(request, form.save())
        messages.success(request, "密码已修改。其他地方的登录已全部退出。", "done")
        return redirect(next_page(request))
    context = {"form": form, "why": why, "next": next_page(request, ""), "rules": rules()}
    return render(request, "accounts/password.html", context, status=422 if form.errors else 200)


@sensitive_post_parameters()
@never_cache
def set_up_code(request):
    """启用两步验证: a secret as picture and text, until a code shows that the phone has it."""
    user, is_wrong = request.user, False
    if second_factor.is_on(user):
        return redirect("account")
    secret = request.session.setdefault(NEW_SECRET, second_factor.new_secret())
    if request.method == "POST":
        codes = second_factor.turn_on(user, secret, request.POST.get("code", ""))
        if codes:
            del request.session[NEW_SECRET]
            return _spare_codes(request, codes)
        is_wrong = True
    context = {
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "picture": second_factor.picture(user, secret),
        "is_wrong": is_wrong,
        "is_asked": second_factor.is_asked_of(user),
        "next": next_page(request, ""),
    }
    return render(request, "accounts/set_up.html", context, status=422 if is_wrong else 200)


@sensitive_post_parameters()
@never_cache
@require_POST
def turn_off_code(request):
    """停用两步验证, unless the role needs it."""
    if second_factor.is_asked_of(request.user):
        return _account(request, status=409, complaint="您的角色必须使用两步验证，不能停用。")
    if not _is_confirmed(request):
        return _refused(request)
    second_factor.turn_off(request.user)
    messages.success(request, "两步验证已停用。", "done")
    return redirect("account")


@sensitive_post_parameters()
@never_cache
@require_POST
def renew_spare_codes(request):
    """换一组备用验证码: earlier ones are worth nothing from now on."""
    if not second_factor.is_on(request.user):
        return redirect("account")
    if not _is_confirmed(request):
        return _refused(request)
    return _spare_codes(request, second_factor.new_spare_codes(request.user))


def _spare_codes(request, codes):
    """Shown in the answer itself and kept nowhere."""
    context = {"codes": codes, "next": next_page(request, "")}
    return render(request, "accounts/spare_codes.html", context)


def _is_confirmed(request):
    """Whether the password was given again; wrong ones count as they do at the login."""
    password = request.POST.get("password", "")
    return authenticate(request, username=request.user.username, password=password) == request.user


def _refused(request):
    return _account(request, status=422, complaint="密码不对，没有改动。")

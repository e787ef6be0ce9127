"""Forms of signing in and of passwords: one's own, and those that an administrator gives out."""

from django import forms
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    AdminUserCreationForm,
    AuthenticationForm,
    PasswordChangeForm,
    SetPasswordForm,
)
from django.core.exceptions import ValidationError


class SignInForm(AuthenticationForm):
    """Django's form, closed to programs."""

    error_messages = AuthenticationForm.error_messages | {
        "invalid_login": "用户名或密码不对。请注意大小写后再试；忘记密码请联系本局管理员。"
    }

    def confirm_login_allowed(self, user):
        """A data client reads by its token alone; said only to who knows the password."""
        super().confirm_login_allowed(user)
        if user.is_data_client:
            message = "数据接口账号只供程序调用，不能在网页上登录。请使用个人账号。"
            raise ValidationError(message, code="data_client")


class NewPassword(PasswordChangeForm):
    """A person's own new password; with it nothing is left to change."""

    def save(self, commit=True):
        self.user.must_change_password = False
        return super().save(commit)


class OwnPassword(SetPasswordForm):
    """A password that a person sets who came by a link; nobody else knows it."""

    def save(self, commit=True):
        self.user.must_change_password = False
        return super().save(commit)


class AskForLink(forms.Form):
    """Who asks for a link by mail."""

    username = forms.CharField(label="用户名", max_length=150)
    email = forms.EmailField(label="账号里登记的邮箱", max_length=254)


class GivenPassword(AdminPasswordChangeForm):
    """A password that somebody else sets: its owner changes it first."""

    def save(self, commit=True):
        self.user.must_change_password = True
        return super().save(commit)


class NewUser(AdminUserCreationForm):
    """An account that an administrator makes: its owner changes the password first."""

    def save(self, commit=True):
        self.instance.must_change_password = True
        return super().save(commit)

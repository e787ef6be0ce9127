"""What a person types to sign in enters, the user or a refusal in Chinese leaves."""

from django.contrib.auth.forms import AuthenticationForm
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

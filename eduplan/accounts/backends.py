"""A name and a password, or a session, enter; the user with the post that he acts in leaves."""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend


class PostBackend(ModelBackend):
    """Django's backend, which knows posts; programs have no session."""

    def authenticate(self, request, **credentials):
        """The user in a current post: the one used last, another one where that has ended."""
        user = super().authenticate(request, **credentials)
        if user is not None:
            user.settle()
        return user

    def get_user(self, user_id):
        """The user of a session with all that rights are asked of, in one query."""
        user = get_user_model().objects.for_request().filter(pk=user_id).first()
        is_welcome = user and self.user_can_authenticate(user) and not user.is_data_client
        return user if is_welcome else None

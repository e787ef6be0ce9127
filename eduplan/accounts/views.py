"""A name and a password enter, a session that knows the visit before this one leaves."""

from django.contrib.auth.views import LoginView

from eduplan.accounts.forms import SignInForm
from plans.views.home import VISIT


class SignIn(LoginView):
    """Django's login, which remembers when the user signed in the time before."""

    form_class = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form):
        """Signing in overwrites the last login, so it is kept first."""
        previous = form.get_user().last_login
        response = super().form_valid(form)
        if previous:
            self.request.session[VISIT] = previous.isoformat()
        return response

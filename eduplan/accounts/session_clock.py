"""A session's times: when it began, and when its person did something last."""

from datetime import UTC, datetime

STARTED, SEEN = "started", "seen"


def begin(sender, request, user, **kwargs):
    """Signing in starts the clocks, at the moment that the user keeps as his last login."""
    request.session[STARTED] = request.session[SEEN] = user.last_login.timestamp()


def moment(session, key):
    """A time of a session; one that the session does not know lies long ago."""
    return datetime.fromtimestamp(session.get(key, 0), UTC)

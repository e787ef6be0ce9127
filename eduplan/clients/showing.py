"""A session and a new secret enter; the secret leaves once, within ten minutes."""

from base64 import urlsafe_b64encode
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken
from django.utils.crypto import salted_hmac
from django.views.decorators.debug import sensitive_variables

KEPT = "clients.secrets"
"""Where a session keeps secrets that wait to be shown, by the number of their token."""
LASTS = timedelta(minutes=10)
"""How long a secret waits for the page that shows it."""


@sensitive_variables("secret")
def keep(session, token, secret):
    """Let a secret wait in a session: enciphered, since sessions lie in the database."""
    hidden = _cipher().encrypt(secret.encode()).decode()
    session[KEPT] = session.get(KEPT, {}) | {str(token.pk): hidden}


def take(session, token):
    """The secret of a token, which is then gone; None where none waits any more."""
    hidden = session.get(KEPT, {}).pop(str(token.pk), None)
    if hidden is None:
        return None
    session.modified = True
    try:
        return _cipher().decrypt(hidden, ttl=int(LASTS.total_seconds())).decode()
    except InvalidToken:
        return None


def _cipher():
    """A cipher with a key of its own, made of the portal's."""
    return Fernet(urlsafe_b64encode(salted_hmac(KEPT, "", algorithm="sha256").digest()))

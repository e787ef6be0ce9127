"""A session and a new secret enter; the secret leaves once, within ten minutes."""

import secrets
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.debug import sensitive_variables

KEPT = "clients.secrets"
"""Where a session keeps secrets that wait to be shown, by the number of their token."""
LASTS = timedelta(minutes=10)
"""How long a secret waits for the page that shows it."""


@sensitive_variables("secret")
def keep(session, token, secret):
    """Let a secret wait in a session: enciphered, since sessions lie in the database."""
    nonce = secrets.token_hex(16)
    until = (timezone.now() + LASTS).isoformat()
    waiting = {"nonce": nonce, "hidden": _masked(secret.encode(), nonce).hex(), "until": until}
    session[KEPT] = _waiting(session) | {str(token.pk): waiting}


def take(session, token):
    """The secret of a token, which is then gone; None where none waits any more."""
    waiting = _waiting(session)
    found = waiting.pop(str(token.pk), None)
    if session.get(KEPT, {}) != waiting:
        session[KEPT] = waiting
    return _masked(bytes.fromhex(found["hidden"]), found["nonce"]).decode() if found else None


def _waiting(session):
    """What waits and is not too old, as a mapping of its own."""
    now, kept = timezone.now(), session.get(KEPT, {})
    return {key: one for key, one in kept.items() if datetime.fromisoformat(one["until"]) > now}


def _masked(content, nonce):
    """Bytes as a cipher, and a cipher as its bytes: the portal's own key gives 64 for a nonce."""
    stream = salted_hmac(KEPT, nonce, algorithm="sha512").digest()
    if len(content) > len(stream):
        raise ValueError("A secret is longer than its key.")
    return bytes(one ^ other for one, other in zip(content, stream, strict=False))

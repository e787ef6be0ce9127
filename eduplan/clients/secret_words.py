"""Chance enters, a secret leaves; of a secret only its digest is kept."""

import secrets
from hashlib import sha256

MARK = "edp"
"""What a secret of ours begins with, so that scanners for lost secrets know it."""
PREFIX_BYTES = 4
RANDOM_BYTES = 32


def made_up():
    """A new secret and its public prefix of eight characters: ``edp_<prefix>_<256 bits>``."""
    prefix = secrets.token_hex(PREFIX_BYTES)
    return f"{MARK}_{prefix}_{secrets.token_urlsafe(RANDOM_BYTES)}", prefix


def digest_of(secret):
    """What is kept of a secret. 256 random bits need no slow hash: nobody can try them all."""
    return sha256(secret.encode(errors="replace")).hexdigest()

"""Secrets of personal links: only their SHA-256 is kept.

A drawn secret is shown once. A derived one is made again from the key of the server whenever a
mail needs it, so that neither a table nor a mail that waits ever holds it.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode

from django.conf import settings


def new_secret() -> str:
    """Return a secret of 256 random bits, fit for an address."""
    return secrets.token_urlsafe(32)


def derived_secret(purpose: str, key: str) -> str:
    """Return the secret of 256 bits that belongs to a purpose and a key, fit for an address."""
    told = f"{purpose}:{key}".encode()
    made = hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).digest()
    return urlsafe_b64encode(made).rstrip(b"=").decode()


def digest_of(secret: str) -> str:
    """Return what is kept of a secret: 64 hexadecimal digits."""
    return hashlib.sha256(secret.encode()).hexdigest()

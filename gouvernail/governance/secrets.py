"""Secrets of personal links: shown once, kept as their SHA-256."""

import hashlib
import secrets


def new_secret() -> str:
    """Return a secret of 256 random bits, fit for an address."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """Return what is kept of a secret: 64 hexadecimal digits."""
    return hashlib.sha256(secret.encode()).hexdigest()

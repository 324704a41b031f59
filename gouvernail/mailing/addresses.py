"""Addresses of mails: those that a server would take."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email


def usable_address(address: str) -> str:
    """Return an address that a server would take; nothing for one that none would.

    Imported contacts may hold addresses with mistakes: their mails are then handed over by hand.
    """
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address

"""What the account's page reads."""

from allauth.mfa.models import Authenticator

from gouvernail.accounts.models import User


def has_second_step(user: User) -> bool:
    """Tell whether signing in asks for a code. One query."""
    steps = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP)
    return bool(steps.exists())

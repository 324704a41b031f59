"""What is done to accounts."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.urls import reverse

from gouvernail.accounts.mail import absolute
from gouvernail.accounts.models import User
from gouvernail.common.errors import Refusal


@transaction.atomic
def create_user(
    email: str, full_name: str, password: str | None = None, *, is_admin: bool = False
) -> User:
    """Open an account. Without a password, nobody signs in until one is chosen by a link.

    Errors: Refusal when the address is taken or wrong, the name empty, the password weak.
    """
    user = User(email=_clean_email(email), full_name=_clean_name(full_name), is_admin=is_admin)
    if User.objects.with_email(user.email).exists():
        raise Refusal(f"Un compte existe déjà pour {user.email}.")
    if password is None:
        user.set_unusable_password()
    else:
        _check_password(password, user)
        user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as twin:  # two people opened it in the same instant
        raise Refusal(f"Un compte existe déjà pour {user.email}.") from twin
    return user


def set_password(user: User, password: str) -> None:
    """Give an account another password; its open sessions end.

    Errors: Refusal when the password is weak.
    """
    _check_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])


def rename_user(user: User, full_name: str) -> None:
    """Change the name that others see.

    Errors: Refusal when the name is empty or too long.
    """
    user.full_name = _clean_name(full_name)
    user.save(update_fields=["full_name"])


def draw_reset_link(user: User) -> str:
    """Return a one-time address where this person chooses a password.

    It dies when used, when the person signs in, or after three days (PASSWORD_RESET_TIMEOUT).
    """
    return absolute(
        reverse(
            "account_reset_password_from_key",
            kwargs={
                "uidb36": user_pk_to_url_str(user),
                "key": default_token_generator.make_token(user),
            },
        )
    )


def _clean_email(email: str) -> str:
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as refusal:
        raise Refusal(f"« {address} » n’est pas une adresse électronique.") from refusal
    return address


def _clean_name(full_name: str) -> str:
    name = " ".join(full_name.split())
    if not name:
        raise Refusal("Indiquez le nom de la personne.")
    if len(name) > 150:
        raise Refusal("Le nom affiché ne peut pas dépasser 150 caractères.")
    return name


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as refusal:
        raise Refusal(" ".join(refusal.messages)) from refusal

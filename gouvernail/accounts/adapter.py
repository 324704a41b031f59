"""How allauth behaves here: nobody signs up alone, mails are ours, guesses are counted."""

from io import BytesIO
from typing import Any

import qrcode  # type: ignore[import-untyped]
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from qrcode.image.svg import SvgPathFillImage  # type: ignore[import-untyped]

from gouvernail.accounts import mail
from gouvernail.accounts.devices import known_device, remember_device
from gouvernail.accounts.limits import too_many_requests
from gouvernail.accounts.models import User

WRONG_PAIR = "L’adresse ou le mot de passe ne convient pas. Vérifiez les deux, puis réessayez."
WRONG_CODE = "Ce code ne convient pas. Attendez le suivant, puis recopiez-le."
TOO_MANY_TRIES = "Trop d’essais. Attendez un quart d’heure avant de recommencer."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Our answers to the questions that allauth asks."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": WRONG_PAIR,
        "incorrect_password": "Ce n’est pas votre mot de passe. Réessayez.",
        "enter_current_password": "Ce n’est pas votre mot de passe actuel. Réessayez.",
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_MANY_TRIES,
        "rate_limited": TOO_MANY_TRIES,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: an account opens through an invitation or by the administrator."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send in plain text, whatever the request's host says."""
        mail.send(template_prefix, email, context)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the one-time address, on the instance's public name."""
        uidb36, _, token = key.partition("-")
        return mail.absolute(
            reverse("account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": token})
        )

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go back to the account once the password is changed."""
        return reverse("account")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try; beyond the limit, answer 429 without looking at the password.

        Errors: ImmediateHttpResponse.
        """
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as refusal:
            raise ImmediateHttpResponse(too_many_requests(request)) from refusal

    def post_login(self, request: HttpRequest, user: User, **details: Any) -> HttpResponse:
        """Remember the browser, so that others' failures do not shut its owner out."""
        response: HttpResponse = super().post_login(request, user, **details)
        remember_device(request, response, user.email)
        return response

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # A known browser is counted apart: see gouvernail/accounts/devices.py.
        email = str(credentials.get("email", "")).lower()
        device = known_device(request, email)
        return f"device:{device}" if device else f"account:{email}"


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Our answers to the questions that allauth asks about codes."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def build_totp_svg(self, url: str) -> str:
        """Draw the square to scan on a white ground, so that cameras read it in the dark theme."""
        drawn = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(drawn)
        return drawn.getvalue().decode()

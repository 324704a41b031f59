"""Forms of the account. Those that allauth runs keep its logic and take our words."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from gouvernail.accounts.limits import too_many_requests

EMAIL = "Adresse électronique"
STRENGTH_HINT = (
    "Au moins 12 caractères. Une phrase de quelques mots se retient mieux qu’un mot compliqué."
)
TOTP_HINT = "Les six chiffres affichés par votre application."
CODE_HINT = "Les six chiffres de votre application, ou l’un de vos codes de secours."


class Worded:
    """Gives fields our labels and hints. `words` maps a field to its label and its hint."""

    words: dict[str, tuple[str, str]]
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Draw the fields as the house does: words above, nothing inside the box."""
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label, field.help_text = self.words[name]
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs["class"] = "input"


class LoginForm(Worded, account.LoginForm):  # type: ignore[misc]
    """Signing in."""

    words = {"login": (EMAIL, ""), "password": ("Mot de passe", "")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Tell password managers which field is the account's."""
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ResetPasswordForm(Worded, account.ResetPasswordForm):  # type: ignore[misc]
    """Asking for a link to choose another password."""

    words = {"email": (EMAIL, "Celle avec laquelle vous vous connectez.")}

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Send the link; tell an unknown address that it is unknown, by mail and not on screen."""
        email: str = self.cleaned_data["email"]
        if self.users:
            super().save(request, **kwargs)
        else:
            get_adapter().send_mail("account/email/unknown_account", email, {})
        return email


class NewPasswordForm(Worded, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """Choosing a password after a reset."""

    words = {
        "password1": ("Nouveau mot de passe", STRENGTH_HINT),
        "password2": ("Le même, une seconde fois", ""),
    }


class ChangePasswordForm(Worded, account.ChangePasswordForm):  # type: ignore[misc]
    """Changing one's password."""

    words = {
        "oldpassword": ("Mot de passe actuel", ""),
        "password1": ("Nouveau mot de passe", STRENGTH_HINT),
        "password2": ("Le même, une seconde fois", ""),
    }


class FirstPasswordForm(Worded, account.SetPasswordForm):  # type: ignore[misc]
    """Choosing a password when the account has none yet."""

    words = {
        "password1": ("Mot de passe", STRENGTH_HINT),
        "password2": ("Le même, une seconde fois", ""),
    }


class ConfirmPasswordForm(Worded, account.ReauthenticateForm):  # type: ignore[misc]
    """Typing one's password again before a sensitive change."""

    words = {"password": ("Mot de passe", "")}


class _CountedCode(Worded):
    """Answers 429 to whoever guesses codes."""

    def clean_code(self) -> str:
        """Check the code.

        Errors: ImmediateHttpResponse beyond the limit.
        """
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except ValidationError as refusal:
            if refusal.code in {"too_many_login_attempts", "rate_limited"}:
                raise ImmediateHttpResponse(too_many_requests(context.request)) from refusal
            raise
        return code


class CodeForm(_CountedCode, mfa.AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""

    words = {"code": ("Code", CODE_HINT)}


class ConfirmCodeForm(_CountedCode, mfa.ReauthenticateForm):  # type: ignore[misc]
    """Giving a code again before a sensitive change."""

    words = {"code": ("Code", CODE_HINT)}


class ActivateTotpForm(_CountedCode, totp.ActivateTOTPForm):  # type: ignore[misc]
    """Proving that the application is set."""

    words = {"code": ("Code", TOTP_HINT)}


class NameForm(forms.Form):
    """The name that others see."""

    full_name = forms.CharField(
        label="Nom affiché",
        max_length=150,
        help_text="Celui que lisent les membres de vos conventions.",
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "name"}),
    )

"""Forms about members. What is allowed is for the operations to say."""

from typing import Any

from django import forms

from gouvernail.accounts.forms import STRENGTH_HINT
from gouvernail.conventions.models import Convention
from gouvernail.conventions.models.members import ROLE_LABELS
from gouvernail.conventions.operations.members import Guest
from gouvernail.directory.models import Organisation
from gouvernail.rules.roles import Role

EMAIL_HINT = "L’adresse professionnelle de la personne. L’invitation y est envoyée."
ORGANISATION_HINT = "Nécessaire pour un contributeur : il modifie les actions qu’elle pilote."


class RoleForm(forms.Form):
    """A role, and the structure it is held for."""

    role = forms.TypedChoiceField(
        label="Rôle",
        choices=[(role.value, label) for role, label in ROLE_LABELS.items()],
        coerce=Role,
        initial=Role.READER.value,
        widget=forms.RadioSelect,
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Structure",
        required=False,
        empty_label="Aucune",
        help_text=ORGANISATION_HINT,
        widget=forms.Select(attrs={"class": "input"}),
    )

    def __init__(self, convention: Convention, *args: Any, **kwargs: Any) -> None:
        """Offer the structures of this convention's directory."""
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # tells mypy which field
        field.queryset = Organisation.objects.of(convention.pk).current().order_by("name")


class InvitationForm(RoleForm):
    """Whom to invite, and as what."""

    email = forms.EmailField(
        label="Adresse électronique",
        help_text=EMAIL_HINT,
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    full_name = forms.CharField(
        label="Prénom et nom",
        max_length=150,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    field_order = ["email", "full_name", "role", "organisation"]

    def guest(self) -> Guest:
        """Return whom the form invites, once it is valid."""
        return Guest(**self.cleaned_data)


class NewcomerForm(forms.Form):
    """What an invited person without an account gives: a name and a password."""

    full_name = forms.CharField(
        label="Prénom et nom",
        max_length=150,
        help_text="Celui que lisent les membres de la convention.",
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "name"}),
    )
    password = forms.CharField(
        label="Mot de passe",
        strip=False,
        help_text=STRENGTH_HINT,
        widget=forms.PasswordInput(attrs={"class": "input", "autocomplete": "new-password"}),
    )

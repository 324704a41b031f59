"""What people type about the figures of the convention and the way a year is counted."""

from typing import Any

from django import forms
from django.utils.dates import MONTHS

from gouvernail.common.models import choices
from gouvernail.conventions.forms.house import VersionedForm, text_field
from gouvernail.staffing.forms.fields import FteField
from gouvernail.staffing.models import (
    RULE_LABELS,
    TARGET_LABELS,
    StaffingSettings,
    StaffingTarget,
)

_TARGET = ("kind", "amount", "year", "place", "source")
_SETTINGS = (
    "year_rule",
    "reference_month",
    "reference_day",
    "preparation_factor",
    "annual_hours",
)


class TargetForm(VersionedForm):
    """A figure of the convention."""

    kind = forms.ChoiceField(label="Nature", choices=choices(TARGET_LABELS))
    amount = FteField("ETP prévus", help_text="Par exemple 3,8.")
    year = forms.IntegerField(
        label="À partir de l’année",
        required=False,
        min_value=2000,
        max_value=2100,
        help_text="« 3,1 existants en 2025 » : avant cette année, ce chiffre n’est pas vérifié.",
        widget=forms.NumberInput(attrs={"class": "input input--short"}),
    )
    place = text_field(
        "Lieu",
        150,
        "La commune où les postes de développement sont prévus, telle Istres.",
        is_required=False,
    )
    source = text_field("Source", 200, "Par exemple « annexe 4, § 4.1 ».", is_required=False)

    def values(self) -> dict[str, Any]:
        """Return what the operation writes."""
        return {name: self.cleaned_data[name] for name in _TARGET}


def target_initial(target: StaffingTarget) -> dict[str, object]:
    """Return what the form of a figure shows at first."""
    return {name: getattr(target, name) for name in (*_TARGET, "version")}


class SettingsForm(VersionedForm):
    """How a year is counted, and what preparing a sitting costs."""

    year_rule = forms.ChoiceField(
        label="Compter une année",
        choices=choices(RULE_LABELS),
        help_text="Demandez à votre Caf la règle qu’elle applique à sa déclaration.",
    )
    reference_day = forms.IntegerField(
        label="Jour de référence",
        min_value=1,
        max_value=31,
        help_text="Pour « effectif en place un jour donné » : le 31 décembre le plus souvent.",
        widget=forms.NumberInput(attrs={"class": "input input--short"}),
    )
    reference_month = forms.TypedChoiceField(
        label="Mois de référence",
        coerce=int,
        choices=list(MONTHS.items()),
        widget=forms.Select(attrs={"class": "input input--short"}),
    )
    preparation_factor = forms.DecimalField(
        label="Temps de préparation d’une séance (× sa durée)",
        min_value=0,
        max_value=20,
        max_digits=4,
        decimal_places=2,
        localize=True,
        help_text="1 : une heure de séance en demande une autre de préparation.",
        widget=forms.TextInput(attrs={"class": "input input--short", "inputmode": "decimal"}),
    )
    annual_hours = forms.IntegerField(
        label="Heures d’un ETP par an",
        min_value=1,
        max_value=3000,
        help_text="1 607 heures dans la fonction publique.",
        widget=forms.NumberInput(attrs={"class": "input input--short"}),
    )

    def values(self) -> dict[str, Any]:
        """Return what the operation writes."""
        return {name: self.cleaned_data[name] for name in _SETTINGS}


def settings_initial(row: StaffingSettings) -> dict[str, object]:
    """Return what the form of the settings shows at first."""
    return {name: getattr(row, name) for name in (*_SETTINGS, "version")}

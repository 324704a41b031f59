"""What people type about the means: a funding line, a document, ETP, a technical means."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from gouvernail.action_plan.models import Action
from gouvernail.conventions.forms.house import HouseForm, VersionedForm, day_field, text_field
from gouvernail.means.forms.fields import AmountField, OrganisationNameField, year_field
from gouvernail.means.models import AMOUNTS, NATURE_LABELS
from gouvernail.means.operations import LineDraft

MOST_ETP = Decimal(1000)
_DAYS = ("requested_on", "signed_on", "pay_by", "paid_on", "justify_by", "justified_on")
_WORDS = ("is_own_share", "nature", "scheme", "needs_justification", "note")


class LineForm(VersionedForm):
    """A funding line. The action can be chosen by whoever edits the plan."""

    action = forms.TypedChoiceField(
        label="Action", coerce=int, required=False, empty_value=None, widget=forms.Select()
    )
    funder = OrganisationNameField("Financeur")
    is_own_share = forms.BooleanField(
        label="Part propre : la structure apporte son propre argent", required=False
    )
    year = year_field()
    scheme = text_field(
        "Dispositif ou objet", 200, "Par exemple « Fonds publics et territoires ».",
        is_required=False,
    )  # fmt: skip
    nature = forms.ChoiceField(
        label="Nature",
        required=False,
        choices=[
            ("", "Non précisée"),
            *((str(key), label) for key, label in NATURE_LABELS.items()),
        ],
        widget=forms.Select(attrs={"class": "input input--short"}),
    )
    planned = AmountField("Prévu (€)", help_text="Un montant vide veut dire « pas encore su ».")
    requested = AmountField("Demandé (€)")
    requested_on = day_field("Demandé le")
    granted = AmountField("Accordé (€)", help_text="0 : la demande est refusée.")
    signed_on = day_field("Convention signée le")
    paid = AmountField("Versé (€)", help_text="Le total reçu jusqu’ici, acomptes compris.")
    pay_by = day_field("Versement attendu le")
    paid_on = day_field("Versé le")
    needs_justification = forms.BooleanField(
        label="L’emploi de cet argent est à justifier", required=False
    )
    justified = AmountField("Justifié (€)")
    justify_by = day_field("À justifier avant le")
    justified_on = day_field("Justifié le")
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=2000,
        help_text="N’écrivez rien sur un enfant, une famille ou un allocataire en particulier.",
        widget=forms.Textarea(attrs={"class": "input", "rows": 3}),
    )
    reason = text_field("Pourquoi ce changement ?", 500, is_required=False)

    def __init__(self, *args: Any, actions: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        """Offer the actions of the plan; without any, the action is not to be chosen."""
        super().__init__(*args, **kwargs)
        if actions:
            whole = ("", "Aucune : toute la convention")
            self.fields["action"].choices = [whole, *actions]  # type: ignore[attr-defined]
        else:
            del self.fields["action"]

    def draft(self, fixed: Action | None) -> LineDraft:
        """Return what was typed; `fixed` is the action when it was not to be chosen."""
        data = self.cleaned_data
        action = fixed
        if "action" in self.fields:
            action = Action.objects.get(pk=data["action"]) if data["action"] else None
        return LineDraft(
            funder=data["funder"],
            year=data["year"],
            action=action,
            values={name: data[name] for name in (*AMOUNTS, *_DAYS, *_WORDS)},
        )


class PaperForm(VersionedForm):
    """A document that a funding line waits for."""

    label = text_field("Pièce", 200, "Par exemple « Compte rendu financier 2026 ».")
    due_on = forms.DateField(
        label="Attendue le",
        widget=forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "class": "input input--short"}
        ),
    )
    done_on = day_field("Reçue ou transmise le")
    note = text_field("Note", 500, is_required=False)

    def values(self) -> dict[str, Any]:
        """Return what the operation writes."""
        return {name: self.cleaned_data[name] for name in ("label", "due_on", "done_on", "note")}


class HumanForm(VersionedForm):
    """The ETP that an organisation gives to an action in one year."""

    organisation = OrganisationNameField("Structure")
    year = year_field()
    label = text_field("Fonction", 200, "Par exemple « référente handicap ».", is_required=False)
    planned = AmountField("ETP prévus", largest=MOST_ETP, help_text="Par exemple 0,5.")
    actual = AmountField("ETP réels", largest=MOST_ETP)
    note = text_field("Note", 500, is_required=False)

    @property
    def named(self) -> str:
        """The organisation."""
        return str(self.cleaned_data["organisation"])

    def values(self) -> dict[str, Any]:
        """Return what the operation writes beside the organisation."""
        names = ("year", "label", "planned", "actual", "note")
        return {name: self.cleaned_data[name] for name in names}


class TechnicalForm(VersionedForm):
    """A technical means."""

    label = text_field("Moyen", 300, "Par exemple « salle équipée, deux jours par semaine ».")
    provider = OrganisationNameField("Mis à disposition par", required=False)
    note = text_field("Note", 500, is_required=False)

    @property
    def named(self) -> str:
        """The organisation."""
        return str(self.cleaned_data["provider"])

    def values(self) -> dict[str, Any]:
        """Return what the operation writes beside the organisation."""
        return {name: self.cleaned_data[name] for name in ("label", "note")}


class WhyForm(HouseForm):
    """Why something is taken out."""

    reason = text_field("Motif", 500, "Il reste dans l’histoire.")

"""What people type about a post: the post, what was agreed, who holds it, its documents."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from gouvernail.common.models import choices
from gouvernail.conventions.forms.house import HouseForm, VersionedForm, day_field, text_field
from gouvernail.conventions.uploads import PAPER_EXTENSIONS, Upload
from gouvernail.directory.models import Person
from gouvernail.staffing.forms.fields import FteField, listed_field, required_day
from gouvernail.staffing.models import POST_LABELS, Holding, Post, PostRate
from gouvernail.staffing.operations.holdings import HoldingDraft
from gouvernail.staffing.operations.posts import PostDraft, RateDraft
from gouvernail.territories.models import Commune

_COLUMNS = ("title", "kind", "is_cofinanced", "note")


class PostForm(VersionedForm):
    """A post; when it is added, what is agreed of it comes at once."""

    title = text_field("Intitulé", 200, "Par exemple « CDC petite enfance ».")
    employer = listed_field(
        "Employeur",
        "structures",
        "Si elle n’est pas encore dans l’annuaire, cette structure y est ajoutée.",
        300,
    )
    commune = forms.ChoiceField(
        label="Commune du poste",
        required=False,
        help_text="Celle où il sert : les effectifs prévus par lieu se comptent sur elle.",
    )
    kind = forms.ChoiceField(
        label="Nature",
        choices=choices(POST_LABELS),
        help_text="Existant à la signature, ou de développement.",
        widget=forms.Select(attrs={"class": "input input--short"}),
    )
    is_cofinanced = forms.BooleanField(
        label="Cofinancé par la Caf : il compte dans l’effectif de la convention", required=False
    )
    fte = FteField("ETP convenu")
    starts_on = required_day("À partir du")
    ends_on = day_field("Jusqu’au")
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=2_000,
        help_text="Par exemple où en est le recrutement. Rien de personnel.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, communes: Sequence[tuple[str, str]], has_rate: bool, **kwargs: Any
    ) -> None:
        """Offer the communes of the perimeter; what is agreed is asked when the post is added."""
        super().__init__(*args, **kwargs)
        offered = [("", "Aucune en particulier"), *communes]
        cast("forms.ChoiceField", self.fields["commune"]).choices = offered
        if not has_rate:
            for name in ("fte", "starts_on", "ends_on"):
                del self.fields[name]

    def draft(self) -> PostDraft:
        """Return the post as the operation takes it."""
        data = self.cleaned_data
        values = {name: data[name] for name in _COLUMNS}
        commune = Commune.objects.filter(pk=data["commune"]).first() if data["commune"] else None
        return PostDraft(data["employer"], {**values, "commune": commune})

    def rate(self) -> RateDraft:
        """Return what is agreed of it."""
        data = self.cleaned_data
        return RateDraft(data["fte"], data["starts_on"], data["ends_on"])


def post_initial(post: Post) -> dict[str, object]:
    """Return what the form of a post shows at first."""
    columns = {name: getattr(post, name) for name in (*_COLUMNS, "version")}
    return {**columns, "employer": post.employer.name, "commune": post.commune_id}


class RateForm(VersionedForm):
    """What is agreed of a post, from a day to a day."""

    fte = FteField("ETP convenu")
    starts_on = required_day("À partir du")
    ends_on = day_field("Jusqu’au")

    def draft(self) -> RateDraft:
        """Return the rate as the operation takes it."""
        data = self.cleaned_data
        return RateDraft(data["fte"], data["starts_on"], data["ends_on"])


def rate_initial(rate: PostRate) -> dict[str, object]:
    """Return what the form of a rate shows at first; its version is that of the post."""
    columns = {name: getattr(rate, name) for name in ("fte", "starts_on", "ends_on")}
    return {**columns, "version": rate.post.version}


class HoldingForm(VersionedForm):
    """Somebody on a post."""

    name = listed_field(
        "Personne",
        "personnes",
        "Choisissez-la dans l’annuaire, ou écrivez son nom : il y est ajouté.",
    )
    fte = FteField("Part de temps (ETP)")
    starts_on = required_day("À partir du")
    ends_on = day_field("Dernier jour")
    mandate_ends_on = day_field("Fin de contrat ou de nomination prévue")

    def draft(self) -> HoldingDraft:
        """Return the occupation as the operation takes it."""
        data = self.cleaned_data
        return HoldingDraft(
            data["name"],
            data["fte"],
            data["starts_on"],
            data["ends_on"],
            data["mandate_ends_on"],
        )


def holding_initial(holding: Holding) -> dict[str, object]:
    """Return what the form of an occupation shows at first."""
    names = ("name", "fte", "starts_on", "ends_on", "mandate_ends_on", "version")
    return {name: getattr(holding, name) for name in names}


class EntryForm(VersionedForm):
    """Whom of the directory somebody on a post is."""

    NEW = "nouvelle"
    person = forms.ChoiceField(label="C’est", widget=forms.RadioSelect)

    def __init__(self, bearers: Sequence[Person], *args: Any, **kwargs: Any) -> None:
        """Offer those who bear the name; nothing is asked when nobody does."""
        super().__init__(*args, **kwargs)
        self.bearers = {str(person.pk): person for person in bearers}
        self.submit = "Lier" if bearers else "Ajouter à l’annuaire"
        field = cast("forms.ChoiceField", self.fields["person"])
        field.choices = [
            *((pk, _entry(person)) for pk, person in self.bearers.items()),
            (self.NEW, "Quelqu’un d’autre : ajouter une fiche à ce nom"),
        ]
        if not bearers:
            field.widget = forms.HiddenInput()
            field.initial = self.NEW

    def person_chosen(self) -> Person | None:
        """Return who was chosen; None for somebody to add."""
        return self.bearers.get(self.cleaned_data["person"])


def _entry(person: Person) -> str:
    details = filter(None, (str(person.organisation or ""), person.function))
    return ", ".join((person.full_name, *details))


class LeaveForm(VersionedForm):
    """The last day of somebody on a post."""

    on = required_day("Dernier jour sur le poste")


class ShareForm(VersionedForm):
    """Another share of time, from a day on."""

    fte = FteField("Nouvelle part de temps (ETP)")
    on = required_day("À partir du")


class ReasonForm(HouseForm):
    """Why something is taken out."""

    reason = text_field("Motif", 500, "Il reste dans l’histoire.")


class PaperForm(HouseForm):
    """A document to join to a post."""

    title = text_field("Titre", 200, "Par exemple « Arrêté de nomination ».")
    file = forms.FileField(
        label="Fichier",
        help_text=f"{', '.join(PAPER_EXTENSIONS)} ; 10 Mo au plus.",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{one}" for one in PAPER_EXTENSIONS)}),
    )

    @property
    def upload(self) -> Upload:
        """The file."""
        return cast("Upload", self.cleaned_data["file"])

"""One form field for each field of the territory's sheet."""

from typing import TYPE_CHECKING

from django import forms

from gouvernail.action_plan.drafts import TEXT_FIELDS
from gouvernail.action_plan.forms.choices import word_choices
from gouvernail.action_plan.forms.indicators import KEYS, PARTS, IndicatorsField, Part
from gouvernail.action_plan.forms.names import NamesField
from gouvernail.conventions.queries.vocabulary import SheetFieldView

if TYPE_CHECKING:
    from gouvernail.action_plan.forms.actions import ActionForm

LONG_TEXTS = frozenset(TEXT_FIELDS) - {
    *("elected_referent", "publics", "themes", "priority"),
    *KEYS,
}
WHOLE_TERRITORY = "Toutes"
_DEADLINE_HELP = (
    "Comme vous l’écrivez : 31/12/2026, 1er semestre 2027, T3 2027, 2027, "
    "année scolaire 2026-2027, en continu. Vide : sans échéance."
)


def name_in_form(key: str) -> str:
    """Return the name of a field in the form: a key without what HTML names dislike."""
    return key.replace(":", "_")


def _line(form: "ActionForm", field: SheetFieldView) -> forms.Field:
    length = {"number": 30, "title": 500}.get(field.key, 200)
    old = form.draft.texts.get(field.key) or getattr(form.draft, field.key, "")
    return forms.CharField(
        required=field.key == "title",
        max_length=length,
        initial=old,
        widget=forms.TextInput(attrs={"class": "input"}),
    )


def _long_text(form: "ActionForm", field: SheetFieldView) -> forms.Field:
    return forms.CharField(
        required=False,
        max_length=5000,
        initial=form.draft.texts.get(field.key, ""),
        widget=forms.Textarea(attrs={"class": "input", "rows": 3}),
    )


def free_text(form: "ActionForm", field: SheetFieldView) -> forms.Field:
    """Build the field of a text that the territory added."""
    return forms.CharField(
        required=False,
        max_length=5000,
        initial=form.draft.free.get(field.key, ""),
        widget=forms.Textarea(attrs={"class": "input", "rows": 2}),
    )


def _names(form: "ActionForm", field: SheetFieldView) -> forms.Field:
    return NamesField(
        initial=getattr(form.draft, field.key),
        suggestions=form.choices.organisations,
        help_text="Un nom par ligne ; un nom nouveau entre dans l’annuaire.",
    )


def _communes(form: "ActionForm", field: SheetFieldView) -> forms.Field:
    return NamesField(
        initial=form.draft.communes,
        suggestions=[*form.choices.communes, WHOLE_TERRITORY],
        help_text=(
            f"{', '.join(form.choices.communes)} ; « {WHOLE_TERRITORY} » pour tout le territoire. "
            "Un quartier s’écrit entre parenthèses après sa commune."
        ),
    )


def _deadline(form: "ActionForm", field: SheetFieldView) -> forms.Field:
    return forms.CharField(
        required=False,
        max_length=200,
        initial=form.draft.deadline.text,
        help_text=_DEADLINE_HELP,
        widget=forms.TextInput(attrs={"class": "input"}),
    )


def _status(form: "ActionForm", field: SheetFieldView) -> forms.Field:
    choices = [(str(status.id), status.label) for status in form.choices.words.statuses]
    return forms.ChoiceField(
        required=False,
        choices=[("", "Sans état"), *choices],
        initial=form.draft.status.pk if form.draft.status else "",
        widget=forms.Select(attrs={"class": "input"}),
    )


def _progress(form: "ActionForm", field: SheetFieldView) -> forms.Field:
    return forms.IntegerField(
        required=False,
        min_value=0,
        max_value=100,
        initial=form.draft.progress,
        help_text="De 0 à 100. Vide : une action en cours compte pour moitié.",
        widget=forms.NumberInput(attrs={"class": "input input--short", "min": 0, "max": 100}),
    )


def _budget(form: "ActionForm", field: SheetFieldView) -> forms.Field:
    return forms.DecimalField(
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        localize=True,
        initial=form.draft.budget,
        help_text="En euros, par exemple 12 500,50.",
        widget=forms.TextInput(attrs={"class": "input input--short", "inputmode": "decimal"}),
    )


def _indicators(form: "ActionForm", field: SheetFieldView) -> forms.Field:
    known = [form.choices.words.field(key) for key in KEYS[1:]]
    beside = (
        Part(name, found.label if found else "", bool(found and found.is_shown))
        for name, found in zip(PARTS[1:], known, strict=True)
    )
    parts = (Part(PARTS[0], "Indicateur"), *beside)
    return IndicatorsField(
        form.draft.texts, parts, "Un indicateur par ligne ; une ligne vide est laissée de côté."
    )


def _person(form: "ActionForm", field: SheetFieldView) -> forms.Field:
    return forms.ChoiceField(
        required=False,
        choices=[("", "Personne"), *((str(pk), name) for pk, name in form.choices.persons)],
        initial=form.draft.lead_person.pk if form.draft.lead_person else "",
        widget=forms.Select(attrs={"class": "input"}),
    )


def _words(form: "ActionForm", field: SheetFieldView) -> forms.Field:
    written = form.draft.texts.get(field.key, "")
    kept = [word.strip() for word in written.split(",") if word.strip()]
    offered = getattr(form.choices.words, field.key)
    return forms.MultipleChoiceField(
        required=False,
        choices=word_choices(offered, kept),
        initial=kept,
        widget=forms.CheckboxSelectMultiple,
    )


def _priority(form: "ActionForm", field: SheetFieldView) -> forms.Field:
    written = form.draft.texts.get("priority", "")
    choices = word_choices(form.choices.words.priorities, [written] if written else [])
    return forms.ChoiceField(
        required=False,
        choices=[("", "Sans priorité"), *choices],
        initial=written,
        widget=forms.Select(attrs={"class": "input"}),
    )


FIELD_BUILDERS = {
    **dict.fromkeys(("number", "title", "elected_referent"), _line),
    **dict.fromkeys(LONG_TEXTS, _long_text),
    **dict.fromkeys(("leads", "partners"), _names),
    **dict.fromkeys(("themes", "publics"), _words),
    "communes": _communes,
    "deadline": _deadline,
    "status": _status,
    "progress": _progress,
    "budget": _budget,
    "indicators": _indicators,
    "lead_person": _person,
    "priority": _priority,
}

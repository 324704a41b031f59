"""Settings of the territory's words."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from gouvernail.accounts.requests import Request
from gouvernail.conventions.forms.vocabulary import (
    FieldsForm,
    LevelsForm,
    StatusesForm,
    TermsForm,
)
from gouvernail.conventions.models import Convention, TermKind
from gouvernail.conventions.operations import (
    change_fields,
    change_levels,
    change_statuses,
    change_terms,
)
from gouvernail.conventions.permissions import open_convention
from gouvernail.conventions.queries.vocabulary import VocabularyWords, vocabulary_of
from gouvernail.conventions.queries.vocabulary_use import status_uses
from gouvernail.conventions.views.general import recorded, to_overview
from gouvernail.conventions.views.pages import FormPage, answer_form
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])

KINDS_BY_ADDRESS = {
    "priorites": (TermKind.PRIORITY, "Priorités"),
    "themes": (TermKind.THEME, "Thèmes"),
    "publics": (TermKind.PUBLIC, "Publics"),
}


@GET_AND_POST
def edit_levels(request: Request, slug: str) -> HttpResponse:
    """How many levels the plan has above the actions, and their names."""
    access = open_convention(request.user, slug, Right.MANAGE_SETTINGS)
    convention = access.convention
    form = LevelsForm(vocabulary_of(convention).levels, convention.version, request.POST or None)

    def act() -> str:
        version = form.cleaned_data["version"]
        change_levels(convention, form.words(), version, by=By(access.user))
        return "Les niveaux du plan sont enregistrés."

    def fresh() -> LevelsForm:
        return LevelsForm(vocabulary_of(convention).levels, recorded(convention).version)

    page = FormPage(
        access,
        "Niveaux du plan",
        to_overview(access),
        "De un à trois niveaux au-dessus des actions. Laissez vides ceux dont vous ne vous servez "
        "pas.",
        template="conventions/levels.html",
    )
    return answer_form(request, page, form, act, fresh)


@GET_AND_POST
def edit_statuses(request: Request, slug: str) -> HttpResponse:
    """The state words, the family each counts in, their order."""
    access = open_convention(request.user, slug, Right.MANAGE_SETTINGS)
    convention = access.convention
    words = vocabulary_of(convention)
    form = StatusesForm(words.statuses, convention.version, request.POST or None)
    form.uses = {str(pk): uses for pk, uses in status_uses(convention).items()}

    def act() -> str:
        version = form.cleaned_data["version"]
        change_statuses(convention, form.words(), version, by=By(access.user))
        return "Les états d’avancement sont enregistrés."

    def fresh() -> StatusesForm:
        return StatusesForm(vocabulary_of(convention).statuses, recorded(convention).version)

    page = FormPage(
        access,
        "États d’avancement",
        to_overview(access),
        "Vos mots, chacun rangé dans l’une de cinq familles : les comptes se font par famille.",
        template="conventions/statuses.html",
    )
    return answer_form(request, page, form, act, fresh)


@GET_AND_POST
def edit_fields(request: Request, slug: str) -> HttpResponse:
    """The fields of the action sheet."""
    access = open_convention(request.user, slug, Right.MANAGE_SETTINGS)
    convention = access.convention
    words = vocabulary_of(convention)
    form = FieldsForm(words.fields, convention.version, request.POST or None)

    def act() -> str:
        version = form.cleaned_data["version"]
        change_fields(convention, form.words(), version, by=By(access.user))
        return "Les rubriques de la fiche sont enregistrées."

    def fresh() -> FieldsForm:
        return FieldsForm(vocabulary_of(convention).fields, recorded(convention).version)

    page = FormPage(
        access,
        "Rubriques de la fiche action",
        to_overview(access),
        "Nommez, ordonnez, affichez. Une rubrique masquée garde ce qui y est écrit.",
        template="conventions/fields.html",
    )
    return answer_form(request, page, form, act, fresh)


@GET_AND_POST
def edit_terms(request: Request, slug: str, kind: str) -> HttpResponse:
    """One of the lists of words."""
    access = open_convention(request.user, slug, Right.MANAGE_SETTINGS)
    if kind not in KINDS_BY_ADDRESS:
        raise Http404
    convention = access.convention
    term_kind, title = KINDS_BY_ADDRESS[kind]
    form = TermsForm(request.POST or None, initial=_terms_initial(convention, term_kind))

    def act() -> str:
        typed = form.cleaned_data
        change_terms(convention, term_kind, typed["labels"], typed["version"], by=By(access.user))
        return f"La liste « {title} » est enregistrée."

    def fresh() -> TermsForm:
        return TermsForm(initial=_terms_initial(recorded(convention), term_kind))

    page = FormPage(access, title, to_overview(access))
    return answer_form(request, page, form, act, fresh)


def _terms_initial(convention: Convention, kind: TermKind) -> dict[str, object]:
    labels = _list_of(vocabulary_of(convention), kind)
    return {"labels": "\n".join(labels), "version": convention.version}


def _list_of(words: VocabularyWords, kind: TermKind) -> tuple[str, ...]:
    lists = {
        TermKind.PRIORITY: words.priorities,
        TermKind.THEME: words.themes,
        TermKind.PUBLIC: words.publics,
    }
    return lists[kind]

"""Settings: signatories, annexes, amendments."""

from dataclasses import dataclass
from typing import cast

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from gouvernail.accounts.requests import Request
from gouvernail.conventions.forms.house import HouseForm
from gouvernail.conventions.forms.papers import AmendmentForm, AnnexForm, PaperForm, SignatoryForm
from gouvernail.conventions.models import Amendment, Annex, Convention, Signatory
from gouvernail.conventions.operations import (
    PaperChange,
    add_amendment,
    add_annex,
    add_signatory,
    change_paper,
    change_signatory,
    remove_paper,
    remove_signatory,
)
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.conventions.views.general import recorded, to_overview
from gouvernail.conventions.views.pages import FormPage, answer_form
from gouvernail.directory.queries import organisation_choices
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_AND_POST
def create_signatory(request: Request, slug: str) -> HttpResponse:
    """Add a signatory."""
    access = open_convention(request.user, slug, Right.MANAGE_SETTINGS)
    form = SignatoryForm(request.POST or None, initial={"version": access.convention.version})

    def act() -> str:
        signatory = add_signatory(access.convention, form.data_typed(), by=By(access.user))
        return f"« {signatory} » est parmi les signataires."

    page = _signatory_page(access, "Ajouter un signataire", "Ajouter le signataire")
    return answer_form(request, page, form, act)


@GET_AND_POST
def edit_signatory(request: Request, slug: str, pk: int) -> HttpResponse:
    """Change a signatory."""
    access = open_convention(request.user, slug, Right.MANAGE_SETTINGS)
    signatory = _signatory(access.convention, pk)
    form = SignatoryForm(request.POST or None, initial=_signatory_initial(signatory))

    def act() -> str:
        version = form.cleaned_data["version"]
        change_signatory(signatory, form.data_typed(), version, by=By(access.user))
        return "Le signataire est enregistré."

    def fresh() -> SignatoryForm:
        return SignatoryForm(initial=_signatory_initial(_signatory(access.convention, pk)))

    return answer_form(request, _signatory_page(access, str(signatory)), form, act, fresh)


@GET_AND_POST
def delete_signatory(request: Request, slug: str, pk: int) -> HttpResponse:
    """Take a signatory out, after a confirmation."""
    access = open_convention(request.user, slug, Right.MANAGE_SETTINGS)
    signatory = _signatory(access.convention, pk)

    def act() -> str:
        remove_signatory(signatory, by=By(access.user))
        return "Le signataire est retiré. Sa structure reste dans l’annuaire."

    lead = "La structure reste dans l’annuaire, avec ses actions."
    page = _removal_page(access, f"Retirer « {signatory} » des signataires", lead)
    return answer_form(request, page, HouseForm(request.POST or None), act)


def _signatory(convention: Convention, pk: int) -> Signatory:
    rows = Signatory.objects.select_related("organisation", "convention")
    return get_object_or_404(rows, pk=pk, convention=convention)


def _signatory_initial(signatory: Signatory) -> dict[str, object]:
    return {
        "name": signatory.organisation.name,
        "role": signatory.role,
        "signed_on": signatory.signed_on,
        "version": signatory.convention.version,
    }


def _signatory_page(access: Access, title: str, submit: str = "Enregistrer") -> FormPage:
    known = organisation_choices(access.convention.pk) if access.may_read_directory else []
    lists = {"structures": [name for _, name in known]}
    return FormPage(access, title, to_overview(access), submit=submit, context={"lists": lists})


def _removal_page(access: Access, title: str, lead: str) -> FormPage:
    return FormPage(
        access, title, to_overview(access), lead, "Retirer", template="conventions/confirm.html"
    )


@dataclass(frozen=True, slots=True)
class PaperKind:
    """Annexes and amendments share their pages; this is what differs."""

    model: type[Annex] | type[Amendment]
    form: type[PaperForm]
    new_title: str
    added: str


PAPER_KINDS = {
    "annex": PaperKind(Annex, AnnexForm, "Ajouter une annexe", "L’annexe est ajoutée."),
    "amendment": PaperKind(Amendment, AmendmentForm, "Ajouter un avenant", "L’avenant est ajouté."),
}


@GET_AND_POST
def create_paper(request: Request, slug: str, kind: str) -> HttpResponse:
    """Add an annex or an amendment, with its file or without."""
    access = open_convention(request.user, slug, Right.MANAGE_SETTINGS)
    paper_kind = PAPER_KINDS[kind]
    convention = access.convention
    form = paper_kind.form(
        request.POST or None, request.FILES or None, initial={"version": convention.version}
    )

    def act() -> str:
        add = add_annex if paper_kind.model is Annex else add_amendment
        add(convention, form.values(), form.upload, by=By(access.user))
        return paper_kind.added

    page = FormPage(access, paper_kind.new_title, to_overview(access), submit="Ajouter")
    return answer_form(request, page, form, act)


@GET_AND_POST
def edit_paper(request: Request, slug: str, kind: str, pk: int) -> HttpResponse:
    """Change an annex or an amendment, or its file."""
    access = open_convention(request.user, slug, Right.MANAGE_SETTINGS)
    paper_kind = PAPER_KINDS[kind]
    paper = _paper(paper_kind, access.convention, pk)
    initial = _paper_initial(paper_kind, paper, access.convention)
    form = paper_kind.form(request.POST or None, request.FILES or None, initial=initial)

    def act() -> str:
        change = PaperChange(form.values(), form.cleaned_data["version"], form.upload)
        change_paper(paper, change, by=By(access.user))
        return f"« {paper} » : modifications enregistrées."

    def fresh() -> PaperForm:
        now = _paper(paper_kind, access.convention, pk)
        return paper_kind.form(initial=_paper_initial(paper_kind, now, recorded(access.convention)))

    lead = "Un nouveau fichier remplace l’actuel." if paper.file else ""
    page = FormPage(access, f"Modifier « {paper} »", to_overview(access), lead)
    return answer_form(request, page, form, act, fresh)


@GET_AND_POST
def delete_paper(request: Request, slug: str, kind: str, pk: int) -> HttpResponse:
    """Take an annex or an amendment out, after a confirmation."""
    access = open_convention(request.user, slug, Right.MANAGE_SETTINGS)
    paper = _paper(PAPER_KINDS[kind], access.convention, pk)
    title = str(paper)

    def act() -> str:
        remove_paper(paper, by=By(access.user))
        return f"« {title} » est retiré, avec son fichier."

    lead = "Son fichier est supprimé. Le journal garde la trace de ce retrait."
    page = _removal_page(access, f"Retirer « {title} »", lead)
    return answer_form(request, page, HouseForm(request.POST or None), act)


def _paper(kind: PaperKind, convention: Convention, pk: int) -> Annex | Amendment:
    rows = kind.model._default_manager.select_related("convention")
    return cast("Annex | Amendment", get_object_or_404(rows, pk=pk, convention=convention))


def _paper_initial(
    kind: PaperKind, paper: Annex | Amendment, convention: Convention
) -> dict[str, object]:
    values = {name: getattr(paper, name) for name in kind.form.columns}
    return {**values, "version": convention.version}

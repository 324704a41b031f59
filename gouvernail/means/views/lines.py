"""Adding, changing and taking out funding lines and the documents they wait for."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.permissions import open_action_to_edit
from gouvernail.conventions.forms.house import HouseForm
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.directory.queries import organisation_choices
from gouvernail.history.operations import By
from gouvernail.means.forms import LineForm, PaperForm, WhyForm
from gouvernail.means.models import ExpectedPaper, FundingLine
from gouvernail.means.operations import (
    add_line,
    add_paper,
    change_line,
    change_paper,
    remove_line,
    remove_paper,
)
from gouvernail.means.permissions import OpenedLine, open_line_to_edit, open_paper_to_edit
from gouvernail.means.queries import action_choices
from gouvernail.rules.roles import Right

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
NEW_LINE = {"version": 1, "needs_justification": True}


@GET_AND_POST
def create_line(request: Request, slug: str) -> HttpResponse:
    """Add a funding line, for an action or for the convention as a whole."""
    access = open_convention(request.user, slug, Right.EDIT_PLAN)
    back = Crumb("Veille des moyens", reverse("means:watch", args=[slug]))
    actions = action_choices(access.convention)
    form = LineForm(request.POST or None, initial=_new(), actions=actions)
    del form.fields["reason"]

    def act() -> str:
        return _added(add_line(access.convention, form.draft(None), by=By(access.user)))

    return answer_form(request, _page(access, "Ajouter un financement", back, "Ajouter"), form, act)


@GET_AND_POST
def create_line_of_action(request: Request, slug: str, pk: int) -> HttpResponse:
    """Add a funding line to an action."""
    opened = open_action_to_edit(request.user, slug, pk)
    access, action = opened.access, opened.action
    form = LineForm(request.POST or None, initial=_new())
    del form.fields["reason"]

    def act() -> str:
        return _added(add_line(access.convention, form.draft(action), by=By(access.user)))

    back = Crumb(str(action), reverse("action_plan:action", args=[slug, pk]))
    return answer_form(request, _page(access, "Ajouter un financement", back, "Ajouter"), form, act)


@GET_AND_POST
def edit_line(request: Request, slug: str, pk: int) -> HttpResponse:
    """Change a funding line."""
    opened = open_line_to_edit(request.user, slug, pk)
    access, line, action = opened.access, opened.line, opened.line.action
    actions = action_choices(access.convention) if access.may_edit_plan else []
    if actions and action and action.archived_at:
        actions.append((action.pk, f"{action} (archivée)"))
    form = LineForm(request.POST or None, initial=_initial(line), actions=actions)

    def act() -> str:
        by = By(access.user, form.cleaned_data["reason"])
        change_line(line, form.draft(action), form.cleaned_data["version"], by=by)
        return "Le financement est enregistré."

    def fresh() -> LineForm:
        now = open_line_to_edit(request.user, slug, pk).line
        return LineForm(initial=_initial(now), actions=actions)

    page = _page(access, "Modifier le financement", _to_line(opened))
    return answer_form(request, page, form, act, fresh)


@GET_AND_POST
def delete_line(request: Request, slug: str, pk: int) -> HttpResponse:
    """Take a funding line out, with a reason."""
    opened = open_line_to_edit(request.user, slug, pk)
    form = WhyForm(request.POST or None)

    def act() -> str:
        remove_line(opened.line, by=By(opened.access.user, form.cleaned_data["reason"]))
        return "Le financement est retiré ; il reste dans l’histoire."

    page = FormPage(
        opened.access,
        f"Retirer « {opened.line} »",
        _to_line(opened),
        "Ce financement sort des sommes, avec ses pièces attendues. S’il est refusé, notez plutôt "
        "0 € accordé : le refus reste visible.",
        "Retirer",
        after=reverse("means:lines", args=[slug]),
        section="plan",
    )
    return answer_form(request, page, form, act)


@GET_AND_POST
def create_paper(request: Request, slug: str, pk: int) -> HttpResponse:
    """Add a document that a line waits for."""
    opened = open_line_to_edit(request.user, slug, pk)
    form = PaperForm(request.POST or None, initial={"version": 1})

    def act() -> str:
        paper = add_paper(opened.line, form.values(), by=By(opened.access.user))
        return f"« {paper} » est attendue."

    page = _paper_page(opened, "Ajouter une pièce attendue", "Ajouter")
    return answer_form(request, page, form, act)


@GET_AND_POST
def edit_paper(request: Request, slug: str, pk: int) -> HttpResponse:
    """Change a document that a line waits for, or say that it came."""
    paper, opened = open_paper_to_edit(request.user, slug, pk)
    form = PaperForm(request.POST or None, initial=_paper_initial(paper))

    def act() -> str:
        version = form.cleaned_data["version"]
        change_paper(paper, form.values(), version, by=By(opened.access.user))
        return "La pièce est enregistrée."

    def fresh() -> PaperForm:
        return PaperForm(initial=_paper_initial(open_paper_to_edit(request.user, slug, pk)[0]))

    page = _paper_page(opened, f"Modifier « {paper} »", "Enregistrer")
    return answer_form(request, page, form, act, fresh)


@GET_AND_POST
def delete_paper(request: Request, slug: str, pk: int) -> HttpResponse:
    """Wait for a document no more."""
    paper, opened = open_paper_to_edit(request.user, slug, pk)

    def act() -> str:
        remove_paper(paper, by=By(opened.access.user))
        return f"« {paper} » n’est plus attendue."

    page = FormPage(
        opened.access,
        f"Retirer « {paper} »",
        _to_line(opened),
        "Si elle est arrivée, notez plutôt la date : la preuve reste.",
        "Retirer",
        section="plan",
        template="conventions/confirm.html",
    )
    return answer_form(request, page, HouseForm(request.POST or None), act)


def _new() -> dict[str, object]:
    return {**NEW_LINE, "year": timezone.localdate().year}


def _added(line: FundingLine) -> str:
    return f"« {line} » est parmi les financements."


def _initial(line: FundingLine) -> dict[str, object]:
    columns = {name: getattr(line, name) for name in LineForm.base_fields if hasattr(line, name)}
    return {**columns, "action": line.action_id, "funder": line.funder.name}


def _paper_initial(paper: ExpectedPaper) -> dict[str, object]:
    return {name: getattr(paper, name) for name in PaperForm.base_fields}


def _to_line(opened: OpenedLine) -> Crumb:
    slug = opened.access.convention.slug
    return Crumb(str(opened.line), reverse("means:line", args=[slug, opened.line.pk]))


def _page(access: Access, title: str, back: Crumb, submit: str = "Enregistrer") -> FormPage:
    known = organisation_choices(access.convention.pk) if access.may_read_directory else []
    return FormPage(
        access,
        title,
        back,
        submit=submit,
        section="plan",
        template="means/line_form.html",
        context={"lists": {"structures": [name for _, name in known]}},
    )


def _paper_page(opened: OpenedLine, title: str, submit: str) -> FormPage:
    return FormPage(opened.access, title, _to_line(opened), submit=submit, section="plan")

"""One point of an agenda: what comes with it, where it comes from; the points about an action."""

from dataclasses import replace

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.permissions import open_action
from gouvernail.conventions.forms.house import HouseForm
from gouvernail.conventions.permissions import Access
from gouvernail.conventions.views.files import attachment
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.governance.forms.points import CarryForm, DocumentForm, PointActionsForm
from gouvernail.governance.models import AgendaItem, Sitting
from gouvernail.governance.operations.points import (
    carry_item,
    join_document,
    link_actions,
    remove_document,
)
from gouvernail.governance.permissions import open_item
from gouvernail.governance.queries.adjustments import adjustments_of_action, outside_changes
from gouvernail.governance.queries.decisions import decisions_of_action
from gouvernail.governance.queries.points import (
    carrying_choices,
    plan_actions,
    point_page,
    sittings_about,
)
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right
from gouvernail.rules.sittings import PLANNED, SittingState

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
EDIT = Right.EDIT_GOVERNANCE


@require_safe
def point(request: Request, slug: str, pk: int, item: int) -> HttpResponse:
    """One point of an agenda."""
    row, access = open_item(request.user, slug, pk, item, Right.READ)
    page = point_page(row, may_edit=access.may_edit_governance)
    context = {"access": access, "section": "governance", "page": page}
    return render(request, "governance/point.html", context)


@require_safe
def of_action(request: Request, slug: str, pk: int) -> HttpResponse:
    """What the governance says of an action; a part of its sheet, or a page by itself."""
    opened = open_action(request.user, slug, pk)
    context = {
        "access": opened.access,
        "section": "plan",
        "action": opened.action,
        "decisions": decisions_of_action(pk, timezone.localdate()),
        "adjustments": adjustments_of_action(pk),
        "outside": outside_changes(opened.access.convention, pk),
        "discussed": sittings_about(pk),
    }
    template = "governance/of_action.html"
    return render(request, f"{template}#section" if request.htmx else template, context)


@GET_AND_POST
def edit_actions(request: Request, slug: str, pk: int, item: int) -> HttpResponse:
    """Say which actions of the plan a point is about."""
    row, access = open_item(request.user, slug, pk, item, EDIT)
    known = plan_actions(access.convention)
    linked = list(row.actions.order_by("position", "pk"))
    data = request.POST if request.method == "POST" else None
    form = PointActionsForm(data, access.convention, linked, known)

    def act() -> str:
        link_actions(row, form.actions(), by=By(access.user))
        return "Les actions du point sont enregistrées."

    lists: dict[str, object] = {"lists": {"actions": [str(action) for action in known]}}
    page = replace(_page(access, row, "Actions du point"), context=lists)
    return answer_form(request, page, form, act)


@GET_AND_POST
def join(request: Request, slug: str, pk: int, item: int) -> HttpResponse:
    """Join a document to a point."""
    row, access = open_item(request.user, slug, pk, item, EDIT)
    form = DocumentForm(request.POST or None, request.FILES or None)

    def act() -> str:
        by = By(access.user)
        made = join_document(row, form.cleaned_data["title"], form.upload, by=by)
        return f"« {made.title} » est joint au point."

    lead = "Aucune donnée sur un enfant, une famille ou un allocataire."
    return answer_form(
        request, _page(access, row, "Joindre un document", "Joindre", lead), form, act
    )


@require_safe
def document(request: Request, slug: str, pk: int, item: int, document: int) -> FileResponse:
    """The file of a document."""
    row, _ = open_item(request.user, slug, pk, item, Right.READ)
    found = get_object_or_404(row.documents, pk=document)
    return attachment(found.file, found.title)


@GET_AND_POST
def remove(request: Request, slug: str, pk: int, item: int, document: int) -> HttpResponse:
    """Take a document off a point, after a confirmation."""
    row, access = open_item(request.user, slug, pk, item, EDIT)
    found = get_object_or_404(row.documents, pk=document)
    found.item = row

    def act() -> str:
        remove_document(found, by=By(access.user))
        return "Le document est retiré."

    lead = "Le fichier est effacé, à moins qu’un autre point le porte aussi."
    page = _page(access, row, f"Retirer « {found.title} »", "Retirer", lead)
    page = replace(page, template="conventions/confirm.html")
    return answer_form(request, page, HouseForm(request.POST or None), act)


_NOWHERE = "Aucune autre séance de cette instance n’est à venir : datez-en une d’abord."


@GET_AND_POST
def carry(request: Request, slug: str, pk: int, item: int) -> HttpResponse:
    """Carry a point to another coming sitting of the body."""
    row, access = open_item(request.user, slug, pk, item, EDIT)
    may_move = SittingState(row.sitting.state) in PLANNED
    targets = carrying_choices(row)
    form = CarryForm(request.POST or None, targets, may_move=may_move)

    def act() -> str:
        said = form.cleaned_data
        target = Sitting.objects.of(access.convention).select_related("body").get(pk=said["target"])
        carry_item(row, target, is_copy=said["way"] == "copy", by=By(access.user))
        return f"Le point est porté à l’ordre du jour : {target}."

    lead = f"« {row.title} » part avec ses documents et ses actions." if targets else _NOWHERE
    sitting = reverse("governance:sitting", args=[slug, pk])
    page = _page(access, row, "Porter à une autre séance", "Porter ce point", lead)
    page = replace(page, after=sitting)
    return answer_form(request, page, form, act)


def _page(
    access: Access, row: AgendaItem, title: str, submit: str = "Enregistrer", lead: str = ""
) -> FormPage:
    arguments = [access.convention.slug, row.sitting_id, row.pk]
    back = Crumb(row.title, reverse("governance:point", args=arguments))
    return FormPage(access, title, back, lead, submit, section="governance")

"""The tree itself: its levels added, renamed, put in order, archived."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.forms import NodeForm, OrderForm, ReasonForm, ReferentForm
from gouvernail.action_plan.models import PlanNode
from gouvernail.action_plan.operations import (
    archive_node,
    create_node,
    name_referent,
    order_actions,
    order_nodes,
    rename_node,
)
from gouvernail.action_plan.permissions import open_node
from gouvernail.action_plan.queries import Clock, PlanFilters, plan_tree
from gouvernail.action_plan.queries.choices import person_choices
from gouvernail.common.asked import number_of
from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right

TOP = 0  # in an address, the top of the plan


@require_safe
def structure(request: Request, slug: str) -> HttpResponse:
    """The tree with what changes it: order, titles, new levels."""
    access = open_convention(request.user, slug, Right.EDIT_PLAN)
    clock = Clock(timezone.localdate(), access.convention.stale_after_days)
    only = number_of(request.GET.get("niveau", ""))
    page = plan_tree(access.convention, PlanFilters(), clock, only=only)
    context = {
        "access": access,
        "section": "plan",
        "tab": "structure",
        "tree": page,
        "persons": (("", "Personne pour l’instant"), *person_choices(access.convention)),
    }
    return render(request, "action_plan/structure.html", context)


@require_POST
def add_node(request: Request, slug: str, pk: int) -> HttpResponse:
    """Add a level under a node, or at the top."""
    access = open_convention(request.user, slug, Right.EDIT_PLAN)
    parent = _node_or_top(access, pk)
    form = NodeForm(request.POST)
    if not form.is_valid():
        return _back(
            request, slug, "Écrivez l’intitulé du niveau à ajouter, en 500 signes au plus."
        )
    title = form.cleaned_data["title"]
    by = By(request.user)
    return _attempt(request, slug, lambda: create_node(access.convention, parent, title, by=by))


@require_POST
def rename_structure_node(request: Request, slug: str, pk: int) -> HttpResponse:
    """Change the title of a node."""
    node, _ = open_node(request.user, slug, pk)
    form = NodeForm(request.POST)
    if not form.is_valid():
        return _back(request, slug, "L’intitulé d’un niveau ne peut pas être vide.")
    data = form.cleaned_data
    by = By(request.user)
    return _attempt(
        request,
        slug,
        lambda: rename_node(node, data["title"], version=data["version"] or 0, by=by),
    )


@require_POST
def refer_structure_node(request: Request, slug: str, pk: int) -> HttpResponse:
    """Say who speaks for a node."""
    node, access = open_node(request.user, slug, pk)
    form = ReferentForm(request.POST, access.convention)
    if not form.is_valid():
        return _back(request, slug, "Cette personne n’est plus dans l’annuaire : choisissez-la.")
    data, by = form.cleaned_data, By(request.user)
    return _attempt(
        request, slug, lambda: name_referent(node, data["person"], version=data["version"], by=by)
    )


@require_POST
def archive_structure_node(request: Request, slug: str, pk: int) -> HttpResponse:
    """Take an empty node out of the plan."""
    node, _ = open_node(request.user, slug, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _back(request, slug, "Dites pourquoi ce niveau sort du plan.")
    data = form.cleaned_data
    by = By(request.user, data["reason"])
    return _attempt(request, slug, lambda: archive_node(node, version=data["version"], by=by))


@require_POST
def order_branch_nodes(request: Request, slug: str, pk: int) -> HttpResponse:
    """Put the nodes of one parent in order."""
    access = open_convention(request.user, slug, Right.EDIT_PLAN)
    parent = _node_or_top(access, pk)
    form = OrderForm(request.POST)
    if not form.is_valid():
        return _back(request, slug, "L’ordre reçu est illisible ; rien n’a changé.")
    order_nodes(access.convention, parent, form.ids(), By(request.user))
    return _ordered(request, slug, f"niveau-{form.moved}")


@require_POST
def order_branch_actions(request: Request, slug: str, pk: int) -> HttpResponse:
    """Put the actions of one node in order."""
    access = open_convention(request.user, slug, Right.EDIT_PLAN)
    node = _node_or_top(access, pk)
    form = OrderForm(request.POST)
    if not form.is_valid():
        return _back(request, slug, "L’ordre reçu est illisible ; rien n’a changé.")
    order_actions(access.convention, node, form.ids(), By(request.user))
    return _ordered(request, slug, f"action-{form.moved}")


def _ordered(request: Request, slug: str, anchor: str) -> HttpResponse:
    """Say that the order is kept, and come back to what was moved: the keyboard goes on there."""
    messages.success(request, "L’ordre est enregistré.")
    return redirect(f"{reverse('action_plan:structure', args=[slug])}#{anchor}")


def _node_or_top(access: Access, pk: int) -> PlanNode | None:
    if pk == TOP:
        return None
    return get_object_or_404(PlanNode.objects.of(access.convention), pk=pk)


def _attempt(request: Request, slug: str, operation: Callable[[], object]) -> HttpResponse:
    try:
        operation()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    except EditConflict:
        messages.error(
            request, "Une autre personne vient de modifier ce niveau ; relisez-le et recommencez."
        )
    else:
        messages.success(request, "Le plan est à jour.")
    return redirect("action_plan:structure", slug)


def _back(request: Request, slug: str, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect("action_plan:structure", slug)

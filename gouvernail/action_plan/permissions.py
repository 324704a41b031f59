"""Opening an action or a node: loading it and checking the right to, in one call."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from gouvernail.accounts.models import User
from gouvernail.action_plan.models import Action, PartRole, PlanNode, SavedView
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.rules.roles import Right


@dataclass(frozen=True, slots=True)
class OpenedAction:
    """An action, as one person reaches it."""

    action: Action
    access: Access

    @property
    def may_edit(self) -> bool:
        """May this person change what the sheet says?"""
        if self.access.may_edit_plan:
            return True
        organisation_id = own_lead_id(self.access)
        return organisation_id is not None and any(
            part.role == PartRole.LEAD and part.organisation_id == organisation_id
            for part in self.action.parts.all()
        )


def own_lead_id(access: Access) -> int | None:
    """Return the organisation whose actions this person may change, or None. No query."""
    return access.organisation_id if access.allows(Right.EDIT_OWN_ACTIONS) else None


def open_action(user: User, slug: str, pk: int) -> OpenedAction:
    """Return an action that `user` may read.

    Four queries, however much the sheet holds. Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, Right.READ)
    actions = (
        Action.objects.of(access.convention)
        .select_related("node__parent__parent", "status", "lead_person")
        .prefetch_related("parts__organisation", "places")
    )
    action = get_object_or_404(actions, pk=pk)
    action.convention = access.convention
    return OpenedAction(action, access)


def open_action_to_edit(user: User, slug: str, pk: int) -> OpenedAction:
    """Return an action that `user` may change: any for a coordinator, one's own for others.

    Errors: Http404, PermissionDenied.
    """
    opened = open_action(user, slug, pk)
    if not opened.may_edit:
        raise PermissionDenied
    return opened


def open_view(user: User, slug: str, pk: int) -> tuple[SavedView, Access]:
    """Return a kept view that `user` may change: their own, or a shared one for who edits the plan.

    Two queries. Errors: Http404, for the views of others too; PermissionDenied.
    """
    access = open_convention(user, slug, Right.READ)
    view = SavedView.objects.filter(convention=access.convention, pk=pk).first()
    if view is None or view.owner_id not in {None, user.pk}:
        raise Http404
    if view.owner_id is None and not access.may_edit_plan:
        raise PermissionDenied
    return view, access


def open_node(user: User, slug: str, pk: int) -> tuple[PlanNode, Access]:
    """Return a node of the tree that `user` may change.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, Right.EDIT_PLAN)
    node = PlanNode.objects.of(access.convention).filter(pk=pk).first()
    if node is None:
        raise Http404
    return node, access

"""Opening a cycle or a review: loading it and checking the right to, in one call."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from gouvernail.accounts.models import User
from gouvernail.action_plan.models import Action, PartRole, PlanNode
from gouvernail.action_plan.permissions import own_lead_id
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.reviews.addresses import ACTIONS, NODES
from gouvernail.reviews.models import Review, ReviewCycle
from gouvernail.rules.reviews import FROZEN, OPEN_TO_LEADS, OPEN_TO_TEAM, ReviewState
from gouvernail.rules.roles import Right


@dataclass(frozen=True, slots=True)
class OpenedReview:
    """The review of an action or a node in a cycle, as one person reaches it; None: to do."""

    cycle: ReviewCycle
    target: Action | PlanNode
    review: Review | None
    access: Access

    @property
    def kind(self) -> str:
        """How addresses name what it is about."""
        return ACTIONS if isinstance(self.target, Action) else NODES

    @property
    def state(self) -> ReviewState:
        """How far the review has gone."""
        return ReviewState(self.review.state) if self.review else ReviewState.TODO

    @property
    def axis_id(self) -> int | None:
        """The node of the first level above it, or the node itself."""
        node = self.target.node if isinstance(self.target, Action) else self.target
        while node and node.parent:
            node = node.parent
        return node.pk if node else None

    @property
    def is_team(self) -> bool:
        """Is this person of those who keep reviews?"""
        return self.access.may_edit_reviews

    @property
    def is_speaker(self) -> bool:
        """May this person speak for the action or the node?"""
        return self.is_team or speaks_for(self.access, self.target)

    @property
    def may_write(self) -> bool:
        """May this person write it in the state that it is in?"""
        is_open = self.state in (OPEN_TO_TEAM if self.is_team else OPEN_TO_LEADS)
        return is_open and self.is_speaker

    @property
    def may_read_words(self) -> bool:
        """May this person read words that are not validated?"""
        return self.is_speaker or self.state in FROZEN


def speaks_for(access: Access, target: Action | PlanNode) -> bool:
    """Tell whether an account leads the action, or is the referent of the node."""
    if isinstance(target, PlanNode):
        return bool(target.referent and target.referent.user_id == access.user.pk)
    organisation_id = own_lead_id(access)
    return organisation_id is not None and any(
        part.role == PartRole.LEAD and part.organisation_id == organisation_id
        for part in target.parts.all()
    )


def open_cycle(user: User, slug: str, pk: int, right: Right) -> tuple[ReviewCycle, Access]:
    """Return a cycle of reviews that `user` may reach with a right.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, right)
    rows = ReviewCycle.objects.filter(convention=access.convention)
    cycle = get_object_or_404(rows.select_related("cotech__body", "copil__body"), pk=pk)
    cycle.convention = access.convention
    return cycle, access


def open_place(user: User, slug: str, cycle: int, kind: str, pk: int) -> OpenedReview:
    """Return the review of an action or a node in a cycle, to read.

    Errors: Http404, PermissionDenied.
    """
    row, access = open_cycle(user, slug, cycle, Right.READ)
    if kind == ACTIONS:
        actions = Action.objects.of(access.convention).select_related(
            "node__parent__parent", "status", "lead_person"
        )
        actions = actions.prefetch_related("parts__organisation")
        target: Action | PlanNode = get_object_or_404(actions, pk=pk)
        wanted = {"action": target}
    elif kind == NODES:
        nodes = PlanNode.objects.of(access.convention)
        nodes = nodes.select_related("referent", "parent__parent")
        target = get_object_or_404(nodes, pk=pk)
        wanted = {"node": target}
    else:
        raise Http404
    target.convention = access.convention
    rows = Review.objects.filter(cycle=row, **wanted)
    review = rows.select_related("status", "speaker_person").first()
    if review:
        review.cycle, review.convention = row, access.convention
    return OpenedReview(row, target, review, access)


def open_place_to_write(user: User, slug: str, cycle: int, kind: str, pk: int) -> OpenedReview:
    """Return the review of an action or a node, for whoever speaks for it, or for the team.

    Errors: Http404, PermissionDenied.
    """
    opened = open_place(user, slug, cycle, kind, pk)
    if not opened.is_speaker:
        raise PermissionDenied
    return opened


def open_review(user: User, slug: str, pk: int, right: Right) -> tuple[Review, Access]:
    """Return a review that `user` may reach with a right.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, right)
    rows = Review.objects.of(access.convention).select_related(
        "cycle", "node__referent", "action", "status"
    )
    review = get_object_or_404(rows.prefetch_related("action__parts"), pk=pk)
    review.convention = review.cycle.convention = access.convention
    return review, access

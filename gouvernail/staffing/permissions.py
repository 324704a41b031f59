"""Opening the team: loading what is asked for and checking the right to, in one call.

Each takes two queries at most. Errors: Http404, PermissionDenied.
"""

from django.shortcuts import get_object_or_404

from gouvernail.accounts.models import User
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.rules.roles import Right
from gouvernail.staffing.models import (
    Holding,
    Post,
    PostDocument,
    PostRate,
    Scenario,
    StaffingTarget,
    Supposition,
)


def open_post(user: User, slug: str, pk: int, right: Right) -> tuple[Post, Access]:
    """Return a post that `user` reaches with `right`."""
    access = open_convention(user, slug, right)
    rows = Post.objects.of(access.convention).select_related("employer", "commune")
    post = get_object_or_404(rows, pk=pk)
    post.convention = access.convention
    return post, access


def open_rate_to_edit(user: User, slug: str, pk: int) -> tuple[PostRate, Access]:
    """Return what was agreed of a post, for somebody who may change it."""
    access = open_convention(user, slug, Right.EDIT_TEAM)
    rows = PostRate.objects.filter(post__convention=access.convention).select_related("post")
    return get_object_or_404(rows, pk=pk), access


def open_holding(user: User, slug: str, pk: int, right: Right) -> tuple[Holding, Access]:
    """Return somebody on a post that `user` reaches with `right`."""
    access = open_convention(user, slug, right)
    rows = Holding.objects.filter(post__convention=access.convention).select_related("post")
    holding = get_object_or_404(rows, pk=pk)
    holding.post.convention = access.convention
    return holding, access


def open_document(user: User, slug: str, pk: int, right: Right) -> tuple[PostDocument, Access]:
    """Return a document of a post that `user` reaches with `right`."""
    access = open_convention(user, slug, right)
    rows = PostDocument.objects.filter(post__convention=access.convention).select_related("post")
    return get_object_or_404(rows, pk=pk), access


def open_target_to_edit(user: User, slug: str, pk: int) -> tuple[StaffingTarget, Access]:
    """Return a figure of the convention, for somebody who may change it."""
    access = open_convention(user, slug, Right.EDIT_TEAM)
    rows = StaffingTarget.objects.filter(convention=access.convention)
    return get_object_or_404(rows, pk=pk), access


def open_scenario(user: User, slug: str, pk: int, right: Right) -> tuple[Scenario, Access]:
    """Return a scenario that `user` reaches with `right`."""
    access = open_convention(user, slug, right)
    scenario = get_object_or_404(Scenario.objects.filter(convention=access.convention), pk=pk)
    scenario.convention = access.convention
    return scenario, access


def open_supposition_to_edit(user: User, slug: str, pk: int) -> tuple[Supposition, Access]:
    """Return a supposition, for somebody who may change its scenario."""
    access = open_convention(user, slug, Right.EDIT_TEAM)
    rows = Supposition.objects.filter(scenario__convention=access.convention)
    return get_object_or_404(rows.select_related("scenario", "post"), pk=pk), access

"""Opening a line of the means: loading it and checking the right to, in one call.

Whoever may change the sheet of an action may change its means. Money of the convention as a whole
is changed by whoever edits the plan.
"""

from dataclasses import dataclass
from typing import cast

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from gouvernail.accounts.models import User
from gouvernail.action_plan.permissions import OpenedAction, open_action
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.means.models import ExpectedPaper, FundingLine, HumanMeans, TechnicalMeans
from gouvernail.rules.roles import Right


@dataclass(frozen=True, slots=True)
class OpenedLine:
    """A funding line, as one person reaches it."""

    line: FundingLine
    access: Access
    may_edit: bool


def open_line(user: User, slug: str, pk: int) -> OpenedLine:
    """Return a funding line that `user` may read.

    Five queries at most. Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, Right.READ)
    rows = (
        FundingLine.objects.of(access.convention)
        .select_related("funder", "action")
        .prefetch_related("action__parts")
    )
    line = get_object_or_404(rows, pk=pk)
    line.convention = access.convention
    may_edit = access.may_edit_plan
    if not may_edit and line.action:
        may_edit = OpenedAction(line.action, access).may_edit
    return OpenedLine(line, access, may_edit)


def open_line_to_edit(user: User, slug: str, pk: int) -> OpenedLine:
    """Return a funding line that `user` may change.

    Errors: Http404, PermissionDenied.
    """
    opened = open_line(user, slug, pk)
    if not opened.may_edit:
        raise PermissionDenied
    return opened


def open_paper_to_edit(user: User, slug: str, pk: int) -> tuple[ExpectedPaper, OpenedLine]:
    """Return a document that a line waits for, which `user` may change.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, Right.READ)
    paper = get_object_or_404(ExpectedPaper, pk=pk, line__convention=access.convention)
    opened = open_line_to_edit(user, slug, paper.line_id)
    paper.line = opened.line
    return paper, opened


def open_means_to_edit(
    user: User, slug: str, table: type[HumanMeans] | type[TechnicalMeans], pk: int
) -> tuple[HumanMeans | TechnicalMeans, OpenedAction]:
    """Return human or technical means of an action that `user` may change.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, Right.READ)
    rows = table._default_manager.filter(action__convention=access.convention)
    means = cast("HumanMeans | TechnicalMeans", get_object_or_404(rows, pk=pk))
    opened = open_action(user, slug, means.action_id)
    if not opened.may_edit:
        raise PermissionDenied
    means.action = opened.action
    return means, opened

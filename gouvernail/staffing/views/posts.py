"""The ledger of the posts, and one post."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.conventions.permissions import open_convention
from gouvernail.rules.roles import Right
from gouvernail.staffing.permissions import open_post
from gouvernail.staffing.queries.ledger import ledger_of


@require_safe
def ledger(request: Request, slug: str) -> HttpResponse:
    """The posts of the convention."""
    access = open_convention(request.user, slug, Right.READ_TEAM)
    context = {
        "access": access,
        "section": "team",
        "tab": "posts",
        "ledger": ledger_of(access.convention),
    }
    return render(request, "staffing/ledger.html", context)


@require_safe
def post(request: Request, slug: str, pk: int) -> HttpResponse:
    """One post."""
    row, access = open_post(request.user, slug, pk, Right.READ_TEAM)
    context = {"access": access, "section": "team", "tab": "posts", "post": row}
    return render(request, "staffing/post.html", context)

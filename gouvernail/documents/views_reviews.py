"""Files of the reviews to download."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.documents.catalogue import TABLE_FORMATS
from gouvernail.documents.content.reviews_table import reviews_table
from gouvernail.documents.views import hand_out
from gouvernail.reviews.forms.board import asked_filters
from gouvernail.reviews.permissions import open_cycle
from gouvernail.rules.roles import Right


@require_safe
def board(request: Request, slug: str, pk: int, extension: str) -> HttpResponse:
    """The board of a cycle that the address filters, as a file."""
    cycle, _ = open_cycle(request.user, slug, pk, Right.READ)
    if extension not in TABLE_FORMATS:
        raise Http404
    table = reviews_table(cycle, asked_filters(request.GET), timezone.localdate())
    made = TABLE_FORMATS[extension]
    back = reverse("reviews:board", args=[slug, pk])
    stem = f"bilans-{slug}-{slugify(cycle.title)}"
    return hand_out(request, lambda: made.write(table), made, stem, back)

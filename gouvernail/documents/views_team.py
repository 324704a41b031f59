"""Files of the team to download."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.conventions.permissions import open_convention
from gouvernail.documents.catalogue import TABLE_FORMATS, FileKind, write_layout
from gouvernail.documents.content.posts_table import model_table, posts_book
from gouvernail.documents.views import as_file, hand_out
from gouvernail.rules.roles import Right
from gouvernail.staffing.forms.asked import AskedForm

POST_FORMATS = ("xlsx", "ods", "csv", "pdf", "docx", "odt")


@require_safe
def posts(request: Request, slug: str, extension: str) -> HttpResponse:
    """The ledger of the day or the year that the address says, as a file."""
    convention = open_convention(request.user, slug, Right.READ_TEAM).convention
    if extension not in POST_FORMATS:
        raise Http404
    on, year = AskedForm(request.GET).asked(timezone.localdate())
    book = posts_book(convention, on, year)
    made = FileKind.of(extension)
    back = reverse("team:home", args=[slug])
    stem = f"postes-{slug}-{year or on.isoformat()}"
    return hand_out(
        request, lambda: write_layout(book, extension, timezone.now()), made, stem, back
    )


@require_safe
def model(request: Request, slug: str) -> HttpResponse:
    """The table to fill and bring back, with two examples."""
    open_convention(request.user, slug, Right.EDIT_TEAM)
    made = TABLE_FORMATS["xlsx"]
    return as_file(made.write(model_table()), made, "modele-postes")

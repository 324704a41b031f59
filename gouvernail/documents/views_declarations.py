"""Files of the declarations to download."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.conventions.permissions import open_convention
from gouvernail.documents.catalogue import Book, FileKind, write_layout
from gouvernail.documents.content.afas_book import afas_book
from gouvernail.documents.content.missions_table import missions_book
from gouvernail.documents.papers import PAPERS
from gouvernail.documents.views import hand_out
from gouvernail.staffing.permissions_declarations import READ, open_sheet
from gouvernail.staffing.queries.sheets import sheet_page


@dataclass(frozen=True, slots=True)
class _Asked:
    """A file: which paper, its ending, the name it gets, the page to go back to."""

    paper: str
    extension: str
    stem: str
    back: str


@require_safe
def missions(request: Request, slug: str, extension: str) -> HttpResponse:
    """Who carries which sentence of the missions."""
    access = open_convention(request.user, slug, READ)
    _check("missions", extension)
    book = missions_book(access.convention, timezone.localdate())
    back = reverse("declarations:missions", args=[slug])
    return _answer(request, book, _Asked("missions", extension, f"missions-{slug}", back))


@require_safe
def sheet(request: Request, slug: str, year: int, employer: int, file: str) -> HttpResponse:
    """What one employer declares of a year, with the rule and the rows behind each figure.

    `file` names the declaration and the format: « reel.pdf ».
    """
    kind, _, extension = file.partition(".")
    row, access = open_sheet(request.user, slug, (year, employer, kind))
    _check("fiche-afas", extension)
    today = timezone.localdate()
    book = afas_book(access.convention, [sheet_page(row, today)], today)
    back = reverse("declarations:sheet", args=[slug, year, employer, kind])
    stem = f"fiche-afas-{slug}-{kind}-{year}-{employer}"
    return _answer(request, book, _Asked("fiche-afas", extension, stem, back))


def _check(paper: str, extension: str) -> None:
    if extension not in PAPERS[paper].formats:
        raise Http404


def _answer(request: Request, book: Book, asked: _Asked) -> HttpResponse:
    return hand_out(
        request,
        lambda: write_layout(book, asked.extension, timezone.now()),
        FileKind.of(asked.extension),
        asked.stem,
        asked.back,
    )

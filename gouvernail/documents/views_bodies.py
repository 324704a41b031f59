"""Files about one body: the book of its minutes, and who came."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.documents.catalogue import FileKind
from gouvernail.documents.papers import PAPERS
from gouvernail.documents.subject import Subject
from gouvernail.documents.views import hand_out
from gouvernail.governance.permissions import open_body
from gouvernail.rules.roles import Right

FIRST_YEAR, LAST_YEAR = 2000, 2100


@require_safe
def book(request: Request, slug: str, pk: int, year: int, extension: str) -> HttpResponse:
    """All the approved minutes of a body over a year, as one document."""
    row, access = open_body(request.user, slug, pk, Right.READ)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    subject = Subject(access.convention, timezone.localdate(), year, body=row)
    return _paper(request, "comptes-rendus", subject, extension)


@require_safe
def presences(request: Request, slug: str, pk: int, extension: str) -> HttpResponse:
    """Who came to the sittings of a body, as a table."""
    row, access = open_body(request.user, slug, pk, Right.READ)
    subject = Subject(access.convention, timezone.localdate(), body=row)
    return _paper(request, "presences", subject, extension)


def _paper(request: Request, name: str, subject: Subject, extension: str) -> HttpResponse:
    made = PAPERS[name]
    if extension not in made.formats or subject.body is None:
        raise Http404
    slug, body = subject.convention.slug, subject.body
    stem = "-".join(filter(None, [made.stem, slug, str(subject.year or "")]))
    back = reverse("governance:body", args=[slug, body.pk])
    kind = FileKind.of(extension)
    return hand_out(
        request, lambda: made.write(subject, extension, timezone.now()), kind, stem, back
    )

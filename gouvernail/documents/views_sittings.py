"""The papers of a sitting: the page that lists them, each of them, all of them at once."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.documents.catalogue import FileKind
from gouvernail.documents.content.dossier import dossier_of
from gouvernail.documents.content.gaps import gaps_of
from gouvernail.documents.pack import pack_bytes, pack_stem
from gouvernail.documents.papers import PACK, PAPERS
from gouvernail.documents.subject import sitting_subject
from gouvernail.documents.views import hand_out
from gouvernail.governance.permissions import open_sitting
from gouvernail.rules.roles import Right


@require_safe
def dossier(request: Request, slug: str, pk: int) -> HttpResponse:
    """What a sitting needs on paper, and what is still to fill."""
    row, access = open_sitting(request.user, slug, pk, Right.READ)
    gathered = dossier_of(row, timezone.localdate())
    gaps = [(gap.sentence, gap.path(access.convention)) for gap in gaps_of(gathered)]
    context = {
        "access": access,
        "section": "governance",
        "sitting": row,
        "papers": [(name, PAPERS[name]) for name in PACK],
        "gaps": gaps,
    }
    return render(request, "documents/dossier.html", context)


@require_safe
def paper(request: Request, slug: str, pk: int, name: str, extension: str) -> HttpResponse:
    """One paper of a sitting."""
    row, _ = open_sitting(request.user, slug, pk, Right.READ)
    made = PAPERS.get(name)
    if made is None or name not in PACK or extension not in made.formats:
        raise Http404
    subject = sitting_subject(row, timezone.localdate(), _site(request))
    kind, stem = FileKind.of(extension), f"{made.stem}-{slug}"
    back = reverse("governance_files:dossier", args=[slug, pk])
    return hand_out(
        request, lambda: made.write(subject, extension, timezone.now()), kind, stem, back
    )


@require_safe
def pack(request: Request, slug: str, pk: int) -> HttpResponse:
    """All the papers of a sitting, from one state of the plan."""
    row, _ = open_sitting(request.user, slug, pk, Right.READ)

    def write() -> bytes:
        return pack_bytes(row, _site(request))

    back = reverse("governance_files:dossier", args=[slug, pk])
    return hand_out(request, write, FileKind.of("zip"), pack_stem(row), back)


def _site(request: Request) -> str:
    return request.build_absolute_uri("/").removesuffix("/")

"""The papers of a sitting: the page that lists them, each of them, all of them at once."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.conventions.views.files import kept_file
from gouvernail.documents.catalogue import FileKind
from gouvernail.documents.content.dossier import dossier_of
from gouvernail.documents.content.gaps import gaps_of
from gouvernail.documents.operations.packs import ask_for_pack
from gouvernail.documents.pack import pack_bytes, pack_stem
from gouvernail.documents.papers import FOR_EDITORS, PACK, PAPERS
from gouvernail.documents.queries import pack_state
from gouvernail.documents.subject import sitting_subject
from gouvernail.documents.views import hand_out
from gouvernail.governance.permissions import open_sitting
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right


@require_safe
def dossier(request: Request, slug: str, pk: int) -> HttpResponse:
    """What a sitting needs on paper, and what is still to fill."""
    row, access = open_sitting(request.user, slug, pk, Right.READ)
    papers = [(name, PAPERS[name]) for name in PACK]
    context: dict[str, object] = {
        "access": access,
        "sitting": row,
        "state": pack_state(row),
        "papers": papers,
    }
    if request.htmx:
        return render(request, "documents/dossier.html#pack", context)
    gathered = dossier_of(row, timezone.localdate())
    gaps = [(gap.sentence, gap.path(access.convention)) for gap in gaps_of(gathered)]
    context.update(section="governance", gaps=gaps)
    return render(request, "documents/dossier.html", context)


@require_safe
def paper(request: Request, slug: str, pk: int, name: str, extension: str) -> HttpResponse:
    """One paper of a sitting; some hold words that are not validated, and are its editors'."""
    right = Right.EDIT_GOVERNANCE if name in FOR_EDITORS else Right.READ
    row, access = open_sitting(request.user, slug, pk, right)
    made = PAPERS.get(name)
    if made is None or name not in (*PACK, *FOR_EDITORS) or extension not in made.formats:
        raise Http404
    may_edit, site = access.may_edit_governance, _site(request)
    subject = sitting_subject(row, timezone.localdate(), site, with_code=may_edit)
    kind, stem = FileKind.of(extension), f"{made.stem}-{slug}"
    back = reverse("governance_files:dossier", args=[slug, pk])
    return hand_out(
        request, lambda: made.write(subject, extension, timezone.now()), kind, stem, back
    )


@require_safe
def sendings(request: Request, slug: str, pk: int, extension: str) -> HttpResponse:
    """Who was told what, when, and what they answered."""
    row, _ = open_sitting(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    made = PAPERS["envois"]
    if extension not in made.formats:
        raise Http404
    subject = sitting_subject(row, timezone.localdate())
    back = reverse("governance:invitees", args=[slug, pk])

    def write() -> bytes:
        return made.write(subject, extension, timezone.now())

    return hand_out(request, write, FileKind.of(extension), f"envois-{slug}-seance-{pk}", back)


@require_POST
def prepare(request: Request, slug: str, pk: int) -> HttpResponse:
    """Ask for the dossier of a sitting, prepared behind the page, which tells how far it is."""
    row, access = open_sitting(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    ask_for_pack(row, by=By(access.user))
    return redirect("governance_files:dossier", slug, pk)


@require_safe
def pack(request: Request, slug: str, pk: int) -> FileResponse | HttpResponse:
    """All the papers of a sitting, as they were prepared; made on the spot when that is over.

    The prepared ones bear the code to sign in with: readers are given others, without it.
    """
    row, access = open_sitting(request.user, slug, pk, Right.READ)
    may_edit = access.may_edit_governance
    asked = request.GET.get("fait") == "1"
    state = pack_state(row)
    prepared = state.ready if asked else state.current
    if prepared and (may_edit or not row.sign_in_digest):
        name = f"{pack_stem(row)}-{timezone.localdate():%Y-%m-%d}.zip"
        try:
            return kept_file(prepared.file, name)
        except Http404:
            pass  # the file went missing: the dossier is made again

    back = reverse("governance_files:dossier", args=[slug, pk])
    made = FileKind.of("zip")

    def write() -> bytes:
        return pack_bytes(row, _site(request), with_code=may_edit)

    return hand_out(request, write, made, pack_stem(row), back)


def _site(request: Request) -> str:
    return request.build_absolute_uri("/").removesuffix("/")

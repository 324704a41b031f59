"""Bringing posts in: the file, what it says line by line, and only then the ledger.

Nothing is kept between the steps: the page of the preview carries what was read, signed.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gouvernail.accounts.requests import Request
from gouvernail.common.errors import Refusal
from gouvernail.common.templatetags.french import counted
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.history.operations import By
from gouvernail.imports.forms import PostsFileForm
from gouvernail.imports.posts import NoPostsFound, PostChoices, ReadPosts, named, read_posts
from gouvernail.imports.posts_forms import PostColumnsForm
from gouvernail.imports.posts_kept import (
    MOST_KEPT,
    plain_posts,
    plain_workbook,
    posts_of,
    workbook_of,
)
from gouvernail.imports.posts_operations import apply_posts
from gouvernail.imports.posts_queries import communes_by_code, known_posts, post_key
from gouvernail.imports.readers import UnreadableFile, Workbook, read_safely
from gouvernail.imports.readers.limits import MAX_PACKED
from gouvernail.rules.roles import Right
from gouvernail.staffing.queries.entries import names_to_add

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
KEPT_SECONDS = 24 * 3600
UNREADABLE = 422


@GET_AND_POST
def upload(request: Request, slug: str) -> HttpResponse:
    """Choose the file, see what it says, say what its columns are, then write it or not."""
    access = open_convention(request.user, slug, Right.EDIT_TEAM)
    if request.method == "POST" and "read" in request.POST:
        return _apply(request, access)
    if request.method == "POST" and "source" in request.POST:
        return _reread(request, access)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PostsFileForm(*sent)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read(MAX_PACKED + 1)
        try:
            workbook = read_safely(data, file.name)
            read = read_posts(workbook, PostChoices(communes=_communes(access)))
        except (UnreadableFile, NoPostsFound) as error:
            form.add_error("file", str(error))
        else:
            source = _sign_source(access, workbook, read, file.name)
            return _preview(request, access, read, source, PostColumnsForm(read=read))
    status = UNREADABLE if form.errors else 200
    return render(request, "imports/posts_upload.html", _context(access, form=form), status=status)


def _reread(request: Request, access: Access) -> HttpResponse:
    """Read the same table again, its columns being what somebody says."""
    told = _loads(access, "source", request.POST["source"])
    if told is None:
        return _gone(request, access)
    workbook, communes = workbook_of(told["sheet"]), _communes(access)
    read = read_posts(workbook, PostChoices(communes=communes))
    form = PostColumnsForm(request.POST, read=read)
    if form.is_valid():
        read = read_posts(workbook, PostChoices(form.mapping(), form.first_day(), communes))
    return _preview(request, access, read, (told["filename"], request.POST["source"]), form)


def _preview(
    request: Request,
    access: Access,
    read: ReadPosts,
    source: tuple[str, str],
    form: PostColumnsForm,
) -> HttpResponse:
    filename, signed_source = source
    known = known_posts(access.convention)
    communes = communes_by_code(access.convention)
    lines = [
        (post, communes.get(post.place), post_key(post.employer, post.title) in known)
        for post in read.posts
    ]
    names = [held.name for post, _, is_known in lines if not is_known for held in post.holders]
    fresh = 0 if form.errors else sum(not is_known for *_, is_known in lines)
    kept = {"filename": filename, "posts": plain_posts(read)}
    context = _context(
        access,
        form=form,
        read=read,
        lines=lines,
        fresh=fresh,
        entering=names_to_add(access.convention.pk, names),
        filename=filename,
        lacking=named(read.lacking),
        unread=[column for column in read.columns if not column.field],
        columns=form.rows(read),
        source=signed_source,
        signed=_sign(access, "read", kept) if fresh else "",
    )
    status = UNREADABLE if form.errors else 200
    return render(request, "imports/posts_preview.html", context, status=status)


def _apply(request: Request, access: Access) -> HttpResponse:
    slug = access.convention.slug
    told = _loads(access, "read", request.POST["read"])
    if told is None:
        return _gone(request, access)
    by = By(request.user, f"Import du fichier {told['filename']}")
    try:
        added = apply_posts(access.convention, posts_of(told["posts"]), by=by)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("posts_import:upload", slug)
    done = counted(added.posts, "poste ajouté,postes ajoutés")
    if added.persons:
        entered = "personne entre dans l’annuaire,personnes entrent dans l’annuaire"
        done = f"{done}, {counted(added.persons, entered)}"
    messages.success(request, f"{done}.")
    return redirect("team:home", slug)


def _gone(request: Request, access: Access) -> HttpResponse:
    messages.error(request, "Cet aperçu n’est plus valable : apportez de nouveau le fichier.")
    return redirect("posts_import:upload", access.convention.slug)


def _communes(access: Access) -> dict[str, str]:
    return {one.name: code for code, one in communes_by_code(access.convention).items()}


def _sign_source(
    access: Access, workbook: Workbook, read: ReadPosts, filename: str
) -> tuple[str, str]:
    """Return the name of a file and its table, signed; a table too large is not carried along."""
    signed = _sign(
        access, "source", {"filename": filename, "sheet": plain_workbook(workbook, read)}
    )
    return filename, signed if len(signed) <= MOST_KEPT else ""


def _sign(access: Access, step: str, kept: dict[str, Any]) -> str:
    return signing.dumps(kept, salt=_salt(access, step), compress=True)


def _loads(access: Access, step: str, signed: str) -> Any:
    try:
        return signing.loads(signed, salt=_salt(access, step), max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return None


def _salt(access: Access, step: str) -> str:
    """Return what ties a step to a convention and to the person who saw it."""
    return f"posts-{step}-{access.convention.pk}-{access.user.pk}"


def _context(access: Access, form: forms.Form | None = None, **more: Any) -> dict[str, Any]:
    return {"access": access, "section": "team", "tab": "posts", "form": form, **more}

"""Bringing posts in: the file, what it says line by line, and only then the ledger.

Nothing is kept between the two steps: the page of the preview carries what was read, signed.
"""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
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
from gouvernail.imports.posts import NoPostsFound, ReadHolder, ReadPost, ReadPosts, read_posts
from gouvernail.imports.posts_operations import apply_posts
from gouvernail.imports.posts_queries import known_posts, post_key
from gouvernail.imports.readers import UnreadableFile, read_safely
from gouvernail.imports.readers.limits import MAX_PACKED
from gouvernail.rules.roles import Right
from gouvernail.staffing.queries.entries import names_to_add

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
KEPT_SECONDS = 24 * 3600
UNREADABLE = 422


@GET_AND_POST
def upload(request: Request, slug: str) -> HttpResponse:
    """Choose the file, see what it says, then write it or not."""
    access = open_convention(request.user, slug, Right.EDIT_TEAM)
    if request.method == "POST" and "read" in request.POST:
        return _apply(request, access)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PostsFileForm(*sent)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read(MAX_PACKED + 1)
        try:
            read = read_posts(read_safely(data, file.name))
        except (UnreadableFile, NoPostsFound) as error:
            form.add_error("file", str(error))
        else:
            return render(request, "imports/posts_preview.html", _preview(access, read, file.name))
    context = _context(access, form=form)
    status = UNREADABLE if form.errors else 200
    return render(request, "imports/posts_upload.html", context, status=status)


def _preview(access: Access, read: ReadPosts, filename: str) -> dict[str, Any]:
    known = known_posts(access.convention)
    lines = [(post, post_key(post.employer, post.title) in known) for post in read.posts]
    names = [held.name for post, is_known in lines if not is_known for held in post.holders]
    fresh = sum(not is_known for _, is_known in lines)
    return _context(
        access,
        read=read,
        lines=lines,
        fresh=fresh,
        entering=names_to_add(access.convention.pk, names),
        filename=filename,
        signed=signing.dumps(_told(read, filename), salt=_salt(access)) if fresh else "",
    )


def _apply(request: Request, access: Access) -> HttpResponse:
    slug = access.convention.slug
    try:
        told = signing.loads(request.POST["read"], salt=_salt(access), max_age=KEPT_SECONDS)
    except signing.BadSignature:
        messages.error(request, "Cet aperçu n’est plus valable : apportez de nouveau le fichier.")
        return redirect("posts_import:upload", slug)
    by = By(request.user, f"Import du fichier {told['filename']}")
    try:
        added = apply_posts(access.convention, [_post(one) for one in told["posts"]], by=by)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("posts_import:upload", slug)
    done = counted(added.posts, "poste ajouté,postes ajoutés")
    if added.persons:
        entered = "personne entre dans l’annuaire,personnes entrent dans l’annuaire"
        done = f"{done}, {counted(added.persons, entered)}"
    messages.success(request, f"{done}.")
    return redirect("team:home", slug)


def _salt(access: Access) -> str:
    """Return what ties a preview to a convention and to the person who saw it."""
    return f"posts-{access.convention.pk}-{access.user.pk}"


def _told(read: ReadPosts, filename: str) -> dict[str, Any]:
    posts = [_plain(asdict(post)) for post in read.posts]
    return {"filename": filename, "posts": posts}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, date | Decimal) else value


def _post(told: dict[str, Any]) -> ReadPost:
    holders = tuple(
        ReadHolder(**{**held, "fte": Decimal(held["fte"]), **_days(held)})
        for held in told["holders"]
    )
    more = {"agreed": Decimal(told["agreed"]), "holders": holders, **_days(told)}
    return ReadPost(**{**told, "rows": tuple(told["rows"]), **more})


def _days(told: dict[str, Any]) -> dict[str, date | None]:
    days = ("starts_on", "ends_on")
    return {name: date.fromisoformat(told[name]) if told[name] else None for name in days}


def _context(access: Access, form: forms.Form | None = None, **more: Any) -> dict[str, Any]:
    return {"access": access, "section": "team", "tab": "posts", "form": form, **more}

"""What a convention hands out as files: its colours, its logo, its papers."""

from pathlib import PurePath

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.conventions.models import Amendment, Annex
from gouvernail.conventions.permissions import open_convention
from gouvernail.conventions.views.hub import open_to_any
from gouvernail.rules.contrast import theme_of
from gouvernail.rules.roles import Right

YEAR = 31_536_000


@require_safe
@cache_control(private=True, max_age=YEAR, immutable=True)
def colours(request: Request, slug: str) -> HttpResponse:
    """The territory's colour as a style sheet. Its address carries the convention's version."""
    convention = open_to_any(request, slug).convention
    css = ""
    if convention.colour:
        theme = theme_of(convention.colour)
        primary = f"light-dark({theme.primary}, {theme.dark_primary})"
        hover = f"light-dark({theme.primary_hover}, {theme.dark_primary_hover})"
        link = f"light-dark({theme.link}, {theme.dark_primary})"
        css = f":root {{ --primary: {primary}; --primary-hover: {hover}; --link: {link}; }}\n"
    return HttpResponse(css, content_type="text/css; charset=utf-8")


@require_safe
def logo(request: Request, slug: str) -> FileResponse:
    """The territory's logo."""
    convention = open_convention(request.user, slug, Right.READ).convention
    return attachment(convention.logo, "logo")


@require_safe
def annex_file(request: Request, slug: str, pk: int) -> FileResponse:
    """The file of an annex."""
    convention = open_convention(request.user, slug, Right.READ).convention
    annex = get_object_or_404(Annex, pk=pk, convention=convention)
    return attachment(annex.file, str(annex))


@require_safe
def amendment_file(request: Request, slug: str, pk: int) -> FileResponse:
    """The file of an amendment."""
    convention = open_convention(request.user, slug, Right.READ).convention
    amendment = get_object_or_404(Amendment, pk=pk, convention=convention)
    return attachment(amendment.file, f"avenant {amendment.number}")


def attachment(file: FieldFile, name: str) -> FileResponse:
    """Hand out a file that somebody attached, named after what it is."""
    return kept_file(file, slugify(name)[:80] + PurePath(file.name or "").suffix)


def kept_file(file: FieldFile, filename: str, content_type: str = "") -> FileResponse:
    """Hand out a file that is kept, so that no browser ever runs it.

    Without a type of content, the end of its name tells it. Errors: Http404 when it went missing.
    """
    try:
        content = file.open("rb")
    except (ValueError, OSError) as error:
        raise Http404 from error
    response = FileResponse(
        content, as_attachment=True, filename=filename, content_type=content_type or None
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return response

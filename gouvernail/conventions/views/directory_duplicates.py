"""The directory: entries that seem to be one and the same."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.conventions.forms.directory import MergeForm
from gouvernail.conventions.permissions import open_convention
from gouvernail.conventions.queries.land import land_of
from gouvernail.directory.models import Organisation
from gouvernail.directory.operations import merge_organisations
from gouvernail.directory.queries import duplicate_groups, organisation_lines
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right


@require_safe
def duplicates(request: Request, slug: str) -> HttpResponse:
    """The groups that look alike; a person chooses which entry stays."""
    access = open_convention(request.user, slug, Right.EDIT_DIRECTORY)
    lines = organisation_lines(access.convention.pk)
    context = {
        "access": access,
        "section": "directory",
        "groups": duplicate_groups(lines, land_of(access.convention)),
        "lines": lines,
    }
    return render(request, "conventions/directory/duplicates.html", context)


@require_POST
def merge(request: Request, slug: str) -> HttpResponse:
    """Merge the entries ticked into the one that is kept."""
    access = open_convention(request.user, slug, Right.EDIT_DIRECTORY)
    rows = {row.pk: row for row in Organisation.objects.of(access.convention.pk).current()}
    form = MergeForm(list(rows), request.POST)
    if not form.is_valid() or form.cleaned_data["keep"] not in rows:
        messages.error(request, "Choisissez la structure à garder et celles à fusionner avec elle.")
        return redirect("directory:duplicates", slug)
    keep = rows[form.cleaned_data["keep"]]
    others = [rows[pk] for pk in form.cleaned_data["others"] if pk != keep.pk]
    try:
        merge_organisations(keep, others, by=By(access.user))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    except EditConflict:
        messages.error(
            request,
            "Une de ces structures vient d’être modifiée : vérifiez-la, puis fusionnez de nouveau.",
        )
    else:
        messages.success(request, f"Fusion faite : il reste « {keep} ».")
    return redirect("directory:duplicates", slug)

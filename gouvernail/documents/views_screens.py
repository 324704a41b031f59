"""What is shown on the screen of the room: the views of a sitting, and the code to sign in with."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.common.asked import number_of
from gouvernail.common.errors import Refusal
from gouvernail.documents.content.committee_slides import committee_slides
from gouvernail.documents.content.dossier import day_of, dossier_of
from gouvernail.documents.content.screens import screens_of
from gouvernail.documents.formats.qr import qr_code
from gouvernail.governance.models import Sitting
from gouvernail.governance.operations.attendance import open_sign_in, sign_in_secret
from gouvernail.governance.permissions import open_sitting
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right
from gouvernail.rules.sittings import SittingState, takes_sign_ins

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@never_cache
def presentation(request: Request, slug: str, pk: int) -> HttpResponse:
    """One view of the slides, for the projector; the code to sign in with beside the title."""
    row, access = open_sitting(request.user, slug, pk, Right.READ)
    views = screens_of(committee_slides(dossier_of(row, timezone.localdate())))
    number = min(number_of(request.GET.get("vue", "")) or 1, len(views))
    address = sign_in_address(request, row) if access.may_edit_governance else ""
    context = {
        "access": access,
        "sitting": row,
        "screen": views[number - 1],
        "number": number,
        "count": len(views),
        "before": number - 1,
        "after": number + 1 if number < len(views) else 0,
        "code": qr_code(address) if address and number == 1 else None,
        "address": address,
    }
    return render(request, "documents/presentation.html", context)


@never_cache
@GET_AND_POST
def sign_in_sheet(request: Request, slug: str, pk: int) -> HttpResponse:
    """The code to sign in with, large, and its address in words; sending opens the sheet."""
    row, access = open_sitting(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    if request.method == "POST":
        try:
            open_sign_in(row, by=By(access.user))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("governance_files:sign_in_sheet", slug, pk)
    address = sign_in_address(request, row)
    context = {
        "access": access,
        "section": "governance",
        "sitting": row,
        "address": address,
        "code": qr_code(address) if address else None,
        "takes": _takes(row),
        "is_today": day_of(row) == timezone.localdate(),
    }
    return render(request, "documents/sign_in_sheet.html", context)


def sign_in_address(request: Request, sitting: Sitting) -> str:
    """Return the address to sign in at; nothing while its sheet is not open, or on another day."""
    if not sitting.sign_in_digest or not _takes(sitting):
        return ""
    return request.build_absolute_uri(reverse("answers:sign_in", args=[sign_in_secret(sitting)]))


def _takes(sitting: Sitting) -> bool:
    return takes_sign_ins(SittingState(sitting.state), day_of(sitting), timezone.localdate())

"""Signing in to a sitting by oneself, from the code on the screen: no account is asked for."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from gouvernail.accounts.limits import by_link
from gouvernail.accounts.requests import Request
from gouvernail.common.errors import Refusal
from gouvernail.governance.forms.live import SignInForm
from gouvernail.governance.operations.attendance import sign_in
from gouvernail.governance.permissions import open_sign_in_sheet
from gouvernail.governance.queries.sittings import seat_lines
from gouvernail.history.operations import By

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
NOT_FOUND = 404


@by_link
@GET_AND_POST
def sign(request: Request, secret: str) -> HttpResponse:
    """Sign in on the day of the sitting; reading the page changes nothing."""
    try:
        row = open_sign_in_sheet(secret)
    except Http404:
        return render(request, "governance/sign_in_closed.html", status=NOT_FOUND)
    form = SignInForm(seat_lines(row), request.POST if request.method == "POST" else None)
    context = {"row": row, "form": form, "convention": row.convention}
    if request.method == "POST" and form.is_valid():
        told = form.told()
        try:
            sign_in(row, told, by=By(None))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return render(request, "governance/signed_in.html", {**context, "told": told})
    return render(request, "governance/sign_in.html", context)

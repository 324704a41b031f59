"""The account's own page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gouvernail.accounts.forms import NameForm
from gouvernail.accounts.operations import rename_user
from gouvernail.accounts.queries import has_second_step
from gouvernail.accounts.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: Request) -> HttpResponse:
    """« Mon compte » : the name that others see, the password, the second step."""
    user = request.user
    form = NameForm(request.POST or None, initial={"full_name": user.full_name})
    if request.method == "POST" and form.is_valid():
        rename_user(user, form.cleaned_data["full_name"])
        messages.success(request, "Votre nom est enregistré.")
        return redirect("account")
    context = {"form": form, "email": user.email, "has_second_step": has_second_step(user)}
    return render(request, "accounts/account.html", context)

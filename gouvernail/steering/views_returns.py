"""After a sitting: who is told what, the mails that are written, those to hand over by hand."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gouvernail.accounts.mail import leaves_the_machine
from gouvernail.accounts.requests import Request
from gouvernail.common.errors import Refusal
from gouvernail.common.templatetags.french import counted
from gouvernail.governance.permissions import open_sitting
from gouvernail.history.operations import By
from gouvernail.mailing.models import Mail
from gouvernail.mailing.operations import note_copied
from gouvernail.mailing.words import told_by_mail
from gouvernail.rules.mail import MailState
from gouvernail.rules.roles import Right
from gouvernail.rules.sittings import COUNTS, SittingState
from gouvernail.steering.forms import ReturnsForm
from gouvernail.steering.models import PART_LABELS
from gouvernail.steering.operations.returns import ReturnsDraft, take_returns_back, tell_returns
from gouvernail.steering.permissions import open_return_mail
from gouvernail.steering.queries.returns import returns_page
from gouvernail.steering.return_words import opening_of, told_to

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
EDIT = Right.EDIT_GOVERNANCE


@GET_AND_POST
def returns(request: Request, slug: str, pk: int) -> HttpResponse:
    """« Retours » : each recipient with what they are told, and the mails to write."""
    row, access = open_sitting(request.user, slug, pk, EDIT)
    page = returns_page(row)
    form = ReturnsForm(
        request.POST or None,
        initial={"opening": opening_of(row)},
        keys=[one.key for one in page.recipients],
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        draft = ReturnsDraft(frozenset(said["chosen"]), said["opening"], again=said["again"])
        try:
            number = tell_returns(row, draft, by=By(access.user))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, told_by_mail(number))
            return redirect("steering:returns", slug, pk)
    ticked = _ticked(request, form, [one.key for one in page.recipients if not one.told_at])
    context = {
        "access": access,
        "section": "governance",
        "page": page,
        "form": form,
        "lines": [
            (one, PART_LABELS[one.part], told_to(one), one.key in ticked) for one in page.recipients
        ],
        "was_held": SittingState(row.state) in COUNTS,
        "any_told": any(one.told_at for one in page.recipients),
        "sends": leaves_the_machine(),
    }
    return render(request, "steering/returns.html", context)


@never_cache
@require_safe
def copies(request: Request, slug: str, pk: int) -> HttpResponse:
    """The returns that are to be handed over by hand."""
    row, access = open_sitting(request.user, slug, pk, EDIT)
    mails = Mail.objects.filter(returns__sitting=row, state=MailState.TO_COPY.value)
    context = {
        "access": access,
        "section": "governance",
        "sitting": row,
        "mails": list(mails.distinct().order_by("pk")),
    }
    return render(request, "steering/returns_to_copy.html", context)


@require_POST
def copied(request: Request, slug: str, pk: int) -> HttpResponse:
    """Note that a return was handed over by hand."""
    mail, access = open_return_mail(request.user, slug, pk)
    try:
        note_copied(mail, by=By(access.user))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Remis à {mail.name}.")
    sitting: int = mail.returns.values_list("sitting_id", flat=True)[0]
    return redirect("steering:returns_to_copy", slug, sitting)


@require_POST
def withdraw(request: Request, slug: str, pk: int) -> HttpResponse:
    """Take back the returns that have not left."""
    row, access = open_sitting(request.user, slug, pk, EDIT)
    number = take_returns_back(row, by=By(access.user))
    messages.success(request, f"Retirés avant l’envoi : {counted(number, 'courriel')}.")
    return redirect("steering:returns", slug, pk)


def _ticked(request: Request, form: ReturnsForm, usual: list[str]) -> set[str]:
    """Return who is ticked: what was sent if the form comes back, else those not told yet."""
    return set(request.POST.getlist("chosen")) if form.is_bound else set(usual)

"""The page on which a date is looked for among those who are called."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gouvernail.accounts.requests import Request
from gouvernail.common.templatetags.french import moment
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.governance.forms.convening import DatesForm
from gouvernail.governance.forms.sittings import ConfirmForm
from gouvernail.governance.models import Sitting
from gouvernail.governance.operations.polls import choose_date, propose_dates
from gouvernail.governance.permissions import open_date_option, open_sitting
from gouvernail.governance.queries.polls import poll_page
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_AND_POST
def dates(request: Request, slug: str, pk: int) -> HttpResponse:
    """Propose dates, and see which suits."""
    row, access = open_sitting(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    poll = poll_page(row)

    def form_of(current: Sitting, data: object = None) -> DatesForm:
        known = [line.option.starts_at for line in poll.options]
        return DatesForm(data, sitting=current, known=known)

    form = form_of(row, request.POST or None)

    def act() -> str:
        said = form.cleaned_data
        by = By(access.user)
        propose_dates(row, form.moments(), said["poll_ends_on"], said["version"], by=by)
        return "Les dates sont proposées : demandez maintenant les disponibilités."

    def fresh() -> DatesForm:
        return form_of(open_sitting(request.user, slug, pk, Right.EDIT_GOVERNANCE)[0])

    back = Crumb(str(row), reverse("governance:sitting", args=[slug, pk]))
    page = FormPage(
        access, "Chercher une date", back, submit="Proposer ces dates", section="governance",
        after=reverse("governance:dates", args=[slug, pk]), template="governance/dates.html",
        context={"poll": poll, "row": row},
    )  # fmt: skip
    return answer_form(request, page, form, act, fresh)


@GET_AND_POST
def choose(request: Request, slug: str, pk: int) -> HttpResponse:
    """Date the sitting at one of the proposed moments."""
    option, access = open_date_option(request.user, slug, pk)
    row = option.sitting
    form = ConfirmForm(request.POST or None, initial={"version": row.version})

    def act() -> str:
        choose_date(option, form.cleaned_data["version"], by=By(access.user))
        return f"La séance aura lieu le {moment(option.starts_at)}."

    def fresh() -> ConfirmForm:
        current, _ = open_date_option(request.user, slug, pk)
        return ConfirmForm(initial={"version": current.sitting.version})

    back = Crumb("Chercher une date", reverse("governance:dates", args=[slug, row.pk]))
    page = FormPage(
        access, f"Retenir le {moment(option.starts_at)}", back, submit="Retenir cette date",
        section="governance", after=reverse("governance:sitting", args=[slug, row.pk]),
        lead="La séance est datée ; personne n’est prévenu avant la convocation.",
    )  # fmt: skip
    return answer_form(request, page, form, act, fresh)

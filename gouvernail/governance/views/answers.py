"""What somebody sees and says by their personal link to a sitting, without an account."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.limits import by_link
from gouvernail.accounts.requests import Request
from gouvernail.calendars.ics import write_ics
from gouvernail.common.errors import Refusal
from gouvernail.common.templatetags.french import moment
from gouvernail.governance.calendar_events import calendar_events
from gouvernail.governance.forms.convening import (
    ConvocationAnswerForm,
    RemarkByLinkForm,
    VotesForm,
    answer_initial,
)
from gouvernail.governance.forms.points import ProposalForm
from gouvernail.governance.models import Answer, Invitee
from gouvernail.governance.operations.backlog import propose_item
from gouvernail.governance.operations.invitees import answer_convocation
from gouvernail.governance.operations.minutes_circuit import remark
from gouvernail.governance.operations.polls import vote_on_dates
from gouvernail.governance.permissions import open_invitee
from gouvernail.governance.queries.answering import Asked, answering_page
from gouvernail.governance.queries.polls import options_for
from gouvernail.history.operations import By

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
Form = ConvocationAnswerForm | VotesForm | RemarkByLinkForm


@by_link
@GET_AND_POST
def sitting(request: Request, secret: str) -> HttpResponse:
    """Say which dates suit, answer a convocation, or remark on the minutes.

    Reading the page changes nothing.
    """
    invitee = open_invitee(secret)
    page = answering_page(invitee, timezone.localdate())
    form = _form(request, invitee, page.asked)
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            _keep(invitee, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Merci, c’est noté. Vous pouvez y revenir par ce lien.")
            return redirect("answers:sitting", secret)
    context = {"page": page, "invitee": invitee, "row": page.sitting, "form": form}
    return render(request, "governance/answer_sitting.html", context)


@by_link
@GET_AND_POST
def propose(request: Request, secret: str) -> HttpResponse:
    """Propose a point for the agenda."""
    invitee = open_invitee(secret)
    page = answering_page(invitee, timezone.localdate())
    if not page.may_propose:
        return redirect("answers:sitting", secret)
    form = ProposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            by = By(None, "Par lien personnel")
            propose_item(page.sitting.body, form.draft(invitee), by=by)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Merci : l’équipe lira votre proposition.")
            return redirect("answers:sitting", secret)
    context = {"invitee": invitee, "row": page.sitting, "form": form}
    return render(request, "governance/answer_proposal.html", context)


@by_link
@require_safe
def calendar(request: Request, secret: str) -> HttpResponse:
    """The sitting of a personal link, to put into one's own calendar."""
    row = open_invitee(secret).sitting
    content = write_ics(row.convention.name, calendar_events([row], lambda _: ""))
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, "seance.ics")
    return answer


def _form(request: Request, invitee: Invitee, asked: Asked) -> Form | None:
    data = request.POST if request.method == "POST" else None
    if asked is Asked.DATES:
        options = [
            (option.pk, moment(option.starts_at), said) for option, said in options_for(invitee)
        ]
        return VotesForm(data, options=options)
    if asked is Asked.COMING:
        return ConvocationAnswerForm(data, initial=answer_initial(invitee))
    return RemarkByLinkForm(data) if asked is Asked.REMARKS else None


def _keep(invitee: Invitee, form: Form) -> None:
    by, said = By(None, "Par lien personnel"), form.cleaned_data
    match form:
        case VotesForm():
            vote_on_dates(invitee, form.votes(), by=by)
        case RemarkByLinkForm():
            remark(invitee.sitting, invitee.name, said["words"], invitee, by=by)
        case ConvocationAnswerForm():
            answer_convocation(invitee, Answer(said["answer"]), said["name"], said["words"], by=by)

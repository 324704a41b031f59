"""What somebody sees and says by their personal link to a sitting, without an account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.calendars.ics import write_ics
from gouvernail.common.errors import Refusal
from gouvernail.common.templatetags.french import moment
from gouvernail.governance.calendar_events import calendar_events
from gouvernail.governance.forms.convening import (
    ConvocationAnswerForm,
    VotesForm,
    answer_initial,
)
from gouvernail.governance.models import Answer, Invitee
from gouvernail.governance.operations.convening import answer_convocation
from gouvernail.governance.operations.polls import is_poll_open, vote_on_dates
from gouvernail.governance.permissions import open_invitee
from gouvernail.governance.queries.polls import options_for
from gouvernail.history.operations import By
from gouvernail.rules.sittings import SittingState


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sitting(request: Request, secret: str) -> HttpResponse:
    """Answer a convocation, or say which dates suit. Reading the page changes nothing."""
    invitee = open_invitee(secret)
    row = invitee.sitting
    today = timezone.localdate()
    is_poll = is_poll_open(row, today)
    is_coming = (
        row.state == SittingState.CONVENED.value
        and timezone.localtime(row.starts_at).date() >= today
    )
    form = _form(request, invitee, is_poll=is_poll, is_coming=is_coming)
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            _keep(invitee, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Merci, c’est noté. Vous pouvez corriger votre réponse ici.")
            return redirect("answers:sitting", secret)
    context = {
        "invitee": invitee,
        "row": row,
        "form": form,
        "is_poll": is_poll,
        "is_coming": is_coming,
        "items": list(row.items.order_by("position", "pk")) if is_coming else [],
    }
    return render(request, "governance/answer_sitting.html", context)


@login_not_required
@never_cache
@require_safe
def calendar(request: Request, secret: str) -> HttpResponse:
    """The sitting of a personal link, to put into one's own calendar."""
    row = open_invitee(secret).sitting
    content = write_ics(row.convention.name, calendar_events([row], lambda _: ""))
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, "seance.ics")
    return answer


Form = ConvocationAnswerForm | VotesForm


def _form(request: Request, invitee: Invitee, *, is_poll: bool, is_coming: bool) -> Form | None:
    data = request.POST if request.method == "POST" else None
    if is_poll:
        options = [
            (option.pk, moment(option.starts_at), said) for option, said in options_for(invitee)
        ]
        return VotesForm(data, options=options)
    if is_coming:
        return ConvocationAnswerForm(data, initial=answer_initial(invitee))
    return None


def _keep(invitee: Invitee, form: Form) -> None:
    if isinstance(form, VotesForm):
        vote_on_dates(invitee, form.votes(), by=By(None))
        return
    said = form.cleaned_data
    answer_convocation(invitee, Answer(said["answer"]), said["name"], said["words"], by=By(None))

"""What somebody sees and says by their personal link of a campaign, without an account.

Every refusal is the same 404; a page that is read, by a person or by a filter of mails, changes
nothing; what was said is corrected by the same link until the team keeps it.
"""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.limits import by_link
from gouvernail.accounts.requests import Request
from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.conventions.forms.house import HouseForm
from gouvernail.governance.forms.convening import ConvocationAnswerForm, answer_initial
from gouvernail.governance.forms.decisions import AnswerForm
from gouvernail.governance.models import Answer
from gouvernail.governance.operations.decisions import keep_news
from gouvernail.governance.operations.invitees import answer_convocation
from gouvernail.history.operations import By
from gouvernail.reviews.forms.answering import (
    GestureForm,
    HandoverForm,
    ReviewAnswerForm,
    sent_files,
)
from gouvernail.reviews.models import AskTarget
from gouvernail.reviews.operations.answering import (
    BY_LINK,
    answer_nothing_new,
    answer_question,
)
from gouvernail.reviews.operations.asks_handovers import hand_over
from gouvernail.reviews.permissions_campaigns import (
    open_ask,
    open_own_decision,
    open_own_invitation,
    open_target,
)
from gouvernail.reviews.queries.answering import (
    answering_home,
    next_question,
    question_page,
    status_choices,
)
from gouvernail.reviews.queries.asks import ask_line
from gouvernail.reviews.queries.review import indicator_names
from gouvernail.rules.decisions import DecisionState

CHANGED_MEANWHILE = (
    "Une autre réponse est arrivée pendant que vous écriviez. Votre texte est toujours là : lisez "
    "d’abord ce qui est enregistré, puis envoyez de nouveau si vous voulez le remplacer."
)


@by_link
@require_safe
def home(request: Request, secret: str) -> HttpResponse:
    """All that a person is asked; reading it changes nothing."""
    ask = open_ask(secret)
    context = {"ask": ask, "home": answering_home(ask, timezone.localdate()), "secret": secret}
    return render(request, "reviews/answer_home.html", context)


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: Request, secret: str, pk: int) -> HttpResponse:
    """Say how one action goes, or that nothing is new; correct it until the team keeps it."""
    opened = open_target(secret, pk)
    target = opened.target
    page = question_page(target)
    statuses = status_choices(opened.ask.campaign.convention)
    data = request.POST if request.method == "POST" else None
    form = ReviewAnswerForm(
        data, page, statuses, indicator_names(target.action), sent_files(request)
    )
    gesture = GestureForm(data)
    if data and gesture.is_valid():
        if _nothing_new(request, target, gesture.cleaned_data["seen"]):
            return redirect("campaign_answers:thanks", secret, pk)
        return redirect("campaign_answers:question", secret, pk)
    if data and form.is_valid() and _answered(form, target):
        return redirect("campaign_answers:thanks", secret, pk)
    seen = form["seen"].value()
    is_conflict = bool(data) and form.has_error(NON_FIELD_ERRORS, code="conflict")
    if is_conflict:
        page = question_page(target)
        seen = page.question.version
    context = {
        "ask": opened.ask,
        "page": page,
        "form": form,
        "seen": seen,
        "is_conflict": is_conflict,
        "secret": secret,
    }
    return render(request, "reviews/answer_question.html", context)


@by_link
@require_safe
def thanks(request: Request, secret: str, pk: int) -> HttpResponse:
    """Say that it came in, and what is next."""
    opened = open_target(secret, pk)
    line = ask_line(opened.ask)
    context = {
        "ask": opened.ask,
        "told": next(one for one in line.questions if one.pk == pk),
        "next_one": next_question(line, opened.target),
        "left": len(line.still),
        "secret": secret,
    }
    return render(request, "reviews/answer_thanks.html", context)


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def relay(request: Request, secret: str) -> HttpResponse:
    """« Ce n’est plus moi »: say who answers now."""
    ask = open_ask(secret)
    form = HandoverForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        hand_over(ask, form.successor(), by=By(None, BY_LINK))

    told = "Merci : l’équipe est prévenue, elle écrira à la personne que vous nommez."
    if _done(request, form, act, told):
        return redirect("campaign_answers:home", secret)
    context = {"ask": ask, "form": form, "secret": secret}
    return render(request, "reviews/answer_relay.html", context)


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: Request, secret: str, pk: int) -> HttpResponse:
    """Answer a convocation that waits for the same person."""
    ask = open_ask(secret)
    invitee = open_own_invitation(ask, pk)
    data = request.POST if request.method == "POST" else None
    form = ConvocationAnswerForm(data, initial=answer_initial(invitee))

    def act() -> None:
        said = form.cleaned_data
        answer = Answer(said["answer"])
        answer_convocation(invitee, answer, said["name"], said["words"], by=By(None, BY_LINK))

    if _done(request, form, act, "Merci, c’est noté. Vous pouvez y revenir par ce lien."):
        return redirect("campaign_answers:home", secret)
    context = {"ask": ask, "row": invitee.sitting, "form": form, "secret": secret}
    return render(request, "reviews/answer_invitation.html", context)


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: Request, secret: str, pk: int) -> HttpResponse:
    """Say where a decision is that the same person answers for."""
    ask = open_ask(secret)
    row = open_own_decision(ask, pk)
    form = AnswerForm(
        request.POST if request.method == "POST" else None, initial={"state": row.state}
    )

    def act() -> None:
        said = form.cleaned_data
        state = DecisionState(said["state"])
        keep_news(row.pk, str(row.owner), state, said["words"], by=By(None))

    if _done(request, form, act, "Merci, c’est noté."):
        return redirect("campaign_answers:home", secret)
    context = {"ask": ask, "row": row, "form": form, "secret": secret}
    return render(request, "reviews/answer_decision.html", context)


def _answered(form: ReviewAnswerForm, target: AskTarget) -> bool:
    try:
        answer_question(target, form.answer(), by=By(None))
    except EditConflict:
        form.add_error(None, ValidationError(CHANGED_MEANWHILE, code="conflict"))
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    return not form.errors


def _nothing_new(request: Request, target: AskTarget, seen: int) -> bool:
    try:
        answer_nothing_new(target, seen, by=By(None))
    except EditConflict:
        messages.error(request, "Une autre réponse est arrivée entre-temps : relisez-la d’abord.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        return True
    return False


def _done(request: Request, form: HouseForm, act: Callable[[], None], told: str) -> bool:
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, told)
    return True

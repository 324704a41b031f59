"""One of those who are asked: their link, their mails, what they say on the phone, their relay."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.conventions.permissions import Access
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.history.operations import By
from gouvernail.mailing.operations import note_copied, text_of
from gouvernail.reviews.forms.answering import GestureForm, ReviewAnswerForm, sent_files
from gouvernail.reviews.forms.campaigns import DeputyForm
from gouvernail.reviews.models import Ask, AskTarget, CampaignState, Handover
from gouvernail.reviews.operations.answering import answer_nothing_new, answer_question
from gouvernail.reviews.operations.asks import choose_deputy, close_link, renew_link, retry_mail
from gouvernail.reviews.operations.asks_handovers import accept_handover, refuse_handover
from gouvernail.reviews.operations.campaign_circuit import ask_deputies, write_again
from gouvernail.reviews.permissions_campaigns import (
    open_ask_to_edit,
    open_campaign,
    open_campaign_mail,
    open_handover,
    open_target_to_edit,
)
from gouvernail.reviews.queries.answering import (
    question_page,
    status_choices,
)
from gouvernail.reviews.queries.asks import ask_line, link_is_open
from gouvernail.reviews.queries.campaigns import deputy_choices, mails_of, to_copy
from gouvernail.reviews.queries.review import indicator_names
from gouvernail.reviews.views.answering import CHANGED_MEANWHILE
from gouvernail.reviews.views.campaigns import SECTION, say

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@GET_AND_POST
def ask(request: Request, slug: str, pk: int) -> HttpResponse:
    """One person: what is asked, what was said, the link, the mails, who else to ask."""
    row, access = open_ask_to_edit(request.user, slug, pk)
    data = request.POST if request.method == "POST" else None
    form = DeputyForm(data, deputy_choices(row), row.deputy_id)

    def act() -> str:
        choose_deputy(row, form.person, by=By(access.user))
        return "C’est noté."

    campaign = row.campaign
    is_open = campaign.state == CampaignState.OPEN.value
    context: dict[str, object] = {
        "row": row,
        "campaign": campaign,
        "line": ask_line(row),
        "mails": mails_of(row),
        "handovers": list(row.handovers.order_by("-pk")),
        "is_link_open": is_open and link_is_open(row, timezone.localdate()),
    }
    back = Crumb(campaign.title, reverse("campaigns:campaign", args=[slug, campaign.pk]))
    page = FormPage(
        access, row.name, back, section=SECTION, after=_address(slug, row),
        template="reviews/campaign_ask.html", context=context,
    )  # fmt: skip
    return answer_form(request, page, form, act)


@require_POST
def step(request: Request, slug: str, pk: int, step: str) -> HttpResponse:
    """Close or renew a link, write again, ask the deputy."""
    row, access = open_ask_to_edit(request.user, slug, pk)
    by = By(access.user)

    def close() -> str:
        close_link(row, by=by)
        return f"Le lien de {row} n’ouvre plus rien."

    def renew() -> str:
        renew_link(row, by=by)
        return f"{row} a un nouveau lien ; l’ancien n’ouvre plus rien. Écrivez-lui pour le donner."

    def write() -> str:
        write_again(row, by=by)
        return f"Un courriel est écrit à {row}."

    def ask_deputy() -> str:
        number = ask_deputies(row.campaign, [row], by=by)
        return f"Un courriel est écrit à {row.deputy}." if number else "Il n’y a rien à demander."

    steps = {"eteindre": close, "renouveler": renew, "ecrire": write, "suppleant": ask_deputy}
    if step not in steps:
        raise Http404
    say(request, steps[step])
    return redirect("campaigns:ask", slug, pk)


@GET_AND_POST
def phone(request: Request, slug: str, pk: int, target: int) -> HttpResponse:
    """Fill in for somebody on the phone; it is said to be so."""
    row, access = open_target_to_edit(request.user, slug, pk, target)
    question = question_page(row)
    data = request.POST if request.method == "POST" else None
    statuses = status_choices(access.convention)
    form = ReviewAnswerForm(
        data, question, statuses, indicator_names(row.action), sent_files(request)
    )
    by = By(access.user)
    context: dict[str, object] = {"told": question, "ask": row.ask, "seen": form["seen"].value()}

    def act() -> str:
        try:
            answer_question(row, form.answer(), by=by)
        except EditConflict as conflict:
            now = question_page(row)
            context.update(told=now, seen=now.question.version, is_conflict=True)
            raise Refusal(CHANGED_MEANWHILE) from conflict
        return f"Noté pour {row.ask} : {question.question.title}."

    gesture = GestureForm(data)
    if data and gesture.is_valid():
        say(request, lambda: _nothing_new(row, gesture.cleaned_data["seen"], by))
        return redirect("campaigns:ask", slug, pk)
    back = Crumb(row.ask.name, _address(slug, row.ask))
    page = FormPage(
        access, "Noter une réponse au téléphone", back, submit="Noter la réponse", section=SECTION,
        template="reviews/campaign_phone.html",
        context=context,
    )  # fmt: skip
    return answer_form(request, page, form, act)


@GET_AND_POST
def handover(request: Request, slug: str, pk: int) -> HttpResponse:
    """Accept, or refuse, that somebody else answers."""
    row, access = open_handover(request.user, slug, pk)
    if request.method == "POST":
        say(request, lambda: _settle(request, row, access))
        return redirect("campaigns:campaign", slug, row.ask.campaign_id)
    context = {
        "access": access,
        "section": SECTION,
        "row": row,
        "line": ask_line(row.ask),
        "back": Crumb(
            row.ask.campaign.title,
            reverse("campaigns:campaign", args=[slug, row.ask.campaign_id]),
        ),
    }
    return render(request, "reviews/campaign_handover.html", context)


@never_cache
@require_safe
def copies(request: Request, slug: str, pk: int) -> HttpResponse:
    """The mails that are to be handed over by hand, each with the link of its person."""
    row, access = open_campaign(request.user, slug, pk)
    texts = [(sent, text_of(sent.mail)) for sent in to_copy(row)]
    context = {"access": access, "section": SECTION, "row": row, "texts": texts}
    return render(request, "reviews/campaign_copies.html", context)


@require_POST
def copied(request: Request, slug: str, pk: int) -> HttpResponse:
    """Note that a mail was handed over by hand."""
    mail, access = open_campaign_mail(request.user, slug, pk)

    def act() -> str:
        note_copied(mail, by=By(access.user))
        return f"Remis à {mail.name}."

    say(request, act)
    return redirect("campaigns:mails_to_copy", slug, mail.campaign_mail.ask.campaign_id)


@require_POST
def retry(request: Request, slug: str, pk: int) -> HttpResponse:
    """Send a mail that failed once more."""
    mail, access = open_campaign_mail(request.user, slug, pk)

    def act() -> str:
        retry_mail(mail.campaign_mail, by=By(access.user))
        return f"Le courriel à {mail.name} va repartir."

    say(request, act)
    return redirect("campaigns:ask", slug, mail.campaign_mail.ask_id)


def _nothing_new(target: AskTarget, seen: int, by: By) -> str:
    answer_nothing_new(target, seen, by=by)
    return f"Noté pour {target.ask} : rien de nouveau."


def _settle(request: Request, row: Handover, access: Access) -> str:
    by = By(access.user)
    match request.POST.get("suite"):
        case "accepter":
            ask = accept_handover(row, may_add=access.may_edit_directory, by=by)
            return f"{ask} est sollicité à la place de {row.ask}, dont le lien est éteint."
        case "refuser":
            refuse_handover(row, by=by)
            return f"Relais refusé : {row.ask} reste la personne sollicitée."
        case _:
            raise Refusal("Dites si vous acceptez ou refusez ce relais.")


def _address(slug: str, row: Ask) -> str:
    return reverse("campaigns:ask", args=[slug, row.pk])

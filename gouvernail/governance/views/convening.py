"""The pages of those who are called: who answered, the mails that are written, what left."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gouvernail.accounts.mail import leaves_the_machine
from gouvernail.accounts.requests import Request
from gouvernail.common.errors import Refusal
from gouvernail.common.templatetags.french import counted
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.directory.models import Person
from gouvernail.governance.forms.convening import (
    AnswerByHandForm,
    InviteForm,
    LetterForm,
    answer_initial,
)
from gouvernail.governance.mail_words import OCCASION_TITLES, body_of, subject_of
from gouvernail.governance.models import Answer, Occasion, Sitting
from gouvernail.governance.operations.convening import take_back, write_to_invitees
from gouvernail.governance.operations.invitees import (
    answer_convocation,
    close_link,
    invite_besides,
    renew_link,
)
from gouvernail.governance.permissions import (
    open_invitee_to_edit,
    open_mail_to_edit,
    open_sitting,
)
from gouvernail.governance.queries.convening import (
    changes_since_told,
    convening_page,
    mails_of,
    persons_to_invite,
    recipients_of,
    to_copy,
)
from gouvernail.governance.queries.steps import convening_blocks
from gouvernail.history.operations import By
from gouvernail.mailing.operations import note_copied, text_of, try_again
from gouvernail.mailing.words import told_by_mail
from gouvernail.rules.roles import Right

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
EDIT = Right.EDIT_GOVERNANCE


@require_safe
def invitees(request: Request, slug: str, pk: int) -> HttpResponse:
    """Who is called, who answered, and the mail that each was sent."""
    row, access = open_sitting(request.user, slug, pk, EDIT)
    page = convening_page(row, timezone.localdate())
    context = {
        "access": access,
        "section": "governance",
        "page": page,
        "next_title": OCCASION_TITLES[page.next_occasion] if page.next_occasion else "",
        "sends": leaves_the_machine(),
    }
    return render(request, "governance/invitees.html", context)


@GET_AND_POST
def write(request: Request, slug: str, pk: int, occasion: str) -> HttpResponse:
    """Read a mail over with its recipients, change its words, and write it."""
    row, access = open_sitting(request.user, slug, pk, EDIT)
    if occasion not in set(Occasion):
        raise Http404
    why = Occasion(occasion)
    recipients = recipients_of(row, why)

    def form_of(current: Sitting, data: object = None) -> LetterForm:
        initial = {
            "version": current.version,
            "subject": subject_of(current, why),
            "body": body_of(current, why, changes_since_told(current)),
        }
        return LetterForm(data, initial=initial, occasion=why, recipients=recipients)

    form = form_of(row, request.POST or None)

    def act() -> str:
        version = form.cleaned_data["version"]
        number = write_to_invitees(row, why, form.letter(), version, by=By(access.user))
        return told_by_mail(number)

    def fresh() -> LetterForm:
        return form_of(open_sitting(request.user, slug, pk, EDIT)[0])

    lead = (
        "Rien ne part avant que vous ayez relu. Les courriels partent une minute après, un par "
        "personne : vous pouvez encore les retirer."
        if leaves_the_machine()
        else "Aucun serveur de courrier n’est réglé : les textes seront montrés, à copier."
    )
    submit = "Écrire les courriels"
    blocks = convening_blocks(row, timezone.localdate()) if why is Occasion.CONVOCATION else []
    context: dict[str, object] = {"changes": changes_since_told(row), "blocks": blocks, "row": row}
    page = FormPage(
        access, OCCASION_TITLES[why], _crumb(slug, row), lead, submit, section="governance",
        template="governance/write_mail.html", context=context,
    )  # fmt: skip
    return answer_form(request, page, form, act, fresh)


@GET_AND_POST
def add(request: Request, slug: str, pk: int) -> HttpResponse:
    """Call somebody who has no seat."""
    row, access = open_sitting(request.user, slug, pk, EDIT)
    form = InviteForm(request.POST or None, persons=persons_to_invite(row))

    def act() -> str:
        person = Person.objects.of(row.convention_id).get(pk=form.cleaned_data["person"])
        return f"{invite_besides(row, person, by=By(access.user))} sera convié au prochain envoi."

    lead = "Quelqu’un de l’annuaire qui n’a pas de siège : il est convié à titre d’information."
    page = FormPage(
        access, "Convier quelqu’un d’autre", _crumb(slug, row), lead, "Ajouter",
        section="governance",
    )  # fmt: skip
    return answer_form(request, page, form, act)


@never_cache
@GET_AND_POST
def invitee(request: Request, slug: str, pk: int) -> HttpResponse:
    """One of those who are called: the answer, noted by hand if need be, and every mail."""
    row, access = open_invitee_to_edit(request.user, slug, pk)
    form = AnswerByHandForm(request.POST or None, initial=answer_initial(row))

    def act() -> str:
        said = form.cleaned_data
        by = By(access.user, "Réponse notée par l’équipe")
        answer_convocation(row, Answer(said["answer"]), said["name"], said["words"], by=by)
        return f"La réponse de {row} est notée."

    context: dict[str, object] = {"row": row, "mails": mails_of(row)}
    page = FormPage(
        access, row.name, _crumb(slug, row.sitting), submit="Noter la réponse",
        section="governance", template="governance/invitee.html", context=context,
    )  # fmt: skip
    return answer_form(request, page, form, act)


@never_cache
@require_safe
def copies(request: Request, slug: str, pk: int) -> HttpResponse:
    """The mails that are to be handed over by hand, each with the link of its person."""
    row, access = open_sitting(request.user, slug, pk, EDIT)
    texts = [(sent, text_of(sent.mail)) for sent in to_copy(row)]
    context = {"access": access, "section": "governance", "sitting": row, "texts": texts}
    return render(request, "governance/mails_to_copy.html", context)


@require_POST
def copied(request: Request, slug: str, pk: int) -> HttpResponse:
    """Note that a mail was handed over by hand."""
    mail, access = open_mail_to_edit(request.user, slug, pk)
    _do(request, lambda: note_copied(mail, by=By(access.user)), f"Remis à {mail.name}.")
    return redirect("governance:mails_to_copy", slug, mail.sitting_mail.invitee.sitting_id)


@require_POST
def retry(request: Request, slug: str, pk: int) -> HttpResponse:
    """Send a mail that failed once more."""
    mail, access = open_mail_to_edit(request.user, slug, pk)
    told = f"Le courriel à {mail.name} va repartir."
    _do(request, lambda: try_again(mail, by=By(access.user)), told)
    return redirect("governance:invitees", slug, mail.sitting_mail.invitee.sitting_id)


@require_POST
def withdraw(request: Request, slug: str, pk: int) -> HttpResponse:
    """Take back the mails that have not left."""
    row, access = open_sitting(request.user, slug, pk, EDIT)
    number = take_back(row, by=By(access.user))
    messages.success(request, f"Retirés avant l’envoi : {counted(number, 'courriel')}.")
    return redirect("governance:invitees", slug, pk)


@require_POST
def link(request: Request, slug: str, pk: int, step: str) -> HttpResponse:
    """Close the personal link of one person, or give them another."""
    row, access = open_invitee_to_edit(request.user, slug, pk)
    if step == "eteindre":
        close_link(row, by=By(access.user))
        told = f"Le lien de {row} n’ouvre plus rien."
    elif step == "renouveler":
        renew_link(row, by=By(access.user))
        told = f"{row} a un nouveau lien ; l’ancien n’ouvre plus rien. Écrivez-lui pour le donner."
    else:
        raise Http404
    messages.success(request, told)
    return redirect("governance:invitee", slug, pk)


def _do(request: Request, act: Callable[[], None], told: str) -> None:
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told)


def _crumb(slug: str, row: Sitting) -> Crumb:
    return Crumb(f"Conviés, {row}", reverse("governance:invitees", args=[slug, row.pk]))

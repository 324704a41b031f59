"""Telling each of what a sitting settled for them: the mails, once read over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from gouvernail.accounts.mail import leaves_the_machine
from gouvernail.common.errors import Refusal
from gouvernail.common.templatetags.french import counted, day
from gouvernail.directory.models import Person
from gouvernail.governance.models import Sitting
from gouvernail.history.operations import By, Change, note
from gouvernail.mailing.models import Mail
from gouvernail.mailing.operations import MailDraft, post, withdraw
from gouvernail.rules.mail import MailState
from gouvernail.rules.sittings import COUNTS, SittingState
from gouvernail.steering.models import ReturnMail
from gouvernail.steering.queries.returns import Contact, Recipient, returns_page
from gouvernail.steering.return_words import mail_body, subject_of

NOT_HELD = "Cette séance ne s’est pas encore tenue : les retours suivent la séance."
NOBODY = "Choisissez au moins un destinataire."
TWICE = (
    "Déjà prévenus : {names}. Décochez-les, ou cochez « Écrire aussi à ceux qui ont déjà reçu leur "
    "retour »."
)


@dataclass(frozen=True, slots=True)
class ReturnsDraft:
    """Whom to tell, by their keys, and the first words; `again` writes to some a second time."""

    keys: frozenset[str]
    opening: str
    again: bool = False


@transaction.atomic
def tell_returns(sitting: Sitting, draft: ReturnsDraft, *, by: By) -> int:
    """Write to each what concerns them, one mail a person, and return how many mails.

    Whoever stands for several recipients has one mail for all. The sitting is held meanwhile, so
    that two people who send at once do not write twice.

    Errors: Refusal before the sitting was held, without a recipient, or for one who was told
    already; nothing is written then.
    """
    locked = Sitting.objects.select_for_update(of=("self",))
    row = locked.select_related("body", "convention").get(pk=sitting.pk)
    if SittingState(row.state) not in COUNTS:
        raise Refusal(NOT_HELD)
    chosen = [one for one in returns_page(row).recipients if one.key in draft.keys]
    if not chosen:
        raise Refusal(NOBODY)
    told = [f"{one.name} (le {day(one.told_at)})" for one in chosen if one.told_at]
    if told and not draft.again:
        raise Refusal(TWICE.format(names=", ".join(told)))
    number = _write(row, chosen, draft.opening, by)
    changes = [Change("Retours", "", counted(len(chosen), "destinataire"))]
    note("returns.told", row, convention_id=row.convention_id, by=by, changes=changes)
    return number


@transaction.atomic
def take_returns_back(sitting: Sitting, *, by: By) -> int:
    """Take back the mails that have not left; return how many.

    Where mails leave, the texts to hand over by hand stay: their copies may be under way.
    """
    rows = Mail.objects.not_gone().filter(returns__sitting=sitting)
    if leaves_the_machine():
        rows = rows.exclude(state=MailState.TO_COPY.value)
    number = withdraw(list(rows.distinct()), by=by)
    if number:
        changes = [Change("Courriels retirés avant l’envoi", "", str(number))]
        note(
            "returns.taken_back",
            sitting,
            convention_id=sitting.convention_id,
            by=by,
            changes=changes,
        )
    return number


def _write(sitting: Sitting, chosen: Sequence[Recipient], opening: str, by: By) -> int:
    letters = _letters(chosen)
    people = Person.objects.in_bulk([one.person_id for one in letters if one.person_id])
    subject = subject_of(sitting)
    drafts = [
        MailDraft(
            contact.name,
            contact.address,
            subject,
            mail_body(sitting, opening, recipients),
            people.get(contact.person_id or 0),
        )
        for contact, recipients in letters.items()
    ]
    mails = post(sitting.convention, drafts, by=by)
    ReturnMail.objects.bulk_create(
        _row(sitting, mail, recipient, by)
        for mail, recipients in zip(mails, letters.values(), strict=True)
        for recipient in recipients
    )
    return len(mails)


def _letters(chosen: Iterable[Recipient]) -> dict[Contact, list[Recipient]]:
    """Gather the recipients by whom their mail goes to."""
    found: dict[Contact, list[Recipient]] = {}
    for recipient in chosen:
        for contact in recipient.contacts:
            found.setdefault(contact, []).append(recipient)
    return found


def _row(sitting: Sitting, mail: Mail, recipient: Recipient, by: By) -> ReturnMail:
    return ReturnMail(
        sitting=sitting,
        mail=mail,
        body_id=recipient.body_id,
        organisation_id=recipient.organisation_id,
        person_id=recipient.person_id,
        name=recipient.name,
        part=recipient.part.value,
        made_at=by.at,
    )

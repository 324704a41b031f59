"""Who was told what of a sitting, when and how, and what they answered: the proof of sending."""

from django.utils import timezone

from gouvernail.common.templatetags.french import day, moment
from gouvernail.documents.formats.table import Column, Table, Value
from gouvernail.governance.models import InviteeMail, Sitting
from gouvernail.rules.mail import MailState

_COLUMNS = (
    Column("Convié", 26, names=True),
    Column("Au titre de", 34),
    Column("Objet", 22),
    Column("Adresse", 30),
    Column("État", 20),
    Column("Écrit le", 22),
    Column("Parti le", 22),
    Column("Dernière réponse du serveur", 26),
    Column("Réponse", 24),
    Column("Pouvoir ou suppléant", 22),
    Column("A répondu le", 22),
    Column("Identifiant du message", 40),
)
_BY_HAND = frozenset({MailState.TO_COPY.value, MailState.COPIED.value})


def sendings_table(sitting: Sitting) -> Table:
    """Return each mail about a sitting with the answer of its recipient, oldest first. One query.

    It holds addresses: only those who keep the governance read it.
    """
    rows = InviteeMail.objects.filter(invitee__sitting=sitting)
    ordered = rows.select_related("invitee", "mail").order_by("invitee__name", "invitee_id", "pk")
    return Table(
        f"Convocations et réponses – {sitting.body.name} du {day(sitting.starts_at)}",
        _COLUMNS,
        tuple(_row(row) for row in ordered),
        state=(f"Courriels et réponses au {day(timezone.localdate())}",),
    )


def _row(row: InviteeMail) -> tuple[Value, ...]:
    invitee, mail = row.invitee, row.mail
    by_hand = ", noté par l’équipe" if invitee.is_answered_by_hand else ""
    return (
        invitee.name,
        invitee.function,
        row.get_occasion_display(),
        mail.address,
        mail.get_state_display(),
        moment(mail.created_at),
        moment(mail.gone_at) if mail.gone_at else "",
        mail.last_error,
        f"{invitee.get_answer_display()}{by_hand}" if invitee.answer else "",
        invitee.answer_name,
        moment(invitee.answered_at) if invitee.answered_at else "",
        "" if mail.state in _BY_HAND else str(mail.message_id),
    )

"""What the demo tells after a sitting, and how two of its members want to be told. All invented."""

from datetime import date, datetime, time

from django.utils import timezone

from gouvernail.accounts.models import User
from gouvernail.conventions.models import Convention, Membership
from gouvernail.governance.models import Sitting
from gouvernail.history.operations import By
from gouvernail.mailing.models import Mail
from gouvernail.mailing.operations import note_copied
from gouvernail.rules.digests import Frequency
from gouvernail.steering.operations import returns as operations
from gouvernail.steering.operations.digests import choose_frequency
from gouvernail.steering.queries.returns import returns_page
from gouvernail.steering.return_words import opening_of

COPIL, HELD_ON = "Comité de pilotage", date(2025, 6, 19)
TOLD_ON, CHOSEN_ON = date(2025, 6, 26), date(2026, 9, 7)
# The last ones are left to tell, so that the page shows both.
LEFT_TO_TELL = 2
FREQUENCIES = {"coordinator": Frequency.WEEKLY, "caf": Frequency.IMMEDIATE}


def tell_returns(convention: Convention, users: dict[str, User]) -> None:
    """Tell most of those whom the Copil of 2025 concerns, and set the digests of two members."""
    by = By(users["coordinator"], at=_at(TOLD_ON))
    held = Sitting.objects.of(convention).filter(body__name=COPIL, starts_at__date=HELD_ON)
    sitting = held.select_related("body", "convention").first()
    if sitting:
        recipients = returns_page(sitting).recipients
        told = frozenset(one.key for one in recipients[:-LEFT_TO_TELL])
        if told:
            operations.tell_returns(
                sitting, operations.ReturnsDraft(told, opening_of(sitting)), by=by
            )
            for mail in Mail.objects.filter(returns__sitting=sitting, state="to_copy").distinct():
                note_copied(mail, by=by)
    for key, frequency in FREQUENCIES.items():
        member = Membership.objects.get(convention=convention, user=users[key])
        choose_frequency(member, frequency, by=By(users[key], at=_at(CHOSEN_ON)))


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(11)))

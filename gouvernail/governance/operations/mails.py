"""The mails about a sitting: one to each person, with their link and what their calendar wants."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gouvernail.calendars.ics import CalendarEvent, Party, write_invitation
from gouvernail.governance.calendar_events import calendar_events
from gouvernail.governance.models import Invitee, InviteeMail, Occasion, Sitting
from gouvernail.governance.operations.invitees import LINK_PURPOSE, link_key
from gouvernail.history.operations import By
from gouvernail.mailing.addresses import usable_address
from gouvernail.mailing.operations import Link, MailDraft, post

LINK_ROUTE = "answers:sitting"
# With these, the calendar of the person follows the sitting.
WITH_CALENDAR = frozenset({Occasion.CONVOCATION, Occasion.REVISION, Occasion.CANCELLATION})
WITHOUT_LINK = frozenset({Occasion.CANCELLATION})


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as somebody read it over before it leaves: its words, and to whom it goes.

    `reminders` are days before the sitting, for a convocation.
    """

    subject: str
    body: str
    person_ids: frozenset[int]
    reminders: tuple[int, ...] = ()


def send_mails(
    sitting: Sitting, occasion: Occasion, invitees: Sequence[Invitee], letter: Letter, by: By
) -> None:
    """Write one mail to each, with its link and the calendar that the occasion wants."""
    [event] = calendar_events([sitting], lambda _: "")
    calendar = event if occasion in WITH_CALENDAR else None
    drafts = [_draft(sitting, invitee, letter, calendar, by) for invitee in invitees]
    if occasion in WITHOUT_LINK:
        drafts = [replace(draft, link=None) for draft in drafts]
    mails = post(sitting.convention, drafts, by=by)
    InviteeMail.objects.bulk_create(
        InviteeMail(invitee=invitee, mail=mail, occasion=occasion.value)
        for invitee, mail in zip(invitees, mails, strict=True)
    )


def _draft(
    sitting: Sitting, invitee: Invitee, letter: Letter, event: CalendarEvent | None, by: By
) -> MailDraft:
    """Write the mail of one person; an address that no server would take is left out."""
    person = invitee.person
    address = usable_address(person.email) if person else ""
    calendar, method = b"", ""
    if event and address:
        organizer = Party(sitting.convention.name, by.actor.email if by.actor else address)
        calendar, method = write_invitation(event, organizer, Party(invitee.name, address))
    return MailDraft(
        invitee.name,
        address,
        letter.subject,
        letter.body,
        person,
        Link(LINK_ROUTE, LINK_PURPOSE, link_key(invitee)),
        calendar.decode(),
        method,
    )

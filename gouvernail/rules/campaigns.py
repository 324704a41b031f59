"""A campaign of reviews: whom it asks, whom it reminds, how long its links answer."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from gouvernail.rules.reviews import ReviewState

# A link goes on answering after the sitting: corrections come after it too.
LINK_LASTS_AFTER = timedelta(days=30)


class Standing(StrEnum):
    """What became of one question that somebody was asked."""

    AWAITED = "awaited"
    SENT_BACK = "sent_back"
    ANSWERED = "answered"
    KEPT = "kept"


_STANDINGS = {
    ReviewState.TODO: Standing.AWAITED,
    ReviewState.DRAFT: Standing.AWAITED,
    ReviewState.SENT_BACK: Standing.SENT_BACK,
    ReviewState.SUBMITTED: Standing.ANSWERED,
}
STILL_TO_ANSWER = frozenset({Standing.AWAITED, Standing.SENT_BACK})


class Hold(StrEnum):
    """Why somebody is not reminded now."""

    ANSWERED = "answered"
    NOT_ASKED = "not_asked"
    LINK_CLOSED = "link_closed"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody of the directory, who may be asked."""

    person_id: int
    organisation_id: int | None
    has_address: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who is asked, and who else when they say nothing."""

    person_id: int | None = None
    deputy_id: int | None = None


@dataclass(frozen=True, slots=True)
class AskFacts:
    """What is known of somebody who is asked, to know whether to write again."""

    still_to_answer: bool
    asked_at: datetime | None
    last_written_at: datetime | None
    link_is_open: bool


def standing_of(state: ReviewState) -> Standing:
    """Return what became of a question, by the state of its review.

    Unit: a standing; a draft that nobody sent is still awaited.
    Errors: none.
    Source: CHOICE 0056, CHOICE 0059.
    """
    return _STANDINGS.get(state, Standing.KEPT)


def why_not_remind(facts: AskFacts, quiet_days: int, now: datetime) -> Hold | None:
    """Return why somebody is not written to again now, None when they may be.

    Unit: a reason; `quiet_days` counts days of 24 hours since the last mail.
    Errors: none.
    Source: CHOICE 0059.
    """
    if not facts.still_to_answer:
        return Hold.ANSWERED
    if facts.asked_at is None:
        return Hold.NOT_ASKED
    if not facts.link_is_open:
        return Hold.LINK_CLOSED
    last = facts.last_written_at
    is_quiet = last is not None and now - last < timedelta(days=quiet_days)
    return Hold.QUIET if is_quiet else None


def wants_deputy(due_on: date, today: date, *, still_to_answer: bool) -> bool:
    """Tell whether somebody else is to be asked, because the first person said nothing in time.

    Unit: yes or no; the day that answers are due is still theirs.
    Errors: none.
    Source: CHOICE 0059.
    """
    return still_to_answer and today > due_on


def choose_person(
    lead: Contact | None, organisations: Sequence[int], contacts: Iterable[Contact]
) -> Chosen:
    """Return who is asked about an action, and who else if they say nothing.

    The person in charge comes first, whether or not they have an address; else somebody of the
    organisations that lead, in their order, who has one. The deputy is of the same organisation.

    Unit: numbers of persons; None when nobody can be asked.
    Errors: none.
    Source: CHOICE 0059.
    """
    reachable = [contact for contact in contacts if contact.has_address]
    asked = lead
    if asked is None:
        ordered = (_of(reachable, organisation) for organisation in organisations)
        asked = next((found[0] for found in ordered if found), None)
    if asked is None:
        return Chosen()
    others = _of(reachable, asked.organisation_id)
    deputy = next((one.person_id for one in others if one.person_id != asked.person_id), None)
    return Chosen(asked.person_id, deputy)


def renewed_link_ends_on(usual: date, today: date) -> date:
    """Return the last day of a link that is renewed: it answers for a while, whenever that is.

    Unit: a day, included.
    Errors: none.
    Source: CHOICE 0060.
    """
    return usual if usual > today else today + LINK_LASTS_AFTER


def link_ends_on(sitting_on: date | None, due: Collection[date]) -> date:
    """Return the last day on which the links of a campaign answer.

    Unit: a day, included: a month after the sitting, or after the last day that is due.
    Errors: none; `due` holds one day at least.
    Source: CHOICE 0060.
    """
    last = max(due)
    return max(sitting_on or last, last) + LINK_LASTS_AFTER


def _of(contacts: Sequence[Contact], organisation: int | None) -> list[Contact]:
    if organisation is None:
        return []
    return [contact for contact in contacts if contact.organisation_id == organisation]

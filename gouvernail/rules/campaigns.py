"""A campaign of reviews: its dates backwards from a sitting, whom it asks, whom it reminds."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from gouvernail.rules.reviews import ReviewState

WORKING_DAYS = range(5)
# Working days, backwards: what the Cotech is sent is ready a week before it sits.
READY_BEFORE_SITTING = 5
# The leads have three weeks, those who summarise a level have one week and a half.
TIME_OF_LEADS = 15
TIME_OF_SUMMARIES = 7
REMINDERS_BEFORE_DUE = (5, 1)
# Whoever was just written to is left in peace; shorter than what parts the two reminders above.
QUIET_DAYS = 3
# A link goes on answering after the sitting: corrections come after it too.
LINK_LASTS_AFTER = timedelta(days=30)
FARTHEST = 400


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


class Doubt(StrEnum):
    """What does not fit in the dates of a campaign."""

    ASKED_AFTER_DUE = "asked_after_due"
    DUE_AFTER_SITTING = "due_after_sitting"
    BEFORE_LEVEL_BELOW = "before_level_below"
    REMINDED_OUTSIDE = "reminded_outside"
    REMINDED_TOO_SOON = "reminded_too_soon"
    DAY_OFF = "day_off"


class Hold(StrEnum):
    """Why somebody is not reminded now."""

    ANSWERED = "answered"
    NOT_ASKED = "not_asked"
    LINK_CLOSED = "link_closed"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class StageDays:
    """The days of one level: asked on, due on, reminded on."""

    opens_on: date
    due_on: date
    reminders: tuple[date, ...] = ()


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


def proposed_stages(
    sitting_on: date, today: date, levels: int, is_closed: Callable[[date], bool]
) -> list[StageDays]:
    """Return the days of each level, leads first, counted backwards from the sitting.

    A level is due on the working day before the next one is asked. What would already be past is
    asked on the next working day; nothing is due before it is asked. A reminder that would come
    within the quiet days is not proposed: it would never leave.

    Unit: working days, neither public holidays nor school holidays of the zone.
    Errors: none.
    Source: PILOTAGE, § 2.2.3: "Valider les éléments : résultats, facteurs de réussite, difficultés
        et perspectives"; CHOICE 0059.
    """
    stages: list[StageDays] = []
    due = working_day_before(sitting_on, READY_BEFORE_SITTING, is_closed)
    for level in reversed(range(levels)):
        opens = working_day_before(due, TIME_OF_SUMMARIES if level else TIME_OF_LEADS, is_closed)
        stages.insert(0, StageDays(opens, due))
        due = working_day_before(opens, 1, is_closed)
    first = working_day_from(today, is_closed)
    return [_not_past(stage, first, is_closed) for stage in stages]


def _not_past(stage: StageDays, first: date, is_closed: Callable[[date], bool]) -> StageDays:
    opens = max(stage.opens_on, first)
    due = max(stage.due_on, opens)
    days = [working_day_before(due, number, is_closed) for number in REMINDERS_BEFORE_DUE]
    reminders: list[date] = []
    for day in days:
        former = reminders[-1] if reminders else opens
        if day < due and not _is_too_soon(former, day, QUIET_DAYS):
            reminders.append(day)
    return StageDays(opens, due, tuple(reminders))


def _is_too_soon(former: date, day: date, quiet_days: int) -> bool:
    """Tell whether a mail of a morning falls within 24 hours by quiet day of one of that day."""
    return day - former <= timedelta(days=quiet_days)


def working_day_before(day: date, number: int, is_closed: Callable[[date], bool]) -> date:
    """Return the day that comes a number of working days before another.

    Unit: working days, Monday to Friday, without those that are closed.
    Errors: none; beyond a year of closed days, the calendar alone counts.
    Source: CHOICE 0059.
    """
    found = day
    for _ in range(FARTHEST):
        if number <= 0:
            break
        found -= timedelta(days=1)
        number -= _is_working(found, is_closed)
    return found


def working_day_from(day: date, is_closed: Callable[[date], bool]) -> date:
    """Return a day if it is a working one, else the next that is.

    Unit: a day.
    Errors: none.
    Source: CHOICE 0059.
    """
    days = (day + timedelta(days=rank) for rank in range(FARTHEST))
    return next((found for found in days if _is_working(found, is_closed)), day)


def date_doubts(
    stages: Sequence[StageDays],
    sitting_on: date | None,
    is_closed: Callable[[date], bool],
    quiet_days: int = QUIET_DAYS,
) -> list[tuple[int, Doubt, date]]:
    """Return what does not fit in the days of a campaign: the level, what, and the day.

    Unit: ranks of the levels, from 0, in their order.
    Errors: none.
    Source: CHOICE 0059.
    """
    found = []
    for rank, stage in enumerate(stages):
        below = stages[rank - 1].due_on if rank else None
        stands = {
            Doubt.ASKED_AFTER_DUE: (stage.opens_on > stage.due_on, stage.opens_on),
            Doubt.DUE_AFTER_SITTING: (
                sitting_on is not None and stage.due_on >= sitting_on,
                stage.due_on,
            ),
            Doubt.BEFORE_LEVEL_BELOW: (
                below is not None and stage.opens_on <= below,
                stage.opens_on,
            ),
        }
        found += [(rank, doubt, day) for doubt, (is_there, day) in stands.items() if is_there]
        found += [
            (rank, Doubt.REMINDED_OUTSIDE, day)
            for day in stage.reminders
            if not stage.opens_on < day <= stage.due_on
        ]
        written = (stage.opens_on, *stage.reminders)
        found += [
            (rank, Doubt.REMINDED_TOO_SOON, day)
            for former, day in pairwise(written)
            if former < day and _is_too_soon(former, day, quiet_days)
        ]
        found += [
            (rank, Doubt.DAY_OFF, day)
            for day in (stage.opens_on, *stage.reminders, stage.due_on)
            if not _is_working(day, is_closed)
        ]
    return found


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


def _is_working(day: date, is_closed: Callable[[date], bool]) -> bool:
    return day.weekday() in WORKING_DAYS and not is_closed(day)

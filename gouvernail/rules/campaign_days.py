"""The days of a campaign of reviews: backwards from a sitting, level by level, on working days."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

WORKING_DAYS = range(5)
# Working days, backwards: what the Cotech is sent is ready a week before it sits.
READY_BEFORE_SITTING = 5
# The leads have three weeks, those who summarise a level have one week and a half.
TIME_OF_LEADS = 15
TIME_OF_SUMMARIES = 7
REMINDERS_BEFORE_DUE = (5, 1)
# Whoever was just written to is left in peace; shorter than what parts the two reminders above.
QUIET_DAYS = 3
FARTHEST = 400


class Doubt(StrEnum):
    """What does not fit in the dates of a campaign."""

    ASKED_AFTER_DUE = "asked_after_due"
    DUE_AFTER_SITTING = "due_after_sitting"
    BEFORE_LEVEL_BELOW = "before_level_below"
    REMINDED_OUTSIDE = "reminded_outside"
    REMINDED_TOO_SOON = "reminded_too_soon"
    DAY_OFF = "day_off"


@dataclass(frozen=True, slots=True)
class StageDays:
    """The days of one level: asked on, due on, reminded on."""

    opens_on: date
    due_on: date
    reminders: tuple[date, ...] = ()


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


def _is_working(day: date, is_closed: Callable[[date], bool]) -> bool:
    return day.weekday() in WORKING_DAYS and not is_closed(day)

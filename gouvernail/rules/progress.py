"""States of an action and the progress they stand for, from one action up to the whole plan.

The words of the states are each territory's own; every word belongs to one of five families,
so that counts mean the same thing everywhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class StatusFamily(StrEnum):
    """The five families every territory's state words fall into."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    DONE = "done"
    SUSPENDED = "suspended"
    DROPPED = "dropped"


# A deadline binds only these: what was put off or dropped is not late, what is done is done.
OPEN_FAMILIES = frozenset({StatusFamily.NOT_STARTED, StatusFamily.RUNNING})

_DEFAULT_PERCENT = {
    StatusFamily.NOT_STARTED: 0,
    StatusFamily.RUNNING: 50,
    StatusFamily.DONE: 100,
    StatusFamily.SUSPENDED: 0,
}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a set of actions is: whole percent, and the number of actions it was made from."""

    percent: int
    counted: int


def action_percent(family: StatusFamily | None, stated: int | None) -> int | None:
    """Return how far one action is, or None when it does not count.

    A percentage that a person stated wins, except that "done" is always 100. Without one, an
    action under way stands for one half. A dropped action, or one without a state, does not count.

    Unit: whole percent, 0 to 100.
    Errors: none.
    Source: CHOICE 0006; PILOTAGE, § 2.1.1: "suivre l'avancée de la convention".
    """
    if family is None or family is StatusFamily.DROPPED:
        return None
    if family is StatusFamily.DONE or stated is None:
        return _DEFAULT_PERCENT[family]
    return stated


@dataclass(frozen=True, slots=True)
class Likes:
    """Actions of one family: how many, how many state a percentage, and the sum of those."""

    family: StatusFamily | None
    count: int
    stated: int
    stated_sum: int


def progress_of_likes(groups: Iterable[Likes]) -> Progress:
    """Return the progress of actions counted by family, without going through each of them.

    Unit: whole percent, rounded half up; `counted` in actions.
    Errors: none; with nothing to count, 0 percent of 0 actions.
    Source: CHOICE 0006; it gives what `overall_progress` gives of the same actions.
    """
    total = counted = 0
    for group in groups:
        unstated = action_percent(group.family, None)
        if group.family is None or unstated is None:
            continue
        counted += group.count
        if group.family is StatusFamily.DONE:
            total += unstated * group.count
        else:
            total += unstated * (group.count - group.stated) + group.stated_sum
    return _mean(total, counted)


def overall_progress(percents: Iterable[int | None]) -> Progress:
    """Return the progress of a level or of the plan: the plain mean of the actions that count.

    Every action weighs the same: weights would be a judgement that the plan does not carry.

    Unit: whole percent, rounded half up; `counted` in actions.
    Errors: none; with nothing to count, 0 percent of 0 actions.
    Source: CHOICE 0006.
    """
    counted = [percent for percent in percents if percent is not None]
    return _mean(sum(counted), len(counted))


def _mean(total: int, counted: int) -> Progress:
    if not counted:
        return Progress(0, 0)
    return Progress((2 * total + counted) // (2 * counted), counted)

"""The life of minutes: written, sent for remarks, approved; and the seal of what was approved."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gouvernail.rules.sittings import COUNTS, SittingState


class MinutesState(StrEnum):
    """Where the minutes of a sitting stand."""

    TO_WRITE = "to_write"
    DRAFT = "draft"
    SENT = "sent"
    APPROVED = "approved"


class MinutesStep(StrEnum):
    """What may be done about minutes."""

    SEND = "send"
    REMARK = "remark"
    SETTLE = "settle"


class MinutesObstacle(StrEnum):
    """Why a step cannot be taken yet."""

    NOT_HELD = "not_held"
    IS_APPROVED = "is_approved"
    NO_ATTENDANCE = "no_attendance"
    NO_WORDS = "no_words"
    PAST_DAY = "past_day"
    NOT_SENT = "not_sent"
    TOO_LATE = "too_late"


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """What the minutes of a sitting are judged from; `until` is the last day for remarks."""

    sitting: SittingState
    attendances: int = 0
    has_words: bool = False
    is_sent: bool = False
    until: date | None = None
    open_remarks: int = 0


def minutes_state(facts: MinutesFacts) -> MinutesState:
    """Return where minutes stand.

    Unit: a state.
    Errors: none.
    Source: CHOICE 0050, the circuit of the minutes.
    """
    if facts.sitting is SittingState.APPROVED:
        return MinutesState.APPROVED
    if facts.sitting is SittingState.HELD and facts.is_sent:
        return MinutesState.SENT
    return MinutesState.DRAFT if facts.has_words else MinutesState.TO_WRITE


def minutes_obstacles(
    facts: MinutesFacts, step: MinutesStep, today: date
) -> tuple[MinutesObstacle, ...]:
    """Return what stands in the way of a step of the minutes; nothing when it may be taken.

    Remarks are received until the end of the day that was told; once approved, nothing moves.

    Unit: obstacles, in the order in which they are told.
    Errors: none.
    Source: CHOICE 0050, the circuit of the minutes.
    """
    if facts.sitting is SittingState.APPROVED:
        return (MinutesObstacle.IS_APPROVED,)
    if facts.sitting not in COUNTS:
        return (MinutesObstacle.NOT_HELD,)
    is_over = facts.until is not None and facts.until < today
    stands = {
        MinutesStep.SEND: {
            MinutesObstacle.NO_ATTENDANCE: not facts.attendances,
            MinutesObstacle.NO_WORDS: not facts.has_words,
            MinutesObstacle.PAST_DAY: is_over,
        },
        MinutesStep.REMARK: {
            MinutesObstacle.NOT_SENT: not facts.is_sent,
            MinutesObstacle.TOO_LATE: facts.is_sent and is_over,
        },
        MinutesStep.SETTLE: {},
    }[step]
    return tuple(obstacle for obstacle, is_there in stands.items() if is_there)


def takes_remarks(facts: MinutesFacts, today: date) -> bool:
    """Tell whether a remark may be made on a day.

    Unit: yes or no.
    Errors: none.
    Source: CHOICE 0050, the circuit of the minutes.
    """
    return not minutes_obstacles(facts, MinutesStep.REMARK, today)


def digest_of_content(content: Mapping[str, object]) -> str:
    """Return the SHA-256 of a content, the same for the same words whatever the order of its keys.

    It is taken on the JSON of the content: sorted keys, no spaces, UTF-8.

    Unit: 64 hexadecimal digits.
    Errors: TypeError, ValueError on what JSON does not hold.
    Source: CHOICE 0050, how approved minutes are frozen.
    """
    written = json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    return hashlib.sha256(written.encode()).hexdigest()

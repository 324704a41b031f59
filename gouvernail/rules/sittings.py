"""stub"""

from enum import StrEnum


class SittingState(StrEnum):
    """x"""

    PREPARING = "preparing"
    CONVENED = "convened"
    HELD = "held"
    APPROVED = "approved"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


COUNTS = frozenset({SittingState.HELD, SittingState.APPROVED})
PLANNED = frozenset({SittingState.PREPARING, SittingState.CONVENED})

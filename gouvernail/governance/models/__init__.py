"""Bodies and seats, obligations, sittings, decisions and adjustments."""

from gouvernail.governance.models.adjustments import Adjustment, AdjustmentOpinion
from gouvernail.governance.models.bodies import Body, CompositionRule, Mandate, Mission, Seat
from gouvernail.governance.models.decisions import Decision, DecisionLink
from gouvernail.governance.models.feeds import CalendarFeed
from gouvernail.governance.models.obligations import (
    Obligation,
    ObligationKind,
    ObligationReading,
    Proof,
)
from gouvernail.governance.models.sittings import (
    AgendaItem,
    Attendance,
    ItemKind,
    Presence,
    Sitting,
)

__all__ = [
    "Adjustment",
    "AdjustmentOpinion",
    "AgendaItem",
    "Attendance",
    "Body",
    "CalendarFeed",
    "CompositionRule",
    "Decision",
    "DecisionLink",
    "ItemKind",
    "Mandate",
    "Mission",
    "Obligation",
    "ObligationKind",
    "ObligationReading",
    "Presence",
    "Proof",
    "Seat",
    "Sitting",
]

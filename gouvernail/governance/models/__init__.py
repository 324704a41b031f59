"""Bodies and seats, obligations, sittings."""

from gouvernail.governance.models.bodies import Body, CompositionRule, Mandate, Mission, Seat
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
    "AgendaItem",
    "Attendance",
    "Body",
    "CompositionRule",
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

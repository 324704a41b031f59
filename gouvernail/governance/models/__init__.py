"""Bodies and seats, obligations, sittings, decisions and adjustments."""

from gouvernail.governance.models.adjustments import Adjustment, AdjustmentOpinion
from gouvernail.governance.models.bodies import Body, CompositionRule, Mandate, Mission, Seat
from gouvernail.governance.models.decisions import Decision, DecisionLink
from gouvernail.governance.models.feeds import CalendarFeed
from gouvernail.governance.models.invitees import (
    Answer,
    DateOption,
    DateVote,
    Invitee,
    InviteeKind,
    InviteeMail,
    Occasion,
    Preference,
    SittingReminder,
)
from gouvernail.governance.models.minutes import FrozenMinutes, Remark, WordsRevision
from gouvernail.governance.models.obligations import (
    Obligation,
    ObligationKind,
    ObligationReading,
    Proof,
)
from gouvernail.governance.models.points import ItemDocument, ItemProposal
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
    "Answer",
    "Attendance",
    "Body",
    "CalendarFeed",
    "CompositionRule",
    "DateOption",
    "DateVote",
    "Decision",
    "DecisionLink",
    "FrozenMinutes",
    "Invitee",
    "InviteeKind",
    "InviteeMail",
    "ItemDocument",
    "ItemKind",
    "ItemProposal",
    "Mandate",
    "Mission",
    "Obligation",
    "ObligationKind",
    "ObligationReading",
    "Occasion",
    "Preference",
    "Presence",
    "Proof",
    "Remark",
    "Seat",
    "Sitting",
    "SittingReminder",
    "WordsRevision",
]

"""Reviews of actions and nodes by cycle, and the campaigns that ask for them."""

from gouvernail.reviews.models.campaigns import (
    Ask,
    AskMail,
    AskOccasion,
    AskTarget,
    Campaign,
    CampaignStage,
    CampaignState,
    Handover,
)
from gouvernail.reviews.models.frozen import FrozenReview
from gouvernail.reviews.models.reviews import (
    CycleKind,
    Review,
    ReviewCycle,
    ReviewFigure,
    ReviewStep,
    Voice,
)

__all__ = [
    "Ask",
    "AskMail",
    "AskOccasion",
    "AskTarget",
    "Campaign",
    "CampaignStage",
    "CampaignState",
    "CycleKind",
    "FrozenReview",
    "Handover",
    "Review",
    "ReviewCycle",
    "ReviewFigure",
    "ReviewStep",
    "Voice",
]

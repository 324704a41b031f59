"""Posts, themes and missions of the coordinators; what is declared of them."""

from gouvernail.staffing.models.declarations import (
    AfasSheet,
    DeclarationDeadline,
    DeclarationKind,
    FundingRate,
    SheetState,
)
from gouvernail.staffing.models.posts import (
    Holding,
    Post,
    PostDocument,
    PostKind,
    PostRate,
    Scenario,
    StaffingSettings,
    StaffingTarget,
    Supposition,
    SuppositionKind,
    TargetKind,
)
from gouvernail.staffing.models.themes import (
    AfasTheme,
    CoordinatorMission,
    MissionSentence,
    ThemeShare,
)

__all__ = [
    "AfasSheet",
    "AfasTheme",
    "CoordinatorMission",
    "DeclarationDeadline",
    "DeclarationKind",
    "FundingRate",
    "Holding",
    "MissionSentence",
    "Post",
    "PostDocument",
    "PostKind",
    "PostRate",
    "Scenario",
    "SheetState",
    "StaffingSettings",
    "StaffingTarget",
    "Supposition",
    "SuppositionKind",
    "TargetKind",
    "ThemeShare",
]

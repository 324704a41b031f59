"""Posts, themes and missions of the coordinators; what is declared of them."""

from gouvernail.staffing.models.declarations import (
    AfasSheet,
    DeclarationDeadline,
    DeclarationKind,
    FundingRate,
    SheetState,
)
from gouvernail.staffing.models.posts import (
    POST_LABELS,
    RULE_LABELS,
    SUPPOSITION_LABELS,
    TARGET_LABELS,
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
    "POST_LABELS",
    "RULE_LABELS",
    "SUPPOSITION_LABELS",
    "TARGET_LABELS",
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

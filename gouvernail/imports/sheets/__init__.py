"""Plans d'actions in sheets, read as a person reads them."""

from gouvernail.imports.sheets.fields import PLAN_FIELDS, PlanField
from gouvernail.imports.sheets.layout import Layout, NoPlanFound, propose_layouts
from gouvernail.imports.sheets.plan import read_plan
from gouvernail.imports.sheets.results import (
    Choices,
    HeaderCell,
    Problem,
    Question,
    ReadAction,
    ReadPlan,
    RowKind,
    SkippedRow,
    Vocabulary,
)
from gouvernail.imports.sheets.statuses import ReadStatus, read_status

__all__ = [
    "PLAN_FIELDS",
    "Choices",
    "HeaderCell",
    "Layout",
    "NoPlanFound",
    "PlanField",
    "Problem",
    "Question",
    "ReadAction",
    "ReadPlan",
    "ReadStatus",
    "RowKind",
    "SkippedRow",
    "Vocabulary",
    "propose_layouts",
    "read_plan",
    "read_status",
]

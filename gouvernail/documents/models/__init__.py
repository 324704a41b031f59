"""Papers that are prepared behind the pages, the territory's own models, its reports."""

from gouvernail.documents.models.papers import (
    PACK_STATE_LABELS,
    TEMPLATE_LABELS,
    DocumentTemplate,
    PreparedPack,
)
from gouvernail.documents.models.reports import (
    KIND_LABELS,
    LONGEST_REPORT_TEXT,
    PreparedReport,
    ReportFile,
    ReportOutline,
    ReportText,
)

__all__ = [
    "KIND_LABELS",
    "LONGEST_REPORT_TEXT",
    "PACK_STATE_LABELS",
    "TEMPLATE_LABELS",
    "DocumentTemplate",
    "PreparedPack",
    "PreparedReport",
    "ReportFile",
    "ReportOutline",
    "ReportText",
]

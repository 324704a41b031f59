"""The time of the coordinators, who reads it, who is away, what was passed on."""

from gouvernail.coordination.models.activities import (
    ORIGIN_LABELS,
    Activity,
    ActivityMonth,
    ActivityOrigin,
    CoordinationSettings,
    LogReading,
    LogRetention,
    LogShare,
)
from gouvernail.coordination.models.people import Absence, Relay, RelayItem

__all__ = [
    "ORIGIN_LABELS",
    "Absence",
    "Activity",
    "ActivityMonth",
    "ActivityOrigin",
    "CoordinationSettings",
    "LogReading",
    "LogRetention",
    "LogShare",
    "Relay",
    "RelayItem",
]

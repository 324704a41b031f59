"""stub"""

from enum import StrEnum


class PeriodKind(StrEnum):
    """x"""

    CALENDAR = "calendar"
    CONVENTION = "convention"
    SCHOOL = "school"
    SLIDING = "sliding"

"""stub"""

from enum import StrEnum


class SeatLevel(StrEnum):
    """x"""

    POLITICAL = "political"
    STRATEGIC = "strategic"
    OPERATIONAL = "operational"
    TECHNICAL = "technical"


class College(StrEnum):
    """x"""

    SIGNATORY = "signatory"
    DECIDER = "decider"
    FUNDER = "funder"
    OPERATOR = "operator"
    LOCAL_ACTOR = "local_actor"
    INSTITUTION = "institution"
    MANAGER = "manager"
    COORDINATOR = "coordinator"
    CAF = "caf"
    INHABITANT = "inhabitant"
    OTHER = "other"


class RuleKind(StrEnum):
    """x"""

    EACH_SIGNATORY = "each_signatory"
    ORGANISATION = "organisation"
    COLLEGE = "college"
    LEVEL = "level"

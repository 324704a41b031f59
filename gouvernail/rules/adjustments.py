"""stub"""

from enum import StrEnum


class BodyPart(StrEnum):
    """x"""

    PROPOSES = "proposes"
    EXAMINES = "examines"
    DECIDES = "decides"

"""The circuit by which the plan changes: proposed, examined, decided."""

from enum import StrEnum


class BodyPart(StrEnum):
    """What a body does in the circuit of adjustments (annexe 4, § 2.1.1 et 2.2.1)."""

    PROPOSES = "proposes"
    EXAMINES = "examines"
    DECIDES = "decides"

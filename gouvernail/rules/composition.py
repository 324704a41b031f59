"""Who must sit in a body: rules as data, checked on its seats or on those who came."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum


class SeatLevel(StrEnum):
    """At which level a seat speaks."""

    POLITICAL = "political"
    STRATEGIC = "strategic"
    OPERATIONAL = "operational"
    TECHNICAL = "technical"


class College(StrEnum):
    """As what a seat speaks."""

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
    """What a rule of composition asks for."""

    EACH_SIGNATORY = "each_signatory"
    ORGANISATION = "organisation"
    COLLEGE = "college"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """One seat: for whom, at which level; `organisation_id` is 0 when none is named."""

    organisation_id: int
    level: SeatLevel | None
    college: College | None
    function: str
    is_filled: bool
    is_present: bool = True


@dataclass(frozen=True, slots=True)
class CompositionRule:
    """At least `minimum` seats of a college, a level or an organisation; or each signatory."""

    kind: RuleKind
    minimum: int = 1
    college: College | None = None
    level: SeatLevel | None = None
    organisation_id: int | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """How far a rule is met. `missing_ids` are the signatories without a seat that counts."""

    expected: int
    covered: int
    missing_ids: tuple[int, ...] = ()

    @property
    def is_met(self) -> bool:
        """Tell whether nothing is missing."""
        return self.covered >= self.expected


def check(
    rule: CompositionRule,
    seats: Iterable[SeatFacts],
    signatory_ids: Collection[int],
    *,
    for_sitting: bool = False,
) -> Cover:
    """Return how far a rule is met by the seats that are filled, or by those who came.

    Unit: seats, or signatories for `EACH_SIGNATORY`.
    Errors: none.
    Source: PILOTAGE § 2.1.6, 2.2.6, 2.3.9, 2.4.4.
    """
    counted = [seat for seat in seats if seat.is_filled and (seat.is_present or not for_sitting)]
    if rule.kind is RuleKind.EACH_SIGNATORY:
        there = {seat.organisation_id for seat in counted}
        missing = tuple(sorted(set(signatory_ids) - there))
        return Cover(len(signatory_ids), len(signatory_ids) - len(missing), missing)
    return Cover(rule.minimum, sum(_answers(seat, rule) for seat in counted))


def _answers(seat: SeatFacts, rule: CompositionRule) -> bool:
    if rule.kind is RuleKind.COLLEGE:
        return seat.college is rule.college
    if rule.kind is RuleKind.LEVEL:
        return seat.level is rule.level
    return seat.organisation_id == rule.organisation_id

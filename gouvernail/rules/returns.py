"""Returns after a sitting: who is told of what was decided, and of nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """Why somebody is told of a sitting. The order is that in which a recipient is named."""

    COMMISSION = "commission"
    LEAD = "lead"
    PARTNER = "partner"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Stake:
    """What a recipient has at stake, by numbers.

    `led` and `joined` are actions, `followed` those of a commission's objectives; `nodes` are the
    parts of the plan that it follows, `bodies` itself when it is a body, `people` those who
    answer for decisions in its name.
    """

    led: frozenset[int] = frozenset()
    joined: frozenset[int] = frozenset()
    followed: frozenset[int] = frozenset()
    nodes: frozenset[int] = frozenset()
    bodies: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()

    @property
    def actions(self) -> frozenset[int]:
        """Every action that it has a part in."""
        return self.led | self.joined | self.followed


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that a sitting settled: a decision, an adjustment, a review.

    `raised_by` are the bodies that brought it: the point came from one of their sittings, or they
    proposed it. `owner` is the person who answers for it.
    """

    actions: frozenset[int] = frozenset()
    nodes: frozenset[int] = frozenset()
    raised_by: frozenset[int] = frozenset()
    owner: int | None = None


def concerns(stake: Stake, matter: Matter) -> bool:
    """Tell whether a recipient is told of a matter.

    It is, when the matter is about one of its actions or parts of the plan, when it brought it,
    or when one of its people answers for it. What is about nothing of its own is kept from it.

    Unit: yes or no.
    Errors: none.
    Source: PILOTAGE, § 3.3.3: "outils de suivi, d'échanges et d'informations entre les
        commissions de travail et les instances de pilotage CTG"; CHOICE 0063.
    """
    return bool(
        stake.actions & matter.actions
        or stake.nodes & matter.nodes
        or stake.bodies & matter.raised_by
        or (matter.owner is not None and matter.owner in stake.people)
    )


def part_of(stake: Stake, told: Iterable[Matter]) -> Part:
    """Return why a recipient is told, by the strongest of its reasons.

    Unit: a part.
    Errors: none.
    Source: CHOICE 0063, returns after a sitting.
    """
    if stake.bodies:
        return Part.COMMISSION
    about = frozenset[int]().union(*(matter.actions for matter in told))
    if stake.led & about:
        return Part.LEAD
    return Part.PARTNER if stake.joined & about else Part.OWNER

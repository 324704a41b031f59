"""What the list of cycles reads, and the sittings that a cycle may be made for."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Q
from django.utils import timezone

from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.conventions.models import Convention
from gouvernail.governance.models import Body, Sitting
from gouvernail.reviews.models import Review, ReviewCycle
from gouvernail.rules.adjustments import BodyPart
from gouvernail.rules.reviews import FROZEN, ReviewState, validating_part
from gouvernail.rules.sittings import COUNTS, PLANNED, SittingState, is_live

# Sittings given up neither validate nor are shown anything.
_STANDS = [state.value for state in COUNTS | PLANNED]
FIRST_RANK = 1


@dataclass(frozen=True, slots=True)
class CycleLine:
    """A cycle with how far its reviews have gone.

    `expected` counts the actions and the axes of the plan now; `counts` the reviews by state,
    those to do included.
    """

    cycle: ReviewCycle
    expected: int
    counts: dict[ReviewState, int]

    @property
    def to_keep(self) -> int:
        """How many wait for the team to read them."""
        return self.counts.get(ReviewState.SUBMITTED, 0)

    @property
    def kept(self) -> int:
        """How many wait for the Cotech."""
        return self.counts.get(ReviewState.KEPT, 0)

    @property
    def frozen(self) -> int:
        """How many were validated, shown or not."""
        return sum(self.counts.get(state, 0) for state in FROZEN)

    @property
    def told(self) -> list[tuple[ReviewState, int]]:
        """The states in which there are some, in the order of the circuit."""
        return [(state, self.counts[state]) for state in ReviewState if self.counts.get(state)]

    @property
    def written(self) -> int:
        """How many have a row."""
        return sum(number for state, number in self.counts.items() if state is not ReviewState.TODO)


def cycle_lines(convention: Convention) -> list[CycleLine]:
    """Return the cycles of a convention, the latest first. Four queries."""
    rows = ReviewCycle.objects.filter(convention=convention)
    rows = rows.select_related("cotech__body", "copil__body").order_by("-ends_on", "-pk")
    counts: defaultdict[int, Counter[ReviewState]] = defaultdict(Counter)
    # Reviews of what left the plan, or of a lower level, answer nothing that is expected.
    of_actions = Q(action__isnull=False, action__archived_at=None)
    of_axes = Q(node__rank=FIRST_RANK, node__archived_at=None)
    rows_of = Review.objects.of(convention).filter(of_actions | of_axes)
    found = rows_of.values_list("cycle_id", "state")
    for cycle_id, state, number in found.annotate(number=Count("pk")).order_by():
        counts[cycle_id][ReviewState(state)] += number
    expected = expected_reviews(convention)
    lines = []
    for cycle in rows:
        cycle.convention = convention
        told = dict(counts[cycle.pk])
        told[ReviewState.TODO] = max(0, expected - sum(told.values()))
        lines.append(CycleLine(cycle, expected, told))
    return lines


def expected_reviews(convention: Convention) -> int:
    """Return how many reviews a cycle asks for: one for each action and each axis. Two queries."""
    actions = Action.objects.of(convention).current().count()
    nodes = PlanNode.objects.of(convention).current().filter(rank=FIRST_RANK).count()
    return actions + nodes


def sittings_of_part(convention: Convention, part: BodyPart) -> list[Sitting]:
    """Return the sittings that stand, of the bodies with a part, the latest first. One query."""
    rows = Sitting.objects.of(convention).filter(body__part=part.value, state__in=_STANDS)
    return list(rows.select_related("body").order_by("-starts_at"))


def validating_sittings(convention: Convention) -> list[Sitting]:
    """Return the sittings of the body that validates reviews, the latest first. One query."""
    examiners = Body.objects.of(convention).current().filter(part=BodyPart.EXAMINES.value)
    examines = Q(body__part=validating_part(has_examiner=True).value)
    decides = Q(body__part=validating_part(has_examiner=False).value) & ~Exists(examiners)
    rows = Sitting.objects.of(convention).filter(examines | decides, state__in=_STANDS)
    return list(rows.select_related("body").order_by("-starts_at"))


def live_sittings(sittings: Sequence[Sitting], today: date) -> list[Sitting]:
    """Return those that write what they do now: from their day until they are approved."""
    return [
        row
        for row in sittings
        if is_live(SittingState(row.state), timezone.localtime(row.starts_at).date(), today)
    ]


def cycle_under_way(lines: list[CycleLine], today: date) -> CycleLine | None:
    """Return the cycle that is worked on: the latest begun one that is not all validated."""
    begun = [line for line in lines if line.cycle.starts_on <= today]
    return next((line for line in begun if line.frozen < line.expected), None)

"""Who a body must bring together, today by its seats, at a past sitting by those who came."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from gouvernail.conventions.models import Convention, Signatory
from gouvernail.governance.models import Attendance, CompositionRule, Mandate, Seat
from gouvernail.governance.queries.lines import Evidence
from gouvernail.rules.attendance import THERE
from gouvernail.rules.composition import College, RuleKind, SeatFacts, SeatLevel, check
from gouvernail.rules.composition import CompositionRule as Rule
from gouvernail.rules.periods import Period
from gouvernail.rules.sittings import COUNTS


@dataclass(frozen=True, slots=True)
class Gathering:
    """Those who came to a sitting: the proof of that day, and the words of the rules not met."""

    proof: Evidence
    unmet: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComposedBody:
    """A body whose composition is asked: the rules its seats do not meet, its past gatherings."""

    has_rules: bool
    unmet: tuple[str, ...]
    gatherings: tuple[Gathering, ...]

    def last_in(self, period: Period) -> Gathering | None:
        """Return the last gathering of a period."""
        return next((row for row in reversed(self.gatherings) if row.proof.on in period), None)


def composed_bodies(
    convention: Convention, bodies: set[int], today: date, *, has_past: bool
) -> dict[int, ComposedBody]:
    """Return how some bodies are composed on a day and, with `has_past`, were before.

    Three queries, one more with the past.
    """
    rules: dict[int, list[CompositionRule]] = defaultdict(list)
    rows = CompositionRule.objects.filter(body_id__in=bodies).select_related("organisation")
    for rule in rows.order_by("position", "pk"):
        rules[rule.body_id].append(rule)
    signatories = Signatory.objects.filter(convention=convention)
    signing = frozenset(signatories.values_list("organisation_id", flat=True))
    seats = _seats_by_body(bodies, today)
    came = _gatherings(bodies, today) if has_past else {}
    return {
        body: ComposedBody(
            has_rules=bool(rules[body]),
            unmet=unmet_rules(rules[body], seats.get(body, ()), signing),
            gatherings=tuple(
                Gathering(proof, unmet_rules(rules[body], there, signing, for_sitting=True))
                for proof, there in came.get(body, ())
            ),
        )
        for body in bodies
    }


def unmet_rules(
    rules: Iterable[CompositionRule],
    seats: Iterable[SeatFacts],
    signing: frozenset[int],
    *,
    for_sitting: bool = False,
) -> tuple[str, ...]:
    """Return the words of the rules that some seats do not meet. No query."""
    held = tuple(seats)
    return tuple(
        rule.text
        for rule in rules
        if not check(rule_of(rule), held, signing, for_sitting=for_sitting).is_met
    )


def rule_of(row: CompositionRule) -> Rule:
    """Return a rule of composition as the rules take it. No query."""
    return Rule(
        kind=RuleKind(row.kind),
        minimum=row.minimum,
        college=College(row.college) if row.college else None,
        level=SeatLevel(row.level) if row.level else None,
        organisation_id=row.organisation_id,
    )


def _seats_by_body(bodies: set[int], today: date) -> dict[int, tuple[SeatFacts, ...]]:
    running = Mandate.objects.on(today).filter(seat=OuterRef("pk"), is_deputy=False)
    rows = (
        Seat.objects.filter(body_id__in=bodies, closed_on=None)
        .annotate(filled=Exists(running))
        .order_by("position", "pk")
    )
    found: dict[int, list[SeatFacts]] = defaultdict(list)
    for seat in rows:
        found[seat.body_id].append(seat_facts(seat, is_filled=seat.filled))
    return {key: tuple(rows) for key, rows in found.items()}


def _gatherings(
    bodies: set[int], today: date
) -> dict[int, list[tuple[Evidence, tuple[SeatFacts, ...]]]]:
    """Return, oldest first, the sittings held whose attendance was noted. One query."""
    rows = Attendance.objects.filter(
        sitting__body__in=bodies,
        sitting__state__in=[state.value for state in COUNTS],
        seat__isnull=False,
    )
    seat = ("seat__organisation_id", "seat__level", "seat__college", "seat__function")
    found: dict[int, dict[int, list[SeatFacts]]] = defaultdict(lambda: defaultdict(list))
    moments: dict[int, datetime] = {}
    for pk, body, moment, presence, organisation, level, college, function in rows.order_by(
        "sitting__starts_at", "pk"
    ).values_list("sitting_id", "sitting__body_id", "sitting__starts_at", "presence", *seat):
        moments[pk] = moment
        found[body][pk].append(
            SeatFacts(
                organisation_id=organisation or 0,
                level=SeatLevel(level) if level else None,
                college=College(college) if college else None,
                function=function,
                is_filled=True,
                is_present=presence in THERE,
            )
        )
    days = {pk: timezone.localtime(moment).date() for pk, moment in moments.items()}
    return {
        body: [
            (Evidence(days[pk], f"{days[pk]:%d/%m/%Y}", pk), tuple(came))
            for pk, came in sittings.items()
            if days[pk] <= today
        ]
        for body, sittings in found.items()
    }


def seat_facts(seat: Seat, *, is_filled: bool, is_present: bool = True) -> SeatFacts:
    """Return a seat as the rules of composition take it. No query."""
    return SeatFacts(
        organisation_id=seat.organisation_id or 0,
        level=SeatLevel(seat.level) if seat.level else None,
        college=College(seat.college) if seat.college else None,
        function=seat.function,
        is_filled=is_filled,
        is_present=is_present,
    )

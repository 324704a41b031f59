"""What the obligations of a convention are judged from, read once."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from gouvernail.conventions.models import Convention, Signatory
from gouvernail.governance.models import (
    CompositionRule,
    Mandate,
    Obligation,
    ObligationKind,
    Proof,
    Seat,
    Sitting,
)
from gouvernail.governance.queries.lines import Evidence
from gouvernail.rules.composition import College, Cover, RuleKind, SeatFacts, SeatLevel, check
from gouvernail.rules.composition import CompositionRule as Rule
from gouvernail.rules.periods import Term
from gouvernail.rules.sittings import COUNTS, PLANNED

_HELD = frozenset(state.value for state in COUNTS)
_PLANNED = frozenset(state.value for state in PLANNED)


@dataclass(frozen=True, slots=True)
class BodySittings:
    """The sittings of one body, oldest first; `validated` are those that validated elements."""

    held: tuple[Evidence, ...] = ()
    planned: tuple[Evidence, ...] = ()
    validated: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class GovernanceFacts:
    """All that the obligations of one convention need; every mapping goes by identifier."""

    life: Term
    obligations: tuple[Obligation, ...]
    sittings: Mapping[int, BodySittings]
    proofs: Mapping[int, tuple[Evidence, ...]]
    covers: Mapping[int, tuple[tuple[CompositionRule, Cover], ...]]


def facts_of(convention: Convention, today: date) -> GovernanceFacts:
    """Return what the obligations are judged from on a day. Six queries at most.

    What was held after `today` counts as planned: the page can be read as of a past day.
    """
    obligations = tuple(
        Obligation.objects.of(convention)
        .select_related("body", "before", "read_by")
        .annotate(reading_count=Count("readings"))
        .order_by("position", "pk")
    )
    return GovernanceFacts(
        life=Term(convention.starts_on, convention.ends_on),
        obligations=obligations,
        sittings=_sittings(convention, today),
        proofs=_proofs(convention, today),
        covers=_covers(convention, obligations, today),
    )


def _sittings(convention: Convention, today: date) -> dict[int, BodySittings]:
    rows = (
        Sitting.objects.of(convention)
        .filter(state__in=_HELD | _PLANNED)
        .order_by("starts_at", "pk")
        .values_list("pk", "body_id", "starts_at", "state", "validates_elements")
    )
    held: dict[int, list[Evidence]] = defaultdict(list)
    planned: dict[int, list[Evidence]] = defaultdict(list)
    validated: dict[int, set[int]] = defaultdict(set)
    for pk, body_id, starts_at, state, validates in rows:
        on = timezone.localtime(starts_at).date()
        found = Evidence(on, f"{on:%d/%m/%Y}", pk)
        (held if state in _HELD and on <= today else planned)[body_id].append(found)
        if validates:
            validated[body_id].add(pk)
    return {
        body_id: BodySittings(
            tuple(held[body_id]), tuple(planned[body_id]), frozenset(validated[body_id])
        )
        for body_id in {*held, *planned}
    }


def _proofs(convention: Convention, today: date) -> dict[int, tuple[Evidence, ...]]:
    found: dict[int, list[Evidence]] = defaultdict(list)
    rows = Proof.objects.filter(obligation__convention=convention, handed_on__lte=today)
    for proof in rows.order_by("handed_on", "pk"):
        found[proof.obligation_id].append(
            Evidence(proof.handed_on, proof.label, address=proof.address)
        )
    return {key: tuple(rows) for key, rows in found.items()}


def _covers(
    convention: Convention, obligations: tuple[Obligation, ...], today: date
) -> dict[int, tuple[tuple[CompositionRule, Cover], ...]]:
    bodies = {
        row.body_id
        for row in obligations
        if row.kind == ObligationKind.COMPOSITION.value and row.body_id
    }
    if not bodies:
        return {}
    seats = seats_by_body(bodies, today)
    signatories = frozenset(
        Signatory.objects.filter(convention=convention).values_list("organisation_id", flat=True)
    )
    found: dict[int, list[tuple[CompositionRule, Cover]]] = defaultdict(list)
    rules = CompositionRule.objects.filter(body_id__in=bodies).select_related("organisation")
    for rule in rules.order_by("position", "pk"):
        cover = check(rule_of(rule), seats.get(rule.body_id, ()), signatories)
        found[rule.body_id].append((rule, cover))
    return {key: tuple(rows) for key, rows in found.items()}


def rule_of(row: CompositionRule) -> Rule:
    """Return a rule of composition as the rules take it. No query."""
    return Rule(
        kind=RuleKind(row.kind),
        minimum=row.minimum,
        college=College(row.college) if row.college else None,
        level=SeatLevel(row.level) if row.level else None,
        organisation_id=row.organisation_id,
    )


def seats_by_body(bodies: set[int], today: date) -> dict[int, tuple[SeatFacts, ...]]:
    """Return the seats of some bodies, filled or vacant on a day. One query."""
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

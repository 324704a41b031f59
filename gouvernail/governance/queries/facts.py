"""What the obligations of a convention are judged from, read once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils import timezone

from gouvernail.conventions.models import Convention
from gouvernail.governance.models import (
    Body,
    Obligation,
    ObligationKind,
    ObligationReading,
    Proof,
    Sitting,
)
from gouvernail.governance.queries.composition import ComposedBody, composed_bodies
from gouvernail.governance.queries.lines import Evidence
from gouvernail.rules.periods import Term
from gouvernail.rules.sittings import COUNTS, PLANNED
from gouvernail.staffing.queries.deadlines import DeclarationLine, due_declarations
from gouvernail.staffing.queries.ledger import PostLine, post_lines

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
    composed: Mapping[int, ComposedBody]
    posts: tuple[PostLine, ...] = ()
    declarations: tuple[DeclarationLine, ...] = ()


def facts_of(
    convention: Convention, today: date, *, body: Body | None = None, has_past: bool = False
) -> GovernanceFacts:
    """Return what the obligations are judged from on a day. Ten queries at most.

    Three of them are for the declarations to the Caf, when the convention has that obligation.
    What was held after `today` counts as planned: the page can be read as of a past day. With
    `body`, only the rhythm of that body: two queries. Periods that are over can be judged only with
    `has_past`.
    """
    rows = Obligation.objects.of(convention)
    if body:
        rows = rows.filter(body=body, kind=ObligationKind.RHYTHM.value)
    readings = ObligationReading.objects.filter(obligation=OuterRef("pk"))
    obligations = tuple(
        rows.select_related("body", "before", "read_by")
        .annotate(has_readings=Exists(readings))
        .order_by("position", "pk")
    )
    composed = _composed(obligations)
    return GovernanceFacts(
        life=convention.life,
        obligations=obligations,
        sittings=_sittings(convention, today) if obligations else {},
        proofs=_proofs(obligations, today),
        composed=(
            composed_bodies(convention, composed, today, has_past=has_past) if composed else {}
        ),
        posts=_posts(convention, obligations),
        declarations=_declarations(convention, obligations),
    )


def _posts(convention: Convention, obligations: Iterable[Obligation]) -> tuple[PostLine, ...]:
    """Return the posts of the coordinators, when an obligation is about them. Three queries."""
    kind = ObligationKind.STAFFING.value
    if not any(row.kind == kind for row in obligations):
        return ()
    return post_lines(convention, has_shares=False)


def _composed(obligations: Iterable[Obligation]) -> set[int]:
    kind = ObligationKind.COMPOSITION.value
    return {row.body_id for row in obligations if row.kind == kind and row.body_id}


def _declarations(
    convention: Convention, obligations: Iterable[Obligation]
) -> tuple[DeclarationLine, ...]:
    kind = ObligationKind.DECLARATION.value
    is_asked = any(row.kind == kind for row in obligations)
    return tuple(due_declarations(convention)) if is_asked else ()


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


def _proofs(obligations: tuple[Obligation, ...], today: date) -> dict[int, tuple[Evidence, ...]]:
    documents = [row.pk for row in obligations if row.kind == ObligationKind.DOCUMENT.value]
    if not documents:
        return {}
    found: dict[int, list[Evidence]] = defaultdict(list)
    rows = Proof.objects.filter(obligation__in=documents, handed_on__lte=today)
    for proof in rows.order_by("handed_on", "pk"):
        found[proof.obligation_id].append(
            Evidence(proof.handed_on, proof.label, address=proof.address)
        )
    return {key: tuple(rows) for key, rows in found.items()}

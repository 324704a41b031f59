"""What the pages of bodies read."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import (
    CharField,
    Count,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils import timezone

from gouvernail.conventions.models import Convention, Signatory
from gouvernail.governance.models import (
    Body,
    CompositionRule,
    Mandate,
    Mission,
    Obligation,
    Seat,
    Sitting,
)
from gouvernail.governance.queries.composition import rule_of, seat_facts
from gouvernail.rules.composition import check
from gouvernail.rules.sittings import COUNTS, PLANNED, SittingState

SHOWN_SITTINGS = 8
_HELD = [state.value for state in COUNTS]
_PLANNED = [state.value for state in PLANNED]
_NOWHERE, _ITSELF = Value(0), F("pk")


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body in the list: its seats, its last sitting and the next one."""

    body: Body
    seats: int
    vacant: int
    last: date | None
    next: date | None


@dataclass(frozen=True, slots=True)
class BodyLink:
    """What a body is tied to: another body, a theme, a commune or a signatory.

    `key` is its identifier, written out: that of a commune is not a number.
    """

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class HolderLine:
    """A seat of a body and who holds it; `ended` are the mandates that are over."""

    seat: Seat
    titular: Mandate | None
    deputy: Mandate | None
    ended: tuple[Mandate, ...]


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule of composition, and whether today's seats meet it."""

    pk: int
    text: str
    source: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class BodyPage:
    """One body."""

    body: Body
    missions: tuple[Mission, ...]
    seats: tuple[HolderLine, ...]
    vacant: int
    rules: tuple[RuleLine, ...]
    obligations: tuple[Obligation, ...]
    sittings: tuple[Sitting, ...]
    minutes_years: tuple[int, ...]
    parent: BodyLink | None
    feeds: tuple[BodyLink, ...]
    fed_by: tuple[BodyLink, ...]
    themes: tuple[str, ...]
    objectives: tuple[str, ...]
    communes: tuple[str, ...]


def body_lines(convention: Convention, today: date) -> list[BodyLine]:
    """Return the bodies of a convention. Three queries."""
    bodies = Body.objects.of(convention).current().order_by("position", "pk")
    to_come = Q(state__in=_PLANNED, starts_at__gte=timezone.now())
    dated = (
        Sitting.objects.of(convention)
        .values("body_id")
        .annotate(
            last=Max("starts_at", filter=Q(state__in=_HELD)),
            coming=Min("starts_at", filter=to_come),
        )
    )
    moments = {row["body_id"]: (row["last"], row["coming"]) for row in dated}
    running = Mandate.objects.on(today).filter(seat=OuterRef("pk"), is_deputy=False)
    counted = (
        Seat.objects.filter(body__convention=convention, closed_on=None)
        .annotate(filled=Exists(running))
        .values("body_id")
        .annotate(seats=Count("pk"), full=Count("pk", filter=Q(filled=True)))
    )
    seats = {row["body_id"]: (row["seats"], row["full"]) for row in counted}
    lines = []
    for body in bodies:
        total, full = seats.get(body.pk, (0, 0))
        last, coming = moments.get(body.pk, (None, None))
        lines.append(BodyLine(body, total, total - full, _day(last), _day(coming)))
    return lines


def body_page(body: Body, today: date) -> BodyPage:
    """Return one body with its seats, rules and sittings. Eight queries at most."""
    seats = tuple(_holders(body, today))
    dated = list(body.sittings.only("starts_at", "state", "body").order_by("-starts_at"))
    facts = [seat_facts(line.seat, is_filled=line.titular is not None) for line in seats]
    linked = _linked(body)
    signing = frozenset(int(row.key) for row in linked["signatory"])
    rules = CompositionRule.objects.filter(body=body).order_by("position", "pk")
    return BodyPage(
        body=body,
        missions=tuple(body.missions.order_by("position", "pk")),
        seats=seats,
        vacant=sum(line.titular is None for line in seats),
        rules=tuple(
            RuleLine(row.pk, row.text, row.source, check(rule_of(row), facts, signing).is_met)
            for row in rules
        ),
        obligations=tuple(body.obligations.order_by("position", "pk")),
        sittings=tuple(dated[:SHOWN_SITTINGS]),
        minutes_years=_minutes_years(dated),
        parent=next(iter(linked["parent"]), None),
        feeds=linked["feeds"],
        fed_by=linked["fed by"],
        themes=tuple(row.label for row in linked["theme"]),
        objectives=tuple(str(node) for node in body.objectives.order_by("rank", "position")),
        communes=tuple(row.label for row in linked["commune"]),
    )


def _minutes_years(sittings: list[Sitting]) -> tuple[int, ...]:
    """Return the years of which minutes were approved, the latest first."""
    approved = [row for row in sittings if row.state == SittingState.APPROVED.value]
    years = {timezone.localtime(row.starts_at).year for row in approved}
    return tuple(sorted(years, reverse=True))


def _linked(body: Body) -> dict[str, tuple[BodyLink, ...]]:
    """Return all that a body is tied to, by the kind of tie. One query for all of them."""
    short = Coalesce(NullIf("short_name", Value("")), "name")
    signatories = Signatory.objects.filter(convention=body.convention_id)
    ties = {
        "theme": _ties(body.themes.all(), "theme", F("label"), F("position")),
        "commune": _ties(body.communes.all(), "commune", F("name")),
        "feeds": _ties(body.feeds.all(), "feeds", short, F("position")),
        "fed by": _ties(body.fed_by.all(), "fed by", short, F("position")),
        "parent": _ties(Body.objects.filter(children=body), "parent", short),
        "signatory": _ties(signatories, "signatory", Value(""), key=F("organisation_id")),
    }
    first, *others = ties.values()
    found: dict[str, list[BodyLink]] = {kind: [] for kind in ties}
    for kind, _, label, key in sorted(first.union(*others, all=True)):
        found[kind].append(BodyLink(key, label))
    return {kind: tuple(rows) for kind, rows in found.items()}


def _ties(
    rows: QuerySet[Any], kind: str, label: Any, place: Any = _NOWHERE, *, key: Any = _ITSELF
) -> QuerySet[Any, Any]:
    """Return rows of any table as (kind, place, label, key), ready to be put with others."""
    named = rows.order_by().annotate(
        tie_kind=Value(kind, CharField()),
        tie_place=place,
        tie_label=Cast(label, CharField()),
        tie_key=Cast(key, CharField()),
    )
    ties: QuerySet[Any, Any] = named.values_list("tie_kind", "tie_place", "tie_label", "tie_key")
    return ties


def possible_parents(convention: Convention, body: Body | None = None) -> QuerySet[Body]:
    """Return the bodies that one may be attached to: neither itself nor one below it. One query."""
    rows = Body.objects.of(convention).current().order_by("position", "pk")
    if body is None:
        return rows
    parents = dict(Body.objects.of(convention).values_list("pk", "parent_id"))
    return rows.exclude(pk__in=[pk for pk in parents if body.pk in _upwards(pk, parents)])


def _upwards(pk: int, parents: Mapping[int, int | None]) -> Iterator[int]:
    here: int | None = pk
    while here is not None:
        yield here
        here = parents[here]


def elected_seats(convention: Convention, organisation_id: int) -> list[Seat]:
    """Return the seats that elected people of an organisation hold. One query."""
    return list(
        Seat.objects.filter(
            body__convention=convention,
            organisation_id=organisation_id,
            is_elected=True,
            closed_on=None,
        )
        .select_related("body", "organisation")
        .order_by("body__position", "position", "pk")
    )


def elected_organisations(convention: Convention) -> list[tuple[int, str]]:
    """Return the organisations that have seats of elected people. One query."""
    rows = Seat.objects.filter(
        body__convention=convention, is_elected=True, closed_on=None, organisation__isnull=False
    )
    found = rows.values_list("organisation_id", "organisation__name").distinct()
    return sorted(((pk, name) for pk, name in found if pk), key=lambda row: row[1])


def _holders(body: Body, today: date) -> list[HolderLine]:
    mandates: dict[int, list[Mandate]] = defaultdict(list)
    rows = Mandate.objects.filter(seat__body=body).select_related("person")
    for mandate in rows.order_by("starts_on", "pk"):
        mandates[mandate.seat_id].append(mandate)
    seats = body.seats.filter(closed_on=None).select_related("organisation")
    return [_holder(seat, mandates[seat.pk], today) for seat in seats.order_by("position", "pk")]


def _holder(seat: Seat, mandates: list[Mandate], today: date) -> HolderLine:
    running = [one for one in mandates if _runs(one, today)]
    titular = next((one for one in running if not one.is_deputy), None)
    deputy = next((one for one in running if one.is_deputy), None)
    ended = tuple(one for one in mandates if one.ends_on and one.ends_on < today)
    return HolderLine(seat, titular, deputy, ended)


def _runs(mandate: Mandate, day: date) -> bool:
    begun = mandate.starts_on is None or mandate.starts_on <= day
    return begun and (mandate.ends_on is None or mandate.ends_on >= day)


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None

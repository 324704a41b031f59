"""How a body fares: rhythm, attendance, decisions, sleeping actions, minutes, what to do."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from gouvernail.action_plan.models import Action
from gouvernail.governance.models import AgendaItem, Body, Decision, Mandate, Seat, Sitting
from gouvernail.governance.queries.attendance import (
    AttendanceTable,
    NotedPresence,
    attendance_table,
    noted_presences,
)
from gouvernail.governance.queries.coverage import nodes_under
from gouvernail.governance.queries.facts import facts_of
from gouvernail.governance.queries.lines import ObligationLine
from gouvernail.governance.queries.obligations import judged
from gouvernail.rules.attendance import THERE
from gouvernail.rules.body_health import Advice, HealthFacts, advise
from gouvernail.rules.decisions import TO_CARRY_OUT
from gouvernail.rules.sittings import COUNTS, PLANNED

SHOWN_SITTINGS = 8
SHOWN_ACTIONS = 8
ASLEEP_AFTER = timedelta(days=182)
ADVICE_SENTENCES = {
    Advice.FILL_SEATS: "Aucun siège n’est pourvu : dites qui siège, structure par structure.",
    Advice.DATE_A_SITTING: (
        "Le rythme du texte n’est pas tenu et rien n’est daté : datez une séance."
    ),
    Advice.WRITE_MINUTES: (
        "Une séance tenue n’a pas de compte rendu : écrivez-le tant qu’on s’en souvient."
    ),
    Advice.FOLLOW_DECISIONS: (
        "Des décisions sont en retard : demandez des nouvelles aux responsables."
    ),
    Advice.WAKE_ACTIONS: (
        "Des actions suivies ici sont sans nouvelles depuis six mois : "
        "mettez-les à l’ordre du jour."
    ),
    Advice.CALL_MEMBERS: (
        "Moins d’une personne attendue sur deux vient : "
        "appelez les absents avant la prochaine séance."
    ),
    Advice.FILL_VACANT: "Un siège est vacant : demandez un nom à la structure.",
    Advice.NOTHING: "Cette instance se porte bien : rien ne presse.",
}


@dataclass(frozen=True, slots=True)
class AttendanceMark:
    """How many came to a sitting, of those whose presence was noted."""

    sitting: Sitting
    came: int
    noted: int
    is_written: bool


@dataclass(frozen=True, slots=True)
class HealthPage:
    """One body, and what to do about it."""

    body: Body
    advice: str
    is_well: bool
    rhythm: ObligationLine | None
    attendance: tuple[AttendanceMark, ...]
    organisations: AttendanceTable
    minutes: Sitting | None
    decisions: int
    open_decisions: int
    late_decisions: int
    sleeping: tuple[Action, ...]
    sleeping_total: int


def health_page(body: Body, today: date) -> HealthPage:
    """Return how a body fares on a day. Twelve queries at most."""
    rhythm = _rhythm(body, today)
    presences = noted_presences(body)
    marks = _attendance(body, presences)
    noted = [mark for mark in marks if mark.noted]
    came, awaited = sum(mark.came for mark in noted), sum(mark.noted for mark in noted)
    late = Q(state__in=[state.value for state in TO_CARRY_OUT], due_on__lt=today)
    counts = Decision.objects.filter(body=body).aggregate(
        every=Count("pk"), open=Count("pk", filter=Q(closed_on=None)), late=Count("pk", filter=late)
    )
    sleeping = _sleeping(body, today)
    seats, vacant = _seats(body, today)
    advice = advise(
        HealthFacts(
            seats=seats,
            vacant=vacant,
            standing=rhythm.standing if rhythm else None,
            has_sitting_to_come=_has_sitting_to_come(body),
            without_minutes=sum(not mark.is_written for mark in marks),
            late_decisions=counts["late"],
            sleeping_actions=len(sleeping),
            attendance=came / awaited if awaited else None,
        )
    )
    return HealthPage(
        body=body,
        advice=ADVICE_SENTENCES[advice],
        is_well=advice is Advice.NOTHING,
        rhythm=rhythm,
        attendance=tuple(marks),
        organisations=attendance_table(presences, today),
        minutes=next((mark.sitting for mark in marks if mark.is_written), None),
        decisions=counts["every"],
        open_decisions=counts["open"],
        late_decisions=counts["late"],
        sleeping=tuple(sleeping[:SHOWN_ACTIONS]),
        sleeping_total=len(sleeping),
    )


def _rhythm(body: Body, today: date) -> ObligationLine | None:
    return next(iter(judged(facts_of(body.convention, today, body=body), today, today)), None)


def _attendance(body: Body, presences: list[NotedPresence]) -> list[AttendanceMark]:
    said = AgendaItem.objects.filter(sitting=OuterRef("pk")).exclude(minutes="")
    held: QuerySet[Any] = body.sittings.filter(state__in=[state.value for state in COUNTS])
    by_sitting: dict[int, list[str]] = defaultdict(list)
    for row in presences:
        by_sitting[row.sitting_id].append(row.presence)
    rows = held.annotate(has_words=Exists(said)).order_by("-starts_at")[:SHOWN_SITTINGS]
    return [
        AttendanceMark(
            row,
            came=sum(presence in THERE for presence in by_sitting[row.pk]),
            noted=len(by_sitting[row.pk]),
            is_written=row.has_words or bool(row.minutes.strip()),
        )
        for row in rows
    ]


def _has_sitting_to_come(body: Body) -> bool:
    planned = [state.value for state in PLANNED]
    return body.sittings.filter(state__in=planned, starts_at__gte=timezone.now()).exists()


def _seats(body: Body, today: date) -> tuple[int, int]:
    running = Mandate.objects.on(today).filter(seat=OuterRef("pk"), is_deputy=False)
    seats = Seat.objects.filter(body=body, closed_on=None).annotate(filled=Exists(running))
    counts = seats.aggregate(every=Count("pk"), vacant=Count("pk", filter=Q(filled=False)))
    return counts["every"], counts["vacant"]


def _sleeping(body: Body, today: date) -> list[Action]:
    followed = nodes_under(body.convention, list(body.objectives.values_list("pk", flat=True)))
    if not followed:
        return []
    since = timezone.make_aware(datetime.combine(today - ASLEEP_AFTER, time.min))
    rows = Action.objects.of(body.convention).current().filter(node__in=followed)
    rows = rows.filter(updated_at__lt=since).exclude(status__family__in=["done", "dropped"])
    return list(rows.order_by("updated_at", "pk"))

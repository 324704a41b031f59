"""The next sittings, and what each still lacks: for the home page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from gouvernail.common.templatetags.french import counted, day
from gouvernail.conventions.models import Convention
from gouvernail.governance.models import InviteeKind, Sitting
from gouvernail.rules.sittings import SittingState

HORIZON = timedelta(days=60)
SHOWN = 4


@dataclass(frozen=True, slots=True)
class ComingSitting:
    """A sitting to come: what is still to be done, in words, nothing when it is ready."""

    pk: int
    name: str
    starts_at: datetime
    state: str
    lacks: tuple[str, ...]


def coming_sittings(convention: Convention, now: datetime) -> list[ComingSitting]:
    """Return the next sittings of a convention and what each lacks. One query."""
    rows = Sitting.objects.of(convention).planned()
    is_silent = Q(invitees__answer="", invitees__kind=InviteeKind.CONVOCATION.value)
    rows = rows.filter(starts_at__gte=now, starts_at__lt=now + HORIZON).annotate(
        points=Count("items", distinct=True),
        silent=Count("invitees", filter=is_silent, distinct=True),
    )
    rows = rows.select_related("body").order_by("starts_at", "pk")[:SHOWN]
    return [
        ComingSitting(row.pk, row.body.name, row.starts_at, row.state, tuple(_lacks(row)))
        for row in rows
    ]


def _lacks(row: Sitting) -> list[str]:
    points, silent = getattr(row, "points", 0), getattr(row, "silent", 0)
    if row.poll_ends_on and row.state == SittingState.PREPARING.value:
        return [f"date à choisir, réponses attendues avant le {day(row.poll_ends_on)}"]
    found = []
    if not row.place and not row.video_url:
        found.append("lieu à fixer")
    if not points:
        found.append("ordre du jour à écrire")
    if row.state == SittingState.PREPARING.value:
        found.append("à convoquer")
    elif silent:
        found.append(counted(silent, "convié sans réponse,conviés sans réponse"))
    return found

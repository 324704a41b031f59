"""What the next body that decides is asked."""

from dataclasses import dataclass

from django.utils import timezone

from gouvernail.conventions.models import Convention
from gouvernail.governance.models import Adjustment, AgendaItem, ItemKind, Sitting
from gouvernail.governance.queries.adjustments import awaiting
from gouvernail.rules.adjustments import BodyPart


@dataclass(frozen=True, slots=True)
class Asked:
    """The next sitting of the body that decides, what it is to decide. `sitting` may be unknown."""

    sitting: Sitting | None = None
    points: tuple[AgendaItem, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()


def asked_of_copil(convention: Convention) -> Asked:
    """Return what the next sitting of the body that decides is asked. Four queries at most."""
    rows = Sitting.objects.of(convention).planned().filter(starts_at__gte=timezone.now())
    rows = rows.filter(body__part=BodyPart.DECIDES.value).select_related("body", "convention")
    sitting = rows.order_by("starts_at", "pk").first()
    if sitting is None:
        return Asked()
    wanted = [ItemKind.DECISION.value, ItemKind.VALIDATION.value]
    points = sitting.items.filter(kind__in=wanted).order_by("position", "pk")
    return Asked(sitting, tuple(points), tuple(awaiting(sitting)))

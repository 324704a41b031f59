"""Points proposed to the agenda of a sitting, from the state of the plan and past sittings."""

from dataclasses import dataclass
from datetime import date

from gouvernail.action_plan.queries.filters import Clock, Watch, watched
from gouvernail.action_plan.queries.state import plan_state
from gouvernail.common.templatetags.french import counted, day
from gouvernail.governance.models import AgendaItem, ItemKind, Sitting
from gouvernail.governance.queries.obligations import worrying

LATE_ACTIONS = "Actions en retard"
WORRYING_OBLIGATIONS = "Engagements à risque ou manqués"


@dataclass(frozen=True, slots=True)
class ProposedItem:
    """A point that could be added: why it is proposed, and the point that it takes up again."""

    key: str
    title: str
    why: str
    kind: ItemKind = ItemKind.INFORMATION
    origin_id: int | None = None


def proposed_items(sitting: Sitting, today: date) -> list[ProposedItem]:
    """Return what could be on the agenda and is not yet. Eleven queries at most.

    The follow-up of decisions and the adjustments that wait are not here: they come by themselves.
    """
    found = [*_unfinished(sitting), *_from_the_plan(sitting, today)]
    there = set(sitting.items.values_list("title", flat=True))
    return [item for item in found if item.title not in there]


def _unfinished(sitting: Sitting) -> list[ProposedItem]:
    """Return the points that earlier sittings left, and that no other sitting took up."""
    rows = AgendaItem.objects.filter(
        sitting__body=sitting.body_id,
        sitting__starts_at__lt=sitting.starts_at,
        is_unfinished=True,
        copies=None,
    ).exclude(sitting=sitting)
    return [
        ProposedItem(
            f"point-{row.pk}",
            row.title,
            f"laissé par la séance du {day(row.sitting.starts_at)}",
            ItemKind(row.kind),
            row.pk,
        )
        for row in rows.select_related("sitting").order_by("sitting__starts_at", "position")
    ]


def _from_the_plan(sitting: Sitting, today: date) -> list[ProposedItem]:
    convention = sitting.convention
    clock, state = Clock(today, convention.stale_after_days), plan_state(convention)
    late = watched(state.actions, state, Watch.LATE, clock).count()
    duties = len(worrying(convention, today))
    found = []
    if late:
        found.append(ProposedItem("retards", LATE_ACTIONS, counted(late, "action")))
    if duties:
        why = counted(duties, "engagement")
        found.append(ProposedItem("engagements", WORRYING_OBLIGATIONS, why))
    return found

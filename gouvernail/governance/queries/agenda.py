"""Points proposed to the agenda of a sitting: past sittings, the plan, the backlog of the body."""

from dataclasses import dataclass
from datetime import date

from gouvernail.action_plan.queries.filters import Clock, Watch, watch_tests, watched
from gouvernail.action_plan.queries.state import plan_state
from gouvernail.common.templatetags.french import counted, day
from gouvernail.governance.models import AgendaItem, Decision, ItemKind, Sitting
from gouvernail.governance.queries.backlog import waiting_proposals
from gouvernail.governance.queries.obligations import worrying
from gouvernail.governance.queries.reviews import kept_actions, validates_reviews

LATE_ACTIONS = "Actions en retard"
STALE_ACTIONS = "Actions sans nouvelles"
DUE_REVIEWS = "Décisions à revoir"
KEPT_REVIEWS = "Bilans à valider"
WORRYING_OBLIGATIONS = "Engagements à risque ou manqués"


@dataclass(frozen=True, slots=True)
class ProposedItem:
    """A point that could be added: why it is proposed, and what comes with it.

    `origin_id` is the point that it takes up again, `proposal_id` the proposal of a member,
    `action_ids` the actions of the plan that it is about.
    """

    key: str
    title: str
    why: str
    kind: ItemKind = ItemKind.INFORMATION
    origin_id: int | None = None
    proposal_id: int | None = None
    action_ids: tuple[int, ...] = ()


def proposed_items(sitting: Sitting, today: date) -> list[ProposedItem]:
    """Return what could be on the agenda and is not yet. Fifteen queries at most.

    The follow-up of decisions and the adjustments that wait are not here: they come by themselves,
    first. Then what earlier sittings left, the state of the plan, what members propose.
    """
    found = [
        *_unfinished(sitting),
        *_from_reviews(sitting),
        *_from_the_plan(sitting, today),
        *_from_members(sitting),
    ]
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


def _from_reviews(sitting: Sitting) -> list[ProposedItem]:
    """Return the point that validates what the team has kept, for the body that does."""
    if not validates_reviews(sitting):
        return []
    number, actions = kept_actions(sitting)
    if not number:
        return []
    why = counted(number, "bilan retenu")
    return [ProposedItem("bilans", KEPT_REVIEWS, why, ItemKind.VALIDATION, action_ids=actions)]


def _from_the_plan(sitting: Sitting, today: date) -> list[ProposedItem]:
    convention = sitting.convention
    late, stale = _behind(sitting, today)
    reviews = Decision.objects.of(convention).to_carry_out()
    due = reviews.filter(body=sitting.body_id, review_on__lte=today).count()
    duties = len(worrying(convention, today))
    found = [
        ProposedItem("retards", LATE_ACTIONS, counted(len(late), "action"), action_ids=late),
        ProposedItem("silences", STALE_ACTIONS, counted(len(stale), "action"), action_ids=stale),
        ProposedItem("revues", DUE_REVIEWS, counted(due, "décision")),
        ProposedItem("engagements", WORRYING_OBLIGATIONS, counted(duties, "engagement")),
    ]
    numbers = (len(late), len(stale), due, duties)
    return [item for item, number in zip(found, numbers, strict=True) if number]


def _behind(sitting: Sitting, today: date) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the actions that are late, then those without news, as the plan knows them."""
    convention = sitting.convention
    clock, state = Clock(today, convention.stale_after_days), plan_state(convention)
    tests = watch_tests(state, clock)
    rows = list(
        watched(state.actions, state, None, clock)
        .annotate(is_late=tests[Watch.LATE], is_stale=tests[Watch.STALE])
        .values_list("pk", "is_late", "is_stale")
    )
    late = tuple(pk for pk, is_late, _ in rows if is_late)
    return late, tuple(pk for pk, _, is_stale in rows if is_stale)


def _from_members(sitting: Sitting) -> list[ProposedItem]:
    """Return the points that wait in the backlog of the body, the oldest first."""
    return [
        ProposedItem(
            f"propose-{row.pk}",
            row.title,
            f"proposé par {row.name} le {day(row.proposed_at)}",
            ItemKind(row.kind),
            proposal_id=row.pk,
        )
        for row in waiting_proposals(sitting.body_id)
    ]

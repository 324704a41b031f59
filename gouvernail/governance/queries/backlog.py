"""The points that members propose to a body."""

from dataclasses import dataclass

from django.db.models import QuerySet

from gouvernail.governance.models import Body, ItemProposal

SHOWN_SETTLED = 20


@dataclass(frozen=True, slots=True)
class BacklogPage:
    """The backlog of a body: what waits, the oldest first, and what became of the others."""

    body: Body
    waiting: tuple[ItemProposal, ...]
    settled: tuple[ItemProposal, ...]


def waiting_proposals(body_id: int) -> QuerySet[ItemProposal]:
    """Return the proposals that no agenda took up and nobody set aside, the oldest first."""
    rows = ItemProposal.objects.filter(body=body_id, item=None, set_aside_on=None)
    return rows.order_by("proposed_at", "pk")


def backlog_page(body: Body) -> BacklogPage:
    """Return the backlog of a body. Two queries."""
    waiting = tuple(waiting_proposals(body.pk))
    rows = ItemProposal.objects.filter(body=body).exclude(pk__in=[row.pk for row in waiting])
    settled = rows.select_related("item__sitting").order_by("-proposed_at", "-pk")
    return BacklogPage(body, waiting, tuple(settled[:SHOWN_SETTLED]))

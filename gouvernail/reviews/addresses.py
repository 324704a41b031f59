"""The address of a review: that of its place in its cycle, whether something was said or not."""

from django.urls import reverse

from gouvernail.reviews.models import Review

# How addresses name what a review is about.
ACTIONS, NODES = "actions", "niveaux"


def place_of(action_id: int | None, node_id: int | None) -> tuple[str, int | None]:
    """Return how addresses name an action, or else a level of the plan."""
    return (ACTIONS, action_id) if action_id else (NODES, node_id)


def place_path(slug: str, cycle_id: int, kind: str, target_id: int | None) -> str:
    """Return the path of the page where a review is read and written."""
    return reverse("reviews:review", args=[slug, cycle_id, kind, target_id])


def review_path(slug: str, review: Review) -> str:
    """Return the path of the page of a review. No query."""
    place = place_of(review.action_id, review.node_id)
    return place_path(slug, review.cycle_id, *place)

"""The reviews of a month: how far each went, and the figures of its indicators."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gouvernail.common.templatetags.french import day
from gouvernail.conventions.models import Convention
from gouvernail.reviews.addresses import review_path
from gouvernail.reviews.models import FrozenReview, ReviewStep
from gouvernail.rules.reviews import ReviewState
from gouvernail.steering.queries.monthly_lines import NewsLine, Span

_SEALED = (ReviewState.VALIDATED, ReviewState.PRESENTED)
_RECEIVED = (ReviewState.SUBMITTED, ReviewState.KEPT, *_SEALED)


def review_lines(convention: Convention, span: Span) -> Iterator[NewsLine]:
    """Tell the last step of each review that came in or went on, with its figures. Three queries.

    The figures of a review that was validated are those that were sealed: it may be under
    correction since.
    """
    rows = ReviewStep.objects.filter(
        review__convention=convention,
        at__gt=span.start,
        at__lte=span.end,
        state__in=[state.value for state in _RECEIVED],
    ).select_related("review__action", "review__node", "review__cycle")
    rows = rows.prefetch_related("review__figures").order_by("at", "pk")
    last = {row.review_id: row for row in rows}
    sealed = _sealed_figures(last.values())
    for row in last.values():
        review = row.review
        live = [str(figure) for figure in review.figures.all()]
        figures = sealed.get(review.pk, live)
        told = f"{row.get_state_display()} le {day(row.at)} ({review.cycle})"
        detail = ", ".join([told, *figures])
        yield NewsLine(
            str(review.action or review.node), detail, review_path(convention.slug, review)
        )


def _sealed_figures(steps: Iterable[ReviewStep]) -> Mapping[int, list[str]]:
    """Return the figures of the reviews that were validated, by review. One query."""
    sealed = [state.value for state in _SEALED]
    reviews = [step.review_id for step in steps if step.state in sealed]
    rows = FrozenReview.objects.last_versions().filter(review__in=reviews)
    return {row.review_id: [_figure(told) for told in row.content["figures"]] for row in rows}


def _figure(told: Mapping[str, Any]) -> str:
    return f"{told['indicator']} : {told['value']}"
